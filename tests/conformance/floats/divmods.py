# native: floats, ints, floor_part, rest
"""`divmod`, `//` and `%`: the sign of the divisor, exact remainders, zero."""


def floats(a: float, b: float) -> tuple[float, float]:
    return divmod(a, b)


def ints(a: int, b: int) -> tuple[int, int]:
    return divmod(a, b)


def floor_part(a: float, b: float) -> float:
    q, r = divmod(a, b)
    return q


def rest(a: int, b: int) -> int:
    q, r = divmod(a, b)
    return r - q


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), error.args


FLOATS = [0.0, -0.0, 1.0, -1.0, 0.1, 3.7, -3.7, 1e300, 1e-300, float("inf"), float("-inf"), float("nan"), 2, -3, True]
INTS = [0, 1, -1, 7, -7, 2**31, 2**62, -(2**63), 2**63 - 1, 2**63, -(10**30), True]


def test_floats():
    return [outcome(f, a, b) for f in (floats, floor_part) for a in FLOATS for b in FLOATS]


def test_ints():
    return [outcome(f, a, b) for f in (ints, rest) for a in INTS for b in INTS]


CASES = [(floats, (1.0, 0.0)), (ints, (1, 0)), (ints, (-(2**63), -1)), (ints, (1, None)), (floats, (1.0, "a")), (rest, (1, 0))]
