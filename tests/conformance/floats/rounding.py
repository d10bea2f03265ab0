# native: nearest, cents, digits
"""`round`: half to even, to digits, of ints to negative digits, and of what cannot be rounded."""


def nearest(a: float) -> int:
    return round(a)


def cents(a: float) -> float:
    return round(a, 2)


def digits(a: float, n: int) -> float:
    return round(a, n)


def of_int(a: int) -> int:
    return round(a)


def of_int_digits(a: int, n: int) -> int:
    return round(a, n)


def with_none(a: float):
    return round(a, None)


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), error.args


VALUES = [0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, 0.49999999999999994, 2.675, 1e15 + 0.5, 2.0**52 + 0.5, 2.0**63, -(2.0**63), 1e22, 1.005]
VALUES += [float("inf"), float("-inf"), float("nan"), 1e308, 5e-324, True, 7, 25, -35, 2**63, 10**40]


def test_nearest():
    return [[outcome(f, a) for f in (nearest, cents, of_int, with_none)] for a in VALUES]


def test_digits():
    counts = (0, 1, -1, -2, 5, 16, 17, 22, 308, 330, -308, -330, 2**40, -(2**40), 2**70)
    return [outcome(digits, a, n) for a in VALUES for n in counts if type(a) is float or abs(n) < 10**6]


def test_ints():
    return [of_int_digits(a, n) for a in (0, 5, 15, 25, -25, 12345, 2**63 - 1, -(2**63), 10**30) for n in (0, 1, -1, -2, -20)]


CASES = [(nearest, (float("nan"),)), (nearest, (float("inf"),)), (digits, (1e308, -308)), (digits, (1.5, 1.5)), (nearest, ("a",))]
