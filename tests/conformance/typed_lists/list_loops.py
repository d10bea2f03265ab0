# native: total, counts, truths, names, rows, of_tuple, pairs, numbered, numbered_from, numbered_names, both, backwards, grow
# native: stack, collect, until, shrink, extend_self, drop_itself, three, chunks, keep_pair, strict, found
# native 3.12+: squares
"""Loops over lists and tuples that are hinted, over `enumerate`, `zip` and `reversed` of them; `append` and `pop`."""
import sys


class Loud:
    log: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        Loud.log.append(self.name)


class Items(list):
    def __iter__(self):
        return iter([7.5, 8.5])

    def append(self, x):
        super().append(x * 2)

    def pop(self, *args):
        return super().pop(*args) + 40


def total(values: list[float]) -> float:
    sum_ = 0.0
    for value in values:
        sum_ += value
    return sum_


def counts(values: list[int]) -> int:
    sum_ = 0
    for value in values:
        sum_ = sum_ * 3 + value
    else:
        sum_ += 1
    return sum_


def truths(values: list[bool]) -> int:
    n = 0
    for value in values:
        if value:
            n += 1
    return n


def names(values: list[str]) -> str:
    text = ""
    for value in values:
        if value == "stop":
            break
        text += value
    return text


def rows(values: list[list[int]]) -> int:
    sum_ = 0
    for row in values:
        for value in row:
            if value < 0:
                continue
            sum_ += value
    return sum_


def of_tuple(values: tuple[float, ...], more: tuple[int, int]) -> float:
    sum_ = 0.0
    for value in values:
        sum_ += value
    for n in more:
        sum_ += n
    return sum_


def pairs(values: list[tuple[float, int]]) -> float:
    sum_ = 0.0
    for x, n in values:
        sum_ += x * n
    return sum_


def numbered(values: list[float]) -> float:
    sum_ = 0.0
    for i, value in enumerate(values):
        sum_ += i * value
    return sum_


def numbered_from(values: list[int], start: int) -> int:
    sum_ = 0
    for i, value in enumerate(values, start):
        sum_ += i - value
    return sum_


def numbered_names(values: list[str]) -> list[str]:
    out: list[str] = []
    for i, value in enumerate(values):
        out.append(value * i)
    return out


def both(a: list[float], b: list[float], c: list[int]) -> float:
    sum_ = 0.0
    for x, y in zip(a, b):
        sum_ += x * y
    for x, n in zip(a, c):
        sum_ += x - n
    for n, m in zip(c, c):
        sum_ += n * m
    return sum_


def backwards(values: list[int]) -> int:
    sum_ = 0
    for value in reversed(values):
        sum_ = sum_ * 3 + value
    return sum_


def grow(n: int) -> list[float]:
    out: list[float] = []
    for i in range(n):
        out.append(i * 0.5)
    return out


def stack(values: list[int], n: int) -> int:
    sum_ = 0
    for i in range(n):
        values.append(i)
        values.append(i * i)
        sum_ += values.pop() - values.pop()
    while values:
        sum_ = sum_ * 3 + values.pop()
    return sum_


def collect(values: list[list[int]]) -> list[int]:
    out: list[int] = []
    while values:
        row = values.pop()
        for value in row:
            out.append(value)
        row.append(len(out))
        values.append(row) if len(out) % 2 else out.append(-1)
        if len(out) > 20:
            break
    return out


def squares(values: list[int]) -> list[int]:
    kept = [value * value for value in values if value > 0]
    kept.append(len(kept))
    return kept


def until(values: list[float], limit: float) -> int:
    for i, value in enumerate(values):
        if value > limit:
            return i
    return -1


def shrink(values: list[int]) -> list[int]:
    seen: list[int] = []
    for value in values:
        seen.append(value)
        if value % 2:
            values.pop()
    return seen


def extend_self(values: list[int]) -> int:
    n = 0
    for value in values:
        n += 1
        if value < 8:
            values.append(value * 2)
    return n


def drop_itself(values: list[Loud]) -> list[str]:
    for value in values:
        Loud.log.append("at " + value.name)
        values.pop()
        value = None
    return list(Loud.log)


def three(a: list[int], b: list[int], c: list[int]) -> int:
    sum_ = 0
    for x, y, z in zip(a, b, c):
        sum_ += x * y - z
    return sum_


def chunks(values: list[int]) -> list[int]:
    it = iter(values)
    out: list[int] = []
    for a, b in zip(it, it):
        out.append(a * 10 + b)
    return out


def twice(values: list[int]) -> int:
    sum_ = 0
    it = iter(values)
    for x in it:
        sum_ += x
        if sum_ > 3:
            break
    for x in it:
        sum_ += x * 100
    for x in it:
        sum_ += 10**6
    return sum_


