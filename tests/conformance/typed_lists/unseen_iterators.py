# native: total, weighted, first, until, growing, leaves
# native 3.12+: nested
"""Whoever asks the garbage collector for all objects in the middle of a loop sees no list of unboxed numbers, nor its iterator."""

import gc


def look() -> None:
    for thing in gc.get_objects():
        if type(thing).__name__ == "list_iterator":
            for inner in gc.get_referents(thing):
                if type(inner) is not list:
                    raise SystemError(type(inner))


def total(n: int) -> int:
    values = [1] * n
    values[0] = 3
    result = 0
    for value in values:
        result += value
        if result == 3:
            look()
    return result


def weighted(n: int) -> float:
    values = [0.5] * n
    values[0] = 3.0
    result = 0.0
    for value in values:
        result += value
        look()
        gc.collect()
    return result


def first(n: int) -> int:
    values = [1] * n
    values[n - 1] = 7
    for value in values:
        if value == 7:
            look()
            break
    return values[0]


def nested(n: int) -> int:
    rows = [[1] * n for _ in range(n)]
    result = 0
    for row in rows:
        row[0] += 1
        for value in row:
            result += value
            look()
        if result > 8:
            return result
    return result


def until(n: int, end: int) -> int:
    values = [1] * n
    values[1] = 5
    result = 0
    for value in values:
        result += value
        look()
        if result > end:
            raise ValueError(result)
    return result


def growing(n: int) -> int:
    values = [1, 2]
    result = 0
    for value in values:
        result += value
        if len(values) < n:
            values.append(value + 1)
            look()
    return result


def leaves(n: int) -> int:
    values = [1 << 62] * n
    result = 0
    for value in values:
        look()
        result += value
    gc.collect()
    return result


CASES = [
    (total, (5,)),
    (weighted, (4,)),
    (first, (3,)),
    (nested, (3,)),
    (until, (4, 20)),
    (until, (4, 3)),
    (growing, (6,)),
    (leaves, (5,)),
]
