"""Builtin functions called with containers: the results of known types, and everything else."""

import heapq
from bisect import bisect_left, insort_left
from heapq import heappop, heappush


def aggregates(xs: list[int]):
    return sum(xs), min(xs), max(xs)


def float_aggregates(xs: list[float]):
    return sum(xs), min(xs), max(xs)


def tuple_sum(xs: tuple[int, ...]) -> int:
    return sum(xs) + 1


def ordered(xs: list[int]) -> int:
    total = 0
    for place, x in enumerate(sorted(xs, reverse=True)):
        total += place * x
    return total


def zipped(xs: list[int], ys: list[float]) -> float:
    total = 0.0
    for x, y in zip(xs, ys):
        total += x * y
    return total


def from_one(xs: list[str]) -> str:
    text = ""
    for number, x in enumerate(xs, 1):
        text += str(number) + x
    return text


def tests(xs: list[int]):
    return any(xs), all(xs), isinstance(xs, list), isinstance(xs, (int, str)), callable(xs)


def conversions(xs: list[int]):
    return list(xs), tuple(xs), sorted(set(xs)), list(reversed(xs)), list(map(str, xs)), list(filter(None, xs)), dict.fromkeys(xs)


def keyed(xs: list[str]) -> tuple[str, str]:
    return max(xs, key=len), min(xs, default="none")


def letters(text: str) -> list[int]:
    return [ord(c) for c in text if chr(ord(c)) == c]


def drain(items: list[int]) -> list[int]:
    heap: list[int] = []
    for x in items:
        heapq.heappush(heap, x)
    out: list[int] = []
    while heap:
        out.append(heapq.heappop(heap))
    return out


def drain_pairs(items: list[tuple[int, str]]) -> list[str]:
    heap: list[tuple[int, str]] = []
    for item in items:
        heappush(heap, item)
    out: list[str] = []
    while heap:
        cost, name = heappop(heap)
        out.append(name * cost)
    return out


def place(xs: list[int], x: int) -> int:
    at = bisect_left(xs, x)
    insort_left(xs, x)
    return at + len(xs)


def numbers(texts: list[str]) -> int:
    total = 0
    for number in map(int, texts):
        total += number
    return total


def outcome(function, *args):
    try:
        return function(*args)
    except BaseException as error:
        return type(error), str(error)


LISTS = [[], [1], [3, 1, 2], [2**62, 2**62], [True, 2], [1.5, 2], ["a", "b"], [None], [2**70, 1], [0, 0], (1, 2), "ab", None, range(5)]
FLOATS = [[], [1.5], [-0.0], [0.1] * 10, [1e308, 1e308, -1e308], [1.0, 2], [float("inf"), -float("inf")], [1e16, 1.0, -1e16], [-0.0, -0.0]]


def test_aggregates():
    return (
        [outcome(aggregates, xs) for xs in LISTS],
        [outcome(float_aggregates, xs) for xs in FLOATS],
        [outcome(tuple_sum, xs) for xs in ((), (1, 2), (2**63 - 1, 1), (1.5,), [1, 2])],
        [outcome(float_aggregates, [1.0, x, 2.0])[1:] for x in (-1.0, 5.0)],
    )


def test_iterating():
    return (
        [outcome(ordered, xs) for xs in LISTS],
        [outcome(zipped, xs, ys) for xs, ys in (([1, 2], [0.5, 1.5]), ([1], []), ([1, 2], [1, 2]), (None, []), ([2**70], [1.0]))],
        [outcome(from_one, xs) for xs in (["a", "b"], [], [1], None)],
        [outcome(tests, xs) for xs in LISTS],
        [outcome(conversions, xs) for xs in LISTS],
        [outcome(keyed, xs) for xs in (["a", "bbb", "cc"], [], [1], None)],
        [outcome(letters, text) for text in ("abé", "", None, ["a"], [""], 5)],
        [outcome(numbers, texts) for texts in (["1", "2"], [], ["x"], ["1" * 30], None)],
    )


def test_heaps():
    return (
        [outcome(drain, xs) for xs in LISTS],
        [outcome(drain_pairs, xs) for xs in ([(2, "b"), (1, "a")], [(1, 2)], [(1,)], [], [(1, "a"), (1, 5)], None)],
        [outcome(place, xs, 2) for xs in ([1, 3], [], ["a"], None, (1,))],
    )


class Meta(type):
    def __instancecheck__(cls, instance):
        print("asked")
        return True


class Anything(metaclass=Meta):
    pass


def is_anything(x: int) -> bool:
    return isinstance(x, Anything)


def test_hooks():
    return is_anything(3)


def test_replaced():
    seen = []
    globals()["sorted"] = lambda xs, reverse: ["mine"]
    seen.append(outcome(ordered, [1, 2]))
    del globals()["sorted"]
    seen.append(outcome(ordered, [1, 2]))
    globals()["heappop"] = lambda heap: (heap.clear(), "x")
    seen.append(outcome(drain_pairs, [(1, "a")]))
    globals()["heappop"] = heapq.heappop
    seen.append(outcome(drain_pairs, [(1, "a")]))
    original, heapq.heappush = heapq.heappush, lambda heap, x: heap.append(x)
    seen.append(outcome(drain, [3, 2, 1]))
    heapq.heappush = original
    seen.append(outcome(drain, [3, 2, 1]))
    return seen


def nested(n: int):
    items = [1]
    pair = (1, 2)
    for _ in range(n):
        items = list(enumerate(items))
        pair = (pair, sorted([pair]))
    return items, len(pair)


def test_nesting():
    return nested(0), nested(4)
