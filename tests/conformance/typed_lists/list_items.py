# native: total, counts, any_true, nested, at, put_float, put_int, put_bool, bump, swap, reverse, fill, pair, fields, mixed
# native: lengths, last, shared, rotate, int_digits
# native 3.12+: matrix
"""Items of lists and tuples that are hinted: loaded and stored by index, with what keeps the hint and what does not."""
import sys


class Loud:
    log: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        Loud.log.append(self.name)


class Items(list):
    def __getitem__(self, index):
        return 40 + super().__getitem__(index)

    def __setitem__(self, index, value):
        super().__setitem__(index, value + 1)

    def __len__(self):
        return 2


class Whole(int):
    pass


class Index:
    def __index__(self):
        return 1


def total(values: list[float]) -> float:
    sum_ = 0.0
    for i in range(len(values)):
        sum_ += values[i] * 2.0
    return sum_


def counts(values: list[int]) -> int:
    sum_ = 0
    for i in range(len(values)):
        sum_ = sum_ * 3 + values[i]
    return sum_


def any_true(values: list[bool], start: int) -> bool:
    i = start
    while i < len(values):
        if values[i]:
            return True
        i += 1
    return False


def nested(rows: list[list[int]], i: int, j: int) -> int:
    return rows[i][j] + rows[j][i]


def at(values: list[float], i: int) -> float:
    return values[i] + 0.5


def put_float(values: list[float], i: int, x: float) -> None:
    values[i] = x


def put_int(values: list[int], i: int, x: int) -> None:
    values[i] = x


def put_bool(values: list[bool], i: int, x: bool) -> None:
    values[i] = x


def bump(values: list[float], i: int, by: float) -> list[float]:
    values[i] += by
    values[i] -= 2.0 * values[-1]
    return values


def swap(values: list[int], i: int, j: int) -> list[int]:
    values[i], values[j] = values[j], values[i]
    return values


def reverse(values: list[float]) -> list[float]:
    i, j = 0, len(values) - 1
    while i < j:
        values[i], values[j] = values[j], values[i]
        i += 1
        j -= 1
    return values


def fill(values: list[int], x: int) -> list[int]:
    for i in range(len(values)):
        values[i] = x + i
    return values


def pair(values: tuple[float, ...], i: int) -> float:
    return values[i] - values[0]


def fields(record: tuple[int, float, bool], k: int) -> float:
    a, b, c = record
    if c:
        return a + b
    return record[0] - record[1] * k


def mixed(record: tuple[int, str, list[int]], k: int) -> tuple[int, str]:
    number, text, values = record
    return number + values[k], text + record[1]


def lengths(a: list[int], b: tuple[int, ...], c: tuple[int, int]) -> int:
    return len(a) * 100 + len(b) * 10 + len(c)


def last(values: list[int]) -> int:
    return values[-1] - values[-2]


