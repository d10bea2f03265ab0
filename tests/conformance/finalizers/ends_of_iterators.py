# native: sums, nested, first_above, stops, lent, ends_with_its_list, many, grown, catches
"""Iterators over lists end where their loops do; others are made in their memory."""

import gc
import weakref


class Noisy:
    def __init__(self, name: str, heard: list) -> None:
        self.name = name
        self.heard = heard

    def __del__(self) -> None:
        self.heard.append(self.name)


def sums(rows: list[list[int]]) -> int:
    total = 0
    for row in rows:
        for item in row:
            total += item
    return total


def nested(rows: list, depth: int) -> int:
    total = 0
    for row in rows:
        for other in rows:
            if depth > 0:
                total += nested(row, depth - 1)
            total += len(other)
    return total


def first_above(rows: list[list[int]], limit: int) -> list[int]:
    found: list[int] = []
    for row in rows:
        for item in row:
            if item > limit:
                found.append(item)
                break
    return found


def stops(items: list, stop) -> list:
    out: list = []
    for item in items:
        for other in items:
            if other == stop:
                return out
            out.append((item, other))
    return out


def lent(items: list) -> list:
    out: list = []
    for item in items:
        iterator = iter(items)
        out.append(next(iterator))
        for other in iterator:
            out.append(other)
            break
        out.append(list(iterator))
    return out


def ends_with_its_list(make, heard: list) -> list:
    out: list = []
    for k in range(3):
        for item in make(k):
            out.append(len(heard))
            if k == 1:
                break
        out.append(len(heard))
    return out


def many(items: list, depth: int) -> int:
    count = 0
    for item in items:
        count += 1
        if depth > 0:
            count += many(items, depth - 1)
    return count


def grown(items: list) -> list:
    out: list = []
    for item in items:
        if len(items) < 6:
            items.append(len(items))
        for other in items:
            out.append(other)
            if other == 3:
                items.pop()
    return out


def catches(items: list) -> list:
    out: list = []
    for item in items:
        try:
            for other in items:
                out.append(item // other)
        except ZeroDivisionError as error:
            out.append(str(error))
    return out


def test_sums():
    return [sums([[1, 2], [3], [], [4, 5, 6]]) for _ in range(5)], sums([]), sums([[]])


def test_nested():
    rows = [[[[1]], [[2], [3]]], [[[4], []]]]
    return nested(rows, 2), many([1, 2, 3], 5), many([1], 40)


def test_left_early():
    return first_above([[1, 5, 9], [0], [7, 8]], 4), stops([1, 2, 3], 3), stops(["a", "b"], "z"), lent([1, 2, 3])


def test_ends_with_its_list():
    heard: list = []

    def make(k: int) -> list:
        return [Noisy(f"{k}.{number}", heard) for number in range(3)]

    return ends_with_its_list(make, heard), heard


def test_grown():
    items = [0]
    return grown(items), items


def test_raises():
    return catches([1, 0, 2])


def test_none_is_left():
    def iterators() -> int:
        return sum(type(found).__name__ == "list_iterator" for found in gc.get_objects())

    before = iterators()
    for _ in range(100):
        sums([[1, 2], [3, 4]])
        stops([1, 2, 3], 3)
    return iterators() - before


def test_list_ends():
    class Items(list):
        pass

    items = Items([1, 2])
    seen = weakref.ref(items)
    total = sums([items, [3]])
    del items
    return total, seen() is None


def test_collected():
    # An iterator in a cycle with its list, when the collector comes.
    for _ in range(20):
        items: list = [1, 2, 3]
        items.append(iter(items))
        sums([[1, 2]])
        del items
    return gc.collect() >= 0, sums([[1, 2], [3]])
