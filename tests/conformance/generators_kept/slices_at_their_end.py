"""An `islice` that is given on to another generator gives up what it was over at its end, not when that ends."""
from itertools import islice
from typing import Any, Iterable, Iterator

LOG: list[Any] = []


def leaf(n: int, m: int) -> Iterator[int]:
    while n < m:
        yield n
        n += 1


def closes(n: int) -> Iterator[int]:
    try:
        while True:
            yield n
            n += 1
    finally:
        LOG.append(("closed", n))


def falls(n: int) -> Iterator[int]:
    while True:
        yield 10 // n
        n -= 1


def after(xs: Iterable[int]) -> Iterator[int]:
    for x in xs:
        yield x + 1
    LOG.append("after")
    yield 77
    for x in xs:
        yield x + 1
    LOG.append("last")


def pairs(xs: Iterable[tuple[int, int]]) -> Iterator[int]:
    try:
        for x, y in xs:
            yield x + y
        LOG.append("after")
    finally:
        LOG.append("finally")


def at_end(n: int) -> int:
    """What it is over ends with it, though a parameter has it still."""
    t = 0
    for x in after(islice(closes(1), n)):
        t = t * 3 + x
    for x in after(islice(closes(1), 1, n)):
        t = t * 3 + x
    for x in pairs(islice(zip(leaf(0, n), closes(0)), 9)):
        t = t * 3 + x
    for x in pairs(islice(zip(falls(n), closes(0)), 2)):
        t = t * 3 + x
    return t


def raises(n: int) -> int:
    t = 0
    for x in pairs(islice(zip(closes(0), falls(n)), 9)):
        t = t * 3 + x
    return t


def logged(f: Any, n: int) -> Any:
    LOG.clear()
    try:
        found = f(n)
    except ZeroDivisionError as error:
        found = str(error)
    return found, LOG[:]


CASES = [(logged, (f, n)) for f in (at_end, raises) for n in (0, 1, 2, 5)]
