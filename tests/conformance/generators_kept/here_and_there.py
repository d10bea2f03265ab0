# native 3.12-3.13: here, there, mixed, sent_there, raising_there, counted
"""Generator functions whose generators one loop keeps, and others ask for items as objects that somebody has made."""
import inspect
import sys
from collections.abc import Generator, Iterable, Iterator
from typing import Any


LOG: list[Any] = []


class Gone:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("gone", self.name))


def texts(n: int, prefix: str = "t") -> Iterator[str]:
    own = Gone(prefix)
    for i in range(n):
        yield f"{prefix}{i}"
    LOG.append("texts end")


def lens(source: Iterable[Any]) -> Iterator[int]:
    own = Gone("lens")
    for x in source:
        yield len(x)


def pairs(source: Iterable[int]) -> Iterator[tuple[int, int]]:
    before = 0
    for x in source:
        yield before, x
        before = x


def windows(source: Iterable[int], size: int) -> Iterator[list[int]]:
    held: list[int] = []
    for x in source:
        held.append(x)
        if len(held) == size:
            yield held
            held = held[1:]


def take(source: Iterable[Any], count: int) -> Iterator[Any]:
    for i, x in enumerate(source):
        if i >= count:
            return
        yield x


def fails(n: int) -> Iterator[int]:
    try:
        for i in range(n):
            yield 12 // (i - 2)
    except ZeroDivisionError as error:
        LOG.append(repr(error))
        yield 100
        raise
    finally:
        LOG.append(("fails ends", repr(sys.exc_info()[1])))


def echo(n: int) -> Generator[Any, Any, str]:
    given = None
    while n:
        given = yield (n, given)
        n -= 1
    return f"echoed {given}"


def here(n: int) -> int:
    total = 0
    for a, b in pairs(lens(texts(n))):
        total += a * b
    for w in windows(lens(texts(n, "wide")), 2):
        total += sum(w)
    for x in fails(2):
        total += x
    for y in echo(n):
        total += y[0]
    return total


def there(n: int, size: int) -> list[Any]:
    result: list[Any] = []
    source = lens(texts(n * 7))
    rest = lens(texts(n))
    for w in take(windows(source, size), n):
        result.append(w)
    for p in pairs(source):
        result.append(p)
        if len(result) > 3 * n:
            break
    result += list(rest)
    return result


def mixed(n: int, which: int) -> Any:
    made = texts(n, "m")
    if which == 0:
        return made
    held = [lens(made), lens(texts(n, "second"))]
    total = 0
    for one in held:
        for x in one:
            total += x
            if x > 2:
                break
    for x in lens(texts(n, "third")):
        total += x
    if which == 1:
        return total
    if which == 2:
        return held, total
    return next(made, "none"), next(held[1], "none"), total


def sent_there(n: int) -> list[Any]:
    one = echo(n)
    result: list[Any] = [next(one)]
    try:
        for i in range(n + 1):
            result.append(one.send(i))
    except StopIteration as stop:
        result.append(stop.value)
    for x in echo(n):
        result.append(x)
    return result


def raising_there(n: int, how: int) -> list[Any]:
    result: list[Any] = []
    one = fails(n)
    try:
        for x in one:
            result.append(x)
            if how == 1 and x == -12:
                one.close()
            if how == 2 and x == -12:
                result.append(one.throw(ZeroDivisionError("thrown")))
    except ZeroDivisionError as error:
        trace = error.__traceback__
        while trace is not None:
            result.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
            trace = trace.tb_next
    for x in fails(2):
        result.append(x)
    return result


def counted(source: Iterable[int], n: int) -> int:
    total = 0
    for x in source:
        total += x
    for x in lens(texts(n)):
        total += x
    for x in lens(list("abc")):
        total += x
    return total


def other(n: int, prefix: str = "o") -> Iterator[str]:
    yield "other"
    yield prefix * n


def test_all() -> list[Any]:
    LOG.clear()
    result: list[Any] = []
    for n in (0, 1, 3, 6):
        result.append(here(n))
        for size in (1, 2):
            result.append(there(n, size))
        for which in range(4):
            got = mixed(n, which)
            LOG.append(("mixed", n, which))
            if which == 0:
                result.append(list(got))
            elif which == 2:
                frames = [one.gi_frame for one in got[0]]
                result.append([frame and sorted(frame.f_locals) for frame in frames])
                result.append([frame and frame.f_lineno for frame in frames])
                result.append([(one.gi_running, inspect.getgeneratorstate(one), one.__qualname__) for one in got[0]])
                result.append([list(one) for one in got[0]])
            else:
                result.append(got)
        result.append(sent_there(n))
        for how in range(3):
            result.append(raising_there(n, how))
        result.append(counted(lens(texts(n)), n))
        result.append(counted(iter([n]), n))
    return [repr(x) for x in result] + LOG


def test_recoded() -> list[Any]:
    LOG.clear()
    result: list[Any] = []
    saved = texts.__code__
    for at in range(3):
        if at == 1:
            texts.__code__ = other.__code__
        elif at == 2:
            texts.__code__ = saved
        result.append(here(3))
        result.append(there(2, 2))
        result.append(mixed(2, 3))
        result.append(counted(lens(texts(3)), 2))
    return result + LOG


def test_traced() -> list[Any]:
    LOG.clear()
    seen: list[Any] = []

    def profile(frame: Any, event: str, arg: Any) -> None:
        if event in ("call", "return"):
            seen.append((event, frame.f_code.co_name, frame.f_lineno))

    result: list[Any] = [there(3, 2)]
    sys.setprofile(profile)
    try:
        result.append(there(2, 2))
        result.append(here(2))
    finally:
        sys.setprofile(None)
    result.append(there(3, 2))
    return result + seen + LOG


def test_depth() -> list[Any]:
    LOG.clear()
    result: list[Any] = []
    for more in (2, 3, 4, 5, 6, 40):
        limit = sys.getrecursionlimit()
        try:
            sys.setrecursionlimit(len(inspect.stack(0)) + more)
            try:
                result.append(there(2, 2))
            finally:
                sys.setrecursionlimit(limit)
        except RecursionError as error:
            result.append(repr(error))
    return result
