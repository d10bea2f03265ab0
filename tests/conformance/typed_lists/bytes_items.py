# native: total, pick, flip, sieve, product, grid_set, grow, pairs, last_row, drop_row
# native 3.12+: behind
"""Bytes of `bytes` and `bytearray`, and containers in lists that are used at once."""


def total(data: bytes) -> int:
    s = 0
    for b in data:
        s = (s * 31 + b) & 0xFFFFFF
    return s


def pick(data: bytes, i: int) -> int:
    return data[i] + len(data)


def flip(data: bytearray, i: int, value: int) -> int:
    data[i] = value
    return data[i]


def sieve(n: int) -> list[int]:
    flags = bytearray(b"\x01") * (n + 1)
    found: list[int] = []
    for i in range(2, n + 1):
        if flags[i]:
            found.append(i)
            for j in range(i * i, n + 1, i):
                flags[j] = 0
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


def grid_set(grid: list[list[int]], i: int, j: int, value: int) -> int:
    grid[i][j] = value
    grid[i][j] += 1
    return grid[i][j]


def grow(rows: list[list[int]], i: int, x: int) -> int:
    rows[i].append(x)
    rows[i].append(x + 1)
    return rows[i][-1] + rows[i].pop()


def pairs(points: list[tuple[int, int]]) -> int:
    s = 0
    for i in range(len(points)):
        s += points[i][0] * points[i][1]
    return s


def behind(n: int) -> int:
    xs = [(i * 7) % 11 for i in range(n)]
    ys = sorted(xs)
    t = 0
    for a, b in zip(xs, ys):
        t += a * b
    for i, y in enumerate(ys):
        t += i - y
    return t


def last_row(rows: list[list[int]]) -> int:
    # The row is in no list any more when its item is loaded.
    return rows[-1][len(rows.pop()) - 1]


def drop_row(rows: list[list[int]], other: list[list[int]], i: int) -> int:
    x = rows[i][other.pop()[0]]
    return x


class Bytes(bytes):
    def __iter__(self):
        return iter([1, 2, 3])

    def __getitem__(self, i):
        return 7


class Array(bytearray):
    def __setitem__(self, i, value):
        super().__setitem__(i, 9)


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e), e.__traceback__.tb_next.tb_lineno


def test_bytes_and_lent_rows():
    out = []
    out.append([total(bytes(range(256))), total(b""), total(b"\xff")])
    out.append(attempt(total, bytearray(b"abc")))
    out.append(attempt(total, [1, 2, 1 << 70]))
    out.append(attempt(total, Bytes(b"abc")))
    out.append(attempt(total, "abc"))
    for i in (0, -1, 2, 3, -3, -4, 1 << 62, -(1 << 63), 1 << 70, True):
        out.append(attempt(pick, b"abc", i))
        out.append(attempt(flip, bytearray(b"abc"), i, 200))
    out.append(attempt(pick, Bytes(b"abc"), 1))
    out.append(attempt(pick, [5, 6], 1))
    for value in (-1, 256, 1 << 70, True, 2.5, "a", 0, 255):
        out.append(attempt(flip, bytearray(b"abc"), 1, value))
    array = Array(b"abc")
    out.append((attempt(flip, array, 1, 1), array))
    array = bytearray(b"abcd")
    del array[:2]
    view = memoryview(array)
    out.append((flip(array, -1, 65), bytes(view), array))
    view.release()
    out.append(attempt(flip, {1: 2}, 1, 5))
    out.append(sieve(60))
    out.append(product([[1.0, 2.0], [3.0, 4.0]], [[0.5, 1.5], [2.5, 3.5]], 2))
    out.append(attempt(product, [[1.0, 2.0], [3.0]], [[0.5, 1.5], [2.5, 3.5]], 2))
    out.append(attempt(product, [[1.0, 2.0], (3.0, 1.0)], [[0.5, 1.5], [2.5, 3.5]], 2))
    out.append(attempt(product, [[1.0, 2.0], [3, 1.0]], [[0.5, 1.5], [2.5, "x"]], 2))
    grid = [[0] * 3 for _ in range(3)]
    out.append([grid_set(grid, 1, 2, 5), grid_set(grid, -1, -1, 7), grid])
    out.append(attempt(grid_set, grid, 1, 3, 5))
    out.append(attempt(grid_set, grid, 3, 1, 5))
    out.append(attempt(grid_set, [(1, 2)], 0, 1, 5))
    own: list = [1, 2]
    own[0] = own
    out.append((attempt(grid_set, own, 0, 1, 5), own[1]))
    own[0] = None
    rows = [[1], [2]]
    out.append([grow(rows, 1, 5), grow(rows, 0, 1 << 40), rows])
    out.append(attempt(grow, [{}], 0, 1))
    out.append(pairs([(1, 2), (3, 4)]))
    out.append(attempt(pairs, [(1, 2), (3,)]))
    out.append(attempt(pairs, [(1, 2), [3, 5]]))
    out.append([behind(0), behind(40)])
    rows = [[1], [2, 3]]
    out.append([last_row(rows), last_row(rows), attempt(last_row, rows)])
    rows = [[1, 2], [0, 1]]
    out.append([drop_row(rows, rows, 1), drop_row(rows, [[1]], 0), rows])
    probe = [[10, 20]]
    for _ in range(50):
        grid_set(probe, 0, 1, 7)
        grow(probe, 0, 3)
        pairs([(1, 2)])
    out.append(probe[0][:3])
    return out
