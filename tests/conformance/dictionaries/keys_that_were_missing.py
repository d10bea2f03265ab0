# native: looked_up, counted, twice, in_function, removed
"""What a `defaultdict` lacks it makes under the very key that it was asked for: whoever has the key sees that."""
from collections import Counter, defaultdict
from typing import Any

Pair = tuple[int, int]


def looked_up(n: int) -> list[bool]:
    d: defaultdict[Pair, int] = defaultdict(int)
    out = []
    for i in range(n):
        key = (i, i + 1)
        d[key]
        out.append(key is list(d)[-1])
    return out


def counted(n: int) -> list[bool]:
    d: defaultdict[Pair, int] = defaultdict(int)
    out = []
    for i in range(n):
        key = (i, i % 3)
        d[key] += 1
        out.append(key is list(d)[-1])
        d[i % 2, 7] += 1
    return out


def twice(n: int) -> list[bool]:
    d: defaultdict[Pair, list[int]] = defaultdict(list)
    other: dict[Pair, int] = {}
    out = []
    for i in range(n):
        key = (i, i)
        d[key].append(i)
        other[key] = i
        out.append(list(other)[-1] is list(d)[-1])
    return out


def in_function(d: defaultdict[Pair, float], n: int) -> bool:
    key = (n, n)
    found = d[key]
    return key is next(iter(d)) and found == 0


def removed(d: defaultdict[Pair, Any], n: int, held: list[Any]) -> list[bool]:
    def forget() -> int:
        held.extend(d)
        d.clear()
        return 1

    key = (n, n + 1)
    d[key] = d[key] + forget()
    return [key is held[0], key is next(iter(d)), held[0] is next(iter(d))]


def stored(d: defaultdict[Pair, Any], n: int) -> list[Any]:
    key = (n, n)
    other = (n, n + 1)
    d[key]
    d[key] = other
    d[other] = key
    return [d[key] is list(d)[-1], d[other] is next(iter(d)), key is next(iter(d)), other is d[key]]


def of_function(n: int) -> Any:
    return in_function(defaultdict(float), n), removed(defaultdict(int), n, []), stored(defaultdict(int), n), in_function(defaultdict(float, {(n, n): 0.0}), n)


def counter(n: int) -> list[bool]:
    c: Counter[Pair] = Counter()
    key = (n, n)
    found = c[key]
    c[key] += 1
    return [key is next(iter(c)), found == 0]


CASES = [(looked_up, (3,)), (counted, (4,)), (twice, (3,)), (of_function, (5,)), (counter, (2,))]
