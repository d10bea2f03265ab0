# native: over_table, over_keys, over_set, caught, caught_around, by_zero, of_ranges, of_lists, of_range_kept, within, tagged_ones, deep, returned_from
"""What fails in a loop that consumes a generator: the generator becomes an object, whatever it holds, and what was raised stays."""

from typing import Iterator

LOG: list[object] = []


def pairs(n: int) -> Iterator[tuple[int, int]]:
    for a in range(n):
        for b in range(a):
            yield a, b


def kept(n: int) -> Iterator[int]:
    steps = range(n, n + 4)
    total = 2**62
    for step in steps:
        total += step
        yield total & 7
    yield len(steps)


def items(xs: list[int]) -> Iterator[int]:
    for place, x in enumerate(xs):
        yield x * place
    for x in xs:
        yield x


def outer(n: int) -> Iterator[int]:
    for a, b in pairs(n):
        yield a + b


def marked(n: int, text: str) -> Iterator[str]:
    last = text
    for i in range(n):
        last = last + str(i)
        yield last


def fields(xs: list[list[float]]) -> Iterator[float]:
    for row in xs:
        for x in row:
            yield x


def over_table(n: int) -> int:
    table = {2: 3}
    for a, b in pairs(n):
        for key, value in table.items():
            table[key + 1] = value
    return len(table)


def over_keys(n: int) -> int:
    table = {2: 3}
    for a, b in pairs(n):
        for key in table:
            table[key + 1] = key
    return len(table)


def over_set(n: int) -> int:
    found = {2, 3}
    for a, b in pairs(n):
        for item in found:
            found.add(item + 10)
    return len(found)


def caught(n: int) -> list[object]:
    table = {2: 3}
    told: list[object] = []
    for a, b in pairs(n):
        try:
            for key in table:
                table[key + 1] = key
        except RuntimeError as error:
            told.append((a, b, str(error), repr(error.__context__)))
    return told


def caught_around(n: int) -> list[object]:
    table = {2: 3}
    told: list[object] = []
    try:
        for a, b in pairs(n):
            told.append((a, b))
            for key in table:
                table[key + 1] = key
    except RuntimeError as error:
        told.append((str(error), repr(error.__context__)))
    return told


def by_zero(n: int, divisor: int) -> float:
    total = 0.0
    for a, b in pairs(n):
        total += a / (b - divisor)
    return total


def of_ranges(n: int, table: dict[int, str]) -> str:
    text = ""
    for x in outer(n):
        text += table[x]
    return text


def of_lists(xs: list[int], table: dict[int, str]) -> list[object]:
    told: list[object] = []
    try:
        for x in items(xs):
            told.append(table[x])
    except KeyError as error:
        told.append(error.args)
    return told


def of_range_kept(n: int, table: dict[int, str]) -> list[str]:
    told = []
    for x in kept(n):
        for key in table:
            table[x + len(table)] = key
        told.append(table[x])
    return told


def within(n: int) -> int:
    total = 0
    for x in outer(n):
        for a, b in pairs(x):
            total += [1, 2, 3][a + b + x]
    return total


def tagged_ones(n: int, text: str) -> list[str]:
    told = []
    for mark in marked(n, text):
        told.append(mark + int(mark))
    return told


def rows(xs: list[list[float]], divisor: float) -> float:
    total = 0.0
    for x in fields(xs):
        total += x / (x - divisor)
    return total


def deep(n: int) -> int:
    if n == 0:
        raise LookupError(n)
    total = 0
    for x in outer(n + 2):
        total += deep(n - 1) + x
    return total


def returned_from(n: int) -> object:
    for a, b in pairs(n):
        try:
            if b == 1:
                raise ValueError(a)
        except ValueError as error:
            return error, a, b
        finally:
            LOG.append((a, b))
    return None


CASES = [
    (over_table, (3,)),
    (over_table, (1,)),
    (over_keys, (3,)),
    (over_set, (3,)),
    (caught, (3,)),
    (caught_around, (3,)),
    (by_zero, (4, 1)),
    (by_zero, (4, 9)),
    (of_ranges, (3, {1: "a", 2: "b", 3: "c"})),
    (of_ranges, (3, {1: "a"})),
    (of_lists, ([1, 2, 3], {0: "a", 2: "b"})),
    (of_lists, ([1, 2, 3], {0: "a", 2: "b", 6: "c", 1: "d", 3: "e"})),
    (of_range_kept, (2, {1: "a"})),
    (of_range_kept, (2, {})),
    (within, (3,)),
    (within, (4,)),
    (tagged_ones, (3, "1")),
    (tagged_ones, (0, "1")),
    (rows, ([[1.0, 2.0], [], [3.0]], 3.0)),
    (rows, ([[1.0, 2.0], [], [3.0]], 4.0)),
    (deep, (2,)),
    (returned_from, (4,)),
]
