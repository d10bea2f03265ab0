"""Leaves the functions of resume.py in the middle, at instructions found with `dis`, and compares with CPython running the
whole function. The argument is the directory of the module built by build.py."""
import ctypes
import dis
import gc
import importlib
import importlib.util
import inspect
import os
import signal
import struct
import sys
import threading
import time
import traceback
import types
import weakref

sys.path.insert(0, sys.argv[1])
import resume

assert not resume.__file__.endswith(".py"), resume.__file__
spec = importlib.util.spec_from_file_location("resume_source", os.path.join(sys.argv[1], "resume.py"))
source = importlib.util.module_from_spec(spec)
spec.loader.exec_module(source)

version = sys.version_info[:2]
library = ctypes.PyDLL(resume.__file__)
library.make_site.restype = ctypes.c_void_p
library.make_site.argtypes = [ctypes.py_object]
library.leave_at.restype = ctypes.py_object
library.leave_at.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long, ctypes.c_long, ctypes.py_object]
library.call_below.restype = ctypes.py_object
library.call_below.argtypes = [ctypes.c_long, ctypes.py_object]
library.leave_from_the_bottom.restype = ctypes.py_object
library.leave_from_the_bottom.argtypes = [ctypes.c_void_p, ctypes.c_long]
library.depth.restype = library.guards.restype = ctypes.c_long
library.observed.argtypes = [ctypes.py_object]
library.spin.restype = ctypes.py_object
library.entry_cost.restype = ctypes.c_double
def codes_of(code):
    """In the order of FUNCTIONS in resume.rs."""
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            if constant.co_flags & inspect.CO_OPTIMIZED:
                yield constant.co_qualname, constant
            yield from codes_of(constant)


CODES = dict(codes_of(compile(inspect.getsource(source), "resume.py", "exec")))
FUNCTIONS = list(CODES)
# What FOR_ITER keeps on the stack, and how a call of x with a NULL looks.
ITERATOR = ("rangeiter", "null") if version >= (3, 15) else ("rangeiter",)


def call_of(function):
    return (function, "null") if version >= (3, 13) else ("null", function)


class Owned:
    def __init__(self, value):
        self.value = value


def word(value):
    if isinstance(value, float):
        return struct.unpack("<Q", struct.pack("<d", value))[0]
    if isinstance(value, Owned):
        value, owned = value.value, value
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(value))
        del owned.value
        return id(value)
    if type(value) is int or type(value) is bool:
        return value & (1 << 64) - 1
    return id(value)


class Site:
    """Where to leave a function: at the n-th instruction of a name."""

    def __init__(self, name, at, stack, raises=False, /, **locals):
        self.name, self.at = name, at
        code = CODES[name]
        cells = tuple(cell for cell in code.co_cellvars if cell not in code.co_varnames)
        kinds = tuple(locals.pop(local, "unbound") for local in code.co_varnames + cells + code.co_freevars)
        assert not locals, locals
        self.pointer = library.make_site((FUNCTIONS.index(name), at, int(raises), kinds, tuple(stack)))

    def leave(self, *words, above=0, exception=None):
        array = (ctypes.c_uint64 * len(words))(*map(word, words))
        del words
        return library.leave_at(self.pointer, array, len(array), above, exception)


