"""Compares the engines of frames.rs with CPython. The argument is the directory of the module built by build.py."""
import ctypes
import gc
import importlib.util
import os
import sys

sys.path.insert(0, sys.argv[1])
import frames

assert not frames.__file__.endswith(".py"), frames.__file__
spec = importlib.util.spec_from_file_location("frames_source", os.path.join(sys.argv[1], "frames.py"))
source = importlib.util.module_from_spec(spec)
spec.loader.exec_module(source)

version = sys.version_info[:2]
debug = hasattr(sys, "gettotalrefcount")
library = ctypes.PyDLL(frames.__file__)
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


def balance():
    def run(times):
        for _ in range(times):
            frames.gather(1, 2, 3, object(), e=object())
            frames.gather_kwargs(1, k=object())
            outcome(lambda: frames.gather(1, 2, 3, object(), e=object(), **{Text("d"): 5}))
            frames.outer(object())(object())
    run(100)
    if debug:
        gc.collect()
        before = sys.gettotalrefcount()
        run(1000)
        gc.collect()
        assert abs(sys.gettotalrefcount() - before) < 50, sys.gettotalrefcount() - before


for check in [star_arguments, closures, balance]:
    check()
print(f"3.{version[1]}: ok")
