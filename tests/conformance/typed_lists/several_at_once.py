# native: three, four_kinds, five, six, seven, lists_of_three, windows, numbered_pairs, numbered_from, numbered_rows, two_rows
# native: rows_and_numbers, corners, corners_numbered, area, area_turned, flags, changed_midway, popped_midway
# native: given_away, pair_kept, pair_twice, iterator_kept, in_try, of_zip_kept, strict_three, broken_off, with_else, overflow
# native: nested_rows, divided_in_three
# native 3.12+: summed, added, scaled, numbered_sum, rows_summed, row_changed, transposed_by_hand
"""`zip` of many lists that nobody else knows, also of lists and of tuples, and `enumerate` of those."""


def three(n: int) -> float:
    ws = [i * 0.5 for i in range(n)]
    xs = [i * 0.25 for i in range(n + 1)]
    ys = [i * 3 for i in range(max(n - 1, 0))]
    t = 0.0
    for w, x, y in zip(ws, xs, ys):
        t += w * x + y
    return t


def four_kinds(n: int) -> list[object]:
    ws = [i * 0.5 for i in range(n)]
    xs = [i % 3 == 1 for i in range(n + 2)]
    ys = [i * 3 for i in range(n)]
    zs = [(i, i * 0.5) for i in range(n)]
    out: list[object] = []
    for w, x, y, (a, b) in zip(ws, xs, ys, zs):
        if x:
            out.append(w + y)
        else:
            out.append(a - b)
    return out


def five(n: int) -> int:
    a = [i for i in range(n)]
    t = 0
    for p, q, r, s, u in zip(a, a[1:], a[2:], a[3:], a[4:]):
        t += p - q * r + s * u
    return t


def six(n: int) -> int:
    a = [i for i in range(n)]
    t = 0
    for p, q, r, s, u, v in zip(a, a[1:], a[2:], a[3:], a[4:], a):
        t += p - q * r + s * u - v
    return t


def seven(n: int) -> int:
    a = [i for i in range(n)]
    t = 0
    for p, q, r, s, u, v, w in zip(a, a[1:], a[2:], a[3:], a[4:], a, a):
        t += p - q * r + s * u - v + w
    return t


def lists_of_three(ws: list[float], xs: list[int], names: list[str]) -> list[str]:
    out: list[str] = []
    for w, x, name in zip(ws, xs, names):
        out.append(f"{name}: {w * x}")
    for i, (w, name) in enumerate(zip(ws, names), 1):
        out.append(f"{i} {name} {w}")
    for i, (w, x, name) in enumerate(zip(ws, xs, names)):
        out.append(f"{i} {name} {w} {x}")
    return out


def windows(n: int) -> int:
    xs = [i * i % 7 for i in range(n)]
    t = 0
    for a, b, c in zip(xs, xs[1:], xs[2:]):
        if a < b > c:
            t += b
    return t


def numbered_pairs(n: int) -> float:
    xs = [i * 0.5 for i in range(n)]
    ys = [i * 2 for i in range(n)]
    for i, (x, y) in enumerate(zip(xs, ys)):
        xs[i] = x + y * i
    return sum(xs)


def numbered_from(n: int, first: int) -> list[int]:
    xs = [i * 2 for i in range(n)]
    t = [0, 0, 0]
    for i, x in enumerate(xs, first):
        t[0] += i * x
    for i, x in enumerate(xs, start=first):
        t[1] += i - x
    for i, (x, y) in enumerate(zip(xs, xs[1:]), first):
        t[2] += i + x - y
    return t


def numbered_rows(n: int) -> float:
    m = [[i * 0.5 + j for i in range(n)] for j in range(n)]
    t = 0.0
    for i, row in enumerate(m):
        t += row[i]
        row[i] = -1.0
        for j, x in enumerate(row):
            t += x * (i - j)
    return t


def two_rows(n: int) -> float:
    m = [[i * 0.5 + j for i in range(n)] for j in range(n)]
    k = [[i * 0.25 - j for i in range(n)] for j in range(n + 1)]
    t = 0.0
    for p, q in zip(m, k):
        for x, y in zip(p, q):
            t += x * y
        q[0] = t
    for i, (p, q) in enumerate(zip(k, m)):
        p[i] += q[0]
    return t + k[0][0]