def instruction(name, opname, text=None, number=0):
    """The code unit at which an instruction begins."""
    found = []
    for each in dis.get_instructions(CODES[name]):
        if each.opname.startswith(opname) and (text is None or text in each.argrepr):
            found.append(each.offset // 2)
    return found[number]


def outcome(call):
    try:
        return call()
    except Exception as exception:
        return type(exception), str(exception), seen_frames(exception)


def seen_frames(exception):
    """What a traceback shows of the functions under test."""
    seen, entry = [], exception.__traceback__
    while entry:
        frame = entry.tb_frame
        if frame.f_code.co_qualname in CODES and frame.f_code.co_name != "callee":
            place = list(frame.f_code.co_positions())[entry.tb_lasti // 2]
            text = "".join(traceback.format_tb(entry, 1)).replace(os.path.dirname(frame.f_code.co_filename), "")
            seen.append((frame.f_code.co_qualname, entry.tb_lineno, place, text, dict(frame.f_locals)))
        entry = entry.tb_next
    return seen


def so_far(n, m, i, j):
    return sum(a * b for a in range(n) for b in range(m) if (a, b) < (i, j))


def loops():
    names = dict(n="i64", m="i64", t="i64", i="i64", j="i64")
    product = Site("nested", instruction("nested", "BINARY_OP", "*"), ITERATOR * 2 + ("i64",) * 3, **names)
    for n, m, i, j in [(4, 5, 2, 3), (1, 1, 0, 0), (300, 5, 299, 4), (3, 7, 0, 6)]:
        t = so_far(n, m, i, j)
        got = product.leave(n, m, t, i, j, i + 1, n, 1, j + 1, m, 1, t, i, j)
        assert got == source.nested(n, m), (n, m, i, j, got)
    total = Site("nested", instruction("nested", "BINARY_OP", "+"), ITERATOR * 2 + ("i128", "num"), **names)
    rest = 2 * 4 + sum(3 * b for b in range(5))
    for high, low, float_, int_, is_int in [(7, 5, 0.0, 6, 1), (-7, 5, 2.5, 6, 0), (-1, -1, 0.0, 2**63 - 1, 1)]:
        got = total.leave(4, 5, 0, 2, 3, 3, 4, 1, 4, 5, 1, low, high, float_, int_, is_int)
        expected = -((high << 64) + (low & (1 << 64) - 1) + (int_ if is_int else float_) + rest)
        assert repr(got) == repr(expected), (got, expected)
    two = resume.collatz.__code__.co_consts.index(2) if 2 in resume.collatz.__code__.co_consts else None
    operand, words = ("i64", (27, 0, 27, 2)) if two is None else (f"const {two}", (27, 0, 27))
    while_ = Site("collatz", instruction("collatz", "BINARY_OP", "%"), ("i64", operand), n="i64", c="i64")
    assert while_.leave(*words) == source.collatz(27) == 111


def exceptions():
    kinds = dict(a="i64", b="i64", log="obj", x="i64")
    division = Site("guarded", instruction("guarded", "BINARY_OP", "//"), ("i64",) * 3, **kinds)
    for a, b in [(7, 2), (7, 0)]:
        logs = [], []
        got = outcome(lambda: division.leave(a, b, logs[0], 1, 1, a, b))
        expected = outcome(lambda: source.guarded(a, b, logs[1]))
        assert got == expected and logs[0] == logs[1], (got, expected, logs)
    # A callee has raised: its exception passes through, or is caught.
    call = call_of("obj")
    callee = (id,)
    caught = Site("catching", instruction("catching", "CALL"), ("i64", *call, "i64"), True, x="i64", y="i64")
    # The traceback's own entries are looked at below; here context, cause and notes.
    for exception in [ValueError("v"), chained()]:
        resume.exception = source.exception = exception
        context = exception.__context__
        exception.__traceback__ = None
        got = caught.leave(3, 1, 3, id, 3, exception=exception)
        assert got == ("caught", exception, 1, 3) and exception.__context__ is context, got
        line = exception.__traceback__.tb_lineno
        exception.__traceback__ = None
        assert source.catching(3)[1].__traceback__.tb_lineno == line
    passed = Site("passing", instruction("passing", "CALL"), ("f64", *call, "f64", "none"), True,
                  x="f64", y="none", q="i64")
    for handled in [None, KeyError("k")]:
        resume.exception, source.exception = chained(), chained()
        got = handling(handled, lambda: passed.leave(1.5, 5, 1.5, callee, 1.5, exception=resume.exception))
        expected = handling(handled, lambda: source.passing(1.5, None))
        assert got == expected, (got, expected)
        assert repr(resume.exception.__context__) == repr(source.exception.__context__)


def chained():
    try:
        try:
            {}["k"]
        except KeyError:
            raise ValueError("v")
    except ValueError as exception:
        return exception.with_traceback(None)


def handling(exception, call):
    if exception is None:
        return outcome(call)
    try:
        raise exception
    except KeyError:
        return outcome(call)


def locals_and_operands():
    after = instruction("unbound", "DELETE_FAST") + 1
    expected = source.unbound(1, 2, k=4)
    static = Site("unbound", after, (), a="unbound", b="dyn", k="i64")
    dynamic = Site("unbound", after, (), a="dyn", b="dyn", k="dyn")
    maybe = Site("unbound", after, (), a="maybe", b="i64", k="maybe")
    assert static.leave(3, 2, 4) == expected
    assert dynamic.leave(0, 0, 3, 2, 3, 4) == expected
    assert maybe.leave(0, 99, 2, 1, 4) == expected
    assert dynamic.leave(2, 1, 4, 2.5, 1, 0) == [True, 2.5, None]
    assert maybe.leave(1, -9, 2, 1, 4) == [-9, 2, 4]
    null = Site("unbound", after, (), a="nullable", b="nullable", k="ownedornull")
    assert null.leave(0, id(2), Owned(4)) == expected
    assert null.leave(id(len), id(2), Owned(None)) == [len, 2, None]
    null = Site("unbound", after, (), a="ownedornull", b="nullable", k="i64")
    assert null.leave(0, id(2), 4) == expected
    assert null.leave(Owned({1}), id(2), 4) == [{1}, 2, 4]
    assert library.globals_are_ok()
    nested = ("i64", "owned", ("none", "range", "global 0", "function 12", "bool"))
    result = Site("returned", instruction("returned", "RETURN_VALUE"), (nested,), a="i64")
    thing = {1}
    got = result.leave(1, 2, Owned(thing), 1, 10, 3, 1)
    assert got == (2, thing, (None, range(1, 10, 3), len, resume.increment, True)) and got[1] is thing, got
    names = {f"v{i}": "i64" for i in range(350)}
    t, values = 5, []
    for i in range(350):
        values.append(t + i + 1000)
        t = values[-1] % 1000003
    at = instruction("large", "BINARY_OP", "+", 350)
    words = {**{f"v{i}": value for i, value in enumerate(values)}, "a": 5, "t": t}
    words = [words[name] for name in resume.large.__code__.co_varnames if name in words]
    large = Site("large", at, ("i64", "i64"), a="i64", t="i64", **names)
    assert large.leave(*words, t, 1350) == source.large(5)
    raising = Site("large", at, ("i64", "i64"), True, a="i64", t="i64", **names)
    name, line, place, text, seen = outcome(lambda: raising.leave(*words, t, 1350, exception=ValueError()))[2][0]
    positions = list(resume.large.__code__.co_positions())[at]
    assert place == positions and seen["v349"] == values[349] and "v350" not in seen, (place, positions)


def closures():
    """Cells arrive as they are, whoever shares them."""
    cell = types.CellType
    kinds = dict(a="obj", b="i64", rest="obj", c="i64", x="obj", add="obj")
    division = instruction("cells", "BINARY_OP", "//")
    resuming = Site("cells", division, ("i64", "i64", "i64"), **kinds)
    raising = Site("cells", division, (), True, **kinds)
    adding = instruction("cells.<locals>.add", "BINARY_OP", "//")
    inside = Site("cells.<locals>.add", adding, ("i64",) * 3, k="i64", a="obj", x="owned")
    thrown = Site("cells.<locals>.add", adding, (), True, k="i64", a="obj", x="obj")
    entered = Site("cells.<locals>.add", 0, (), k="i64", a="obj", x="obj")
    anew = Site("cells", 0, (), a="i64", b="i64", rest="obj", c="i64")
    rest = 7, 8
    for _ in range(2):
        a, x = cell(2), cell(1)

        def add(k):
            x.cell_contents += k // 2
        got = resuming.leave(id(a), 9, 3, id(rest), id(add), id(x), 1, 9, 2)
        assert got == source.cells(2, 9, *rest) and x.cell_contents == 6 and a.cell_contents == 2, got
        assert anew.leave(2, 9, 3, id(rest)) == got
        x.cell_contents = 5
        assert inside.leave(9, id(a), Owned(x), 5, 9, 2) == 9 == x.cell_contents
        assert entered.leave(4, id(a), id(x)) == 11 == x.cell_contents
        a, x = cell(0), cell(1)
        for site, words in [(raising, (id(a), 9, 3, id(rest), id(source.callee), id(x))), (thrown, (9, id(a), id(x)))]:
            (class_, text, seen), exception = outcome(lambda: site.leave(*words, exception=ZeroDivisionError("z"))), None
            values = {"a": 0, "x": 1}
            values.update(dict(k=9) if site is thrown else dict(b=9, rest=rest, c=3, add=source.callee))
            assert class_ is ZeroDivisionError and seen[0][-1] == values, seen
            assert seen[0][2] == list(CODES[site.name].co_positions())[site.at]
    derived, class_ = resume.Derived(), cell(resume.Derived)
    kinds = {"self": "obj", "k": "i64", "__class__": "obj"}
    for name, this in [("scale", derived), ("kept", cell(derived))]:
        name, expected = f"Derived.{name}", getattr(source.Derived(), name)(8)
        site = Site(name, instruction(name, "BINARY_OP", "//"), ("i64", "i64"), **kinds)
        assert site.leave(id(this), 8, id(class_), 8, 2) == expected
        assert Site(name, 0, (), **kinds).leave(id(derived), 8, id(class_)) == expected
        for other, exception in [(cell(), (RuntimeError, NameError)), (cell(int), (TypeError,))]:
            assert outcome(lambda: site.leave(id(this), 8, id(other), 8, 2))[0] in exception


def ownership():
    borrowed = Site("references", instruction("references", "LOAD_GLOBAL"), (), x="owned")
    assert borrowed.leave(Owned(object())) == source.references(object())

    class Thing:
        pass
    thing = Thing()
    probe = weakref.ref(thing)
    dropped = Site("dropping", instruction("dropping", "DELETE_FAST"), (), x="owned", probe="obj")
    owned = Owned(thing)
    del thing
    assert dropped.leave(owned, probe) is None, "dies when the function drops it"
    foreign = seen_code()
    for _ in range(2):
        try:
            type(foreign)(foreign.__code__, {})(None, None)
        except SystemError:
            pass
        else:
            raise AssertionError("a continuation was called by a stranger")


def seen_code():
    """A function of the code of a continuation, which only what that calls can see."""
    codes = []

    def callee(x, y):
        codes.append(sys._getframe(1).f_code)
        return 2
    call = instruction("passing", "CALL" if version >= (3, 12) else "PRECALL")
    site = Site("passing", call, ("i64", *call_of("obj"), "none", "none"), x="none", y="none", q="i64")
    assert site.leave(5, 1, id(callee)) == 1 + 2 ** 2
    assert codes[0] is not CODES["passing"]
    return type(seen_code)(codes[0], {})


def balance():
    """A debug build counts all references there are."""
    names = dict(n="i64", m="i64", t="i64", i="i64", j="i64")
    loop = Site("nested", instruction("nested", "BINARY_OP", "+"), ITERATOR * 2 + ("i128", "num"), **names)
    raising = Site("passing", instruction("passing", "CALL"), ("f64", "none"), True, x="f64", y="none", q="i64")
    after = instruction("unbound", "DELETE_FAST") + 1
    dynamic = Site("unbound", after, (), a="dyn", b="dyn", k="dyn")

    derived, class_ = resume.Derived(), types.CellType(resume.Derived)
    division = instruction("Derived.kept", "BINARY_OP", "//")
    kept = Site("Derived.kept", division, ("i64", "i64"), **{"self": "owned", "k": "i64", "__class__": "owned"})
    division = instruction("Derived.scale", "BINARY_OP", "//")
    method = Site("Derived.scale", division, ("i64", "i64"), **{"self": "obj", "k": "i64", "__class__": "obj"})

    def leave(times):
        for _ in range(times):
            loop.leave(4, 5, 0, 2, 3, 3, 4, 1, 4, 5, 1, 5, 7, 0.0, 6, 1)
            dynamic.leave(0, 0, 3, 2, 3, 4)
            try:
                raising.leave(1.5, 5, 1.5, exception=ValueError())
            except ValueError:
                pass
            method.leave(id(derived), 8, id(class_), 8, 2)
            kept.leave(Owned(types.CellType(derived)), 8, Owned(class_), 8, 2)
    leave(1000)
    if hasattr(sys, "gettotalrefcount"):
        gc.collect()
        before = sys.gettotalrefcount()
        leave(2000)
        gc.collect()
        assert abs(sys.gettotalrefcount() - before) < 50, sys.gettotalrefcount() - before


def recursion():
    # `ctypes` itself takes from the counter on 3.11, whenever it calls.
    taken = 1 if version == (3, 11) else 0
    resume.probe = library.depth
    here = Site("depth_here", instruction("depth_here", "LOAD_GLOBAL"), (), n="i64")
    depth = library.depth()
    # The frames of `leave` and of the continuation.
    assert here.leave(1)[0] == depth - 2 - taken, (here.leave(1), depth)
    assert here.leave(1, above=10)[0] == depth - 12 - taken
    assert library.depth() == depth
    for frames in (0, 1, 2, 9, 10):
        assert library.call_below(frames, library.depth) == depth - frames - 1 - taken, frames
    assert library.depth() == depth
    old = sys.getrecursionlimit()
    for limit in [old, 100_000]:
        sys.setrecursionlimit(limit)
        if version > (3, 11):
            assert -1 <= library.leave_from_the_bottom(here.pointer, 10**6)[0] < limit
        assert library.leave_from_the_bottom(here.pointer, 100)[0] >= library.depth() - 103
    # Each call of `deep` goes through C, until the stack gets short; CPython itself needs none of it.
    assert resume.deep(50_000) == 50_000
    sys.setrecursionlimit(old)
    assert outcome(lambda: resume.deep(50_000))[:2] == outcome(lambda: source.deep(50_000))[:2]
    threading.stack_size(256 * 1024)
    depths = []
    thread = threading.Thread(target=lambda: depths.append(library.depth()))
    thread.start()
    thread.join()
    threading.stack_size(0)
    assert 0 < depths[0] < 128, depths


def watched():
    code = resume.nested.__code__
    names = dict(n="i64", m="i64", t="i64", i="i64", j="i64")
    site = Site("nested", instruction("nested", "BINARY_OP", "*"), ITERATOR * 2 + ("i64",) * 3, **names)

    total = source.nested(4, 5)

    def leave():
        assert total == site.leave(4, 5, so_far(4, 5, 2, 3), 2, 3, 3, 4, 1, 4, 5, 1, so_far(4, 5, 2, 3), 2, 3)
    events = []

    def hook(frame, what, argument):
        if frame.f_code.co_qualname in CODES:
            events.append((what, frame.f_code.co_name))
        return hook
    assert not library.observed(code)
    for switch in (sys.setprofile, sys.settrace):
        leave()
        switch(hook)
        assert library.observed(code)
        leave()
        switch(None)
        assert not library.observed(code)
        leave()
    # A function that is entered before the profiler is there returns after; settrace asks for frames entered later.
    assert events == [("return", "nested")], events
    resume.profiler = source.profiler = hook
    events.clear()
    assert source.profiled(1) == 3
    expected = events[:]
    inside = Site("profiled", instruction("profiled", "LOAD_GLOBAL"), (), x="i64")
    for _ in range(3):
        events.clear()
        assert inside.leave(1) == 3 and events == expected, (events, expected)
    if version >= (3, 12):
        monitored(leave, code)


def monitored(leave, code):
    monitoring = sys.monitoring
    events = monitoring.events
    monitoring.use_tool_id(2, "check")
    monitoring.set_local_events(2, code, events.LINE)
    assert library.observed(code) and not library.observed(resume.increment.__code__)
    monitoring.set_local_events(2, code, 0)
    assert not library.observed(code)
    names = [name for name in ("PY_START", "PY_RETURN", "LINE", "RAISE", "PY_UNWIND", "CALL") if hasattr(events, name)]
    seen = []
    for name in names:
        monitoring.register_callback(2, getattr(events, name), lambda code, *_, name=name: code.co_name == "nested"
                                     and seen.append(name))
    raising = Site("nested", instruction("nested", "BINARY_OP", "*"), (), True, n="i64", m="i64")
    for _ in range(3):
        seen.clear()
        monitoring.set_events(2, sum(getattr(events, name) for name in names))
        leave()
        assert seen[-1] == "PY_RETURN" and "LINE" in seen and "PY_START" not in seen, seen
        seen.clear()
        assert outcome(lambda: raising.leave(1, 2, exception=ValueError()))[0] is ValueError
        assert seen[-2:] == ["RAISE", "PY_UNWIND"] and "PY_START" not in seen, seen
        monitoring.set_events(2, 0)
        leave()
    monitoring.free_tool_id(2)


def interruptions():
    count, stop = 0, False

    def other():
        nonlocal count
        while not stop:
            count += 1
    thread = threading.Thread(target=other)
    thread.start()
    handled, again = library.spin(400)
    stop = True
    thread.join()
    assert count > 1000 and handled > 3 and again == 0, (count, handled, again)
    late = []
    for _ in range(3):
        def interrupt():
            time.sleep(0.05)
            late.append(time.perf_counter())
            os.kill(os.getpid(), signal.SIGINT)
        thread = threading.Thread(target=interrupt)
        thread.start()
        try:
            library.spin(5000)
        except KeyboardInterrupt as exception:
            late[-1] = time.perf_counter() - late[-1]
            names = [entry.name for entry in traceback.extract_tb(exception.__traceback__)]
            assert names == ["interruptions"], names
        thread.join()
    assert max(late) < 0.1, late
    seen = []
    signal.signal(signal.SIGALRM, lambda number, frame: seen.append((frame.f_code.co_name, library.depth())))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    library.spin(150)
    assert seen[0][0] == "interruptions", seen
    victim = []

    def wait():
        victim.append(threading.get_ident())
        try:
            library.spin(5000)
        except ZeroDivisionError:
            victim.append("raised")
    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.1)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(victim[0]), ctypes.py_object(ZeroDivisionError))
    thread.join()
    assert victim[1:] == ["raised"]


