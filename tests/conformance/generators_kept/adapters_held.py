"""Iterators over generators that a local holds, and that something else takes over: whoever leaves native code there finds them as CPython has them."""
from itertools import islice
from typing import Any, Iterator


def leaf(n: int, m: int) -> Iterator[int]:
    while n < m:
        yield n
        n += 1


def overflows(n: int) -> int:
    """Leaves within the loop."""
    t = 1
    g = islice(leaf(n, 60), 40)
    for a, b in enumerate(islice(g, 30)):
        t = t * 1000 + b - a
    return t


def used_after(n: int) -> int:
    t = 1
    g = islice(leaf(n, 60), 40)
    for a in islice(g, 3):
        t += a
    for b in g:
        t += b
    return t


def enum_after(n: int) -> int:
    t = 1
    g = enumerate(leaf(n, 60))
    for i, a in islice(g, 3):
        t += a
    for i, b in g:
        t += b * i
    return t


def enum_over(n: int) -> int:
    t = 1
    g = enumerate(leaf(n, 60))
    for i, a in islice(g, 30):
        t = t * 1000 + a
    return t


def zip_over(n: int) -> int:
    t = 1
    g = zip(leaf(n, 60), leaf(n, 60))
    for i, (a, b) in enumerate(g):
        t = t * 1000 + a
    return t


def two(n: int) -> int:
    t = 1
    g = islice(leaf(n, 60), 40)
    for i, a in enumerate(g):
        t += a
        if i == 3:
            break
    for a in g:
        t += a
    return t


CASES = [(f, (n,)) for f in (overflows, used_after, enum_after, enum_over, zip_over, two) for n in (0, 2)]
LOG: list[Any] = []


def fin(n: int) -> Iterator[int]:
    try:
        while True:
            yield n
            n += 1
    finally:
        LOG.append(("closed", n))


def inner(xs: Iterator[int]) -> Iterator[int]:
    for x in xs:
        yield x + 1


def pin(xs: Iterator[tuple[int, int]]) -> Iterator[int]:
    for x, y in xs:
        yield x + y


def held(n: int) -> list[Any]:
    LOG.clear()
    g = enumerate(fin(n))
    for i, a in islice(g, 3):
        LOG.append(a)
    LOG.append("after")
    h = islice(fin(n), 5)
    for a in inner(h):
        LOG.append(a)
        if a == 5:
            break
    LOG.append("after 2")
    z = zip(fin(n), fin(n + 1))
    for a in pin(z):
        LOG.append(a)
        if a > 9:
            break
    LOG.append("after 3")
    return LOG


def held_after(n: int) -> list[Any]:
    return held(n)[:]


def gen_over(n: int) -> int:
    t = 1
    h = islice(leaf(n, 60), 50)
    for a in inner(h):
        t = t * 1000 + a
    z = zip(leaf(n, 60), leaf(n + 1, 20))
    for a in pin(z):
        t = t * 1000 + a
    e = enumerate(leaf(n, 60))
    for a in pin(e):
        t = t * 1000 + a
    return t


def gen_over_2(n: int) -> int:
    t = 1
    g = leaf(n, 60)
    h = islice(g, 50)
    for a in inner(h):
        t = t * 1000 + a
    return t


CASES += [(f, (n,)) for f in (held_after, gen_over, gen_over_2) for n in (0, 2)]
