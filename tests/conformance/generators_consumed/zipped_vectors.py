# native 3.12+: dot, dots, spread, steps, rising, numbered, stepped, ahead, runge, divided, overflows, shared, twice, pulled
# native 3.12+: hypotenuses
"""Builtins that consume generator expressions over `zip` and `enumerate` of lists that nobody else knows, and comprehensions over those."""
import math
from typing import Callable


def dot(n: int) -> float:
    xs = [i * 0.5 for i in range(n)]
    ys = [i * 0.25 - 1.0 for i in range(n)]
    return sum(x * y for x, y in zip(xs, ys))


def dots(xs: list[float], ys: list[float], n: int) -> float:
    t = 0.0
    for i in range(n):
        t += sum(x * y for x, y in zip(xs, ys))
    return t


def spread(n: int) -> float:
    xs = [i * 0.5 % 3.0 for i in range(n)]
    return max((abs(a - b) for a, b in zip(xs, xs[1:])), default=-1.0)


def steps(n: int) -> list[float]:
    xs = [i * 0.5 % 3.0 for i in range(n)]
    return [b - a for a, b in zip(xs, xs[1:])]


def rising(n: int) -> bool:
    xs = [i * 0.5 for i in range(n)]
    return all(a <= b for a, b in zip(xs, xs[1:]))


def numbered(n: int) -> int:
    xs = [i * i % 7 for i in range(n)]
    return sum(x * i for i, x in enumerate(xs)) + sum(i for i, x in enumerate(xs, 1) if x == 2)


def stepped(n: int) -> int:
    xs = [i * i % 7 for i in range(n)]
    return sum(x for x in xs[::2]) + sum(x for x in xs[2:]) + sum(x for x in xs[:3] + xs[1:2])


def ahead(s: list[float], k: list[float], h: float) -> list[float]:
    return [a + h * b for a, b in zip(s, k)]


def weights(t: float, s: list[float]) -> list[float]:
    x, y = s
    return [y - t, -x]


def runge(f: Callable[[float, list[float]], list[float]], s: list[float], n: int) -> list[float]:
    for i in range(n):
        k = f(i * 0.1, s)
        m = f(i * 0.1, [a + 0.05 * b for a, b in zip(s, k)])
        s = [a + 0.1 * b for a, b in zip(s, m)]
        s = [a * (i + 1) / (i + 1) for i, a in enumerate(s)]
    return s


def divided(n: int) -> float:
    xs = [float(i) for i in range(n)]
    ys = [float(n - i - 3) for i in range(n)]
    return sum(x / y for x, y in zip(xs, ys))


def overflows(n: int) -> int:
    xs = [3 ** (i % 39) for i in range(n)]
    return sum(x * y for x, y in zip(xs, xs)) + max(x * i for i, x in enumerate(xs))


def shared(n: int) -> tuple[float, float]:
    xs = [i * 0.5 for i in range(n)]
    pairs = zip(xs, xs)
    next(pairs, None)
    a = sum(x * y for x, y in pairs)
    return a, sum(x * y for x, y in pairs)


def twice(n: int) -> list[object]:
    xs = [i * 0.5 for i in range(n)]
    out: list[object] = []
    for i in range(3):
        out.append(sum(x * i for x, y in zip(xs, xs) if y > i))
        xs.append(i)
    return out


def pulled(n: int) -> list[tuple[int, float]]:
    xs = [i * 0.5 for i in range(n)]
    return [(i, x) for i, x in enumerate(xs) if x > 1.0]


def hypotenuses(xs: list[float], ys: list[float]) -> list[str]:
    return [math.hypot(x, y).hex() for x, y in zip(xs, ys)]


EDGES = [0.0, -0.0, 1.0, 3.0, 4.0, 5e-324, 1e-160, 1e-125, 1e125, 1e200, 1.7e308, math.inf, -math.inf, math.nan, 2.0**0.5, 1 / 3, 1e16]

CASES = [
    *((function, (n,)) for function in (dot, spread, steps, rising, numbered, stepped) for n in (0, 1, 2, 9)),
    (dots, ([1.0, 2.0], [0.5, 0.25, 3.0], 3)),
    (dots, ([1.0, 2], [0.5, 0.25, 3.0], 3)),
    (dots, ([1.0, "2"], [0.5, 3, 3.0], 3)),
    (ahead, ([1.0, 2.0], [0.5, 0.25, 3.0], 0.5)),
    (ahead, ([1.0, 2.0, 1], [0.5, 0.25, None], 0.5)),
    (ahead, ([], [], 0.5)),
    (runge, (weights, [1.0, 0.5], 5)),
    (runge, (lambda t, s: [s[1], s[0], t], [1.0, 0.5, 0.25], 4)),
    *((divided, (n,)) for n in (2, 3, 4, 8)),
    *((overflows, (n,)) for n in (1, 5, 18, 30, 39)),
    *((function, (n,)) for function in (shared, twice, pulled) for n in (0, 1, 6)),
    (hypotenuses, (EDGES * len(EDGES), [y for y in EDGES for _ in EDGES])),
    (hypotenuses, ([i * 0.1 for i in range(200)], [(i * 7 % 31) / 3 for i in range(200)])),
]
