# native: long, grown, popped, rows, floats, rolling, shrunk
"""Lists of numbers that grow where long ones have ended before: what they hold, and how much room they have."""

import sys


def long(n: int) -> int:
    items = []
    for k in range(n):
        items.append(k * 3)
    total = 0
    for k in range(n):
        total += items[k]
    return total


def grown(n: int) -> list[int]:
    items = []
    for k in range(n):
        items.append(k - 5)
    return items


def popped(n: int, m: int) -> list[int]:
    items = []
    for k in range(n):
        items.append(k)
    for k in range(m):
        items.append(items.pop() + k)
        items.pop()
    items.append(7)
    return items


def rows(n: int, m: int) -> list[list[int]]:
    made = []
    for i in range(n):
        row = []
        for k in range(m):
            row.append(i * k)
        made.append(row)
        row.append(i)
    return made


def floats(n: int) -> list[float]:
    items = [0.5]
    for k in range(n):
        items.append(items[k] * 1.5 - k)
        if k % 7 == 6:
            items.extend([1.0, 2.0, 3.0])
    return items


def rolling(n: int, m: int) -> list[int]:
    before = list(range(m))
    for i in range(n):
        row = [i]
        for k in range(m - 1):
            row.append(before[k] + row[k])
        before = row
    return before


def shrunk(n: int) -> list[int]:
    items = []
    for k in range(n):
        items.append(k)
    while len(items) > 3:
        items.pop()
        if len(items) % 50 == 49:
            items.append(-1)
            items.pop()
    items.append(1)
    return items


def test_arrays() -> None:
    for n in (1000, 10, 8000, 70, 200, 40000, 900, 0, 3):
        print(n, long(n), long(n + 1))
        for made in (grown(n // 16), grown(n), popped(n, n // 2), floats(n // 3), shrunk(n), rolling(5, n // 4 + 2)):
            print(sys.getsizeof(made), len(made), made[:5], made[-5:])


def test_rows() -> None:
    for n, m in ((3, 600), (40, 9), (40, 70), (2, 9000), (60, 1)):
        made = rows(n, m)
        long(9000)
        again = rows(n, m + 1)
        print(n, m, [sys.getsizeof(row) for row in made[:4] + again[:4]], made[-1][-3:], again[0] + again[-1][:9])


def test_sizes() -> None:
    for n in range(300):
        long(300)
        print(n, [sys.getsizeof(made) for made in (grown(n), popped(n + 2, n), floats(n), shrunk(n + 1))])
