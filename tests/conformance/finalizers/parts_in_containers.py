# native: Held.__init__, made, ends_in_loop, ends_of_many, deep
"""Instances that end with lists, tuples and dictionaries in them: whoever hears of the end of something in those finds the frames and the
order of CPython."""
from __future__ import annotations

import sys
import weakref
from typing import Any

LOG: list[Any] = []


class Held:
    def __init__(self, first: Any, second: Any, third: Any) -> None:
        self.first = first
        self.second = second
        self.third = third


class Slots:
    __slots__ = ("first", "second")

    def __init__(self, first: Any, second: Any) -> None:
        self.first = first
        self.second = second


class Loud:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        names: list[Any] = []
        frame: Any = sys._getframe(1)
        while frame is not None and frame.f_code.co_name in ("made", "ends_in_loop", "ends_of_many", "deep", "generated"):
            names.append((frame.f_code.co_name, frame.f_lineno))
            frame = frame.f_back
        LOG.append((self.name, names))


class Quiet:
    def __init__(self, value: int) -> None:
        self.value = value


def generated(name: str) -> Any:
    try:
        yield 1
        yield 2
    finally:
        LOG.append(name)


def part(kind: int, name: str) -> Any:
    if kind == 0:
        return (1, 2.5, "text")
    if kind == 1:
        return (1, Loud(name))
    if kind == 2:
        return [Quiet(1), (Quiet(2), [3])]
    if kind == 3:
        return [1, [Loud(name)], 2]
    if kind == 4:
        return {"a": Loud(name)}
    if kind == 5:
        return {1, 2, name}
    if kind == 6:
        generator = generated(name)
        next(generator)
        return (generator, 1)
    if kind == 7:
        return [Loud(name + str(i)) for i in range(3)]
    if kind == 8:
        quiet = Quiet(9)
        return (quiet, [quiet, weakref.ref(quiet, lambda _: LOG.append("weak " + name))])
    if kind == 9:
        shared = Loud(name)
        return [shared, (shared,)]
    return iter([Loud(name)])


def made(kind: int, other: int) -> int:
    held = Held(part(kind, "first"), part(other, "second"), (part(kind, "third"),))
    held = Held(1, held, [held])
    held = Held(None, None, None)
    return len(LOG)


def ends_in_loop(kind: int, rounds: int) -> int:
    total = 0
    for i in range(rounds):
        slots = Slots((i, part(kind, "a")), [part(10 - kind, "b"), i])
        total += len(slots.second)
        slots = Slots(total, None)
        total += 1
    return total


def ends_of_many(kind: int, rounds: int) -> int:
    """What one part keeps is kept until that ends, too."""
    total = 0
    for i in range(rounds):
        shared = part(kind, "shared")
        held = Held([shared], (shared, i), shared)
        shared = None
        total += i
        held.first = None
        total += len(LOG)
        held = Held(0, 0, 0)
    return total


def deep(depth: int, kind: int) -> int:
    held: Any = part(kind, "deep")
    for i in range(depth):
        held = Held((held, i), [i], None) if i % 2 else Slots([held], (i,))
    count = len(LOG)
    held = None
    return len(LOG) - count


def logged(case: Any, *args: int) -> list[Any]:
    LOG.clear()
    result = case(*args)
    found = list(LOG)
    LOG.clear()
    return [result, found]


CASES = [
    *[(logged, (made, kind, (kind + 3) % 11)) for kind in range(11)],
    *[(logged, (ends_in_loop, kind, 4)) for kind in range(11)],
    *[(logged, (ends_of_many, kind, 3)) for kind in range(11)],
    *[(logged, (deep, depth, kind)) for depth in (1, 5, 40, 300) for kind in (0, 1, 3)],
    (logged, (ends_in_loop, 2, 3000)),
    (logged, (ends_in_loop, 0, 3000)),
]
