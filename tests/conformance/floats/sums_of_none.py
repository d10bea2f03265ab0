# native: mean, of_some, deviation, norm, halved, handled, compared
# native 3.12+: of_squares
"""Sums of floats that may be of nothing, and so the int 0, where that is divided, compared, or given on."""

import math
from typing import Any


def mean(xs: list[float]) -> float:
    return sum(xs) / len(xs)


def of_some(xs: list[float], n: int) -> float:
    return sum(x for x in xs if x > 2.0) / n


def deviation(xs: list[float], m: float) -> float:
    total = sum((x - m) * (x - m) for x in xs)
    return math.sqrt(total / max(1, len(xs) - 1)) + total / 2


def norm(xs: list[float]) -> float:
    return math.sqrt(sum(x * x for x in xs))


def halved(n: int, by: float) -> list[float]:
    """The list is a vector."""
    xs: list[float] = []
    for i in range(n):
        xs.append(i * 0.5)
    total = sum(xs)
    ratio = total / by
    return [ratio, total / (n - 3), by / (total + 1.0)]


def handled(xs: list[float], n: int) -> str:
    try:
        return str(sum(xs) / n)
    except ZeroDivisionError as error:
        return str(error)


def of_itself(xs: list[float]) -> float:
    total = sum(xs)
    return total / total


def compared(xs: list[float], n: int) -> tuple[bool, float]:
    total = sum(xs)
    return total < 1.5, total / n


def shown(xs: list[float], n: int) -> tuple[float, float]:
    total = sum(xs)
    return total, total / n


def of_squares(rows: list[list[float]]) -> list[float]:
    return [sum(x * x for x in row) / 2 for row in rows]


def called(xs: list[float], f: Any) -> Any:
    total = sum(xs)
    ratio = total / 4
    return f(ratio), total / 8


def looked_at(n: int, at: int, xs: list[float]) -> Any:
    """Leaves while the sum is a local."""
    total = sum(xs)
    ratio = total / 4
    for i in range(n):
        if i == at:
            ratio = ratio + (1 << 62) * (i + 4)
    return ratio, total / 8, total


CASES = [
    (mean, ([],)),
    (mean, ([1.0, 2.5],)),
    (mean, ([1, 2.5],)),
    (mean, ([1, 2],)),
    (mean, ([-0.0],)),
    (of_some, ([], 3)),
    (of_some, ([], -3)),
    (of_some, ([], 0)),
    (of_some, ([1.0, 3.0], -2)),
    (of_some, ([1.0], 1 << 70)),
    (of_some, ([5], 2)),
    (deviation, ([], 1.0)),
    (deviation, ([1.0, 4.0], 2.0)),
    (deviation, ([1e200, 4.0], 2.0)),
    (norm, ([],)),
    (norm, ([3.0, 4.0],)),
    (norm, ([3],)),
    (halved, (0, 2.0)),
    (halved, (0, -2.0)),
    (halved, (0, 0.0)),
    (halved, (3, 2.0)),
    (halved, (5, 0.0)),
    (handled, ([], 0)),
    (handled, ([1.0], 0)),
    (handled, ([], 2)),
    (of_itself, ([],)),
    (of_itself, ([2.0],)),
    (compared, ([], 1)),
    (compared, ([], 0)),
    (compared, ([2.0], 4)),
    (shown, ([], 2)),
    (shown, ([], 0)),
    (shown, ([0.5], 2)),
    (of_squares, ([[], [1.0, 2.0]],)),
    (called, ([], str)),
    (called, ([1.0], len)),
    (looked_at, (5, 3, [])),
    (looked_at, (5, 3, [1.5])),
    (looked_at, (5, 9, [])),
]
