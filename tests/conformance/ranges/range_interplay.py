# native: bound_changes, nested_bounds, used_after, accumulate, large_step_float
"""Loops whose bounds, step or variable take part in the arithmetic."""


def bound_changes(n: int) -> int:
    count = 0
    for i in range(n):
        n += 5
        count += n - i
    return count


def nested_bounds(n: int) -> int:
    count = 0
    for i in range(n):
        for j in range(i, n, i + 1):
            for k in range(j, i, -2):
                count += i * 100 + j * 10 + k
    return count


def used_after(n: int) -> int:
    for i in range(n):
        if i * i > n:
            break
    for j in range(i, i + 3):
        i += j
    return i


def accumulate(n: int) -> float:
    x = 1.0
    for i in range(1, n):
        x = x / i + i % 3
    return x


def large_step_float(n: int) -> float:
    total = 0.0
    for i in range(0, n * 10**17, 10**17):
        total += i
    return total


def product_overflows(n: int) -> int:
    p = 1
    for i in range(1, n):
        p *= i * 1000
    return p


def step_from_argument(n: int, step: int) -> int:
    total = 0
    for i in range(n, 0, step):
        total += i
        step = 1
    return total


CASES = [(f, (n,)) for f in (bound_changes, nested_bounds, accumulate, large_step_float, product_overflows) for n in (0, 1, 2, 6, 9)]
CASES += [(used_after, (n,)) for n in (1, 5, 12)] + [(step_from_argument, (n, s)) for n in (0, 9) for s in (-1, -4, 2, 0)]
