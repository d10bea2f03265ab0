# native 3.12-3.13: fibonacci, leaf, middle, top, Tick.__await__, raising, guarded, counted, Service.act, deep, looking, looked
# python: 3.12+
"""Coroutines that are awaited where they are made: whether they return, raise or wait, and whoever looks, they are what they would be."""
import asyncio
import gc
import inspect
import sys
import types
import weakref
from typing import Any


class Tick:
    def __init__(self, value: Any = None) -> None:
        self.value = value

    def __await__(self) -> Any:
        got = yield self.value
        return got


class Odd:
    """What it gives is none of ours."""

    def __await__(self) -> Any:
        return iter([1, 2])


class Wrong:
    async def __await__(self) -> Any:  # type: ignore
        return 1


class Worse:
    def __await__(self) -> Any:
        return 5


async def fibonacci(n: int) -> int:
    if n <= 1:
        return n
    return await fibonacci(n - 1) + await fibonacci(n - 2)


async def leaf(x: int) -> int:
    got = await Tick(x)
    return x + got


async def middle(x: int) -> int:
    a = await leaf(x)
    b = await leaf(a)
    return a + b


async def top(n: int) -> int:
    total = 0
    for i in range(n):
        total += await middle(i)
    return total


async def raising(kind: int, at: int) -> int:
    if at == 1:
        raise ValueError("at the beginning")
    got = await Tick(kind)
    if at == 2:
        raise KeyError(got)
    return kind


async def guarded(at: int) -> list[Any]:
    found: list[Any] = []
    for kind in range(3):
        try:
            found.append(await raising(kind, at))
        except ValueError as error:
            found.append((str(error), lines_of(error)))
        except KeyError as error:
            found.append((repr(error), lines_of(error)))
        finally:
            found.append("finally")
    return found


def lines_of(error: BaseException) -> list[Any]:
    found = []
    traceback = error.__traceback__
    while traceback is not None:
        found.append((traceback.tb_lineno, traceback.tb_frame.f_code.co_name))
        traceback = traceback.tb_next
    return found


class Ends:
    log: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        frame = sys._getframe(1)
        self.log.append(f"{self.name} in {frame.f_code.co_name} at {frame.f_lineno}")


async def counted(thing: Any, how: int) -> Any:
    first = thing
    if how == 1:
        thing = None
        first = 1
        Ends.log.append("rebound")
    elif how == 2:
        del thing, first
        Ends.log.append("deleted")
        first = 2
    elif how == 3:
        await Tick("waits")
        thing = None
        first = 3
        Ends.log.append("rebound later")
    Ends.log.append("last")
    return first


async def counts() -> list[Any]:
    found: list[Any] = []
    kept = Ends("kept")
    for how in range(4):
        got = await counted(Ends(f"passed {how}"), how)
        found.append(type(got).__name__)
        del got
        got = await counted(kept, how)
        found.append(type(got).__name__)
    return found


class Service:
    def __init__(self, base: int) -> None:
        self.base = base
        self.calls = 0

    async def act(self, x: int, y: int = 7) -> int:
        self.calls += 1
        if x % 3 == 0:
            await Tick(self.calls)
        return self.base + x * y

    async def all(self, n: int) -> list[int]:
        return [await self.act(1), await self.act(3), await self.act(2, 5), await self.act(x=4), await self.act(6, y=n)]


async def deep(n: int) -> int:
    if n == 0:
        return 0
    return 1 + await deep(n - 1)


def see(depth: int) -> list[Any]:
    frame: Any = sys._getframe(1)
    seen = []
    while frame is not None and frame.f_code.co_name in ("looking", "looked", "asked"):
        names = sorted(name for name in frame.f_locals)
        seen.append((frame.f_code.co_name, frame.f_lineno, names if depth else []))
        frame = frame.f_back
    return seen


async def looking(depth: int) -> Any:
    if depth == 0:
        return see(0)
    got = await looking(depth - 1)
    got += see(0)
    return got


async def looked(kept: list[Any]) -> Any:
    await asked(kept)
    coroutine = kept[0]
    return [coroutine.cr_frame is None, coroutine.cr_running, inspect.getcoroutinestate(coroutine)]


async def asked(kept: list[Any]) -> int:
    for thing in gc.get_objects():
        if type(thing) is types.CoroutineType and thing.__name__ == "asked":
            kept.append(thing)
            kept.append((thing.cr_running, thing.cr_await, inspect.getcoroutinestate(thing), thing.cr_origin))
    return 1


async def refused(how: int) -> Any:
    try:
        match how:
            case 0:
                return await Odd()
            case 1:
                return await Worse()  # type: ignore
            case 2:
                return await generator()  # type: ignore
            case 3:
                return await 5  # type: ignore
            case 4:
                return await (lambda: 3)()  # type: ignore
            case 5:
                return await leaf("text")  # type: ignore
            case 6:
                return await leaf()  # type: ignore
            case 7:
                return await Wrong()  # type: ignore
    except TypeError as error:
        return str(error)


def generator() -> Any:
    yield 1


def drive(coroutine: Any, sent: Any = 1) -> list[Any]:
    given = []
    try:
        given.append(coroutine.send(None))
        while len(given) < 60:
            given.append(coroutine.send(sent))
    except StopIteration as stop:
        given.append(("returned", stop.value))
    except Exception as error:
        given.append((type(error).__name__, str(error), lines_of(error)))
    return given


