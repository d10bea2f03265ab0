# native: sign, clamp, is_nan, chain
"""Comparing floats: NaN compares to nothing, -0.0 equals 0.0 and is false."""


def compare(a: float, b: float) -> list:
    return [a < b, a <= b, a == b, a != b, a > b, a >= b]


def sign(a: float) -> int:
    if a > 0:
        return 1
    elif a < 0:
        return -1
    elif a == 0:
        return 0
    return 2


def clamp(a: float, low: float, high: float) -> float:
    return low if a < low else high if a > high else a


def is_nan(a: float) -> bool:
    return a != a


def chain(a: float, b: float, c: float) -> bool:
    return a < b <= c != a


def truth(a: float) -> bool:
    if a:
        return True
    return not a and False


def either(a: float, b: float) -> float:
    return a or b


def both(a: float, b: float) -> float:
    return a and b


def negated(a: float, b: float) -> bool:
    return not (a < b) and not a >= b


INF, NAN = float("inf"), float("nan")
VALUES = [0.0, -0.0, 1.0, -1.0, 5e-324, 1e308, INF, -INF, NAN, 3, True, 2**53 + 1, 10**400]


def test_compare():
    return [compare(a, b) for a in VALUES for b in VALUES]


def test_single():
    return [[f(a) for f in (sign, is_nan, truth)] for a in VALUES]


def test_clamp():
    return [clamp(a, -1.0, 1.0) for a in VALUES] + [clamp(a, NAN, 1) for a in VALUES]


def test_chain():
    return [chain(a, b, c) for a in VALUES[:9] for b in VALUES[:9] for c in VALUES[:9]]


def test_logic():
    return [[either(a, b), both(a, b), negated(a, b)] for a in VALUES for b in VALUES]


CASES = [(compare, (1.0, "a")), (compare, (None, 1.0)), (sign, ("a",)), (chain, (1.0, 2.0, None)), (chain, (2.0, 1.0, None))]
