# native: cmul, power, dot, cross, add, scale, length, norm_sum, walk, pick, orders, sum_of, nearest, maybe_unbound, mean, bits, among, default_pair
"""Tuples of numbers are in pieces: as arguments, results, in loops, compared, indexed; and whole where something else turns up."""


def cmul(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def power(z: tuple[float, float], n: int) -> tuple[float, float]:
    r = (1.0, 0.0)
    while n > 0:
        if n & 1:
            r = cmul(r, z)
        z = cmul(z, z)
        n >>= 1
    return r


def dot(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: tuple[float, float, float], b: tuple[float, float, float]) -> tuple[float, float, float]:
    ax, ay, az = a
    bx, by, bz = b
    return ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx


def add(a: tuple[float, float, float], b: tuple[float, float, float]) -> tuple[float, float, float]:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def scale(a: tuple[float, float, float], k: float) -> tuple[float, float, float]:
    return a[0] * k, a[1] * k, a[-1] * k


def length(a: tuple[float, float, float]) -> float:
    total = 0.0
    for i in range(len(a)):
        total += a[i] * a[i]
    return total**0.5


def norm_sum(points: list[tuple[float, float, float]]) -> float:
    total = (0.0, 0.0, 0.0)
    for p in points:
        total = add(total, scale(p, 1.0 / (length(p) + 1.0)))
    return dot(total, cross(total, (1.0, 2.0, 3.0))) + length(total)


def walk(steps: list[tuple[int, int]]) -> tuple[int, int]:
    x, y = 0, 0
    best = (0, 0)
    for dx, dy in steps:
        x, y = x + dx, y + dy
        here = (x, y)
        if here > best:
            best = here
    return best


def pick(t: tuple[int, int, int], i: int) -> int:
    return t[i] + t[0]


def order(a: tuple[int, float], b: tuple[int, float]) -> list:
    return [a < b, a <= b, a == b, a != b, a > b, a >= b]


def orders(values: list[float]) -> list:
    out = []
    for x in values:
        for y in values:
            s, t = (x, 1, True), (y, 1, False)
            out.append((s < t, s <= t, s == t, s != t, s > t, s >= t, s == (0.0, 1, True), (1.5, 1, True) >= s))
    return out


def sum_of(t: tuple[int, int, int]) -> int:
    a, b, c = t
    return a + b * 10 + c * 100


def nearest(points: list[tuple[float, float]], x: float, y: float) -> tuple[float, tuple[float, float]]:
    best = points[0]
    least = 1e300
    for p in points:
        d = (p[0] - x) ** 2 + (p[1] - y) ** 2
        if d < least:
            least, best = d, p
    return least, best


def maybe_unbound(n: int) -> int:
    for i in range(n):
        t = (i, i * 2)
    return t[0] + t[1]


def mean(t: tuple[float, float]) -> float:
    if not t:
        return 0.0
    return (t[0] + t[1]) / len(t)


def bits(t: tuple[bool, int]) -> tuple[int, bool]:
    b, n = t
    return n + b, not t[0]


def among(values: list[int], flag: bool) -> list:
    out = []
    for x in values:
        out.append((x in (1, 3, 5, -2, 3), x not in (0, 9223372036854775807, 2**70), x % 7 in (2**64, -(2**64)), x in (1, 2.0), x in (0, True)))
        if flag in (1, 7) and x in ():
            out.append(x)
    return out


def default_pair(n: int, t: tuple[int, int] = (3, 4)) -> int:
    return t[0] * n + t[1]


def calls_default(n: int) -> int:
    return default_pair(n) + default_pair(n, (5, n)) + default_pair(t=(1, 2), n=2)


def ints_for_floats(n: int) -> tuple:
    a = (1, 2)
    return cmul(a, (0.5, n)), cmul((n, 1), a)


def iterates(t: tuple[float, float]) -> float:
    total = 0.0
    for x in t:
        total += x
    return total + sum(t) + max(t)


def concatenates(t: tuple[int, int]) -> tuple:
    return t + t, t * 2, t[::-1], t[:1], (0, *t), hash(t) == hash((t[0], t[1])), f"{t}"


def wrong_length(t: tuple[int, int]) -> int:
    a, b, c = t
    return a + b + c


def out_of_range(t: tuple[int, int]) -> int:
    return t[2]


def through_lambda(t: tuple[float, float]) -> float:
    f = lambda p: p[0] * 2 + p[1]
    return f(t) + f((t[1], t[0]))


def open_parameters(a, b):
    return a[0] + b[0], a[1] * b[1]


def uses_open(n: int) -> tuple:
    p = (1, n)
    for i in range(n):
        p = open_parameters(p, (i, 1))
    return p


class Body:
    def __init__(self, position: tuple[float, float]):
        self.position = position

    def moved(self, by: tuple[float, float]) -> tuple[float, float]:
        x, y = self.position
        return x + by[0], y + by[1]


def move(n: int) -> tuple[float, float]:
    body = Body((0.5, 1.5))
    step = (0.25, 0.5)
    for _ in range(n):
        body.position = body.moved(step)
    return body.position


class Pair(tuple):
    def __getitem__(self, i):
        return 100.0


A = [(1.0, 0.5), (-2.5, 0.0), (1, 0.5), (1.0, 2**70), (1.0,), (1.0, 2.0, 3.0), [1.0, 2.0], Pair((1.0, 2.0)), "ab", None]
V = [(1.0, 2.0, 3.0), (0.5, -0.0, 1e300), (1, 2.0, 3.0)]
CASES = [(cmul, (a, b)) for a in A for b in ((0.5, 2.0), (True, 1.0))] + [(power, ((0.6, 0.8), n)) for n in (0, 1, 9)] + [(power, ((1, 2), 3))]
CASES += [(f, (a, b)) for f in (dot, cross, add) for a in V for b in V] + [(scale, (V[0], 2.0)), (scale, (V[0], 2)), (length, (V[0],)), (length, ((),))]
CASES += [(norm_sum, (V[:n],)) for n in range(4)] + [(norm_sum, ([(1.0, 2.0)],)), (walk, ([(1, 2), (-3, 5), (2**62, 0), (2**62, 1)],)), (walk, ([],)), (walk, ([(1, 2), (1,)],))]
CASES += [(pick, ((5, 6, 7), i)) for i in (0, 2, -1, -3, 3, -4, True, 2**63, -(2**63), "a")] + [(pick, ((5, 6, 2**64), 2)), (pick, ((5, 6), 1))]
CASES += [(order, (a, b)) for a in ((1, 2.0), (1, -0.0), (2, float("inf"))) for b in ((1, 2.0), (1, 0.0), (2, 1.0), (True, 2.0), (1, 2))]
CASES += [(orders, ([0.0, -0.0, 1.5, float("inf")],)), (orders, ([1],)), (sum_of, ((1, 2, 3),)), (sum_of, ((1, 2, 2**63),)), (sum_of, ((1, 2),)), (sum_of, ([1, 2, 3],))]
CASES += [(nearest, ([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)], x, 1.0)) for x in (0.0, 1.2, 5)] + [(nearest, ([], 0.0, 0.0)), (nearest, ([(1, 2)], 0.0, 0.0))]
CASES += [(maybe_unbound, (n,)) for n in (0, 3)] + [(mean, ((1.0, 2.0),)), (mean, ((),)), (bits, ((True, 4),)), (bits, ((1, 4),)), (default_pair, (2,)), (default_pair, (2, (1, 1)))]
CASES += [(calls_default, (3,)), (ints_for_floats, (3,)), (iterates, ((1.0, 2.5),)), (iterates, ((1, 2),)), (concatenates, ((1, 2),)), (wrong_length, ((1, 2),)), (out_of_range, ((1, 2),))]
CASES += [(through_lambda, ((1.0, 2.5),)), (uses_open, (4,)), (uses_open, (70,)), (move, (3,))]
CASES += [(among, ([1, 2, 3, -2, 0, -5, 2**63 - 1, 2**63 - 2, True], flag)) for flag in (True, False, 1)] + [(among, ([2**63, 2**64, 2**70, 3.0, "a"], True)), (among, ([None], False))]
