# native: power, square, root, inverse, by_int
"""`**` on floats, complex results and overflow included."""


def power(a: float, b: float) -> float:
    return a**b


def square(a: float) -> float:
    return a**2


def root(a: float) -> float:
    return a**0.5


def inverse(a: float) -> float:
    return a**-1


def by_int(a: float, n: int) -> float:
    return a**n


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), error.args


INF, NAN = float("inf"), float("nan")
VALUES = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -2.0, -8.0, 1e200, -1e200, 1e-200, INF, -INF, NAN]
EXPONENTS = [0.0, -0.0, 1.0, -1.0, 0.5, 1 / 3, 2.0, 3.0, -2.0, 1e10, INF, -INF, NAN]


def test_powers():
    return [outcome(power, a, b) for a in VALUES for b in EXPONENTS]


def test_constants():
    return [[outcome(f, a) for f in (square, root, inverse)] for a in VALUES]


def test_by_int():
    return [outcome(by_int, a, n) for a in VALUES for n in (0, 1, 2, -1, -3, 10, 1000, 2**62, 2**64, 10**400)]


CASES = [(power, (0.0, -1.0)), (power, (-8.0, 1 / 3)), (power, (1e200, 2.0)), (square, (1e200,)), (inverse, (0.0,)), (by_int, (2.0, 10**4))]
CASES += [(power, (2, 3)), (power, (2, -1)), (power, (-2, 0.5)), (power, (True, 2.0)), (inverse, (0,))]
