# native: kind, flatten, weigh, size, named, area, either, while_list, first_of, virtual
# native 3.12+: reassigned
# stress: 40
"""`isinstance` without a call, and what is promised behind it, where it does not hold."""

import builtins
from abc import ABC, abstractmethod
from collections import Counter, OrderedDict, defaultdict, namedtuple
from typing import Any


class Node:
    def __init__(self, value: int) -> None:
        self.value = value


class Leaf(Node):
    def __init__(self, value: int, name: str) -> None:
        super().__init__(value)
        self.name = name


class Lower(Leaf):
    @property
    def extra(self) -> int:
        return 1


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...


class Square(Shape):
    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return self.side * self.side


class Duck:
    def area(self) -> float:
        return 3.0


class Meta(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return instance == 5


class Met(metaclass=Meta):
    pass


class Odd(Met):
    pass


class Mine(list):  # type: ignore[type-arg]
    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(["mine"])

    def __len__(self) -> int:
        return 99

    def append(self, item: object) -> None:
        super().append(("mine", item))


class Text(str):
    def __len__(self) -> int:
        return 77

    def upper(self) -> str:
        return "my upper"


class Liar:
    """Says that it is another."""

    def __init__(self, claimed: type) -> None:
        self.claimed = claimed

    @property
    def __class__(self):  # type: ignore[no-untyped-def, override]
        return self.claimed


class Asks:
    """Counts who asks."""

    asked = 0

    def __getattribute__(self, name: str) -> object:
        Asks.asked += 1
        if name == "__class__":
            raise RuntimeError("who asks?")
        return super().__getattribute__(name)


Pair = namedtuple("Pair", "a b")


def kind(x: object) -> str:
    if isinstance(x, bool):
        return "bool"
    if isinstance(x, int):
        return "int"
    if isinstance(x, float):
        return "float"
    if isinstance(x, complex):
        return "complex"
    if isinstance(x, str):
        return "str"
    if isinstance(x, bytes):
        return "bytes"
    if isinstance(x, bytearray):
        return "bytearray"
    if isinstance(x, tuple):
        return "tuple"
    if isinstance(x, list):
        return "list"
    if isinstance(x, dict):
        return "dict"
    if isinstance(x, set):
        return "set"
    if isinstance(x, frozenset):
        return "frozenset"
    return "other"


def flatten(items: list[Any]) -> list[Any]:
    out: list[Any] = []
    for item in items:
        if isinstance(item, list):
            out.extend(flatten(item))
        elif isinstance(item, tuple):
            out.append(item[0])
        else:
            out.append(item)
    return out


def weigh(v: Any) -> int:
    if isinstance(v, dict):
        total = 0
        for key, value in v.items():
            total += len(key) + weigh(value)
        return total
    if isinstance(v, list):
        return sum([weigh(x) for x in v]) + len(v)
    if isinstance(v, str):
        return len(v.upper())
    if not isinstance(v, (int, float)):
        return -1
    return int(v)


def size(x: object) -> int:
    return len(x) if isinstance(x, str) or isinstance(x, list) else -1


def named(x: Node) -> str:
    if isinstance(x, Leaf):
        return x.name + str(x.value)
    return str(x.value)


def area(shapes: list[Any]) -> float:
    total = 0.0
    for shape in shapes:
        if isinstance(shape, Square):
            total += shape.side
        elif isinstance(shape, Shape):
            total += 100.0
    return total


def reassigned(x: object, y: object) -> object:
    if isinstance(x, list):
        x = y
        return [x, 1]
    while isinstance(y, str):
        y = y[1:] if len(y) > 1 else len(y)
    return y


def either(x: "str | list[int]") -> int:
    if isinstance(x, str):
        return len(x) + len(x.strip())
    return x[0]


def while_list(x: Any) -> int:
    depth = 0
    while isinstance(x, list) and x:
        depth += 1
        x = x[0]
    return depth


def first_of(x: object, default: int) -> object:
    if isinstance(x, dict) and "a" in x:
        return x["a"]
    if isinstance(x, tuple) and len(x) > 1:
        return x[1]
    return default


def virtual(x: object) -> list[bool]:
    return [isinstance(x, Shape), isinstance(x, Square), isinstance(x, Node), isinstance(x, Leaf)]


def met(x: object) -> list[bool]:
    return [isinstance(x, Met), isinstance(x, Odd)]


def test_virtual() -> object:
    before = virtual(Duck())
    Shape.register(Duck)
    return before, virtual(Duck()), area([Duck(), Square(2.0), 3])


def test_who_asks() -> object:
    found = []
    for f in (kind, size, virtual, weigh):
        try:
            found.append(f(Asks()))
        except RuntimeError as error:
            found.append(str(error))
    return found, Asks.asked > 0


class Changing:
    pass


def test_changes() -> object:
    """What a class answers changes with the class."""
    x = Changing()
    found = [virtual(x), kind(x)]
    Changing.__class__ = property(lambda self: Leaf)  # type: ignore[assignment, method-assign]
    found += [virtual(x), kind(x)]
    del Changing.__class__
    found += [virtual(x), kind(x)]

    class Base:
        pass

    class Below(Base):
        pass

    y = Below()
    found += [virtual(y)]
    Below.__bases__ = (Leaf,)
    found += [virtual(y)]
    Below.__bases__ = (Base,)
    found += [virtual(y)]
    z = Node(4)
    found += [virtual(z), named(z)]
    z.__class__ = Leaf
    z.name = "late"  # type: ignore[attr-defined]
    found += [virtual(z), named(z)]
    return found


def test_many_classes() -> object:
    """More than are remembered; those that are gone may have been where others are."""
    found = []
    for number in range(400):
        made = type(f"T{number}", (Leaf,) if number % 3 == 0 else (object,), {})
        x = made.__new__(made)
        found.append(virtual(x)[2:])
        del x, made
    return found


def test_patched() -> object:
    found = [kind([]), size("ab")]
    real = builtins.isinstance
    builtins.isinstance = lambda x, c: not real(x, c)  # type: ignore[assignment]
    try:
        found += [kind([]), size("ab"), flatten([[1]][:0])]
        try:
            found.append(weigh("text"))
        except Exception as error:
            found.append(type(error).__name__)
    finally:
        builtins.isinstance = real
    globals()["list"] = tuple
    try:
        found += [size((1, 2)), kind((1, 2)), flatten([(5, 6), [1, 2]])]
    except Exception as error:
        found.append(type(error).__name__)
    finally:
        del globals()["list"]
    return found + [kind([]), size("ab")]


RERUNNABLE = False
VALUES = [
    True, 5, 1 << 70, 2.5, 1j, "text", b"bytes", bytearray(b"a"), (1, 2), [1, 2], {"a": 1}, {1, 2}, frozenset([1]), None, Mine([1]),
    Text("abc"), OrderedDict(a=1), defaultdict(int, a=2), Counter("aab"), Pair(1, 2), Liar(list), Liar(str), Liar(Leaf), Node(1),
    Leaf(2, "leaf"), Lower(3, "lower"), Square(2.0), range(3), int, Met(), Odd(),
]
CASES = [
    *((kind, (x,)) for x in VALUES),
    *((size, (x,)) for x in VALUES if not isinstance(x, Liar)),
    *((virtual, (x,)) for x in VALUES),
    *((met, (x,)) for x in VALUES),
    *((first_of, (x, 7)) for x in VALUES),
    *((while_list, (x,)) for x in VALUES),
    (flatten, ([1, [2, [3, "a", [4, 5]], [6]], [], [[7]], (8, 9), Pair(3, 4), Mine([1])],)),
    (flatten, ((),)),
    (weigh, ({"a": [1, 2.5, None, True, {"b": []}], "c": "text", "d": {"e": {"f": [1, [2, [3]]]}}},)),
    (weigh, ([OrderedDict(a=1), defaultdict(int, ab=2), Mine([5]), Text("x"), Liar(dict)],)),
    (weigh, ({1: 2},)),
    (named, (Leaf(1, "a"),)),
    (named, (Lower(1, "a"),)),
    (named, (Node(1),)),
    (named, (Duck(),)),
    (area, ([Square(1.5), Duck(), None, Square(2)],)),
    (reassigned, ([], "abc")),
    (reassigned, (Mine(), Text("abc"))),
    (reassigned, (1, Text("abc"))),
    (reassigned, (1, "abcd")),
    (either, ("  ab ",)),
    (either, ([4, 5],)),
    (either, (Text("ab "),)),
    (either, ((6,),)),
    (while_list, ([[[[]]]],)),
    (while_list, ([[Mine([[1]])]],)),
]
