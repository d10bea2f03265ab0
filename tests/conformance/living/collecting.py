# native: loops
# limit: arguments
"""Garbage collection, finalizers and reference cycles around native functions."""

import gc
import sys
import weakref

log = []


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def loops(n: int) -> int:
    total = 0
    for i in range(n):
        total += i
    return total


def holds(a: int, item) -> int:
    kept = item
    return a + 1


def drops(item, n: int) -> list:
    log.append("before")
    del item
    log.append("after")
    return list(log)


def overwritten(n: int) -> list:
    x = Noisy("first")
    x = n + 1
    log.append(x)
    return list(log)


def replaced_behind_a_loop(item, n: int) -> int:
    total = 0
    for i in range(n):
        total += i * i
    item = total
    log.append("behind")
    return item


def fails_holding(item, n: int) -> int:
    kept = item
    return n // 0


def test_finalizer_order():
    log.clear()
    holds(1, Noisy("held"))
    first = list(log)
    replaced_behind_a_loop(Noisy("replaced"), 4)
    return first, drops(Noisy("dropped"), 1), overwritten(3)


def test_error_keeps_alive():
    log.clear()
    try:
        fails_holding(Noisy("in frame"), 1)
    except ZeroDivisionError as error:
        during = list(log)
        kept = error
    del kept
    gc.collect()
    return during, list(log)


def test_function_collected():
    def make():
        def inner(n: int) -> int:
            return n + 1

        inner.me = inner
        return weakref.ref(inner), inner(1)

    reference, result = make()
    gc.collect()
    return result, reference()


def test_referents():
    return any(item is globals() for item in gc.get_referents(loops)), gc.is_tracked(loops)


def test_counts():
    item = object()
    before = sys.getrefcount(item)
    for _ in range(50):
        holds(1, item)
        try:
            fails_holding(item, 1)
        except ZeroDivisionError:
            pass
    return sys.getrefcount(item) - before


def test_collecting_in_between():
    results = []
    for n in (0, 10, 1000):
        gc.collect()
        results.append(loops(n))
    return results
