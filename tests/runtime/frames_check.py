"""Compares the engines of frames.rs with CPython. The argument is the directory of the module built by build.py."""
import builtins
import ctypes
import dis
import faulthandler
import gc
import importlib.util
import inspect
import io
import logging
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
import tracemalloc
import warnings
import weakref

sys.path.insert(0, sys.argv[1])
import frames

assert not frames.__file__.endswith(".py"), frames.__file__
spec = importlib.util.spec_from_file_location("frames_source", os.path.join(sys.argv[1], "frames.py"))
source = importlib.util.module_from_spec(spec)
spec.loader.exec_module(source)

version = sys.version_info[:2]
debug = hasattr(sys, "gettotalrefcount")
library = ctypes.PyDLL(frames.__file__)
library.set_place.argtypes = [ctypes.py_object, ctypes.c_long, ctypes.c_long]
library.frame_cost.restype = ctypes.c_double
library.frame_cost.argtypes = [ctypes.py_object, ctypes.c_long]
# A debug build of 3.11 has no engines.
has_engines = not (version == (3, 11) and debug)


def native(call):
    """The result of a call, all of which is native."""
    before = library.native_calls()
    result = call()
    assert library.native_calls() > before or not has_engines
    return result


def outcome(call):
    try:
        return call()
    except Exception as exception:
        return type(exception), str(exception)


class Text(str):
    pass


def star_arguments():
    for arguments, keywords in [
            ((), {"k": 1}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1, 2, 3, 4), {}), ((1, 2, 3, 4, 5), {"d": 7}),
            ((1,), {"c": 5}), ((1,), {"a": 5, "b": 6}), ((1, 2), {"d": 1, "e": 2, "f": 3}), ((1, 2, 3), {"c": 4}), ((), {}),
            ((1,), {"k": 2, "z": 3}), ((1,), {"k": 2, "a": 3}), ((), {Text("k"): 2}), ((1,), {Text("m"): 2}), ((1,), {"": 1})]:
        for name in ["gather", "gather_args", "gather_kwargs"]:
            got, expected = (outcome(lambda: getattr(module, name)(*arguments, **keywords)) for module in (frames, source))
            assert got == expected, (name, arguments, keywords, got, expected)
    assert native(lambda: frames.gather(1, 2, 3, 4, e=5)) == (1, 2, 3, 4, (4,), {"e": 5})
    assert native(lambda: frames.gather_args()) == ((),)
    assert native(lambda: frames.gather_kwargs(k=3, **{"x" * 3: 4})) == (1, 3, {"xxx": 4})
    # The tuple and the dictionary belong to the call.
    rest, more = frames.gather(1, 2, 3, object(), e=object())[4:]
    expected = source.gather(1, 2, 3, object(), e=object())
    assert (sys.getrefcount(rest[0]), sys.getrefcount(more["e"])) == (sys.getrefcount(expected[4][0]),
                                                                      sys.getrefcount(expected[5]["e"]))


def closures():
    inner = native(lambda: frames.outer("y"))
    assert native(lambda: inner("x")) == ("x", "y")
    inner.__closure__[0].cell_contents = "z"
    assert native(lambda: inner("x")) == ("x", "z")


