# native: hashed, each
"""Remainders and whole quotients of many floats, whose quotients are small and large, whole and nearly so."""

import math


def each(a: float, b: float) -> tuple[float, float, float, float]:
    whole, rest = divmod(a, b)
    return a % b, a // b, whole, rest


def hashed(seed: int, n: int, spread: float) -> int:
    total = 0
    for i in range(n):
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 18446744073709551557
        a = seed / 18446744073709551557 * spread
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 18446744073709551557
        b = seed / 18446744073709551557 + 1e-9
        near = b * (i % 1000)
        for x, y in ((a, b), (-a, b), (a, -b), (b, a), (near, b), (near - a * 1e-17, b), (math.nextafter(near, 0.0), b), (-near, b)):
            if y != 0.0:
                rest, floor, whole, other = each(x, y)
                for part in (rest, floor, whole, other):
                    total = (total * 31 + hash(part) + (math.copysign(1.0, part) < 0.0)) % 2305843009213693951
    return total


VALUES = [0.0, -0.0, 1.0, -1.0, 0.1, 0.3, 3.0, 1e-300, 5e-324, 1e249, 1e251, 1e308, 2.0**51, 2.0**53 - 1, 2.0**53, 1e16 + 2, math.inf, -math.inf, math.nan]


def test_ends():
    found = []
    for a in VALUES:
        for b in VALUES:
            try:
                found.append(each(a, b))
            except ZeroDivisionError as error:
                found.append(str(error))
    return found


CASES = [(hashed, (1, 1000, 1.0)), (hashed, (2, 1000, 360.0)), (hashed, (3, 1000, 1e15)), (hashed, (4, 500, 1e17)), (hashed, (5, 500, 1e-250))]
CASES += [(each, (7.5, 2)), (each, (1.0, 0.0)), (each, (True, 0.3))]
