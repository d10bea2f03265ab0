# native 3.12-3.13: firsts, with_default, fed
"""`next` of generators whose bodies go on natively: items, ends, what they return, and what they raise."""
from typing import Any, Iterator


def steps(a: int, most: int) -> Iterator[int]:
    while a < most:
        yield a
        a = a * 3 % 1000
    return "done"  # type: ignore


def firsts(n: int) -> list[Any]:
    g = steps(2, 500)
    out: list[Any] = []
    for _ in range(n):
        out.append(next(g) + 1)
    return out


def ends(value: Any) -> Iterator[int]:
    yield 1
    return value


class Dies:
    def __init__(self, log: list[Any]) -> None:
        self.log = log

    def __del__(self) -> None:
        self.log.append("died")


def with_default(value: Any) -> list[Any]:
    out: list[Any] = []
    g = ends(value)
    out.append(next(g, "nothing"))
    out.append(next(g, "nothing"))
    out.append(next(g, None))
    return out


def without(value: Any) -> list[Any]:
    g = ends(value)
    out: list[Any] = [next(g)]
    for _ in range(2):
        try:
            next(g)
        except StopIteration as stop:
            out.append((stop.args, stop.value))
    return out


def pulled(n: int) -> int:
    t = 0
    g = steps(7, 999)
    h = (x * x for x in range(n))
    while True:
        x = next(g, None)
        if x is None:
            break
        t += x
        t += next(h, 0)
        if t > 10**6:
            break
    return t


def fed(xs: list[int]) -> list[Any]:
    it = iter(xs)
    out = [next(it, -1), next(iter(xs), "e"), next(reversed(xs), 1.5)]
    g = raising(2)
    for _ in range(4):
        try:
            out.append(next(g))
        except (ValueError, RuntimeError, StopIteration) as error:
            out.append((type(error), str(error), type(error.__cause__)))
    return out


def handled(value: Any) -> list[Any]:
    """What the end of a generator has as its context."""
    out: list[Any] = []
    try:
        raise KeyError(3)
    except KeyError:
        g = ends(value)
        out.append(next(g))
        try:
            next(g)
        except StopIteration as stop:
            out.append((stop.args, repr(stop.__context__)))
    return out


def raising(n: int) -> Iterator[int]:
    for i in range(n):
        yield i
    raise ValueError(n)


def stops(n: int) -> Iterator[int]:
    yield n
    raise StopIteration(n)


def recursive(g: list[Any]) -> Iterator[Any]:
    yield 1
    yield next(g[0])


def odd() -> list[Any]:
    out: list[Any] = []
    g = stops(3)
    out.append(next(g))
    try:
        next(g, 5)
    except RuntimeError as error:
        out.append((str(error), type(error.__cause__)))
    held: list[Any] = []
    held.append(recursive(held))
    out.append(next(held[0]))
    try:
        next(held[0])
    except ValueError as error:
        out.append(str(error))
    log: list[Any] = []
    out.append(with_default(Dies(log)))
    out.append(log)
    for wrong in (3, None, [1], "ab"):
        try:
            out.append(next(wrong))
        except TypeError as error:
            out.append(str(error))
    try:
        next()
    except TypeError as error:
        out.append(str(error))
    try:
        next(iter([]), 1, 2)
    except TypeError as error:
        out.append(str(error))
    return out


CASES = [
    (firsts, (0,)), (firsts, (5,)), (firsts, (50,)), (firsts, (200,)),
    (with_default, (None,)), (with_default, (4,)), (with_default, ((1, 2),)), (with_default, (ValueError(3),)),
    (without, (None,)), (without, (4,)), (without, ((1, 2),)), (without, ([5],)),
    (handled, (None,)), (handled, (4,)), (handled, ((1, 2),)), (handled, (ValueError(3),)), (pulled, (0,)), (pulled, (5,)), (fed, ([1, 2],)), (fed, ([],)), (odd, ()),
]
