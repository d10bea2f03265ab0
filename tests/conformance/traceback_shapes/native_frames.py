# native: divide, through, deeper, in_loop, in_condition, in_argument, in_operand, long_line, kept_locals
"""Tracebacks through native frames: each frame with its line, columns and locals."""

import math


def divide(a: int, b: int) -> int:
    quotient = a // b
    return quotient


def through(a: int, b: int) -> int:
    doubled = a * 2
    result = divide(doubled, b)
    return result + 1


def deeper(a: int, b: int, n: int) -> int:
    if n > 0:
        return deeper(a + 1, b, n - 1) + n
    return through(a, b)


def in_loop(n: int) -> float:
    total: float = 0
    for i in range(n):
        half = i / 2
        total += 1 / (3 - i) + half
    return total


def in_condition(a: float, b: float) -> int:
    if a > 0 and 1 / b > 0:
        return 1
    return 0


def in_argument(a: int) -> int:
    return divide(a + 1, divide(a, a - a) + 1)


def in_operand(a: int, b: int) -> int:
    c = a + 1
    return (c * 2) + (c // b) - (a %
                                 b)


def long_line(a: float, b: float, c: float) -> float:
    return (
        a * b
        + math.sqrt(
            b - c
        )
        + a / b
    )


def kept_locals(a: int, b: float, flag: bool) -> float:
    first = a * 3
    second = b / 2
    third = not flag
    if third:
        fourth = first + 1
    del first
    pair = (a, b)
    nothing = None
    text = "words"
    return second / (a - a)


def unbound_local(n: int) -> int:
    if n > 100:
        value = n
    other = n + 1
    return value + other


def shadow(a: int, b: int) -> int:
    a = a + 1
    b, a = a, b
    return a // (b - b)


def negative_shift(a: int) -> int:
    shift = -a
    return 1 << shift


def asserts(a: int) -> int:
    assert a < 0, f"a is {a}"
    return a


def wrong_type(a: int, b: int) -> int:
    c = a + 1
    return c + b


def big_locals(n: int) -> int:
    a = 2**40
    b = a * a
    c = b * n
    return c // (n - n)


CASES = [(divide, (1, 0)), (through, (2**62, 0)), (deeper, (1, 0, 4)), (in_loop, (6,)), (in_condition, (1.0, 0.0)), (in_argument, (5,)), (in_operand, (4, 0))]
CASES += [(long_line, (1.0, 2.0, 3.0)), (long_line, (1.0, 0.0, -1.0)), (kept_locals, (5, 2.5, False)), (kept_locals, (5, 2.5, True)), (unbound_local, (1,))]
CASES += [(shadow, (1, 2)), (negative_shift, (3,)), (asserts, (3,)), (wrong_type, (1, "a")), (wrong_type, ("a", 1)), (big_locals, (3,))]