def rows_and_numbers(n: int) -> float:
    m = [[i * 0.5 + j for i in range(3)] for j in range(n)]
    b = [i * 0.25 for i in range(n)]
    t = 0.0
    for row, x in zip(m, b):
        row[0] += x
        t += row[0]
    for i, (x, row) in enumerate(zip(b, m)):
        row[1] += x * i
        t += row[1]
    return t


def corners(n: int) -> float:
    pts = [(i * 0.5, i * 0.25) for i in range(n)]
    t = 0.0
    for (a, b), (c, d) in zip(pts, pts[1:]):
        t += a * d - b * c
    return t


def corners_numbered(n: int) -> float:
    pts = [(i * 0.5, i * 0.25, i) for i in range(n)]
    t = 0.0
    for i, ((a, b, e), (c, d, f)) in enumerate(zip(pts, pts[1:])):
        t += a * d - b * c + e * f * i
    for i, (a, b, c) in enumerate(pts):
        t += a - b + c * i
    return t


def area(pts: list[tuple[float, float]]) -> float:
    t = 0.0
    for (a, b), (c, d) in zip(pts, pts[1:] + pts[:1]):
        t += a * d - b * c
    return t / 2


def area_turned(n: int) -> float:
    return area([(i * 0.5, (i * 7 % 5) * 0.25) for i in range(n)])


def flags(n: int) -> int:
    xs = [i % 3 == 0 for i in range(n)]
    ys = [i % 2 == 0 for i in range(n)]
    t = 0
    for i, (x, y) in enumerate(zip(xs, ys)):
        if x and not y:
            t += i
    for x, y in zip(xs, ys):
        t += x + y
    return t


def changed_midway(n: int) -> list[int]:
    xs = [i for i in range(n)]
    ys = [i for i in range(n)]
    zs = [i for i in range(n)]
    out = [0]
    for x, y, z in zip(xs, ys, zs):
        out.append(x + y + z)
        if len(xs) < 20:
            xs.append(x)
            zs.append(y)
        if len(ys) < 12:
            ys.append(1)
    out.append(len(xs) + len(ys) + len(zs))
    return out


def popped_midway(n: int) -> list[int]:
    xs = [i for i in range(n)]
    ys = [i for i in range(n)]
    out = [0]
    for i, (x, y) in enumerate(zip(xs, ys)):
        out.append(i + x + y)
        ys.pop()
    for i, y in enumerate(ys, 5):
        out.append(i + y)
        if y % 2:
            ys.pop()
    return out


def row_changed(n: int) -> list[int]:
    m = [[i, j] for i in range(n) for j in range(2)]
    out = [0]
    for i, row in enumerate(m):
        m[i] = [7, 8]
        row.append(i)
        out.append(len(row) + row[0])
        if i % 3 == 1:
            m.pop()
    return out


def given_away(n: int) -> object:
    xs = [i * 0.5 for i in range(n)]
    ys = [i for i in range(n)]
    zs = [(i, 0.5) for i in range(n)]
    t = 0.0
    for x, y, (a, b) in zip(xs, ys, zs):
        t += x * y + a * b
        if t > 40.0:
            return xs, ys, zs, t
    return t


def pair_kept(n: int) -> list[object]:
    xs = [i * 0.5 for i in range(n)]
    ys = [i for i in range(n)]
    out: list[object] = []
    for pair in zip(xs, ys, xs):
        out.append(pair)
    for i, pair in enumerate(zip(xs, ys)):
        x, y = pair
        out.append(x * y * i)
    for pair in enumerate(zip(xs, ys), 3):
        i, (x, y) = pair
        out.append(x * y * i)
    return out


def pair_twice(n: int) -> float:
    m = [[i * 0.5, 1.0] for i in range(n)]
    t = 0.0
    for p in zip(m, m):
        a, b = p
        c, d = p
        t += a[0] * b[1] + c[0] - d[0]
    return t


