# native: add, scale, compare
"""Objects with operators of their own handed to numeric functions: their methods run, once, in order."""

from decimal import Decimal
from fractions import Fraction

log = []


class Watched:
    def __init__(self, name):
        self.name = name

    def __getattr__(self, attribute):
        raise AttributeError(attribute)

    def note(self, what):
        log.append(f"{self.name}.{what}")
        return self

    def __add__(self, other):
        return self.note("add")

    def __radd__(self, other):
        return self.note("radd")

    def __mul__(self, other):
        return self.note("mul")

    def __sub__(self, other):
        return self.note("sub")

    def __lt__(self, other):
        self.note("lt")
        return self

    def __bool__(self):
        self.note("bool")
        return True

    def __index__(self):
        self.note("index")
        return 3

    def __float__(self):
        self.note("float")
        return 2.5

    def __repr__(self):
        return f"<{self.name}>"


def add(a: int, b: int) -> int:
    return a + b + 1


def scale(a: float, k: float) -> float:
    return a * k - 1


def compare(a: int, b: int) -> int:
    if a < b:
        return a + 10
    return b + 20


def ranged(a: int) -> int:
    total = 0
    for i in range(a):
        total += i
    return total


def converted(a: float) -> float:
    return float(a) + int(a)


def in_a_loop(a: int, n: int) -> int:
    total = 0
    for i in range(n):
        total = total + a
    return total


def test_watched():
    log.clear()
    results = []
    for function, arguments in (
        (add, (Watched("a"), 1)), (add, (1, Watched("b"))), (scale, (Watched("a"), 2.0)), (compare, (Watched("a"), Watched("b"))),
        (compare, (1, 2)), (ranged, (Watched("r"),)), (in_a_loop, (Watched("l"), 3)),
    ):
        results.append(repr(function(*arguments)))
    try:
        converted(Watched("c"))
    except TypeError as error:
        results.append(str(error))
    return results, list(log)


CASES = [(f, (a, b)) for f in (add, scale, compare) for a in (Fraction(1, 3), Decimal("1.5"), 1j, "s", None, [1]) for b in (2, 0.5)]