def keep_pair(values: list[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for pair in enumerate(values):
        out.append(pair)
    for pair in zip(values, values):
        out.append(pair)
    return out


def strict(a: list[int], b: list[int]) -> int:
    sum_ = 0
    for x, y in zip(a, b, strict=True):
        sum_ += x * y
    return sum_


def found(values: list[tuple[str, list[int]]], name: str) -> int:
    for key, numbers in values:
        if key == name:
            return numbers[0]
    return -1


CASES = [
    (total, ([1.5, 2.5, float("inf")],)),
    (total, ([1.5, 2, 3.5],)),
    (total, ([],)),
    (total, ((1.5, 2.5),)),
    (total, (Items([1.5]),)),
    (total, ({1.5: 2, 2.5: 3},)),
    (total, (None,)),
    (total, (range(3),)),
    (counts, ([1, 2, 3],)),
    (counts, ([1, True, 2**63],)),
    (counts, ([1, 2.5],)),
    (counts, ("ab",)),
    (truths, ([True, False, True],)),
    (truths, ([True, 0, 1],)),
    (names, (["a", "b", "stop", "c"],)),
    (names, (["a", 5],)),
    (names, ("abc",)),
    (rows, ([[1, -2], [], [3]],)),
    (rows, ([[1, -2], (4, 5), [3]],)),
    (rows, ([[1, -2], None],)),
    (of_tuple, ((1.5, 2.5), (3, 4))),
    (of_tuple, ((1.5, 2), (3, 4))),
    (of_tuple, ([1.5, 2.5], [3, 4, 5])),
    (pairs, ([(1.5, 2), (2.5, 3)],)),
    (pairs, ([(1.5, 2), [2.5, 3]],)),
    (pairs, ([(1.5, 2), (2.5, 3, 4)],)),
    (pairs, ([(1.5, 2), (2, 3)],)),
    (pairs, ([(1.5, 2), 7],)),
    (numbered, ([1.5, 2.5, 3.5],)),
    (numbered, ([1.5, 2, 3.5],)),
    (numbered, ((1.5, 2.5),)),
    (numbered, (Items([1.5]),)),
    (numbered_from, ([5, 6, 7], 10)),
    (numbered_from, ([5, 6, 7], 2**63 - 2)),
    (numbered_from, ([5, 6, 7], 2**70)),
    (numbered_from, ([5, 6, 7], 1.5)),
    (numbered_names, (["a", "b", "c"],)),
    (both, ([1.5, 2.5], [3.5, 4.5, 5.5], [6])),
    (both, ([1.5, 2.5, 3.5], [3.5], [6, 7])),
    (both, ([], [], [])),
    (both, ([1.5, 2], [3.5, 4.5], [6, 2**64])),
    (both, ((1.5, 2.5), [3.5, 4.5], [6])),
    (backwards, ([1, 2, 3],)),
    (backwards, ([1, "x", 3],)),
    (backwards, ((1, 2, 3),)),
    (grow, (20,)),
    (stack, ([1, 2, 3], 4)),
    (stack, ([1, 2.5, 3], 4)),
    (stack, (Items([1, 2]), 0)),
    (stack, ([10**20, 2**40], 3)),
    (collect, ([[1, 2], [3]],)),
    (squares, ([1, -2, 3],)),
    (squares, ([1, 2**40, 3],)),
    (squares, ([1.5, 2],)),
    (until, ([1.5, 2.5, 3.5], 2.0)),
    (until, ([1.5, 2.5, 3.5], 9.0)),
    (shrink, ([1, 2, 3, 4, 5, 6],)),
    (extend_self, ([1, 3],)),
    (three, ([1, 2], [3, 4], [5, 6])),
    (chunks, ([1, 2, 3, 4, 5],)),
    (twice, ([1, 2, 3, 4, 5],)),
    (twice, ([],)),
    (keep_pair, ([1, 2, 3],)),
    (strict, ([1, 2], [3, 4])),
    (strict, ([1, 2], [3])),
    (found, ([("a", [1]), ("b", [2])], "b")),
    (found, ([("a", [1]), ("b", [])], "b")),
    (found, ([("a", [1]), ("b", 5)], "b")),
]


def test_items_end_where_cpython_ends_them():
    Loud.log = []
    log = drop_itself([Loud("a"), Loud("b"), Loud("c")])
    return log, Loud.log


def test_iterators_of_the_caller_are_exhausted():
    values = [1.5, 2.5]
    it = iter(values)
    first = total(it)
    second = total(it)
    values.append(9.5)
    return first, second, list(it)


def test_zip_of_iterators_of_the_caller():
    a, b = iter([1.5, 2.5, 3.5]), iter([4.5])
    first = both(a, b, [1])
    return first, list(a), list(b)


def test_sizes_of_lists():
    values = grow(100)
    sizes = [sys.getsizeof(values)]
    ints = list(range(100))
    stack(ints, 1)
    sizes.append(sys.getsizeof(ints))
    some = list(range(64))
    shrink(some)
    sizes.append(sys.getsizeof(some))
    return sizes, some


def test_a_list_that_only_the_loop_knows():
    return [total([1.5, float(str(i))]) for i in range(3)], total(grow(10))
