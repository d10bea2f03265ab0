"""Functions that make functions: captured variables, calls of values."""

from collections.abc import Callable


def counter(step: int) -> Callable[[], int]:
    total = 0

    def count() -> int:
        nonlocal total
        total += step
        return total

    return count


def composed(outer: Callable[[int], int], inner: Callable[[int], int]) -> Callable[[int], int]:
    return lambda value: outer(inner(value))


def adder(amount: int) -> Callable[[int], int]:
    def add(value: int) -> int:
        return value + amount

    return add


def bench(n: int = 200_000) -> tuple[int, int]:
    count = counter(3)
    pipeline = composed(adder(5), composed(lambda value: value * 2 % 1_000_003, adder(-7)))
    value = 1
    last = 0
    for _ in range(n):
        value = pipeline(value)
        last = count()
    return value, last
