# native: left, right, short, kept, kept_floats, both, own, smaller_before, between, caught, taken_apart
"""`bisect` on lists of numbers: places and insertions are CPython's, also in lists that are in no order."""

import bisect
from bisect import bisect as find_right, bisect_left, insort, insort_left


def left(xs: list[int], x: int) -> int:
    return bisect.bisect_left(xs, x)


def right(xs: list[float], x: float) -> int:
    return bisect.bisect_right(xs, x)


def short(xs: list[int], x: int) -> tuple[int, int]:
    return bisect.bisect(xs, x), find_right(xs, x)


def kept(xs: list[int], more: list[int]) -> list[int]:
    for x in more:
        bisect.insort(xs, x)
    return xs


def kept_floats(xs: list[float], more: list[float]) -> list[float]:
    for x in more:
        bisect.insort_left(xs, x)
    return xs


def both(more: list[int]) -> tuple[list[int], list[int], bool]:
    first: list[int] = []
    second: list[int] = []
    for x in more:
        bisect.insort_left(first, x)
        bisect.insort_right(second, x)
    return first, second, first == second


def own(n: int) -> tuple[list[float], int, int]:
    found: list[float] = []
    for i in range(n):
        insort(found, i * 7 % 11 / 2.0)
        insort_left(found, i * 3 % 5 / 2.0)
    return found, bisect_left(found, 2.5), find_right(found, 2.5)


def smaller_before(xs: list[int]) -> list[int]:
    seen: list[int] = []
    counts: list[int] = []
    for x in xs:
        place = bisect.bisect_left(seen, x)
        counts.append(place)
        seen.insert(place, x)
    return counts


def between(edges: list[float], x: float) -> str:
    place = bisect.bisect(edges, x)
    return "below" if place == 0 else f"from {edges[place - 1]}"


def imported(xs: list[int], x: int) -> list[int]:
    return [bisect_left(xs, x), find_right(xs, x)]


def bounded(xs: list[int], x: int) -> list[int]:
    return [bisect.bisect_left(xs, x, 1), bisect.bisect_left(xs, x, 1, 3), bisect.bisect(xs, x, hi=2)]


def by_key(xs: list[int], x: int) -> int:
    return bisect.bisect_left(xs, x, key=lambda value: -value)


def caught(xs: list[int], x: int) -> str:
    try:
        return str(bisect.bisect_left(xs, x))
    except TypeError as error:
        return str(error)


def taken_apart(n: int) -> tuple[int, list[int]]:
    events: list[int] = [n, 3 * n]
    total = 0
    while events:
        at = events.pop(0)
        total += at
        if total < 40 * n:
            insort(events, at + 2)
            insort(events, at * 2)
    return total, events


def no_numbers(n: int) -> list[float]:
    nan = float("nan")
    values: list[float] = []
    for i in range(n):
        bisect.insort(values, nan if i % 3 == 1 else float(n - i))
    return values


class Odd(list):
    def insert(self, index, value):
        super().insert(0, value)

    def __getitem__(self, index):
        return 5


def replaced(xs: list[int], x: int) -> list[object]:
    before = left(xs, x)
    original = bisect.bisect_left
    bisect.bisect_left = lambda values, value: "mine"
    try:
        return [before, left(xs, x), bisect_left(xs, x)]
    finally:
        bisect.bisect_left = original


BIG = 1 << 70

CASES = [
    (left, ([1, 3, 3, 5], 3)),
    (left, ([5, 1, 4, 2, 8], 3)),
    (left, ([], 3)),
    (left, ([1, BIG], 3)),
    (left, ([1, 2, 3], BIG)),
    (left, ([1, True, 3], 2)),
    (left, ([1, 2.5, 3], 2)),
    (left, ((1, 2, 3), 2)),
    (left, (Odd([1, 2, 3]), 2)),
    (right, ([1.0, 3.0, 3.0, 5.0], 3.0)),
    (right, ([1.0, 3, 3.0, 5.0], 3.0)),
    (right, ([1.0, float("nan"), 3.0, 5.0], 3.0)),
    (right, ([1.0, 3.0], 3)),
    (short, ([1, 3, 3, 5], 3)),
    (kept, ([1, 5, 9], [5, 0, 10, 7])),
    (kept, ([9, 5, 1], [5, 0, 10, 7])),
    (kept, ([1, 5], [BIG, 3])),
    (kept, (Odd([1, 2, 3]), [2])),
    (kept, ((1, 2), [2])),
    (kept_floats, ([1.0], [0.5, 1.0, 2.5, float("inf")])),
    (kept_floats, ([1.0, 2], [0.5, 1.5])),
    (both, ([3, 1, 2, 3, 1],)),
    (own, (9,)),
    (smaller_before, ([3, 1, 4, 1, 5, 9, 2, 6],)),
    (smaller_before, ([3, 1 << 63, 4],)),
    (between, ([0.5, 1.5, 4.0], 1.5)),
    (between, ([0.5, 1.5, 4.0], 0.0)),
    (imported, ([1, 3, 3, 5], 3)),
    (bounded, ([1, 3, 3, 5], 3)),
    (by_key, ([5, 3, 3, 1], -3)),
    (caught, ([1, "a", 3], 2)),
    (caught, ([1, 2], 2)),
    (caught, (7, 2)),
    (taken_apart, (1,)),
    (no_numbers, (9,)),
    (replaced, ([1, 3, 3, 5], 3)),
]
