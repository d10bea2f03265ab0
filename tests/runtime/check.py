"""Checks the extension module `sample` in the directory given, beside its source: engines, late binding, introspection.

CPython running the source is the oracle where there is something to compare."""
import builtins
import copy
import ctypes
import functools
import gc
import importlib
import importlib.util
import inspect
import math
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import types
import weakref
from unittest import mock

directory = sys.argv[1]
sys.path.insert(0, directory)
import sample

assert not sample.__file__.endswith(".py"), sample.__file__
counter = ctypes.CDLL(sample.__file__).native_calls
counter.restype = ctypes.c_uint64
spec = importlib.util.spec_from_file_location("sample", os.path.join(directory, "sample.py"))
source = importlib.util.module_from_spec(spec)
spec.loader.exec_module(source)
old = sys.version_info < (3, 12)
assert counter() == 5, ("native calls while the module was imported", counter())


def native(function, *args, **kwargs):
    """Calls it, and says whether native code answered."""
    before = counter()
    result = function(*args, **kwargs)
    return result, counter() > before


def check(call, expected, engine=True):
    got = native(call)
    assert got == (expected, engine), (inspect.getsource(call), got, expected, engine)


def same(what):
    """Both modules answer alike, in value or in exception."""
    def answer(module):
        try:
            return what(module)
        except Exception as exception:
            return type(exception), str(exception)
    got, expected = answer(sample), answer(source)
    assert got == expected, (inspect.getsource(what), got, expected)


def engines():
    check(lambda: sample.fib(20), 6765)
    check(lambda: sample.half(3.0), 1.5)
    check(lambda: sample.half(3), 1.5, False)
    check(lambda: sample.root(4.0), 2.0)
    check(lambda: sample.imported_root(4.0), 2.0)
    check(lambda: sample.read_limit(), 10)
    check(lambda: sample.length((1, 2)), 2)
    check(lambda: sample.length([1, 2, 3]), 3, False)
    check(lambda: sample.call_half(8.0), 4.0)
    check(lambda: sample.Point().double(1.5), 3.0)
    check(lambda: sample.Point.double(None, 1.5), 3.0)
    check(lambda: sample.Point.triple(1.5), 4.5)
    check(lambda: sample.Point().triple(1.5), 4.5)
    check(lambda: sample.call_defaulted(), 1.5)
    check(lambda: sample.read_state(), 7)
    # 3.11 has nothing that tells when a function is created.
    check(lambda: sample.make_adder()(1.0), 2.0, not old)
    for _ in range(100):
        check(lambda: [sample.half(float(i)) for i in range(50)], [i * 0.5 for i in range(50)])


def binding():
    check(lambda: sample.with_defaults(1), 321)
    check(lambda: sample.with_defaults(1, 1), 311)
    check(lambda: sample.with_defaults(1, c=1), 121)
    check(lambda: sample.with_defaults(c=1, b=1, a=0), 110)
    check(lambda: sample.with_defaults(**{"".join(["a"]): 5, "".join(["b", ""]): 1}), 315)
    check(lambda: sample.with_defaults(*(1, 2), **{"c": 3}), 321)
    check(lambda: sample.defaulted_half(x=4.0), 2.0)
    for call in (
        lambda m: m.with_defaults(), lambda m: m.with_defaults(1, 2, 3), lambda m: m.with_defaults(1, a=1),
        lambda m: m.with_defaults(1, d=1), lambda m: m.half(), lambda m: m.half(1, 2), lambda m: m.half("a"),
        lambda m: m.with_defaults(**{"c": 1}), lambda m: m.root(-1.0), lambda m: m.length(3), lambda m: m.fib(None),
    ):
        same(call)


def defaults():
    function = sample.with_defaults
    try:
        function.__defaults__ = (7,)
        check(lambda: function(1), 371)
        function.__kwdefaults__["c"] = 4
        check(lambda: function(1), 471)
        function.__kwdefaults__ = {"c": 5}
        check(lambda: function(1), 571)
        function.__defaults__ = (6, 7)
        check(lambda: function(), 576)
        function.__defaults__ = (5, 6, 7)
        check(lambda: function(), 576)
        del function.__defaults__
        try:
            function(1)
        except TypeError as error:
            assert "missing 1 required positional argument: 'b'" in str(error)
        else:
            raise AssertionError
    finally:
        function.__defaults__, function.__kwdefaults__ = (2,), {"c": 3}
    check(lambda: function(1), 321)
    sample.defaulted_half.__defaults__ = (5.0,)
    check(lambda: sample.call_defaulted(), 2.5)
    sample.defaulted_half.__defaults__ = (5,)
    check(lambda: sample.call_defaulted(), 2.5, False)
    sample.defaulted_half.__defaults__ = (3.0,)


