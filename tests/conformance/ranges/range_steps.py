# native: two, three, down, down_by, last
"""Ranges of two and three arguments, steps of both signs, empty ones, bounds at the edge of the machine word."""


def two(a: int, b: int) -> int:
    total = 0
    for i in range(a, b):
        total = total * 3 + i
    return total


def three(a: int, b: int, c: int) -> int:
    total = 0
    for i in range(a, b, c):
        total = total * 3 + i
    return total


def down(n: int) -> int:
    total = 0
    for i in range(n, 0, -1):
        total = total * 3 + i
    return total


def down_by(n: int) -> int:
    total = 0
    for i in range(n - 1, -5, -3):
        total = total * 3 + i
    return total


def last(a: int, b: int, c: int) -> int:
    i = -99
    for i in range(a, b, c):
        pass
    return i


def counted(a: int, b: int, c: int) -> list:
    return [i for i in range(a, b, c)]


EDGE = 2**63


def test_two():
    return [two(a, b) for a in range(-4, 5) for b in range(-4, 5)]


def test_three():
    return [three(a, b, c) for a in (-3, 0, 7) for b in (-5, 0, 6) for c in (-4, -1, 1, 2, 9)]


def test_down():
    return [(down(n), down_by(n)) for n in range(-8, 8)]


def test_edges():
    bounds = [
        (EDGE - 3, EDGE, 1), (EDGE - 4, EDGE - 1, 2), (EDGE - 4, EDGE - 1, 5), (EDGE - 2, EDGE + 2, 1), (-EDGE, -EDGE + 3, 1), (-EDGE + 2, -EDGE - 2, -1),
        (-EDGE, EDGE - 1, EDGE - 1), (EDGE - 1, -EDGE, -EDGE), (0, EDGE, EDGE - 1), (EDGE, EDGE + 3, 1), (0, 10**30, 10**29), (3, -(10**30), -(10**29)),
        (EDGE - 1, EDGE - 5, -1), (-EDGE + 1, -EDGE, -1), (0, 5, EDGE), (5, 0, -EDGE - 1), (EDGE - 1, EDGE - 1, 1),
    ]
    return [(three(*each), last(*each), counted(*each)) for each in bounds]


CASES = [(three, (0, 5, 0)), (three, (5, 0, 0)), (two, (0, 2.5)), (two, (None, 3)), (three, (0, 3, None)), (three, (True, 7, True)), (down, ("a",))]
