# native: Point.added, Point.scaled, walked, slotted, kept, defaulted
"""Frozen data classes: what makes, changes, compares and ends them."""

from dataclasses import FrozenInstanceError, dataclass, field, replace


@dataclass(frozen=True)
class Point:
    x: float
    y: float

    def added(self, other: "Point") -> "Point":
        return Point(self.x + other.x, self.y + other.y)

    def scaled(self, k: float) -> "Point":
        return Point(self.x * k, self.y * k)


@dataclass(frozen=True, slots=True)
class Slotted:
    x: float
    n: int = 3


@dataclass(frozen=True, order=True)
class Late:
    x: float
    log: list = field(default_factory=list, compare=False)

    def __post_init__(self):
        self.log.append(self.x)


@dataclass(frozen=True)
class Tracked:
    x: int
    y: int

    def __del__(self):
        ended.append((self.x, self.y))


class Guarded:
    def __setattr__(self, name, value):
        ended.append(name)
        object.__setattr__(self, name, value)


@dataclass
class Watched(Guarded):
    x: int
    y: int


ended: list = []


def walked(n: int) -> Point:
    point = Point(0.0, 1.0)
    for i in range(n):
        point = point.added(Point(1.0, 2.0).scaled(0.5))
    return point


def slotted(n: int) -> Slotted:
    value = Slotted(0.5)
    for i in range(n):
        value = Slotted(value.x + 1.0, value.n + i)
    return value


def kept(n: int) -> list[Point]:
    out: list[Point] = []
    for i in range(n):
        out.append(Point(i * 0.5, 1.0))
    return out


def defaulted(n: int) -> int:
    total = 0
    for i in range(n):
        total += Slotted(float(i)).n
    return total


def tracked(n: int) -> int:
    total = 0
    for i in range(n):
        total += Tracked(i, 2).x
    return total


def watched(n: int) -> int:
    total = 0
    for i in range(n):
        total += Watched(i, 2).y
    return total


def late(n: int) -> list:
    out = []
    for i in range(n):
        out.append(Late(i * 0.5))
    return out


def test_all():
    point = walked(6)
    return point, hash(point), point == walked(6), slotted(6), kept(5), kept(5)[2].__dict__, defaulted(5), late(5)


def test_frozen():
    told = []
    for value in (walked(5), slotted(5), kept(5)[-1]):
        for change in (lambda: setattr(value, "x", 1.0), lambda: delattr(value, "x"), lambda: setattr(value, "z", 1)):
            try:
                change()
            except (FrozenInstanceError, AttributeError, TypeError) as error:
                told.append((type(error).__name__, str(error)))
    return told, replace(walked(3), x=9.0)


def test_wrong():
    told = []
    for args in ((), (1.0,), (1.0, 2.0, 3.0)):
        try:
            Point(*args)
        except TypeError as error:
            told.append(str(error))
    return told, Point(1, "a"), Point(True, None).scaled


def test_seen():
    ended.clear()
    return tracked(5), watched(5), ended[:]


def test_replaced():
    """Its `object` is another meanwhile."""
    first = kept(4)
    init = Point.__init__
    cell = init.__closure__[init.__code__.co_freevars.index("__dataclass_builtins_object__")]
    before = cell.cell_contents

    class Other:
        def __setattr__(self, name, value):
            before.__setattr__(self, name, ("other", value))

    cell.cell_contents = Other
    try:
        second = kept(4)
    finally:
        cell.cell_contents = before
    return first, [point.__dict__ for point in second], kept(4)


RERUNNABLE = False
