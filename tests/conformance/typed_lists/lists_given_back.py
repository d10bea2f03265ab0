# native: fill, smooth, product, run_smooth, shared, run_shared, may_stop, run_may_stop, early, run_early, again
# native: run_again, sizes, either, run_either, copied, run_copied, flags, run_flags
# native 3.12+: table, run_product, run_kept, run_table, deep, run_deep
"""Lists that the module's own functions return to each other: unboxed until somebody else gets them."""

import gc
import sys


def fill(n: int) -> list[float]:
    out: list[float] = []
    x = 0.5
    for i in range(n):
        x = 3.9 * x * (1.0 - x)
        out.append(x)
    return out


def smooth(values: list[float]) -> list[float]:
    out = [0.0] * len(values)
    for i in range(1, len(values) - 1):
        out[i] = (values[i - 1] + values[i] + values[i + 1]) / 3.0
    return out


def run_smooth(n: int) -> float:
    values = fill(n)
    for _ in range(3):
        values = smooth(values)
    total = 0.0
    for value in values:
        total += value
    return total


def test_smooth():
    return [run_smooth(n) for n in (0, 1, 2, 3, 10, 100)], smooth([1.0, 2.0, 4.0]), fill(3)


def test_smooth_odd_arguments():
    found = []
    for values in ([1, 2, 3], [1.0, 2, 3.5], [1.0, True, 2.0], (1.0, 2.0, 3.0), [None, 1.0, 2.0], []):
        try:
            found.append(smooth(values))
        except TypeError as error:
            found.append(str(error))
    return found


def product(a: list[list[float]], b: list[list[float]], n: int) -> list[list[float]]:
    out: list[list[float]] = []
    for i in range(n):
        row: list[float] = []
        for j in range(n):
            s = 0.0
            for k in range(n):
                s += a[i][k] * b[k][j]
            row.append(s)
        out.append(row)
    return out


def table(n: int, seed: int) -> list[list[float]]:
    return [[((i * seed + j) % 17) * 0.5 for j in range(n)] for i in range(n)]


def run_product(n: int) -> float:
    c = product(table(n, 3), table(n, 5), n)
    total = 0.0
    for row in c:
        for value in row:
            total += value
    return total


def run_kept(n: int) -> list[list[float]]:
    a = table(n, 3)
    c = product(a, a, n)
    c[0][0] += 1.0
    return c


def run_table(n: int) -> object:
    rows = table(n, 2)
    if n > 2:
        rows[1] = rows[0]
    return rows


def test_product():
    rows = run_table(4)
    return run_product(0), run_product(5), run_kept(3), rows, rows[0] is rows[1], run_table(0)


KEPT: list = []


def shared(n: int) -> list[int]:
    out = [0] * n
    out[0] = 5
    KEPT.append(out)
    return out


def run_shared(n: int) -> int:
    mine = shared(n)
    mine[1] = 7
    return len(mine)


def test_shared():
    KEPT.clear()
    found = run_shared(3), shared(2)
    return found, KEPT, KEPT[1] is found[1]


def may_stop(n: int, big: int) -> list[int]:
    out: list[int] = []
    for i in range(n):
        out.append(i * big)
    return out


def run_may_stop(n: int, big: int) -> object:
    out = may_stop(n, big)
    out[0] = 1
    last = out[n - 1]
    out.append(3)
    return last, out


def test_may_stop():
    found = [run_may_stop(3, 10), run_may_stop(3, 1 << 62), run_may_stop(4, 1 << 70), run_may_stop(2, True)]
    for arguments in ((0, 1), (2, None), (2, "ab"), (3, 1.5)):
        try:
            found.append(run_may_stop(*arguments))
        except (IndexError, TypeError) as error:
            found.append(repr(error))
    return found


def deep(n: int) -> list[list[list[int]]]:
    out = [[[i + j * k for i in range(n)] for j in range(n)] for k in range(n)]
    return out


def run_deep(n: int) -> int:
    cube = deep(n)
    total = 0
    for plane in cube:
        for line in plane:
            line.append(len(plane))
            for value in line:
                total += value
    return total + len(deep(n + 1))


def test_deep():
    return [run_deep(n) for n in range(4)], deep(2)


def early(n: int) -> list[int]:
    if n < 0:
        return []
    if n == 0:
        return [7]
    return [n, n + 1]


def run_early(n: int) -> int:
    found = early(n)
    total = 0
    for value in found:
        total += value
    return total * 10 + len(found)


def test_early():
    return [run_early(n) for n in (-1, 0, 4)], early(-1), early(0)


def again(n: int) -> list[int]:
    if n == 0:
        return [1]
    below = again(n - 1)
    row = [1] * (n + 1)
    for i in range(1, n):
        row[i] = below[i - 1] + below[i]
    return row


def run_again(n: int) -> int:
    row = again(n)
    best = 0
    for value in row:
        if value > best:
            best = value
    return best


def test_again():
    return [run_again(n) for n in range(8)], again(5), run_again(70)


def sizes(n: int) -> object:
    values = fill(n)
    values.append(1.5)
    return values


def test_sizes():
    return [sys.getsizeof(sizes(n)) for n in range(40)]


def either(n: int):
    values = fill(n)
    if n > 2:
        return values
    return None


def run_either(n: int) -> object:
    values = either(n)
    return values


def test_either():
    return run_either(2), run_either(3)


def copied(values: list[int]) -> list[int]:
    out: list[int] = []
    for value in values:
        out.append(value + 1)
    return out


def run_copied(values: list[int], hidden: object) -> int:
    first = copied(values)
    second = copied(first)
    values.append(second[0])
    return second[len(second) - 1] + len(first)


def test_copied():
    found = []
    for values in ([1, 2], [1 << 80, 2], [True, 2], [1.5, 2], ["a", 2]):
        try:
            found.append((run_copied(values, None), values))
        except TypeError as error:
            found.append((str(error), values))
    return found


def flags(n: int) -> list[bool]:
    out = [True] * (n + 1)
    for i in range(2, n + 1):
        for j in range(i * i, n + 1, i):
            out[j] = False
    return out


def run_flags(n: int) -> int:
    count = 0
    for flag in flags(n):
        if flag:
            count += 1
    return count


def test_flags():
    return run_flags(100), flags(6)


def test_replaced():
    global smooth
    before = run_smooth(5)
    own = smooth
    smooth = lambda values: [value * 2 for value in values]
    try:
        return before, run_smooth(5)
    finally:
        smooth = own


def test_nothing_unboxed_is_seen():
    run_smooth(10)
    run_product(3)
    names = {type(item).__name__ for item in gc.get_objects()}
    return "annot.vector" in names


class Watch:
    def __init__(self):
        self.seen = []

    def __call__(self, frame, event, argument):
        if event == "return" and frame.f_code.co_name in ("smooth", "fill", "run_smooth"):
            self.seen.append((frame.f_code.co_name, repr(argument), repr(frame.f_locals.get("values"))))
        return self


def test_watched():
    watch = Watch()
    sys.settrace(watch)
    try:
        run_smooth(3)
    finally:
        sys.settrace(None)
    return watch.seen


def test_without_depth():
    limit = sys.getrecursionlimit()
    try:
        again(limit + 10)
    except RecursionError as error:
        return "too deep"
