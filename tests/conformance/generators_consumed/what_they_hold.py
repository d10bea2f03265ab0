# native: of_itself, of_swapped, of_alias, hooked, hooked_items, hooked_pipeline, caught, in_pipeline
"""Generators that a loop consumes natively, and what they hold: the locals that CPython goes on with, what is raised while they become objects, code that is replaced meanwhile, listeners, and objects whose end can be seen."""

import sys
from typing import Any, Callable, Iterator


def count_to(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield i
        i += 1


def items(values: list[int]) -> Iterator[int]:
    for value in values:
        yield value


def itself(x: Iterator[int]) -> Iterator[int]:
    for x in x:
        yield 10 // (3 - x)


def swapped(source: Iterator[int], n: int) -> Iterator[int]:
    source, n = n, source
    for x in n:
        yield x + source


def alias(source: Iterator[int]) -> Iterator[int]:
    another = source
    for x in source:
        yield 10 // (3 - x)


def large(source: Iterator[int]) -> Iterator[int]:
    for x in source:
        yield x * 2**60


def of_itself(n: int) -> int:
    result = 0
    for v in itself(count_to(n)):
        result += v
    return result


def of_swapped(n: int, by: int) -> list:
    seen = []
    for v in swapped(count_to(n), by):
        seen.append(v)
    return seen


def of_alias(n: int) -> int:
    result = 0
    for v in alias(count_to(n)):
        result += v
    return result


def hooked(n: int, hook: Callable) -> list:
    seen = []
    for v in count_to(n):
        hook(v)
        seen.append(v)
    return seen


def hooked_items(values: list[int], hook: Callable) -> list:
    seen = []
    for v in items(values):
        hook(v)
        seen.append(v)
    return seen


def hooked_pipeline(n: int, hook: Callable) -> list:
    seen = []
    for v in large(count_to(n)):
        hook(v)
        seen.append(v)
    return seen


def caught(values: list[int], hook: Callable) -> list:
    seen = []
    for v in items(values):
        try:
            hook(v)
        except KeyError as error:
            seen.append(str(error))
        seen.append(v)
    return seen


LOG: list = []


class Ends:
    def __init__(self, name: str):
        self.name = name

    def __del__(self):
        frame = sys._getframe(1)
        LOG.append((self.name, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))


def holding(n: int, a: Any, b: Any) -> Iterator[int]:
    for i in range(n):
        yield i


def handing_on(source: Iterator[int], c: Any) -> Iterator[int]:
    for x in source:
        yield x


def with_objects(n: int, at: int) -> int:
    result = 0
    for v in holding(n, Ends("a"), Ends("b")):
        result += v
        if v == at:
            LOG.append("break")
            break
    else:
        LOG.append("else")
    LOG.append("after")
    return result


def in_pipeline(n: int, at: int) -> int:
    result = 0
    for v in handing_on(holding(n, Ends("a"), Ends("b")), Ends("c")):
        result += v
        if v == at:
            LOG.append("break")
            break
    else:
        LOG.append("else")
    LOG.append("after")
    return result


def other(n):
    x = y = z = 5
    yield "other"
    for q in "abc":
        yield q


def locals_where_it_ends(function, *args):
    try:
        return function(*args)
    except ZeroDivisionError as error:
        entry = error.__traceback__
        while entry.tb_next:
            entry = entry.tb_next
        return {name: type(value).__name__ for name, value in entry.tb_frame.f_locals.items()}


def test_locals():
    result = [locals_where_it_ends(f, n) for f in (of_itself, of_alias) for n in (2, 6)]
    return result + [of_swapped(5, 3), of_swapped(5, 2**63 - 3)]


def test_ends():
    LOG.clear()
    result = [f(n, at) for f in (with_objects, in_pipeline) for n, at in ((3, 1), (3, 9), (0, 0))]
    return result, list(LOG)


def test_code_replaced():
    result = []
    for function, run, at in ((count_to, hooked, 1), (count_to, hooked_pipeline, 2**60), (large, hooked_pipeline, 2**60)):
        code = function.__code__

        def replace(v):
            if v == at:
                function.__code__ = other.__code__

        try:
            result.append(run(12, replace))
        finally:
            function.__code__ = code
    return result


def events(frame, what, arg):
    if frame.f_code.co_name in ("count_to", "items", "large"):
        LOG.append((frame.f_code.co_name, what, frame.f_lineno - frame.f_code.co_firstlineno))
    return events


def test_traced_and_raised():
    def hook(v):
        if v == 2:
            sys.settrace(events)
            raise KeyError(v)

    LOG.clear()
    result = []
    for run in (hooked_items, caught):
        try:
            result.append(run([1, 2, 3], hook))
        except KeyError as error:
            result.append(repr(error))
        finally:
            sys.settrace(None)
    return result, list(LOG)


def test_monitored():
    if sys.version_info < (3, 12):
        return None
    monitoring = sys.monitoring
    code = count_to.__code__
    LOG.clear()

    def hook(v):
        if v in (1, 2**60):
            monitoring.set_local_events(3, code, monitoring.events.PY_RESUME | monitoring.events.PY_RETURN)

    monitoring.use_tool_id(3, "listener")
    try:
        monitoring.register_callback(3, monitoring.events.PY_RESUME, lambda *args: LOG.append("resume"))
        monitoring.register_callback(3, monitoring.events.PY_RETURN, lambda *args: LOG.append("return"))
        result = []
        for run in (hooked, hooked_pipeline):
            result.append(run(4, hook))
            monitoring.set_local_events(3, code, 0)
    finally:
        monitoring.free_tool_id(3)
    return result, list(LOG)
