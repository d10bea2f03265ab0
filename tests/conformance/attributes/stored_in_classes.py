# native: Task.__init__, Task.take, Task.__eq__, assign, mixed, matched, below, kept_apart
# native 3.12+: Quick.take, count
"""Plain values that are stored in classes over and over, while all else about the classes stays as it is, or does not."""
from __future__ import annotations

from typing import Any


class Task:
    ids = 0
    scale = 1.5
    name = "task"
    live: int | None = None

    def __init__(self, weight: int) -> None:
        Task.ids += 1
        self.tid = Task.ids
        self.weight = weight

    def take(self, more: int) -> int:
        return self.weight + more

    @property
    def double(self) -> int:
        return self.weight * 2

    @staticmethod
    def fixed(value: int) -> int:
        return value + 1

    @classmethod
    def made(cls, weight: int) -> Task:
        return cls(weight)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Task) and self.weight == other.weight

    def __hash__(self) -> int:
        return hash(self.weight)


class Quick(Task):
    __match_args__ = ("weight", "tid")

    def take(self, more: int) -> int:
        return super().take(more) * 10


class Own(Task):
    ids = 1000


class Slots:
    __slots__ = ("a",)
    made = 0
    last = 0.0

    def __init__(self, a: int) -> None:
        self.a = a
        Slots.made += 1
        Slots.last = a / 4


class Left(Slots):
    __slots__ = ()


class Right(Slots):
    __slots__ = ()


class Both(Left, Right):
    __slots__ = ("b",)


class Meta(type):
    seen = 0

    def grow(cls) -> int:
        Meta.seen += 1
        return Meta.seen


class WithMeta(metaclass=Meta):
    seen = 5


def count(rounds: int) -> list[Any]:
    Task.ids = 0
    tasks = [Task(i) if i % 2 else Quick(i) for i in range(rounds)]
    total = 0
    for task in tasks:
        total += task.take(1) + task.double + Task.fixed(task.tid) + task.made(2).tid
    return [Task.ids, tasks[-1].tid, total, Own.ids, Quick.ids, len({task.weight for task in tasks}), len(set(tasks))]


READ = """
def read(cls, thing):
    return cls.ids, cls.name, thing.ids, thing.name, thing.take(3), cls.fixed(1)
"""


def assign(i: int) -> None:
    Task.ids = i
    Task.name = f"name {i % 5}"


def read_all(rounds: int) -> list[Any]:
    """Bytecode that remembers what it has found in a class sees each store."""
    space: dict[str, Any] = {}
    exec(READ, space)
    read = space["read"]
    things: list[Any] = [Task(1), Quick(2), Own(3)]
    items: list[Any] = []
    for i in range(rounds):
        assign(i)
        for thing in things:
            found = read(type(thing), thing)
            if i % 37 == 0:
                items.append(found)
            if found[0] != thing.ids or thing.name != Task.name:
                items.append(("wrong", i))
    Task.name = "task"
    return items


def mixed(case: int) -> list[Any]:
    """Of all kinds, some of which a class does more with."""
    values = VALUES[case]
    items: list[Any] = []
    task = Task(7)
    for value in values:
        for _ in range(3):
            Task.live = value
            try:
                items.append((repr(Task.live), repr(task.live), task.take(1), task.double))
            except TypeError as error:
                items.append(str(error))
    Task.live = None
    return items


class Descriptor:
    def __get__(self, thing: Any, owner: Any) -> str:
        return "got" if thing is not None else "got of class"

    def __set__(self, thing: Any, value: Any) -> None:
        thing.__dict__["stored"] = value

    def __repr__(self) -> str:
        return "descriptor"


def matched(rounds: int) -> list[Any]:
    items: list[Any] = []
    Task.ids = 0
    for i in range(rounds):
        thing: Any = Quick(i % 3) if i % 4 else Slots(i)
        match thing:
            case Quick(0, tid):
                items.append(tid - Task.ids)
            case Quick(weight, _):
                items.append(weight)
            case Slots(a=a):
                items.append((a, Slots.made > 0, Slots.last))
        if i == rounds // 2:
            Quick.__match_args__ = ("tid", "weight")
    Quick.__match_args__ = ("weight", "tid")
    return items


def below(rounds: int) -> list[Any]:
    """Classes below have versions of their own."""
    Slots.made = Meta.seen = 0
    items: list[Any] = []
    for i in range(rounds):
        both = Both(i)
        both.b = i * 2
        left: Slots = Left(i)
        if i % 100 == 0:
            items.append((both.a + both.b, left.a, Both.made, left.made, Slots.last, both.last))
        if i == 150:
            Left.made = -1
        if i == 250:
            Both.last = 17.25
    del Left.made, Both.last
    items.append((Both.made, Left.made, Both.last))
    items += [WithMeta.grow() for _ in range(rounds)][-2:]
    items += [WithMeta.seen, Meta.seen]
    return items


def kept_apart(rounds: int) -> list[Any]:
    """An instance's own value hides that of the class, and what changes besides is seen at once."""
    items: list[Any] = []
    task = Task(1)
    quick = Quick(2)
    own: Any = Task(3)
    own.ids = "own"
    take = Task.take
    for i in range(rounds):
        Task.ids = 300 + i
        if i == 20:
            Task.take = lambda self, more: -more
        if i == 40:
            Task.take = take
            quick.take = lambda more: "hidden"
        if i == 60:
            del quick.take
            Task.scale = 2.5
        if i == 80:
            Quick.ids = 5
        if i == 90:
            del Quick.ids
            own.__class__ = Quick
        if i == 100:
            Task.double = "other"
        if i == 110:
            Task.fixed = staticmethod(lambda value: "other")
        if i % 10 < 2:
            items.append((task.take(1), quick.take(1), own.take(1), own.ids, quick.ids, task.double, task.scale, task.fixed(4), Task.fixed(5)))
    Task.double = PROPERTY
    Task.fixed = FIXED
    Task.scale = 1.5
    return items


PROPERTY = Task.__dict__["double"]
FIXED = Task.__dict__["fixed"]
VALUES: list[list[Any]] = [
    [1, 2.5, "s", None, True, 2 ** 70, (1, 2), [3], Descriptor(), 4, len, 5, FIXED, 6],
    [1, Descriptor(), PROPERTY, "s", 10 ** 30],
]


def refused() -> list[Any]:
    items = []
    for cls in (int, Meta, Task):
        for name in ("ids", "__name__", "__x__"):
            try:
                setattr(cls, name, 5)
                items.append((cls.__name__, name, getattr(cls, name)))
            except TypeError as error:
                items.append(str(error))
    del Meta.ids, Meta.__x__, Task.__x__
    Task.__name__ = "Task"
    Meta.__name__ = "Meta"
    return items


CASES = [
    (count, (10,)),
    (count, (700,)),
    (count, (3000,)),
    (read_all, (120,)),
    (read_all, (2000,)),
    (mixed, (0,)),
    (mixed, (1,)),
    (matched, (40,)),
    (matched, (1500,)),
    (below, (400,)),
    (below, (1600,)),
    (kept_apart, (130,)),
    (refused, ()),
]
