# native: truncate, to_float, float_of_bool, int_of_bool, split
"""`int`, `float`, `bool` on every number, and what they refuse."""


def truncate(a: float) -> int:
    return int(a)


def to_float(a: int) -> float:
    return float(a)


def float_of_bool(a: bool) -> float:
    return float(a)


def int_of_bool(a: bool) -> int:
    return int(a)


def truth(a: float) -> bool:
    return bool(a)


def split(a: float) -> float:
    whole = int(a)
    return a - whole


def nothing() -> list:
    return [int(), float(), bool(), complex(), str()]


def parse(a: str) -> list:
    return [int(a), float(a)]


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), error.args


VALUES = [0.0, -0.0, 0.5, -0.5, 1.999, -1.999, 2.0**53, 2.0**62, 2.0**63, -(2.0**63), 9.3e18, -9.3e18, 1e300]
VALUES += [float("inf"), float("-inf"), float("nan"), True, 5, 2**63, 10**400, "7", "x", None]


def test_all():
    return [[outcome(f, a) for f in (truncate, to_float, float_of_bool, int_of_bool, truth, split)] for a in VALUES]


CASES = [(nothing, ()), (parse, ("12",)), (parse, ("1.5",)), (truncate, (float("nan"),)), (truncate, (float("inf"),)), (to_float, (10**400,))]
CASES += [(to_float, (2**63 - 1,)), (to_float, (2**53 + 1,)), (truncate, (None,))]
