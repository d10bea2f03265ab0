# native: operated, divided, moved, compared, Generator.next
"""Ints of more than 64 bits, and results of more, as objects: operators on up to 128 bits, and just beyond."""

RERUNNABLE = False


def operated(a: object, b: object) -> list[object]:
    results = []
    for _ in range(2):
        if len(results) > 5 or not _ < 7:
            results.clear()
        results.append((a + b, a - b, a * b, a & b, a | b, a ^ b))
    return results


def divided(a: object, b: object) -> list[object]:
    results = []
    for _ in range(2):
        if len(results) > 5 or not _ < 7:
            results.clear()
        results.append((a // b, a % b))
    return results


def moved(a: object, b: object) -> list[object]:
    results = []
    for _ in range(2):
        if len(results) > 5 or not _ < 7:
            results.clear()
        results.append((a >> b, a << b))
    return results


def compared(a, b):
    results = []
    for _ in range(2):
        results.append((a < b, a <= b, a == b, a != b, a > b, a >= b))
    return results


class Generator:
    A = 6364136223846793005
    C = 1442695040888963407
    M = 2**64

    def __init__(self, seed: int) -> None:
        self.state = seed

    def next(self) -> int:
        self.state = (self.state * self.A + self.C) % self.M
        return self.state


class Whole(int):
    def __add__(self, other):
        return "added"

    def __rmod__(self, other):
        return "divided"

    def __lt__(self, other):
        return "less"


EDGES = [0, 1, -1, 7, -7, 2**30, 2**60 - 1, 2**62, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 2**64 + 1, -(2**64),
         10**20, -(10**20), 2**90, 2**119, 2**120 - 1, 2**126, 2**127 - 1, 2**127, -(2**127) + 1, -(2**127), -(2**127) - 1,
         2**128, 2**150, -(2**150), True, False, 2.0**70, -1.5, 1e300]
COUNTS = [0, 1, 3, 29, 30, 62, 63, 64, 65, 100, 126, 127, 128, 200, 2**70, -1, -(2**70)]


def every(function, others):
    results = []
    for a in EDGES:
        for b in others:
            try:
                results.append([[(type(x).__name__, x) for x in row] for row in function(a, b)])
            except (TypeError, ValueError, ZeroDivisionError, OverflowError, MemoryError) as error:
                results.append((type(error).__name__, str(error)))
    return results


def test_operators():
    whole = [x for x in EDGES if not isinstance(x, float)]
    return every(operated, whole), every(operated, [2.5])


def test_division():
    return every(divided, EDGES)


def test_shifts():
    return every(moved, [c for c in COUNTS if c < 2**60])


def test_comparison():
    return every(compared, EDGES)


def test_generator():
    g = Generator(42)
    first = [g.next() for _ in range(20)]
    g.A = 3
    second = [g.next() for _ in range(3)]
    Generator.C = 2**200
    third = [g.next() for _ in range(3)]
    Generator.M = 10**9 + 7
    Generator.C = 1442695040888963407
    fourth = [g.next() for _ in range(3)]
    return first, second, third, fourth


def test_own_ints():
    return operated(Whole(5), 2**70), divided(2**70, Whole(5)), compared(Whole(5), 2**70), compared(2**70, Whole(5))
