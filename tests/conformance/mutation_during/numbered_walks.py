# native: total, appended, removed, broken, started, nested, found_twice, far, left, collected, raised, twice
"""Loops over `enumerate` of a list that need none: the list changes meanwhile, the loop is left, somebody asks for the iterator."""
import gc
import sys
from typing import Any, Iterator, List, Tuple


class Box:
    def __init__(self, value: int) -> None:
        self.value = value


def total(items: List[int]) -> int:
    found = 0
    for i, x in enumerate(items):
        found += i * x
    return found


def appended(items: List[int]) -> int:
    found = 0
    for i, x in enumerate(items):
        found += i * x
        if i < 10:
            items.append(x + 1)
    return found


def removed(items: List[int]) -> List[Tuple[int, int]]:
    found: List[Tuple[int, int]] = []
    for i, x in enumerate(items):
        found.append((i, x))
        items.pop()
        if i == 2:
            items.clear()
    return found


def broken(items: List[float]) -> Tuple[int, float]:
    at = -1
    for i, x in enumerate(items):
        if x > 2.0:
            at = i
            break
    else:
        at = -2
    return at, float(i)


def started(boxes: List[Box]) -> int:
    found = 0
    for i, box in enumerate(boxes, 3):
        found += i * box.value
    for i, box in enumerate(boxes, -2):
        found += i * box.value
    return found


def far(boxes: List[Box]) -> List[int]:
    found: List[int] = []
    for i, box in enumerate(boxes, 9223372036854775806):
        found.append(i)
    for i, box in enumerate(boxes, -2147483648):
        found.append(i + box.value)
    return found


def nested(rows: List[List[int]]) -> int:
    found = 0
    for r, row in enumerate(rows):
        for c, cell in enumerate(row, 1):
            found += r * 10 + c * cell
    return found


def found_twice(items: List[int]) -> List[int]:
    numbered = enumerate(items)
    found: List[int] = []
    for i, x in numbered:
        found.append(i * x)
        if i == 1:
            break
    for i, x in numbered:
        found.append(-i * x)
    return found


def left(items: List[int], factor: Any) -> List[Any]:
    found: List[Any] = []
    for i, x in enumerate(items):
        found.append(x * 4611686018427387904 + i)
        found.append(factor)
    return found


def collected(rows: List[List[int]]) -> List[int]:
    found = [i * x for row in rows for i, x in enumerate(row)]
    return found + [i for i, x in enumerate(found) if x % 2]


def raised(items: List[int]) -> str:
    try:
        for i, x in enumerate(items):
            i // (x - 3)
    except ZeroDivisionError as error:
        return f"{error} {i} {x}"
    return "none"


def twice(items: List[int]) -> List[int]:
    found: List[int] = []
    for i, x in enumerate(items):
        for j, y in enumerate(items):
            if y == 4:
                continue
            found.append(i * y - j * x)
    return found


class Listed(list):
    def __iter__(self) -> Iterator[int]:
        return iter([7, 8, 9])


class Growing:
    """Its end changes the list that a loop goes along."""

    def __init__(self, of: list) -> None:
        self.of = of

    def __del__(self) -> None:
        self.of.append(Box(100))


def ends(boxes: List[Any]) -> int:
    found = 0
    for i, box in enumerate(boxes):
        if i < len(boxes) - 1:
            boxes[i] = Box(0)
        found += i
    return found


def test_plain():
    items = [3, 1, 4, 1, 5]
    before = list(map(sys.getrefcount, [items]))
    found = total(items), total([]), total(list(range(100)))
    return found, list(map(sys.getrefcount, [items])) == before


def test_changes():
    items = [1, 2]
    return appended(items), items, removed([1, 2, 3, 4, 5, 6, 7, 8]), removed([])


def test_left():
    return broken([0.5, 1.5, 2.5, 3.5]), broken([0.5]), left([1, 2, 3], 2), left([2, True, 3], None)  # type: ignore


def test_numbers():
    boxes = [Box(i) for i in range(5)]
    return started(boxes), far(boxes), nested([[1, 2], [], [3, 4, 5]]), found_twice([2, 3, 5, 7])


def test_others():
    """What is hinted as a list is another thing."""
    found = []
    for items in Listed([1, 2, 3]), (4, 5, 6), {7: 8}, "12", 5, [1, "a"], [1.5, 2]:
        try:
            found.append(total(items))
        except TypeError as error:
            found.append(str(error))
    return found


def test_unpacked():
    return collected([[1, 2, 3], [], [5, 6]]), raised([1, 2, 3]), raised([1]), twice([1, 4, 2])


def test_ends():
    boxes: List[Any] = []
    boxes.extend([Growing(boxes), Growing(boxes), Box(1)])
    found = ends(boxes), len(boxes)
    boxes.clear()
    return found


def test_replaced():
    import builtins

    kept = builtins.enumerate
    builtins.enumerate = lambda items, start=0: zip([100, 200, 300], items)
    try:
        return total([1, 2, 3])
    finally:
        builtins.enumerate = kept


def test_unbound():
    try:
        return broken([])
    except UnboundLocalError as error:
        return str(error)


def test_collector():
    """Loops leave nothing behind."""
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(100):
        total([1, 2])
        removed([1, 2, 3])
    return len(gc.get_objects()) - before < 20
