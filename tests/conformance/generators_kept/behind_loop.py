# native 3.12-3.13: numbers, batched, pairs, ended, kept_longer, twice_behind, failing_behind, lists, both, broken, handled
"""Generators that give values behind the loop over one that they are given."""
import gc
import sys
from collections.abc import Iterable, Iterator
from typing import Any

LOG: list[Any] = []


class Ends:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("ends", self.name))


def numbers(n: int) -> Iterator[int]:
    held = Ends(f"numbers {n}")
    try:
        for i in range(n):
            yield i
    finally:
        LOG.append("finally")


def batched(items: Iterable[int], size: int) -> Iterator[list[int]]:
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def pairs(items: Iterable[int]) -> Iterator[tuple[int, int]]:
    prev = 0
    for x in items:
        yield prev, x
        prev = x
    yield prev, -1


def ended(items: Iterable[int]) -> Iterator[int]:
    yield -1
    for x in items:
        if x == 3:
            break
        yield x
    yield 100
    yield 101


def kept_longer(items: Any) -> Iterator[Any]:
    last = None
    for x in items:
        last = x
        yield x
    yield last
    yield next(items, "exhausted")
    yield items.gi_frame is None


def twice_behind(items: Iterable[int]) -> Iterator[int]:
    for x in items:
        yield x
    for y in range(3):
        yield y * 10
    yield 7


def failing_behind(items: Iterable[int], how: int) -> Iterator[int]:
    total = 0
    for x in items:
        total += x
        yield x
    yield total
    yield 10 // how


def rebinding(items: Iterable[int]) -> Iterator[Any]:
    for x in items:
        yield x
    items = [1, 2]
    yield items
    for x in items:
        yield x


def deleting(items: Iterable[int]) -> Iterator[Any]:
    for x in items:
        yield x
    del items
    yield "deleted"


def lists(n: int, size: int) -> Any:
    LOG.clear()
    out = []
    for batch in batched(numbers(n), size):
        out.append(batch)
        LOG.append(len(batch))
    LOG.append("after")
    return out


def both(n: int) -> Any:
    out = []
    for a, b in pairs(numbers(n)):
        out.append(a * 10 + b)
    return out, [a for a, _ in pairs(numbers(n))], sum(x for x in twice_behind(numbers(n)))


def broken(n: int, at: int) -> Any:
    LOG.clear()
    seen = []
    for x in ended(numbers(n)):
        seen.append(x)
        if x == at:
            break
    LOG.append("behind")
    return seen


def handled(n: int, how: int) -> Any:
    LOG.clear()
    seen: list[Any] = []
    try:
        for x in failing_behind(numbers(n), how):
            seen.append(x)
    except ZeroDivisionError as error:
        frame = error.__traceback__.tb_next.tb_frame
        seen.append((sorted(frame.f_locals), frame.f_lineno - frame.f_code.co_firstlineno))
        seen.append(frame.f_locals["items"].gi_frame)
    return seen


def looked_at(n: int) -> Any:
    LOG.clear()
    gen = batched(numbers(n), 2)
    out = []
    for batch in gen:
        out.append((batch, sorted(gen.gi_frame.f_locals), type(gen.gi_frame.f_locals["items"]).__name__, gen.gi_yieldfrom))
    return out, LOG[:]


def others(n: int) -> Any:
    out: list[Any] = []
    for x in kept_longer(numbers(n)):
        out.append(x)
    for x in rebinding(numbers(n)):
        out.append(x)
    for x in deleting(numbers(n)):
        out.append(x)
    for x in twice_behind([5, 6]):
        out.append(x)
    for x in twice_behind(numbers(n)):
        if x == 10:
            break
        out.append(x)
    return out


def chained(n: int) -> Any:
    first = numbers(n)
    second = batched(first, 2)
    third = pairs(len(batch) for batch in second)
    return [pair for pair in third], list(first)


def test_given() -> Any:
    return [lists(n, size) for n, size in ((0, 2), (1, 2), (4, 2), (5, 2))] + [both(0), both(3)]


def test_ends() -> Any:
    result: list[Any] = []
    for n, at in ((0, -1), (5, 2), (5, 100), (5, 101), (2, 100), (2, 7), (5, -1)):
        result += [broken(n, at), LOG[:]]
    for n, how in ((3, 0), (0, 0), (3, 2)):
        result += [handled(n, how), LOG[:]]
    gc.collect()
    return result, LOG


def test_seen() -> Any:
    LOG.clear()
    result = [looked_at(3), others(3), others(0), chained(5), chained(0)]
    gc.collect()
    return result, LOG
