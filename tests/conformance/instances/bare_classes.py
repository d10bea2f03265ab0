# native: iterated
"""Classes without `__init__`: called in loops, made abstract, given `__init__`, `__new__`, `__bool__`, `__len__` or `__iter__` later."""
import abc
from collections.abc import Iterator
from typing import Any


class Bare:
    pass


class Slotted:
    __slots__ = ("value",)


class Child(Bare):
    kind = "child"


class Meta(type):
    def __call__(cls, *args: Any) -> Any:
        made = super().__call__(*args)
        made.mark = len(args)
        return made


class Made(metaclass=Meta):
    pass


class Abstract(abc.ABC):
    @abc.abstractmethod
    def act(self) -> None: ...


def make(cls: type, count: int) -> list[str]:
    found = []
    for _ in range(count):
        made = cls()
        found.append(type(made).__name__ + str(sorted(vars(made).items()) if hasattr(made, "__dict__") else ""))
    return found


def given(cls: type, value: Any) -> str:
    found = ""
    for number in range(6):
        try:
            found += type(cls(value) if number % 2 else cls()).__name__
        except TypeError as error:
            found += str(error)
    return found


def choose(things: list[Any]) -> int:
    number = 0
    for thing in things:
        number *= 2
        if thing:
            number += 1
    return number


def count(thing: Any) -> int:
    found = 0
    while thing and found < 5:
        found += 1
    return found


def later() -> list[Any]:
    class Later:
        pass

    found: list[Any] = [make(Later, 5), choose([Later(), Later(), 0, "", "a"]), count(Later())]

    def init(self: Any) -> None:
        self.made = True

    Later.__init__ = init  # type: ignore
    found.append(make(Later, 5))
    del Later.__init__
    found.append(make(Later, 5))
    thing = Later()
    Later.__len__ = lambda self: 0  # type: ignore
    found.append((choose([thing]), count(thing)))
    Later.__bool__ = lambda self: True  # type: ignore
    found.append((choose([thing]), count(thing)))
    del Later.__bool__, Later.__len__
    found.append((choose([thing]), count(thing)))
    Later.__bool__ = lambda self: 3  # type: ignore
    try:
        found.append(choose([thing]))
    except TypeError as error:
        found.append(str(error))
    Later.__new__ = lambda cls: 7  # type: ignore
    found.append(make(Later, 4))
    return found


class Counts:
    def __init__(self, stop: int) -> None:
        self.stop = stop

    def __iter__(self) -> Iterator[int]:
        for number in range(self.stop):
            yield number


class AsyncIterated(Counts):
    async def __iter__(self) -> Any:  # type: ignore
        yield 1


def iterated(thing: Any) -> list[Any]:
    found: list[Any] = []
    for _ in range(3):
        try:
            for item in thing:
                found.append(item)
            found.append(list(thing) + [*thing])
        except TypeError as error:
            found.append(str(error))
    return found


def iterated_later() -> list[Any]:
    class Late(Counts):
        pass

    late = Late(3)
    found = [iterated(late)]
    Late.__iter__ = lambda self: iter("abc")  # type: ignore
    found.append(iterated(late))
    Late.__iter__ = None  # type: ignore
    found.append(iterated(late))
    del Late.__iter__
    late.__iter__ = lambda: iter("no")  # type: ignore
    found.append(iterated(late))
    return found


CASES = [
    *[(make, (cls, 6)) for cls in (Bare, Slotted, Child, Made, dict, object)],
    (make, (Abstract, 3)),
    *[(given, (cls, 1)) for cls in (Bare, Child, Made, Abstract, object)],
    (choose, ([Bare(), Slotted(), Child, None, 0, 0.0, [], [0], Made(), object(), b"", len],)),
    (later, ()),
    *[(iterated, (thing,)) for thing in (Counts(3), Counts(0), Bare(), 5, AsyncIterated(1))],
    (iterated_later, ()),
]
