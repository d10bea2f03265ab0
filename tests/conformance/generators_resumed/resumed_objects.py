# native 3.12-3.13: doubled, odd_ones, words, batched, moving, raising, running, finals, rebound, Tree.walk, starts, numbers
# native: total, table, sizes, moved, handled, twice, in_middle, watched, deeper, methods
"""Generators that are objects, asked natively for their items: chains of them, what they hold, what they raise, and who looks."""

import gc
import sys
import weakref
from typing import Iterable, Iterator

LOG: list[object] = []


class Ending:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("end", self.name))


def numbers(n: int) -> Iterator[int]:
    state = 7
    for i in range(n):
        state = (state * 75 + 74) % 65537
        yield state


def odd_ones(values: Iterable[int]) -> Iterator[int]:
    for v in values:
        if v % 2:
            yield v


def doubled(values: Iterable[int], factor: int = 2) -> Iterator[int]:
    for v in values:
        yield v * factor


def total(n: int) -> int:
    result = 0
    for v in doubled(odd_ones(numbers(n))):
        result += v
    return result


def big(n: int) -> int:
    result = 0
    for v in doubled(odd_ones(numbers(n)), 2**62):
        result += v
    return result


def lines(n: int) -> Iterator[str]:
    for i in range(n):
        yield f"{i} worker-{i % 13}"


def words(source: Iterable[str]) -> Iterator[str]:
    for line in source:
        a, b = line.split()
        yield b


