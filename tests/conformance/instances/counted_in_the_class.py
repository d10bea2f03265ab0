# native: Shape.__init__, Square.area, Square.side_twice, Shape.unit, made, summed, next_number, Slotted.__init__, moved, given_way
# native 3.12+: Square.__init__
"""Classes that store into themselves, so often that CPython gives them no version any more (3.13): what is found in them holds for
now, until they change."""
from __future__ import annotations

import abc
from typing import ClassVar

RERUNNABLE = False
MANY = 1200


class Shape(abc.ABC):
    count: ClassVar[int] = 0
    last: ClassVar[object] = None

    def __init__(self) -> None:
        Shape.count += 1

    @abc.abstractmethod
    def area(self) -> float: ...

    @classmethod
    def unit(cls) -> Shape:
        return cls(1.0)

    @staticmethod
    def scaled(x: float) -> float:
        return x * 1.5


class Square(Shape):
    def __init__(self, side: float) -> None:
        super().__init__()
        self.side = side

    def area(self) -> float:
        return self.side * self.side

    @property
    def side_twice(self) -> float:
        return self.side * 2

    def __add__(self, other: Square) -> Square:
        return Square(self.side + other.side)


def made(n: int) -> list[Shape]:
    shapes: list[Shape] = []
    for i in range(n):
        shapes.append(Square(i % 7 * 0.5))
    return shapes


def summed(shapes: list[Shape]) -> float:
    total = 0.0
    for s in shapes:
        square = s + s if s.side > 1.0 else s
        total += square.area() + s.side_twice + Shape.scaled(s.side) + Square.unit().area()
    return total


def test_counted():
    total = summed(made(MANY))
    return total, Shape.count, vars(Square.unit()), Square.__dict__.get("count")


def test_changed_behind():
    shapes = made(MANY)
    first = summed(shapes[:20])
    area, scaled, twice = Square.area, Shape.scaled, Square.side_twice
    Square.area = lambda self: self.side + 100.0
    second = summed(shapes[:20])
    Square.area = area
    Shape.scaled = staticmethod(lambda x: -x)
    third = summed(shapes[:20])
    Shape.scaled = staticmethod(scaled)
    Square.side_twice = property(lambda self: 1 / 0 if self.side > 2.5 else 5.0)
    try:
        summed(shapes[:20])
    except ZeroDivisionError as error:
        fourth = error.args
    Square.side_twice = twice
    Square.side = property(lambda self: 3.0, lambda self, value: None)
    fifth = summed(shapes[:20])
    del Square.side
    Square.__add__ = lambda self, other: self
    sixth = summed(shapes[:20])
    for shape in shapes[:5]:
        shape.area = lambda: 1000.0
    return first, second, third, fourth, fifth, sixth, summed(shapes[:20])


class Other(abc.ABC):
    def area(self) -> float:
        return -1.0

    def __init__(self, *args: float) -> None:
        self.side = 0.25


def test_other_bases():
    made(MANY)
    class Under(Square):
        pass
    shapes = [Under(2.0) for _ in range(30)]
    first = summed(shapes)
    Under.__bases__ = (Other,)
    return first, [s.area() for s in shapes][:3], Under(3.0).side


class Ends:
    heard: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        Ends.heard.append(self.name)
        Keeper.kept = None if self.name == "recursive" else Keeper.kept


class Keeper:
    kept: ClassVar[object] = None
    number = 0


def given_way(n: int) -> int:
    for i in range(n):
        Keeper.kept = Ends(str(i))
        Keeper.kept = i
        Keeper.number = len(Ends.heard)
    return Keeper.number


def test_ends_of_old_values():
    Ends.heard.clear()
    return given_way(10), Ends.heard


class Watching(type):
    seen: list[tuple[str, object]] = []

    def __setattr__(cls, name: str, value: object) -> None:
        Watching.seen.append((name, value))
        super().__setattr__(name, value)


class Watched(metaclass=Watching):
    number = 0


class Computed(type):
    @property
    def number(cls) -> int:
        return cls.hidden

    @number.setter
    def number(cls, value: int) -> None:
        cls.hidden = value * 2


class WithComputed(metaclass=Computed):
    hidden = 1


def next_number(cls: type) -> int:
    cls.number += 1
    return cls.number


class Sub(Keeper):
    pass


def test_classes_that_store_otherwise():
    results = []
    for cls in (Watched, WithComputed, Sub, Keeper, Sub):
        results.append([next_number(cls) for _ in range(3)])
    for cls in (int, Watched(), Keeper(), 5):
        try:
            results.append(next_number(cls))
        except (AttributeError, TypeError) as error:
            results.append((type(error), str(error)))
    return results, Watching.seen, vars(Sub).get("number"), WithComputed.hidden


class Slotted:
    __slots__ = ("x", "y")
    made: ClassVar[int] = 0

    def __init__(self, x: int, y: int) -> None:
        Slotted.made += 1
        self.x = x
        self.y = y

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Slotted) and self.x == other.x

    def __lt__(self, other: Slotted) -> bool:
        return self.x < other.x


def moved(n: int) -> tuple[int, int, int]:
    at = Slotted(0, 0)
    equal = 0
    for i in range(n):
        at = Slotted(at.x + i % 3, at.y - 1)
        if at == Slotted(i, 0) or at < Slotted(3, 0):
            equal += 1
    return at.x, at.y, equal


def test_slots():
    first = moved(MANY)
    Slotted.__eq__ = lambda self, other: True
    second = moved(10)
    Slotted.y = 5
    try:
        moved(3)
    except AttributeError as error:
        return first, second, str(error), Slotted.made
