# native: magnitude, magnitude_int, smaller, larger, clamp, of_three
"""`abs`, `min` and `max`: ties, NaN, mixed types, keys and defaults."""


def magnitude(x: float) -> float:
    return abs(x)


def magnitude_int(n: int) -> int:
    return abs(n)


def smaller(a: float, b: float) -> float:
    return min(a, b)


def larger(a: int, b: int) -> int:
    return max(a, b)


def clamp(x: float, low: float, high: float) -> float:
    return max(low, min(x, high))


def of_three(a: int, b: int, c: int) -> int:
    return min(a, b, c) * 1000 + max(a, b, c)


def mixed(a: int, b: float) -> list:
    return [min(a, b), max(a, b), min(b, a), max(b, a)]


def with_key(a: int, b: int) -> list:
    return [min(a, b, key=abs), max(a, b, key=lambda x: -x), min([], default=a), max([a, b])]


def wrong(how: int):
    if how == 0:
        return min()
    if how == 1:
        return min([])
    if how == 2:
        return max(1, 2, default=3)
    if how == 3:
        return abs()
    if how == 4:
        return abs(1, 2)
    if how == 5:
        return max(1)
    return max(1, "a")


INF, NAN = float("inf"), float("nan")
FLOATS = [0.0, -0.0, 1.5, -1.5, INF, -INF, NAN, 2, True]
INTS = [0, 1, -1, 2**62, 2**63 - 1, -(2**63), 2**63, -(10**20), True, False]


def test_abs():
    return [magnitude(x) for x in FLOATS + INTS], [magnitude_int(x) for x in INTS + FLOATS]


def test_pairs():
    return [(smaller(a, b), larger(a, b)) for a in FLOATS + INTS for b in FLOATS + INTS]


def test_mixed():
    return [mixed(a, b) for a in INTS for b in FLOATS]


def test_clamp():
    return [clamp(x, a, b) for x in FLOATS for a in FLOATS[:4] for b in FLOATS[2:]]


def test_three():
    return [of_three(a, b, c) for a in INTS[:7] for b in INTS[:7] for c in INTS[:7]]


CASES = [(with_key, (3, -5)), (smaller, (1.0, "a")), (smaller, ("b", "a")), (magnitude, ("a",)), (magnitude, (3 + 4j,)), (larger, (None, 1))]
CASES += [(wrong, (n,)) for n in range(7)]
