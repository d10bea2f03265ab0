# native 3.12-3.13: bare, sends, total
"""Generators and coroutines in which an exception is raised again: their frames get into the traceback once."""
import sys
from collections.abc import Generator
from typing import Any


def traced(error: BaseException) -> Any:
    traceback = error.__traceback__
    lines = []
    while traceback is not None:
        lines.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno))
        traceback = traceback.tb_next
    return type(error).__name__, str(error), lines


def bare() -> Generator[Any, Any, Any]:
    sent = yield 1
    while True:
        if sent == 1:
            sent = yield type(sys.exc_info()[1])
        elif sent == 2:
            raise
        else:
            return sent


def again(n: int) -> Generator[Any, Any, Any]:
    sent = yield n
    try:
        quotient = 10 // sent
    except ZeroDivisionError:
        n = n + 1
        raise
    sent = yield quotient
    try:
        quotient = 10 // sent
    except ValueError:
        n = n + 1
    finally:
        n = n + 2
    return n, quotient


async def awaiting(n: int) -> Any:
    try:
        return await dividing(n)
    except ValueError:
        raise
    finally:
        n = n + 2


async def dividing(n: int) -> int:
    try:
        n = 10 // n
    except ZeroDivisionError:
        n = 5
        raise
    if n > 5:
        raise ValueError(n)
    return n


def plain(n: int) -> Generator[int, None, None]:
    for i in range(n):
        try:
            10 // (3 - i)
        except ZeroDivisionError:
            raise
        yield i


def total(n: int) -> int:
    result = 0
    for item in plain(n):
        result += item
    return result


def sends(gen: Any, values: list[Any]) -> Any:
    out: list[Any] = []
    try:
        for value in values:
            out.append(gen.send(value))
    except BaseException as error:
        out.append(traced(error))
    return out


def test_bare() -> Any:
    out = []
    for values in ([None, 1, 1, 2], [None, 2], [None, 1, 3]):
        try:
            raise OSError(str(values))
        except OSError:
            out.append(sends(bare(), values))
    out.append(sends(bare(), [None, 2]))
    return out


def test_again() -> Any:
    out = [sends(again(1), values) for values in ([None, 2, 2], [None, 0], [None, 2, 0])]
    return out + [sends(awaiting(n), [None]) for n in (0, 1, 2)]


def test_plain() -> Any:
    out: list[Any] = [total(3)]
    try:
        total(6)
    except ZeroDivisionError as error:
        out.append(traced(error))
    return out
