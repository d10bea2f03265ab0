# native: halve, first_square, in_condition, in_arguments
"""The walrus in conditions, calls, comparisons and comprehensions."""


def halve(n: int) -> int:
    steps = 0
    while (n := n // 2) > 0:
        steps += 1
    return steps


def first_square(limit: int) -> int:
    i = 0
    while (square := i * i) <= limit:
        i += 1
    return square


def in_condition(a: int, b: int) -> int:
    if (c := a - b) > 0 and (d := c * 2) < 100:
        return d
    return c


def in_arguments(a: float) -> float:
    return max((b := a * 2), b - 1, a) + b


def in_chain(a: int) -> bool:
    return 0 < (b := a + 1) < 10 and b != 5


def unbound_side(a: int) -> int:
    if a > 0 or (b := a) < -5:
        return b
    return b + 1


def in_comprehension(n: int) -> tuple:
    values = [last := i * i for i in range(n)]
    return values, last


CASES = [(f, (n,)) for f in (halve, first_square, in_chain, unbound_side) for n in (-9, -1, 0, 1, 4, 17, 2**62, 2**64)  if n < 10**6 or f is not first_square]
CASES += [(in_condition, (a, b)) for a in (1, 60, 2**63) for b in (0, 5)] + [(in_arguments, (a,)) for a in (1.5, -2.0, 3, float("nan"))]
CASES += [(in_comprehension, (n,)) for n in (3, 0)]
