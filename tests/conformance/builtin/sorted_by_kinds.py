# native: pairs_sorted, sorted_set, sorted_items, sort_pairs, sort_backwards, sort_by, sort_by_down, sort_objects
"""Sorting lists, sets and dictionaries of numbers, strings and tuples, and `list.sort` with and without keys."""
from collections import namedtuple


def pairs_sorted(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    seen: list[tuple[int, int]] = []
    for pair in sorted(pairs):
        seen.append(pair)
    return seen


def sorted_set(items: set) -> list:
    found: list = []
    for item in sorted(items):
        found.append(item)
    return found


def sorted_items(table: dict) -> list:
    found: list = []
    for _ in range(1):
        found.append(sorted(table.items()))
        found.append(sorted(table))
        found.append(sorted(table.keys()))
        found.append(sorted(table.values()))
    return found


def sort_pairs(pairs: list) -> list:
    for _ in range(2):
        pairs.sort()
    return pairs


def sort_backwards(items: list, reverse) -> list:
    for _ in range(1):
        items.sort(reverse=reverse)
    return items


def sort_by(items: list, key) -> list:
    for _ in range(1):
        items.sort(key=key)
    return items


def sort_by_down(items: list, key) -> list:
    for _ in range(1):
        items.sort(key=key, reverse=True)
    return items


class Item:
    def __init__(self, weight: float, name: str) -> None:
        self.weight = weight
        self.name = name


def sort_objects(items: list[Item]) -> list[str]:
    items.sort(key=lambda item: (-item.weight, item.name))
    return [item.name for item in items]


NAN = float("nan")
BIG = 2**70
KINDS = [
    [],
    [3],
    [3, 1, 2, 1, -(2**63), 2**63 - 1],
    [3, BIG, 1, -BIG],
    [True, 0, False, 1],
    [2, 1.5, 1, -0.0, 0, 0.0],
    [0.5, -0.0, 0.0, float("inf"), -float("inf")],
    [NAN, 1.0, 0.5, NAN, -1.0],
    ["b", "a", "", "ab", "\xff", "\u0100", "\U0001f600", "a\0"],
    [b"b", b"a"],
    [(1, 2), (1, 1), (0, 5), (1, 2), (-1, 2**62)],
    [(1, 2), (1, BIG), (0, 5)],
    [(1, 2), (1, 1.5), (0, 5)],
    [(1, True), (1, 0), (0, False)],
    [(1,), (1, 2), (), (0, 5)],
    [(1, 2, 3), (1, 2, 1), (0, 9, 9)],
    [(1, 2, 3), (1, 2), (0, 9, 9)],
    [(1, "b"), (1, "a"), (0, "c")],
    [(1.5, 2), (1.5, 1), (-0.0, 3), (0.0, 2)],
    [(NAN, 2), (NAN, 1), (0.0, 3)],
    [(1, None), (1, None), (0, None)],
    [(1, None), (2, None), (0, None)],
    [((2, 1), 1), ((1, 2), 1), ((1, 1), 1)],
    [[2], [1], [1, 0]],
    [(), (), ()],
    [None, None],
    [1, "a"],
    [(1, "a"), (1, 2)],
    [{1}, {1, 2}, {2}],
]


def outcome(function, *args) -> object:
    try:
        return function(*args)
    except Exception as error:
        return repr(error), args


def test_kinds() -> list:
    found = []
    for kind in KINDS:
        found.append(outcome(pairs_sorted, list(kind)))
        found.append(outcome(sort_pairs, list(kind)))
        found.append(outcome(sort_backwards, list(kind), True))
        found.append(outcome(sort_backwards, list(kind), False))
        found.append(outcome(sort_by, list(kind), lambda item: item))
        found.append(outcome(sort_by_down, list(kind), lambda item: item))
        found.append(outcome(sort_by, list(enumerate(kind)), lambda pair: pair[1]))
        found.append(outcome(sort_by_down, list(enumerate(kind)), lambda pair: (pair[1], 0)))
    return [repr(one) for one in found]


def test_sets() -> list:
    sets = [{3, 1, 2}, {"b", "a"}, {(1, 2), (0, 3)}, {1.5, -2.0}, {1, 2.5}, set(), frozenset({2, 1})]
    return [repr(outcome(sorted_set, one)) for one in sets] + [repr(outcome(sorted_set, {1, "a"}))]


def test_dicts() -> list:
    dicts = [{2: "b", 1: "a"}, {"b": 1, "a": 2}, {(1, 2): (3, 4), (0, 9): (1, 1)}, {1: 2.5, 2: 1.5}, {}]
    return [repr(outcome(sorted_items, one)) for one in dicts] + [repr(outcome(sorted_items, {1: "a", 2: None}))]


def test_identity() -> list:
    pairs = [(2, 1), (1, 2), (1, 2 + len(KINDS) * 0)]
    same = [pairs[1], pairs[2], pairs[0]]
    result = pairs_sorted(pairs)
    return [a is b for a, b in zip(result, same)] + [a is b for a, b in zip(sort_pairs(pairs), same)]


Point = namedtuple("Point", "x y")


class Backwards(tuple):
    def __lt__(self, other):
        return tuple.__gt__(self, other)


class Odd(int):
    def __lt__(self, other):
        return int(self) > int(other)


class Counting:
    made = 0

    def __init__(self, value):
        self.value = value
        Counting.made += 1

    def __lt__(self, other):
        Counting.made += 100
        return self.value < other.value

    def __repr__(self):
        return f"Counting({self.value})"


def test_classes() -> list:
    groups = [
        [Point(1, 2), Point(1, 1), Point(0, 7)],
        [Point(1, 2), (1, 1), Point(0, 7)],
        [Point(1.5, 2.0), Point(-0.0, 1.0), Point(0.0, 7.0)],
        [Backwards((1, 2)), Backwards((1, 1)), Backwards((3, 1))],
        [(1, 2), Backwards((1, 1)), (3, 1)],
        [Odd(1), Odd(3), Odd(2)],
        [1, Odd(3), 2],
        [(Odd(1), 1), (Odd(3), 1), (Odd(2), 1)],
        [Counting(2), Counting(3), Counting(1)],
    ]
    found = []
    Counting.made = 0
    for group in groups:
        found.append(repr(outcome(pairs_sorted, list(group))))
        found.append(repr(outcome(sort_pairs, list(group))))
        found.append(repr(outcome(sort_by, list(group), lambda item: item)))
        found.append(repr(outcome(sort_by_down, list(group), lambda item: (item, 1))))
    return found + [Counting.made]


def test_objects() -> list:
    items = [Item(2.0, "b"), Item(3.5, "a"), Item(2.0, "a"), Item(-1.0, "z")]
    found = [sort_objects(items)]
    items.append(Item(NAN, "n"))
    items[0].weight = NAN
    found.append(sort_objects(items))
    items.append(Item("w", "n"))
    found.append(repr(outcome(lambda: sort_objects(items)))[:40])
    return found


def test_key_raises() -> list:
    def key(item):
        seen.append(len(items))
        if item == 2:
            raise KeyError(item)
        return item

    seen: list = []
    items = [3, 1, 2, 0]
    try:
        sort_by(items, key)
    except KeyError as error:
        depth = []
        trace = error.__traceback__
        while trace is not None:
            depth.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
            trace = trace.tb_next
        return [items, seen, depth]
    return []


def test_key_changes_the_list() -> list:
    found = []
    for change in ("append", "clear", "extend", "nothing"):
        for result in (1, "a", None, Counting(1)):

            def key(item):
                if change == "append" and item == 2:
                    items.append(9)
                elif change == "clear":
                    items.clear()
                elif change == "extend":
                    items.extend(items)
                    items[:] = [result]
                return result

            items = [3, 1, 2, 0]
            found.append(repr(outcome(sort_by, items, key)))
            found.append(repr(items))
    return found


def test_comparison_changes_the_list() -> list:
    class Key:
        def __init__(self, value):
            self.value = value

        def __lt__(self, other):
            items.append(len(items))
            return self.value < other.value

    items = [3, 1, 2, 0]
    return [repr(outcome(sort_by, items, Key))[:60], items]


def test_key_sees_an_empty_list() -> list:
    lengths: list = []
    items = [3, 1, 2]

    def key(item):
        lengths.append((len(items), list(items)))
        return -item

    return [sort_by(items, key), lengths]


def test_other_arguments() -> list:
    items = [3, 1, 2]
    found = [repr(outcome(sort_by, items, None)), repr(outcome(sort_backwards, items, 1)), list(items)]
    found.append(repr(outcome(sort_backwards, items, "yes"))[:60])
    found.append(repr(outcome(sort_by, items, 5)))
    found.append(list(items))
    return found
