# native: divide, fails_late
"""The frames in a traceback are those of the functions, wherever native code left: their code, and the instructions that raised."""

import sys

# Before 3.13 what raised is the end of a call's cache entries if the bytecode of the caller made it.
EXACT = sys.version_info >= (3, 13)
KNOWN = set()


def known(function):
    KNOWN.add(function.__code__)
    return function


def divide(a: int, b: int) -> int:
    return a // b


def fails_late(n: int, d: int) -> float:
    total = 0.0
    for k in range(n):
        total += 10 / (k - d)
    return total


def catches(items: list, n: int) -> int:
    try:
        return items[n] + divide(n, 0)
    except IndexError:
        return -1


def through(call, n: int):
    first = n + 1
    second = call(first)
    return second


def with_items(items: list, n: int) -> int:
    total = n
    for item in items:
        total += item.missing
    return total


def raises_again(call, n: int):
    try:
        return call(n)
    except ZeroDivisionError as error:
        kept = error
    raise KeyError(n) from kept


def twice_through(call, n: int):
    try:
        return call(n)
    except ArithmeticError:
        n = n + 1
        raise


FUNCTIONS = [divide, fails_late, catches, through, with_items, raises_again, twice_through]
for function in FUNCTIONS:
    known(function)


def frames(function, *arguments):
    """Of each frame: is its code known, and is it the very same; which instruction raised, and the locals."""
    try:
        return function(*arguments)
    except Exception as error:
        rows, trace = [], error.__traceback__.tb_next
        while trace:
            code = trace.tb_frame.f_code
            same = [own.__name__ for own in FUNCTIONS if own.__code__ is code]
            rows.append((code.co_name, code in KNOWN, same, EXACT and (trace.tb_lasti, trace.tb_frame.f_lasti), trace.tb_lineno, trace.tb_frame.f_lineno, sorted(trace.tb_frame.f_locals)))
            trace = trace.tb_next
        context = error.__context__
        return type(error).__name__, rows, context and [context.__traceback__.tb_lineno, EXACT and context.__traceback__.tb_lasti]


def divide_by_zero(n):
    return divide(n, 0)


CASES = [
    (frames, (divide, 3, 0)),
    (frames, (divide, 2**70, 0)),
    (frames, (fails_late, 5, 3)),
    (frames, (fails_late, 5, 9)),
    (frames, (catches, [1, 2], 1)),
    (frames, (catches, [1, 2], 7)),
    (frames, (through, divide_by_zero, 4)),
    (frames, (through, len, 4)),
    (frames, (with_items, [1], 4)),
    (frames, (raises_again, divide_by_zero, 4)),
    (frames, (raises_again, len, 4)),
    (frames, (twice_through, divide_by_zero, 4)),
]
