# native: bump, use
"""Importing the module again, and reloading it: no state leaks from one to the other."""

import importlib
import sys

counter = 0
NAME = __name__


def bump() -> int:
    global counter
    counter += 1
    return counter


def use(n: int) -> int:
    return helper(n) * 2


def helper(n: int) -> int:
    return n + 1


def fresh_copy():
    """Another instance of this module; the present one is put back."""
    me = sys.modules.pop(NAME)
    try:
        return importlib.import_module(NAME)
    finally:
        sys.modules[NAME] = me


def test_second_import():
    global counter
    counter = 5
    other = fresh_copy()
    results = [other is sys.modules[NAME], other.counter, other.bump(), bump(), other.bump(), counter, other.counter]
    counter = 0
    return results


def test_functions_differ():
    other = fresh_copy()
    other.helper = lambda n: 100
    return other.bump is bump, other.use(1), use(1), other.helper(0), helper(0), other.use.__globals__ is vars(other)


def test_old_one_survives():
    other = fresh_copy()
    old_use = other.use
    del other
    import gc

    gc.collect()
    return old_use(4), use(4)


def test_many():
    return [fresh_copy().bump() for _ in range(5)]


def test_reload():
    other = fresh_copy()
    me = sys.modules[NAME]
    sys.modules[NAME] = other
    try:
        before = other.bump
        other.counter = 50
        other.extra = "kept"
        again = importlib.reload(other)
        return again is other, other.counter, other.bump(), before(), other.counter, other.extra
    finally:
        sys.modules[NAME] = me


def test_reload_after_patch():
    other = fresh_copy()
    me = sys.modules[NAME]
    sys.modules[NAME] = other
    try:
        other.helper = lambda n: -n
        patched = other.use(3)
        importlib.reload(other)
        return patched, other.use(3)
    finally:
        sys.modules[NAME] = me
