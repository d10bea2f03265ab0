# native: lt, le, eq, ne, gt, ge, between, chain, equal_chain
"""Comparisons, chained ones included, of small, large and mixed numbers."""


def lt(a: int, b: int) -> bool:
    return a < b


def le(a: int, b: int) -> bool:
    return a <= b


def eq(a: int, b: int) -> bool:
    return a == b


def ne(a: int, b: int) -> bool:
    return a != b


def gt(a: int, b: int) -> bool:
    return a > b


def ge(a: int, b: int) -> bool:
    return a >= b


def between(a: int, low: int, high: int) -> bool:
    return low <= a < high


def chain(a: int, b: int, c: int, d: int) -> bool:
    return a < b < c < d


def equal_chain(a: int, b: int) -> bool:
    return a == b == 5 != 6


def mixed(a: int, b: float) -> list:
    return [a < b, a <= b, a == b, a != b, a > b, a >= b]


VALUES = [0, 1, -1, 2**53, 2**53 + 1, 2**63 - 1, -(2**63), 2**63, 10**30, True, False]
FLOATS = [0.0, -0.0, 1.0, 2.0**53, 2.0**53 + 2, 2.0**63, -(2.0**63), 1e30, float("inf"), float("-inf"), float("nan")]


def test_all():
    return [[f(a, b) for f in (lt, le, eq, ne, gt, ge)] for a in VALUES for b in VALUES]


def test_between():
    return [between(a, b, c) for a in VALUES for b in VALUES[:4] for c in VALUES[4:]]


def test_mixed():
    return [mixed(a, b) for a in VALUES for b in FLOATS]


def test_chains():
    return chain(1, 2, 3, 4), chain(1, 2, 2, 4), chain(1, 2**70, 2**71, 2**72), chain(5, 4, None, None), equal_chain(5, 5)


CASES = [(lt, (1, "a")), (lt, ("a", "b")), (eq, (1, "a")), (between, (1, 0, None)), (chain, (1, 2, None, 3)), (gt, (None, 1)), (le, (1j, 2))]
