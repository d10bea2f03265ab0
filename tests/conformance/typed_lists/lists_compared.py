# native 3.12+: ints, floats, bools, branches, mixed, rows
"""`==` and `!=` of lists that only the function knows."""


def ints(n: int, other: int) -> tuple[bool, bool, bool, bool]:
    xs = [i * 3 for i in range(n)]
    ys = [i + i + i for i in range(n)]
    before = xs == ys, xs != ys
    if n > 0:
        ys[-1] = other
    return before[0], before[1], xs == ys, xs != ys


def floats(n: int, odd: float, twice: bool) -> tuple[bool, bool, int]:
    xs = [i / 3 for i in range(n)]
    ys = [i / 3 for i in range(n)]
    xs.append(odd)
    ys.append(odd if twice else 0.0)
    return xs == ys, ys != xs, len(xs)


def bools(n: int) -> bool:
    xs = [i % 3 == 0 for i in range(n)]
    ys = [not i % 3 for i in range(n)]
    return xs == ys


def branches(n: int) -> int:
    xs = [i % 10 for i in range(n)]
    found = 0
    for k in range(10):
        ys = sorted(xs)
        if ys == xs:
            found += 1
        if not ys != xs:
            found += 100
        xs = ys
    return found


def mixed(n: int) -> tuple[bool, bool]:
    xs = [i for i in range(n)]
    ys = [float(i) for i in range(n)]
    return xs == ys, xs != ys


def rows(n: int) -> bool:
    a = [[i * j for i in range(n)] for j in range(n)]
    b = [[j * i for i in range(n)] for j in range(n)]
    return a == b


NAN = float("nan")
CASES = [(ints, (5, 12)), (ints, (5, 13)), (ints, (0, 1)), (floats, (3, NAN, False)), (floats, (3, 0.5, True))]
CASES += [(floats, (0, -0.0, False)), (bools, (7,)), (branches, (25,)), (branches, (0,)), (mixed, (4,)), (rows, (4,))]
