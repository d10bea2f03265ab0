# native: area
"""What `from module import *`, `__all__`, `__name__`, `__doc__`, `dir` and a conditional definition give."""

import sys

__all__ = ["area", "CONSTANT"]
CONSTANT = 3

if sys.version_info >= (3, 13):

    def versioned(n: int) -> int:
        return n + 13

else:

    def versioned(n: int) -> int:
        return n + 1


def area(w: float, h: float) -> float:
    return w * h


def redefined(n: int) -> int:
    return n


def redefined(n: int) -> int:  # noqa: F811
    return n * 100


try:
    import no_such_module_anywhere
except ImportError:
    no_such_module_anywhere = None


for _index in range(3):

    def made(n: int, k: int = _index) -> int:
        return n * 10 + k


def test_star():
    namespace = {}
    exec(f"from {__name__} import *", namespace)
    return sorted(name for name in namespace if name != "__builtins__"), namespace["area"](2.0, 3.0)


def test_identity():
    return __name__, __doc__, __package__, __spec__.name, "area" in dir(sys.modules[__name__]), no_such_module_anywhere


def test_cached_path():
    return sys.version_info >= (3, 15) or "__cached__" in globals()


def test_definitions():
    return versioned(1), redefined(2), made(4), made.__code__.co_firstlineno, redefined.__code__.co_firstlineno
