# native 3.12-3.13: sliced, zipped, ranged, nested, drained, shared, numbered, skipped
"""`itertools.islice`, `zip` and `enumerate` of generators, consumed on the spot: where they end, what is closed then, and what is handed over."""
import itertools
from itertools import islice
from typing import Any, Iterable, Iterator

LOG: list[Any] = []


def numbers(first: int) -> Iterator[int]:
    n = first
    try:
        while True:
            yield n
            n += 1
    finally:
        LOG.append(("closed", first, n))


def few(count: int) -> Iterator[float]:
    for i in range(count):
        yield i / 2
    LOG.append(("ended", count))


def falls(count: int) -> Iterator[int]:
    for i in range(count):
        yield 10 // (3 - i)


def pairs(count: int) -> Iterator[tuple[int, str]]:
    for i in range(count):
        yield i, "ab"[i % 2] * i


def grows(count: int) -> Iterator[int]:
    n = 2**61
    for _ in range(count):
        yield n
        n *= 2


def doubled(xs: Iterable[int]) -> Iterator[int]:
    for x in xs:
        yield 2 * x


def sliced(first: int, stop: int) -> list[int]:
    out = []
    for n in islice(numbers(first), stop):
        out.append(n)
    out.append(len(LOG))
    return out


def skipped(first: int, start: int, stop: int) -> list[int]:
    out = []
    for n in itertools.islice(numbers(first), start, stop):
        out.append(n)
    for n in islice(falls(5), start, stop):
        out.append(n)
    return out


def zipped(first: int, count: int) -> float:
    t = 0.0
    for n, x in zip(numbers(first), few(count)):
        t = t * 3 + n - x
    for x, n in zip(few(count), numbers(first)):
        t = t * 3 + n - x
    LOG.append("between")
    for n, m in zip(numbers(first), falls(count)):
        t += n * m
    return t


def ranged(count: int, step: int) -> list[Any]:
    out = []
    for i, x in zip(range(0, 100, step), few(count)):
        out.append((i, x))
    for n, i in zip(numbers(5), range(count, -count, -step)):
        out.append((n, i))
    return out


def nested(count: int) -> list[Any]:
    out = []
    for n in doubled(islice(numbers(1), count)):
        out.append(n)
    for i, n in enumerate(islice(numbers(7), count), 3):
        out.append((i, n))
    for i, n in islice(enumerate(numbers(7)), count):
        out.append((i, n))
    for n, x in islice(zip(numbers(0), few(9)), count):
        out.append((n, x))
    for n in islice(islice(numbers(2), 1, 10), count):
        out.append(n)
    for i, p in enumerate(pairs(count)):
        out.append((i, p))
    for k, s in islice(pairs(9), count):
        out.append((k, s))
    return out


def drained(count: int) -> list[Any]:
    return [
        sum(islice(numbers(1), count)),
        list(islice(numbers(1), 2, count)),
        max(islice(numbers(1), count), default=None),
        list(zip(numbers(1), few(count))),
        sum(i * n for i, n in zip(range(count), numbers(4))),
        any(n > 3 for n in islice(numbers(0), count)),
        sorted(islice(falls(3), count)),
    ]


def shared(count: int) -> list[Any]:
    g = numbers(1)
    out = []
    for n in islice(g, count):
        out.append(n)
    out.append("rest")
    for n in islice(g, count):
        out.append(n)
    for n in g:
        if n > 20:
            break
        out.append(n)
    return out


def numbered(count: int) -> int:
    t = 0
    for i, n in enumerate(numbers(count), count):
        if i > 20:
            break
        t += i * n
    return t


def overflows(count: int) -> list[Any]:
    out = []
    for n, m in zip(grows(count), numbers(0)):
        out.append((n, m))
    for m, n in zip(numbers(0), grows(count)):
        out.append((m, n))
    for n in islice(grows(count), 1, 9):
        out.append(n)
    return out


def raises(count: int) -> list[Any]:
    out = []
    try:
        for n, m in zip(numbers(0), falls(count)):
            out.append((n, m))
    except ZeroDivisionError as error:
        out.append(str(error))
    try:
        for n in islice(falls(9), count):
            out.append(n)
    except ZeroDivisionError as error:
        out.append(str(error))
    return out


def breaks(count: int) -> list[Any]:
    out = []
    for n, x in zip(numbers(0), few(9)):
        if n == count:
            break
        out.append((n, x))
    LOG.append("after")
    for n in islice(numbers(0), 9):
        if n == count:
            return out
        out.append(n)
    return out


def itself(xs: Iterable[int], depth: int) -> Iterator[int]:
    """A generator that is in itself, with something in between."""
    if depth:
        for _, x in enumerate(itself(islice(doubled(xs), 3), depth - 1)):
            yield x + 1
    for x in xs:
        yield x


def within() -> list[int]:
    out = []
    for x in itself(numbers(1), 2):
        out.append(x)
        if len(out) > 9:
            break
    return out


class Dies:
    def __init__(self, name: int) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("died", self.name))


def objects(count: int) -> Iterator[Dies]:
    for i in range(count):
        yield Dies(i)


def dying() -> list[Any]:
    for d in islice(objects(6), 2, 5):
        LOG.append(d.name)
    LOG.append("next")
    for d, n in zip(objects(3), numbers(0)):
        LOG.append(d.name + n)
    for i, d in enumerate(objects(3)):
        LOG.append(d.name + i)
    return LOG[:]


def logged(f: Any, *args: Any) -> Any:
    LOG.clear()
    try:
        found = f(*args)
    except BaseException as error:
        found = (type(error), str(error))
    return found, LOG[:]


def refused() -> list[Any]:
    out = []
    for bounds in [(-1,), (1, -1), (-1, 3), (2**63,), (2**70,), (0,), (5, 2)]:
        def one() -> Any:
            return [n for n in islice(numbers(1), *bounds)]
        out.append(logged(one))
    out.append(logged(sliced, 1, -1))
    out.append(logged(sliced, 1, True))
    out.append(logged(skipped, 1, 3, 2))
    out.append(logged(skipped, 1, 0, 5))
    out.append(logged(skipped, 1, 2, 3))
    return out


def all_of() -> list[Any]:
    out = []
    for count in (0, 1, 2, 5):
        for f in (zipped, nested, drained, shared, numbered, overflows, raises, breaks):
            args = (3, count) if f is zipped else (count,)
            out.append(logged(f, *args))
        out.append(logged(sliced, 4, count))
        out.append(logged(ranged, count, 3))
    return out


CASES = [(all_of, ()), (refused, ()), (logged, (dying,)), (logged, (within,))]
