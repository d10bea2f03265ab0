# native: add, sub, mul, floordiv, mod, truediv, bitand, bitor, bitxor, neg, invert
"""Every binary and unary operator of ints, at and around the edges of machine words."""

from itertools import product


def add(a: int, b: int) -> int:
    return a + b


def sub(a: int, b: int) -> int:
    return a - b


def mul(a: int, b: int) -> int:
    return a * b


def floordiv(a: int, b: int) -> int:
    return a // b


def mod(a: int, b: int) -> int:
    return a % b


def truediv(a: int, b: int) -> float:
    return a / b


def bitand(a: int, b: int) -> int:
    return a & b


def bitor(a: int, b: int) -> int:
    return a | b


def bitxor(a: int, b: int) -> int:
    return a ^ b


def neg(a: int) -> int:
    return -a


def pos(a: int) -> int:
    return +a


def invert(a: int) -> int:
    return ~a


EDGES = [0, 1, -1, 7, -7, 2**31, -(2**31), 2**53 + 1, 2**62, -(2**62), 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 2**64, 10**30]
BINARY = [add, sub, mul, floordiv, mod, truediv, bitand, bitor, bitxor]


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), error.args


def test_add_and_sub():
    return [(f(a, b)) for f in (add, sub) for a, b in product(EDGES, EDGES)]


def test_mul():
    return [mul(a, b) for a, b in product(EDGES, EDGES)]


def test_division():
    return [outcome(f, a, b) for f in (floordiv, mod) for a, b in product(EDGES, EDGES)]


def test_true_division():
    return [outcome(truediv, a, b) for a, b in product(EDGES, EDGES)]


def test_bits():
    return [f(a, b) for f in (bitand, bitor, bitxor) for a, b in product(EDGES, EDGES)]


def test_unary():
    return [f(a) for f in (neg, pos, invert) for a in EDGES]


def test_results_are_ints():
    return [type(f(True, True)) for f in BINARY]


CASES = [
    (add, (2**63 - 1, 1)),
    (sub, (-(2**63), 1)),
    (mul, (2**32, 2**31)),
    (floordiv, (-(2**63), -1)),
    (mod, (-(2**63), -1)),
    (neg, (-(2**63),)),
    (floordiv, (1, 0)),
    (mod, (1, 0)),
    (truediv, (1, 0)),
    (truediv, (10**400, 3)),
    (truediv, (2**63 - 1, 2**63 - 2)),
    (truediv, (2**53 + 1, 1)),
    (floordiv, (10**30, 0)),
]
