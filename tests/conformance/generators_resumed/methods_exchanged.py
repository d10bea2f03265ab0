# native 3.12-3.13: asks, walks, nested
"""What `await` and `yield from` find in classes whose methods, bases and code are exchanged in between."""
from __future__ import annotations
from collections.abc import Generator, Iterator
from typing import Any


class Base:
    def __init__(self, value: int) -> None:
        self.value = value

    def __await__(self) -> Generator[int, Any, int]:
        got = yield self.value
        return got + 1

    def __iter__(self) -> Iterator[int]:
        yield self.value
        yield -self.value


class Derived(Base):
    pass


class Other:
    value = 7

    def __await__(self) -> Generator[int, Any, int]:
        got = yield self.value * 100
        return got + 2

    def __iter__(self) -> Iterator[int]:
        yield self.value * 100


class Late(Base, Other):
    pass


def second_await(self: Any) -> Generator[int, Any, int]:
    got = yield self.value * 1000
    return got + 3


def second_iter(self: Any) -> Iterator[int]:
    yield self.value * 1000


async def coroutine_await(self: Any) -> int:
    return 5


def list_iter(self: Any) -> Any:
    return iter([self.value, "list"])


async def asks(one: Any, n: int) -> int:
    total = 0
    for i in range(n):
        total += await one
    return total


def walks(one: Any, n: int) -> Iterator[Any]:
    for i in range(n):
        yield from one


def nested(one: Any, n: int) -> list[Any]:
    result: list[Any] = []
    for x in walks(one, n):
        result.append(x)
    return result


def run(one: Any, n: int) -> list[Any]:
    result: list[Any] = []
    coroutine = asks(one, n)
    sent = None
    try:
        while True:
            given = coroutine.send(sent)
            result.append(given)
            sent = len(result)
    except StopIteration as stop:
        result.append(stop.value)
    except Exception as error:
        result.append(repr(error))
    try:
        result.append(nested(one, n))
    except Exception as error:
        result.append(repr(error))
    return result


def test_exchanged() -> list[Any]:
    result: list[Any] = []
    saved = Base.__await__, Base.__iter__
    ones = [Base(3), Derived(4), Other(), Late(5)]
    for one in ones * 2:
        result.append(run(one, 2))
    Base.__await__, Base.__iter__ = second_await, second_iter  # type: ignore
    for one in ones:
        result.append(run(one, 2))
    Base.__await__, Base.__iter__ = coroutine_await, list_iter  # type: ignore
    for one in ones:
        result.append(run(one, 2))
    del Base.__await__, Base.__iter__
    for one in ones:
        result.append(run(one, 2))
    Derived.__await__ = second_await  # type: ignore
    Derived.__iter__ = second_iter  # type: ignore
    for one in ones:
        result.append(run(one, 2))
    del Derived.__await__, Derived.__iter__
    Base.__await__, Base.__iter__ = saved  # type: ignore
    for one in ones:
        result.append(run(one, 2))
    Late.__bases__ = (Other, Base)
    for one in ones:
        result.append(run(one, 2))
    Late.__bases__ = (Base, Other)
    code = Base.__await__.__code__
    Base.__await__.__code__ = second_await.__code__
    for one in ones:
        result.append(run(one, 2))
    Base.__await__.__code__ = code
    for one in ones:
        result.append(run(one, 2))
    return result


def test_many() -> list[Any]:
    result: list[Any] = []
    for number in range(50):
        def made(self: Any, by: int = number) -> Generator[int, Any, int]:
            got = yield by
            return by

        members: dict[str, Any] = {"__await__": made, "__iter__": lambda self, by=number: iter((by,))}
        members["value"] = number
        if number % 3 == 0:
            del members["__await__"]
        kind = type(f"Kind{number}", (Base,) if number % 2 else (Derived,), members)
        result.append(run(kind(number), 2))
        result.append(run(Base(number), 1))
        del kind, made, members
    return result
