# native: stores, makes, adds, leaves
"""There is no memory left, at any allocation that a call makes: MemoryError, or the result."""

LIMIT = 5
last = 0
RERUNNABLE = False


def stores(n: int) -> int:
    global last
    last = n + 2**40
    return n


def makes(n: int) -> tuple[int, float]:
    return n + 2**40, n * 0.5


def adds(n: int) -> int:
    return n + 2**40


def leaves(n: int) -> int:
    if n < LIMIT:
        return n
    return adds(n) * 2


def try_all(function, argument, limit=200):
    """How the call ends when its n-th allocation fails, for each n."""
    try:
        from _testcapi import remove_mem_hooks, set_nomemory
    except ImportError:
        return "not with this CPython"
    ends = set()
    for number in range(limit):
        result = None
        try:
            set_nomemory(number, number + 1)
            result = function(argument)
        except MemoryError:
            result = "no memory"
        finally:
            remove_mem_hooks()
        ends.add(result)
    return sorted(map(str, ends)), last


def test_stores():
    return try_all(stores, 2**50)


def test_makes():
    return try_all(makes, 2**50)


def test_leaves():
    return try_all(leaves, 2**62)
