# native: filled, swapped, counts, loud, taken, raising, in_handler, slices
"""Items that are stored in instances of the module's own classes."""
import sys
from typing import Any, Dict, List, Tuple


class Grid:
    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.values = [0.0] * (width * height)

    def __getitem__(self, key: Tuple[int, int]) -> float:
        x, y = key
        return self.values[y * self.width + x]

    def __setitem__(self, key: Tuple[int, int], value: float) -> None:
        x, y = key
        self.values[y * self.width + x] = value


class Wide(Grid):
    def __setitem__(self, key: Tuple[int, int], value: float) -> None:
        super().__setitem__(key, value * 2.0)
        self.last = key


class Bag:
    def __init__(self) -> None:
        self.items: Dict[str, int] = {}
        self.log: List[Any] = []

    def __setitem__(self, key: str, value: int) -> None:
        if value < 0:
            raise ValueError(key)
        self.items[key] = value

    def __getitem__(self, key: str) -> int:
        return self.items.get(key, 0)


class Told:
    log: List[str] = []

    def __del__(self) -> None:
        Told.log.append("end")


class Loud:
    """What it gives is given up."""

    def __init__(self) -> None:
        self.kept: List[Any] = []

    def __setitem__(self, key: int, value: Any) -> Any:
        self.kept.append((key, value))
        return Told()


class Sliced:
    def __init__(self) -> None:
        self.seen: List[Any] = []

    def __setitem__(self, key: Any, value: Any) -> None:
        self.seen.append((key, value))


def filled(grid: Grid, size: int) -> float:
    for x in range(size):
        for y in range(size):
            grid[x, y] = x * 1.5 + y
            grid[y, x] += 0.5
    return sum(grid.values)


def swapped(grid: Grid) -> List[float]:
    for i in range(3):
        grid[i, 0], grid[0, i] = grid[0, i], grid[i, 0]
        grid[(i, i)] = grid[(i, i)] + 1.0
    return grid.values


def counts(bag: Bag, words: List[str]) -> Dict[str, int]:
    for word in words:
        bag[word] = bag[word] + 1
        bag[word] += 1
    return bag.items


def loud(of: Loud, n: int) -> List[str]:
    for i in range(n):
        of[i] = i * 0.5
        Told.log.append("next")
    return Told.log


def taken(grid: Grid, n: int) -> List[Any]:
    found: List[Any] = []
    for i in range(n):
        key = (i, i)
        grid[key] = float(i)
        found.append(key)
    return found


def raising(bag: Bag, values: List[int]) -> List[str]:
    found: List[str] = []
    for value in values:
        try:
            bag["k"] = value
            found.append("fine")
        except ValueError as error:
            found.append(str(error))
    return found


def in_handler(bag: Bag, n: int) -> int:
    for i in range(n):
        bag["a"] = 5 - i
    return bag["a"]


def slices(of: Sliced, n: int) -> List[Any]:
    for i in range(n):
        of[i:] = i
        of[i] = [i]
        of["a"] = None
        of[1, i, "b"] = (i, 2)
        of[None] = "text"
    return of.seen


def test_grid():
    return filled(Grid(4, 4), 4), filled(Wide(4, 4), 3), swapped(Wide(3, 3)), swapped(Grid(3, 3))


def test_bag():
    return counts(Bag(), ["a", "b", "a", "c"] * 3)


def test_loud():
    Told.log.clear()
    return list(loud(Loud(), 4)), len(Told.log)


def test_taken():
    grid = Grid(5, 5)
    wide = Wide(5, 5)
    found = taken(wide, 5)
    return taken(grid, 5), grid.values, found[-1] == wide.last


def test_raises():
    found = [raising(Bag(), [1, -1, 2, -5])]
    for function in (lambda: in_handler(Bag(), 9), lambda: filled(Grid(2, 2), 5), lambda: taken(Grid(2, 1), 3)):
        try:
            found.append(function())
        except (ValueError, IndexError) as error:
            found.append(repr(error))
    return found


def test_slices():
    return slices(Sliced(), 3)


def test_lies():
    found = []
    for of in {(0, 0): 1.0, (0, 1): 1.0, (1, 0): 1.0, (1, 1): 1.0}, [1], None, "text", Sliced():
        try:
            filled(of, 2)
            found.append("fine")
        except (TypeError, AttributeError) as error:
            found.append(str(error))
    for bag in {"a": 1, "b": 2}, [1, 2]:
        try:
            found.append(counts(bag, ["a", "b"]))
        except (TypeError, AttributeError) as error:
            found.append(str(error))
    return found


def test_patched():
    kept = Grid.__setitem__
    seen = []
    try:
        Grid.__setitem__ = lambda self, key, value: seen.append((key, value))
        found = [filled(Grid(2, 2), 2)]
        del Grid.__setitem__
        try:
            filled(Grid(2, 2), 2)
        except TypeError as error:
            found.append(str(error))
        return found, seen
    finally:
        Grid.__setitem__ = kept


def test_counts_of_references():
    """Keys and values that are given away are not kept."""
    loud_one, value = Loud(), Told()
    of: Any = loud_one
    before = list(map(sys.getrefcount, [value]))
    for i in range(3):
        of[i] = value
    after = list(map(sys.getrefcount, [value]))
    loud_one.kept.clear()
    Told.log.clear()
    return after[0] - before[0], list(map(sys.getrefcount, [value])) == before
