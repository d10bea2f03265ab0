# native: total, labels, Square.area, Circle.area, stubs, sizes
"""Methods below abstract ones, and below such as only stand for them: called directly, unless something else is found."""
import abc
from abc import ABC, abstractmethod
from typing import List, Optional, Protocol, final


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...

    @property
    @abstractmethod
    def name(self) -> str:
        """What it is."""

    @abc.abstractmethod
    def grown(self, by: float) -> "Shape":
        return self


class Square(Shape):
    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return self.side * self.side

    @property
    def name(self) -> str:
        return "square"

    def grown(self, by: float) -> Shape:
        super().grown(by)
        return Square(self.side + by)


class Circle(Shape):
    def __init__(self, radius: float) -> None:
        self.radius = radius

    def area(self) -> float:
        return 3.0 * self.radius * self.radius

    @property
    def name(self) -> str:
        return "circle"

    @final
    def grown(self, by: float) -> "Circle":
        return Circle(self.radius + by)


class Half(Shape):
    # It stays abstract.
    def area(self) -> float:
        return 0.5


class Odd(Shape):
    name = "odd"

    def area(self) -> float:
        return "wide"  # type: ignore

    def grown(self, by: float) -> None:  # type: ignore
        raise LookupError(by)


def total(shapes: List[Shape]) -> float:
    found = 0.0
    for shape in shapes:
        found += shape.area()
    return found


def labels(shapes: List[Shape], by: float) -> List[str]:
    found: List[str] = []
    for shape in shapes:
        shape = shape.grown(by)
        found.append(shape.name)
    return found


def some() -> List[Shape]:
    return [Square(2.0), Circle(1.5), Square(0.5)]


def test_dispatch():
    return total(some() * 20), labels(some() * 3, 1.0)


def test_abstract_is_not_made():
    found = []
    for of in Shape, Half:
        try:
            found.append(of())
        except TypeError as error:
            found.append(str(error))
    return found


def test_what_lies():
    found = []
    for function in (lambda: total(some() + [Odd()]), lambda: labels(some() + [Odd()], 0.5)):
        try:
            found.append(function())
        except (TypeError, LookupError) as error:
            found.append(repr(error))
    return found


def test_abstract_called():
    """Above a class it is an ordinary function."""
    square = Square(1.0)
    return Shape.area(square), Shape.grown(square, 1.0) is square, square.grown(2.0).area(), Shape.name.fget(square)


def test_not_abstract_any_more():
    """A class that is made by `type.__new__` of a metaclass of its own may have instances all the same."""
    loose = Half.__abstractmethods__
    Half.__abstractmethods__ = frozenset()
    try:
        half = Half()
        return total([half, half]), half.name, half.grown(1.0) is half, labels([half], 2.0)
    finally:
        Half.__abstractmethods__ = loose


def test_patched():
    kept = Square.area
    Square.area = lambda self: -1.0
    try:
        return total(some())
    finally:
        Square.area = kept


def test_not_marked():
    """The mark goes, the method stays."""
    kept = Shape.area
    Shape.area = lambda self: 7.0
    del Square.area
    try:
        return total(some())
    finally:
        Shape.area = kept
        Square.area = square_area


square_area = Square.area


class Base:
    def of(self, n: int) -> int:
        pass  # type: ignore

    def maybe(self, n: int) -> Optional[int]:
        pass


class Twice(Base):
    def of(self, n: int) -> int:
        return 2 * n

    def maybe(self, n: int) -> Optional[int]:
        return n if n % 2 else None


def stubs(bases: List[Base]) -> int:
    found = 0
    for base in bases:
        found += base.of(3)
        if base.maybe(3) is None:
            found += 100
    return found


def test_stubs():
    try:
        stubs([Twice(), Twice(), Base()])
    except TypeError as error:
        return stubs([Twice()] * 30), str(error)


def marking(function):
    function.marked = True
    return function


class Marked(ABC):
    @marking
    @abstractmethod
    def value(self) -> int:
        return 5

    @abstractmethod
    @marking
    def other(self) -> int:
        return 6


class Plain(Marked):
    def value(self) -> int:
        return super().value() + 1

    def other(self) -> int:
        return super().other() + 1


def marked(objects: List[Marked]) -> int:
    found = 0
    for made in objects:
        found += made.value() * made.other()
    return found


def test_marked():
    return marked([Plain()] * 10), Marked.value.marked, Marked.other.marked, Marked.value.__isabstractmethod__


class Sized(Protocol):
    def size(self) -> int: ...


class Large(Sized):
    def size(self) -> int:
        return 1000


class Tiny:
    def size(self) -> int:
        return 1


def sizes(things: List[Sized]) -> int:
    found = 0
    for thing in things:
        found += thing.size()
    return found


def test_protocol():
    return sizes([Large(), Tiny(), Large()])