def late_binding():
    check(lambda: sample.call_half(8.0), 4.0)
    with mock.patch.object(sample, "half", lambda x: "patched"):
        check(lambda: sample.call_half(8.0), "patched", False)
    check(lambda: sample.call_half(8.0), 4.0)
    half, source_half = vars(sample).pop("half"), vars(source).pop("half")
    same(lambda m: m.call_half(1.0))
    vars(sample)["half"], vars(source)["half"] = half, source_half
    check(lambda: sample.call_half(8.0), 4.0)
    sample.__dict__.update(half=abs)
    check(lambda: sample.call_half(-8.0), 8.0, False)
    sample.half = half
    check(lambda: sample.call_half(8.0), 4.0)
    saved = dict(vars(sample))
    function = sample.call_half
    vars(sample).clear()
    try:
        function(1.0)
    except NameError as error:
        assert str(error) == "name 'half' is not defined"
    else:
        raise AssertionError
    vars(sample).update(saved)
    check(lambda: sample.call_half(8.0), 4.0)

    for value in (20, -5, 2**62, 0):
        sample.LIMIT = value
        check(lambda: sample.read_limit(), value)
    for value in (2**64, 1.5, True, "x"):
        sample.LIMIT = value
        got, engine = native(sample.read_limit)
        assert got is value or got == value and type(got) is type(value)
        assert not engine
    sample.store_limit(11)
    check(lambda: sample.read_limit(), 11)
    exec("LIMIT = 12", vars(sample))
    check(lambda: sample.read_limit(), 12)
    del sample.LIMIT
    same(lambda m: delattr(m, "LIMIT") if hasattr(m, "LIMIT") else None)
    same(lambda m: m.read_limit())
    builtins.LIMIT = 13
    try:
        check(lambda: sample.read_limit(), 13, False)
    finally:
        del builtins.LIMIT
    sample.LIMIT = source.LIMIT = 10
    check(lambda: sample.read_limit(), 10)
    sample.FLAG = False
    check(lambda: sample.read_state(), 5)
    sample.FLAG, sample.SCALE, sample.NOTHING = True, 0.25, 0
    check(lambda: sample.read_state(), 2)
    sample.SCALE, sample.NOTHING = 0.5, None

    with mock.patch.object(builtins, "len", lambda x: "patched"):
        check(lambda: sample.length((1, 2)), "patched", False)
    check(lambda: sample.length((1, 2)), 2)
    with mock.patch.object(builtins, "len", max):
        check(lambda: sample.length((1, 3)), 3, False)
    sample.len = lambda x: "shadowed"
    check(lambda: sample.length((1, 2)), "shadowed", False)
    sample.len = len
    check(lambda: sample.length((1, 2)), 2, False)
    del sample.len
    check(lambda: sample.length((1, 2)), 2)

    with mock.patch.object(math, "sqrt", lambda x: "patched"):
        check(lambda: sample.root(4.0), "patched", False)
        check(lambda: sample.imported_root(4.0), 2.0)
    check(lambda: sample.root(4.0), 2.0)
    with mock.patch.object(sample, "math", types.SimpleNamespace(sqrt=str)):
        check(lambda: sample.root(4.0), "4.0", False)
    check(lambda: sample.root(4.0), 2.0)
    with mock.patch.object(sample, "sqrt", str):
        check(lambda: sample.imported_root(4.0), "4.0", False)
    with mock.patch.object(sample, "sqrt", math.cos):
        check(lambda: sample.imported_root(0.0), 1.0, False)
    check(lambda: sample.imported_root(4.0), 2.0)


def code_objects():
    def other(x):
        return "other"
    function, code = sample.half, sample.half.__code__
    function.__code__ = other.__code__
    assert native(function, 2.0) == ("other", False)
    assert native(sample.call_half, 2.0) == ("other", False)
    function.__code__ = code
    assert native(function, 2.0)[0] == 1.0
    assert native(sample.call_half, 2.0)[0] == 1.0
    # The same code with other globals, or in another function, is not the module's function.
    twin = types.FunctionType(sample.read_limit.__code__, {"LIMIT": "twin"})
    assert native(twin) == ("twin", False)
    if not old:
        assert native(types.FunctionType(sample.read_limit.__code__, vars(sample))) == (10, True)
    assert eval(sample.read_limit.__code__, {"LIMIT": 5}) == 5


