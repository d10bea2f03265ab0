# native: fused, read, scale
# native 3.12-3.13: asked, mixed, through, several
"""Generator functions of which some generators are part of the loops that consume them, and others are objects: made of what is no
generator, held, sent, closed."""
from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from typing import Any


def read(n: int) -> Iterator[int]:
    for i in range(n):
        yield i * 7919 % 10007


def scale(src: Iterable[int]) -> Iterator[int]:
    for x in src:
        yield x * 3


def keep(src: Iterable[int], m: int) -> Iterator[int]:
    for x in src:
        if x % m:
            yield x


def running(src: Iterable[int]) -> Iterator[int]:
    total = 0
    for x in src:
        total += x
        yield total


def fused(n: int) -> int:
    total = 0
    for x in keep(scale(read(n)), 2):
        total += x
    for x in running(read(n)):
        total ^= x
    return total


def asked(n: int) -> list[int]:
    a = sum(x & 255 for x in scale(y + 1 for y in read(n) if y % 2))
    b = sum(keep((x * 2 for x in scale(read(n))), 3))
    c = max(running(scale(range(n + 1))))
    return [a, b, c]


def mixed(n: int) -> list[Any]:
    out: list[Any] = list(scale([1, 2, n]))
    held = scale(read(n))
    for x in held:
        out.append(x)
        if len(out) > 6:
            break
    out.append(next(held, -1))
    out.extend(zip(keep(held, 2), running([n, n, n, n])))
    out.append(list(held))
    return out


def through(n: int, kinds: list[Any]) -> list[Any]:
    out: list[Any] = []
    for kind in kinds:
        try:
            total = 0
            for x in scale(kind):
                total += x
            out.append(total)
        except TypeError as error:
            out.append((str(error), lines(error)))
    return out


def several(n: int) -> list[Any]:
    total = 0
    counts: dict[int, int] = {}
    for x in keep(scale(running(z for z in read(n) if z > 3)), 5):
        counts[x % 10] = counts.get(x % 10, 0) + 1
        total += x
    for x in keep(scale(running(read(n))), 5):
        total -= x
    return [total, sorted(counts.items())]


def lines(error: BaseException) -> list[Any]:
    found = []
    traceback = error.__traceback__
    while traceback is not None:
        found.append((traceback.tb_lineno, traceback.tb_frame.f_code.co_name))
        traceback = traceback.tb_next
    return found


def looks() -> list[Any]:
    """Who looks from within finds the generators running."""
    frames: list[Any] = []

    class Number(int):
        def __mul__(self, other: int) -> int:
            frame: Any = sys._getframe(1)
            while frame is not None and frame.f_code.co_name in ("scale", "looks", "keep", "running"):
                frames.append((frame.f_code.co_name, frame.f_lineno))
                frame = frame.f_back
            return int(self) * other

    numbers = [Number(2), 3, Number(4)]
    first = sum(scale(numbers))
    second = list(keep(scale(iter(numbers)), 4))
    return [first, second, frames]


def states() -> list[Any]:
    generator: Any = scale(read(3))
    out = [inspect.getgeneratorstate(generator), next(generator), inspect.getgeneratorstate(generator)]
    out.append((generator.gi_frame.f_lineno, generator.gi_code.co_name, sorted(generator.gi_frame.f_locals)))
    generator.close()
    out += [inspect.getgeneratorstate(generator), list(generator)]
    generator = keep([5, 6, 7], 2)
    out.append(next(generator))
    try:
        generator.throw(KeyError("thrown"))
    except KeyError as error:
        out.append((repr(error), lines(error)))
    generator = running([1, 2])
    try:
        generator.send(5)
    except TypeError as error:
        out.append(str(error))
    return out


CASES = [
    *[(case, (n,)) for case in (fused, asked, mixed, several) for n in (0, 1, 2, 10, 100)],
    (asked, (3000,)),
    (through, (3, [[1, 2], (3, 4), range(5), {7: 8}, [2.5], ["ab"], 5, None, [None], [2**80, 1]])),
    (looks, ()),
    (states, ()),
]
