# native 3.12-3.13: ints, grown, floats, texts, pairs, truths, mixed, bench_ints, bench_floats, bench_texts, over
"""Builtins that consume a generator whose state they keep."""
import gc
import sys
from collections.abc import Iterable, Iterator
from typing import Any

LOG: list[Any] = []


def ints(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield i * 7 % 5 - 1
        i += 1


def grown(n: int, start: int) -> Iterator[int]:
    for i in range(n):
        yield start
        start = start * 5


def floats(n: int) -> Iterator[float]:
    value = 0.1
    for i in range(n):
        yield value
        value = value * 1.7 - 3e-5


def texts(n: int) -> Iterator[str]:
    for i in range(n):
        yield str(i * 7 % 11)


def pairs(n: int) -> Iterator[tuple[int, float]]:
    for i in range(n):
        yield i, i / 4


def truths(n: int) -> Iterator[bool]:
    for i in range(n):
        yield i % 3 == 1


def mixed(values: list[Any]) -> Iterator[Any]:
    try:
        for value in values:
            yield value
    finally:
        LOG.append("closed")


def over(source: Iterable[int]) -> Iterator[int]:
    for value in source:
        yield value // 2


def hinted(values: list[float]) -> Iterator[float]:
    for value in values:
        yield value * 1


def bench_ints(n: int) -> list[Any]:
    result: list[Any] = [sum(ints(n)), list(ints(n)), tuple(ints(n)), sorted(ints(n)), set(ints(n)), any(ints(n)), all(ints(n))]
    result.append(max(ints(n)))
    result.append(min(ints(n)))
    return result


def sizes(n: int) -> list[int]:
    return [sys.getsizeof(list(texts(n))), sys.getsizeof(sorted(ints(n))), sys.getsizeof(tuple(floats(n)))]


def bench_grown(n: int, start: int) -> list[Any]:
    return [sum(grown(n, start)), max(grown(n, start)), min(grown(n, start)), list(grown(n, start)), all(grown(n, start))]


def bench_floats(n: int) -> list[Any]:
    result: list[Any] = [sum(floats(n)), max(floats(n)), min(floats(n)), list(floats(n)), sorted(floats(n)), any(floats(n))]
    return result


def bench_texts(n: int) -> list[Any]:
    return [list(texts(n)), sorted(texts(n)), sorted(set(texts(n))), tuple(texts(n)), any(texts(n)), all(texts(n))]


def bench_pairs(n: int) -> list[Any]:
    return [list(pairs(n)), sorted(pairs(n)), tuple(pairs(n)), any(pairs(n)), sum(truths(n)), any(truths(n)), list(truths(n))]


def bench_mixed(values: list[Any]) -> list[Any]:
    result: list[Any] = []
    result.append(list(mixed(values)))
    result.append(any(mixed(values)))
    result.append(all(mixed(values)))
    return result


def sum_mixed(values: list[Any]) -> Any:
    return sum(mixed(values))


def set_mixed(values: list[Any]) -> Any:
    return set(mixed(values))


def sorted_mixed(values: list[Any]) -> Any:
    return sorted(mixed(values))


def sum_hinted(values: list[float]) -> Any:
    return sum(hinted(values))


def max_hinted(values: list[float]) -> Any:
    return max(hinted(values))


def sum_over(n: int, start: int) -> Any:
    return sum(over(grown(n, start)))


class Odd:
    def __init__(self, value: int) -> None:
        self.value = value

    def __bool__(self) -> bool:
        LOG.append(("truth", self.value))
        if self.value > 2:
            raise ValueError("no truth")
        return self.value > 1

    def __radd__(self, other: Any) -> Any:
        LOG.append(("added", other))
        return other + self.value

    def __hash__(self) -> int:
        LOG.append(("hash", self.value))
        return 5

    def __eq__(self, other: object) -> bool:
        LOG.append("equal")
        return isinstance(other, Odd) and other.value == self.value

    def __del__(self) -> None:
        LOG.append(("gone", self.value))


def test() -> list[Any]:
    result: list[Any] = []
    for n in (1, 2, 30):
        result += bench_ints(n)
        result += bench_floats(n)
        result += bench_texts(n)
        result += bench_pairs(n)
    for n in range(20):
        result.append(sizes(n))
    for start in (1, 10**17, -(10**17), 10**20, 0):
        result += bench_grown(30, start)
        result.append(sum_over(30, start))
    return result


def test_empty() -> list[Any]:
    result: list[Any] = [bench_texts(0), sum(ints(0)), sum(floats(0)), list(ints(0)), all(ints(0))]
    for function in (bench_ints, bench_floats):
        try:
            function(0)
        except ValueError as error:
            trace = error.__traceback__
            while trace is not None:
                result.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
                trace = trace.tb_next
            result.append(str(error))
    return result


def tried(function: Any, values: list[Any]) -> Any:
    try:
        return function(values)
    except (TypeError, ValueError, RuntimeError) as error:
        names = []
        trace = error.__traceback__
        while trace is not None:
            names.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
            trace = trace.tb_next
        return [repr(error), names]


def test_mixed() -> list[Any]:
    LOG.clear()
    result: list[Any] = []
    for values in (
        [1, 2, 3],
        [0, 0.0, "", None],
        [1.5, 2, True, 2**70, 0.1],
        [True, False],
        [1, 2.5, 1e100, -1e100, 3],
        [1, 1e100, 1, -1e100],
        [1.0, 1e100, 1.0, -1e100, 7],
        [2**62, 2**62, 2**62, 0.5, 1e16, 1],
        ["a", "b"],
        [[1], [2]],
        [1, "x", 2],
    ):
        for function in (bench_mixed, sum_mixed, set_mixed, sorted_mixed):
            result.append(tried(function, values))
        if all(isinstance(value, (int, float)) for value in values):
            result.append(tried(sum_hinted, values))
            result.append(tried(max_hinted, values))
    return result + LOG


def test_odd() -> list[Any]:
    LOG.clear()
    result: list[Any] = []
    for function in (bench_mixed, sum_mixed, set_mixed):
        LOG.append(function.__name__)
        outcome = tried(function, [Odd(1), Odd(1), Odd(2), Odd(3)])
        result.append(str(outcome)[:20])
        del outcome
        gc.collect()
    return result + LOG
