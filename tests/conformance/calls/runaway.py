# native: down, even, odd, up
# stress: 30
"""Recursion without end raises RecursionError at the depth at which CPython does, and can be caught."""

import sys


def down(n: int) -> int:
    if n < 0:
        return 0
    return down(n + 1) + 1


def even(n: int) -> int:
    if n < 0:
        return 0
    return odd(n + 1)


def odd(n: int) -> int:
    if n < 0:
        return 0
    return even(n + 1)


def up(n: int) -> float:
    if n == 0:
        return 0.0
    return up(n - 1) + 0.5


def probe(depth: int) -> int:
    """How deep one can go from here."""
    try:
        return probe(depth + 1)
    except RecursionError:
        return depth


def through_bytecode(n: int) -> int:
    return (lambda m: through_bytecode(m + 1))(n)


def caught(n: int) -> str:
    try:
        down(n)
    except RecursionError as error:
        return str(error)
    return "no error"


def with_limit(limit: int, function, *arguments):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        return function(*arguments)
    finally:
        sys.setrecursionlimit(before)


def limit_of(function):
    """The deepest call that does not raise."""
    low, high = 1, 2000
    while low < high:
        middle = (low + high + 1) // 2
        try:
            function(middle)
            low = middle
        except RecursionError:
            high = middle - 1
    return low


def test_message():
    return with_limit(150, caught, 0)


def test_uncaught():
    return with_limit(120, down, 0)


def test_mutual():
    return with_limit(120, even, 0)


def test_depth_reached():
    return with_limit(200, probe, 0)


def test_exact_limit():
    return with_limit(160, limit_of, up)


def test_through_bytecode():
    return with_limit(140, through_bytecode, 0)


def test_usable_afterwards():
    results = []
    for _ in range(3):
        results.append(with_limit(130, caught, 0))
        results.append(up(50))
    return results
