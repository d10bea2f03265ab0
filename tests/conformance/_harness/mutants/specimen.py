"""A small program that shows something of everything the harness observes; `mutants.py` breaks it in many ways."""

import sys
import warnings

kept = []
total = 0


def add(a: int, b: int) -> int:
    return a + b


def half(x: float) -> float:
    scale = 2.0
    return x / scale


def inverse(x: float) -> float:
    twice = x * 2
    return 1 / twice


def rethrow(x: float) -> float:
    try:
        return inverse(x)
    except ZeroDivisionError as error:
        raise ValueError("no inverse") from error


def append(items: list, item: float) -> list:
    items.append(item)
    return items


def count() -> int:
    global total
    total = total + 1
    return total


def noisy(n: int) -> None:
    print("n is", n)
    if n > 1:
        warnings.warn("large")


def guarded(n: int) -> int:
    if not guard(n >= 0):
        return n + 1
    return n + (1 if guard(n < 10) else 1)


def guard(holds: bool) -> bool:
    """Stands for the guards of native code: counted, and made to fail under stress."""
    global evaluated, failing
    evaluated += 1
    return holds and evaluated != failing


def control(n: int) -> tuple:
    """Stands for what the runtime of a stressed module provides."""
    global evaluated, failing
    before, evaluated, failing = evaluated, 0, n
    return before, []


evaluated = failing = 0
sys._annot_stress = {__name__: control}


def test_inverse():
    return inverse(0.0)


def test_rethrow():
    return rethrow(0.0)


def test_count():
    return count() > 0


def test_guarded():
    return guarded(3), guarded(20)


CASES = [
    (add, (2, 3)),
    (add, (2**62, 2**62)),
    (add, (True, False)),
    (half, (-0.0,)),
    (half, (float("inf"),)),
    (append, ([1.5], 2.5)),
    (noisy, (2,)),
]
