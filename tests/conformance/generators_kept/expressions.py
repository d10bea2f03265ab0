# native 3.12-3.13: squares, total, scaled, lengths, chained, closing, failing, broken_off, pairs, of_objects
"""Generator expressions that a local holds, or another generator: chains of them, what they capture, and who sees them."""
import gc
import sys
from collections.abc import Iterator
from typing import Any

LOG: list[Any] = []


class Ends:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("ends", self.name))


def squares(n: int) -> int:
    sq = (x * x for x in range(n))
    even = (x for x in sq if x % 2 == 0)
    return sum(even)


def total(xs: list[int]) -> int:
    big = (x for x in xs if x > 3)
    t = 0
    for x in big:
        t += x
    return t


def scaled(xs: list[int], k: int) -> int:
    s = (x * k for x in xs)
    return max(s)


def lengths(words: list[str]) -> int:
    stripped = (w.strip() for w in words)
    left = (w for w in stripped if w)
    return sum(len(w) for w in left)


def numbers(n: int) -> Iterator[int]:
    try:
        for i in range(n):
            yield i
    finally:
        LOG.append("numbers end")


def chained(n: int, k: int) -> list[Any]:
    first = numbers(n)
    second = (x + k for x in first)
    third = (x * 2.5 for x in second if x % 3)
    return [v for v in third]


def closing(n: int) -> list[Any]:
    """What is not exhausted ends with the function."""
    LOG.clear()
    first = numbers(n)
    second = (x + 1 for x in first)
    got = []
    for x in second:
        got.append(x)
        if x == 3:
            break
    LOG.append("loop")
    return got


def failing(n: int) -> Any:
    first = numbers(n)
    second = (10 // (x - 3) for x in first)
    out = 0
    for x in second:
        out += x
    return out


def looked_at(n: int) -> Any:
    LOG.clear()
    try:
        failing(n)
    except ZeroDivisionError as error:
        traceback = error.__traceback__
        names = []
        while traceback is not None:
            names.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno - traceback.tb_frame.f_code.co_firstlineno))
            last = traceback.tb_frame
            traceback = traceback.tb_next
        frame = error.__traceback__.tb_next.tb_frame
        local = frame.f_locals
        kept = sorted(local)
        rest = next(local["first"])
        return names, kept, rest, next(local["second"], "end"), local["out"], last.f_code.co_name, LOG[:]


def broken_off(xs: list[int]) -> Any:
    doubled = (x * 2 for x in xs)
    for x in doubled:
        if x > 4:
            break
    rest = list(doubled)
    return rest


def twice(n: int) -> Any:
    """One that two others are given."""
    first = numbers(n)
    second = (x for x in first)
    third = (x for x in first)
    return [(a, b) for a, b in zip(second, third)], list(first)


def pairs(n: int, k: int) -> list[tuple[int, int]]:
    both = ((i, i * k) for i in range(n))
    return [(b, a) for a, b in both]


def changed(n: int) -> list[Any]:
    k = 1
    values = (x * k for x in range(n))
    out = []
    for v in values:
        out.append(v)
        k += 1
    return out


def of_objects(names: list[str]) -> list[str]:
    made = (Ends(name) for name in names)
    upper = (one.name.upper() for one in made)
    return sorted(upper)


def captured_ends(n: int) -> Any:
    LOG.clear()
    one = Ends("captured")
    values = (one.name + str(i) for i in range(n))
    got = list(values)
    del one
    LOG.append("after")
    return got, values.gi_frame


def bound_late(xs: Any) -> Any:
    try:
        values = (x for x in xs)
        LOG.append("made")
        return list(values)
    except TypeError as error:
        return str(error)


def unbound(flag: int) -> Any:
    if flag:
        k = 3
    values = (x * k for x in range(3))
    try:
        return sum(values)
    except NameError as error:
        return str(error)


def nested(rows: list[list[int]]) -> Any:
    flat = (v for row in rows for v in row)
    odd = (v for v in flat if v % 2)
    return list(odd), sum(v for row in rows for v in row)


def overflow(n: int) -> Any:
    power = (x**9 * 12345678901 for x in range(n))
    return sum(power), max(x * 2**62 for x in range(n))


def lying(xs: list[int]) -> Any:
    values = (x + 1 for x in xs)
    t = 0
    for v in values:
        t = v + t  # type: ignore[assignment]
    return t


def enumerated(n: int) -> Any:
    first = numbers(n)
    second = (x * 3 for x in first)
    return [(i, v) for i, v in enumerate(second)], [i * v for i, v in enumerate(numbers(n))]


def frames(n: int) -> Any:
    return list(sys._getframe().f_code.co_name + str(i) for i in range(n)), [c for c in (sys._getframe(1).f_code.co_name for _ in range(n))]


def iterators(xs: list[int]) -> Any:
    """The iterator is at its end for ever, and so is who shares it."""
    it = iter(xs)
    values = (x + 1 for x in it)
    got = list(values)
    xs.append(9)
    return got, next(it, "end"), it.__length_hint__(), it.__reduce__()[1], list(values)


def only_there(n: int) -> Any:
    """The list ends with its iterator."""
    LOG.clear()
    names = (one.name for one in [Ends(str(i)) for i in range(n)])
    out = []
    for name in names:
        out.append(name)
    LOG.append("behind")
    numbers = (x for x in [n, n + 1])
    return out, list(numbers), LOG[:]


def among(n: int) -> Any:
    some: Any = (2, "a", None, 2.5, True)
    mixed: Any = [LOG, 1, "b"]
    return [i in some for i in range(n)], ["a" in some, None in some, 2.5 in some, "b" in mixed, "c" in mixed, 1.0 in mixed, n in []]


def test_shared() -> Any:
    return iterators([1, 2]), iterators([]), only_there(3), only_there(0), among(4)


def test_sums() -> Any:
    xs = [1, 4, 2, 9, 3]
    return [squares(20), squares(0), total(xs), scaled(xs, 3), scaled([-1], 2**70), lengths([" a ", "", " bb"]), chained(9, 2), pairs(4, 3), overflow(9), nested([[1, 2], [], [3]])]


def test_ends() -> Any:
    LOG.clear()
    result: list[Any] = [closing(9), LOG[:]]
    result += [of_objects(["b", "a"]), LOG[:], captured_ends(2), LOG[:]]
    gc.collect()
    return result, LOG


def test_seen() -> Any:
    result: list[Any] = [looked_at(9), looked_at(3), broken_off([1, 2, 3, 4]), twice(6), changed(5), enumerated(4), frames(2)]
    for call in (lambda: scaled([], 2), lambda: total(["x"]), lambda: lying([1, "x"]), lambda: total(None), lambda: scaled([1, None], 2)):  # type: ignore[list-item, arg-type]
        try:
            result.append(call())
        except (TypeError, ValueError) as error:
            result.append(repr(error))
    result += [bound_late([1]), bound_late(5), unbound(1), unbound(0), lying([1, 2.5]), lying([1, True])]
    return result
