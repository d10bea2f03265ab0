# native: entries, sums, frozen, keeps, nested, deep, wrong
# native 3.12+: slots, named
"""One place in the source makes instances of a data class again and again, while that or its `__init__` changes."""

import sys
import weakref
from dataclasses import dataclass, field

RERUNNABLE = False


@dataclass
class Vec:
    x: float
    y: float

    def __add__(self, other: "Vec") -> "Vec":
        return Vec(self.x + other.x, self.y + other.y)


@dataclass(slots=True)
class Slotted:
    number: int
    name: str


@dataclass(frozen=True)
class Frozen:
    number: int


@dataclass
class Shorter:
    number: int
    name: str = "none"
    rest: list = field(default_factory=list)


@dataclass
class Post:
    number: int

    def __post_init__(self) -> None:
        self.twice = self.number * 2


@dataclass
class Tree:
    left: "Tree | None"
    right: "Tree | None"


@dataclass
class Base:
    a: int


@dataclass
class Below(Base):
    b: int


@dataclass
class Kept:
    value: object


class Entry:
    def __init__(self, key: int, value: object = "none", next: "Entry | None" = None) -> None:
        self.key = key
        self.next = next
        self.value = value
        self.seen = False


@dataclass
class Shape:
    sides: int
    name: str = "shape"
    size: float = 1.5


def entries(n: int) -> list:
    found = []
    last = None
    for i in range(n):
        last = Entry(i, next=last)
        found.append(vars(Entry(i)))
        found.append(vars(Entry(i, [i])))
        found.append((last.key, last.value, last.next is None))
    return found


def shapes(n: int) -> list:
    found = []
    for i in range(n):
        found.append((Shape(i), Shape(i, "named"), Shape(i, "sized", i * 0.5)))
    return found


def sums(n: int) -> Vec:
    total = Vec(0.0, 1.0)
    for i in range(n):
        total = total + Vec(i * 0.5, float(i))
    return total


def slots(n: int) -> list:
    return [Slotted(i, str(i)) for i in range(n)]


def shorter(n: int) -> list:
    found = []
    for i in range(n):
        one = Shorter(i)
        one.rest.append(i)
        found.append((one, Shorter(i, "n"), Post(i).twice, Below(i, i + 1)))
    return found


def frozen(n: int) -> int:
    total = 0
    for i in range(n):
        total += Frozen(i).number
    return total


def keeps(values: list) -> list:
    kept = []
    for value in values:
        kept.append(Kept(value))
    return kept


def nested(depth: int) -> Tree:
    if depth == 0:
        return Tree(None, None)
    return Tree(nested(depth - 1), nested(depth - 1))


def named(n: int) -> list:
    """The order of attributes."""
    found = []
    for i in range(n):
        vec = Vec(1.0, 2.0)
        vec.z = i
        del vec.x
        vec.x = 3.0
        found.append(list(vars(vec).items()))
        vec = Vec(i * 1.0, 2.0)
        found.append((list(vars(vec)), weakref.getweakrefcount(vec)))
    return found


def deep(n: int) -> Vec:
    """Up to where the limit of recursion stops it."""
    vec = Vec(1.0, n * 1.0)
    if n > 0:
        return deep(n - 1)
    return vec


def wrong(n: int) -> list:
    found = []
    for i in range(n):
        try:
            Base()
        except TypeError as error:
            found.append(str(error))
        try:
            Vec(1.0, 2.0, 3.0)
        except TypeError as error:
            found.append(str(error))
    return found


def test_plain():
    return sums(9), slots(3), shorter(4), frozen(9), nested(3), named(6), wrong(3)


def test_defaults():
    found = [entries(4), shapes(4)]
    for function, run in ((Entry.__init__, entries), (Shape.__init__, shapes)):
        kept = function.__defaults__
        for defaults in (("one", "two"), ("zero", "one", "two"), ("two",), None, kept):
            function.__defaults__ = defaults
            try:
                found.append(run(3))
            except TypeError as error:
                found.append(str(error))
    return found


def test_kept():
    kept = keeps([1, "two", None, [3], 4.5])
    return kept, vars(kept[3])


def test_code_changes():
    found = [sums(5)]
    code = Vec.__init__.__code__
    Vec.__init__.__code__ = (lambda self, x, y: setattr(self, "x", y) or setattr(self, "y", x)).__code__
    try:
        found.append(sums(5))
    except TypeError as error:
        found.append(str(error))
    Vec.__init__.__code__ = code
    found.append(sums(5))
    return found


def test_init_changes():
    found = [sums(4)]
    init = Vec.__init__

    def other(self, x, y):
        init(self, y, x)

    Vec.__init__ = other
    found.append(sums(4))
    Vec.__init__ = init
    found.append(sums(4))
    Vec.__setattr__ = lambda self, name, value: object.__setattr__(self, name, (name, value)[1] + 1)
    found.append(sums(4))
    del Vec.__setattr__
    Vec.x = property(lambda self: 7.0, lambda self, value: None)
    found.append(sums(4).y)
    del Vec.x
    Vec.__new__ = lambda cls, x, y: object.__new__(cls)
    found.append(sums(4))
    del Vec.__new__
    found.append(sums(4))
    return found


def test_name_changes():
    global Kept
    kept = Kept
    found = [keeps([1, 2])]

    class Other(kept):
        def __init__(self, value):
            super().__init__((value, value))

    for Kept in (Other, dict.fromkeys, lambda value: value, kept):
        found.append([repr(one).rpartition(".")[2] for one in keeps([[1], [2]])])
    return found


def test_heard():
    if sys.version_info < (3, 12):
        return []
    heard, tool, events = [], 3, sys.monitoring.events
    code = Vec.__init__.__code__
    sums(3)
    sys.monitoring.use_tool_id(tool, "listens")
    try:
        sys.monitoring.register_callback(tool, events.PY_START, lambda code, at: heard.append(code.co_name))
        sys.monitoring.set_local_events(tool, code, events.PY_START)
        sums(3)
        sys.monitoring.set_local_events(tool, code, 0)
        sums(3)
    finally:
        sys.monitoring.register_callback(tool, events.PY_START, None)
        sys.monitoring.free_tool_id(tool)
    return heard


def test_limit():
    deep(3)
    limit = sys.getrecursionlimit()
    frame, depth = sys._getframe(), 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    found = []
    sys.setrecursionlimit(depth + 30)
    try:
        for n in range(24, 34):
            try:
                found.append(deep(n).y)
            except RecursionError:
                found.append("too deep")
    finally:
        sys.setrecursionlimit(limit)
    return found
