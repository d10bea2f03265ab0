"""copy, deepcopy, pickle of instances with slots, __reduce__, __getstate__, subclasses of built-ins; weak dictionaries."""
import copy
import gc
import pickle
import weakref
from collections import UserDict, UserList, deque
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Optional


class Color(Enum):
    RED = (255, 0, 0)
    BLUE = (0, 0, 255)

    def __init__(self, r: int, g: int, b: int) -> None:
        self.r, self.g, self.b = r, g, b

    @property
    def gray(self) -> float:
        return 0.3 * self.r + 0.59 * self.g + 0.11 * self.b


class Vec(tuple):
    __slots__ = ()

    def __new__(cls, x: float, y: float) -> "Vec":
        return super().__new__(cls, (x, y))

    def __getnewargs__(self):
        return tuple(self)

    def __add__(self, other: "Vec") -> "Vec":
        return Vec(self[0] + other[0], self[1] + other[1])

    def __abs__(self) -> float:
        return (self[0] ** 2 + self[1] ** 2) ** 0.5


class Meters(float):
    def __add__(self, other: float) -> "Meters":
        return Meters(float(self) + other)

    __radd__ = __add__

    def __repr__(self) -> str:
        return f"{float(self)}m"


class Loud(int):
    said: list[str] = []

    def __add__(self, other: int) -> "Loud":
        Loud.said.append(f"{int(self)}+{other}")
        return Loud(int(self) + other)

    def __radd__(self, other: int) -> int:
        Loud.said.append(f"{other}+{int(self)} r")
        return int(self) + other

    def __lt__(self, other: int) -> bool:
        Loud.said.append(f"{int(self)}<{other}")
        return int(self) < other

    def __bool__(self) -> bool:
        Loud.said.append("bool")
        return False


class Node:
    __slots__ = ("value", "next", "__weakref__")

    def __init__(self, value: int, next: Optional["Node"] = None) -> None:
        self.value = value
        self.next = next

    def __getstate__(self) -> tuple:
        return self.value, self.next

    def __setstate__(self, state: tuple) -> None:
        self.value, self.next = state

    def __len__(self) -> int:
        n, node = 0, self
        while node is not None:
            n += 1
            node = node.next
        return n

    def total(self) -> int:
        total, node = 0, self
        while node:
            total += node.value
            node = node.next
        return total


@dataclass
class Tree:
    key: str
    kids: list["Tree"] = field(default_factory=list)
    parent: Any = None
    memo: dict = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for kid in self.kids:
            kid.parent = self

    def __deepcopy__(self, memo: dict) -> "Tree":
        new = Tree(self.key, copy.deepcopy(self.kids, memo))
        new.memo["copied"] = True
        return new

    def depth(self) -> int:
        return 1 + max((kid.depth() for kid in self.kids), default=0)


class Temp:
    def __init__(self, path: str) -> None:
        self.path = path
        self.handle = object()

    def __reduce__(self):
        return Temp, (self.path + "'",), {"extra": 1}


def summed(values: list[int]) -> int:
    total = 0
    for v in values:
        total += v
    return total


def smallest(values: list[float]) -> float:
    best = values[0]
    for v in values:
        if v < best:
            best = v
    return best


def test_pickles():
    n = Node(1, Node(2, Node(3)))
    found = []
    for protocol in (2, 4, pickle.HIGHEST_PROTOCOL):
        m, c, v, t = pickle.loads(pickle.dumps((n, Color.BLUE, Vec(3, 4), Temp("p")), protocol))
        found.append((m.total(), len(m), c is Color.BLUE, c.gray, abs(v), type(v).__name__, t.path, vars(t).keys()))
    return found, pickle.loads(pickle.dumps(summed)) is summed, pickle.loads(pickle.dumps(Tree("a"))) == Tree("a")


def test_copies():
    t = Tree("root", [Tree("a", [Tree("b")]), Tree("c")])
    u, w = copy.deepcopy(t), copy.copy(t)
    u.kids[0].key = "changed"
    return t.kids[0].key, u.depth(), w.kids is t.kids, u.memo, u.kids[0].parent is u, repr(copy.copy(Vec(1, 2))), copy.replace(t, key="z").key if hasattr(copy, "replace") else "z"


def test_meters():
    values = [Meters(1.5), 2.0, Meters(-0.0), 3]
    return summed(values), smallest(values), type(smallest([Meters(1), 2.0])).__name__, sum(values), repr(Meters(1) + 2)


def test_loud():
    Loud.said.clear()
    return summed([Loud(3), 4, Loud(5)]), smallest([3, Loud(2), Loud(1), 0]), Node(Loud(3), Node(4)).total(), list(Loud.said)


def test_nodes_lie():
    n = Node(1, Node(2.5, Node("x")))
    found = [len(n)]
    try:
        n.total()
    except TypeError as error:
        found.append(str(error))
    n.next.next.value = 10**30
    found.append(n.total())
    n.next.next = Loud(0)
    found.append(n.total())
    n.next = 5
    try:
        len(n)
    except AttributeError as error:
        found.append(str(error))
    del n.next
    try:
        n.total()
    except AttributeError as error:
        found.append(str(error))
    return found


def test_local_pickle():
    class Here:
        pass
    try:
        pickle.dumps(Here())
    except (AttributeError, pickle.PicklingError) as error:
        return type(error).__name__
    finally:
        print(Here.__qualname__)


def test_weak():
    cache: "weakref.WeakValueDictionary[int, Node]" = weakref.WeakValueDictionary()
    keep = []
    for i in range(6):
        node = Node(i)
        cache[i] = node
        if i % 2:
            keep.append(node)
    del node
    kept = sorted(cache)
    keep.pop(0)
    return kept, sorted(cache), [r() for r in map(weakref.ref, keep)][0] is keep[0]


def test_users():
    class Lower(UserDict):
        def __setitem__(self, key, item):
            super().__setitem__(key.lower(), item)
    class Limited(UserList):
        def append(self, item):
            if len(self) >= 3:
                raise OverflowError(len(self))
            super().append(item)
    d = Lower(A=1, b=2)
    d.update({"A": 5, "C": 6})
    limited = Limited([1, 2])
    limited.append(3)
    try:
        limited.append(4)
    except OverflowError as error:
        return dict(d), list(limited), error.args, summed(limited), summed(deque([1, 2]))


def test_cycle():
    gc.collect()
    dead = []
    t = Tree("x", [Tree("y")])
    weakref.finalize(t, dead.append, "tree")
    t.memo["self"] = t
    del t
    gc.collect()
    return dead
