# native: mid, named, short, changed_attribute, changed_making, changed_code, changed_defaults, wrong, below, odd
# native 3.12+: taken_apart, functional
# Named tuples: their items under names, in order and one by one, and new ones without a call of their `__new__`, unless somebody
# changed what that is.
import gc
from collections import namedtuple
from typing import Any, Generic, NamedTuple, Optional, TypeVar

T = TypeVar("T")


class Point(NamedTuple):
    x: float
    y: float

    @property
    def norm(self) -> float:
        return self.x * self.x + self.y * self.y

    def moved(self, by: float) -> "Point":
        return Point(self.x + by, self.y)


class Row(NamedTuple):
    name: str
    count: int = 3
    note: Optional[str] = None


class Pair(NamedTuple, Generic[T]):
    first: T
    second: T


class One(NamedTuple):
    only: Any


class Wide(Point):
    pass


class Counted(Point):
    made = 0

    def __new__(cls, x: float, y: float) -> "Counted":
        Counted.made += 1
        return super().__new__(cls, x + 1, y)


class Started(Point):
    def __init__(self, x: float, y: float) -> None:
        self.sum = x + y


class Backwards(Point):
    def __iter__(self):
        return iter([self[1], self[0]])


class Shifted(Point):
    def __getitem__(self, index):
        return ("shifted", index)


Edge = namedtuple("Edge", "src dst weight")
Late = namedtuple("Late", ["a", "b", "c"], defaults=[2, 3])


def mid(a: Point, b: Point) -> Point:
    return Point((a.x + b.x) / 2, (a.y + b.y) / 2)


def mids(count: int) -> list[Any]:
    p, q = Point(0.0, 1.0), Point(1.0, 0.5)
    out: list[Any] = []
    for i in range(count):
        r = mid(p, q)
        p = Point(r.y, r.x)
        out.append((r, p, r.norm, r.moved(1.0), hash(p), p == r, type(p) is Point))
    return out


def made(count: int) -> list[Any]:
    out: list[Any] = []
    for i in range(count):
        out.append(Row("n" * i, i * 1000, None))
        out.append(Row("n", i))
        out.append(Row("n"))
        out.append(Pair(i, str(i)))
        out.append(One([i]))
        out.append(Edge(i, i + 1, 0.5))
        out.append(Late(i))
        out.append(Late(i, None))
    return [(type(o).__name__, o, o._asdict(), gc.is_tracked(o), o.__class__.__mro__[1].__name__) for o in out] + [
        {hash(o) == hash(tuple(o)) for o in out if type(o) is not One}
    ]


def named(count: int) -> list[Any]:
    out: list[Any] = []
    for i in range(count):
        out.append(Row(name="n", count=i))
        out.append(Row("n", note="x"))
        out.append(Point(y=i, x=2))
        out.append(Edge(i, weight=1, dst=None))
        out.append(Late(c=1, a=i))
        try:
            out.append(Point(1.0, x=i))
        except TypeError as error:
            out.append(str(error))
        try:
            out.append(Point(1.0, z=i))
        except TypeError as error:
            out.append(str(error))
        try:
            out.append(Row(count=i))
        except TypeError as error:
            out.append(str(error))
    return out


def taken_apart(count: int) -> list[Any]:
    edges = [Edge(i, i * 7 % 5, i * 3 % 11) for i in range(count)]
    out: list[Any] = []
    for s, d, w in edges:
        out.append(s + d * w)
    for e in edges:
        s, d, w = e
        out.append((e[0], e[-1], e.weight, e.src, s, d, w, len(e), e[1:], e.count(0)))
        try:
            a, b = e
        except ValueError as error:
            out.append(str(error))
        try:
            out.append(e[3])
        except IndexError as error:
            out.append(str(error))
    return out


def get_y(p: Point) -> float:
    return p.y


def get_both(p: Point) -> float:
    return p.x * p.y


def short(count: int) -> list[Any]:
    out: list[Any] = []
    points = [Point(1.0, 2.0), tuple.__new__(Point, (1.0,)), Point(1.5, 3.0), tuple.__new__(Point, ()), Point(1, "2")]
    points.append(tuple.__new__(Point, (1.0, 2.0, 3.0)))
    for i in range(count):
        for p in points:
            try:
                out.append(p.y)
            except IndexError as error:
                out.append(repr(error))
            try:
                out.append(p.x)
                x, y = p
                out.append((x, y))
            except (IndexError, ValueError) as error:
                out.append(repr(error))
            try:
                out.append(p.x + p.y)
            except (IndexError, TypeError) as error:
                out.append(repr(error))
    return out


