# native: counted, found, kept, taken_out
"""Tuples as objects that are keys: ints of one digit and more, negative ones, what is equal to an int, and what is not hashed as one."""
import sys

ONE_DIGIT = 2**30
NUMBERS = [0, 1, -1, -2, 2, 255, 257, ONE_DIGIT - 1, -(ONE_DIGIT - 1), ONE_DIGIT, -ONE_DIGIT, 2**60, 2**61 - 1, 2**61 - 2, -(2**61 - 1)]
NUMBERS += [2**62, 2**63 - 1, -(2**63), 2**64, 2**100, -(2**100)]


def counted(keys: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    counts: dict[tuple[int, int], int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts


def found(keys: list, table: dict) -> list:
    values: list = []
    for key in keys:
        if key in table:
            values.append(table[key])
        else:
            values.append(table.get(key, "none"))
    return values


def kept(keys: list, known: set) -> list:
    values: list = []
    for key in keys:
        values.append(key in known)
    return values


def taken_out(numbers: list[int], n: int) -> list[int]:
    known: set[int] = set()
    others = {n}
    for _ in range(3):
        for number in numbers:
            if number not in known and number not in others:
                known.add(number)
                others.add(number)
        for number in numbers[::2]:
            known.discard(number)
            others.remove(number)
    return sorted(known) + [len(others)] + [item for item in others]


def test_pairs() -> list:
    keys = [(a, b) for a in NUMBERS for b in NUMBERS]
    counts = counted(keys + keys[::3])
    return [list(counts.items()), found(keys, counts) == [counts[key] for key in keys], kept(keys, set(keys[::2]))]


def test_hashes() -> list:
    # As CPython hashes them itself.
    keys = [(a, b) for a in NUMBERS for b in NUMBERS]
    table = dict.fromkeys(keys + [(a,) for a in NUMBERS] + [(a, 1, -a) for a in NUMBERS] + [()], 7)
    asked = [tuple(list(key)) for key in table]
    return [set(found(asked, table)), set(kept(asked, set(table))), len(asked)]


class Odd(int):
    def __hash__(self):
        return 5

    def __eq__(self, other):
        return int(self) + 1 == other


class Raising:
    def __hash__(self):
        raise KeyError("hash")


class Deep(tuple):
    def __hash__(self):
        return hash((1, 2))

    def __eq__(self, other):
        return True


def test_equal_ones() -> list:
    table: dict = {(1, 0): "a", (2, 3): "b", (1.0, 5): "c", (True, 6): "d", ((1, 2), 3): "e", "x": "f", 9: "g"}
    asked = [(True, False), (1.0, 0), (2, 3.0), (1, 5), (1, 6), ((1, 2), 3), ((1, 2.0), True + 2), (1, "0"), (1, None), (1, 0, 0), "x", 9.0, (9,)]
    asked += [(Odd(1), 0), (Odd(0), 0), Deep((1, 2)), Deep((7, 7))]
    return [found(asked, table), kept(asked, set(table))]


def test_raising() -> list:
    results = []
    for key in [(1, Raising()), (1, []), ([], 1), Raising(), {}]:
        for function, container in [(found, {(1, 2): 3}), (kept, {(1, 2)})]:
            try:
                results.append(function([key], container))
            except (KeyError, TypeError) as error:
                results.append(type(error).__name__)
    return results


def test_taken_out() -> list:
    return [taken_out(NUMBERS[:9], 10**6), taken_out(list(range(-40, 40)), 3), taken_out([True, 2, 3], 5)]
