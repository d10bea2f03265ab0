# native: once, by_constants, by_powers, of_bytes, by_each, wide
"""Divisions of which it is known that an operand is not negative, small, or a power of two."""


def by_constants(n: int) -> list[int]:
    out: list[int] = []
    for i in range(n):
        out.append(i // 7 + i % 7 * 1000)
        out.append((i & 255) // 3 + (i & 255) % 3)
        out.append((i & 0xFFFFFFFF) // 65521 + (i & 0xFFFFFFFF) % 65521)
        out.append((i | 1) % 1)
    return out


def once() -> list[int]:
    out: list[int] = []
    for i in range(10):
        for k in range(11):
            out.append((i + k) % 10)
            out.append((i + k) // 10)
            out.append((i + k - 1) % 10)
            out.append((i + k) % 9)
            out.append((i + k) // 9)
    return out


def by_powers(first: int, last: int) -> list[int]:
    out: list[int] = []
    for i in range(first, last):
        out.append(i // 8)
        out.append(i % 8)
        out.append(i // 1)
        out.append(i % 1)
        out.append((i * 1000003) // 4611686018427387904)
        out.append((i * 1000003) % 4611686018427387904)
    return out


def of_bytes(data: bytes) -> tuple[int, int, int]:
    a = 1
    b = 0
    c = 0
    for i in range(len(data)):
        a = (a + data[i]) % 65521
        b = (b + a) % 65521
    for value in data:
        c = c + value // 16 + value % 16
        c = c % 251 + value >> 1
    return a, b, c


def by_each(n: int, k: int) -> list[int]:
    out: list[int] = []
    for i in range(1, n):
        for j in range(n):
            out.append(j // i * 100 + j % i)
        if k % i == 1:
            out.append(k // i)
    return out


def wide(a: int, b: int) -> list[int]:
    out: list[int] = []
    for i in range(3):
        high = (a >> 1) & 0x7FFFFFFFFFFFFFFF
        out.append(high // ((b & 0xFFFF) + 1))
        out.append(high % ((b & 0xFFFF) + 1))
        out.append(a // ((b & 0xFFFF) + 1))
        out.append(a % ((b & 0xFFFF) + 1))
        out.append(a >> 3)
        out.append((a >> 60) + (a >> 60))
        a = -a
    return out


BIG = (1 << 62) - 1
CASES = [
    (once, ()),
    (by_constants, (0,)),
    (by_constants, (600,)),
    (by_powers, (-20, 20)),
    (by_powers, (BIG - 2, BIG + 3)),
    (by_powers, (-BIG - 3, -BIG + 2)),
    (by_powers, ((1 << 63) - 3, (1 << 63) + 1)),
    (of_bytes, (b"",)),
    (of_bytes, (bytes(range(256)) * 30,)),
    (of_bytes, (bytearray(b"abc"),)),
    (by_each, (12, 25)),
    (by_each, (5, -25)),
    (wide, ((1 << 63) - 1, 65535)),
    (wide, (-(1 << 63), 0)),
    (wide, (-(1 << 63) + 1, -1)),
    (wide, (12345678901, 77)),
    (wide, (1 << 64, 3)),
]
