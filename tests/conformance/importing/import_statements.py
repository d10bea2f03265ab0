"""`import` and `from ... import` inside functions: names bound, packages, aliases, relative, missing, and `__import__` replaced."""

import builtins
import sys
import types


def simple(x: float) -> float:
    import math

    return math.sqrt(x)


def dotted() -> list:
    import os.path
    import xml.dom as dom
    import xml.sax.saxutils as saxutils

    return [os.path.basename("a/b"), dom.__name__, saxutils.escape("<")]


def from_import(x: float) -> list:
    from math import floor, pi as circle
    from os.path import join

    return [floor(x), circle, join("a", "b").replace("\\", "/")]


def in_loop(n: int) -> list:
    seen = []
    for i in range(n):
        from operator import add

        seen.append(add(i, 1))
    return seen


def missing_module() -> None:
    import no_such_module_anywhere  # noqa: F401


def missing_submodule() -> None:
    import json.no_such_part  # noqa: F401


def missing_name() -> None:
    from json import no_such_name  # noqa: F401


def misspelt_name() -> None:
    from collections import OrderdDict  # noqa: F401


def of_no_package() -> None:
    import math.inner  # noqa: F401


def relative() -> None:
    from . import sibling  # noqa: F401


def relative_deeper() -> None:
    from ..above import sibling  # noqa: F401


def caught() -> list:
    try:
        import no_such_module_anywhere
    except ImportError as error:
        return [type(error).__name__, error.name, str(error)]
    return [no_such_module_anywhere]


def conditional(flag: bool) -> object:
    if flag:
        import json
    return json.dumps([1])


def global_import() -> str:
    global textwrap
    import textwrap

    return textwrap.dedent("  a")


def in_sys_modules() -> list:
    module = types.ModuleType("made_for_this")
    module.value = 5
    sys.modules["made_for_this"] = module
    try:
        import made_for_this
        from made_for_this import value

        return [made_for_this is module, value]
    finally:
        del sys.modules["made_for_this"]


def none_in_sys_modules() -> object:
    sys.modules["blocked_for_this"] = None
    try:
        import blocked_for_this
    finally:
        del sys.modules["blocked_for_this"]
    return blocked_for_this


def attributes_computed() -> list:
    class Computed(types.ModuleType):
        def __getattr__(self, name):
            if name.startswith("good"):
                return name.upper()
            raise AttributeError(f"none of {name}")

    sys.modules["computed_for_this"] = Computed("computed_for_this")
    try:
        from computed_for_this import good_one
        from computed_for_this import bad_one

        return [good_one, bad_one]
    finally:
        del sys.modules["computed_for_this"]


def replaced_import(log: list) -> list:
    original = builtins.__import__

    def noting(name, globals=None, locals=None, fromlist=(), level=0):
        log.append((name, fromlist, level, (globals or {}).get("__name__")))
        return original(name, globals, locals, fromlist, level)

    builtins.__import__ = noting
    try:
        import bisect
        import os.path as path
        from json import dumps, loads

        return [log, bisect.__name__, path is sys.modules["os.path"], dumps(loads("1"))]
    finally:
        builtins.__import__ = original


def failing_import() -> None:
    original = builtins.__import__

    def failing(name, *rest):
        # The module's globals are among them, and would be shown in the traceback.
        del rest
        raise RuntimeError("imports are off", name)

    builtins.__import__ = failing
    try:
        import bisect  # noqa: F401
    finally:
        builtins.__import__ = original


def future_annotations_module() -> list:
    import importlib

    return [importlib.import_module("math").__name__, importlib.util.find_spec("math") is not None]


CASES = [(simple, (x,)) for x in (4.0, 9, -1.0, "s")] + [(from_import, (2.5,)), (in_loop, (0,)), (in_loop, (3,)), (conditional, (True,)), (conditional, (False,)), (replaced_import, ([],))]
CASES += [(f, ()) for f in (dotted, missing_module, missing_submodule, missing_name, misspelt_name, of_no_package, relative, relative_deeper, caught, global_import, in_sys_modules, none_in_sys_modules, attributes_computed, failing_import)]
