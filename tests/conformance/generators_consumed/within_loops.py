# native: total, floats_doubled, first_beyond, pipeline, nested_loops, over_list, left_early, returns_from_within, raises_in_loop, with_handler, by_default, by_keyword, mixed_numbers, of_booleans, two_yields, ends_at_once, in_inner_loop, wraps_around, list_changes, after_loop, observes, wrong_item, of_filtered, divides
"""Generators that a loop consumes natively: values of every kind, where they end, and what becomes of them where native code ends."""

from typing import Iterable, Iterator


def count_to(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield i
        i += 1


def squares(source: Iterator[int]) -> Iterator[int]:
    for x in source:
        yield x * x


def odd(source: Iterator[int]) -> Iterator[int]:
    for x in source:
        if x & 1:
            yield x


def running(source: Iterator[int], start: int = 0) -> Iterator[int]:
    total = start
    for x in source:
        total += x
        yield total


def total(n: int) -> int:
    result = 0
    for v in count_to(n):
        result += v
    return result


def pairs(n: int) -> Iterator[tuple[int, float]]:
    for i in range(n):
        yield i, i * 0.5


def pairs_summed(n: int) -> float:
    result = 0.0
    for i, half in pairs(n):
        result += i + half
    return result


def doubled(values: list[float]) -> Iterator[float]:
    for value in values:
        yield value * 2.0


def floats_doubled(values: list[float]) -> float:
    result = 0.0
    for value in doubled(values):
        result += value
    return result


def first_beyond(n: int, limit: int) -> int:
    for v in squares(count_to(n)):
        if v > limit:
            return v
    return -1


def pipeline(n: int) -> int:
    result = 0
    for v in running(odd(squares(count_to(n)))):
        result += v
    return result


def nested_loops(n: int) -> int:
    result = 0
    for a in count_to(n):
        for b in count_to(a):
            result += a * b
    return result


def items(values: list[int]) -> Iterator[int]:
    for value in values:
        yield value


def over_list(values: list[int]) -> int:
    result = 0
    for value in items(values):
        result += value
    return result


def left_early(n: int, at: int) -> int:
    result = 0
    for v in squares(count_to(n)):
        if v >= at:
            break
        result += 1
    else:
        result = -result
    return result


def returns_from_within(n: int, at: int) -> list:
    seen = []
    for v in running(squares(count_to(n)), 5):
        seen.append(v)
        if v > at:
            return seen
    return []


def shifted(source: Iterator[int], by: int) -> Iterator[int]:
    for x in source:
        yield x + by


def raises_in_loop(n: int) -> float:
    result = 0.0
    for v in shifted(count_to(n), -3):
        result += 6.0 / v
    return result


def with_handler(n: int) -> list:
    seen = []
    try:
        for v in running(count_to(n), -3):
            seen.append(6 // v)
    except ZeroDivisionError as error:
        seen.append(str(error))
    return seen


def steps(n: int, step: int = 2) -> Iterator[int]:
    i = 0
    while i < n:
        yield i
        i += step


def by_default(n: int) -> int:
    result = 0
    for v in steps(n):
        result += v
    return result


def by_keyword(n: int) -> int:
    result = 0
    for v in steps(step=3, n=n):
        result += v
    return result


def numbers_of_both(n: int) -> Iterator[float]:
    for i in range(n):
        if i % 2:
            yield i
        else:
            yield i + 0.5


def mixed_numbers(n: int) -> list:
    return_value = []
    for v in numbers_of_both(n):
        return_value.append(v)
    return return_value


def is_even(n: int) -> Iterator[bool]:
    for i in range(n):
        yield i % 2 == 0


def of_booleans(n: int) -> int:
    count = 0
    for even in is_even(n):
        if even:
            count += 1
    return count


def there_and_back(n: int) -> Iterator[int]:
    for i in range(n):
        yield i
    yield 1000
    for i in range(n, 0, -1):
        yield -i


def two_yields(n: int) -> list:
    seen = []
    for v in there_and_back(n):
        seen.append(v)
    return seen


def nothing(n: int) -> Iterator[int]:
    if n < 0:
        yield n
    return


def ends_at_once(n: int) -> int:
    result = 7
    for v in nothing(n):
        result = v
    return result


def in_inner_loop(n: int) -> int:
    result = 0
    i = 0
    while i < n:
        for v in steps(i, 1):
            if v == 3:
                break
            result += v
        i += 1
    return result


def powers(base: int) -> Iterator[int]:
    value = 1
    while True:
        yield value
        value *= base


def wraps_around(base: int, many: int) -> list:
    """Beyond 64 bits, CPython goes on."""
    seen = []
    for v in powers(base):
        seen.append(v)
        if len(seen) == many:
            break
    return seen


def list_changes(values: list[int]) -> list:
    seen = []
    for value in items(values):
        seen.append(value)
        if value > 0:
            values.append(value - 1)
        elif value == -1:
            values.clear()
    return seen + values


def after_loop(n: int) -> list:
    """What is left over of the loop's variable."""
    v = -1
    for v in count_to(n):
        pass
    return [v, n]


def observes(n: int, log: list) -> list:
    import sys

    for v in squares(count_to(n)):
        log.append((v, sys.getrecursionlimit() > 0))
    return log


def wrong_item(values: list[int], log: list) -> list:
    for value in items(values):
        log.append(value)
    return log


def kept(source: Iterable[int], least: int, most: int) -> Iterator[int]:
    for x in source:
        if x < least or x > most:
            continue
        yield x


def of_filtered(n: int, least: int, most: int) -> int:
    result = 0
    for v in kept(range(n), least, most):
        result += v
    return result


def quotients(n: int, by: int) -> Iterator[int]:
    for i in range(n):
        yield n // (by - i)


def divides(n: int, by: int) -> list:
    seen = []
    for v in quotients(n, by):
        seen.append(v)
    return seen


def test_function_replaced():
    """The name is bound to another function while the generator runs."""
    global count_to
    before = count_to
    seen = []

    def other(n):
        yield "other"

    try:
        for v in count_to(3):
            seen.append(v)
            count_to = other
            if len(seen) < 6:
                seen.append(list(count_to(1)))
        for v in count_to(3):
            seen.append(v)
    finally:
        count_to = before
    return seen


def test_object_from_outside():
    g = squares(count_to(4))
    return [next(g), list(g), g.gi_frame, type(g).__name__]


def same_tuples(n: int) -> list:
    first = []
    second = []
    for pair in pairs(n):
        first.append(pair)
        second.append(pair)
    return [a is b for a, b in zip(first, second)]


CASES = [(f, (n,)) for f in (same_tuples, total, pairs_summed, pipeline, nested_loops, by_default, by_keyword, mixed_numbers, of_booleans, two_yields, in_inner_loop, after_loop) for n in (0, 1, 6)]
CASES += [(floats_doubled, (v,)) for v in ([1.0, 2.5], [], [1.0, 2], [1.0, "a"], (1.0, 2.0))] + [(over_list, (v,)) for v in ([1, 2, 3], [], [1, 2.5], [1, 2**70], [True, 2])]
CASES += [(first_beyond, (10, n)) for n in (5, 200, -1)] + [(left_early, (10, n)) for n in (0, 8, 1000)] + [(returns_from_within, (10, n)) for n in (0, 40, 5000)]
CASES += [(raises_in_loop, (n,)) for n in (2, 9)] + [(with_handler, (n,)) for n in (2, 9)] + [(ends_at_once, (n,)) for n in (-3, 3)] + [(wraps_around, (b, 70)) for b in (2, 3)] + [(wraps_around, (1.5, 3))]
CASES += [(list_changes, (v,)) for v in ([3], [1, -1, 5], [])] + [(observes, (3, []))] + [(wrong_item, (v, [])) for v in ([1, "a", 2], [None], [1.5])] + [(of_filtered, (20, 3, m)) for m in (2, 9, 2**70)] + [(divides, (6, b)) for b in (3, 9)]
CASES += [(total, (n,)) for n in (2.5, "a", True, 2**70 - 2**70 + 3)]
