"""`math` functions on objects with `__float__`, `__index__`, `__floor__`; wrong numbers of arguments; functions as values."""

import math
from fractions import Fraction


class Half:
    def __float__(self):
        return 0.5

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"


class Bad:
    def __float__(self):
        raise ValueError("no float here")


class Seven:
    def __index__(self):
        return 7


def root(x: float) -> float:
    return math.sqrt(x)


def whole(x: float) -> list:
    return [math.floor(x), math.ceil(x), math.trunc(x)]


def common(a: int, b: int) -> int:
    return math.gcd(a, b)


def as_value(x: float) -> list:
    functions = [math.sin, math.cos]
    return [f(x) for f in functions]


def by_name(x: float, name: str) -> float:
    return getattr(math, name)(x)


def wrong(how: int, x: float):
    if how == 0:
        return math.sqrt()
    if how == 1:
        return math.sqrt(x, x)
    if how == 2:
        return math.sqrt(x=x)
    if how == 3:
        return math.no_such_function(x)
    return math.atan2(x)


def iterated(values: list) -> list:
    return [math.fsum(values), math.prod(values), sum(values)]


CASES = [(root, (x,)) for x in (Half(), Bad(), Seven(), Fraction(1, 4), "4", 4j)] + [(whole, (x,)) for x in (Half(), Fraction(7, 2), Seven(), 2.5, 7)]
CASES += [(common, (Seven(), 21)), (common, (1.0, 2)), (common, (True, 2)), (as_value, (0.5,)), (by_name, (0.5, "exp")), (by_name, (0.5, "nothing"))]
CASES += [(wrong, (n, 2.0)) for n in range(5)] + [(iterated, (v,)) for v in ([0.1] * 10, [1, 2, 3], [], [1e308, 1e308, -1e308], ["a"])]
