# native: make_points, make_pairs, make_mixed, make_base, make_below, make_twice, make_many, push_pop, ends, change
# native 3.12+: make_unused
# native: by_name, with_constants
# native 3.12+: strings
"""Instances whose `__init__` only stores its arguments, made in loops, while their classes change; instances with slots that end."""
import gc
import sys
from typing import Optional

RERUNNABLE = False
log: list = []


class Point:
    def __init__(self, x: float, y: float, tag: int) -> None:
        self.x = x
        self.y = y
        self.tag = tag


class Pair:
    __slots__ = ("first", "second")

    def __init__(self, first: int, second: "Optional[Pair]") -> None:
        self.second = second
        self.first = first


class Mixed(Pair):
    def __init__(self, first: int, second: "Optional[Pair]", extra: str) -> None:
        self.extra = extra
        self.second = second
        self.first = first
        self.kind = "mixed"
        self.nothing: Optional[int] = None


class Base:
    limit: int = 3

    def __init__(self, a: int, b: object) -> None:
        self.b = b
        self.a = a


class Below(Base):
    more: int


class Unused:
    def __init__(self, a: int, b: int) -> None:
        self.a = a


class Twice:
    def __init__(self, a: object) -> None:
        self.a = a
        self.b = a


class Many:
    def __init__(self, a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int, i: int) -> None:
        self.a = a
        self.b = b
        self.c = c
        self.d = d
        self.e = e
        self.f = f
        self.g = g
        self.h = h
        self.i = i


class Constants:
    def __init__(self, name: str) -> None:
        self.size = 0
        self.name = name
        self.ratio = 1.5
        self.link: "Optional[Constants]" = None


def make_points(n: int) -> list:
    out: list = []
    for i in range(n):
        p = Point(i * 0.5, 2.0, i * 1000)
        p.tag += 1
        out.append((p.x + p.y, p.tag, list(p.__dict__.items())))
    return out


def make_pairs(n: int) -> list:
    p: Optional[Pair] = None
    for i in range(n):
        p = Pair(i * 1000, p)
    out: list = []
    while p is not None:
        out.append(p.first)
        p = p.second
    return out


def make_mixed(n: int) -> list:
    out: list = []
    for i in range(n):
        m = Mixed(i, None, "e" * i)
        out.append((m.first, m.second, m.extra, m.kind, m.nothing, list(vars(m))))
    return out


def make_base(n: int, b: object) -> list:
    out: list = []
    for i in range(n):
        base = Base(i + 10000, b)
        out.append((type(base).__name__, base.a, base.b is b, sorted(vars(base)), base.limit))
    return out


def make_below(n: int) -> list:
    out: list = []
    for i in range(n):
        below = Below(i, out)
        below.more = i
        out.append((below.a, list(vars(below))))
    return out


def make_unused(n: int) -> list:
    return [Unused(i, i * 5000).a for i in range(n)]


def make_twice(n: int) -> list:
    out: list = []
    for i in range(n):
        t = Twice([i])
        out.append((t.a is t.b, t.a, sys.getrefcount(t.a)))
    return out


def make_many(n: int) -> list:
    out: list = []
    for i in range(n):
        m = Many(i, 1, 2, 3, 4, 5, 6, 7, i)
        out.append((m.a, m.i, list(vars(m))))
    return out


def with_constants(n: int) -> list:
    out: list = []
    last: Optional[Constants] = None
    for i in range(n):
        c = Constants(str(i))
        c.link = last
        c.size = i
        last = c
        out.append((c.size, c.name, c.ratio, c.link is None, list(vars(c))))
    return out


def by_name(n: int) -> list:
    out: list = []
    for i in range(n):
        p = Point(tag=i, x=1.5, y=i)
        out.append((p.x, p.y, p.tag))
    return out


def strings(n: int) -> list:
    return [Base("a" * i, i > 2).a for i in range(n)]


def push_pop(n: int) -> int:
    head: Optional[Pair] = None
    total = 0
    for i in range(n):
        head = Pair(i, head)
        head = Pair(i + 300, head)
        total += head.first
        head = head.second
    return total


class Loud:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        log.append(self.name)


class Holder:
    __slots__ = ("one", "two")

    def __init__(self, one: object, two: object) -> None:
        self.one = one
        self.two = two


def ends(n: int) -> int:
    total = 0
    for i in range(n):
        h = Holder(Loud("a" + str(i)), Holder(Loud("b" + str(i)), None))
        k = Holder(i, Holder("text", 1.5))
        total += i
        log.append(i)
    return total


def change(n: int) -> list:
    out: list = []
    for i in range(n):
        b = Base(i, None)
        out.append((sorted(vars(b).items(), key=str), b.limit))
        if i == 5:
            Base.limit = 44
        if i == 10:
            Base.__init__ = lambda self, a, b: setattr(self, "a", (a, b))
        if i == 15:
            Base.__init__ = first_init
        if i == 20:
            Base.__setattr__ = heard
        if i == 25:
            del Base.__setattr__
        if i == 30:
            Base.a = property(lambda self: 7, lambda self, value: log.append(value))
        if i == 35:
            del Base.a
        if i == 40:
            Base.__init__.__code__ = other_init.__code__
        if i == 45:
            Base.__new__ = lambda cls, *args: object.__new__(Below)
    return out


first_init = Base.__init__


def other_init(self, a, b):
    self.z = a


def heard(self, name, value):
    log.append(name)
    object.__setattr__(self, name, value)


def test_plain():
    return make_points(6), make_pairs(7), make_mixed(6), make_below(6), make_unused(5), make_twice(5), make_many(5)


def test_objects():
    return make_base(8, object()), with_constants(6), by_name(6), strings(6)


def test_ends():
    del log[:]
    gc.collect()
    return ends(4), list(log), push_pop(50)


def test_tracked():
    made = [Pair(1, None) for i in range(5)] + [Point(1.0, 2.0, 3) for i in range(5)]
    return [gc.is_tracked(one) for one in made], sys.getsizeof(made[0])


def test_zz_change():
    del log[:]
    return change(50), list(log)