def introspection():
    for path in ("fib", "half", "with_defaults", "Point.double", "Point.triple"):
        def get(module):
            return functools.reduce(getattr, path.split("."), module)
        got, expected = get(sample), get(source)
        for name in ("__name__", "__qualname__", "__doc__", "__module__", "__defaults__", "__kwdefaults__",
                     "__annotations__", "__dict__", "__closure__"):
            assert getattr(got, name) == getattr(expected, name), name
        assert got.__code__ == expected.__code__ and got.__code__.co_filename == expected.__code__.co_filename
        assert inspect.signature(got) == inspect.signature(expected)
        assert inspect.getsource(got) == inspect.getsource(expected)
        assert inspect.isfunction(got) and isinstance(got, types.FunctionType)
        assert old or type(got) is types.FunctionType
        assert type(got).__name__ == "function" and type(got).__module__ == "builtins"
        assert repr(type(got)) == "<class 'function'>" and repr(got).startswith("<function " + path + " at 0x")
        assert got.__globals__ is vars(sample) and callable(got)
        assert dir(got) == dir(expected), set(dir(got)) ^ set(dir(expected))
        assert pickle.loads(pickle.dumps(got)) is got and copy.copy(got) is got and copy.deepcopy(got) is got
        assert pickle._loads(pickle._dumps(got)) is got
        assert weakref.ref(got)() is got
        assert gc.is_tracked(got)
        got.attribute = 1
        assert vars(got) == {"attribute": 1}
        del got.attribute
        assert hash(got) == object.__hash__(got) and got == got and got != expected
    bound = sample.Point().double
    assert type(bound) is types.MethodType and bound.__func__ is sample.Point.double
    assert native(bound, 2.0) == (4.0, True)
    wrapped = functools.wraps(sample.half)(lambda *args: sample.half(*args))
    assert wrapped.__wrapped__ is sample.half and str(inspect.signature(wrapped)) == "(x: float) -> float"
    assert native(functools.partial(sample.half, 4.0)) == (2.0, True)
    assert native(functools.lru_cache(sample.half), 4.0) == (2.0, True)
    assert native(property(sample.half).fget, 4.0) == (2.0, True)
    assert native(lambda: list(map(sample.half, [1.0]))) == ([0.5], True)

    class Child(sample.Point):
        half = sample.half

        def double(self, x):
            return super().double(x) + 1
    assert native(lambda: Child().double(1.0)) == (3.0, True)
    same(lambda m: type("C", (), {"half": m.half})().half(1.0))
    same(lambda m: [name for name in vars(m) if name != "__cached__"])
    for name in ("__name__", "__doc__", "__package__", "__builtins__", "__annotations__", "DURING_IMPORT", "MESSAGE"):
        same(lambda m: getattr(m, name))


def tracing():
    def traced(install, remove, call=lambda: sample.half(3.0)):
        events = []
        install(events)
        try:
            result, engine = native(call)
        finally:
            remove()
        assert not engine and any("half" in event for event in events), events
        assert native(call) == (result, True)

    def hook(events):
        def trace(frame, event, argument):
            events.append((frame.f_code.co_name, event))
            return trace
        return trace
    traced(lambda events: sys.settrace(hook(events)), lambda: sys.settrace(None))
    traced(lambda events: sys.setprofile(hook(events)), lambda: sys.setprofile(None))
    if not old:
        monitoring = sys.monitoring
        monitoring.use_tool_id(3, "check")
        for events, place in ((monitoring.events.PY_START, None), (monitoring.events.LINE, sample.half.__code__)):
            def install(seen):
                monitoring.register_callback(3, events, lambda code, place: seen.append((code.co_name, place)))
                if place is None:
                    monitoring.set_events(3, events)
                else:
                    monitoring.set_local_events(3, place, events)

            def remove():
                if place is None:
                    monitoring.set_events(3, 0)
                else:
                    monitoring.set_local_events(3, place, 0)
            traced(install, remove)
        monitoring.free_tool_id(3)


def imports():
    """A second instance of the module owns the engines; the first goes on in bytecode."""
    global sample
    first = sample
    first.marker = 1
    kept = weakref.ref(first.half)
    importlib.reload(first)
    assert first.marker == 1 and first.half is not kept and native(first.half, 2.0) == (1.0, True)
    assert native(first.call_half, 2.0) == (1.0, True)
    del sys.modules["sample"]
    import sample as second
    assert second is not first and not hasattr(second, "marker")
    assert native(second.call_half, 2.0) == (1.0, True)
    assert native(first.call_half, 2.0) == (1.0, False)
    second.LIMIT = 99
    assert native(second.read_limit) == (99, True) and native(first.read_limit) == (10, False)
    gone = weakref.ref(first), weakref.ref(first.fib), weakref.ref(first.Point)
    sample = second
    del first
    gc.collect()
    assert [reference() for reference in gone] == [None] * 3, gone
    # Nothing is left of an instance that nobody needs.
    del sys.modules["sample"], second
    gone = weakref.ref(sample), weakref.ref(sample.fib)
    function = sample.fib
    sample = None
    gc.collect()
    assert native(function, 20)[0] == 6765
    del function
    gc.collect()
    assert [reference() for reference in gone] == [None] * 2, gone
    import sample as third
    sample = third
    check(lambda: sample.fib(20), 6765)


