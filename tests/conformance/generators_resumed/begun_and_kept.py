# native 3.12-3.13: leaf, kept, kept_later, closed, two_names, deleted
# python: 3.12+
"""A coroutine that a local keeps is an object, although it is awaited where it is made."""
import inspect
from typing import Any


class Tick:
    def __init__(self, value: Any) -> None:
        self.value = value

    def __await__(self) -> Any:
        got = yield self.value
        return got


async def leaf(x: Any, waits: bool) -> Any:
    if waits:
        return await Tick(x)
    return x


async def kept(x: Any, waits: bool) -> Any:
    coroutine = leaf(x, waits)
    got = await coroutine
    return got, type(coroutine).__name__, inspect.getcoroutinestate(coroutine)


async def kept_later(x: Any, waits: bool) -> Any:
    x = await leaf(x, True)
    coroutine = leaf(x, waits)
    x = await coroutine
    await Tick("later")
    return x, type(coroutine).__name__


async def closed(x: Any, waits: bool) -> Any:
    coroutine = leaf(x, waits)
    try:
        return await coroutine
    finally:
        coroutine.close()


async def two_names(x: Any, waits: bool) -> Any:
    one = other = leaf(x, waits)
    got = await one
    return got, other is one, other is None


async def deleted(x: Any, waits: bool) -> Any:
    coroutine = leaf(x, waits)
    got = await coroutine
    del coroutine
    await Tick("deleted")
    return got


def driven(function: Any, waits: bool) -> Any:
    coroutine = function(1, waits)
    seen = []
    try:
        while True:
            seen.append(type(coroutine.send(None)).__name__)
            seen.append(sorted(coroutine.cr_frame.f_locals))
    except StopIteration as stop:
        seen.append(stop.value)
    return seen


FUNCTIONS = [kept, kept_later, closed, two_names, deleted]


def all_of_them(waits: bool) -> Any:
    return [driven(function, waits) for function in FUNCTIONS for _ in range(3)]


CASES = [(all_of_them, (waits,)) for waits in (True, False, True)]
