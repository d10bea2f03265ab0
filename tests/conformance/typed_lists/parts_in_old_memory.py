# native: pairs, grown, sizes, kept_parts, ends_by_items
# native 3.11-3.13: nested
"""Slices of lists in loops, whose memory is that of slices that have ended: nobody can tell."""
import gc
import sys
from typing import List


class Item:
    def __init__(self, value: int) -> None:
        self.value = value


class Loud:
    told: List[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        Loud.told.append(self.name)


def pairs(items: List[Item]) -> int:
    total = 0
    for i, a in enumerate(items):
        for b in items[i + 1:]:
            total += a.value * b.value
    return total


def grown(items: List[int], turns: int) -> List[int]:
    found: List[int] = []
    for turn in range(turns):
        part = items[turn % 5:]
        part.append(turn)
        part.append(turn * 1000003)
        part.pop(0)
        found.append(sum(part) + len(part))
    return found


def sizes(items: List[int], turns: int) -> List[int]:
    found: List[int] = []
    for turn in range(turns):
        part = items[turn % 4:]
        found.append(sys.getsizeof(part))
        part.append(1)
        found.append(sys.getsizeof(part))
    return found


def kept_parts(items: List[int], turns: int) -> List[List[int]]:
    found: List[List[int]] = []
    for turn in range(turns):
        found.append(items[turn % 7:turn % 7 + 3])
        if turn % 3 == 0:
            found.pop(0)
    return found


def nested(rows: List[List[float]]) -> float:
    total = 0.0
    for row in rows[1:]:
        for x in row[1:]:
            for y in row[:2]:
                total += x * y
    return total


def ends_by_items(names: List[str], turns: int) -> int:
    total = 0
    for turn in range(turns):
        made = [Loud(name) for name in names]
        part = made[1:]
        del made
        Loud.told.append("here")
        for loud in part:
            total += len(loud.name)
        # The last references to all but the last are those of the part, which ends where it gets another value.
        part = []
        Loud.told.append("there")
    return total


def test_pairs():
    items = [Item(i) for i in range(6)]
    before = list(map(sys.getrefcount, items))
    found = pairs(items), pairs(items[:1]), pairs([])
    for _ in range(50):
        pairs(items)
    return found, before == list(map(sys.getrefcount, items))


def test_grown():
    return grown([1, 2 ** 40, 3, 4, 5, 6], 40), grown(list(range(100, 140)), 30)


def test_sizes():
    return sizes([1, 2, 3, 4, 5], 30)


def test_kept():
    return kept_parts([10 ** 6 + i for i in range(9)], 60)


def test_nested():
    return nested([[0.5, 1.5, -2.0]] * 7 + [[]] + [[3.25]])


def test_ends():
    Loud.told.clear()
    found = ends_by_items(["a", "bb", "ccc"], 5)
    return found, list(Loud.told)


def test_collector():
    """Parts are seen by it, and what they are in goes away."""
    items = [[i] for i in range(5)]

    def cycle(turns: int) -> int:
        for turn in range(turns):
            part = items[1:4]
            part.append(part)
        return len(part)

    gc.collect()
    gc.disable()
    try:
        found = [cycle(20)]
        found.append(gc.collect() >= 19)
        part = part_of(items)
        found.append(gc.is_tracked(part))
        found.append(any(known is part for known in gc.get_referrers(items[2])))
        found.append(gc.get_count()[0] < 200)
        return found
    finally:
        gc.enable()


def part_of(items: List[List[int]]) -> List[List[int]]:
    for _ in range(10):
        part = items[1:]
    return part


def test_doubled():
    """The same object twice, with no other reference to it."""
    Loud.told.clear()

    def doubled(turns: int) -> int:
        found = 0
        for turn in range(turns):
            one = Loud(str(turn))
            part = [one, one, one][1:]
            del one
            found += len(part)
            part = []
            Loud.told.append("gone")
        return found

    return doubled(4), list(Loud.told)


def test_ends_change():
    """What ends looks at the list that it was in."""
    seen = []

    class Last:
        def __del__(self):
            seen.append(len(gc.get_referrers(other)))

    other = Item(1)

    def run() -> int:
        found = 0
        for _ in range(5):
            part = [Last(), other, other][:]
            found += len(part)
            part = [other]
        return found

    return run(), len(seen)
