# native 3.12-3.13: chain, entered, asked, sending, sends
"""A generator that waits for another one is asked from within that one: it runs already, and says so."""
from collections.abc import Iterator
from typing import Any


def chain(depth: int, held: list[Any], outer: int) -> Iterator[Any]:
    if depth == 0:
        yield "begins"
        yield "goes on"
        for turn in range(3):
            try:
                yield next(held[outer])
            except ValueError as error:
                yield f"{turn}: {error}"
        yield "ends"
        return
    inner = chain(depth - 1, held, outer)
    held.append(inner)
    yield from inner
    yield depth


def entered(depth: int, outer: int) -> list[Any]:
    held: list[Any] = []
    generator = chain(depth, held, outer)
    held.append(generator)
    found = []
    for item in generator:
        found.append(item)
    return found


def looped(depth: int, held: list[Any], outer: int) -> Iterator[Any]:
    if depth == 0:
        yield "begins"
        yield "goes on"
        for _ in range(2):
            try:
                for item in held[outer]:
                    yield ("asked", item)
            except ValueError as error:
                yield str(error)
        yield "ends"
        return
    inner = looped(depth - 1, held, outer)
    held.append(inner)
    yield from inner
    yield depth


def asked(depth: int, outer: int) -> list[Any]:
    held: list[Any] = []
    generator = looped(depth, held, outer)
    held.append(generator)
    found = []
    for item in generator:
        found.append(item)
    return found


def sending(depth: int, held: list[Any], outer: int) -> Any:
    if depth == 0:
        yield "begins"
        yield "goes on"
        for _ in range(2):
            try:
                got = held[outer].send(None)
                yield ("got", got)
            except ValueError as error:
                yield str(error)
        yield "ends"
        return
    inner = sending(depth - 1, held, outer)
    held.append(inner)
    yield from inner
    yield depth


def sends(depth: int, outer: int) -> list[Any]:
    held: list[Any] = []
    generator = sending(depth, held, outer)
    held.append(generator)
    found = []
    try:
        while True:
            found.append(generator.send(None))
    except StopIteration:
        return found


CASES = [(case, (depth, outer)) for case in (entered, asked, sends) for depth in (1, 2, 9) for outer in (0, 1) if outer <= depth]
