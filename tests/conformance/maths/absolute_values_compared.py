# native: compared, ints, kept, escape, products
"""`abs(z)` of complex numbers that is only compared, at and near its limit, and where it raises; products of complex numbers."""

import math


def compared(z: complex, limit: float) -> tuple[bool, bool, bool, bool, bool, bool]:
    return abs(z) < limit, abs(z) <= limit, limit < abs(z), limit <= abs(z), abs(z) == limit, abs(z) != limit


def ints(z: complex) -> int:
    if abs(z) > 5:
        return 1
    if 5 > abs(z):
        return 2
    if abs(z) == 9007199254740993:
        return 3
    return 4


def kept(z: complex, limit: float) -> tuple[float, bool]:
    size = abs(z)
    return size, size > limit


def escape(c: complex, limit: int) -> tuple[int, complex]:
    z = 0j
    for i in range(limit):
        if abs(z) > 2.0:
            return i, z
        z = z * z + c
    return limit, z


def products(a: complex, b: complex) -> tuple[complex, complex, complex, complex]:
    return a * b, b * a, a * a, (a * b) * (b * 1j)


def outcome(function, *args):
    try:
        return repr(function(*args))
    except Exception as error:
        return type(error), str(error)


PARTS = [0.0, -0.0, 3.0, -4.0, 1e-300, 1e-150, 1e150, 1.7e308, math.inf, -math.inf, math.nan, 0.1]
LIMITS = [0.0, -1.0, 5.0, math.nextafter(5.0, 6.0), math.nextafter(5.0, 0.0), 1e-320, 1e-150, 1e150, 1.7e308, math.inf, math.nan]


def test_compared():
    return [outcome(compared, complex(x, y), limit) for x in PARTS for y in PARTS for limit in LIMITS]


def test_others():
    found = [outcome(function, complex(x, y)) for function in (ints,) for x in PARTS for y in PARTS]
    return found + [outcome(kept, complex(x, y), 5.0) for x in PARTS for y in PARTS]


def test_escapes():
    return [escape(complex(x / 8, y / 8), 40) for x in range(-16, 9) for y in range(-10, 11)]


def test_products():
    return [outcome(products, complex(x, y), complex(z, 0.3)) for x in PARTS for y in PARTS for z in PARTS]


CASES = [(compared, (3 + 4j, 5.0)), (compared, (1.7e308 + 1.7e308j, 1.0)), (ints, (3 + 4j,)), (ints, (9007199254740992j,)), (kept, (3 + 4j, 2.0))]
CASES += [(compared, (3, 3.0)), (escape, (0.3, 10)), (products, (1, 2j))]
