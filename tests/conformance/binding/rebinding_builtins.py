# native: measure, rounds, root, absolute
"""Builtins and functions of `math` rebound: seen at once, and forgotten once they are back."""

import builtins
import math
from math import floor


def measure(a: int, b: int) -> int:
    return max(a, b) + min(a, b)


def rounds(n: int) -> int:
    total = 0
    for i in range(n):
        total += abs(i - 3)
    return total


def root(x: float) -> float:
    return math.sqrt(x)


def floors(x: float) -> int:
    return floor(x)


def absolute(x: float) -> float:
    return abs(x) + 1


def converts(x: float) -> int:
    return int(x) + 1


def lengths(t: tuple) -> int:
    return len(t)


def with_builtin(name, value, function, *arguments):
    before = getattr(builtins, name)
    setattr(builtins, name, value)
    try:
        return function(*arguments)
    finally:
        setattr(builtins, name, before)


def test_builtins():
    return [
        with_builtin("max", lambda *a: 100, measure, 1, 2),
        with_builtin("abs", lambda x: 7, rounds, 4),
        with_builtin("abs", lambda x: "s", absolute, 4.0) if False else None,
        with_builtin("range", lambda n: [1, 2.5], rounds, 4),
        with_builtin("int", float, converts, 4.5),
        with_builtin("len", sum, lengths, (1, 2, 3)),
        measure(1, 2),
        rounds(4),
        converts(4.5),
        lengths((1, 2, 3)),
    ]


def test_global_hides_builtin():
    globals()["abs"] = lambda x: x * 1000
    try:
        hidden = rounds(5), absolute(-2.0)
    finally:
        del globals()["abs"]
    return hidden, rounds(5), absolute(-2.0)


def test_math_attribute():
    before = math.sqrt
    math.sqrt = lambda x: "root"
    try:
        inside = root(4.0)
    finally:
        math.sqrt = before
    return inside, root(4.0)


def test_math_module_rebound():
    class Fake:
        @staticmethod
        def sqrt(x):
            return ("fake", x)

    before = globals()["math"]
    globals()["math"] = Fake
    try:
        inside = root(4.0)
    finally:
        globals()["math"] = before
    return inside, root(4.0)


def test_imported_function_rebound():
    globals()["floor"] = round
    try:
        inside = floors(2.7)
    finally:
        globals()["floor"] = math.floor
    return inside, floors(2.7)


def test_own_builtins():
    import types

    own = {"__builtins__": {"abs": lambda x: "own"}}
    copy = types.FunctionType(absolute.__code__, own, "copy")
    try:
        return copy(-1.0)
    except TypeError as error:
        return str(error)


def test_in_the_middle_of_a_loop():
    seen = []

    def sneaky(x):
        seen.append(x)
        if len(seen) == 2:
            del globals()["abs"]
        return -1

    globals()["abs"] = sneaky
    try:
        return rounds(6), seen
    finally:
        globals().pop("abs", None)
