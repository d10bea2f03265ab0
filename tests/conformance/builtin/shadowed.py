"""Builtins shadowed by parameters, locals, globals and enclosing scopes are not the builtins."""

from math import sqrt


def max(a, b):
    return ("own max", a, b)


def parameter(a: int, abs) -> int:
    return abs(a)


def local(a: int) -> int:
    len = a + 1
    return len * 2


def global_max(a: int, b: int):
    return max(a, b)


def enclosing(a: float) -> list:
    def sqrt(x):
        return "own sqrt"

    def inner(x: float):
        return sqrt(x)

    return [inner(a)]


def imported(a: float) -> float:
    return sqrt(a)


def local_import(a: float) -> float:
    from math import floor as sqrt

    return sqrt(a)


def unbound_builtin(a: int) -> int:
    if a > 3:
        abs = a
    return abs(a)


def class_scope(a: int) -> int:
    class Inner:
        int = float
        value = int(a)

    return Inner.value


CASES = [(parameter, (3, float)), (parameter, (3, 4)), (local, (3,)), (global_max, (1, 2)), (enclosing, (4.0,)), (imported, (4.0,)), (local_import, (4.5,))]
CASES += [(unbound_builtin, (1,)), (unbound_builtin, (5,)), (class_scope, (3,))]
