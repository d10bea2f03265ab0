# native: trigonometry, exponentials, roots, classify, two_arguments, integers
# nan: any
"""The functions of `math`, on values inside and outside their domains."""

import math
from math import atan2, copysign, sqrt
import math as m


def trigonometry(x: float) -> float:
    return math.sin(x) + math.cos(x) * 2 + math.tan(x) * 3 + math.atan(x) * 5


def exponentials(x: float) -> float:
    return math.exp(x) + math.expm1(x)


def logarithms(x: float) -> list:
    return [math.log(x), math.log2(x), math.log10(x), math.log1p(x), math.log(x, 2)]


def roots(x: float) -> float:
    return sqrt(x) + m.sqrt(x + 1)


def inverse(x: float) -> list:
    return [math.asin(x), math.acos(x), math.atanh(x)]


def hyperbolic(x: float) -> list:
    return [math.sinh(x), math.cosh(x), math.tanh(x), math.asinh(x), math.acosh(x)]


def special(x: float) -> list:
    return [math.gamma(x), math.lgamma(x), math.erf(x), math.erfc(x)]


def classify(x: float) -> int:
    return math.isnan(x) * 100 + math.isinf(x) * 10 + math.isfinite(x)


def two_arguments(x: float, y: float) -> float:
    return atan2(x, y) + copysign(x, y) + math.hypot(x, y)


def remainders(x: float, y: float) -> list:
    return [math.fmod(x, y), math.remainder(x, y), math.pow(x, y), math.ldexp(x, 3), math.dist((x, y), (0, 0))]


def parts(x: float) -> list:
    return [math.modf(x), math.frexp(x), math.fabs(x), math.degrees(x), math.radians(x), math.trunc(x)]


def integers(x: float) -> int:
    return math.floor(x) * 3 + math.ceil(x)


def of_ints(a: int, b: int) -> list:
    return [math.gcd(a, b), math.lcm(a, b), math.isqrt(abs(a)), math.floor(a), math.ceil(b), math.comb(abs(b) % 20, 3), math.factorial(abs(b) % 25)]


def constants(x: float) -> float:
    return math.pi * x + math.e - math.tau + (math.inf if x > 5 else 0) * (math.nan if x > 9 else 1)


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), error.args


INF, NAN = float("inf"), float("nan")
VALUES = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.7, -30.25, 170.5, 710.0, 1e300, -1e300, 1e-310, INF, -INF, NAN, 3, -4, 2**63, 10**400, True, "a", None]
ONE = [trigonometry, exponentials, logarithms, roots, inverse, hyperbolic, special, classify, parts, integers, constants]


def test_one_argument():
    return [[outcome(f, x) for f in ONE] for x in VALUES]


def test_two_arguments():
    return [[outcome(f, x, y) for f in (two_arguments, remainders)] for x in VALUES[:18] for y in VALUES[:18]]


def test_of_ints():
    return [outcome(of_ints, a, b) for a in (0, 12, -18, 2**62, 2**70) for b in (0, 8, -27, 2**63 - 1, 1.5)]


CASES = [(roots, (-1.0,)), (exponentials, (1000.0,)), (logarithms, (0.0,)), (integers, (NAN,)), (integers, (INF,)), (two_arguments, (1.0, "a")), (roots, ("a",))]
