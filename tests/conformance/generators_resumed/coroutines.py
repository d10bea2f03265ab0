# native 3.12-3.13: Suspend.__await__, Channel.put, Channel.get, producer, consumer, chained, leaf, failing, handled, held, run
"""Coroutines that native code drives: what they await, how they end, and what cannot be awaited."""
import gc
import sys
import warnings
from collections import deque
from collections.abc import Coroutine, Generator
from typing import Any

LOG: list[Any] = []


class Suspend:
    def __init__(self, request: str, value: int = 0) -> None:
        self.request = request
        self.value = value

    def __await__(self) -> Generator["Suspend", int, int]:
        answer = yield self
        return answer


class Channel:
    def __init__(self) -> None:
        self.items: deque[int] = deque()

    async def put(self, item: int) -> None:
        self.items.append(item)
        await Suspend("yield")

    async def get(self) -> int:
        while not self.items:
            await Suspend("yield")
        return self.items.popleft()


async def producer(out: Channel, count: int, step: int) -> int:
    for i in range(count):
        tick = await Suspend("tick", step)
        await out.put(i * step + tick % 7)
    return count


async def consumer(source: Channel, count: int) -> int:
    total = 0
    for _ in range(count):
        total += await source.get()
    return total


async def leaf(x: int) -> int:
    return x * 2 + 1


async def chained(n: int) -> list[int]:
    out: list[int] = []
    for i in range(n):
        a = await leaf(i)
        b = await leaf(a)
        out.append(a + b)
        if i % 3 == 0:
            got = await Suspend("tick", i)
            out.append(got)
    return out


async def failing(n: int) -> int:
    await Suspend("tick", n)
    if n > 2:
        raise ValueError(f"bad {n}")
    return n


async def handled(n: int) -> list[Any]:
    seen: list[Any] = []
    for i in range(n):
        try:
            seen.append(await failing(i))
        except ValueError as error:
            seen.append((str(error), error.__traceback__.tb_next.tb_lineno - error.__traceback__.tb_lineno))
        finally:
            seen.append(sys.exc_info()[0])
    return seen


class Ends:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("ends", self.name))


async def held(name: str) -> str:
    a = Ends(name + " a")
    await Suspend("tick", 1)
    b = Ends(name + " b")
    return name


def run(coro: Coroutine[Any, Any, Any]) -> Any:
    """Sends how often it was asked."""
    count = 0
    sent: Any = None
    asked: list[Any] = []
    while True:
        try:
            request = coro.send(sent)
        except StopIteration as stop:
            return stop.value, asked
        count += 1
        asked.append((request.request, request.value))
        sent = count


def loop(n: int) -> Any:
    ready: deque[Any] = deque()
    channel = Channel()
    ready.append(("p", producer(channel, n, 3), None))
    ready.append(("c", consumer(channel, n), None))
    results: list[Any] = []
    clock = 0
    while ready:
        name, coro, value = ready.popleft()
        try:
            request = coro.send(value)
        except StopIteration as stop:
            results.append((name, stop.value))
            continue
        if request.request == "tick":
            clock += request.value
        ready.append((name, coro, clock))
    return results, clock


class Odd:
    def __init__(self, gives: Any) -> None:
        self.gives = gives

    def __await__(self) -> Any:
        LOG.append("asked")
        if isinstance(self.gives, Exception):
            raise self.gives
        return self.gives


class Mistaken:
    """Awaiting it is a mistake, of which CPython tells twice."""

    async def __await__(self) -> Any:
        return 1


def mistaken() -> Any:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        out: list[Any] = [odd(Mistaken()) for _ in range(4)]
    gc.collect()
    out.append(sum(type(one).__name__ == "coroutine" for one in gc.get_objects()))
    return out, [str(warning.message) for warning in caught]


async def awaits(what: Any) -> Any:
    before = 1
    result = await what
    return result, before


