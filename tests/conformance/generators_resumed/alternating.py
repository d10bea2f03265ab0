# native 3.12-3.13: appending, adding, awaiting, both, deep, recoded
"""Generators and coroutines that CPython and native code ask in turn; whose code, defaults and threads change; that nest deeply."""
import asyncio
import gc
import sys
import threading
from collections.abc import Generator
from typing import Any

LOG: list[Any] = []


def appending(n: int) -> Generator[Any, Any, Any]:
    xs: list[Any] = []
    total = 0
    for i in range(n):
        xs.append((yield i))
        total += len(xs)
        xs.extend([(yield total), i])
        LOG.append((yield xs[-1]))
    return xs


def adding(n: int) -> Generator[Any, Any, Any]:
    value: Any = 0.5
    while n:
        value = value + (yield value) * n
        n -= 1
    return value


def both(make: Any, n: int, order: list[int]) -> Any:
    gen = make(n)
    out: list[Any] = [next(gen)]
    try:
        for how in order * 3:
            if how == 0:
                out.append(next(gen) if make is appending else gen.send(1))
            elif how == 1:
                out.append(gen.send(how * 2.5))
            elif how == 2:
                out.append(gen.__class__.send(gen, 7))
            else:
                method = gen.send
                out.append(method(2**65))
    except StopIteration as stop:
        out.append(("stop", stop.value))
    return out


def test_both() -> Any:
    LOG.clear()
    orders = [[0], [1], [2], [3], [0, 1], [1, 0], [2, 1, 0], [3, 3, 1], [0, 2, 1, 1, 3]]
    return [both(make, n, order) for make in (appending, adding) for n in (1, 4) for order in orders], LOG[:]


async def awaiting(n: int) -> Any:
    out = []
    for i in range(n):
        out.append(await nested(i))
        await asyncio.sleep(0)
    return out


async def nested(i: int, more: int = 3) -> int:
    if i % 2:
        await asyncio.sleep(0)
    return i * more


async def managed(n: int) -> Any:
    class Manager:
        async def __aenter__(self) -> int:
            return await nested(n)

        async def __aexit__(self, kind: Any, value: Any, traceback: Any) -> bool:
            LOG.append(kind and kind.__name__)
            await nested(1)
            return kind is ValueError

    async def given(k: int) -> Any:
        for i in range(k):
            yield await nested(i)

    out = []
    async with Manager() as got:
        out.append(got)
        async for x in given(n):
            out.append(x)
        if n > 2:
            raise ValueError(n)
    out.append([x async for x in given(2)])
    return out


def test_asyncio() -> Any:
    LOG.clear()

    async def all_of(n: int) -> Any:
        return await asyncio.gather(awaiting(n), awaiting(n + 1), managed(n))

    return [asyncio.run(all_of(n)) for n in (0, 1, 4)], LOG[:]


def deep(n: int) -> Generator[int, Any, int]:
    if n == 0:
        got = yield 0
        return got
    return (yield from deep(n - 1)) + 1


async def deep_coroutine(n: int) -> int:
    if n == 0:
        return 0
    return await deep_coroutine(n - 1) + 1


def run(coro: Any) -> Any:
    try:
        coro.send(None)
    except StopIteration as stop:
        return stop.value


def test_depth() -> Any:
    out: list[Any] = []
    gen = deep(100)
    gen.send(None)
    try:
        gen.send(5)
    except StopIteration as stop:
        out.append(stop.value)
    out.append(run(deep_coroutine(200)))
    for make in (deep, deep_coroutine):
        try:
            run(make(100000))
        except RecursionError as error:
            out.append(str(error)[:33])
    return out


def recoded(n: int, k: int = 2) -> Generator[Any, Any, Any]:
    for i in range(n):
        got = yield i * k
        LOG.append(got)


def test_changed() -> Any:
    LOG.clear()
    out: list[Any] = []
    code, defaults = recoded.__code__, recoded.__defaults__

    def drive(gen: Any) -> None:
        try:
            out.append(gen.send(None))
            out.append(gen.send("a"))
            out.append(gen.send("b"))
        except StopIteration:
            out.append("stop")

    drive(recoded(2))
    running = recoded(3)
    running.send(None)
    recoded.__defaults__ = (10,)
    drive(recoded(2))

    def other(n: int, k: int = 2) -> Generator[Any, Any, Any]:
        yield "other"
        yield n, k

    recoded.__code__ = other.__code__
    drive(recoded(2))
    out.append(running.send("c"))
    recoded.__code__, recoded.__defaults__ = code, defaults
    recoded.__name__ = "renamed"
    gen = recoded(1)
    out.append((gen.__name__, gen.__qualname__))
    recoded.__name__ = "recoded"
    drive(gen)
    drive(recoded(n=2))
    drive(recoded(2, k=5))
    return out, LOG[:]


def test_threads() -> Any:
    gen = appending(50)
    gen.send(None)
    errors: list[str] = []
    count = [0]

    def ask() -> None:
        for _ in range(20):
            try:
                gen.send(1)
                count[0] += 1
            except ValueError as error:
                errors.append(str(error))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count[0] + len(errors), set(errors) <= {"generator already executing"}


def test_growth() -> Any:
    """Many generators that end, and that do not."""
    gc.collect()
    before = len(gc.get_objects())
    for i in range(500):
        gen = appending(3)
        gen.send(None)
        gen.send(i)
        run(deep_coroutine(3))
        both(adding, 2, [1, 1, 1])
        list(x for x in (y for y in [i, i]))
    del gen
    gc.collect()
    LOG.clear()
    return len(gc.get_objects()) - before < 50
