# native: sieve, distance, primes, stack, grow, pairs, rows_shared, loops, ends, given, mixed, big, wide, odd_items, in_handler, joined, passed, escapes_in_loop, countdown, flags, doubled, negative, outside, late, unhinted, counted
# native 3.12+: table, replace_row, nested_loops, sizes, spread, captured, comprehension, pops
"""Lists of numbers that a function makes and keeps to itself, until it returns one, or leaves."""
import sys


def sieve(n: int) -> int:
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, n + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
    total = 0
    for flag in flags:
        if flag:
            total += 1
    return total


def distance(a: str, b: str) -> int:
    prev = list(range(len(b) + 1))
    for i in range(len(a)):
        cur = [i + 1]
        for j in range(len(b)):
            cost = 0 if a[i] == b[j] else 1
            best = prev[j] + cost
            if prev[j + 1] + 1 < best:
                best = prev[j + 1] + 1
            if cur[j] + 1 < best:
                best = cur[j] + 1
            cur.append(best)
        prev = cur
    return prev[len(b)]


def table(a: str, b: str) -> list[list[int]]:
    dp = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        row = dp[i]
        for j in range(len(b)):
            if a[i] == b[j]:
                dp[i + 1][j + 1] = row[j] + 1
            else:
                dp[i + 1][j + 1] = max(dp[i][j + 1], dp[i + 1][j])
    return dp


def primes(n: int) -> list[int]:
    found: list[int] = []
    i = 2
    while i < n:
        for p in found:
            if i % p == 0:
                break
        else:
            found.append(i)
        i += 1
    return found


