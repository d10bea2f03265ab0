# limit: locals-of-callers
"""What a callee sees of its native callers: `sys._getframe`, `inspect.stack`, warnings with a stack level, `locals()`."""

import inspect
import sys
import warnings


def names() -> list:
    frame = sys._getframe()
    found = []
    while frame is not None and frame.f_globals is globals():
        found.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return found


def middle(n: int) -> list:
    x = n * 2
    return names()


def calls_inspector(n: int) -> list:
    y = n + 1
    return middle(y)


def local_values(n: int) -> dict:
    doubled = n * 2
    return dict(locals())


def caller_locals() -> dict:
    return dict(sys._getframe(1).f_locals)


def gives_locals(n: int) -> dict:
    tripled = n * 3
    return caller_locals()


def warns(n: int) -> int:
    warnings.warn(f"careful {n}", stacklevel=2)
    return n


def calls_warns(n: int) -> int:
    total = 0
    for i in range(n):
        total += warns(i)
    return total


def evaluates(n: int) -> list:
    k = n + 1
    return [eval("k * 2"), eval("n"), sorted(vars())]


def stack(n: int) -> list:
    return [entry.function for entry in inspect.stack() if entry.frame.f_globals is globals()]


def calls_stack(n: int) -> list:
    return stack(n + 1)


CASES = [(f, (3,)) for f in (middle, calls_inspector, local_values, gives_locals, calls_warns, evaluates, calls_stack)]
