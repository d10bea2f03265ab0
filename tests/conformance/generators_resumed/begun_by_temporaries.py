# native 3.12-3.13: awaits
# python: 3.12+
"""Coroutine functions that nobody holds but the call: what ends with them runs other generators before it is known what they returned."""
import sys
from typing import Any


def others(count: int) -> Any:
    got = yield from inner(count)
    yield got
    return "another's"


def inner(count: int) -> Any:
    for number in range(count):
        yield number
    return "inner's"


class Ends:
    def __init__(self, log: list[Any]) -> None:
        self.log = log

    def __del__(self) -> None:
        for item in others(2):
            self.log.append(item)
        try:
            next(others(0))
        except StopIteration as stop:
            self.log.append(stop.value)


class Tick:
    def __await__(self) -> Any:
        got = yield "tick"
        return got


def make(log: list[Any], how: int) -> Any:
    ends = Ends(log)

    async def made(x: int) -> Any:
        log.append(("in", type(ends).__name__))
        if how == 1:
            await Tick()
        if how == 2:
            raise ValueError("raised")
        return ("own", x)

    return made


async def awaits(log: list[Any], how: int) -> Any:
    got = await make(log, how)(3)
    log.append(("got", got))
    again = await make(log, how)(4)
    return got, again


def driven(how: int) -> Any:
    log: list[Any] = []
    coroutine = awaits(log, how)
    given = []
    try:
        while True:
            given.append(coroutine.send(None))
    except StopIteration as stop:
        given.append(stop.value)
    except ValueError as error:
        given.append(str(error))
    return given, log


class Seen:
    def __init__(self, log: list[Any], name: str) -> None:
        self.log, self.name = log, name

    def __del__(self) -> None:
        frame = sys._getframe(1)
        self.log.append((self.name, frame.f_code.co_name, frame.f_lineno))


def closing(seen: Seen) -> Any:
    async def closed(other: Any, how: int) -> Any:
        if how == 1:
            await Tick()
        if how == 2:
            raise ValueError("raised")
        return (how, seen.name)

    return closed


async def over_lines(log: list[Any], how: int) -> Any:
    got = (
        await
        closing(Seen(log, "of the closure"))(
            Seen(log, "argument"),
            how,
        )
    )
    log.append(got)
    return got


def seen(how: int) -> Any:
    log: list[Any] = []
    coroutine = over_lines(log, how)
    try:
        while True:
            log.append(coroutine.send(None))
    except StopIteration:
        pass
    except ValueError as error:
        log.append(str(error))
    return [str(entry) for entry in log]


CASES = [(case, (how,)) for case in (driven, seen) for how in range(3)]
