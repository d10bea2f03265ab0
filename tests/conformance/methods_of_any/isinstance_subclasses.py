# native: texts, dicts, tuples, lists, sets, octets, nodes
# stress: 60
"""Behind `isinstance` objects of classes that inherit and do everything in their own way."""

from typing import Any


class Text(str):
    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(["I", "II"])

    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        return "item"

    def __len__(self) -> int:
        return 50

    def __add__(self, other: str) -> str:
        return "added"

    def __eq__(self, other: object) -> bool:
        return other == "equal"

    def __hash__(self) -> int:
        return 3

    def __contains__(self, other: object) -> bool:
        return False

    def __bool__(self) -> bool:
        return False

    def __format__(self, spec: str) -> str:
        return "formatted"

    def __str__(self) -> str:
        return "shown"

    def upper(self) -> str:
        return "my upper"

    def split(self, *args: Any) -> list[str]:  # type: ignore[override]
        return ["my", "split"]

    def join(self, parts: Any) -> str:
        return "my join"


class Table(dict):  # type: ignore[type-arg]
    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter([1, 2])

    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        return "item"

    def __setitem__(self, key, value):  # type: ignore[no-untyped-def]
        super().__setitem__(key, ("mine", value))

    def __contains__(self, key: object) -> bool:
        return True

    def __len__(self) -> int:
        return 60

    def get(self, key, default=None):  # type: ignore[no-untyped-def]
        return "got"

    def items(self):  # type: ignore[no-untyped-def]
        return [("k", "v")]

    def values(self):  # type: ignore[no-untyped-def]
        return ["value"]


class Missing(dict):  # type: ignore[type-arg]
    def __missing__(self, key):  # type: ignore[no-untyped-def]
        return "missing"


class Row(tuple):  # type: ignore[type-arg]
    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter([7, 8])

    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        return "item"

    def __len__(self) -> int:
        return 70

    def __add__(self, other):  # type: ignore[no-untyped-def]
        return "added"


class Items(list):  # type: ignore[type-arg]
    __iter__ = Row.__iter__
    __getitem__ = Row.__getitem__
    __len__ = Row.__len__
    __add__ = Row.__add__

    def __setitem__(self, key, value):  # type: ignore[no-untyped-def]
        super().append(("set", key, value))

    def append(self, item):  # type: ignore[no-untyped-def]
        super().append(("appended", item))

    def pop(self, *args):  # type: ignore[no-untyped-def]
        return "popped"


class Group(set):  # type: ignore[type-arg]
    def __contains__(self, other: object) -> bool:
        return True

    def add(self, item: object) -> None:
        super().add("added")

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(["mine"])


class Octets(bytes):
    __iter__ = Row.__iter__
    __getitem__ = Row.__getitem__
    __len__ = Row.__len__
    __add__ = Row.__add__


class Node:
    def __init__(self, value: int) -> None:
        self.value = value

    def twice(self) -> int:
        return self.value * 2


class Below(Node):
    @property
    def value(self) -> str:  # type: ignore[override]
        return "property"

    @value.setter
    def value(self, value: int) -> None:
        self.__dict__["kept"] = value

    def twice(self) -> str:  # type: ignore[override]
        return "twice"


class Anything(Node):
    def __init__(self) -> None:
        pass

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return "any " + name


def texts(x: object, n: int) -> list[Any]:
    out: list[Any] = []
    if isinstance(x, str):
        for c in x:
            out.append(c)
        out.append(len(x))
        out.append(x[n])
        out.append(x[n:])
        out.append(x + "b")
        out.append("b" + x)
        out.append(x == "equal")
        out.append("b" in x)
        out.append(f"{x}|{x:>4}")
        out.append(x.upper())
        out.append(x.split())
        out.append(x.join(["1", "2"]))
        out.append(",".join([x, x]))
        out.append({x: 1}.get("b", 5))
        out.append(1 if x else 2)
    return out


def dicts(x: object, n: int) -> list[Any]:
    out: list[Any] = []
    if isinstance(x, dict):
        x["a"] = n
        for k in x:
            out.append(k)
        out += [len(x), x["a"], "b" in x, x.get("a"), x.get("c", n), 1 if x else 2]
        for k, v in x.items():
            out.append((k, v))
        out.append(sum(1 for v in x.values()))
        out.append([k for k in x.keys()])
        out.append(x["nothing"])
    return out


def tuples(x: object, n: int) -> list[Any]:
    out: list[Any] = []
    if isinstance(x, tuple):
        a, b = x
        out += [a, b, len(x), x[n], x[-1], x[:1], 1 if x else 2]
        for item in x:
            out.append(item)
        out.append(x + (5,))
    return out


def lists(x: object, n: int) -> list[Any]:
    out: list[Any] = []
    if isinstance(x, list):
        x.append(n)
        x[0] = n
        for item in x:
            out.append(item)
        out += [len(x), x[n], x[-1], x[:1], x.pop(), 1 if x else 2]
        out.append(x + [5])
        out.append([item for item in x])
        out.append(sum([1 for item in x]))
    return out


def sets(x: object, n: int) -> list[Any]:
    out: list[Any] = []
    if isinstance(x, set):
        x.add(n)
        out += [len(x), n in x, 99 in x]
        for item in x:
            out.append(item)
    return out


def octets(x: object, n: int) -> list[Any]:
    out: list[Any] = []
    if isinstance(x, bytes):
        out += [len(x), x[n], x[n:], x[:n], x + b"c", b"c" + x]
        for item in x:
            out.append(item)
    return out


def nodes(x: object, n: int) -> list[Any]:
    out: list[Any] = []
    if isinstance(x, Node):
        x.value = n
        out.append(x.value)
        out.append(x.twice())
    return out


CASES = [
    *((texts, (x, 0)) for x in ("abc", "", Text("abc"), "b", Text(), "€\U0001f600", [1])),
    *((dicts, (x, 1)) for x in ({}, {"b": 2, "nothing": 0}, Table(a=1), Missing(b=1), {1: "x", None: 2})),
    *((tuples, (x, 0)) for x in ((1, 2), ("a", 2.5), (1,), (1, 2, 3), Row((1, 2)), Row())),
    *((lists, (x, 0)) for x in ([1, 2], [], ["a"], Items([1, 2]), Items())),
    *((sets, (x, 1)) for x in (set(), {2}, Group([3]), frozenset([1]))),
    *((octets, (x, 1)) for x in (b"abc", b"", Octets(b"abc"), bytearray(b"abc"))),
    *((nodes, (x, 4)) for x in (Node(1), Below(2), Anything(), 5)),
]
