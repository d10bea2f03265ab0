# native: callee, reads, calls, called
"""The module is imported again, or reloaded, while native code of it waits: that code goes on with what it had."""
import gc
import importlib
import sys

LIMIT: int = 5
NAME = __name__
RERUNNABLE = False


def callee(n: int) -> int:
    # LIMIT is an object with an operator that acts: native code leaves here, and its callers wait.
    if n < LIMIT:
        return n
    return n * 2


def reads(n: int) -> int:
    result = callee(n)
    if LIMIT == 5:
        return result
    return -1


def called(n: int) -> int:
    return n + 1


def calls(n: int) -> int:
    return called(callee(n)) + called(callee(n))


class Acting:
    def __init__(self, act):
        self.act = act

    def __gt__(self, n):
        global LIMIT
        LIMIT = 5
        self.act()
        return n < 5


def while_waiting(act, function):
    global LIMIT
    LIMIT = Acting(act)
    try:
        return function(3), function(3), callee(4)
    finally:
        LIMIT = 5


def another(keep):
    """Another instance of the module, with other values; the present one is put back."""
    me = sys.modules.pop(NAME)
    try:
        other = importlib.import_module(NAME)
        other.LIMIT = 77
        other.called = lambda n: -100
        keep.append((other, other.reads(3), other.calls(3)))
    finally:
        sys.modules[NAME] = me


def test_imported_again():
    kept = []
    results = [while_waiting(lambda: another(kept), function) for function in (reads, calls)]
    return results, [rest for _, *rest in kept]


def test_imported_again_and_gone():
    def act():
        another([])
        gc.collect()
    return [while_waiting(act, function) for function in (reads, calls)]


def test_reloaded():
    def act():
        global LIMIT
        before = dict(globals())
        importlib.reload(sys.modules[NAME])
        results.append((called(1), called is before["called"], LIMIT))
        globals().update(before)
    results = []
    return while_waiting(act, reads), while_waiting(act, calls), results


def test_reloaded_and_given_other_code():
    """A function from before a reload still learns that its code was replaced."""
    old, others = called, dict(globals())
    try:
        importlib.reload(sys.modules[NAME])
        results = [old(1), old is called]
        old.__code__ = (lambda n: n * 1000).__code__
        return results, old(1), called(1), calls(1)
    finally:
        globals().update(others)
        importlib.reload(sys.modules[NAME])


def test_imported_again_afterwards():
    kept = []
    another(kept)
    return [rest for _, *rest in kept], reads(1), calls(1)
