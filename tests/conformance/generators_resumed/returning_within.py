# native 3.12-3.13: returning, inner, outer, awaited, leaf
"""Generators and coroutines that return while what they hold ends, in whose finalizers others return."""
from collections.abc import Generator
from typing import Any

LOG: list[Any] = []


def inner(n: int) -> Generator[int, int, int]:
    got = yield n
    return got * 100


async def leaf(n: int) -> int:
    return n + 1000


def ask(gen: Any) -> Any:
    try:
        gen.send(None)
        gen.send(7)
    except StopIteration as stop:
        return stop.value


class Ends:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append((self.name, ask(inner(1)), ask(leaf(2)), ask(returning(0, None))))


def returning(n: int, held: Any) -> Generator[int, Any, Any]:
    first = held
    del held
    got = yield n
    return ["returned", got]


def outer(n: int) -> Generator[int, Any, Any]:
    out = []
    for i in range(n):
        out.append((yield from returning(i, Ends(f"outer {i}"))))
        result = yield from inner(i)
        out.append(result)
    return out


async def awaited(n: int, held: Any) -> Any:
    out = []
    for i in range(n):
        out.append(await leaf(i))
    return out


def captured(name: str) -> Generator[int, Any, Any]:
    def made() -> Generator[int, Any, Any]:
        one = Ends(name)

        def within() -> Generator[int, Any, Any]:
            got = yield 1
            return [got, one.name]

        return within()

    return made()


def drive(gen: Any, values: list[Any]) -> Any:
    seen = []
    try:
        for value in values:
            seen.append(gen.send(value))
    except StopIteration as stop:
        seen.append(("stop", stop.value))
    return seen


def test_returns() -> Any:
    LOG.clear()
    result = [
        drive(returning(5, Ends("a")), [None, 3]),
        drive(outer(2), [None, 1, 2, 3, 4]),
        drive(awaited(3, Ends("b")), [None]),
        drive(captured("c"), [None, 9]),
    ]
    return result, LOG[:]