def table(n: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for w in words(lines(n)):
        counts[w] = counts.get(w, 0) + 1
    return counts


def batched(items: Iterable[int], size: int) -> Iterator[list[int]]:
    batch: list[int] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def sizes(n: int, size: int) -> list[list[int]]:
    kept = []
    for batch in batched(numbers(n), size):
        kept.append(batch)
    return kept


def moving(xs: list[float], width: int) -> Iterator[float]:
    total = 0.0
    count = 0
    last = None
    for x in xs:
        total = total * 0.5 + x
        count += 1
        if count >= width:
            last = x
            yield total
    yield float(count)


def moved(xs: list[float], width: int) -> float:
    result = 1.5
    for x in moving(xs, width):
        result = result * 0.25 + x
        if len(xs) < 6:
            xs.append(x)
    return result


def raising(values: list[object]) -> Iterator[object]:
    place = 0
    for value in values:
        place += 1
        yield value
        if place == 2:
            yield value + 1
        yield LOG[place + 1000] if place > 3 else place


def handled(values: list[object]) -> list[object]:
    result: list[object] = []
    try:
        for value in raising(values):
            result.append(value)
    except (TypeError, IndexError) as error:
        trace = error.__traceback__
        while trace is not None:
            result.append((trace.tb_frame.f_code.co_name, trace.tb_lineno, trace.tb_lasti >= 0))
            trace = trace.tb_next
        result.append(repr(error))
    return result


def unhandled(values: list[object]) -> int:
    count = 0
    for value in raising(values):
        count += 1
    return count


def stops(n: int) -> Iterator[int]:
    empty: Iterator[int] = iter(())
    for i in range(n):
        if i == 2:
            next(empty)
        yield i


def stopped(n: int) -> int:
    count = 0
    for i in stops(n):
        count += i
    return count


def looks(depth: int) -> object:
    frame = sys._getframe(1)
    names = []
    while frame is not None and len(names) < depth:
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return names


def running(n: int) -> Iterator[object]:
    held = []
    for i in range(n):
        held.append(i)
        yield looks(2)
        yield len(held)


def watched(n: int) -> list[object]:
    told: list[object] = []
    it = running(n)
    for item in it:
        told.append(item)
        told.append((it.gi_running, it.gi_frame.f_lineno, sorted(it.gi_frame.f_locals), it.gi_yieldfrom))
    told.append((it.gi_running, it.gi_frame))
    return told


def own(holder: list[Iterator[int]]) -> Iterator[int]:
    yield 1
    for it in holder:
        for other in it:
            yield other
    yield 2


def within_itself() -> list[object]:
    holder: list[Iterator[int]] = []
    it = own(holder)
    holder.append(it)
    told: list[object] = []
    try:
        for item in it:
            told.append(item)
    except ValueError as error:
        told.append(repr(error))
    return told


def finals(names: list[str]) -> Iterator[str]:
    held = None
    for name in names:
        held = Ending(name)
        LOG.append(("made", name))
        yield name
    held = None
    LOG.append("behind")
    yield "last"


def in_middle(names: list[str], most: int) -> list[object]:
    LOG.clear()
    count = 0
    for name in finals(names):
        LOG.append(("got", name))
        count += 1
        if count == most:
            break
    LOG.append("left")
    return list(LOG)


def closing(n: int) -> Iterator[int]:
    try:
        for i in range(n):
            yield i
    except GeneratorExit:
        LOG.append("closed")
        raise
    finally:
        LOG.append("finally")


def closed(n: int, most: int) -> list[object]:
    LOG.clear()
    it = closing(n)
    for i in it:
        if i == most:
            break
    it.close()
    LOG.append(it.gi_frame is None)
    return list(LOG)


def takes(n: int) -> Iterator[object]:
    got = yield n
    for i in range(n):
        try:
            got = yield i, got
        except KeyError as error:
            got = yield repr(error)
    yield "end"


def mixed(n: int) -> list[object]:
    it = takes(n)
    told: list[object] = [next(it), it.send("a"), it.throw(KeyError("k")), it.send("b")]
    for item in it:
        told.append(item)
    return told


def twice(n: int) -> list[int]:
    it = numbers(n)
    told = []
    for v in it:
        told.append(v)
        if len(told) == 2:
            break
    told.append(next(it, -1))
    for v in it:
        told.append(v)
    for v in it:
        told.append(-2)
    return told


def starts(n: int, *more: int, last: int = 3) -> Iterator[int]:
    yield n
    for m in more:
        yield m
    yield last


def all_starts(n: int) -> list[int]:
    told = []
    for v in starts(n, 4, 5, last=n * 2):
        told.append(v)
    for v in starts(n):
        told.append(v)
    return told


def rebound(n: int) -> Iterator[int]:
    for i in range(n):
        n = i * 2
        yield n
        del n
        n = 3
        yield n


def deeper(n: int) -> int:
    if n == 0:
        return 0
    result = 0
    for v in rebound(n):
        result += v + deeper(n - 1)
    return result


class Tree:
    def __init__(self, value: int, left: "Tree | None" = None, right: "Tree | None" = None) -> None:
        self.value = value
        self.left = left
        self.right = right

    def walk(self) -> Iterator[int]:
        if self.left is not None:
            for value in self.left.walk():
                yield value
        yield self.value
        if self.right is not None:
            yield from self.right.walk()

    def sum(self) -> int:
        result = 0
        for value in self.walk():
            result = result * 3 + value
        return result


def methods(n: int) -> int:
    tree = Tree(0)
    for i in range(1, n):
        tree = Tree(i, tree if i % 2 else Tree(-i), None if i % 3 else Tree(i * 7))
    return tree.sum()


def lying(values: Iterable[int], n: int) -> Iterator[int]:
    count: int = n
    for v in values:
        count += v
        yield count


def lied(values: list[object], n: object) -> list[object]:
    told: list[object] = []
    for v in lying(values, n):
        told.append(v)
    return told


def test_lies():
    told = [lied(["a"], "b"), lied([1.5, 2**70, True], 1), lied([], None)]
    try:
        lied([1, "x"], 1)
    except TypeError as error:
        told.append(repr(error))
    return told


def test_replaced():
    global doubled
    before = doubled
    try:
        doubled = lambda values, factor=2: (v + 1 for v in values)
        return total(50)
    finally:
        doubled = before


def test_other_code():
    def other(n):
        yield from (1, n)

    before = numbers.__code__
    it = numbers(5)
    next(it)
    try:
        numbers.__code__ = other.__code__
        return total(5), list(it), list(numbers(3))
    finally:
        numbers.__code__ = before


def test_traced():
    seen = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name in ("odd_ones", "numbers"):
            seen.append((frame.f_code.co_name, event, frame.f_lineno))
        return tracer

    sys.settrace(tracer)
    try:
        total(4)
    finally:
        sys.settrace(None)
    return seen


def test_references():
    value = Ending("kept")
    ref = weakref.ref(value)

    def values():
        yield value

    it = raising([value])
    told = [next(it) is value, gc.is_tracked(it), ref() is value]
    for item in it:
        told.append(type(item).__name__)
    del it, item
    gc.collect()
    told.append(sys.getrefcount(value))
    return told


def test_changed_locals():
    it = numbers(6)
    told = [next(it)]
    frame = it.gi_frame
    told.append(dict(frame.f_locals))
    for v in it:
        told.append((v, frame.f_locals["state"], frame.f_locals["i"], frame.f_locals["n"]))
    told.append(sorted(frame.f_locals))
    return told


CASES = [
    (total, (60,)),
    (total, (0,)),
    (big, (20,)),
    (table, (40,)),
    (sizes, (10, 3)),
    (sizes, (9, 3)),
    (sizes, (0, 3)),
    (moved, ([1.0, 2.5, -3.0, 0.5], 2)),
    (moved, ([1.0, 2.5, -3.0, 0.5], 9)),
    (handled, ([1, 2, 3, 4, 5],)),
    (handled, ([1, "x", 3],)),
    (handled, ([1, 2],)),
    (unhandled, ([1, "x", 3],)),
    (unhandled, ([1, 2, 3, 4],)),
    (stopped, (2,)),
    (stopped, (4,)),
    (watched, (3,)),
    (within_itself, ()),
    (in_middle, (["a", "b", "c"], 9)),
    (in_middle, (["a", "b", "c"], 2)),
    (closed, (5, 2)),
    (closed, (2, 5)),
    (mixed, (3,)),
    (twice, (5,)),
    (all_starts, (2,)),
    (deeper, (3,)),
    (methods, (6,)),
]
