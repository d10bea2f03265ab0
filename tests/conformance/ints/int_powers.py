# native: square, cube, power, factorial, two_to
"""`**` on ints: exact at every size, a float for negative exponents, and bool operands."""


def square(a: int) -> int:
    return a**2


def cube(a: int) -> int:
    return a**3


def power(a: int, b: int) -> int:
    return a**b


def two_to(n: int) -> int:
    return 2**n


def factorial(n: int) -> int:
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


BASES = [0, 1, -1, 2, -2, 3, 10, -10, 2**21, 2**31, 3037000499, 3037000500, -3037000500, 2**63]
EXPONENTS = [0, 1, 2, 3, 5, 17, 40, 63, 64]


def test_small_powers():
    return [(square(a), cube(a)) for a in BASES]


def test_powers():
    return [power(a, b) for a in BASES for b in EXPONENTS]


def test_negative_exponents():
    return [power(a, -b) for a in BASES if a for b in EXPONENTS]


def test_two_to():
    return [two_to(n) for n in (*EXPONENTS, -1, -1080)]


def test_factorial():
    return [factorial(n) for n in (0, 1, 5, 20, 21, 25, 40)]


CASES = [
    (power, (0, -1)),
    (power, (0, 0)),
    (power, (True, True)),
    (power, (False, 0)),
    (power, (2, 0.5)),
    (power, (-2, 0.5)),
    (power, (10, -400)),
    (power, (10**400, -1)),
    (two_to, (-2000,)),
    (square, (True,)),
    (factorial, (-3,)),
]