def odd(what: Any) -> Any:
    coro = awaits(what)
    try:
        given = [coro.send(None)]
        given.append(coro.send(5))
    except StopIteration as stop:
        return "stop", stop.value
    except (TypeError, RuntimeError, ValueError) as error:
        traceback = error.__traceback__
        lines = []
        while traceback is not None:
            lines.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno - traceback.tb_frame.f_code.co_firstlineno))
            traceback = traceback.tb_next
        return type(error).__name__, str(error), lines
    finally:
        coro.close()
    return given


def awaited_twice() -> Any:
    first = held("twice")
    first.send(None)
    out = [odd(first)]
    try:
        first.send(1)
    except StopIteration as stop:
        out.append(stop.value)
    out.append(odd(first))
    try:
        first.send(None)
    except RuntimeError as error:
        out.append(str(error))
    return out


def generator_in_coroutine() -> Any:
    def plain() -> Generator[int, int, int]:
        got = yield 1
        return got

    return odd(plain()), odd(Odd(plain())), odd(Odd(iter([7, 8]))), odd(Odd(leaf(1))), odd(Odd(5)), odd(Odd(ValueError("v"))), odd(5), odd(Odd)


def rebound() -> Any:
    """`__await__` that changes."""
    out: list[Any] = [run(chained(2))]
    original = Suspend.__await__
    try:
        Suspend.__await__ = lambda self: iter([self, self])  # type: ignore[method-assign, assignment, return-value]
        out.append(run(chained(2)))
        Suspend.__await__ = lambda self, more: original(self)  # type: ignore[method-assign, assignment, misc]
        try:
            run(chained(2))
        except TypeError as error:
            out.append(str(error))
    finally:
        Suspend.__await__ = original  # type: ignore[method-assign]
    out.append(run(chained(2)))
    return out


def never_awaited() -> Any:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        leaf(1)
        coro = chained(1)
        del coro
    return [str(warning.message) for warning in caught]


def introspected() -> Any:
    coro = held("seen")
    out: list[Any] = [coro.cr_running, coro.cr_suspended, coro.cr_await, coro.cr_frame.f_lineno > 0, coro.cr_origin]
    coro.send(None)
    out += [coro.cr_running, coro.cr_suspended, type(coro.cr_await).__name__, coro.cr_await.gi_suspended, coro.__name__, coro.__qualname__]
    out += sorted(coro.cr_frame.f_locals)
    try:
        coro.send(3)
    except StopIteration as stop:
        out.append(stop.value)
    out += [coro.cr_frame, coro.cr_await, coro.cr_running, coro.cr_suspended]
    return out


def origins() -> Any:
    before = sys.get_coroutine_origin_tracking_depth()
    sys.set_coroutine_origin_tracking_depth(2)
    try:
        coro = leaf(1)
        depth = [name for _, _, name in coro.cr_origin]
        coro.close()
        return depth
    finally:
        sys.set_coroutine_origin_tracking_depth(before)


def defaults(kind: int) -> Any:
    async def with_defaults(a: int, b: int = 2, *, c: int = 3) -> Any:
        return a, b, c

    async def two(a: int, b: int = 7) -> Any:
        return a, b

    two.__defaults__ = (8,) if kind else (7,)
    out = [run(two(1)), run(two(1, 2)), run(with_defaults(1)), run(with_defaults(1, c=5))]
    for call in (lambda: two(), lambda: two(1, 2, 3), lambda: two(1, a=1)):  # type: ignore[call-arg]
        try:
            call()
        except TypeError as error:
            out.append(str(error))  # type: ignore[arg-type]
    return out


def test_driven() -> Any:
    return [loop(n) for n in (0, 1, 5, 40)] + [run(chained(9)), run(handled(5)), run(leaf(2**70))]


def test_odd() -> Any:
    LOG.clear()
    return [awaited_twice(), generator_in_coroutine(), mistaken(), rebound(), never_awaited(), LOG[:]]


def test_seen() -> Any:
    LOG.clear()
    return [introspected(), origins(), defaults(0), defaults(1), run(held("x")), LOG[:]]