def stress():
    control = sys._annot_stress["resume"]
    control(0)
    assert library.guards(10) == 0
    assert control(3) == (10, [])
    assert library.guards(2) == 0 and library.guards(1) == 1 and library.guards(50) == 0
    site = Site("increment", instruction("increment", "LOAD_FAST"), (), x="i64")
    assert site.leave(1) == 2 and site.leave(2) == 3
    assert control(0) == (53, [(12, instruction("increment", "LOAD_FAST"), False, 2)])


def instances():
    """The module's dictionary dies with the module, and a new import begins anew."""
    site = Site("increment", instruction("increment", "LOAD_FAST"), (), x="i64")
    global resume
    assert site.leave(1) == 2
    class Mark:
        pass
    resume.mark = Mark()
    mark = weakref.ref(resume.mark)
    del sys.modules["resume"]
    resume = None
    for _ in range(3):
        gc.collect()
    assert mark() is None, "the old instance is kept alive"
    import resume as again
    resume = again
    assert site.leave(1) == 2


for check in [loops, exceptions, locals_and_operands, closures, ownership, balance, recursion, watched, interruptions, stress,
              instances]:
    check()
print(f"3.{version[1]}: ok; an entry asks for {library.entry_cost(ctypes.c_long(5_000_000)):.1f} ns")
