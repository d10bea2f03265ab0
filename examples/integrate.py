"""Numerical integration: Simpson's rule, and an adaptive rule that calls itself."""

import math
from typing import Final

TOLERANCE: Final = 1e-9


def density(x: float) -> float:
    """The bell curve, not normalised."""
    return math.exp(-x * x / 2.0)


def simpson(low: float, high: float, steps: int) -> float:
    """The integral of the density by Simpson's rule over an even number of steps."""
    width = (high - low) / steps
    total: float = 0
    for i in range(steps + 1):
        if i == 0 or i == steps:
            weight = 1.0
        elif i % 2:
            weight = 4.0
        else:
            weight = 2.0
        total += weight * density(low + i * width)
    return total * width / 3.0


def refine(low: float, high: float, whole: float, depth: int) -> float:
    """Halve an interval until both halves agree with the whole."""
    middle = (low + high) / 2.0
    left = panel(low, middle)
    right = panel(middle, high)
    if depth == 0 or abs(left + right - whole) < TOLERANCE:
        return left + right
    return refine(low, middle, left, depth - 1) + refine(middle, high, right, depth - 1)


def panel(low: float, high: float) -> float:
    return (high - low) / 6.0 * (density(low) + 4.0 * density((low + high) / 2.0) + density(high))


def bench(n: int) -> tuple[float, float]:
    adaptive = 0.0
    for i in range(n // 1000):
        adaptive = refine(-6.0, 6.0 + i * 1e-6, panel(-6.0, 6.0), 40)
    return simpson(-6.0, 6.0, n), adaptive


if __name__ == "__main__":
    print(bench(100_000), math.sqrt(2.0 * math.pi))