def too_short(count: int) -> list[Any]:
    out: list[Any] = []
    for i in range(count):
        out.append(get_both(Point(1.0, i)))
    out.append(get_y(tuple.__new__(Point, (1.0,))))
    return out


def changed_attribute(count: int) -> list[Any]:
    class Local(NamedTuple):
        x: int
        y: int

    out: list[Any] = []
    p = Local(1, 2)
    for i in range(count):
        if i == 3:
            Local.y = property(lambda self: "patched")
        if i == 6:
            Local.y = 7
        if i == 8:
            del Local.y
        try:
            out.append((p.x, p.y))
        except AttributeError as error:
            out.append(str(error))
    return out


def changed_making(count: int) -> list[Any]:
    class Local(NamedTuple):
        x: int
        y: int = 5

    out: list[Any] = []
    old = Local.__new__
    for i in range(count):
        if i == 4:
            Local.__new__ = lambda cls, x, y=0: ("patched", x, y)
        if i == 6:
            Local.__new__ = old
        if i == 8:
            Local.__new__ = staticmethod(old)
        if i == 11:
            Local.__init__ = lambda self, x, y=5: out.append(("init", x, y))
        try:
            out.append(Local(i, i))
            out.append(Local(i))
        except TypeError as error:
            out.append(str(error))
    return out


def changed_code(count: int) -> list[Any]:
    class Local(NamedTuple):
        x: int
        y: int

    out: list[Any] = []
    for i in range(count):
        if i == 4:
            Local.__new__.__code__ = (lambda _cls, x, y: _tuple_new(_cls, (y, x))).__code__
        if i == 6:
            Local.__new__.__globals__["_tuple_new"] = lambda cls, items: ("other", items)
        out.append(Local(i, i * 2))
    return out


def changed_defaults(count: int) -> list[Any]:
    class Local(NamedTuple):
        x: int
        y: int = 1

    out: list[Any] = []
    for i in range(count):
        if i == 4:
            Local.__new__.__defaults__ = (8, 9)
        if i == 6:
            Local.__new__.__defaults__ = None
        if i == 8:
            Local.__new__.__defaults__ = (1, 2, 3, 4, 5)
        for arguments in range(3):
            try:
                if arguments == 0:
                    out.append(Local())
                elif arguments == 1:
                    out.append(Local(i))
                else:
                    out.append(Local(i, y=i))
            except TypeError as error:
                out.append(str(error))
    return out


def wrong(count: int) -> list[Any]:
    out: list[Any] = []
    for i in range(count):
        try:
            out.append(Point(1.0))
        except TypeError as error:
            out.append(str(error))
        try:
            out.append(Point(1.0, 2.0, 3.0))
        except TypeError as error:
            out.append(str(error))
        try:
            Point(1.0, 2.0).x = 5.0
        except AttributeError as error:
            out.append(str(error))
    return out


def below(count: int) -> list[Any]:
    out: list[Any] = []
    Counted.made = 0
    for i in range(count):
        w = Wide(1.0, i)
        w.extra = i
        c = Counted(1.0, i)
        s = Started(1.0, i)
        out.append((w, w.x, w.y, w.extra, c, c.x, Counted.made, s, s.sum, s.y, type(w).__name__))
        w.__dict__["x"] = "hidden"
        out.append(w.x)
    return out


def odd(count: int) -> list[Any]:
    out: list[Any] = []
    for i in range(count):
        for p in (Point(1.0, i), Backwards(1.0, i), Shifted(1.0, i)):
            a, b = p
            out.append((a, b, p[0], p[1], p.x, p.y, get_y(p), get_both(p)))
    return out


def functional(n: int) -> int:
    edges = [Edge(i, i * 7 % n, i * 3 % 11) for i in range(n)]
    t = 0
    for s, d, w in edges:
        if w > 5:
            t += d - s
    for e in edges:
        t += e.weight
    return t


def not_one() -> Any:
    return Point(*[1.0])


CASES = [
    (mid, (Point(1.0, 2.0), Point(2.0, 3.0))),
    (mid, (Point(1, 2.0), Point(2.0, "3"))),
    (mids, (8,)),
    (made, (6,)),
    (named, (6,)),
    (taken_apart, (7,)),
    (short, (4,)),
    (too_short, (3,)),
    (get_y, (Point(1.0, 2.0),)),
    (changed_attribute, (10,)),
    (changed_making, (14,)),
    (changed_code, (9,)),
    (changed_defaults, (11,)),
    (wrong, (6,)),
    (below, (6,)),
    (odd, (4,)),
    (functional, (40,)),
    (not_one, ()),
]
