# native 3.12+: total, once, thrice, memo_total, kept
"""Wrappers with `*args` and `**kwargs` that hand them on: called natively, and calling natively what they wrap."""

import functools
import sys
from functools import wraps


def counted(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return fn(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def passing(fn):
    @wraps(fn)
    def passed(*args, **kwargs):
        return fn(*args, **kwargs)

    return passed


def memoize(fn):
    cache = {}

    def remembered(*args):
        if args not in cache:
            cache[args] = fn(*args)
        return cache[args]

    remembered.cache = cache
    return remembered


def first_and(fn):
    def led(first, *rest):
        SEEN.append((first, rest))
        return fn(first + 1, *rest)

    return led


def meddling(fn):
    def meddled(*args, **kwargs):
        kwargs["c"] = Noisy("kwargs")
        return len(kwargs) + fn(*args)

    return meddled


def shown(fn):
    def shows(*args, **kwargs):
        SEEN.append((args, kwargs, sys._getframe().f_code.co_name, sorted(sys._getframe().f_locals)))
        return fn(*args, **kwargs)

    return shows


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        SEEN.append(("ended", self.name, sys._getframe(1).f_code.co_name))


class Row(tuple):
    pass


SEEN: list = []


@counted
def area(w, h):
    return w * h


@passing
@counted
@passing
def nested(x):
    return x - 1


@memoize
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


@first_and
def three(a, b, c=5):
    return a * 100 + b * 10 + c


@meddling
def meddled(a, b):
    return a + b


@shown
def visible(a, b=2):
    return (a, b)


@passing
def no_arguments():
    return 7


@passing
def raising(x):
    return 10 // x


@counted
def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def total(n: int) -> int:
    t = 0
    for i in range(n):
        t += area(i % 10, 3) + nested(i) + no_arguments()
    return t


def once(n: int) -> list:
    out: list = []
    for i in range(n):
        out.append(three(i, 2, 3))
    return out


def thrice(n: int) -> list:
    out: list = []
    for i in range(n):
        out.append(meddled(i, 1))
    return out


def memo_total(n: int) -> int:
    t = 0
    for i in range(n):
        t += ackermann(2, i)
    return t


def kept(n: int) -> list:
    out: list = []
    for i in range(n):
        try:
            out.append(raising(2 - i))
        except ZeroDivisionError as error:
            entry = error.__traceback__
            while entry is not None:
                frame = entry.tb_frame
                out.append((frame.f_code.co_name, entry.tb_lineno, frame.f_locals.get("args"), frame.f_locals.get("kwargs")))
                entry = entry.tb_next
    return out


def test_total():
    area.calls = 0
    return total(20), area.calls, nested(3), area.__name__, nested.__wrapped__.__name__


def test_once():
    SEEN.clear()
    return once(3), SEEN, three(1, 2)


def test_thrice():
    SEEN.clear()
    return thrice(3), SEEN


def test_memo():
    ackermann.cache.clear()
    return memo_total(4), len(ackermann.cache), ackermann(1, 1), list(ackermann.cache)[:3]


def test_kept():
    return kept(5)


def test_other_forms():
    SEEN.clear()
    area.calls = 0
    out = [area(w=2, h=3), area(2, h=4), area(*[5, 6]), area(*(7, 8)), area(*Row((1, 2))), area(**{"w": 2, "h": 2})]
    out += [visible(1), visible(1, b=3), visible(b=1, a=2), visible(*"ab"), SEEN, area.calls]
    for args, kwargs in (((1,), {}), ((1, 2, 3), {}), ((), {"w": 1}), ((1, 2), {"h": 3}), ((1,), {"z": 3})):
        try:
            out.append(area(*args, **kwargs))
        except TypeError as error:
            out.append(str(error))
    return out


def test_other_types():
    out = [area("ab", 2), area([1], 3), area(2.5, 2), area(2**70, 2)]
    try:
        area(None, 2)
    except TypeError as error:
        out.append(str(error))
    return out, total(3)


def test_rebound():
    global area
    old = area
    before = total(3)
    area = lambda *args: len(args)
    try:
        return before, total(3)
    finally:
        area = old


def test_inner_replaced():
    cells = dict(zip(area.__code__.co_freevars, area.__closure__))
    old = cells["fn"].cell_contents
    area.calls = 0
    out = [total(2)]
    for other in (lambda w, h, x=1: w + h + x, max, lambda *args: len(args), lambda w, h: Noisy("made").name.count("m")):
        cells["fn"].cell_contents = other
        out.append(total(2))
    cells["fn"].cell_contents = old
    return out, total(2), area.calls


def test_defaults_replaced():
    inner = dict(zip(three.__code__.co_freevars, three.__closure__))["fn"].cell_contents
    before = three(1, 2)
    inner.__defaults__ = (9,)
    try:
        return before, three(1, 2), once(2)
    finally:
        inner.__defaults__ = (5,)


def test_too_deep():
    limit = sys.getrecursionlimit()
    try:
        down(limit)
    except RecursionError as error:
        return type(error).__name__, down(50)
    return "no end"
