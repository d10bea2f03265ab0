# native: pairs, in_pairs, triples, mixed_kinds, taken_apart, kept_whole, compared, from_chain, first_with
# native: of_kinds, as_keys, last_of, fails_late
"""Generators that give tuples of numbers, consumed on the spot: taken apart, kept whole, compared, handed on."""
from collections.abc import Iterable, Iterator


def pairs(n: int) -> Iterator[tuple[int, int]]:
    for i in range(n):
        yield i, i * i


def in_pairs(values: Iterable[int]) -> Iterator[tuple[int, int]]:
    before = -1
    for value in values:
        if before >= 0:
            yield before, value
        before = value


def odd(n: int) -> Iterator[int]:
    for i in range(n):
        if i & 1:
            yield i


def triples(values: list[float]) -> Iterator[tuple[int, float, bool]]:
    n = 0
    for value in values:
        yield n, value, value > 1.5
        n += 1


def handed_on(n: int) -> Iterator[tuple[int, int]]:
    for pair in pairs(n):
        yield pair


def mixed_kinds(n: int) -> Iterator[tuple[int, float]]:
    for i in range(n):
        if i & 1:
            yield i, 0.5
        else:
            yield i, 2.0 * i


def same_again(n: int) -> Iterator[tuple[int, int]]:
    for i in range(n):
        pair = (i, -i)
        yield pair
        yield pair


def constant(n: int) -> Iterator[tuple[int, int]]:
    for i in range(n):
        yield 1, 2


def fails_late(n: int) -> Iterator[tuple[int, int]]:
    for i in range(n):
        yield i, 12 // (3 - i)


def taken_apart(n: int) -> int:
    total = 0
    for a, b in pairs(n):
        total += a * b
    return total


def kept_whole(n: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for pair in pairs(n):
        found.append(pair)
    return found


def kept_twice(n: int) -> bool:
    left: list[tuple[int, int]] = []
    right: list[tuple[int, int]] = []
    for pair in pairs(n):
        left.append(pair)
        right.append(pair)
    return all(a is b for a, b in zip(left, right))


def compared(n: int) -> int:
    count = 0
    before = (-1, -1)
    for pair in pairs(n):
        if pair > before and pair != (2, 4):
            count += pair[1]
        before = pair
    return count


def from_chain(n: int) -> int:
    total = 0
    for a, b in in_pairs(odd(n)):
        total = total * 3 + a - b
    return total


def handed(n: int) -> tuple[int, list[tuple[int, int]]]:
    total = 0
    last: list[tuple[int, int]] = []
    for pair in handed_on(n):
        total += pair[0] + pair[1]
        last = [pair]
    return total, last


def again(n: int) -> list[bool]:
    found: list[tuple[int, int]] = []
    for pair in same_again(n):
        found.append(pair)
    return [a is b for a, b in zip(found, found[1:])]


def constants_given(n: int) -> bool:
    found: list[tuple[int, int]] = []
    for pair in constant(n):
        found.append(pair)
    return all(a is found[0] for a in found)


def of_kinds(values: list[float]) -> tuple[float, int]:
    total = 0.0
    count = 0
    for number, value, is_large in triples(values):
        total += number * value
        if is_large:
            count += 1
    for a, b in mixed_kinds(count):
        total -= a * b
    return total, count


def as_keys(n: int) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for pair in pairs(n):
        found[pair] = pair[0] + 1
    return found


def first_with(n: int, square: int) -> int:
    for a, b in pairs(n):
        if b == square:
            return a
    return -1


def last_of(n: int) -> tuple[int, int]:
    pair = (7, 7)
    for pair in pairs(n):
        pass
    return pair


def late(n: int) -> int:
    total = 0
    for a, b in fails_late(n):
        total += a + b
    return total


def large(n: int) -> list[int]:
    found: list[int] = []
    for a, b in pairs(n):
        found.append(a * 4611686018427387904 + b)
    return found


def outcome(f, *args):
    try:
        return f(*args)
    except Exception as error:
        line = error.__traceback__
        lines = []
        while line is not None:
            lines.append((line.tb_frame.f_code.co_name, line.tb_lineno))
            line = line.tb_next
        return type(error).__name__, str(error), lines[1:]


def test_apart():
    return [taken_apart(n) for n in (0, 1, 10)], [from_chain(n) for n in (0, 3, 4, 11)], first_with(9, 25), first_with(9, 26)


def test_whole():
    return kept_whole(4), kept_twice(5), compared(6), handed(5), as_keys(4), last_of(0), last_of(3)


def test_identity():
    return again(3), constants_given(3)


def test_kinds():
    return [
        of_kinds([1.0, 2.0, 3.5, 9.0]),
        of_kinds([]),
        outcome(of_kinds, [1.0, 2]),
        outcome(of_kinds, [1.0, "x"]),
        outcome(of_kinds, (1.0, 2.0)),
    ]


def test_errors():
    return [
        outcome(late, 3),
        outcome(late, 4),
        outcome(late, 3.5),
        outcome(taken_apart, "x"),
        outcome(taken_apart, 2.5),
        outcome(large, 5),
        list(pairs(3)),
        next(iter(triples([2.5]))),
        type(pairs(2)).__name__,
    ]
