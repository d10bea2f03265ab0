# native 3.12-3.13: heaps, flatten, Node.walk, ranged, wrong, numbers, halves, counted, whole, listed
# native: ordered, flat, seen
"""Generators that delegate to others and are asked natively, and builtins that consume such."""

import sys
from typing import Iterable, Iterator

LOG: list[object] = []


def heaps(items: list[int], k: int) -> Iterator[list[int]]:
    if k == 1:
        yield items
        return
    for i in range(k):
        yield from heaps(items, k - 1)
        j = i if k % 2 == 0 else 0
        items[j], items[k - 1] = items[k - 1], items[j]


def weights(n: int) -> int:
    weighted = 0
    for perm in heaps(list(range(n)), n):
        weighted = (weighted * 3 + perm[0] * 7 + perm[-1]) % 1_000_003
    return weighted


class Node:
    def __init__(self, value: int, left: "Node | None", right: "Node | None") -> None:
        self.value = value
        self.left = left
        self.right = right

    def walk(self) -> Iterator[int]:
        if self.left is not None:
            yield from self.left.walk()
        yield self.value
        if self.right is not None:
            yield from self.right.walk()


def build(lo: int, hi: int) -> "Node | None":
    if lo >= hi:
        return None
    mid = (lo + hi) // 2
    return Node(mid, build(lo, mid), build(mid + 1, hi))


def ordered(n: int) -> list[int]:
    root = build(0, n)
    told = []
    if root is not None:
        for value in root.walk():
            told.append(value)
    return told


def flatten(batches: Iterable[object]) -> Iterator[object]:
    for batch in batches:
        yield from batch
    yield "end"


def flat(batches: list[object]) -> list[object]:
    told: list[object] = []
    try:
        for item in flatten(batches):
            told.append(item)
    except Exception as error:
        told.append((type(error).__name__, str(error), error.__traceback__.tb_next.tb_lineno))
    return told


def ranged(n: int) -> Iterator[int]:
    yield from range(n)
    yield from range(n, 0, -1)


def whole(n: int) -> int:
    result = 1
    for v in ranged(n):
        result = result * 5 + v
    return result


def seen(n: int) -> list[object]:
    told: list[object] = []
    it = ranged(n)
    for v in it:
        told.append((v, repr(type(it.gi_yieldfrom)), it.gi_running, it.gi_frame.f_lineno))
    told.append(it.gi_yieldfrom)
    return told


async def coroutine() -> int:
    return 1


def wrong(what: object) -> Iterator[object]:
    yield 1
    yield from what


def test_coroutine():
    it = coroutine()
    told = flat([[1], (2, 3), {4: 5}, "ab", range(2), iter([6]), heaps([1, 2], 2)])
    try:
        for item in wrong(it):
            told.append(item)
    except TypeError as error:
        told.append(str(error))
    it.close()
    return told


def inner(n: int) -> Iterator[object]:
    try:
        for i in range(n):
            got = yield i
            LOG.append(got)
    except KeyError as error:
        LOG.append(repr(error))
        yield "caught"
    finally:
        LOG.append("inner ends")
    return "result"


def ends(n: int) -> Iterator[object]:
    yield from inner(n)
    result = yield from inner(1)
    yield result


def thrown(n: int) -> list[object]:
    LOG.clear()
    it = ends(n)
    told: list[object] = []
    for item in it:
        told.append(item)
        if item == 1:
            break
    told.append(it.send("sent"))
    told.append(it.throw(KeyError("k")))
    for item in it:
        told.append(item)
    return told + LOG


def closed(n: int) -> list[object]:
    LOG.clear()
    it = ends(n)
    told: list[object] = []
    for item in it:
        told.append(item)
        if item == 1:
            it.close()
    told.append(it.gi_frame)
    return told + LOG


def numbers(n: int) -> Iterator[int]:
    state = 7
    for i in range(n):
        state = (state * 75 + 74) % 65537
        yield state


def halves(values: Iterable[int]) -> Iterator[float]:
    for v in values:
        yield v / 2


def counted(n: int) -> Iterator[object]:
    for i in range(n):
        yield LOG[i]


def summed(n: int) -> tuple[object, ...]:
    total = sum(numbers(n))
    offset = sum(halves(numbers(n)), 0.5)
    return total, offset


def listed(n: int) -> list[object]:
    told: list[object] = [list(numbers(n)), tuple(halves(numbers(n))), set(numbers(n)), frozenset(numbers(n))]
    told.append(sorted(numbers(n)))
    told.append((any(numbers(n)), all(numbers(n)), list(flatten([[1], [2]]))))
    told.append(sys.getsizeof(list(numbers(n))))
    return told


def best(n: int) -> tuple[int, float]:
    return max(numbers(n)), min(halves(numbers(n)))


def failing(n: int) -> object:
    LOG[:] = [1, 2]
    it = counted(n)
    try:
        return list(it)
    except IndexError as error:
        names = []
        trace = error.__traceback__
        while trace is not None:
            names.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
            trace = trace.tb_next
        return names, next(it, "over")


def mixed_up(n: int) -> object:
    LOG[:] = [1, "x"]
    return sum(counted(n))


def partly(n: int) -> list[object]:
    it = numbers(n)
    told: list[object] = [next(it)]
    told.append(any(it))
    told.append(list(it))
    told.append(sum(it))
    return told


def within(n: int) -> Iterator[object]:
    yield list(numbers(n))
    yield sys._getframe().f_back.f_code.co_name


def callers(n: int) -> list[object]:
    return list(within(n))


def test_replaced_builtin():
    global sum
    sum = lambda values, start=0: type(values).__name__
    try:
        return summed(3)
    finally:
        del sum


CASES = [
    (weights, (5,)),
    (weights, (1,)),
    (ordered, (20,)),
    (ordered, (0,)),
    (flat, ([[1, 2], (3,), "de", {4: 5}],)),
    (flat, ([[1, 2], 5],)),
    (flat, ([],)),
    (whole, (5,)),
    (seen, (2,)),
    (thrown, (4,)),
    (closed, (4,)),
    (summed, (30,)),
    (summed, (0,)),
    (listed, (9,)),
    (listed, (0,)),
    (best, (9,)),
    (best, (0,)),
    (failing, (2,)),
    (failing, (3,)),
    (mixed_up, (2,)),
    (partly, (5,)),
    (callers, (3,)),
]
