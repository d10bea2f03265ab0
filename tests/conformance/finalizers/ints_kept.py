# native: sums, boxes, fields, spread, large, swapped
"""Ints end and others are made in their memory: none of those that are still known changes."""

import gc


class Cell:
    def __init__(self, number: int, rest: "Cell | None") -> None:
        self.number = number
        self.rest = rest


class Wide:
    __slots__ = ("low", "high")

    def __init__(self, low: int, high: int) -> None:
        self.low = low
        self.high = high


def boxes(count: int, step: int) -> list:
    out: list = []
    for k in range(count):
        out.append(k * step)
    return out


def sums(cells: int, step: int) -> int:
    first: Cell | None = None
    for k in range(cells):
        first = Cell(k * step, first)
    total = 0
    cell = first
    while cell is not None:
        total += cell.number
        cell = cell.rest
    return total


def fields(count: int, by: int) -> list:
    out: list = []
    cell = Cell(by, None)
    for k in range(count):
        out.append(cell.number)
        cell.number = cell.number * 3 + k
        other = Cell(cell.number - 1, cell)
        if k % 3 == 0:
            out.append(other.number)
    return out


def spread(values: list) -> tuple:
    wide = [Wide(value, -value) for value in values]
    total = 0
    for item in wide:
        total += item.low * 2 + item.high
    return total, [item.high for item in wide][::-1]


def large(start: int, count: int) -> list:
    out: list = []
    for k in range(count):
        out.append(start + k)
        out.append(-start - k)
        out.append((start + k) * (start + k))
    return out


def swapped(values: list, count: int) -> list:
    for k in range(count):
        values[k % len(values)] = values[(k + 1) % len(values)] + k
    return values


EDGES = [
    -(2**60), -(2**60) + 1, -(2**30), -(2**30) + 1, -257, -256, -6, -5, 0, 1, 255, 256, 257, 258, 1023, 1024, 1025,
    2**30 - 1, 2**30, 2**30 + 1, 2**60 - 1, 2**60, 2**60 + 1, 2**62, 2**63 - 1, -(2**63),
]


def test_sums():
    return [sums(count, step) for count in (3, 300, 5) for step in (1, 1000, 2**31, -(2**29))]


def test_boxes():
    kept = [boxes(400, step) for step in (1, -1, 7, 2**24, -(2**40))]
    again = [boxes(400, step) for step in (1, -1, 7, 2**24, -(2**40))]
    del again
    gc.collect()
    more = [boxes(400, step) for step in (3, 2**30)]
    return kept, more


def test_fields():
    return fields(40, 3), fields(40, -(2**20)), fields(12, 2**50)


def test_edges():
    out: list = []
    for edge in EDGES:
        out.append(large(edge, 3))
        out.append(spread([edge, edge - 1, edge + 1]))
    return out


def test_swapped():
    return [swapped(list(EDGES), 60) for _ in range(3)]


def test_identity_and_counts():
    values = boxes(50, 1000)
    other = boxes(50, 1000)
    same = [one is two for one, two in zip(values, other)]
    del other
    third = boxes(50, 1001)
    return same, values, third


def test_as_keys():
    table = {value: k for k, value in enumerate(boxes(100, 999))}
    sums(100, 999)
    return sorted(table.items())[:5], [table.get(k * 999) for k in range(0, 100, 7)]


def test_bool_and_subclasses():
    class Own(int):
        pass

    return spread([True, 3]), [type(value).__name__ for value in swapped([Own(5), Own(7), 2000], 4)]
