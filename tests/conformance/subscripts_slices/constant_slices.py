# native: smoothed, middle, ends, every_second, halves
# native 3.12+: reversed_words, of_octets
"""Slices between constant bounds: CPython 3.14 has one slice object for each, which what is subscripted may keep."""

from typing import Any


def smoothed(u: list[float], steps: int) -> list[float]:
    for _ in range(steps):
        new = u[:]
        for i in range(1, len(u) - 1):
            new[i] = u[i] + 0.25 * (u[i - 1] - 2.0 * u[i] + u[i + 1])
        u = new
    return u


def middle(xs: list[int]) -> list[int]:
    found = xs[1:-1]
    for _ in range(2):
        found = found[:1] + xs[1:2]
    return found


def ends(text: str) -> tuple[str, str, str, str]:
    return text[:1], text[-1:], text[1:], text[:-1]


def reversed_words(text: str) -> list[str]:
    return [word[::-1] for word in text.split()]


def every_second(xs: list[int]) -> int:
    total = 0
    for x in xs[::2]:
        total += x
    for x in xs[3:0:-1]:
        total = total * 3 + x
    return total


def tails(rows: list[list[int]]) -> int:
    return sum(len(row[1:]) for row in rows)


def halves(xs: list[int]) -> int:
    """The list is a vector where it is not given away."""
    ys: list[int] = []
    for x in xs:
        ys.append(x * 2)
    zs = ys[1:]
    zs.append(7)
    total = 0
    for z in zs:
        total += z
    for y in ys[:-1]:
        total = total * 2 + y
    return total + len(ys[1:3])


def of_octets(data: bytes) -> int:
    total = 0
    for byte in data[2:]:
        total = total * 5 + byte
    return total + len(data[:4]) + len(data[::-3])


def stored(xs: Any) -> Any:
    xs[1:3] = xs[:1]
    del xs[5:]
    xs[::2] = xs[::2]
    return xs


class Keeper:
    def __init__(self) -> None:
        self.keys: list[Any] = []

    def __getitem__(self, key: Any) -> Any:
        self.keys.append(key)
        return len(self.keys)


class OwnList(list):  # type: ignore[type-arg]
    def __getitem__(self, key: Any) -> Any:
        return ("own", key)


class Raising:
    def __getitem__(self, key: Any) -> Any:
        raise KeyError(key)


def kept(keeper: Keeper) -> list[bool]:
    for _ in range(3):
        keeper[1:2]
        keeper[::-1]
    first, second = keeper.keys[:2]
    return [first is key for key in keeper.keys] + [second is key for key in keeper.keys]


def test_kept() -> Any:
    keeper = Keeper()
    return kept(keeper), keeper.keys


CASES = [
    (smoothed, ([1.0, 2.5, 4.0, 8.0], 3)),
    (smoothed, ([], 2)),
    (smoothed, ([1.0], 1)),
    (smoothed, (OwnList([1.0, 2.0, 3.0]), 1)),
    (middle, ([1, 2, 3, 4],)),
    (middle, ([],)),
    (middle, ((1, 2, 3),)),
    (middle, ("abcd",)),
    (middle, (range(9),)),
    (middle, ({},)),
    (middle, (None,)),
    (middle, (OwnList([1, 2, 3]),)),
    (middle, (Raising(),)),
    (ends, ("",)),
    (ends, ("abc",)),
    (ends, ("\u20ac\U0001f600x",)),
    (ends, ([1, 2],)),
    (ends, (None,)),
    (ends, (Raising(),)),
    (reversed_words, ("one two three",)),
    (reversed_words, ("\u00e9\u20ac \U0001f600x",)),
    (every_second, ([1, 2, 3, 4, 5],)),
    (every_second, ([],)),
    (every_second, ((1, 2, 3),)),
    (every_second, ("abc",)),
    (every_second, (OwnList([1, 2, 3]),)),
    (every_second, (Raising(),)),
    (tails, ([[1, 2], [3], []],)),
    (tails, (["ab", "c"],)),
    (tails, ([5],)),
    (halves, ([5, 3, 8],)),
    (halves, ([],)),
    (halves, ([1 << 62, 1],)),
    (of_octets, (b"",)),
    (of_octets, (b"\x00\xff" * 9,)),
    (stored, ([1, 2, 3, 4],)),
    (stored, ([],)),
    (stored, (bytearray(b"abcdefgh"),)),
]
