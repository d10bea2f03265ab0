# native: mean_of_range, sum_squares, product, minimum, running
"""`total: float = 0`, the commonest beginning there is: an int as long as nothing is added to it."""


def mean_of_range(n: int) -> float:
    total: float = 0
    for i in range(n):
        total += i * 0.5
    return total


def sum_squares(n: int) -> float:
    total: float = 0
    i = 0
    while i < n:
        total = total + float(i) * i
        i += 1
    return total


def product(n: int, x: float) -> float:
    result: float = 1
    for _ in range(n):
        result *= x
    return result


def minimum(n: int) -> float:
    best: float = 10**9
    for i in range(n):
        value = (i - 3) * (i - 3) + 0.25
        if value < best:
            best = value
    return best


def running(n: int, step: float) -> float:
    total: float = 0
    count: float = 0
    while total < n:
        total += step
        count += 1
    return count


def ints_only(n: int) -> float:
    total: float = 0
    for i in range(n):
        total += i
    return total


CASES = [(f, (n,)) for f in (mean_of_range, sum_squares, minimum, ints_only) for n in (0, 1, 2, 7, -1)]
CASES += [(product, (n, x)) for n in (0, 1, 5) for x in (0.5, 3, 2**40, True)]
CASES += [(running, (3, 0.5)), (running, (0, 0.5)), (running, (3, 1)), (mean_of_range, (True,))]
