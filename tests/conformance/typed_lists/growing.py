# native: grown, shrunk, floats, kept, popped_to_nothing
"""Lists of numbers that grow and shrink: what they hold, and how much room they have."""

import sys


def grown(n: int) -> list[int]:
    items: list[int] = []
    for k in range(n):
        items.append(k * 3)
    return items


def shrunk(n: int, left: int) -> list[int]:
    items = [7]
    for k in range(n):
        items.append(k)
    total = 0
    while len(items) > left:
        total += items.pop()
    items.append(total)
    return items


def floats(n: int) -> list[float]:
    items = [0.5] * n
    for k in range(n):
        items.append(k * 0.5)
        if k % 3 == 0:
            items.pop()
    return items


def kept(rounds: int, n: int) -> int:
    total = 0
    before = [0]
    for k in range(rounds):
        row = [k]
        for j in range(n):
            row.append(before[j % len(before)] + j)
        before = row
        total += len(row) + row[n // 2]
    return total


def popped_to_nothing(n: int) -> list[int]:
    items: list[int] = []
    for _ in range(3):
        for k in range(n):
            items.append(k)
        for k in range(n):
            items.pop()
    for k in range(n):
        items.append(-k)
    return items


def told(items: list) -> tuple:
    return sys.getsizeof(items), len(items), hash(tuple(items))


def test_grown() -> list:
    return [told(grown(n)) for n in (0, 1, 4, 7, 8, 9, 16, 17, 63, 64, 65, 1000, 32760, 32768, 32769, 40000, 70000)]


def test_shrunk() -> list:
    sizes = ((10, 3), (64, 8), (65, 33), (1000, 0), (1000, 1), (40000, 30000), (40000, 5), (70000, 32768))
    return [told(shrunk(n, left)) for n, left in sizes]


def test_floats() -> list:
    return [told(floats(n)) for n in (0, 1, 3, 8, 31, 100, 1000, 33000)]


def test_grows_on() -> list:
    items = grown(1000)
    items.extend(items)
    for k in range(100):
        items.append(str(k))
    del items[50:]
    return [sys.getsizeof(items), items]


CASES = [(kept, (5, 300)), (kept, (3, 0)), (popped_to_nothing, (100,)), (popped_to_nothing, (0,))]
