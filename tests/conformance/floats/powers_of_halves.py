# native: square, cube, fourth, root, inverse, root_cubed, inverse_root, inverse_square, inverse_cubed_root, distances, powers, hashed
"""Powers whose exponents are small multiples of a half, of many floats: the same bits as the C library's."""

import math


def square(a: float) -> float:
    return a**2


def cube(a: float) -> float:
    return a**3


def fourth(a: float) -> float:
    return a**4


def root(a: float) -> float:
    return a**0.5


def inverse(a: float) -> float:
    return a**-1


def root_cubed(a: float) -> float:
    return a**1.5


def inverse_root(a: float) -> float:
    return a**-0.5


def inverse_square(a: float) -> float:
    return a**-2


def inverse_cubed_root(a: float) -> float:
    return a**-1.5


def powers(a: float) -> float:
    total = 0.0
    for exponent in (2.0, 3.0, 4.0, 0.5, -1.0, 1.5, -0.5, -2.0, -1.5, 2.5, 1.0):
        total = total * 0.5 + math.pow(a, exponent)
    return total


def distances(ax: float, ay: float, bx: float, by: float) -> float:
    return ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5


def hashed(seed: int, n: int, least: float, most: float) -> int:
    """Of `n` floats between both bounds, all their powers."""
    total = 0
    for i in range(n):
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 18446744073709551557
        a = least + (most - least) * (seed / 18446744073709551557)
        for power in (square(a), cube(a), fourth(a), inverse(a), inverse_square(a), square(-a), cube(-a)):
            total = (total * 31 + hash(power)) % 2305843009213693951
        for power in (root(a), root_cubed(a), inverse_root(a), inverse_cubed_root(a), powers(a), distances(a, power, -a, 1.5)):
            total = (total * 31 + hash(power)) % 2305843009213693951
    return total


def outcomes(function):
    """What comes of floats at the ends of what is quick, and beyond."""
    found = []
    near = [1.0, 2.0, 0.5, 1 + 2.0**-52, 1 - 2.0**-53, 3.0, 1e-60, 1e60, 1e-61, 1e61, 9.9e59, 1.1e-60, 5e-324, 1e308, 1e-200, 1e200]
    for a in near + [-a for a in near] + [0.0, -0.0, math.inf, -math.inf, math.nan]:
        try:
            found.append(function(a))
        except Exception as error:
            found.append((type(error), str(error)))
    return found


def test_ends():
    functions = (square, cube, fourth, root, inverse, root_cubed, inverse_root, inverse_square, inverse_cubed_root, powers)
    return [outcomes(function) for function in functions]


CASES = [(hashed, (1, 3000, 0.0, 1.0)), (hashed, (2, 3000, 1.0, 2.0)), (hashed, (3, 3000, 0.0, 1e6)), (hashed, (4, 1000, 0.0, 1e70))]
CASES += [(distances, (0, 3.0, 4, 0.0)), (square, (3,)), (root, (2,)), (inverse, (True,))]
