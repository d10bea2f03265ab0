# native: advance, energy, simulate, push_all, use_push, sort_part, partition, outer, middle, inner, twice, use_twice, rows_sum, set_to, use_set, use_caught, grow_until, use_grow, read_at, use_read, kept, use_kept, fails, use_fails, flagged, use_flags, by_name, rebound, use_rebound, row_of, use_row
# native 3.12+: sort_own, use_rows
"""Lists of numbers that a function makes and lends to others, which leave, raise, call further, or are called with any list."""


def advance(x: list[float], v: list[float], dt: float) -> None:
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            d = x[i] - x[j]
            v[i] -= d * dt
            v[j] += d * dt
    for i in range(len(x)):
        x[i] += v[i] * dt


def energy(v: list[float]) -> float:
    total = 0.0
    for a in v:
        total += a * a
    return total


def simulate(n: int) -> tuple[float, list[float]]:
    x: list[float] = []
    v: list[float] = []
    for i in range(5):
        x.append(i * 1.5)
        v.append(0.25 * i)
    total = 0.0
    for _ in range(n):
        advance(x, v, 0.125)
        total += energy(v)
    return total, x


def push_all(xs: list[int], n: int, by: int) -> int:
    for i in range(n):
        xs.append(i * by)
    return len(xs)


def use_push(n: int, by: int) -> list[int]:
    xs = [7]
    total = 0
    for i in range(n):
        total += push_all(xs, i, by)
        xs[0] += 1
    xs.append(total)
    return xs


def partition(xs: list[int], low: int, high: int) -> int:
    pivot = xs[high]
    i = low
    for j in range(low, high):
        if xs[j] < pivot:
            xs[i], xs[j] = xs[j], xs[i]
            i += 1
    xs[i], xs[high] = xs[high], xs[i]
    return i


def sort_part(xs: list[int], low: int, high: int) -> None:
    if low < high:
        p = partition(xs, low, high)
        sort_part(xs, low, p - 1)
        sort_part(xs, p + 1, high)


def sort_own(n: int) -> list[int]:
    xs = [(i * 7919) % 31 for i in range(n)]
    sort_part(xs, 0, n - 1)
    total = 0
    for i in range(n):
        total = total * 3 % 1000003 + xs[i]
    xs.append(total)
    return xs


def inner(xs: list[int], i: int) -> int:
    xs[i] = xs[i] * xs[i]
    return xs[i]


def middle(xs: list[int], n: int) -> int:
    total = 0
    for i in range(n):
        total += inner(xs, i)
    return total


def outer(n: int, start: int) -> tuple[int, list[int]]:
    xs = [start] * n
    total = 0
    for i in range(3):
        total += middle(xs, n)
        xs[0] += 1
    return total, xs


def twice(left: list[int], right: list[int]) -> int:
    left.append(1)
    right.append(2)
    left[0] = len(right)
    return right[0] * 10 + len(left)


def use_twice(n: int) -> tuple[int, int, int]:
    xs = [0] * n
    ys = [0] * n
    a = twice(xs, ys)
    b = twice(xs, xs)
    return a, b, xs[0] + len(xs) * 100 + ys[-1]


def rows_sum(rows: list[list[float]], k: int) -> float:
    total = 0.0
    for row in rows:
        for x in row:
            total += x
    rows[k][0] += 0.5
    return total + rows[k][0]


def use_rows(n: int, k: int) -> tuple[float, list[list[float]]]:
    rows = [[float(i + j) for j in range(n)] for i in range(n)]
    total = 0.0
    for _ in range(2):
        total += rows_sum(rows, k)
        rows[0][0] *= 2.0
    return total, rows


def set_to(xs: list[float], value: object) -> int:
    xs[0] = 1.0
    xs[1] = value
    xs[0] = 2.0
    return len(xs)


def use_set(value: object) -> tuple[int, list[float]]:
    xs = [0.0, 0.0, 0.0]
    n = 0
    for i in range(3):
        n += set_to(xs, value)
        xs[2] += 1.5
    return n, xs


def read_at(xs: list[int], i: int) -> int:
    return xs[i] + 1


