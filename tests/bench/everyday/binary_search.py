"""Binary searches: hand-written, with the bisect module, and on answers."""
# N=120000

import bisect
from typing import Callable


def find(xs: list[int], target: int) -> int:
    low, high = 0, len(xs) - 1
    while low <= high:
        mid = (low + high) // 2
        if xs[mid] == target:
            return mid
        if xs[mid] < target:
            low = mid + 1
        else:
            high = mid - 1
    return -1


def integer_sqrt(x: int) -> int:
    low, high = 0, x + 1
    while high - low > 1:
        mid = (low + high) // 2
        if mid * mid <= x:
            low = mid
        else:
            high = mid
    return low


def solve(f: Callable[[float], float], low: float, high: float) -> float:
    for _ in range(60):
        mid = (low + high) / 2
        if f(mid) < 0:
            low = mid
        else:
            high = mid
    return low


def grade(score: int, breakpoints: list[int], grades: str) -> str:
    return grades[bisect.bisect(breakpoints, score)]


def longest_increasing(xs: list[int]) -> int:
    tails: list[int] = []
    for x in xs:
        i = bisect.bisect_left(tails, x)
        if i == len(tails):
            tails.append(x)
        else:
            tails[i] = x
    return len(tails)


def bench(n: int) -> tuple[int, int, int, float, int, int]:
    xs = sorted({i * 7919 % (n * 3) for i in range(n)})
    found = sum(1 for i in range(n) if find(xs, i * 3) >= 0)
    roots = sum(integer_sqrt(i * 17) for i in range(n))
    zero = solve(lambda x: x * x * x - 2 * x - 5, 0.0, 3.0)
    marks = [grade(i % 101, [60, 70, 80, 90], "FDCBA") for i in range(n)]
    kept: list[int] = []
    for i in range(n // 10):
        bisect.insort(kept, i * 7919 % 10007)
    lis = longest_increasing([i * 7919 % 10007 for i in range(n)])
    return found, roots, marks.count("A"), round(zero, 9), kept[len(kept) // 2], lis
