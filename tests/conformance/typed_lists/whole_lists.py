# native: sums, edits, numbered, held, odd_sums, sieve, put, by_slice
# native 3.12+: parts, sorts, rows, paired, backwards, sizes, octets, given, stops, strides
"""What is done with whole lists that a function keeps to itself."""

import gc
import sys


def floats(n: int) -> list[float]:
    out: list[float] = []
    x = 0.3
    for i in range(n):
        x = 3.9 * x * (1.0 - x)
        out.append(x - 0.5)
    return out


def sums(n: int) -> tuple[float, float, float, int, int, int]:
    xs = floats(n)
    ks: list[int] = []
    for i in range(n):
        ks.append((i * 7919) % 31 - 15)
    return sum(xs), min(xs), max(xs), sum(ks), min(ks), max(ks)


def odd_sums(kind: int) -> object:
    xs: list[float] = []
    ks: list[int] = []
    if kind == 0:
        return sum(xs)
    if kind == 1:
        xs.append(1e308)
        xs.append(1e308)
        xs.append(-1e308)
    if kind == 2:
        xs.append(-0.0)
    if kind == 3:
        ks.append(1 << 62)
        ks.append(1 << 62)
        ks.append(5)
    if kind == 4:
        return max(xs)
    if kind == 5:
        for i in range(10):
            xs.append(0.1)
        xs.append(1e16)
        xs.append(-1e16)
    if kind == 6:
        xs.append(float("inf"))
        xs.append(float("nan"))
        xs.append(1.0)
        xs.sort()
        return len(xs), xs[0]
    if kind == 7:
        return min(ks)
    return sum(xs), sum(ks)


def test_odd_sums():
    found = []
    for kind in range(9):
        try:
            found.append(odd_sums(kind))
        except (ValueError, OverflowError) as error:
            found.append(repr(error))
    return found


def parts(n: int, start: int, stop: int) -> list[list[int]]:
    ks = list(range(n))
    ks.append(77)
    a = ks[start:stop]
    b = ks[start:]
    c = ks[:stop]
    d = ks[:]
    e = list(ks)
    f = ks.copy()
    g = a + b
    for x in (1, 2):
        d[0] = x
        e.append(x)
        f.append(len(g))
        a.append(x)
        b.append(x)
        c.append(x)
        g.append(3)
    return [ks, a, b, c, d, e, f, g]


def test_parts():
    bounds = [-30, -3, -1, 0, 1, 2, 5, 30, True]
    return [parts(4, start, stop) for start in bounds for stop in bounds], parts(0, 0, 1 << 62)


def sorts(n: int) -> object:
    xs = floats(n)
    ks = [(i * 7919) % 31 for i in range(n)]
    bs = [i % 3 == 0 for i in range(n)]
    ys = sorted(xs)
    ls = sorted(ks)
    xs.sort()
    ks.sort()
    bs.sort()
    zs = sorted(bs)
    same = 0
    for i in range(n):
        if xs[i] == ys[i] and ks[i] == ls[i] and bs[i] == zs[i]:
            same += 1
    xs.reverse()
    ls.reverse()
    return xs, ks, bs, ys, ls, zs, same


def test_sorts():
    return [sorts(n) for n in (0, 1, 2, 50)]


def test_order_of_zeros():
    def made(n: int) -> list[float]:
        xs = [0.0, -0.0, 1.0, 0.0, -0.0]
        xs.append(-1.0)
        ys = sorted(xs)
        xs.sort()
        return xs + ys

    return [str(x) for x in made(1)]


def rows(n: int) -> object:
    table = [[i * j for j in range(n)] for i in range(n)]
    some = table[1:]
    all = table[:]
    both = some + all
    both.reverse()
    both.append(table[0])
    table[0][0] = 99
    some.append(both[0])
    listed = list(table)
    listed.insert(1, some[0])
    more = table.copy()
    more.extend(some)
    return table, some, all, both, listed, more


def test_rows():
    table, some, all, both, listed, more = rows(3)
    same = [both[0] is table[2], all[1] is some[0], listed[1] is some[0], more[3] is some[0], both[-1] is table[0]]
    return rows(2), same, list(map(sys.getrefcount, table))


def edits(n: int) -> list[int]:
    ks: list[int] = []
    ks.insert(0, 5)
    ks.insert(0, 6)
    ks.insert(-1, 7)
    ks.insert(n, 8)
    ks.insert(-n, 9)
    other = [1, 2, 3]
    ks.extend(other)
    other.append(4)
    ks.extend(other)
    ks.extend(ks)
    empty: list[int] = []
    empty.extend(ks)
    ks.extend(empty[:0])
    found = 0
    for i in range(10):
        if i in ks:
            found += 1
        if i not in empty:
            found += 100
    ks.append(found)
    return ks + empty


def test_edits():
    return edits(3), edits(100), edits(0)


def held(x: float) -> list[bool]:
    xs = [0.0, 1.5]
    xs.append(x)
    flags = [True]
    flags.append(x > 1.0)
    return [x in xs, 1.5 in xs, -0.0 in xs, 2.5 in xs, False in flags]


def test_held():
    return held(2.0), held(-0.0)


def numbered(n: int) -> object:
    xs = floats(n)
    total = 0.0
    last = -1
    for i, x in enumerate(xs):
        if i == 7:
            xs.append(x)
        total += i * x
        last = i
    count = 0
    for i, flag in enumerate([True, False, True]):
        if flag:
            count += i
    for pair in enumerate(xs):
        total += pair[1]
    return total, last, count, len(xs)