def iterator_kept(n: int) -> list[float]:
    xs = [i * 0.5 for i in range(n)]
    it = enumerate(zip(xs, xs[1:]))
    out = [0.0]
    for i, (a, b) in it:
        out.append(a * b * i)
        if i == 2:
            break
    for i, (a, b) in it:
        out.append(a - b * i)
    for i, (a, b) in it:
        out.append(a)
    return out


def of_zip_kept(n: int) -> list[float]:
    xs = [i * 0.5 for i in range(n)]
    pairs = zip(xs, xs[1:])
    out = [0.0]
    for i, (a, b) in enumerate(pairs):
        out.append(a * b * i)
        if i == 2:
            break
    for a, b in pairs:
        out.append(a - b)
    return out


def in_try(n: int) -> list[object]:
    xs = [i * 2 for i in range(n)]
    ys = [i - 3 for i in range(n)]
    m = [[i, 1] for i in range(n)]
    out: list[object] = []
    for i, (x, y, row) in enumerate(zip(xs, ys, m)):
        try:
            for j, r in enumerate(row):
                out.append(x // (y + j) + r)
        except ZeroDivisionError as error:
            out.append((i, str(error)))
        finally:
            out.append(row[0])
    try:
        for x, y, row in zip(xs, ys, m):
            out.append(row[2 - x // 4])
    except IndexError:
        out.append("end")
    return out


def strict_three(n: int, more: int) -> list[int]:
    xs = [i for i in range(n)]
    ys = [i for i in range(n)]
    zs = [i for i in range(n + more)]
    out = [0]
    for x, y, z in zip(xs, ys, zs, strict=True):
        out.append(x + y + z)
    for x, y in zip(xs, ys, strict=zs):
        out.append(x + y)
    return out


def broken_off(n: int) -> int:
    xs = [i for i in range(n)]
    ys = [i * 3 for i in range(n)]
    t = 0
    for i, (x, y) in enumerate(zip(xs, ys)):
        if y == 9:
            continue
        if x > 6:
            break
        t += i * x + y
    else:
        t = -t
    return t + x + i


def with_else(n: int) -> int:
    m = [[i, 2 * i] for i in range(n)]
    for a, b, c in zip(m, m[1:], m[2:]):
        if a[0] + b[1] == c[0] * 5:
            return b[0]
    else:
        return -1


def overflow(n: int) -> int:
    xs = [i + 2 for i in range(n)]
    t = 1
    for i, (x, y, z) in enumerate(zip(xs, xs[1:], xs[2:])):
        t *= x * y * z + i
    return t


def nested_rows(n: int) -> int:
    c = [[[i + j + k for i in range(2)] for j in range(3)] for k in range(n)]
    t = 0
    for i, plane in enumerate(c):
        for j, (row, other) in enumerate(zip(plane, plane[1:])):
            for k, (x, y) in enumerate(zip(row, other)):
                t += (i + 1) * (j + 2) * (k + 3) * (x - 2 * y)
            row[0] = i
    return t + c[0][0][0]


def transposed_by_hand(n: int) -> list[list[int]]:
    m = [[i * n + j for i in range(n)] for j in range(n)]
    t = [[0] * n for _ in range(n)]
    for i, row in enumerate(m):
        for j, x in enumerate(row):
            t[j][i] = x
    return t


def divided_in_three(n: int) -> float:
    xs = [float(i) for i in range(n)]
    ys = [float(n - i - 3) for i in range(n)]
    t = 0.0
    for x, y, z in zip(xs, ys, xs):
        t += (
            x
            / y
            + z
        )
    return t


def summed(n: int) -> object:
    ws = [i * 0.5 for i in range(n)]
    xs = [i * 0.25 for i in range(n)]
    ys = [i * 3 for i in range(n)]
    pts = [(i, i * 0.5) for i in range(n)]
    a = sum(w * x * y for w, x, y in zip(ws, xs, ys))
    b = max((w - y for w, x, y in zip(ws, xs, ys)), default=-1.0)
    c = all(w <= y for w, x, y in zip(ws, xs, ys))
    d = [w + x for w, x, y in zip(ws, xs, ys) if y % 2]
    e = sum(p * s - q * r for (p, q), (r, s) in zip(pts, pts[1:]))
    return a, b, c, d, e


def added(n: int) -> list[list[float]]:
    a = [[i * 0.5 + j for i in range(n)] for j in range(n)]
    b = [[i * 0.25 - j for i in range(n)] for j in range(n)]
    return [[x + y for x, y in zip(p, q)] for p, q in zip(a, b)]


def scaled(n: int) -> list[list[float]]:
    a = [[i * 0.5 + j for i in range(3)] for j in range(n)]
    b = [i * 0.25 for i in range(n)]
    c = [[x * y for x in row] for row, y in zip(a, b)]
    return [[x * i for x in row] for i, row in enumerate(c)]


def numbered_sum(n: int) -> object:
    xs = [i * 2 for i in range(n)]
    return (
        sum(i * x for i, x in enumerate(xs, 3)),
        sum(i * x - y for i, (x, y) in enumerate(zip(xs, xs[1:]))),
        max(((x - y) * i for i, (x, y) in enumerate(zip(xs, xs[1:]), 1)), default=0),
    )


def rows_summed(n: int) -> object:
    m = [[i * 2 - j * j for i in range(n + 1)] for j in range(n)]
    k = [i for i in range(n + 1)]
    total = sum(sum(row) for row in m)
    if not m:
        return total
    return (
        total,
        max(max(row) for row in m),
        min(min(row) for row in m),
        [sum(a * b for a, b in zip(row, k)) for row in m],
        sum(row[i] for i, row in enumerate(m)),
        sum(p[0] * q[0] for p, q in zip(m, m[1:])),
    )


class Listened(list):
    def __iter__(self):
        print("iter")
        return super().__iter__()

    def __len__(self):
        print("len")
        return super().__len__()


SIZES = (0, 1, 2, 3, 5, 9)
CASES = [
    *((function, (n,)) for n in SIZES for function in (three, four_kinds, five, six, seven, windows, numbered_pairs)),
    *((function, (n,)) for n in SIZES for function in (numbered_rows, rows_and_numbers, corners, corners_numbered)),
    *((function, (n,)) for n in SIZES for function in (flags, changed_midway, popped_midway, row_changed, given_away)),
    *((function, (n,)) for n in SIZES for function in (pair_kept, pair_twice, iterator_kept, of_zip_kept, in_try)),
    *((function, (n,)) for n in SIZES for function in (broken_off, with_else, transposed_by_hand, summed, added, scaled)),
    *((function, (n,)) for n in SIZES for function in (numbered_sum, rows_summed, area_turned)),
    *((function, (n,)) for n in (1, 2, 4, 7) for function in (two_rows, nested_rows, divided_in_three)),
    *((overflow, (n,)) for n in (3, 12, 18, 30)),
    *((numbered_from, (4, first)) for first in (0, 3, -2, 2**62, 2**63 - 3, 2**63 - 1, 2**70, True)),
    *((strict_three, (n, more)) for n in (0, 3) for more in (0, 1)),
    (lists_of_three, ([0.5, 1.5, 2.5], [1, 2, 3], ["a", "b", "c", "d"])),
    (lists_of_three, ([0.5, 1, 2.5], [1, 2, 3.5], ["a", "b", "c", "d"])),
    (lists_of_three, ([0.5, 1.0, 2.5], [1, 2, "x"], ["a", "b", None])),
    (lists_of_three, ([0.5, "y", 2.5], [1, 2], ["a", "b", 5])),
    (lists_of_three, (Listened([0.5, 1.5, 2.5]), [1, 2, 3], Listened(["a", "b"]))),
    (lists_of_three, ((0.5, 1.5), range(3), "abc")),
    (area, ([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)],)),
    (area, ([(0.0, 0.0), (1.0, 0), (1.0, 1.0), (0.0, 1.0)],)),
    (area, ([(0.0, 0.0), (1.0, 0.5, 2.0)],)),
    (area, ([(0.0, 0.0), [1.0, 0.5], (3.0, 2.0)],)),
    (area, (Listened([(0.0, 0.0), (1.0, 0.5), (3.0, 2.0)]),)),
]
