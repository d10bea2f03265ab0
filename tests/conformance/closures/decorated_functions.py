# native: halved, twice
# native 3.12+: area, total, recursive
"""Functions at the top of a module under decorators of the module: what their names are bound to, and what that calls."""

import functools
from typing import Any, Callable


def doubled(fn: Callable[[int], int]) -> Callable[[int], int]:
    def wrapper(x: int) -> int:
        return fn(x) * 2

    return wrapper


def logged(fn):
    def logging(x, y):
        LOG.append((fn.__name__, x, y))
        return fn(x, y)

    return logging


def repeat(times: int):
    def decorate(fn):
        def repeated(x):
            for _ in range(times):
                x = fn(x)
            return x

        return repeated

    return decorate


def wrapping(fn):
    @functools.wraps(fn)
    def wrapped(x):
        return fn(x) + 1

    return wrapped


def memoized(fn):
    cache = {}

    def looked_up(n):
        if n in cache:
            return cache[n]
        cache[n] = result = fn(n)
        return result

    looked_up.cache = cache
    return looked_up


def registered(fn):
    REGISTRY.append(fn)
    return fn


def other_thing(fn):
    return "no function at all"


def fickle(fn):
    if len(REGISTRY) % 2:
        return fn
    return lambda *args: ("fickle", args)


class Counted:
    def __init__(self, fn):
        self.fn = fn
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.fn(*args)


LOG: list = []
REGISTRY: list = []


@doubled
def inc(x: int) -> int:
    return x + 1


@logged
def area(w, h):
    return w * h


@repeat(3)
def halved(x):
    return x // 2


@doubled
@doubled
def twice(x: int) -> int:
    return x + 5


@wrapping
def named(x):
    "doc of named"
    return x * 10


@memoized
def recursive(n):
    return n if n < 2 else recursive(n - 1) + recursive(n - 2)


@registered
def plain(x: int) -> int:
    return x - 1


@other_thing
def gone(x):
    return x


@fickle
def changing(x):
    return x


@Counted
def counted(x):
    return x + 100


@repeat(2)
@wrapping
def stacked(x):
    return x * 3


def total(n: int) -> int:
    t = 0
    for i in range(n):
        t += inc(i) + area(i, 2) + halved(i)
    return t


def sums(n: int) -> list:
    out: list = []
    for i in range(n):
        out.append((twice(i), named(i), recursive(i), plain(i), changing(i), counted(i), stacked(i)))
    return out


def boom(n: int) -> int:
    t = 0
    for i in range(n):
        t += failing(10 - i)
    return t


@doubled
def failing(x: int) -> int:
    return 100 // x


def test_calls():
    LOG.clear()
    counted.calls = 0
    return total(6), LOG[:3], sums(7), counted.calls, len(recursive.cache)


def test_other_values():
    out = [inc(True), inc(2**80), area("ab", 3), halved(2.5), named(1.5), twice(2**62)]
    for bad in ("x", None, 1j):
        try:
            out.append(inc(bad))
        except TypeError as error:
            out.append(str(error))
    try:
        inc()
    except TypeError as error:
        out.append(str(error))
    try:
        area(1, 2, 3)
    except TypeError as error:
        out.append(str(error))
    return out, area(h=2, w=3), inc(x=4)


def test_rebound():
    global inc
    old = inc
    before = total(3)
    inc = lambda x: x * 1000
    try:
        middle = total(3)
    finally:
        inc = old
    return before, middle, total(3)


def test_decorated_anew():
    global inc
    old = inc
    inc = doubled(doubled(lambda x: x - 1))
    try:
        return total(4)
    finally:
        inc = old


def test_code_replaced():
    def other(x):
        return fn(x) * 7

    fn = None
    old = inc.__code__
    before = total(3)
    inc.__code__ = other.__code__
    try:
        return before, total(3)
    finally:
        inc.__code__ = old


def test_inner_replaced():
    cell = inc.__closure__[0]
    old = cell.cell_contents
    cell.cell_contents = lambda x: x + 50
    try:
        return total(3)
    finally:
        cell.cell_contents = old


def test_raises():
    try:
        return boom(12)
    except ZeroDivisionError as error:
        names = []
        entry = error.__traceback__
        while entry is not None:
            names.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
            entry = entry.tb_next
        return names, str(error)


def test_names():
    return named.__name__, named.__doc__, named.__wrapped__(3), inc.__name__, gone, len(REGISTRY), REGISTRY[0] is plain
