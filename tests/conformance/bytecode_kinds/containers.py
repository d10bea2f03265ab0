"""Lists, dicts, strings, f-strings, `with`, star-args, exceptions of one's own: whatever is not native is right."""

from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import NamedTuple


def mean(values: list[float]) -> float:
    total: float = 0
    for value in values:
        total += value
    return total / len(values)


def histogram(words: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def matrix(a: list[list[int]], b: list[list[int]]) -> list[list[int]]:
    return [[sum(a[i][k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))] for i in range(len(a))]


def sieve(n: int) -> list[int]:
    flags = [True] * (n + 1)
    found = []
    for i in range(2, n + 1):
        if flags[i]:
            found.append(i)
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return found


def in_place(values: list[float], k: float) -> None:
    for i in range(len(values)):
        values[i] = values[i] * k


def text(n: int, x: float) -> str:
    return f"{n:5d}|{x:.3f}|{n!r:>8}|{n + x = }|{'nested ' + f'{n}'}"


def spell(word: str) -> str:
    result = ""
    for ch in word:
        result = ch.upper() + result
    return result + word[1:3] * 2


class Managed:
    def __init__(self, log: list, swallow: bool):
        self.log, self.swallow = log, swallow

    def __enter__(self):
        self.log.append("enter")
        return self

    def __exit__(self, kind, error, trace):
        self.log.append(kind and kind.__name__)
        return self.swallow


def managed(log: list, n: int, swallow: bool) -> int:
    result = -1
    with Managed(log, swallow):
        result = 10 // n
    return result


@dataclass
class Item:
    price: float
    amount: int = 1
    tags: list = field(default_factory=list)

    def total(self) -> float:
        return self.price * self.amount


class Colour(Enum):
    RED = 1
    BLUE = 2


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Pair(NamedTuple):
    a: int
    b: float = 0.5


def enums(level: int) -> list:
    return [level + 1, level * 2, level == 2, max(level, 1)]


def slices(values: list, a: int, b: int) -> list:
    copy = values[a:b]
    copy[0:1] = [9, 9]
    del copy[-1]
    return copy + values[::-1]


def indexing(values: list, i: int):
    return values[i]


CASES = [(mean, ([1.0, 2.5],)), (mean, ([1, 2],)), (mean, ([],)), (mean, (["a"],)), (histogram, (["a", "b", "a"],)), (matrix, ([[1, 2], [3, 4]], [[2**62, 0], [1, 2]]))]
CASES += [(sieve, (30,)), (in_place, ([1.0, 2.0, 3], 2.5)), (in_place, ([1.0, "a"], 2)), (in_place, ([1.0, None, 2.0], 2.0)), (text, (5, 2.5)), (spell, ("abc",))]
CASES += [(managed, ([], n, s)) for n in (0, 2) for s in (True, False)] + [(enums, (Level.HIGH,)), (enums, (2,)), (slices, ([1, 2, 3, 4], 1, 3)), (indexing, ([1, 2], 5))]


def test_classes():
    return Item(2.5, 3).total(), Item(2, 2**62), Colour(1), Colour["BLUE"].value, Level.LOW + 1, Pair(1), Pair(2, 3.0)._asdict(), Item(1.0) == Item(1.0)
