# native 3.12-3.13: averager, collecting, relay, outer, echo, falsy, driven, exhausted, delegated, closed_over
"""What generators are sent where native code asks them: values, returns, delegation, and those that cannot be sent anything."""
import gc
import sys
import weakref
from collections.abc import Generator
from typing import Any

LOG: list[Any] = []


class Ends:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("ends", self.name, sys.getrefcount(self.name) > 0))


def averager() -> Generator[float, float | None, tuple[int, float]]:
    total: float = 0.0
    count: int = 0
    average: float = 0.0
    while True:
        value: float | None = yield average
        if value is None:
            return count, average
        total += value
        count += 1
        average = total / count


def collecting(into: list[Any]) -> Generator[None, int, str]:
    try:
        while True:
            value: int = yield
            into.append(value * 2)
    except GeneratorExit:
        into.append("closed")
        raise
    except ValueError as error:
        into.append(str(error))
        return "thrown"


def relay(target: Generator[None, int, str]) -> Generator[None, int, None]:
    while True:
        value: int = yield
        if value % 2 == 0:
            target.send(value)


def outer(n: int) -> Generator[float, float | None, list[Any]]:
    results = []
    for _ in range(n):
        results.append((yield from averager()))
    return results


def echo(first: Any) -> Generator[Any, Any, Any]:
    sent = yield first
    while sent is not None:
        sent = yield sent
    return first


def falsy() -> Generator[int, Any, Any]:
    got = []
    got.append((yield 1))
    got.append((yield 2))
    return tuple(got)


def driven(values: list[float]) -> Any:
    gen = averager()
    next(gen)
    means = [gen.send(value) for value in values]
    for value in values:
        means.append(gen.send(value))
    try:
        gen.send(None)
    except StopIteration as stop:
        return means, stop.value, stop.args
    return means


def exhausted(kind: int) -> Any:
    seen: list[Any] = []
    gen = echo([kind])
    try:
        if kind == 0:
            gen.send(1)
        elif kind == 1:
            next(gen)
            seen.append(gen.send("x"))
            seen.append(gen.send(None))
        elif kind == 2:
            next(gen)
            gen.close()
            seen.append(gen.send(4))
        elif kind == 3:
            seen.append(gen.send(None))
            seen.append(gen.send(2**70))
            seen.append(gen.send())  # type: ignore[call-arg]
        else:
            seen.append(gen.send(None))
            seen.append(gen.send(value=3))  # type: ignore[call-arg]
    except (StopIteration, TypeError) as error:
        seen.append((type(error).__name__, error.args))
    return seen


def returned(value: Any) -> Any:
    def gives() -> Generator[int, Any, Any]:
        yield 1
        return value

    gen = gives()
    gen.send(None)
    try:
        gen.send(None)
    except StopIteration as stop:
        return type(stop.value).__name__, stop.args


def delegated(values: list[Any]) -> Any:
    gen = outer(2)
    next(gen)
    out: list[Any] = []
    try:
        for value in values:
            out.append(gen.send(value))
    except StopIteration as stop:
        out.append(stop.value)
    return out


class Receiver:
    """Something that is sent to, and no generator."""

    def __init__(self) -> None:
        self.got: list[Any] = []

    def __iter__(self) -> "Receiver":
        return self

    def __next__(self) -> int:
        self.got.append("next")
        return len(self.got)

    def send(self, value: Any) -> int:
        self.got.append(value)
        if value == "stop":
            raise StopIteration("stopped")
        if value == "fail":
            raise ValueError("failed")
        return len(self.got)


def through(receiver: Any) -> Generator[int, Any, Any]:
    result = yield from receiver
    yield -1
    return result


def sends_on(values: list[Any]) -> Any:
    receiver = Receiver()
    gen = through(receiver)
    out: list[Any] = [gen.send(None)]
    try:
        for value in values:
            out.append(gen.send(value))
    except (StopIteration, ValueError) as error:
        out.append(repr(error))
    return out, receiver.got


def closed_over(n: int) -> Any:
    total = 0
    kept = Ends("kept")

    def counting() -> Generator[int, int, str]:
        nonlocal total
        while total < n:
            got: int = yield total
            total += got
        return kept.name

    gen = counting()
    out = [next(gen)]
    try:
        while True:
            out.append(gen.send(3))
    except StopIteration as stop:
        return out, stop.value, total


def lying(value: Any) -> Any:
    gen = collecting([])
    next(gen)
    try:
        return gen.send(value)
    except TypeError as error:
        return str(error)


def recursive(n: int) -> Any:
    gen: Any = None

    def itself() -> Generator[int, Any, None]:
        value = yield 0
        try:
            gen.send(value)
        except ValueError as error:
            LOG.append(str(error))
        yield value

    gen = itself()
    next(gen)
    return gen.send(n)


def seen_while_it_runs(n: int) -> Any:
    def looks() -> Generator[Any, Any, None]:
        value = yield 1
        while True:
            frame = sys._getframe()
            value = yield (value, frame.f_lineno - frame.f_code.co_firstlineno, gen.gi_running, frame.f_back.f_code.co_name)

    gen = looks()
    next(gen)
    return [gen.send(i) for i in range(n)], gen.gi_running, gen.gi_suspended, gen.gi_frame.f_lineno > 0


def ends(kind: int) -> Any:
    """When what a generator holds ends."""
    LOG.clear()

    def holds(a: Any) -> Generator[int, Any, Any]:
        b = Ends("b")
        got = yield 1
        if got:
            return got
        yield 2

    gen = holds(Ends("a"))
    next(gen)
    ref = weakref.ref(gen, lambda _: LOG.append("gone"))
    try:
        gen.send(kind)
        LOG.append("given")
    except StopIteration as stop:
        LOG.append(stop.value)
    LOG.append(gen.gi_frame is None)
    frame = gen.gi_frame
    del gen
    LOG.append("deleted")
    del frame
    return list(LOG), ref() is None


def thrown(kind: int) -> Any:
    into: list[Any] = []
    gen = collecting(into)
    next(gen)
    target = relay(gen)
    next(target)
    for i in range(6):
        target.send(i)
    try:
        if kind == 0:
            gen.throw(ValueError("x"))
        elif kind == 1:
            gen.close()
            target.send(2)
        else:
            target.throw(KeyError(1))
    except (StopIteration, KeyError) as error:
        into.append(repr(error))
    return into


def test_send() -> Any:
    return [
        driven([1.0, 2.0, 6.0]),
        driven([]),
        [exhausted(kind) for kind in range(5)],
        [returned(value) for value in (None, 1, (1, 2), (), ValueError("v"), [3])],
        delegated([1.0, 3.0, None, 4.0, None]),
        delegated([1.0]),
        falsy_driven(),
    ]


def falsy_driven() -> Any:
    gen = falsy()
    out: list[Any] = [gen.send(None), gen.send(0)]
    try:
        gen.send("")
    except StopIteration as stop:
        out.append(stop.value)
    return out


def test_others() -> Any:
    return [
        sends_on([1, None, 2, "stop"]),
        sends_on([1, "fail"]),
        closed_over(10),
        [lying(value) for value in (1, True, 2.5, "s", 2**80, None)],
        recursive(3),
        seen_while_it_runs(4),
    ]


def test_ends() -> Any:
    result = [ends(0), ends(1), [thrown(kind) for kind in range(3)]]
    gc.collect()
    return result, LOG
