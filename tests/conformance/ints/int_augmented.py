# native: every, nested, shadow
"""Augmented assignment of every operator, and locals whose type changes on the way."""


def every(a: int, b: int) -> int:
    x = a
    x += b
    x -= 3
    x *= b
    x //= 2
    x %= 10**12
    x <<= 3
    x >>= 1
    x |= b
    x &= 0xFFFFFFFFFF
    x ^= a
    x **= 2
    return x


def to_float(a: int) -> float:
    x = a
    x /= 4
    x += a
    return x


def nested(n: int) -> int:
    x = y = z = n
    for i in range(4):
        x += i
        for j in range(3):
            y -= x * j
            z ^= y
    return x + y + z


def shadow(a: int) -> float:
    x = a
    x = x + 1
    x = x / 2
    x = x * 2.5
    return x


def grows(n: int):
    x = 1
    for i in range(n):
        if i == 3:
            x = x * 0.5
        elif i == 6:
            x = "s" * 3
        else:
            x = x + x
    return x


CASES = [(every, (a, b)) for a in (0, 5, -5, 2**40, -(2**62), 2**63) for b in (1, 7, -9, 2**33, True)]
CASES += [(f, (a,)) for f in (to_float, nested, shadow) for a in (0, 3, -3, 2**62, 2**63, True, 1.5)]
CASES += [(grows, (n,)) for n in range(9)] + [(every, (1, None)), (every, (1.5, 2))]