def paired(n: int) -> object:
    xs = floats(n)
    ks = [i * 3 for i in range(n + 2)]
    bs = [i % 2 == 0 for i in range(n)]
    total = 0.0
    whole = 0
    for x, k in zip(xs, ks):
        total += x * k
    for a, b in zip(ks, ks):
        whole += a * b
    for flag, k in zip(bs, ks):
        if flag:
            whole += k
    for k, flag in zip(ks, bs):
        if k == 9:
            break
        if flag:
            whole -= 1
    for x, y in zip(xs, xs):
        total -= x * y
    return total, whole


def backwards(n: int) -> object:
    xs = floats(n)
    ks = [i for i in range(n)]
    out: list[int] = []
    total = 0.0
    for x in reversed(xs):
        total = total * 0.5 + x
    for k in reversed(ks):
        out.append(k)
        if k == 3:
            ks.append(50)
    for flag in reversed([True, False]):
        out.append(1 if flag else 0)
    return total, out


def test_loops():
    return [(numbered(n), paired(n), backwards(n)) for n in (0, 1, 2, 9)]


def stops(n: int, big: int) -> object:
    ks = [i for i in range(n)]
    js = [i * 2 for i in range(n)]
    total = 0
    for i, k in enumerate(ks):
        for j, l in zip(ks, js):
            for m in reversed(js):
                total += i * big + k * j + l * m
    return total, ks, js


def test_stops():
    found = [stops(3, 2), stops(3, 1 << 62), stops(2, 1 << 70)]
    for big in (None, "a", 1.5):
        try:
            found.append(stops(2, big))
        except TypeError as error:
            found.append(str(error))
    return found


def sizes(n: int) -> list[object]:
    ks = list(range(n))
    ks.append(1)
    grown: list[int] = []
    grown.extend(ks)
    more = ks[1:]
    more.insert(0, 4)
    return [ks[:], ks[1:], list(ks), sorted(ks), ks.copy(), ks + ks, grown, more]


def test_sizes():
    return [[sys.getsizeof(made) for made in sizes(n)] for n in range(20)]


def octets(n: int, first: int) -> object:
    ks = [i & 255 for i in range(n)]
    ks.append(first)
    return bytes(ks), len(ks)


def test_octets():
    found = [octets(0, 0), octets(300, 255)]
    for first in (256, -1, 1 << 70):
        try:
            found.append(octets(1, first))
        except (ValueError, OverflowError) as error:
            found.append(repr(error))
    return found


def strides(n: int, start: int, stop: int, step: int) -> object:
    ks = list(range(n))
    ks.append(77)
    rows = [[i] for i in range(n)]
    odd = rows[::2]
    odd[0][0] = 5
    return ks[start:stop:step], ks[::-1], ks[start::step], ks[:stop:step], rows, odd[::-1], ks


def test_strides():
    bounds = [-30, -2, 0, 1, 3, 1 << 62]
    found = [strides(5, i, j, k) for i in bounds for j in bounds for k in (-3, -1, 1, 2, 9, -(1 << 62), True)]
    try:
        strides(5, 0, 1, 0)
    except ValueError as error:
        found.append(repr(error))
    try:
        strides(5, 0, "a", 1)
    except TypeError as error:
        found.append(repr(error))
    return found, strides(5, 1 << 70, -(1 << 70), -1), strides(1, -(1 << 70), 1 << 70, 1 << 70)


def sieve(n: int) -> list[int]:
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, int(n**0.5) + 1):
        if flags[i]:
            flags[i * i :: i] = [False] * len(range(i * i, n + 1, i))
    return [i for i, flag in enumerate(flags) if flag]


def put(n: int, start: int, step: int, count: int) -> object:
    ks = list(range(n))
    js = [7] * count
    js.append(8)
    ks[start::step] = js
    ks[::1] = ks
    js.append(9)
    return ks, js


def by_slice(n: int, part: slice) -> object:
    ks = list(range(n))
    ks.append(1)
    js = ks[part]
    ks[part] = js
    return js, ks


def test_by_slice():
    found: list = [by_slice(5, slice(1, 9, 2))]
    for part in ("a", None, (1, 2), 1.5):
        try:
            found.append(by_slice(5, part))
        except TypeError as error:
            found.append(repr(error))
    return found


def test_put():
    found: list = [sieve(100), put(6, 0, 2, 2), put(6, 5, -1, 5), put(6, 3, 1, 2), put(0, 0, 1, 0)]
    for arguments in ((6, 0, 2, 3), (6, 0, 0, 1), (6, 3, 1, 5), (6, 9, 1, 4), (6, 1, -1, 0)):
        try:
            found.append(put(*arguments))
        except ValueError as error:
            found.append(repr(error))
    return found


KEPT: list = []


def given(n: int) -> object:
    ks = [i for i in range(n)]
    ks.append(3)
    js = ks[1:]
    KEPT.append(ks)
    js.append(4)
    return js, sum(js)


def test_given():
    KEPT.clear()
    found = given(3)
    return found, KEPT, gc.is_tracked(KEPT[0])


def test_nothing_unboxed_is_seen():
    numbered(9), paired(9), backwards(9), stops(3, 1 << 62)
    gc.collect()
    return [type(item).__name__ for item in gc.get_objects() if "vector" in type(item).__name__]


CASES = [(sums, (1,)), (sums, (2,)), (sums, (100,))]
