# native 3.12-3.13: walk, Tree.__iter__, levels, returning, raising, catching, looking, chain
"""Generators that wait for one another, many deep: what the innermost gives, returns and raises comes to all of them, and whoever
looks meanwhile sees them all run."""
import gc
import inspect
import sys
import types
import weakref
from collections.abc import Generator, Iterator
from typing import Any, Optional


class Tree:
    def __init__(self, left: Optional["Tree"], value: int, right: Optional["Tree"]) -> None:
        self.left = left
        self.value = value
        self.right = right

    def __iter__(self) -> Iterator[int]:
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def tree(low: int, high: int) -> Tree | None:
    if low >= high:
        return None
    middle = (low + high) // 2
    return Tree(tree(low, middle), middle, tree(middle + 1, high))


def line(count: int) -> Tree | None:
    """As deep as it has nodes."""
    node = None
    for value in range(count):
        node = Tree(node, value, None)
    return node


def walk(node: Tree | None) -> Iterator[int]:
    if node is None:
        return
    yield from walk(node.left)
    yield node.value
    yield from walk(node.right)


def total(node: Tree) -> int:
    result = 0
    for value in node:
        result = result * 3 + value
        result %= 1000003
    return result


def levels(depth: int, count: int) -> Generator[int, None, int]:
    if depth == 0:
        for number in range(count):
            yield number
        return count
    got = yield from levels(depth - 1, count)
    yield -got
    return got + depth


def returning(depth: int) -> Generator[int, None, Any]:
    if depth == 0:
        yield 0
        return ("deep", depth)
    inner = yield from returning(depth - 1)
    return (inner, depth)


def raising(depth: int) -> Generator[int, None, None]:
    if depth == 0:
        yield 1
        raise ValueError("from the innermost")
    yield from raising(depth - 1)


def catching(depth: int) -> Generator[Any, None, str]:
    try:
        yield from raising(depth)
    except ValueError as error:
        yield lines_of(error)
        return "caught " + str(error)
    finally:
        yield "finally"
    return "not caught"


def lines_of(error: BaseException) -> list[Any]:
    found = []
    traceback = error.__traceback__
    while traceback is not None:
        found.append((traceback.tb_lineno, traceback.tb_frame.f_code.co_name))
        traceback = traceback.tb_next
    return found


def counted(log: list[Any], depth: int) -> Generator[Any, Any, int]:
    """What is sent comes to the innermost, and so does what is thrown."""
    if depth == 0:
        got = 0
        while got is not None:
            try:
                got = yield got
            except KeyError as error:
                log.append(("key", str(error)))
                got = -1
            log.append(got)
        return len(log)
    result = yield from counted(log, depth - 1)
    log.append(("level", depth, result))
    return result + 1


KEPT: list[Any] = []


def see() -> list[Any]:
    frame = inspect.currentframe()
    assert frame is not None
    frame = frame.f_back
    seen: list[Any] = []
    while frame is not None and frame.f_code.co_name == "looking":
        seen.append((frame.f_code.co_name, frame.f_lineno, frame.f_lasti > 0))
        frame = frame.f_back
    for generator in KEPT:
        seen.append((generator.gi_running, generator.gi_yieldfrom is None))
        try:
            seen.append(next(generator))
        except (ValueError, StopIteration) as error:
            seen.append(repr(error))
    return seen


def looking(depth: int, step: int) -> Generator[Any, None, int]:
    number = depth * 10
    if depth == 0:
        for index in range(4):
            yield index
            if index % step == 1:
                yield see()
        return number
    inner = looking(depth - 1, step)
    KEPT.append(inner)
    got = yield from inner
    number += got
    yield see()
    return number


class Ends:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(self.name)


LOG: list[str] = []


def chain(depth: int, ends: Ends) -> Generator[Any, None, None]:
    held = ends
    if depth == 0:
        yield "begin"
        yield "middle"
        return
    yield from chain(depth - 1, Ends(f"{ends.name}/{depth}"))
    yield f"behind {depth} {held.name}"


