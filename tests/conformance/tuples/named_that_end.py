# native 3.12+: moved, paired, held
"""Named tuples that are made and end in loops: their items end when CPython ends them, whatever the class has become."""
import gc
from collections import namedtuple
from typing import Any, NamedTuple


class Point(NamedTuple):
    x: float
    y: float

    def moved(self, by: float) -> "Point":
        return Point(self.x + by, self.y - by)


class Pair(NamedTuple):
    first: Any
    second: Any = None


class Open(Pair):
    pass


ended: list[str] = []


class Ends:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        ended.append(self.name)


def moved(n: int) -> list[Point]:
    point = Point(0.0, 1.0)
    points = [point]
    for i in range(n):
        point = point.moved(i * 0.5)
        points = [Point(p.x, p.y) for p in points][-3:]
        points.append(point.moved(0.25))
    return points


def paired(n: int) -> int:
    total = 0
    for i in range(n):
        pair = Pair(Ends(f"first {i}"), Pair(i, Ends(f"second {i}")))
        ended.append(f"made {i}")
        total += pair.second.first
        pair = Pair(pair, pair)
        other = Pair(pair.first, (i, pair.second))
        pair = Pair(i, i * 2**65)
        ended.append(f"lost {i}")
        other = Pair(1, 2)
        total += other.second
    return total


def held(n: int, kind: Any) -> list[Any]:
    found = []
    for i in range(n):
        pair = kind(i, [i])
        if i % 3 == 0:
            found.append(pair)
        pair = kind(pair, pair)
        found = found[-4:]
    return found


def test_moved():
    return moved(12)


def test_paired():
    ended.clear()
    try:
        return paired(5), list(ended)
    finally:
        ended.clear()


def test_held():
    return held(9, Pair), held(9, namedtuple("Other", "a b")), [dict(vars(pair)) for pair in held(4, Open)]


def test_finalizer_added():
    first = held(6, Pair)
    Pair.__del__ = lambda self: ended.append(f"pair of {type(self.first).__name__}")
    try:
        ended.clear()
        second = held(4, Pair)
        return len(first), len(second), list(ended)
    finally:
        del Pair.__del__
        ended.clear()


def test_cycles():
    gc.collect()
    for i in range(50):
        items: list[Any] = []
        pair = Pair(items, i)
        items.append(pair)
        held(5, Pair)
    return gc.collect() >= 100, len(held(7, Pair))


def test_classes_that_end():
    sizes = []
    for i in range(5):
        kind = namedtuple("Passing", [f"field{n}" for n in range(2)])
        sizes.append(held(6, kind)[-1][1])
        del kind
    return sizes