def driven(how: int) -> Any:
    match how:
        case 0:
            return drive(fibonacci(9))
        case 1:
            return drive(top(3))
        case 2:
            return [drive(guarded(at)) for at in range(3)]
        case 3:
            return drive(Service(100).all(9))
        case 4:
            return drive(deep(50))
        case 5:
            return drive(looking(4))
        case 6:
            kept: list[Any] = []
            gc.disable()
            try:
                return drive(looked(kept))
            finally:
                gc.enable()
        case 7:
            return [drive(refused(how)) for how in range(7)]
        case 8:
            return drive(top(2), 0.5)
        case 9:
            return drive(leaf(1 << 70), True)


def ended() -> list[Any]:
    Ends.log.clear()
    found = [drive(counts())]
    gc.collect()
    return found + [list(Ends.log)]


def limited() -> Any:
    # Only bytecode finds the new limit at once.
    limit = sys.getrecursionlimit() if "limit" not in locals() else 0
    sys.setrecursionlimit(140)
    try:
        return [drive(deep(60))[-1][:2], drive(deep(400))[-1][:2]]
    finally:
        sys.setrecursionlimit(limit)


def thrown(how: int) -> list[Any]:
    coroutine = top(3)
    given: list[Any] = [coroutine.send(None), coroutine.send(1)]
    inner = coroutine.cr_await
    while inner is not None:
        given.append((type(inner).__name__, inner.__name__))
        inner = inner.cr_await if hasattr(inner, "cr_await") else None
    try:
        if how == 0:
            coroutine.close()
        else:
            coroutine.throw(ValueError("thrown"))
    except ValueError as error:
        given.append(lines_of(error))
    given.append(inspect.getcoroutinestate(coroutine))
    return given


def replaced() -> list[Any]:
    global leaf
    before = leaf
    found = [drive(middle(1))]

    async def other(x: int) -> int:
        return -x

    leaf = other
    try:
        found.append(drive(middle(1)))
        code = before.__code__
        before.__code__ = other.__code__
        leaf = before
        found.append(drive(middle(1)))
        before.__code__ = code
        found.append(drive(middle(1)))
        before.__defaults__ = (5,)
        found.append(drive(middle(1)))
        before.__defaults__ = None
    finally:
        leaf = before
    return found


def traced(how: int) -> list[Any]:
    events: list[Any] = []

    def tracer(frame: types.FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_name in ("leaf", "middle", "__await__"):
            events.append((frame.f_code.co_name, event, frame.f_lineno))
            return tracer
        return None

    coroutine = middle(1)
    given = []
    if how == 0:
        given.append(coroutine.send(None))
    sys.settrace(tracer)
    try:
        given.append(coroutine.send(None if how else 1))
        if how == 2:
            sys.settrace(None)
        given.append(coroutine.send(2))
        coroutine.send(3)
    except StopIteration as stop:
        given.append(stop.value)
    finally:
        sys.settrace(None)
    return given + events


async def begins_to_trace(tracer: Any) -> int:
    sys.settrace(tracer)
    return 5


async def is_traced(tracer: Any) -> int:
    got = await begins_to_trace(tracer)
    got += await leaf(got)
    return got


def traced_within() -> list[Any]:
    events: list[Any] = []

    def tracer(frame: types.FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_name in ("leaf", "is_traced", "begins_to_trace", "__await__"):
            events.append((frame.f_code.co_name, event, frame.f_lineno))
        return tracer

    try:
        return drive(is_traced(tracer)) + events
    finally:
        sys.settrace(None)


def with_origins() -> list[Any]:
    sys.set_coroutine_origin_tracking_depth(3)
    try:
        coroutine = top(1)
        coroutine.send(None)
        inner = coroutine.cr_await
        assert inner is not None and inner.cr_origin is not None
        found = [entry[1:] for entry in inner.cr_origin]
        coroutine.close()
        return found
    finally:
        sys.set_coroutine_origin_tracking_depth(0)


def referred() -> Any:
    thing = Service(1)
    reference = weakref.ref(thing)
    coroutine = thing.act(3)
    coroutine.send(None)
    del thing
    alive = reference() is not None
    coroutine.close()
    return alive, reference() is None


async def scheduled(n: int, log: list[Any]) -> int:
    total = 0
    for i in range(n):
        await asyncio.sleep(0)
        total += await Service(i).act(1)
        log.append((n, i))
    return total


async def gathered() -> Any:
    log: list[Any] = []
    results = await asyncio.gather(scheduled(2, log), scheduled(3, log), fibonacci(6))
    try:
        await asyncio.wait_for(waits(), 0.01)
    except asyncio.TimeoutError:
        log.append("timeout")
    return results, log


async def waits() -> None:
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0)


def in_asyncio() -> Any:
    return asyncio.run(gathered())


CASES = [
    *[(driven, (how,)) for how in range(10)],
    (ended, ()),
    (limited, ()),
    *[(thrown, (how,)) for how in range(2)],
    (replaced, ()),
    *[(traced, (how,)) for how in range(3)],
    (traced_within, ()),
    (with_origins, ()),
    (referred, ()),
    (in_asyncio, ()),
]