def references():
    if not hasattr(sys, "gettotalrefcount"):
        before = sys.getrefcount(sample.half), sys.getrefcount(sample.half.__code__)
        for i in range(1000):
            sample.half(float(i)), sample.call_half(2.0), sample.with_defaults(1), sample.call_defaulted()
            sample.LIMIT = i
            sample.read_limit()
        assert before == (sys.getrefcount(sample.half), sys.getrefcount(sample.half.__code__))
        sample.LIMIT = 10
        return

    def work():
        for i in range(100):
            sample.fib(10), sample.half(1.5), sample.half(1), sample.with_defaults(1, c=9), sample.call_defaulted()
            sample.LIMIT = i
            sample.read_limit(), sample.make_adder()(1.0)
            with mock.patch.object(sample, "half", None):
                sample.length((1, 2))
            sample.call_half(2.0)
    counts = []
    for _ in range(5):
        work()
        gc.collect()
        counts.append(sys.gettotalrefcount())
    assert counts[-1] - counts[-3] < 20, counts
    sample.LIMIT = 10


def company():
    """Two modules built by annot in one process share the watchers, and nothing else."""
    with tempfile.TemporaryDirectory() as elsewhere:
        for file in (sample.__file__, os.path.join(directory, "sample.py")):
            shutil.copy(file, elsewhere)
        path = os.path.join(elsewhere, os.path.basename(sample.__file__))
        spec = importlib.util.spec_from_file_location("sample", path)
        other = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(other)
        count = ctypes.CDLL(other.__file__).native_calls
        for _ in range(3):
            before = count()
            assert other.call_half(3.0) == 1.5 and count() == before + 1
            assert other.length((1, 2)) == 2 and count() == before + 2
            check(lambda: sample.call_half(3.0), 1.5)
            with mock.patch.object(other, "half", abs):
                assert other.call_half(-3.0) == 3.0 and count() == before + 2
                check(lambda: sample.call_half(3.0), 1.5)
            with mock.patch.object(builtins, "len", abs):
                assert other.length(-3) == 3 and count() == before + 2
                check(lambda: sample.length(-3), 3, False)


def own_builtins():
    """Functions that were given other builtins see those."""
    own = {**vars(builtins), "len": lambda x: "own"}
    function = types.FunctionType(sample.length.__code__, {"__builtins__": own})
    assert native(function, (1, 2)) == ("own", False)


def staleness():
    path = os.path.join(directory, "sample.py")
    with open(path) as file:
        original = file.read()
    run = "import sample; print(sample.fib(10), getattr(sample, 'EDITED', None))"

    def child(stale=None, code=run):
        environment = {**os.environ, "PYTHONPATH": directory, "PYTHONDONTWRITEBYTECODE": "1"}
        environment.pop("ANNOT_STALE", None)
        if stale:
            environment["ANNOT_STALE"] = stale
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
        return done.stdout, done.stderr
    assert child() == ("55 None\n", "")
    try:
        with open(path, "a") as file:
            file.write("EDITED = 1\n")
        for mode in (None, "warn", "nonsense"):
            out, err = child(mode)
            assert out == "55 1\n" and "sample.py:1: RuntimeWarning: sample.py has changed since it was built" in err, err
            assert "annot build sample.py" in err, err
        assert child("ignore") == ("55 None\n", "")
        out, err = child("error")
        assert out == "" and "ImportError: sample.py has changed since it was built" in err, err
        with open(path, "a") as file:
            file.write("1 / 0\n")
        out, err = child()
        assert f'File "{path}", line' in err and "ZeroDivisionError" in err and "importlib" not in err, err
        with open(path, "w") as file:
            file.write("x = = 1\n")
        out, err = child()
        assert "SyntaxError" in err and "importlib" not in err, err
    finally:
        with open(path, "w") as file:
            file.write(original)
    os.rename(path, path + ".away")
    try:
        assert child() == ("55 None\n", "")
    finally:
        os.rename(path + ".away", path)


def interpreters():
    for name in ("_interpreters", "_xxsubinterpreters"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        for options in ((), ("legacy",)):
            try:
                interpreter = module.create(*options)
            except (TypeError, ValueError):
                continue
            script = f"import sys; sys.path.insert(0, {directory!r})\ntry:\n import sample\nexcept ImportError as e:\n" \
                     " assert 'does not support loading in subinterpreters' in str(e), e\nelse:\n raise SystemError"
            failure = module.run_string(interpreter, script)
            assert failure is None, failure
            module.destroy(interpreter)
        return


for part in (engines, binding, defaults, late_binding, introspection, tracing, references, company, own_builtins, imports,
             code_objects, staleness, interpreters):
    part()
print("ok")
