# native 3.12-3.13: lines, parse, bench, windows, scaled, in_local, broken_off, finals, managed, deep, failing, seen, looked
"""Generators that are objects, and whose state the loop that consumes them keeps."""
import gc
import sys
import weakref
from collections.abc import Iterable, Iterator
from typing import Any

LOG: list[Any] = []
FILE = (lambda: 0).__code__.co_filename


class Ends:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("ends", self.name))


def lines(count: int) -> Iterator[str]:
    state = 7
    for i in range(count):
        state = (state * 75 + 74) % 65537
        yield f"{i} worker-{state % 13}"


def parse(source: Iterable[str]) -> Iterator[int]:
    for line in source:
        a, b = line.split()
        yield int(a) + len(b)


def bench(n: int) -> int:
    total = 0
    for v in parse(lines(n)):
        total += v
    return total


def windows(values: list[float], size: int) -> Iterator[float]:
    window: list[float] = []
    total = 0.0
    for value in values:
        window.append(value)
        total += value
        if len(window) > size:
            total -= window.pop(0)
        yield total / len(window)


def scaled(source: Iterator[float], k: float) -> Iterator[tuple[str, float]]:
    for value in source:
        yield f"{value:.2f}", value * k


def smooth(values: list[float]) -> list[tuple[str, float]]:
    result = []
    for text, value in scaled(windows(values, 3), 0.5):
        result.append((text, value))
    return result


def in_local(n: int) -> list[str]:
    source = lines(n)
    result = []
    for text in source:
        result.append(text[-3:])
    # At its end.
    result.append(str(list(source)))
    return result


def in_local_only(n: int) -> int:
    source = lines(n)
    total = 0
    for text in source:
        total += len(text)
    return total


def broken_off(n: int) -> int:
    total = 0
    for text in lines(n):
        total += len(text)
        if total > 100:
            break
    return total


def finals(names: list[str]) -> Iterator[str]:
    held = Ends("held")
    try:
        for name in names:
            again = Ends(name)
            yield name + held.name
    finally:
        LOG.append(("finally", len(names)))


def run_finals(names: list[str], most: int) -> int:
    count = 0
    for name in finals(names):
        LOG.append(name)
        count += 1
        if count == most:
            break
    LOG.append("behind")
    return count


def failing_consumer(names: list[str]) -> int:
    count = 0
    for name in finals(names):
        LOG.append(name)
        count += 10 // (len(names) - 3)
    return count


class Manager:
    def __enter__(self) -> "Manager":
        LOG.append("enter")
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        LOG.append(("exit", kind))
        return kind is KeyError


def managed(values: list[Any]) -> Iterator[Any]:
    with Manager():
        for value in values:
            yield value + 1
            if value == 7:
                raise KeyError(value)
    yield "behind"


def run_managed(values: list[Any]) -> list[Any]:
    result = []
    for value in managed(values):
        result.append(value)
    return result


def deep(values: list[Any], k: int) -> Iterator[Any]:
    for value in values:
        yield value * k


def failing(source: Iterable[Any], at: int) -> Iterator[Any]:
    number = 0
    for value in source:
        number += 1
        yield value + 1
        if number == at:
            yield 1 // (number - at)


def run_failing(values: list[Any], k: int, at: int) -> list[Any]:
    result: list[Any] = []
    try:
        for value in failing(deep(values, k), at):
            result.append(value)
    except (TypeError, ZeroDivisionError) as error:
        trace = error.__traceback__
        while trace is not None:
            result.append((trace.tb_frame.f_code.co_name, trace.tb_lineno, trace.tb_lasti))
            trace = trace.tb_next
        result.append(repr(error))
    return result


def run_failing_out(values: list[Any], k: int, at: int) -> int:
    count = 0
    for value in failing(deep(values, k), at):
        count += 1
    return count


def chain() -> list[tuple[str, int]]:
    frame = sys._getframe(1)
    names = []
    while frame is not None and len(names) < 4:
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return names


def seen(count: int) -> Iterator[Any]:
    for number in range(count):
        yield number
        LOG.append(chain()[:2])


def looked(source: Iterable[Any]) -> Iterator[Any]:
    for value in source:
        LOG.append(chain()[:2])
        yield value


def run_seen(count: int) -> int:
    total = 0
    for value in looked(seen(count)):
        total += value
        LOG.append(chain()[:1])
    return total


def collected(values: list[list[int]]) -> Iterator[list[int]]:
    for value in values:
        cycle: list[Any] = [value]
        cycle.append(cycle)
        yield [value[0]]
        gc.collect()


def run_collected(values: list[list[int]]) -> int:
    total = 0
    for value in collected(values):
        gc.collect()
        total += value[0]
    return total


def weak(items: list[Ends]) -> Iterator[str]:
    while items:
        item = items.pop()
        reference = weakref.ref(item)
        yield item.name
        del item
        yield str(reference() is None)


def run_weak(names: list[str]) -> list[str]:
    result = []
    for text in weak([Ends(name) for name in names]):
        result.append(text)
        LOG.append(text)
    return result


def delegating(n: int) -> Iterator[str]:
    yield "first"
    yield from lines(n)
    yield "last"


def run_delegating(n: int) -> list[str]:
    result = []
    for text in delegating(n):
        result.append(text)
    return result


def endless(start: int) -> Iterator[int]:
    while True:
        yield start
        start = start * 3 + 1


