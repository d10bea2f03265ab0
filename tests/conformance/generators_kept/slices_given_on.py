"""An `islice` that is given on to another generator gives up what it was over at its end, not when that ends."""
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


def upto(first: int, last: int) -> Iterator[int]:
    n = first
    try:
        while n < last:
            yield n
            n += 1
        LOG.append(("end", first))
    finally:
        LOG.append(("closed", first, n))


def bad(first: int, last: int) -> Iterator[int]:
    n = first
    try:
        while True:
            yield 100 // (last - n)
            n += 1
    finally:
        LOG.append(("bad closed", first, n))


def after(xs: Iterable[int]) -> Iterator[int]:
    for x in xs:
        yield 2 * x
    LOG.append("after loop")
    yield 77
    LOG.append("last")


def after_twice(xs: Iterable[int]) -> Iterator[int]:
    for x in xs:
        yield 2 * x
    LOG.append("first loop")
    for x in xs:
        yield 3 * x
    LOG.append("second loop")


def tried(xs: Iterable[int]) -> Iterator[int]:
    try:
        for x in xs:
            yield 2 * x
    finally:
        LOG.append("tried fin")


def f1(n: int) -> int:
    t = 0
    for x in after(islice(numbers(1), n)):
        LOG.append(x)
        t += x
    LOG.append("out")
    return t


def f2(n: int) -> int:
    t = 0
    for x in after_twice(islice(numbers(1), n)):
        LOG.append(x)
        t += x
    LOG.append("out")
    return t


def f3(n: int) -> int:
    t = 0
    for x in tried(islice(numbers(1), n)):
        LOG.append(x)
        if x > 5:
            break
        t += x
    LOG.append("out")
    return t


def f4(n: int) -> int:
    t = 0
    for x in after(islice(bad(1, 3), n)):
        LOG.append(x)
        t += x
    return t


def f5(n: int) -> int:
    t = 0
    for x in after(islice(upto(1, 4), n)):
        LOG.append(x)
        t += x
    LOG.append("out")
    return t


def logged(f: Any, n: int) -> Any:
    LOG.clear()
    try:
        found = f(n)
    except ZeroDivisionError as error:
        found = str(error)
    return found, LOG[:]


CASES = [(logged, (f, n)) for f in (f1, f2, f3, f4, f5) for n in (0, 1, 3, 6)]
