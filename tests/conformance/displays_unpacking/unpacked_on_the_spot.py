# native: totals, points, texts, mixed, captured, filtered, odd_counts, failing, shadowed, nested, in_loop_head, lists
# `a, b = map(f, parts)` and `a, b = (f(p) for p in parts)`: what is taken apart is a loop of the function itself.
from typing import Any


def totals(lines: list[str]) -> int:
    total = 0
    for line in lines:
        a, b = map(int, line.split())
        total += a * b
    return total


def points(rows: list[str]) -> float:
    total = 0.0
    for row in rows:
        x, y, z = (float(part) for part in row.split(";"))
        total += x * y - z
    return total


def texts(rows: list[str]) -> str:
    out = ""
    for row in rows:
        x, y = (part.strip() for part in row.split(";"))
        out += y + x
    return out


def mixed(rows: list[Any]) -> list[Any]:
    out: list[Any] = []
    for row in rows:
        try:
            a, b = map(int, row)
            out.append((b, a))
        except (ValueError, TypeError) as error:
            out.append(repr(error))
    return out


def captured(rows: list[list[int]], by: int) -> int:
    total = 0
    for row in rows:
        a, b, c = (item * by for item in row)
        d, e = map(lambda item: item + by, row[:2])
        total += a - b * c + d * e
    return total


def filtered(rows: list[list[int]]) -> int:
    total = 0
    for row in rows:
        a, b = filter(lambda item: item > 2, row)
        c, d = (item for item in row if item < 3)
        total += a * b + c * d
    return total


def odd_counts(rows: list[list[int]], count: int) -> Any:
    out: list[Any] = []
    for row in rows:
        try:
            if count == 1:
                (a,) = map(abs, row)
                out.append(a)
            elif count == 2:
                a, b = map(abs, row)
                out.append((a, b))
            elif count == 3:
                a, b, c = (abs(item) for item in row)
                out.append((a, b, c))
            else:
                a, b, c, d, e, f, g, h, i = map(abs, row)
                out.append(i)
        except ValueError as error:
            out.append(str(error))
    return out


def failing(line: str) -> int:
    a, b = map(int, line.split(","))
    return a - b


calls: list[Any] = []


def noisy(text: str) -> int:
    calls.append(text)
    return int(text)


def effects(line: str) -> Any:
    calls.clear()
    try:
        a, b = map(noisy, line.split(","))
        result: Any = (a, b)
    except ValueError as error:
        result = str(error)
    return result, list(calls)


def shadowed(line: str) -> Any:
    a, b = map(len, line.split(","))
    return a, b


def shadow(line: str) -> Any:
    global map
    out = [shadowed(line), shadowed(line)]
    map = lambda f, parts: [f(part) + 100 for part in parts]
    try:
        out.append(shadowed(line))
    finally:
        del map
    out.append(shadowed(line))
    return out


def nested(rows: list[str]) -> int:
    total = 0
    for row in rows:
        left, right = row.split("|")
        (a, b), (c, d) = map(int, left.split()), map(int, right.split())
        total += a * d - b * c
    return total


def in_loop_head(rows: list[str]) -> int:
    total = 0
    a = b = 0
    for a, b in (map(int, row.split()) for row in rows):
        total += a * b
    while rows:
        a, b = map(int, rows.pop().split())
        total -= a + b
    return total


def lists(rows: list[Any]) -> list[Any]:
    out: list[Any] = []
    for row in rows:
        first, second = ([item, item] for item in row)
        first.append(second)
        out.append(first)
    return out


def iterators(count: int) -> Any:
    source = iter(range(count))
    out: list[Any] = []
    try:
        a, b = (item * 2 for item in source)
        out.append((a, b))
    except ValueError as error:
        out.append(str(error))
    out.append(list(source))
    return out


CASES = [
    (totals, (["1 2", "3 4", " 5   6 "],)),
    (totals, (["1 2", "3", "5 6"],)),
    (totals, (["1 2", "3 4 5", "5 6"],)),
    (totals, (["1 2", "3 x", "5 6"],)),
    (totals, (["1 2", "3 4 x", "5 6"],)),
    (totals, (["1 2", "99999999999999999999 3", "5 6"],)),
    (totals, (["1 2", ""],)),
    (points, (["1.5;2;3", "2;3;inf"],)),
    (points, (["1.5;2;3", "2;3"],)),
    (points, (["1.5;2;3", "2;3;;"],)),
    (points, (["1.5;2;3", 5],)),
    (texts, (["a; b", " c ;d"],)),
    (texts, (["a; b", " c ;d;e"],)),
    (mixed, ([["1", "2"], (1, 2.5), {3, 4}, "12", "1", range(3), [None, 1], {"5": 6, "7": 8}, 5, b"ab"],)),
    (captured, ([[1, 2, 3], [4, 5, 6]], 3)),
    (captured, ([[1, 2, 3], [4, 5]], 3)),
    (captured, ([[2 ** 62, 2, 3], [4, 5, 6]], 3)),
    (filtered, ([[1, 2, 3, 4], [5, 0, 6, 1]],)),
    (filtered, ([[1, 2, 3, 4], [5, 5, 6, 1]],)),
    (odd_counts, ([[-1], [1, 2], [], [3]], 1)),
    (odd_counts, ([[-1], [1, -2], [], [3, 4, 5]], 2)),
    (odd_counts, ([[-1], [1, -2, 3], [], [3, 4, 5, 6]], 3)),
    (odd_counts, ([list(range(9)), list(range(8))], 9)),
    (failing, ("3,4",)),
    (failing, ("3,four",)),
    (failing, ("3",)),
    (failing, ("3,4,5",)),
    (failing, ("3,4,five",)),
    (failing, ("3,4,5,six",)),
    (effects, ("3,4",)),
    (effects, ("3,4,5,6",)),
    (effects, ("3,x,5,6",)),
    (effects, ("3",)),
    (shadow, ("ab,c",)),
    (nested, (["1 2|3 4", "5 6|7 8"],)),
    (nested, (["1 2|3 4", "5 6|7"],)),
    (in_loop_head, (["1 2", "3 4"],)),
    (in_loop_head, (["1 2", "3 4 5"],)),
    (lists, ([[1, 2], ("a", None)],)),
    (iterators, (2,)),
    (iterators, (1,)),
    (iterators, (6,)),
]