def use_read(n: int, at: int) -> int:
    xs = [3] * n
    total = read_at(xs, 0)
    xs[0] = total
    return total + read_at(xs, at) + xs[0]


def use_caught(n: int, at: int) -> tuple[int, list[int]]:
    xs = [3] * n
    total = 0
    for i in range(3):
        try:
            total += read_at(xs, at)
        except IndexError as error:
            total += len(str(error))
            xs.append(i)
    return total, xs


def grow_until(xs: list[int], n: int) -> int:
    while len(xs) < n:
        xs.append(xs[-1] * 1000003)
    return xs[-1]


def use_grow(n: int) -> list[int]:
    xs = [1]
    last = 0
    for i in range(n):
        last = grow_until(xs, i)
        xs[0] = 1
    xs.append(last)
    return xs


store: list[object] = []


def kept(xs: list[int]) -> int:
    store.append(xs)
    return xs[0]


def use_kept(n: int) -> int:
    xs = [1] * n
    xs[0] = 5
    total = kept(xs)
    xs[0] = 6
    return total + xs[0]


def fails(xs: list[int], n: int) -> int:
    xs[0] = n
    if n > 2:
        raise ValueError(xs[0] + len(xs))
    return xs[0]


def use_fails(n: int) -> int:
    xs = [1] * 3
    total = 0
    for i in range(n):
        total += fails(xs, i)
        xs[1] += 1
    return total + xs[1]


def flagged(flags: list[bool], step: int) -> int:
    count = 0
    for i in range(0, len(flags), step):
        if not flags[i]:
            flags[i] = True
            count += 1
    return count


def use_flags(n: int) -> tuple[int, list[bool]]:
    flags = [False] * n
    total = 0
    for step in range(1, 4):
        total = total * 10 + flagged(flags, 5 - step)
        flags[0] = False
    return total, flags


def by_name(n: int) -> int:
    xs = [2] * n
    total = inner(i=0, xs=xs)
    xs[0] += total
    return xs[0]


def changed(xs: list[int], i: int) -> int:
    xs.append(i)
    return -1


def rebound(xs: list[int], i: int) -> int:
    return xs[i]


def use_rebound(n: int, at: int) -> tuple[int, list[int]]:
    global rebound
    xs = [4] * n
    total = 0
    for i in range(n):
        total += rebound(xs, i)
        xs[i] += 1
        if i == at:
            rebound = changed
    return total, xs


def row_of(xs: list[int], n: int) -> list[int]:
    xs[0] += n
    return [xs[0]] * n


def use_row(n: int) -> list[list[int]]:
    xs = [0]
    rows = []
    for i in range(n):
        rows.append(row_of(xs, i))
        xs[0] += 1
    return rows


def test_own():
    return simulate(6), use_push(5, 3), sort_own(20), outer(3, 2), use_twice(2), use_rows(3, 1), use_flags(9), by_name(2)


def test_given():
    xs, v = [1.5, 2.5, 0.0], [0.5, 0.25, 1.0]
    advance(xs, v, 0.5)
    ints = [3, 1, 2]
    sort_part(ints, 0, 2)
    mixed = [1, 2.5]
    advance(mixed, v, 1)
    return xs, v, ints, mixed, energy([1, 2]), push_all(ints, 2, 2**70), ints, twice(ints, ints), ints, rows_sum([[1.0]], 0)


def test_kept():
    store.clear()
    first = use_kept(2)
    return first, list(store), use_kept(3), list(store)


def test_rebound():
    global rebound
    saved = rebound
    try:
        return use_rebound(5, 2)
    finally:
        rebound = saved


CASES = [
    (use_push, (4, 2**62)),
    (outer, (2, 2**20)),
    (outer, (2, 3037000500)),
    (use_rows, (2, 5)),
    (use_set, (2.5,)),
    (use_set, (3,)),
    (use_set, ("x",)),
    (use_read, (2, 1)),
    (use_read, (2, 2)),
    (use_read, (2, -3)),
    (use_caught, (2, 1)),
    (use_caught, (2, 3)),
    (use_grow, (3,)),
    (use_grow, (8,)),
    (use_fails, (2,)),
    (use_fails, (5,)),
    (use_row, (4,)),
    (sort_own, (0,)),
    (by_name, (0,)),
]
