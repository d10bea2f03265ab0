# native: fnv, wrap32, wrap64, xorshift, signed32, adler
"""Arithmetic under a mask: only the masked bits are wanted, and they are exact."""


def fnv(a: int, b: int, c: int) -> int:
    h = 0xCBF29CE484222325
    for byte in range(a, b):
        h = ((h ^ (byte & 0xFF)) * 0x100000001B3 + c) & 0xFFFFFFFFFFFFFFFF
    return h


def wrap32(h: int, c: int) -> int:
    return (h * 31 + c) & 0xFFFFFFFF


def wrap64(a: int, b: int) -> int:
    return (a * b - (a << 5) + ~b) & 0xFFFFFFFFFFFFFFFF


def xorshift(x: int, n: int) -> int:
    for _ in range(n):
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
    return x


def signed32(x: int) -> int:
    x &= 0xFFFFFFFF
    return x - 0x100000000 if x & 0x80000000 else x


def adler(n: int) -> int:
    a = 1
    b = 0
    for i in range(n):
        a = (a + (i * i & 0xFF)) % 65521
        b = (b + a) % 65521
    return b << 16 | a


VALUES = [0, 1, -1, 255, 2**31, 2**32 - 1, -(2**32), 2**62 + 3, 2**63 - 1, -(2**63), 2**63, 2**64 - 1, 2**64, -(2**90) - 7]


def test_wrap():
    return [(wrap32(a, b), wrap64(a, b)) for a in VALUES for b in VALUES]


def test_signed():
    return [signed32(a) for a in VALUES]


def test_hashes():
    return fnv(0, 20, 0), fnv(250, 260, 2**64), fnv(3, 3, 1), adler(30)


def test_xorshift():
    return [xorshift(a, 5) for a in VALUES]


CASES = [(wrap32, (2**100, 2**100)), (wrap32, (1.0, 2)), (wrap64, (True, False)), (signed32, (-1,)), (signed32, (None,))]
