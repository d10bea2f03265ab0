# native: parts, texts_in, tuples, taken, inserted, own_taken, own_put
# native 3.12+: bools, bounds, rows, crossings, pairwise
"""Parts of lists and tuples, `pop` of an index and `insert`, on lists that others know and on lists of the function's own."""

import sys


def parts(xs: list[int], a: int, b: int) -> list[list[int]]:
    out = []
    for i in range(2):
        out.append(xs[a:b])
        out.append(xs[a + i :])
        out.append(xs[: b - i])
        out.append(xs[:])
    return out


def texts_in(xs: list[str], a: int) -> int:
    n = 0
    for i in range(3):
        for text in xs[a + i :]:
            n += len(text)
    return n


def tuples(xs: tuple[int, ...], a: int, b: int) -> list[tuple[int, ...]]:
    out = []
    for i in range(2):
        out.append(xs[a:b])
        out.append(xs[a + i :])
        out.append(xs[: b - i])
        out.append(xs[:])
    return out


def bools(xs: list[int], flag: bool) -> list[list[int]]:
    return [xs[flag:], xs[:flag], xs[flag:flag]]


def bounds(xs: list[float], a: int, b: int) -> float:
    s = 0.0
    for x in xs[a:b]:
        s += x
    for x in xs[b:]:
        s -= x
    return s


def taken(xs: list[int], at: int) -> list[int]:
    out = []
    while xs:
        out.append(xs.pop(at))
    return out


def inserted(xs: list[float], at: int, x: float) -> list[float]:
    for i in range(3):
        xs.insert(at + i, x + i)
    return xs


def own_taken(n: int, at: int) -> tuple[int, int]:
    xs = list(range(n))
    s = 0
    for i in range(3):
        x = xs.pop(at)
        s = s * 31 + x
        xs.insert(i, x)
    return s, sum(xs) + xs[0] * 100 + len(xs)


def own_put(n: int, a: int, b: int, extra: int) -> list[int]:
    xs = list(range(n))
    ys = [0] * extra
    for i in range(extra):
        ys[i] = -i - 1
    xs[a:b] = ys
    s = xs[0]
    xs[b:] = xs[b:]
    xs[:a] = xs[a - 1 :: -1] if a else []
    xs[:] = xs[::-1]
    return [s, xs[-1], *xs]


def rows(n: int, at: int) -> list[list[int]]:
    m = [[i] * 2 for i in range(n)]
    row = m.pop(at)
    row[0] = 99
    m[0][1] = 7
    m.insert(1, row)
    return m


def crossings(xs: list[float]) -> int:
    return sum(1 for a, b in zip(xs, xs[1:]) if (a < 0) != (b < 0))


def pairwise(xs: list[int]) -> int:
    return sum(1 for i, x in enumerate(xs) for y in xs[i + 1 :] if x > y)


class Kept:
    def __del__(self) -> None:
        gone.append(1)


gone: list[int] = []


def later(xs: list[object]) -> int:
    n = 0
    while len(xs) > 1:
        xs.pop(0)
        n = n * 10 + len(gone)
    return n


class Odd(list):
    def __getitem__(self, key):
        return ["odd", key]

    def pop(self, *args):
        return [list.pop(self)]

    def insert(self, *args):
        raise KeyError(args)


class Index:
    def __index__(self):
        print("index")
        return 1


def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


LARGE = 2**63 - 1
for a, b in [(0, 0), (1, 3), (-2, 9), (-9, -1), (3, 1), (LARGE, -LARGE - 1), (-LARGE, LARGE), (2**70, 5), (0, -(2**70))]:
    attempt(parts, [1, 2, 3, 4], a, b)
    attempt(tuples, (1, 2, 3, 4), a, b)
    attempt(bounds, [1.0, 2.0, 4.0, 8.0], a, b)
    attempt(bounds, [1.0, 2, True], a, b)
attempt(parts, Odd([1, 2]), 0, 1)
attempt(parts, (1, 2), 0, 1)
attempt(parts, "ab", 0, 1)
attempt(parts, [1, 2, 3], Index(), 3)
attempt(parts, [1, 2, 3], None, 3)
attempt(parts, [1, 2, 3], 1.5, 3)
attempt(texts_in, ["a", "bb", "ccc"], -2)
attempt(texts_in, ["a", 5, "ccc"], 0)
attempt(bools, [1, 2, 3], True)
attempt(bools, [1, 2, 3], False)
whole = (1, 2, 3)
print(tuples(whole, 0, 3)[0] is whole, tuples(whole, 0, 3)[3] is whole, tuples(whole, 0, 2)[0] is whole)
for at in (0, -1, 1, -2, 5, -5, LARGE, True, 2**70, None):
    attempt(taken, [10, 20, 30], at)
    attempt(taken, [10, 2**80, True, 2.5], at)
    attempt(own_taken, 6, at)
    attempt(rows, 4, at)
    attempt(inserted, [0.5, 1.5], at, 9.0)
attempt(taken, Odd([1, 2, 3]), 0)
attempt(inserted, Odd([1.0]), 0, 1.0)
attempt(inserted, [1, 2], 0, 5)
for n, a, b, extra in [(6, 1, 4, 3), (6, 1, 4, 2), (6, 1, 4, 5), (6, -2, 9, 2), (6, 4, 1, 0), (6, 0, 6, 6), (3, 0, 1, 1)]:
    attempt(own_put, n, a, b, extra)
attempt(crossings, [1.0, -1.0, 0.0, -0.0, float("nan"), 3.0])
attempt(crossings, [1.0, 2, -3.5])
attempt(crossings, [])
attempt(crossings, (1.0, -1.0))
attempt(pairwise, [3, 1, 2, 0])
attempt(pairwise, [3, 1.5, 2, 0])
attempt(pairwise, [])
attempt(later, [Kept(), Kept(), 3, Kept()])
xs = list(range(64))
sizes = []
while xs:
    taken_one = xs.pop(0)
    sizes.append(sys.getsizeof(xs))


def sized(xs: list[int]) -> list[int]:
    out = []
    while xs:
        xs.pop(0)
        out.append(sys.getsizeof(xs))
    return out


print(sized(list(range(64))) == sizes)
