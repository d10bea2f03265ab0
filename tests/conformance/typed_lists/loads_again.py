# native: least, swap_seen, aliased, called_between, rows_again, negative, past_the_end, appended, twice_in_try, mixed_kinds, in_place
"""The same item loaded again, with and without something in between that may have changed it."""


def least(xs: list[int]) -> int:
    best = xs[0]
    for i in range(len(xs)):
        if xs[i] + 1 < best:
            best = xs[i] + 1
    return best


def swap_seen(xs: list[float], n: int) -> float:
    total = 0.0
    for i in range(n):
        if xs[i] > xs[i + 1]:
            xs[i], xs[i + 1] = xs[i + 1], xs[i]
        total = total * 3.0 + xs[i] - xs[i + 1]
    return total


def aliased(xs: list[int], ys: list[int]) -> int:
    a = xs[0]
    ys[0] = a + 1
    b = xs[0]
    ys.append(b)
    return a * 100 + b * 10 + len(xs) + xs[0]


def change(xs: list[int]) -> int:
    xs[0] = 7
    xs.pop()
    return 0


def called_between(xs: list[int]) -> int:
    a = xs[0] + len(xs)
    change(xs)
    return a * 100 + xs[0] + len(xs)


def rows_again(rows: list[list[int]], i: int) -> int:
    a = rows[i][0] + rows[i][1]
    rows[i][0] = a
    if rows[i][0] > 3:
        rows[i] = rows[i - 1]
        a += rows[i][0]
    return a + rows[i][0] * 10 + rows[i][1]


def negative(xs: list[int], i: int) -> int:
    total = 0
    for k in range(-2, i):
        total = total * 7 + xs[k] + xs[k]
    return total


def past_the_end(n: int) -> int:
    xs = [1, 2, 3]
    total = 0
    for i in range(n):
        total += xs[i]
        xs[i] = total
    return total


def appended(n: int) -> int:
    xs = [n]
    total = 0
    for i in range(n):
        before = len(xs) + xs[i]
        xs.append(i)
        total += before * (len(xs) + xs[i])
        xs[i] += 1
        total += xs[i]
    return total


def twice_in_try(xs: list[int], i: int) -> int:
    total = 0
    for k in range(i):
        try:
            total += xs[k]
            total += xs[k] * 2
        except IndexError:
            total -= 1
    return total


def mixed_kinds(xs: list[float], i: int) -> float:
    if xs[i] > 0:
        return xs[i] * 2
    return xs[i]


def in_place(xs: list[float], n: int) -> float:
    for i in range(n):
        xs[i] += xs[i] * 0.5
        xs[i] -= 1.0
    return xs[0]


CASES = [
    (least, ([5, 3, 9, -2],)),
    (least, ([5, True, 2],)),
    (least, ([],)),
    (least, ([2**70, 1, 2],)),
    (swap_seen, ([3.0, 1.0, 2.0, -0.0, 0.0], 4)),
    (swap_seen, ([3.0, 1, 2.0], 2)),
    (swap_seen, ([3.0, 1.0], 2)),
    (aliased, ([1, 2], [3])),
    (called_between, ([1, 2, 3],)),
    (called_between, ([1],)),
    (rows_again, ([[1, 2], [3, 4]], 1)),
    (rows_again, ([[1, 2], [0, 1]], 0)),
    (rows_again, ([[1, 2]], -1)),
    (rows_again, ([[1]], 0)),
    (negative, ([1, 2, 3], 3)),
    (negative, ([1, 2, 3], 4)),
    (negative, ([1], 1)),
    (past_the_end, (3,)),
    (past_the_end, (4,)),
    (appended, (4,)),
    (twice_in_try, ([1, 2], 4)),
    (twice_in_try, ([1, "x", None], 3)),
    (mixed_kinds, ([1.5], 0)),
    (mixed_kinds, ([-1, 2.5], 0)),
    (in_place, ([1.5, 2.5], 2)),
    (in_place, ([1.5, 2], 2)),
]


def test_same_list():
    xs = [1, 2, 3]
    row = [1, 2]
    return aliased(xs, xs), xs, rows_again([row, row], 1), row
