# native: add, too_many, hidden, watched, deep, many, cycle, ended
"""Instances of data classes, and of others whose `__init__` only stores its arguments, made by native code."""

import gc
import weakref
from dataclasses import dataclass, field


@dataclass
class Vec:
    x: float
    y: float = 2.5
    z: float = 3.5


@dataclass(slots=True)
class Slotted:
    x: int
    name: str = "none"


@dataclass(frozen=True, order=True)
class Frozen:
    x: int
    y: int = 1


@dataclass
class WithList:
    x: int
    items: list = field(default_factory=list)


@dataclass
class Checked:
    x: int

    def __post_init__(self):
        if self.x < 0:
            raise ValueError(f"negative: {self.x}")


@dataclass
class Child(Vec):
    w: float = 0.0


@dataclass(kw_only=True)
class Keywords:
    x: int = 1


class Hidden:
    def __init__(self, x):
        self.x = x

    @property
    def x(self):
        return ("property", self._x)

    @x.setter
    def x(self, value):
        self._x = [value]


class Watched:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __setattr__(self, name, value):
        object.__setattr__(self, name, (name, value))


class Twice:
    def __init__(self, x, y):
        self.x = x
        self.x = y
        self.kind = "twice"


class Ended:
    log: list = []

    def __init__(self, x):
        self.x = x

    def __del__(self):
        Ended.log.append(self.x)


class OnlyOnce(Ended):
    def __new__(cls, x):
        Ended.log.append("new")
        return object.__new__(cls)


class Meta(type):
    def __call__(cls, *args):
        return ("meta", args)


class ByMeta(metaclass=Meta):
    def __init__(self, x):
        self.x = x


def add(a: Vec, b: Vec) -> Vec:
    return Vec(a.x + b.x, a.y + b.y, a.z + b.z)


def make_slotted(x: int, name: str) -> list:
    return [Slotted(x, name), Slotted(x), Frozen(x), Frozen(x, 2) < Frozen(x, 3), Child(1.0, 2.0, 3.0, 4.0), Child(x)]


def defaults(x: float) -> list:
    a, b = WithList(1), WithList(2)
    a.items.append(x)
    return [Vec(x), Vec(x, 1.0), a, b, Vec(x) == Vec(x, 2.5, 3.5)]


def too_many(count: int):
    if count == 0:
        return Vec()
    if count == 4:
        return Vec(1.0, 2.0, 3.0, 4.0)
    if count == 5:
        return Keywords(1)
    return Checked(-count)


def hidden(x: int) -> list:
    h = Hidden(x)
    t = Twice(x, [x])
    return [h.x, vars(h), vars(t)]


def watched(x: int) -> dict:
    return vars(Watched(x, x))


def local_class():
    class Local:
        def __init__(self, a, b=5):
            self.a = a
            self.b = b

    return Local


def change(cls, step: int, out: list) -> None:
    if step == 0:
        cls.__init__.__defaults__ = (6,)
    elif step == 1:
        cls.__init__.__code__ = (lambda self, c, d=7: setattr(self, "c", (c, d))).__code__
    elif step == 2:
        cls.__init__ = lambda self, e: setattr(self, "e", e)
    elif step == 3:
        cls.e = property(lambda self: "seen", lambda self, value: out.append(("set", value)))
    elif step == 4:
        cls.__setattr__ = lambda self, name, value: out.append((name, value))


def changed(x: int) -> list:
    Local = local_class()
    out = []
    for step in range(6):
        for _ in range(5):
            made = Local(x)
            out.append(sorted(vars(made).items()))
        change(Local, step, out)
    return out


def weak(x: float) -> list:
    v = Vec(x)
    r = weakref.ref(v)
    before = r() is v
    v.extra = x
    copied = dict(vars(v))
    del v
    return [before, r(), copied]


def deep(n: int) -> int:
    v = Vec(float(n))
    if n == 0:
        return int(v.x)
    return deep(n - 1) + int(v.y)


def many(n: int) -> float:
    total: float = 0.0
    kept = []
    for i in range(n):
        v = Vec(i * 0.5, 1.0)
        kept.append(v)
        total += v.x + v.y + v.z
    return total + len(kept)


def cycle(x: list) -> list:
    v = Vec(x)
    x.append(v)
    found = v.x[0] is v
    x.clear()
    return [found, type(v).__name__]


def ended(x: str) -> list:
    Ended.log.clear()
    Ended(x)
    made = Ended(x + "!")
    Ended.log.append("kept")
    del made
    OnlyOnce(x)
    return list(Ended.log)


class Default:
    pass


def with_default(default):
    class Local:
        def __init__(self, a=default):
            self.a = a

    return Local


def construct(cls):
    for _ in range(5):
        made = cls()
    return made


def defaults_end(n: int) -> list:
    default = Default()
    reference = weakref.ref(default)
    cls = with_default(default)
    same = construct(cls).a is default and construct(cls).a is default
    del default, cls
    gc.collect()
    return [same, reference() is None]


@dataclass
class Base:
    __slots__ = ("x",)
    x: int
    y: int


def no_place(x: int):
    return Base(x, x)


@dataclass
class Point:
    x: int
    y: int = 0


def deeper(n: int, reached: list) -> int:
    reached[0] = n
    Point(n)
    return deeper(n + 1, reached) + 1


def limit_reached(n: int) -> int:
    reached = [0]
    try:
        return deeper(n, reached)
    except RecursionError:
        return reached[0]


def plain_others(x: int) -> list:
    return [ByMeta(x), repr(Vec(x)), hash(Frozen(x)) == hash(Frozen(x))]


def warmed(n: int) -> None:
    """Native code looks at a class when it has called it a few times."""
    for i in range(n):
        Vec(1.0)
        Slotted(1)
        Frozen(1)
        WithList(1)
        Checked(1)
        Child(1.0)
        Hidden(1)
        Watched(1, 2)
        Twice(1, 2)
        Ended("")
        OnlyOnce("")
        ByMeta(1)
        Point(1)


def calls_without_place(n: int) -> list:
    reported = []
    for i in range(n):
        try:
            Base(i, i)
        except AttributeError as error:
            reported.append((str(error), error.__traceback__.tb_next is not None))
    return reported


warmed(5)
CASES = [(calls_without_place, (5,)), (add, (Vec(1.0, 2.0, 3.0), Vec(0.5))), (add, (Vec(1, 2, 3), Vec(1.5, 2, 1))), (make_slotted, (1, "n")), (make_slotted, (2**70, "")), (defaults, (1.0,)), (defaults, (3,))]
CASES += [(too_many, (n,)) for n in (0, 1, 4, 5)] + [(f, (3,)) for f in (hidden, watched, changed, plain_others)] + [(weak, (1.5,)), (deep, (50,)), (many, (0,)), (many, (300,)), (cycle, ([],)), (ended, ("a",)), (defaults_end, (1,)), (no_place, (1,)), (limit_reached, (0,))]
