# native: candidates, unpacked, all_but
# native 3.12+: told
"""Sets that are displays of constants, several in one, and large ones from which a few keys are taken: entry by entry as CPython makes them."""
import sys


def candidates(rows: list[set[int]], columns: list[set[int]], size: int) -> list[list[int]]:
    out: list[list[int]] = []
    for r in range(size):
        for c in range(size):
            left = {1, 2, 3, 4, 5, 6, 7, 8, 9} - rows[r] - columns[c] - rows[(r + c) % size]
            out.append(list(left))
            out.append([len(left), min(left, default=0)])
    return out


def unpacked(a: set[int], b: set[int]) -> list[list[int]]:
    out: list[list[int]] = []
    for _ in range(2):
        out.append(list({*a, *b}))
        out.append(list({*b, 7, *a, 70000}))
        out.append(list({0, *a, *a}))
        out.append(list({*a, *"", *(1, 2), *[3]}))
    return out


def much_less(a: set[int], b: set[int], key: int) -> tuple[list[int], list[int], list[int], int]:
    less = a - b
    one = a - {key}
    more = (a - b) | b
    return list(less), list(one), list(more), sys.getsizeof(less) + sys.getsizeof(one)


def told(letters: set[str], used: set[str], pairs: set[tuple[int, int]], gone: set[tuple[int, int]]) -> list[int]:
    left = {"a", "e", "i", "o", "u", "y"} - used
    return [len(letters - used), len(left), len(pairs - gone), len({(0, 0), (1, 1)} - gone)]


def all_but(items: set, others: set) -> list:
    return [items - others, {*items, *others}, {*others, *items}]


class Loud:
    def __init__(self, number, heard):
        self.number = number
        self.heard = heard

    def __hash__(self):
        self.heard.append(("hash", self.number))
        return self.number % 5

    def __eq__(self, other):
        self.heard.append((self.number, getattr(other, "number", other)))
        if self.number == 13:
            raise KeyError("compared")
        return isinstance(other, Loud) and other.number == self.number

    def __repr__(self):
        return f"Loud({self.number})"


class Sub(set):
    def __sub__(self, other):
        return "sub of a subclass"

    def __iter__(self):
        return iter([40, 41])


def test_candidates():
    rows = [{(i * j * 7) % 11 for j in range(i)} for i in range(4)]
    columns = [set(range(i * 2)) for i in range(4)]
    return candidates(rows, columns, 4)


def test_unpacked():
    out = []
    for a in (set(), {1}, set(range(0, 90, 3)), set([2**61, 1, 2**62]), set([-1, -2, 5])):
        for b in (set(), {1, 2}, set(range(30)), frozenset({8, 16, 24, 32, 40})):
            out.append(unpacked(a, b))
    gaps = set(range(40))
    for i in range(0, 40, 3):
        gaps.discard(i)
    return out, unpacked(gaps, {1, 3, 5}), unpacked({100}, gaps), unpacked(gaps, gaps)


def test_much_less():
    out = []
    for count in (1, 5, 9, 21, 60):
        for step in (1, 32, 1009):
            a = {i * step for i in range(count)}
            for few in (0, 1, count // 4 - 1, count // 4):
                b = {i * step * 3 for i in range(max(few, 0))}
                out.append(much_less(a, b, step * 2))
            for i in range(0, count, 5):
                a.discard(i * step)
            out.append(much_less(a, {step * 3, step * 5}, step * 4))
    return out


def test_much_less_all():
    out = []
    for count in (9, 70):
        a = {(i * 7919) % 1013 for i in range(count)}
        for few in range(0, count // 3, max(1, count // 10)):
            out.append(much_less(a, {(i * 7919) % 1013 for i in range(few * 2, few * 3)}, 7919 % 1013))
    return out


def test_told():
    return told(set("hello world"), set("aeo"), {(i, i % 3) for i in range(30)}, {(0, 0), (4, 1), (99, 9)})


def test_loud():
    heard = []
    a = {Loud(n, heard) for n in (1, 2, 3, 6, 7, 8, 9, 11)}
    b = {Loud(n, heard) for n in (2, 16)}
    heard.clear()
    results = [sorted(one, key=lambda x: x.number) for one in all_but(a, b)]
    once = heard[:]
    try:
        all_but(a, {Loud(13, heard), Loud(3, heard)})
    except KeyError as error:
        results.append(str(error))
    return results, once, heard


def test_others():
    out = []
    for items, others in (
        (Sub({1, 2}), {2}),
        ({1, 2, 3, 4, 5, 6, 7, 8}, Sub({2})),
        (frozenset(range(20)), {3}),
        (set(range(20)), frozenset({3, 19})),
        ({1, True, 2.0, 3, 4, 5, 6}, {1.0}),
        ({"a", "b", None, (1, 2), 7, 8.5, b"x"}, {(1, 2)}),
        ({1, 2}, [1]),
        ([1], {2}),
    ):
        try:
            out.append([(type(one).__name__, one if isinstance(one, str) else sorted(map(repr, one))) for one in all_but(items, others)])
        except TypeError as error:
            out.append(str(error))
    return out