class Traces:
    """Begins to trace, or to listen, in the middle, where it is compared."""

    def __init__(self, events: list[Any]) -> None:
        self.events = events

    def __eq__(self, other: object) -> bool:
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_name == "compared":
            frame.f_trace = self.trace
            frame = frame.f_back
        sys.settrace(self.trace)
        return True

    def trace(self, frame: types.FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_name == "compared":
            self.events.append((event, frame.f_lineno, str(argument)))
        return self.trace


def compared(depth: int, traces: Any) -> Generator[Any, None, Any]:
    if depth == 0:
        yield "first"
        yield traces == 1
        yield "last"
        return "result"
    got = yield from compared(depth - 1, traces)
    return got


def shared(depth: int, inner: Iterator[int]) -> Iterator[int]:
    if depth == 0:
        yield from inner
    else:
        yield from shared(depth - 1, inner)


def values(size: int) -> list[Any]:
    root = tree(0, size)
    if root is None:
        return []
    return [list(root), total(root), list(walk(root)) == list(root)]


def deep(size: int) -> tuple[int, int]:
    root = line(size)
    assert root is not None
    return total(root), sum(walk(root))


def results(depth: int) -> list[Any]:
    items: list[Any] = []
    generator = levels(depth, 3)
    try:
        while True:
            items.append(next(generator))
    except StopIteration as stop:
        items.append(stop.value)
    other = returning(depth)
    items.append(next(other))
    try:
        next(other)
    except StopIteration as stop:
        items.append(stop.value)
    return items


def caught(depth: int) -> list[Any]:
    items: list[Any] = [list(catching(depth))]
    generator = raising(depth)
    next(generator)
    try:
        next(generator)
    except ValueError as error:
        items.append(lines_of(error))
    items.append(list(generator))
    return items


def sent(depth: int) -> list[Any]:
    log: list[Any] = []
    generator = counted(log, depth)
    items = [next(generator), generator.send(5), generator.send("text")]
    items += [generator.throw(KeyError("thrown")), generator.send(7)]
    try:
        generator.send(None)
    except StopIteration as stop:
        items.append((stop.value, log))
    other: list[Any] = []
    generator = counted(other, depth)
    next(generator)
    generator.close()
    items.append((other, inspect.getgeneratorstate(generator)))
    return items


def seen(depth: int, step: int) -> list[Any]:
    KEPT.clear()
    generator = looking(depth, step)
    KEPT.append(generator)
    items = []
    for item in generator:
        items.append(item)
    KEPT.clear()
    return items


def in_order(depth: int) -> list[Any]:
    LOG.clear()
    items: list[Any] = []
    generator = chain(depth, Ends("outer"))
    for item in generator:
        items.append((item, list(LOG)))
    del generator
    items.append(list(LOG))
    LOG.clear()
    generator = chain(depth, Ends("outer"))
    items += [next(generator), next(generator), list(LOG)]
    reference = weakref.ref(generator)
    del generator
    items += [list(LOG), reference()]
    return items


def traced(depth: int) -> list[Any]:
    events: list[Any] = []
    items = []
    try:
        generator = compared(depth, Traces(events))
        for item in generator:
            items.append(item)
    finally:
        sys.settrace(None)
    return [items, events]


def traced_between(depth: int) -> list[Any]:
    events: list[Any] = []

    def tracer(frame: types.FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_name == "levels":
            events.append((event, frame.f_lineno, argument))
            return tracer
        return None

    generator = levels(depth, 3)
    items = [next(generator)]
    sys.settrace(tracer)
    try:
        items.append(next(generator))
        items.append(next(generator))
    finally:
        sys.settrace(None)
    items += [next(generator), next(generator)]
    return [items, events]


def advanced_elsewhere() -> list[Any]:
    inner = levels(2, 6)
    first = shared(3, inner)
    second = shared(9, inner)
    items: list[Any] = [next(first), next(second), next(inner), next(first), next(second)]
    inner.close()
    items += [list(first), list(second)]
    inner = levels(1, 2)
    first = shared(3, inner)
    items += [next(first), list(inner), list(first)]
    return items


def collected() -> Any:
    gc.collect()
    root = line(12)
    assert root is not None
    generator = iter(root)
    next(generator)
    reference = weakref.ref(generator)
    cycle: list[Any] = [generator]
    cycle.append(cycle)
    del generator, cycle
    gc.collect()
    return reference()


def limited(size: int) -> Any:
    # Only bytecode finds the new limit at once.
    limit = sys.getrecursionlimit() if "limit" not in locals() else 0
    root = line(size)
    sys.setrecursionlimit(150)
    try:
        return len(list(walk(root)))
    except RecursionError as error:
        return str(error)
    finally:
        sys.setrecursionlimit(limit)


CASES = [
    *[(values, (size,)) for size in (0, 1, 2, 7, 50)],
    *[(deep, (size,)) for size in (3, 7, 8, 9, 16, 17, 40)],
    *[(case, (depth,)) for case in (results, caught, sent, in_order, traced, traced_between) for depth in (1, 2, 8, 9, 10, 20)],
    *[(seen, (depth, step)) for depth in (1, 2, 9) for step in (2, 3)],
    (advanced_elsewhere, ()),
    (collected, ()),
    (limited, (40,)),
    (limited, (400,)),
]