def set_places(name, code):
    """Native code stands at the first call or at the last."""
    calls = [each.offset // 2 for each in dis.get_instructions(code) if each.opname.startswith("CALL")]
    library.set_place(name, 0, calls[0])
    library.set_place(name, 1, calls[-1])


def stack():
    """What `sys._getframe` shows above the check: names and lines, innermost first."""
    seen, frame = [], sys._getframe(1)
    while frame and frame.f_code.co_name != "both":
        if frame.f_code.co_filename.endswith("frames.py"):
            assert frame.f_globals in (frames.__dict__, source.__dict__) and frame.f_builtins is builtins.__dict__
            assert frame.f_lasti >= 0 and frame.f_trace is None
            locals = {name: value if isinstance(value, int) else type(value) for name, value in frame.f_locals.items()}
            seen_locals.append((frame.f_code.co_qualname, str(locals).replace("_source", "")))
        seen.append((frame.f_code.co_qualname, frame.f_lineno))
        frame = frame.f_back
    return seen


# What `stack` sees of locals.
seen_locals = []


def both(run):
    """What `run` gives with the functions of the native module, which must be what it gives with those of the source."""
    for function in [frames.call, frames.nest, frames.Holder.method, frames.wide]:
        set_places(function.__qualname__, function.__code__)
    before = library.native_calls()
    results = []
    for module in (frames, source):
        seen_locals.clear()
        results.append((run(module), seen_locals[:]))
    got, expected = results
    assert library.native_calls() > before or not has_engines
    assert got == expected, (got, expected)
    return got[0]


def looking():
    seen = both(lambda module: module.call(stack))
    assert seen[0] == ("call", 24), seen
    seen = both(lambda module: module.nest(3, lambda: module.call(lambda *_: module.Holder().method(stack), 1)))
    assert [name for name, line in seen][:3] == ["Holder.method", "looking.<locals>.<lambda>.<locals>.<lambda>.<locals>.<lambda>",
                                                 "call"], seen

    def names(entries):
        return [(entry.name, entry.lineno, entry.line) for entry in entries if entry.filename.endswith("frames.py")]
    assert both(lambda module: module.call(lambda: names(traceback.extract_stack())))
    assert both(lambda module: module.call(lambda: [(entry.function, entry.lineno) for entry in inspect.stack()]))
    if version >= (3, 12):
        assert both(lambda module: module.call(sys._getframemodulename, 0).replace("_source", "")) == "frames"
        assert both(lambda module: module.nest(2, lambda: sys._getframemodulename(2)).replace("_source", "")) == "frames"

    def warn(module):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            module.call(lambda: warnings.warn("w", stacklevel=2))
            module.call(warnings.warn, "v")
        return [(str(each.message), each.lineno, os.path.basename(each.filename)) for each in caught]
    assert both(warn) == [("w", 24, "frames.py"), ("v", 24, "frames.py")]

    def log(module):
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.setFormatter(logging.Formatter("%(funcName)s %(lineno)d %(filename)s"))
        logger = logging.Logger("check")
        logger.addHandler(handler)
        module.call(logger.warning, "m")
        return stream.getvalue()
    assert both(log) == "call 24 frames.py\n"
    assert both(lambda module: module.nest(2, lambda: [line for line in stack_of_generator() if line[0] == "nest"]))
    assert both(lambda module: module.call(sys._getframe).f_code.co_qualname) == "call"
    assert both(lambda module: module.call(dump))


def dump():
    with tempfile.TemporaryFile() as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        return [line.rsplit(b"/")[-1] for line in file if b"frames.py" in line]


def stack_of_generator():
    yield from stack()
    yield from stack()


def frames_that_stay():
    """Frame objects outlive the calls."""
    def kept(module):
        kept = module.nest(2, lambda: module.call(lambda: sys._getframe(1)))
        for _ in range(2):
            seen, frame = [], kept
            while frame.f_code.co_name != "kept":
                seen.append((frame.f_code.co_name, frame.f_lineno))
                frame = frame.f_back
            gc.collect()
        assert frame is sys._getframe()
        locals = dict(kept.f_locals)
        kept.clear()
        assert not dict(kept.f_locals)
        return seen, kept.f_code.co_name, sorted(locals), type(locals["callee"]).__name__
    seen = both(kept)[0]
    assert seen[0] == ("call", 24) and seen[2:] == [("nest", 31), ("nest", 30), ("nest", 30)], seen

    def clearing():
        try:
            sys._getframe(1).clear()
        except RuntimeError as error:
            return str(error)
    assert "executing" in both(lambda module: module.call(clearing))

    def cycle(module):
        class Mark:
            pass

        def callee():
            mark = Mark()
            frame = sys._getframe()
            marks.append(weakref.ref(mark))
            try:
                raise ValueError
            except ValueError as error:
                kept = error
        marks = []
        module.nest(3, callee)
        gc.collect()
        return marks[0]() is None
    assert both(cycle)

    def in_exception(module):
        def thrown():
            {}["k"]
        try:
            module.nest(3, lambda: module.call(thrown))
        except KeyError as error:
            entries = traceback.extract_tb(error.__traceback__)
            deepest = error.__traceback__
            while deepest.tb_next:
                deepest = deepest.tb_next
            back, names = deepest.tb_frame, []
            while back:
                names.append((back.f_code.co_qualname, back.f_lineno))
                back = back.f_back
            return [(entry.name, entry.lineno) for entry in entries], names[:names.index(names[-1]) - 3]
    assert [name for name, line in both(in_exception)[0]] == ["in_exception", *["nest"] * 4, "<lambda>", "call", "thrown"]


def frames_that_go_on():
    """Whoever has got a frame object before native code leaves has the continuation's."""
    def run(module):
        def thrown():
            kept.append(sys._getframe(1))
            kept[0].f_trace_lines = False
            {}["k"]
        kept = []
        for _ in range(2):
            del kept[:]
            try:
                module.nest(2, lambda: module.call(thrown))
            except KeyError as error:
                entries, entry = [], error.__traceback__
                while entry:
                    entries.append(entry.tb_frame)
                    entry = entry.tb_next
        names = [(frame.f_code.co_name, frame.f_lineno) for frame in entries]
        del entries[0].f_trace
        backs = [inner.f_back is outer for outer, inner in zip(entries, entries[1:])]
        kept[0].clear()
        return names, backs, kept[0] is entries[-2], entries[-2].f_trace_lines
    (names, backs, same, lines) = both(run)
    assert all(backs) and same and not lines, (names, backs)


def meddling():
    """What debuggers do."""
    def write(frame):
        frame.f_locals["callee"] = object()
        frame.f_locals["other"] = object()
        return frame
    both(lambda module: module.call(lambda: write(sys._getframe(1))).f_code.co_name)
    both(lambda module: module.call(lambda: write(sys._getframe(1)) and None))
    assert both(lambda module: dict(module.call(locals))) == {"callee": locals, "arguments": ()}
    assert both(lambda module: module.call(eval, "callee, arguments")) == (eval, ("callee, arguments",))

    def hook(frame, what, argument):
        events.append((frame.f_code.co_name, what))
        return hook
    for switch in (sys.setprofile, sys.settrace):
        events = []

        def callee():
            switch(hook)
            stack()
            sys._getframe(1).f_trace = hook
        frames.nest(2, lambda: frames.call(callee))
        switch(None)
        assert ("stack", "call") in events, events
    if version >= (3, 12):
        sys.monitoring.use_tool_id(3, "check")
        sys.monitoring.register_callback(3, sys.monitoring.events.LINE, lambda code, line: events.append(line))
        frames.nest(2, lambda: frames.call(sys.monitoring.set_events, 3, sys.monitoring.events.LINE))
        frames.nest(2, stack)
        sys.monitoring.set_events(3, 0)
        sys.monitoring.free_tool_id(3)
    tracemalloc.start(20)
    kept = frames.nest(2, lambda: frames.call(bytearray, 10000))
    lines = [(os.path.basename(each.filename), each.lineno) for each in tracemalloc.get_object_traceback(kept)]
    tracemalloc.stop()
    assert ("frames.py", 24) in lines and lines.count(("frames.py", 30)) == 2, lines


def counted():
    """A function with more slots than its frame has room for."""
    assert native(lambda: frames.wide(stack))[0][0] == ("wide" if not has_engines else "counted.<locals>.<lambda>")
    both(lambda module: frames.nest(2, lambda: module.wide(lambda: module.call(lambda: 5))))
    assert both(lambda module: outcome(lambda: module.wide(lambda: 1 / 0)))[0] is ZeroDivisionError


def generators():
    """They are resumed from frames other than those in which they were made."""
    def generator():
        while True:
            yield [line for line in stack() if line[0] in ("call", "nest", "Holder.method")]

    def run(module):
        made = module.nest(2, lambda: module.call(lambda: (running := generator(), next(running))))
        running, seen = made
        return seen, module.call(next, running), module.nest(1, lambda: next(running)), next(running), \
            module.Holder().method(lambda: next(running)), running.close()
    assert [len(seen or ()) for seen in both(run)] == [4, 1, 2, 0, 1, 0]


def finalizers():
    """They run when a frame goes, and see those that are left."""
    class Final:
        def __del__(self):
            seen.append(stack())

    def leave_in_locals():
        sys._getframe(1).f_locals["callee"] = Final()
        sys._getframe(1).f_locals["surely_not_a_local"] = Final()

    def leave_in_trace():
        sys._getframe(1).f_trace = Final().__del__

    def leave_and_raise():
        sys._getframe(1).f_trace = Final()
        raise ValueError
    for leaver in (leave_in_locals, leave_in_trace, leave_and_raise):
        seen = []
        for _ in range(3):
            outcome(lambda: frames.nest(2, lambda: frames.call(leaver)))
            gc.collect()
        assert len(seen) >= 3, seen
    assert outcome(lambda: frames.nest(2, lambda: frames.call(leave_and_raise)))[0] is ValueError


def collections():
    """The collector meets native frames, and frame objects of all ages."""
    thresholds = gc.get_threshold()
    gc.set_threshold(1, 1, 1)
    kept = []

    def callee():
        kept.append([sys._getframe(), {}, kept, lambda: kept])
        if len(kept) % 5 == 0:
            del kept[:-3]
        return [[]] * 3
    for index in range(300):
        outcome(lambda: frames.nest(index % 4, lambda: frames.call(lambda: callee() and 1 // (index % 3))))
        if index % 50 == 0:
            for generation in range(3):
                frames.nest(2, lambda: frames.call(gc.collect, generation))
    gc.set_threshold(*thresholds)
    for frame, *_ in kept:
        names = []
        while frame:
            names.append(frame.f_code.co_name)
            frame = frame.f_back
        assert "callee" in names and "call" in names and names[-1] == "<module>", names


def signals():
    if not hasattr(signal, "setitimer"):
        return

    def wait():
        end = time.monotonic() + 5
        while not seen and time.monotonic() < end:
            pass
    seen = []
    signal.signal(signal.SIGALRM, lambda number, frame: seen.append(stack()))
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    frames.nest(1, lambda: frames.call(wait))
    names = [name for name, line in seen[0]]
    assert names[names.index("call"):][:4] == ["call", "signals.<locals>.<lambda>", "nest", "nest"], names


def threads():
    inside, out = threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: frames.nest(2, lambda: frames.call(lambda: inside.set() or out.wait())))
    thread.start()
    inside.wait()
    frame = sys._current_frames()[thread.ident]
    names = []
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    gc.collect()
    out.set()
    thread.join()
    start = names.index("call")
    assert names[start:start + 5] == ["call", "<lambda>", "nest", "nest", "nest"], names


def recursion():
    def depth_of(module):
        depth = 0

        def dig():
            nonlocal depth
            depth += 1
            module.nest(3, dig)
        try:
            dig()
        except RecursionError:
            return depth
    got, expected = depth_of(frames), depth_of(source)
    assert abs(got - expected) <= 1, (got, expected)


def balance():
    looks = [lambda: None, lambda: sys._getframe(1), lambda: sys._getframe(1).f_locals,
             lambda: write(sys._getframe(1)), lambda: 1 / 0]

    def write(frame):
        frame.f_locals["callee"] = object()

    def run(times):
        for _ in range(times):
            frames.gather(1, 2, 3, object(), e=object())
            frames.gather_kwargs(1, k=object())
            outcome(lambda: frames.gather(1, 2, 3, object(), e=object(), **{Text("d"): 5}))
            frames.outer(object())(object())
            for look in looks:
                outcome(lambda: frames.nest(3, lambda: frames.call(look)))
    run(100)
    if debug:
        gc.collect()
        before = sys.gettotalrefcount()
        run(1000)
        gc.collect()
        assert abs(sys.gettotalrefcount() - before) < 50, sys.gettotalrefcount() - before


for check in [star_arguments, closures, looking, frames_that_stay, frames_that_go_on, meddling, counted, generators,
              finalizers, collections, signals, threads, recursion, balance]:
    check()
cost = min(library.frame_cost(frames.nest, ctypes.c_long(200_000)) for _ in range(20))
print(f"3.{version[1]}: ok; a frame costs {cost:.1f} ns")
