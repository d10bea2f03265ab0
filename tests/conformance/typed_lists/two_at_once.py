# native: dot, named, shrinking, growing, until, rising, twice, ended, mixed, numbers_change
# native 3.12+: differences, unequal, made, nested
"""Loops over `zip` of two lists walk along both; lists change meanwhile, end, and are given up in CPython's order."""

ENDS: list[str] = []


class Told:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        ENDS.append(self.name)


def dot(xs: list[float], ys: list[float]) -> float:
    return sum(x * y for x, y in zip(xs, ys))


def differences(xs: list[int]) -> list[int]:
    return [b - a for a, b in zip(xs, xs[1:])]


def named(names: list[str], sizes: list[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, size in zip(names, sizes):
        found[name] = found.get(name, 0) + size
    return found


def shrinking(xs: list[int], ys: list[int]) -> tuple[int, list[int]]:
    total = 0
    for x, y in zip(xs, ys):
        total += x * y
        xs.pop()
    return total, xs


def growing(xs: list[int], ys: list[int]) -> tuple[int, list[int], list[int]]:
    total = 0
    for x, y in zip(xs, ys):
        total += x - y
        if len(xs) < 6:
            xs.append(x + 10)
            ys.append(y + 1)
    return total, xs, ys


def until(xs: list[int], ys: list[int], end: int) -> int:
    for x, y in zip(xs, ys):
        if x + y > end:
            return x
    else:
        return -1


def rising(xs: list[int], ys: list[int]) -> bool:
    return all(x < y for x, y in zip(xs, ys))


def twice(xs: list[int]) -> int:
    total = 0
    for x, y in zip(xs, xs):
        total += x * y
        if total > 20:
            xs.clear()
    return total


def ended(n: int, stop: int) -> list[str]:
    left = [Told(f"left {i}") for i in range(n)]
    right = [Told(f"right {i}") for i in range(3)]
    ENDS.clear()
    count = 0
    for a, b in zip(left[:], right[:]):
        count += 1
        if count == stop:
            break
    del left, right
    ENDS.append(f"{count} pairs")
    return list(ENDS)


def last_holder(make, stop: int) -> list[str]:
    # The lists live as long as the loop does, and are all that holds their items.
    ENDS.clear()
    held: list[list[Told]] = make()
    first: list[Told] = held[0]
    second: list[Told] = held[1]
    held.clear()
    count = 0
    for a, b in zip(first, second):
        if count == 0:
            del first, second
        count += 1
        if count == stop:
            break
    ENDS.append(f"{count} pairs")
    a = b = None
    return list(ENDS)


def unequal(n: int, m: int):
    def make() -> list:
        return [[Told(f"left {i}") for i in range(n)], [Told(f"right {i}") for i in range(m)]]

    return [last_holder(make, stop) for stop in range(1, 5)]


def mixed(xs: list[float], ys: list[int]) -> float:
    total = 0.0
    for x, y in zip(xs, ys):
        total += x * y
    return total


def made(xs: list[int], ys: list[int]) -> tuple[list[tuple[int, int]], list[int]]:
    pairs = [pair for pair in zip(xs, ys)]
    sums = [a + b for a, b in zip(xs, ys)]
    return pairs, sums


def nested(rows: list[list[int]], columns: list[list[int]]) -> list[list[int]]:
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in rows]


def numbers_change(xs: list[int], ys: list[int]) -> int:
    total = 0
    for x, y in zip(xs, ys):
        total += x * y
        if total > 5:
            xs[-1] = 1 << 70
    return total


class Rows(list):
    def __iter__(self):
        return iter([7, 8, 9])


def caught(xs: list[int], ys: list[int]) -> str:
    try:
        for x, y in zip(xs, ys):
            if y == 0:
                raise KeyError(x)
    except KeyError as error:
        return f"{error.args} {x // (y + 1)}"
    return "none"


CASES = [
    (dot, ([1.5, 2.0, 3.0], [2.0, 4.0])),
    (dot, ([1.5, 2, 3.0], [2.0, 4.0, 1.0])),
    (dot, ([], [2.0])),
    (dot, ([1.0], "ab")),
    (dot, (Rows([1.0]), [2.0, 3.0])),
    (dot, ([1.0], Rows([2.0, 3.0]))),
    (differences, ([5, 7, 1, 1 << 63, 2],)),
    (named, (["a", "b", "a"], [1, 2, 3, 4])),
    (named, (["a", []], [1, 2])),
    (shrinking, ([1, 2, 3, 4, 5], [1, 1, 1, 1, 1])),
    (growing, ([1, 2], [3, 4])),
    (until, ([1, 5, 9], [1, 2, 3], 6)),
    (until, ([1, 5, 9], [1, 2, 3], 60)),
    (rising, ([1, 5, 9], [2, 6, 9])),
    (rising, ([1, 5, 9], [2, 6])),
    (twice, ([1, 2, 3, 4, 5],)),
    (ended, (2, 9)),
    (ended, (3, 9)),
    (ended, (5, 9)),
    (ended, (5, 2)),
    (unequal, (3, 3)),
    (unequal, (2, 3)),
    (unequal, (3, 2)),
    (mixed, ([1.0, 2.0], [1, 2, 3])),
    (mixed, ([1.0, 2.0], [1, 1 << 65])),
    (made, ([1, 2, 3], [4, 5])),
    (nested, ([[1, 2], [3, 4]], [[5, 6], [7, 8], [9]])),
    (numbers_change, ([1, 2, 3, 4], [1, 2, 3, 4])),
    (caught, ([1, 2, 3], [4, 0, 1])),
    (caught, ([1, 2, 3], [4, 2, 1])),
]