def grows(n: int) -> int:
    total = 0
    for value in endless(2):
        total ^= value
        n -= 1
        if n == 0:
            break
    return total


def unbound(flag: int) -> Iterator[Any]:
    if flag > 1:
        x = flag
    for i in range(3):
        yield x
        if i == flag:
            del x


def run_unbound(flag: int) -> list[Any]:
    result: list[Any] = []
    try:
        for value in unbound(flag):
            result.append(value)
    except UnboundLocalError as error:
        result.append(str(error))
    return result


def nothing() -> Iterator[int]:
    return
    yield 1


def run_nothing(n: int) -> int:
    count = 0
    for _ in range(n):
        for value in nothing():
            count += value
    return count


def test() -> list[Any]:
    LOG.clear()
    result: list[Any] = []
    result.append(bench(100))
    result.append(smooth([float(i * i % 7) for i in range(20)]))
    result.append(smooth([1.5, 2, 3.5, True]))
    for bad in ([1.5, "x"], [1.5, None, 2.5]):
        try:
            result.append(smooth(bad))
        except TypeError as error:
            result.append(str(error))
    result.append(in_local(5))
    result.append(in_local_only(50))
    result.append(broken_off(500))
    for most in (1, 2, 99):
        result.append(run_finals(["a", "b", "c"], most))
    try:
        failing_consumer(["a", "b", "c"])
    except ZeroDivisionError as error:
        result.append(str(error))
    result.append(run_managed([1, 2, 3]))
    result.append(run_managed([1, 7, 3]))
    result.append(run_managed([1, 2.5, 2**70]))
    try:
        run_managed([1, "x"])
    except TypeError as error:
        result.append(str(error))
    for values in ([1, 2, 3, 4], [1, 2.5, 2**80, "s"], ["a", "b"], [1, None]):
        for at in (1, 2, 9):
            result.append(run_failing(values, 2, at))
    try:
        run_failing_out([1, 2, 3], 2, 2)
    except ZeroDivisionError as error:
        trace = error.__traceback__
        while trace is not None:
            result.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
            trace = trace.tb_next
    result.append(run_seen(3))
    result.append(run_collected([[1], [2], [3]]))
    result.append(run_weak(["x", "y"]))
    result.append(run_delegating(3))
    result.append(grows(5))
    result.append(grows(90))
    for flag in range(4):
        result.append(run_unbound(flag))
    result.append(run_nothing(3))
    gc.collect()
    return result + LOG


def told(frame: Any, event: str, argument: Any) -> Any:
    if frame.f_code.co_filename == FILE:
        LOG.append((event, frame.f_code.co_name, frame.f_lineno))
    return told


def turning_on(values: list[int], at: int) -> Iterator[int]:
    for value in values:
        if value == at:
            sys.settrace(told)
        yield value
        LOG.append(value)


def run_turning_on(values: list[int], at: int) -> int:
    total = 0
    for value in turning_on(values, at):
        total += value
    return total


def test_tracing() -> list[Any]:
    LOG.clear()
    total = run_turning_on([1, 2, 3], 9)
    try:
        total += run_turning_on([1, 2, 3], 2)
    finally:
        sys.settrace(None)
    return [total, *LOG]


def combinations(items: list[int], k: int) -> Iterator[tuple[int, ...]]:
    if k == 0:
        yield ()
        return
    for i in range(len(items) - k + 1):
        for rest in combinations(items[i + 1:], k - 1):
            yield (items[i],) + rest


def run_combinations(n: int, k: int) -> list[Any]:
    total = 0
    for chosen in combinations(list(range(n)), k):
        total += len(chosen) + sum(chosen)
    return [total, list(combinations(list(range(n)), 2))]


class Sees:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        frame = sys._getframe(1)
        LOG.append((self.name, frame.f_code.co_name, frame.f_lineno))


def holding(names: list[str]) -> Iterator[int]:
    first = Sees("first")
    for name in names:
        held = Sees(name)
        yield len(name)
    last = [Sees("last")]


def over_holding(source: Iterator[int], name: str) -> Iterator[int]:
    own = Sees(name)
    for value in source:
        yield value + 1
        if value > 3:
            return


def run_holding(names: list[str]) -> int:
    total = 0
    for value in holding(names):
        total += value
    for value in over_holding(holding(names), "own"):
        total += value
    return total


def nodes(depth: int, name: str) -> Iterator[str]:
    if depth > 0:
        yield from nodes(depth - 1, name + "l")
        yield name
        yield from nodes(depth - 1, name + "r")


def run_nodes(depth: int) -> list[str]:
    result = []
    for number, name in enumerate(nodes(depth, ""), 1):
        result.append(f"{number}{name}")
    for number, value in enumerate(windows([1.5, 2.5], 2)):
        result.append(str(number + value))
    for name in nodes(depth, "x"):
        if name == "x":
            break
        result.append(name)
    return result


def test_recursion() -> list[Any]:
    LOG.clear()
    result: list[Any] = [run_combinations(9, 4), run_combinations(5, 0), run_nodes(4)]
    try:
        run_nodes(100000)
    except RecursionError as error:
        result.append(str(error)[:33])
    result.append(run_holding(["a", "bb"]))
    result.append(run_holding(["a", "bbbbb", "cc"]))
    gc.collect()
    return result + LOG
