# native: reads
"""Globals and builtins that are deleted, never bound, or hidden from one moment to the next: NameError as CPython words it."""

import builtins

THERE = 5


def reads(n: int) -> int:
    return n + THERE


def helper(n: int) -> int:
    return n * 2


def calls(n: int) -> int:
    return helper(n) + 1


def never_bound(n: int) -> int:
    if n > 0:
        return n + NOWHERE  # noqa: F821
    return 0


def misspelt(n: int) -> int:
    return maxx(n, 1)  # noqa: F821


def measures(t: tuple) -> int:
    return len(t)


def without(name, function, *arguments):
    """Calls while the global does not exist."""
    before = globals().pop(name)
    try:
        return function(*arguments)
    finally:
        globals()[name] = before


def without_builtin(name, function, *arguments):
    before = getattr(builtins, name)
    delattr(builtins, name)
    try:
        return function(*arguments)
    finally:
        setattr(builtins, name, before)


def test_back_again():
    results = [reads(1), calls(2)]
    for name, function in (("THERE", reads), ("helper", calls)):
        try:
            without(name, function, 1)
        except NameError as error:
            results.append((str(error), error.name))
    return results + [reads(1), calls(2)]


CASES = [(without, ("THERE", reads, 1)), (without, ("helper", calls, 1)), (never_bound, (1,)), (never_bound, (0,)), (misspelt, (1,))]
CASES += [(without_builtin, ("len", measures, (1, 2))), (measures, ((1, 2),))]
