# native: add, sub, mul, div, floordiv, mod, neg, mean3
"""Every operator of floats on every kind of float: signed zeros, subnormals, infinities, NaN."""

from itertools import product


def add(a: float, b: float) -> float:
    return a + b


def sub(a: float, b: float) -> float:
    return a - b


def mul(a: float, b: float) -> float:
    return a * b


def div(a: float, b: float) -> float:
    return a / b


def floordiv(a: float, b: float) -> float:
    return a // b


def mod(a: float, b: float) -> float:
    return a % b


def neg(a: float) -> float:
    return -a


def pos(a: float) -> float:
    return +a


def mean3(a: float, b: float, c: float) -> float:
    return (a + b + c) / 3


INF, NAN = float("inf"), float("nan")
VALUES = [0.0, -0.0, 1.0, -1.0, 0.1, 2.5, -7.25, 1e-310, 5e-324, 1e308, -1e308, 2.0**53, 1e16, INF, -INF, NAN]


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), error.args


def test_add_sub_mul():
    return [[f(a, b) for f in (add, sub, mul)] for a, b in product(VALUES, VALUES)]


def test_division():
    return [[outcome(f, a, b) for f in (div, floordiv, mod)] for a, b in product(VALUES, VALUES)]


def test_unary():
    return [(neg(a), pos(a)) for a in VALUES]


def test_mean():
    return [mean3(a, b, a) for a, b in product(VALUES, VALUES)]


CASES = [(div, (1.0, 0.0)), (floordiv, (1.0, 0.0)), (mod, (1.0, 0.0)), (div, (1.0, -0.0)), (mod, (INF, 1.0)), (mod, (-1.0, INF))]
