# native: rotate, minmax, use_minmax, three, fib_pair
"""Building and unpacking tuples: swaps, nested targets, stars, wrong lengths."""


def swap(a: int, b: int) -> tuple[int, int]:
    a, b = b, a
    return a, b


def rotate(a: int, b: float, c: int) -> float:
    for _ in range(4):
        a, b, c = c, a, b
    return a * 100 + b * 10 + c


def minmax(a: float, b: float) -> tuple[float, float]:
    if a < b:
        return a, b
    return b, a


def use_minmax(a: float, b: float) -> float:
    low, high = minmax(a, b)
    return high - low


def fib_pair(n: int) -> tuple[int, int]:
    if n == 0:
        return 0, 1
    a, b = fib_pair(n // 2)
    c = a * (b * 2 - a)
    d = a * a + b * b
    if n % 2 == 0:
        return c, d
    return d, c + d


def three(a: int) -> int:
    (x, (y, z)) = (a, (a + 1, a + 2))
    return x * 100 + y * 10 + z


def starred(values) -> list:
    first, *rest = values
    *start, last = values
    one, *middle, end = values
    return [first, rest, start, last, one, middle, end]


def exact(values) -> int:
    a, b = values
    return a + b


def nested(values) -> list:
    (a, (b, *c)), d = values
    return [a, b, c, d]


def chained(a: int) -> tuple:
    x = y, z = a, a * 2
    return x, y, z


def empty() -> tuple:
    return ()


def single(a: int) -> tuple:
    return (a,)


def index(t: tuple[int, float], i: int) -> float:
    return t[0] + t[1] + t[i]


def indexed(a: int) -> int:
    t = (a, a + 1, a * 3)
    return t[0] + t[-1] * t[1] + len(t)


CASES = [(swap, (a, b)) for a in (1, 2**63, True, "a") for b in (2, 1.5)] + [(rotate, (1, 2.5, 3)), (rotate, (1, 2, 3)), (three, (4,)), (three, (2**63,))]
CASES += [(use_minmax, (a, b)) for a in (1.5, 2, float("nan")) for b in (0.5, 7)] + [(fib_pair, (n,)) for n in (0, 1, 10, 92, 93, 200)]
CASES += [(starred, (v,)) for v in ((1, 2, 3), [1, 2], "ab", (1,), (), 5)] + [(exact, (v,)) for v in ((1, 2), [1, 2], (1,), (1, 2, 3), 5, {1: 2, 3: 4}, "ab", "abc", None)]
CASES += [(nested, (v,)) for v in (((1, (2, 3)), 4), ((1, (2,)), 4), ((1, ()), 4), ((1, 2), 3))]
CASES += [(chained, (5,)), (empty, ()), (single, (1,)), (indexed, (5,))] + [(index, ((1, 2.5), i)) for i in (0, 1, -1, -2, 2, True)]
