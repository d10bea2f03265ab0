# native: fib, grid, three, four, named, bounded, used, mixed, edit, sized, raising, looped, replaced, direct, rest
"""Functions whose results `functools.lru_cache` and `functools.cache` keep."""
import functools
import sys
from functools import cache, lru_cache


@cache
def fib(n: int) -> int:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


@lru_cache(maxsize=None)
def grid(r: int, c: int) -> int:
    if r == 0 or c == 0:
        return 1
    return (grid(r - 1, c) + grid(r, c - 1)) % 1000000007


@functools.cache
def three(a: int, b: int, c: int) -> float:
    return a / (b + 3) + (three(a - 1, c, b) if a > 0 else c)


@functools.lru_cache(None)
def four(a: int, b: int, c: int, d: int) -> str:
    return f"{a}{b}{c}{d}" if a < 1 else four(a - 1, b, c, d) + four(a - 2, d, c, b)


@cache
def named(text: str) -> int:
    return len(text) + (named(text[1:]) + named(text[:-1]) if text else 0)


@lru_cache(maxsize=3)
def bounded(n: int) -> tuple[int, int]:
    return n, n * n


@lru_cache
def unbounded_default(n: int, step: int = 2) -> int:
    return n + step


@lru_cache(maxsize=None, typed=True)
def typed(n: object) -> str:
    return repr(n)


@lru_cache(maxsize=0)
def never(n: int) -> list[int]:
    return [n]


@cache
def any_of(value: object) -> str:
    return type(value).__name__


@cache
def pair_of(first: object, second: object) -> str:
    return type(first).__name__ + type(second).__name__


def used(numbers: list[int]) -> list[object]:
    found: list[object] = []
    for n in numbers:
        found.append(bounded(n))
        found.append(unbounded_default(n) + unbounded_default(n, 3) + unbounded_default(n, step=2))
        found.append(never(n))
    return found


def mixed(values: list[object]) -> list[str]:
    found: list[str] = []
    for value in values:
        found.append(any_of(value) + typed(value))
        for other in values:
            found.append(pair_of(value, other))
    return found


def edit(a: str, b: str) -> int:
    @lru_cache(maxsize=None)
    def go(i: int, j: int) -> int:
        if i == 0 or j == 0:
            return i + j
        if a[i - 1] == b[j - 1]:
            return go(i - 1, j - 1)
        return 1 + min(go(i - 1, j), go(i, j - 1), go(i - 1, j - 1))

    return go(len(a), len(b))


def sized(n: int, size: int) -> tuple[int, object]:
    @functools.lru_cache(maxsize=size)
    def down(k: int) -> int:
        return 1 if k < 1 else down(k - 1) + down(k // 2)

    return down(n), down.cache_info()


@cache
def wrong(n: int) -> int:
    return "text" if n == 3 else n  # type: ignore[return-value]


def summed(numbers: list[int]) -> object:
    total = 0
    for n in numbers:
        total += wrong(n)
    return total


@cache
def raising(n: int) -> int:
    if n == 0:
        raise ValueError("none left")
    return raising(n - 1) if n < 5 else n


def looped(numbers: list[int]) -> list[object]:
    found: list[object] = []
    for n in numbers:
        try:
            found.append(raising(n))
        except ValueError as error:
            found.append(str(error))
    return found


def direct(n: int) -> int:
    doubled = cache(twice)
    total = 0
    for i in range(n):
        total += doubled(i % 3)
    return total + doubled.cache_info().hits


def twice(n: int) -> int:
    return n * 2


def replaced(n: int) -> int:
    total = 0
    for i in range(n):
        total += swapped(i % 4)
    return total


@cache
def swapped(n: int) -> int:
    return n + 1


class Number(int):
    pass


class Loud:
    def __init__(self, name: str) -> None:
        self.name = name

    def __hash__(self) -> int:
        print("hash", self.name)
        return 5

    def __eq__(self, other: object) -> bool:
        print("eq", self.name)
        return isinstance(other, Loud) and other.name == self.name


@cache
def loud(value: object) -> int:
    return 7


def rest(values: list[object]) -> int:
    total = 0
    for value in values:
        total += loud(value)
    return total


class Rows:
    def __init__(self) -> None:
        self.asked = 0

    @lru_cache(maxsize=None)
    def row(self, n: int) -> int:
        self.asked += 1
        return n if n < 2 else self.row(n - 1) + self.row(n - 2)


def clear() -> None:
    for function in (fib, grid, three, four, named, bounded, unbounded_default, typed, never, any_of, pair_of, wrong, raising, loud):
        function.cache_clear()


def test_ints():
    clear()
    found = fib(90), fib(91), fib(120), grid(9, 8), grid(8, 9), three(6, 2, 1), four(4, 1, 2, 3), fib(-1), fib(-2)
    return found, fib.cache_info(), grid.cache_info(), three.cache_info(), four.cache_info(), fib(1 << 70 >> 66)


def test_texts():
    clear()
    return named("abcdé"), named("abcdé"), named.cache_info(), edit("kitten", "sitting"), edit("", "abc"), edit("ab" * 9, "ba" * 8)


def test_bounded():
    clear()
    found = used([1, 2, 3, 1, 4, 1, 2, 5, 5, 1, -1, -2, -1])
    first, second = bounded(5), bounded(5)
    return found, first is second, bounded.cache_info(), unbounded_default.cache_info(), never.cache_info()


def test_sizes():
    return [sized(12, size) for size in (0, 1, 2, 3, 5, 100)]


def test_mixed():
    clear()
    values: list[object] = [1, True, 1.0, "1", Number(1), None, (1,), 1 << 64, 2.5, -1, -2, b"1", frozenset()]
    found = mixed(values), mixed(values[::-1])
    return found, any_of.cache_info(), pair_of.cache_info(), typed.cache_info()


def test_unhashable():
    clear()
    try:
        any_of([])
    except TypeError as error:
        return str(error), any_of.cache_info()


def test_wrong():
    clear()
    found = summed([1, 2, 1]), wrong(3), wrong(3)
    try:
        summed([1, 3, 1])
    except TypeError as error:
        return found, str(error)


def test_raising():
    clear()
    return looped([3, 0, 5, 6, 5, 3]), raising.cache_info()


def test_direct():
    return direct(10), replaced(10)


def test_replaced():
    global swapped
    kept = swapped
    try:
        swapped = lambda n: n - 1
        return replaced(10), replaced(3)
    finally:
        swapped = kept


def test_loud():
    clear()
    values: list[object] = [Loud("a"), Loud("b"), 5, Loud("a"), 5, "x", "x", (5,), (Loud("b"),)]
    return rest(values), loud.cache_info()


def test_methods():
    rows = Rows()
    found = rows.row(30), rows.row(30), rows.asked, Rows.row.cache_info()[:2]
    Rows.row.cache_clear()
    return found


def test_deep():
    clear()
    try:
        return fib(sys.getrecursionlimit() * 60) is None
    except RecursionError as error:
        return type(error), fib.cache_info().hits


def test_kept_objects():
    clear()
    before = sys.getrefcount(bounded(3))
    again = [bounded(3) for _ in range(5)]
    return sys.getrefcount(again[0]) - before, all(one is again[0] for one in again)


CASES = [
    (used, ([3, 1, 2],)),
    (direct, (7,)),
    (looped, ([4, 0, 9],)),
    (edit, ("flaw", "lawn")),
]
