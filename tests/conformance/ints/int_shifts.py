# native: left, right, left_by_constant, right_by_constant, bit, popcount
"""Shifts: results that leave the machine word, counts that are too large, negative counts."""


def left(a: int, n: int) -> int:
    return a << n


def right(a: int, n: int) -> int:
    return a >> n


def left_by_constant(a: int) -> int:
    return a << 7


def right_by_constant(a: int) -> int:
    return a >> 3


def bit(a: int, n: int) -> bool:
    return (a >> n) & 1 == 1


def popcount(a: int) -> int:
    count = 0
    while a:
        count += a & 1
        a >>= 1
    return count


VALUES = [0, 1, -1, 5, -5, 2**31, 2**56, -(2**56), 2**62, -(2**63), 2**63 - 1, 2**70]
COUNTS = [0, 1, 6, 31, 32, 62, 63, 64, 65, 200]


def test_left():
    return [left(a, n) for a in VALUES for n in COUNTS]


def test_right():
    return [right(a, n) for a in VALUES for n in COUNTS]


def test_constants():
    return [(left_by_constant(a), right_by_constant(a), popcount(abs(a))) for a in VALUES]


def test_bit():
    return [bit(a, n) for a in VALUES for n in COUNTS]


CASES = [
    (left, (1, -1)),
    (right, (1, -1)),
    (right, (-1, 10**20)),
    (right, (7, 10**20)),
    (left, (0, 10**6)),
    (left, (1, 63)),
    (left, (-1, 63)),
    (left, (-1, 64)),
    (left, (1, True)),
    (left, (1.5, 1)),
    (left, (1, 1.5)),
]
