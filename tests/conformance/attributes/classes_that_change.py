"""Attributes of a module's classes while the classes and instances change."""
class Box:
    count: int
    weight: float
    name: str
    scale: float = 1.5

    def __init__(self, count: int, weight: float) -> None:
        self.count = count
        self.weight = weight
        self.name = "n"

    def grow(self, by: int) -> int:
        self.count += by
        return self.count

    def scaled(self, f: float) -> float:
        return self.weight * f * self.scale

    @property
    def half(self) -> float:
        return self.weight / 2

    def __add__(self, other: "Box") -> "Box":
        return Box(self.count + other.count, self.weight)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Box) and self.count == other.count

    def __lt__(self, other: "Box") -> bool:
        return self.count < other.count

    def __len__(self) -> int:
        return self.count


class Small(Box):
    def grow(self, by: int) -> int:
        return super().grow(by) + 1

    def __radd__(self, other):
        return "radd"

    @property
    def half(self) -> float:
        return 0.25


class Slots:
    __slots__ = ("a", "b")

    def __init__(self, a: int) -> None:
        self.a = a

    def both(self) -> int:
        return self.a + self.b


def work(b: Box, n: int) -> list:
    out: list = []
    for k in range(n):
        b.grow(k)
        b.weight += 0.5
        out.append(b.count)
        out.append(b.scaled(2.0))
        out.append(b.half)
    return out


def add_all(b: Box, c: Box) -> list:
    d = b + c
    return [d.count, b == c, b < c, len(b), bool(b), b != c]


def deleted(b: Box) -> list:
    out: list = [b.count]
    del b.count
    try:
        out.append(b.count)
    except AttributeError as e:
        out.append(str(e))
    b.count = 3
    b.__dict__["count"] = 4
    out.append(b.count)
    b.__dict__ = {"count": 9, "weight": 1.0, "name": "d"}
    out.append(b.count)
    b.extra = 1
    b.grow = len
    try:
        out.append(b.grow(2))
    except TypeError as e:
        out.append(str(e))
    return out


def patched(b: Box, n: int) -> list:
    out: list = []
    old = Box.grow
    try:
        for k in range(n):
            out.append(b.grow(1))
            if k == 1:
                Box.grow = lambda self, by: -by
            if k == 2:
                Box.count = property(lambda self: 77)
                out.append(b.count)
                del Box.count
            if k == 3:
                b.__class__ = Small
            out.append(b.half)
    finally:
        Box.grow = old
    return out


def scale_changes(b: Box, n: int) -> list:
    out: list = []
    try:
        for k in range(n):
            out.append(b.scaled(1.0))
            if k == 1:
                Box.scale = 3
            if k == 2:
                b.scale = 0.5
            if k == 3:
                del b.scale
                Box.scale = "s"
    except TypeError as e:
        out.append(str(e))
    finally:
        Box.scale = 1.5
    return out


def slotted(s: Slots, n: int) -> list:
    out: list = []
    for k in range(n):
        try:
            out.append(s.both())
        except AttributeError as e:
            out.append(str(e))
        s.b = k
        if k == 2:
            del s.a
    return out


def make(n: int) -> list:
    out: list = []
    old = Box.__init__
    try:
        for k in range(n):
            x = Box(k, 1.0)
            out.append((x.count, x.weight, type(x).__name__))
            if k == 1:
                Box.__init__ = lambda self, a, b: self.__dict__.update(count=a + 100, weight=b)
            if k == 2:
                Box.__new__ = lambda cls, a, b: object.__new__(Small)
    finally:
        Box.__init__ = old
        if "__new__" in Box.__dict__:
            del Box.__new__
            Box.__new__ = staticmethod(lambda cls, *a, **k: object.__new__(cls))
    return out


class Duck:
    count = 5
    weight = 2
    scale = 2
    half = "h"
    def grow(self, by): return "duck"
    def scaled(self, f): return f


CASES = [(work, (Box(1, 2.0), 4)), (work, (Small(1, 2.0), 4)), (work, (Box(True, 1), 3)), (work, (Box(2**63 - 2, 1.0), 4)), (work, (Duck(), 3)), (work, (None, 2)), (work, (Box(1.5, "s"), 2)),
         (add_all, (Box(1, 1.0), Box(2, 1.0))), (add_all, (Box(1, 1.0), Small(1, 1.0))), (add_all, (Small(0, 1.0), Box(-1, 1.0))), (add_all, (Box(1, 1.0), 3)), (add_all, (Box("a", 1), Box("b", 1))),
         (deleted, (Box(1, 1.0),)), (deleted, (Small(1, 1.0),)), (patched, (Box(1, 1.0), 6)), (scale_changes, (Box(1, 1.0), 6)), (slotted, (Slots(1), 5)), (work, (Slots(2), 2)), (make, (5,)), (work, (Box(1, 2.0), 4))]
RERUNNABLE = False
