"""Generators, async functions and comprehensions stay CPython's, and work with native functions beside them."""

import asyncio


def square(n: int) -> int:
    return n * n


def counting(n: int):
    for i in range(n):
        got = yield square(i)
        if got is not None:
            yield -got
    return "done"


def delegating(n: int):
    result = yield from counting(n)
    yield result


def with_finally(log: list):
    try:
        yield 1
        yield 2
    finally:
        log.append("closed")


async def slow_square(n: int) -> int:
    await asyncio.sleep(0)
    return square(n)


async def gathered(n: int) -> list:
    return await asyncio.gather(*(slow_square(i) for i in range(n)))


async def async_counting(n: int):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def consumed(n: int) -> list:
    return [square(i) async for i in async_counting(n) if i % 2]


def comprehensions(n: int) -> list:
    return [
        [square(i) for i in range(n)],
        {i % 3 for i in range(n)},
        {i: square(i) for i in range(n) if i},
        sum(square(i) for i in range(n)),
        [(i, j) for i in range(n) for j in range(i)],
        any(square(i) > 10 for i in range(n)),
    ]


def test_generators():
    g = counting(3)
    return [next(g), g.send(5), next(g), list(g), list(delegating(3))]


def test_throw():
    g = counting(3)
    next(g)
    return g.throw(ValueError("thrown"))


def test_close():
    log = []
    g = with_finally(log)
    next(g)
    g.close()
    return log


def test_async():
    return asyncio.run(gathered(4)), asyncio.run(consumed(6))


def test_stop_iteration():
    g = counting(0)
    try:
        next(g)
    except StopIteration as stop:
        return stop.value


CASES = [(comprehensions, (n,)) for n in (0, 5)]
