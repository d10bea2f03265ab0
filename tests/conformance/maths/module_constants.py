# native: area, smallest, tau_times, limits
"""Numbers that live in modules, and floats that have no literal."""
import math
from math import e, pi as half_turn

RERUNNABLE = True


def area(r: float) -> float:
    return math.pi * r * r


def tau_times(n: int) -> float:
    total = 0.0
    for i in range(n):
        total += math.tau * i + e - half_turn
    return total


def smallest(n: int) -> float:
    best = float("inf")
    for i in range(n):
        x = math.sin(i)
        if x < best:
            best = x
    return best


def limits() -> tuple[float, float, float]:
    return math.inf, -math.inf, float("-inf") + 1.0


def test_plain():
    return [area(2.0), tau_times(5), smallest(0), smallest(50), limits(), area(3)]


def test_changed_module():
    saved = math.pi
    try:
        math.pi = 3
        first = area(2.0)
        math.pi = "x"
        try:
            area(2.0)
        except TypeError as error:
            second = str(error)
        del math.pi
        try:
            area(2.0)
        except AttributeError as error:
            third = str(error)
    finally:
        math.pi = saved
    return first, second, third, area(2.0)


def test_changed_import():
    saved = globals()["half_turn"]
    try:
        globals()["half_turn"] = 1
        first = tau_times(3)
    finally:
        globals()["half_turn"] = saved
    return first, tau_times(3)
