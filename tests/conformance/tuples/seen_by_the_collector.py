# native: pair, pairs, keys, members, sorted_given, sorted_by, sorted_tuple
"""Which tuples the collector sees, which CPython 3.14 decides by what is in them, and how much room what `sorted` makes has."""

import gc
import sys


def pair(a: int, b: object) -> tuple[int, object]:
    return a + 1, b


def pairs(n: int) -> list[tuple[int, float]]:
    found: list[tuple[int, float]] = []
    for i in range(n):
        found.append((i, i * 0.5))
    return found


def keys(n: int) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for i in range(n):
        found[i, i + 1] = i
    return found


def members(n: int) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for i in range(n):
        found.add((i, i + 1))
    return found


def spread(*args: object) -> object:
    return args


def spread_more(first: int, *args: object) -> object:
    return args if first else spread(*args, first)


def sorted_given(xs: list[int]) -> list[int]:
    return sorted(xs)


def sorted_by(xs: list[int]) -> list[int]:
    return sorted(xs, key=lambda x: -x)


def sorted_tuple(xs: tuple[str, ...]) -> list[str]:
    return sorted(xs)


def raised(*args: object) -> Exception:
    try:
        raise ValueError(*args)
    except ValueError as error:
        return error


def failing(n: int) -> object:
    try:
        raise KeyError(n, n + 1)
    except KeyError as error:
        return error.args


def test_seen() -> object:
    seen = gc.is_tracked
    made = [pair(1, 2), pair(1, "x"), pair(1, []), pair(1, (2, 3)), pair(1, int), pair(1, range(3)), pair(2**70, None)]
    made += [*pairs(3), *keys(3), *members(3), spread(1, 2), spread(1, []), spread(), spread_more(1, 2, 3), spread_more(0, "a")]
    made += [raised(1).args, raised([]).args, raised().args, failing(1)]
    return [(item, seen(item)) for item in made]


def test_room() -> object:
    size = sys.getsizeof
    made = []
    for n in range(9):
        xs = [*range(n, 0, -1)]
        made.append((size(sorted_given(xs)), size(sorted_by(xs)), size(sorted_tuple(tuple(map(str, xs))))))
    return made
