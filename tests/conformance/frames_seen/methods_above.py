# native: item, Taken.above, Taken.around, Taken.loop, call_above, call_around, call_loop
"""Methods without objects of unknown classes are above a function that leaves for one: they are seen, and live although their class loses them."""
import sys
import weakref

RERUNNABLE = False
log: list = []


def item(items: list[int], i: int) -> int:
    return items[i] + 1


class Taken:
    def __init__(self, n: int) -> None:
        self.n = n

    def above(self, items: list[int], i: int) -> int:
        return item(items, i) + self.n + 1

    def around(self, items: list[int], i: int) -> int:
        first = item(items, i)
        return first * 2 + items[0]

    def loop(self, items: list[int], n: int) -> int:
        total = 0
        for i in range(n):
            total += i & 3
        return item(items, 1) + total


def call_above(t: Taken, items: list[int], n: int) -> int:
    total = 0
    for i in range(n):
        total += t.above(items, i)
    return total


def call_around(t: Taken, items: list[int], n: int) -> int:
    total = 0
    for i in range(n):
        total += t.around(items, i)
    return total


def call_loop(t: Taken, items: list[int], n: int) -> int:
    return t.loop(items, n) + 1


class Operand:
    def __init__(self, name, result):
        self.name = name
        self.result = result

    def __add__(self, other):
        frame, names = sys._getframe(), []
        while not frame.f_code.co_name.startswith("test"):
            names.append((frame.f_code.co_name, frame.f_lineno))
            frame = frame.f_back
        if hasattr(Taken, self.name):
            weakref.finalize(Taken.__dict__[self.name], log.append, "end of " + self.name)
            delattr(Taken, self.name)
        log.append(names)
        return self.result


def test_above():
    return call_above(Taken(1), [1, Operand("above", 5)], 2), log


def test_around():
    try:
        return call_around(Taken(1), [Operand("around", "text"), 2], 2), log
    except TypeError as error:
        return str(error), log


def test_loop():
    try:
        return call_loop(Taken(1), [0, Operand("loop", "text")], 10), log
    except TypeError as error:
        return str(error), log
