# native: both, swapped, in_loop, first_only
# native 3.12+: from_call
"""Locals that one instruction stores together: what they are promised to be is tested before either is stored."""


class Ends:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append("end")


def both(a, b):
    x: float = 0.5
    y: float = 0.5
    x, y = a, b
    return x, y


def swapped(a, b):
    x: float = 0.5
    y: int = 3
    x, y = a, b
    x, y = y, x
    return x, y


def chained(a, b):
    x: int = 1
    y: str = ""
    x = y = a
    x, y = b, y
    return x, y


def in_loop(pairs: list):
    total: float = 0.0
    last: float = 0.0
    n: int = 0
    for a, b in pairs:
        try:
            total, last = total + a, b
            n, last = n + 1, last
            last, n = last * 0.5, n
        except TypeError as error:
            last, total = 1.5, 2.5
            print(type(error).__name__, error)
    return total, last, n


def from_call(f, a: float):
    x: float = 1.0
    y: float = 2.0
    y, x = f(a), a * 2
    x, y = y, x
    return x, y


def first_only(a, b):
    log = []
    x: object = Ends(log)
    y: float = 0.5
    x, y = a, b
    log.append("stored")
    return x, y, log


def test_promises():
    values = [1.0, 2, True, "text", None, 2**70, float("inf")]
    return [[f(a, b) for a in values for b in values] for f in (both, swapped, chained, first_only)]


def test_loop():
    return [
        in_loop([(1.0, 2.0), (2.0, 0.25)]),
        in_loop([(1.0, "text"), (2, 0.25)]),
        in_loop([(1, 2.0), (2.0, 3)]),
        in_loop([(1.0, 2.0), ("a", None), (0.5, 1.0)]),
        in_loop([(2**80, 2.0), (1j, 4.0), (1.0, 1.0)]),
    ]


def test_call():
    return [from_call(f, 1.5) for f in (abs, int, str, lambda value: None)]


CASES = [(f, (a, b)) for f in (both, swapped, chained) for a in (1.5, "a", 7) for b in (2.5, [], 3)]
