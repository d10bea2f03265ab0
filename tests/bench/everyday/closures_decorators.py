"""Closures, decorators and higher-order functions."""
# N=570000

from typing import Any, Callable

IntFn = Callable[[int], int]


def compose(*functions: IntFn) -> IntFn:
    def composed(x: int) -> int:
        for f in functions:
            x = f(x)
        return x
    return composed


def adder(k: int) -> IntFn:
    return lambda x: x + k


def make_counter() -> tuple[Callable[[], int], Callable[[], int]]:
    count = 0

    def increment() -> int:
        nonlocal count
        count += 1
        return count

    return increment, lambda: count


def counted(func: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        wrapper.calls += 1
        return func(*args, **kwargs)
    wrapper.calls = 0
    return wrapper


def memoize(func: Callable[..., Any]) -> Callable[..., Any]:
    cache: dict[Any, Any] = {}

    def wrapper(*args: Any) -> Any:
        if args not in cache:
            cache[args] = func(*args)
        return cache[args]
    return wrapper


def repeat(times: int) -> Callable[[IntFn], IntFn]:
    def decorate(func: IntFn) -> IntFn:
        def wrapper(x: int) -> int:
            for _ in range(times):
                x = func(x)
            return x
        return wrapper
    return decorate


@memoize
def ackermann(m: int, n: int) -> int:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


@repeat(3)
def scramble(x: int) -> int:
    return (x * 1103 + 12345) % 10007


def fold(func: Callable[[int, int], int], items: list[int], start: int) -> int:
    result = start
    for item in items:
        result = func(result, item)
    return result


def bench(n: int) -> tuple[int, int, int, int, int]:
    pipeline = compose(adder(3), lambda x: x * 2, scramble, abs)
    values = [pipeline(i) for i in range(n)]
    increment, current = make_counter()
    for value in filter(lambda v: v % 3 == 0, values):
        increment()
    clamp = counted(lambda x, low=0, high=5000: max(low, min(high, x)))
    clamped = sum(map(lambda v: clamp(v, high=4000) if v % 2 else clamp(v), values))
    folded = fold(lambda a, b: (a * 31 + b) % 1_000_003, values, 7)
    return current(), clamped, clamp.calls, folded, ackermann(2, 60)
