# native: add, double, compare, twice_in_loop, negate
"""An int subclass with operators of its own is not a plain int: its own operators run, as often as in CPython."""

calls = []


class Loud(int):
    def __add__(self, other):
        calls.append("add")
        return Loud(int(self) + int(other) + 100)

    def __radd__(self, other):
        calls.append("radd")
        return Loud(int(other) + int(self) + 1000)

    def __mul__(self, other):
        calls.append("mul")
        return NotImplemented

    def __lt__(self, other):
        calls.append("lt")
        return "less"

    def __neg__(self):
        calls.append("neg")
        return "negative"

    def __bool__(self):
        calls.append("bool")
        return False


class Quiet(int):
    pass


def add(a: int, b: int) -> int:
    return a + b


def double(a: int) -> int:
    return a * 2


def compare(a: int, b: int) -> bool:
    return a < b


def negate(a: int) -> int:
    return -a


def passes(a: int) -> int:
    b = a
    return b


def truth(a: int) -> int:
    if a:
        return 1
    return 2


def twice_in_loop(a: int, n: int) -> int:
    total = 0
    for _ in range(n):
        total = total + a
    return total


def test_calls():
    calls.clear()
    results = [
        add(Loud(1), 2),
        add(1, Loud(2)),
        double(Loud(4)),
        compare(Loud(1), 2),
        compare(1, Loud(2)),
        negate(Loud(5)),
        truth(Loud(7)),
        passes(Loud(3)),
        twice_in_loop(Loud(3), 3),
        twice_in_loop(2, Loud(3)),
    ]
    return results, calls


CASES = [(f, (Quiet(5), Quiet(6))) for f in (add, compare)] + [(f, (Quiet(5),)) for f in (double, negate, passes, truth)]
