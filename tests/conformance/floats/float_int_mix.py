# native: add, div, scale, promote
"""Ints where floats are hinted and floats where ints are: what passes, passes unchanged."""


def add(a: float, b: float) -> float:
    return a + b


def div(a: float, b: float) -> float:
    return a / b


def scale(a: float, n: int) -> float:
    return a * n - n


def passes(a: float) -> float:
    return a


def promote(n: int) -> float:
    x: float = n
    return x * 0.5


def floor_mixed(a: float, b: float) -> float:
    return a // b + a % b


def compare(a: float, b: int) -> list:
    return [a < b, a <= b, a == b, a != b, a > b, a >= b]


def int_hinted(a: int, b: int) -> int:
    return a + b


INTS = [0, 1, -1, True, 2**53, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63), 2**63, 10**30]
FLOATS = [0.0, -0.0, 0.5, 2.0**53, 2.0**53 + 2, 2.0**63, -(2.0**63), 1e30, float("inf"), float("nan")]


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), error.args


def test_ints_for_floats():
    return [[outcome(f, a, b) for f in (add, div, floor_mixed)] for a in INTS for b in INTS]


def test_mixed_arguments():
    return [[outcome(f, a, b), outcome(f, b, a)] for f in (add, div, floor_mixed) for a in INTS for b in FLOATS]


def test_scale():
    return [scale(a, n) for a in FLOATS for n in INTS] + [scale(a, n) for a in INTS for n in INTS]


def test_compare():
    return [compare(a, n) for a in FLOATS for n in INTS]


def test_passes():
    return [passes(a) for a in INTS + FLOATS]


def test_promote():
    return [promote(n) for n in INTS]


def test_floats_for_ints():
    return [int_hinted(a, b) for a in FLOATS for b in INTS]


CASES = [(add, (10**400, 1.0)), (add, (10**400, 1)), (scale, (1.5, 10**400)), (compare, (1.5, 10**400)), (add, ("a", 1.0)), (add, (None, 1.0))]
CASES += [(div, (10**400, 10**399)), (passes, ("text",)), (add, (1j, 2.0))]