def stack(n: int) -> tuple[int, int]:
    todo = [n]
    seen = 0
    most = 0
    while todo:
        x = todo.pop()
        seen += 1
        if x > 1:
            todo.append(x // 2)
            todo.append(x - x // 2)
        most = max(most, len(todo))
    return seen, most


def grow(n: int) -> list[float]:
    out: list[float] = []
    for i in range(n):
        out.append(i * 0.5)
    for i in range(len(out)):
        out[i] += out[-1 - i]
    return out


def pairs(n: int) -> tuple[list[int], list[int]]:
    left = [1, 2, 3, n]
    right = left
    right[0] = 5
    left.append(n)
    return left, right


def rows_shared(n: int) -> list[list[float]]:
    row = [0.5] * n
    rows = [row, row]
    rows.append([1.5])
    rows[0][0] = 7.5
    rows.append(rows[-1])
    rows[3][0] += 1.0
    return rows


def replace_row(n: int) -> float:
    rows = [[float(i)] for i in range(n)]
    rows[0] = rows[1]
    rows[1] = [9.0]
    last = rows.pop()
    total = last[0]
    for row in rows:
        for x in row:
            total = total * 10.0 + x
    return total


def loops(n: int) -> int:
    xs = [1]
    total = 0
    for x in xs:
        total += x
        if len(xs) < n:
            xs.append(x + 1)
    return total


def nested_loops(n: int) -> int:
    xs = [i * i for i in range(n)]
    total = 0
    for x in xs:
        for y in xs:
            if y > x:
                break
            total += x * y
    return total


def ends(n: int) -> int:
    xs: list[int] = []
    for i in range(n):
        xs.append(i)
    total = 0
    while xs:
        total = total * 3 + xs.pop()
    if not xs:
        total += 1
    return total + xs[n - n]


def sizes(n: int) -> list[list[int]]:
    a = list(range(n))
    b = [0] * n
    c = [i for i in range(n)]
    d: list[int] = []
    for i in range(n):
        d.append(i)
    for i in range(n - n // 3):
        d.pop()
    e = [1, 2, 3, 4, 5]
    e.append(n)
    return [a, b, c, d, e]


def given(n: int) -> float:
    xs = [0.25] * n
    for i in range(n):
        xs[i] *= i
    return sum(xs) + max(xs) + len(xs)


def mixed(values: list[int], n: int) -> list[int]:
    out = [0] * n
    for i in range(n):
        out[i] = values[i]
    return out


def big(n: int) -> list[int]:
    xs = [1]
    for i in range(n):
        xs.append(xs[i] * 7)
    return xs


def wide(n: int) -> list[int]:
    xs = [0] * 3
    for i in range(n):
        xs[i % 3] = (1 << 40) * (i + 1) * 1048576 % 4611686018427387903
    return xs


def odd_items(value: object, n: int) -> list[float]:
    xs: list[float] = []
    for i in range(n):
        xs.append(i * 1.5)
    xs[0] = value
    return xs


def in_handler(n: int, at: int) -> tuple[int, list[int]]:
    xs = [3] * n
    caught = 0
    for i in range(n):
        try:
            xs[i] = 12 // (i - at)
        except ZeroDivisionError:
            xs[i] = -1
            caught += 1
    return caught, xs


def spread(n: int) -> tuple[int, ...]:
    xs = [i * 2 for i in range(n)]
    xs[0] += 1
    return (*xs, n)


def joined(n: int) -> list[int]:
    xs = [1] * n
    xs[0] = 4
    ys = [2] * n
    ys[n - 1] = 5
    return xs + ys


def passed(n: int) -> int:
    xs = [1] * n
    xs[0] = 4
    return total_of(xs)


def total_of(xs: list[int]) -> int:
    xs[0] += 1
    return sum(xs) + xs[-1]


def escapes_in_loop(n: int) -> int:
    xs = [1] * n
    total = 0
    for i in range(n):
        xs[i] += i
        total += total_of(xs)
    return total


def captured(n: int) -> int:
    xs = [1] * n

    def inner() -> int:
        return xs[0] + len(xs)

    xs[0] = 5
    return inner()


def countdown(n: int) -> list[int]:
    xs = list(range(n, 0, -2))
    ys = list(range(n, n))
    for i in range(len(xs)):
        ys.append(xs[i] * 2)
    return ys


def flags(n: int) -> list[bool]:
    xs = [False] * n
    for i in range(n):
        xs[i] = i % 3 == 0
    ys = [x for x in xs]
    ys.append(True)
    return ys


def doubled(n: int) -> list[list[int]]:
    rows = [[1, 2]] * n
    rows[0][0] = 8
    rows.append([3] * 0)
    return rows


def negative(n: int) -> list[int]:
    xs = [4] * -n
    xs.append(1)
    return xs


def outside(n: int, at: int) -> float:
    xs = [1.0] * n
    total = 0.0
    for i in range(n):
        total += xs[i]
    xs[at] = total
    return xs[at] + xs[at - 1]


def late(n: int) -> int:
    for i in range(n):
        if i == 3:
            xs = [i, i]
        if i > 3:
            xs[0] += i
    return xs[0]


def comprehension(n: int) -> list[int]:
    squares = [i * i for i in range(n)]
    return [x + 1 for x in squares if x % 2]


def pops(n: int) -> list[float]:
    xs = [float(i) for i in range(n)]
    while len(xs) > 2:
        a = xs.pop()
        b = xs.pop()
        xs.append(a - b)
    return xs


def unhinted(n):
    xs = []
    for i in range(n):
        xs.append(i)
    total = 0
    for x in xs:
        total += x
    return total


def counted(n: int) -> int:
    xs = [False] * n
    for i in range(0, n, 3):
        xs[i] = True
    if n > 20:
        return sum(xs)
    return sum(1 for x in xs if x)


def test_counted():
    return counted(10), counted(30)


def test_numbers():
    return (
        sieve(60), sieve(1), distance("kitten", "sitting"), distance("", "abc"), distance("abc", ""),
        table("abcbdab", "bdcaba"), primes(60), stack(37), grow(9), grow(0),
    )


def test_aliases():
    left, right = pairs(4)
    rows = rows_shared(2)
    many = doubled(3)
    return left is right, left, rows, rows[0] is rows[1], rows[2] is rows[3], many, many[0] is many[2]


def test_rows():
    return replace_row(4), loops(9), nested_loops(8), comprehension(9), pops(7), flags(8), unhinted(9)


def test_sizes():
    return [[sys.getsizeof(xs) for xs in sizes(n)] for n in range(13)] + [sys.getsizeof(primes(50)), sys.getsizeof(flags(9))]


def test_left():
    return given(5), passed(3), escapes_in_loop(4), captured(3), spread(4), joined(3), countdown(9), negative(2), late(7)


def test_large():
    return big(24), big(23), wide(9)


CASES = [
    (ends, (4,)),
    (mixed, ([1, 2, 3], 3)),
    (mixed, ([1, 2**70, 3], 3)),
    (mixed, ([1, True, 3], 3)),
    (mixed, ([1, 2], 3)),
    (odd_items, (1.5, 3)),
    (odd_items, (1, 3)),
    (odd_items, ("x", 3)),
    (odd_items, (None, 0)),
    (in_handler, (5, 2)),
    (in_handler, (5, 9)),
    (outside, (3, 2)),
    (outside, (3, 3)),
    (outside, (3, -3)),
    (outside, (3, -4)),
    (outside, (0, 0)),
    (late, (2,)),
    (pops, (0,)),
    (given, (0,)),
    (captured, (0,)),
    (passed, (True,)),
    (sieve, (0,)),
    (sieve, (2**80,)),
]