def matrix(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    n = len(a)
    out: list[list[float]] = [[0.0] * n for _ in range(n)]
    for i in range(n):
        row = a[i]
        to = out[i]
        for j in range(n):
            sum_ = 0.0
            for k in range(n):
                sum_ += row[k] * b[k][j]
            to[j] = sum_
    return out


def shared(values: list[float], other: list[float], x: float) -> None:
    values[0] = x
    other[0] = values[0] + 1.0


def rotate(names: list[str], k: int) -> list[str]:
    first = names[0]
    for i in range(len(names) - 1):
        names[i] = names[i + 1]
    names[-1] = first + names[k]
    return names


def int_digits(values: list[int], k: int) -> int:
    values[0] = k * 5
    values[0] += k
    values[1] = -k
    values[2] = k << 20
    values[2] -= 1
    return values[0] + values[1] + values[2]


def tried(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error), args


CASES = [
    (total, ([1.5, 2.5, float("inf")],)),
    (total, ([1.5, 2, 3.5],)),
    (total, ([],)),
    (total, ((1.5, 2.5),)),
    (total, (Items([1.5, 2.5]),)),
    (counts, ([1, 2, 3],)),
    (counts, ([1, True, Whole(3)],)),
    (counts, ([1, 2**62, 2**63 - 1, 2**63, -(2**200)],)),
    (counts, ([1, 2.5],)),
    (counts, (Items([1, 2, 3]),)),
    (any_true, ([False, False, True], 0)),
    (any_true, ([False, 0, 1], 0)),
    (any_true, ([False] * 3, -3)),
    (any_true, ([False] * 3, -4)),
    (nested, ([[1, 2], [3, 4]], 0, 1)),
    (nested, ([[1, 2], (3, 4)], 0, 1)),
    (nested, ([[1, 2], [3]], 0, 1)),
    (at, ([1.0, 2.0, 3.0], 2)),
    (at, ([1.0, 2.0, 3.0], -3)),
    (at, ([1.0, 2.0, 3.0], 3)),
    (at, ([1.0, 2.0, 3.0], -4)),
    (at, ([1.0, 2.0, 3.0], True)),
    (at, ([1.0, 2.0, 3.0], 2**63)),
    (at, ([1.0, 2.0, 3.0], -(2**63))),
    (at, ([1.0, 2.0, 3.0], 2**70)),
    (at, ([1.0, 2.0, 3.0], Index())),
    (at, ({1: 2.0}, 1)),
    (at, ("abc", 1)),
    (put_float, ([1.0, 2.0], 1, 3.0)),
    (put_float, ([1.0, 2.0], 2, 3.0)),
    (put_float, ([1, "x"], 1, 3.0)),
    (put_float, ((1.0, 2.0), 1, 3.0)),
    (put_float, (Items([1.0, 2.0]), 1, 3.0)),
    (put_float, ([1.0], -1, 7)),
    (put_int, ([1, 2], -1, 3)),
    (put_int, ([1, 2], -3, 3)),
    (put_int, ([1000, 2000], 1, 256)),
    (put_int, ([1.5, 2.5], 1, 2**80)),
    (put_bool, ([True, False], 1, True)),
    (put_bool, ([True, 0], 1, False)),
    (put_bool, ([True, None], 1, 5)),
    (bump, ([1.0, 2.0, 3.0], 0, 0.5)),
    (bump, ([1.0, 2.0, 3.0], -1, 0.5)),
    (bump, ([1.0, 2, 3], -1, 0.5)),
    (bump, ([1.0], 1, 0.5)),
    (swap, ([1, 2, 3], 0, 2)),
    (swap, ([1, 2, 3], 0, 3)),
    (swap, ([1, 2, 3], 3, 0)),
    (swap, (["a", "b"], 0, 1)),
    (reverse, ([1.0, 2.0, 3.0, 4.0],)),
    (reverse, ([1.0, 2.0, 3.0, "x"],)),
    (fill, ([0] * 5, 254)),
    (fill, ([0] * 5, 2**63 - 3)),
    (fill, ([0.5] * 5, 2)),
    (pair, ((1.0, 2.5), 1)),
    (pair, ((1.0, 2.5), -1)),
    (pair, ((1.0, 2.5), 2)),
    (pair, ((1.0, 2), 1)),
    (pair, ([1.0, 2.0], 1)),
    (fields, ((1, 2.5, True), 3)),
    (fields, ((1, 2.5, False), 3)),
    (fields, ((1, 2, False), 3)),
    (fields, ((1, 2.5), 3)),
    (fields, ((1, 2.5, True, 4), 3)),
    (fields, ([1, 2.5, True], 3)),
    (fields, (7, 3)),
    (mixed, ((1, "x", [1, 2]), 1)),
    (mixed, ((1, "x", [1, 2]), 2)),
    (mixed, ((1, 5, [1, 2]), 0)),
    (mixed, ((None, "x", [1, 2]), 0)),
    (lengths, ([1, 2], (1,), (1, 2))),
    (lengths, (Items([1, 2, 3]), (1,), (1, 2))),
    (lengths, ("abc", b"de", {1: 2})),
    (lengths, ([], (), 5)),
    (last, ([5, 3],)),
    (last, ([5],)),
    (matrix, ([[1.0, 2.0], [3.0, 4.0]], [[0.5, 1.0], [1.5, 2.0]])),
    (matrix, ([[1.0, 2.0], [3.0, 4]], [[0.5, 1.0], [1.5, 2.0]])),
    (matrix, ([[1.0, 2.0], [3.0]], [[0.5, 1.0], [1.5, 2.0]])),
    (rotate, (["a", "b", "c"], 1)),
    (rotate, (["a", "b", 3], 1)),
    (rotate, ([], 1)),
    (int_digits, ([10**6, 10**7, 10**12], 300)),
    (int_digits, ([10**6, 10**7, 10**12], 2**29)),
    (int_digits, ([10**6, 10**7, 10**12], 2**30)),
    (int_digits, ([-(10**6), -(10**12), 10**7], 2**31)),
    (int_digits, ([10**6, 10**7, 10**12], -(2**40))),
    (int_digits, ([10**30, 10**7, 10**12], 2**44)),
    (int_digits, ([1, 2, 3], 5)),
]


def test_boxes_that_others_know_keep_their_values():
    """A float in two lists, or in a list and a variable, is not written to."""
    values = [float("2.5")]
    other = [values[0]]
    kept = values[0]
    shared(values, other, 9.5)
    same = [float("1.5")] * 3
    put_float(same, 1, 4.5)
    ints = [int("123456")] * 3
    put_int(ints, 1, 654321)
    twice = [float("8.0")]
    shared(twice, twice, 3.0)
    big = [int("1" * 17)] * 2
    put_int(big, 0, 2**58)
    put_int(big, 0, 3**35)
    return values, other, kept, same, ints, twice, big


def test_small_ints_stay_themselves():
    values = [int("100000"), int("100000"), int("-100000")]
    seen = []
    for x in (-6, -5, 0, 1, 255, 256):
        for i in range(3):
            put_int(values, i, 70000)
            put_int(values, i, x)
        seen.append([value is int(str(x)) for value in values])
        seen.append(values == [x] * 3)
    return seen[1::2], [s for s in seen[2:-1:2]]


def test_sizes_of_ints():
    values = [int("100000"), 10**12]
    put_int(values, 0, 10**12)
    put_int(values, 1, 5)
    put_int(values, 1, -77777)
    return [sys.getsizeof(value) for value in values], values, [hash(value) for value in values]


def test_replaced_items_end():
    Loud.log = []
    put_float([Loud("a"), 1.0], 0, 2.0)
    values = [Loud("b"), Loud("c")]
    kept = values[1]
    put_int(values, 0, 5)
    put_int(values, 1, 6)
    put_bool(values, 1, True)
    log = list(Loud.log)
    del kept
    return log, Loud.log, values


def test_errors():
    return [
        tried(at, None, 1),
        tried(at, [1.0], "x"),
        tried(at, [1.0], None),
        tried(at, ["x"], 0),
        tried(put_int, None, 0, 1),
        tried(put_int, [1], 0.5, 1),
        tried(fields, None, 1),
        tried(fields, (1, None, False), 1),
    ]
