# native: either, told, many, vectors, raising, kept
# native 3.12+: defaults
# `None` and numbers that are handed to parameters that take objects: native calls, which box them for as long as they take.
from typing import Any, Optional


def either(text: Optional[str], count: int) -> int:
    return count if text is None else count + len(text)


def told(values: list[int], what: object) -> list[Any]:
    total = 0
    for value in values:
        total += value
    return [total, what, what is None, what is True]


def many(count: int) -> list[Any]:
    out: list[Any] = []
    for index in range(count):
        out.append(either(None, index))
        out.append(either("ab", index))
        out.append(told([index, 2], None))
        out.append(told([index, 2], index))
        out.append(told([index, 2], index * 1000))
        out.append(told([index, 2], index * 0.5))
        out.append(told([index, 2], index > 1))
        out.append(told([index, 2], what=None))
    return out


def summed(values: list[int], start: object) -> int:
    total = 0
    for value in values:
        total += value
    if isinstance(start, int):
        total += start
    return total


def vectors(count: int) -> int:
    total = 0
    for index in range(count):
        total += summed([index, 2, 3], None)
        total += summed([index, 2], index * 3)
        total += summed([index], index * 0.5)
        total += summed([2 ** 62, 2 ** 61], True)
    return total


def checked(what: object, limit: int) -> int:
    if limit > 2:
        raise ValueError(what)
    return limit


def raising(count: int) -> list[Any]:
    out: list[Any] = []
    for index in range(count):
        try:
            out.append(checked(index * 1000, index))
        except ValueError as error:
            out.append(error.args)
    return out


def raised(count: int) -> int:
    return checked(count * 1000, count) + checked(None, count)


def hold(what: object, into: list[Any]) -> None:
    what = [what]
    into.append(what)


def kept(count: int) -> list[Any]:
    into: list[Any] = []
    for index in range(count):
        hold(index * 1000, into)
        hold(None, into)
        hold(index * 0.25, into)
    return into


def defaulted(first: Optional[str] = None, second: object = None, *, third: Any = 3) -> tuple[Any, Any, Any]:
    return (first, second, third)


def defaults(count: int) -> list[Any]:
    return [
        [defaulted(), defaulted(None), defaulted(None, index), defaulted(second=index * 500), defaulted(third=None)]
        for index in range(count)
    ]


CASES = [
    (many, (4,)),
    (vectors, (4,)),
    (raising, (5,)),
    (raised, (2,)),
    (raised, (5,)),
    (kept, (4,)),
    (defaults, (3,)),
    (either, (None, 1)),
    (either, (5, 1)),
]
