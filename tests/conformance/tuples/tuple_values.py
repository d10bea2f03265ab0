# native: points
"""Tuples as values: constants, returned, compared, concatenated, hashed, passed between functions."""

ORIGIN = (0.0, 0.0)
TABLE = (1, 2.5, "text", None, True, (3, 4))


def points(n: int) -> tuple[float, float]:
    x, y = 0.0, 1.0
    for i in range(n):
        x, y = x + y * 0.1, y - x * 0.1
    return x, y


def distance(p: tuple[float, float], q: tuple[float, float]) -> float:
    dx = p[0] - q[0]
    dy = p[1] - q[1]
    return (dx * dx + dy * dy) ** 0.5


def constant_tuple() -> tuple:
    return (1, 2.0, None)


def same_constant() -> bool:
    return constant_tuple() is constant_tuple()


def from_global(i: int):
    return TABLE[i]


def compare(a: tuple, b: tuple) -> list:
    return [a < b, a == b, a >= b, a + b, a * 2, len(a), bool(a)]


def build(a: int, b: float) -> tuple:
    return (a, b, (a, (b, a)), a == b)


def variadic(t: tuple[int, ...]) -> int:
    total = 0
    for x in t:
        total += x
    return total


def swap_in_loop(n: int) -> tuple:
    t = (0, 1)
    for i in range(n):
        a, b = t
        t = (b, a + b)
    return t


CASES = [(points, (n,)) for n in (0, 1, 20)] + [(distance, (p, q)) for p in ((0.0, 0.0), (3, 4), (1.5, 2**70)) for q in (ORIGIN, (1.0, 1))]
CASES += [(constant_tuple, ()), (same_constant, ()), (compare, ((1, 2), (1, 2.0))), (compare, ((), (1,))), (build, (1, 1.0)), (build, (True, 2))]
CASES += [(from_global, (i,)) for i in (0, 1, 5, -1, 6, "a")] + [(variadic, (t,)) for t in ((), (1, 2, 3), (2**63, 1), (1, "a"))]
CASES += [(swap_in_loop, (n,)) for n in (0, 5, 95)] + [(distance, ((1.0,), (2.0, 3.0))), (distance, (5, (1.0, 2.0)))]
