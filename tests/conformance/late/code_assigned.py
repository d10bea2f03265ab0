# limit: arguments
# native: target, callee, caller, waits, keeps
"""`__code__` is assigned, and function objects die, at moments when native code has reason to believe in them."""
import gc
import types

LIMIT = 5
RERUNNABLE = False


def target(n: int) -> int:
    return n + 1


def other(n: int) -> int:
    return n * 1000


def callee(n: int) -> int:
    # LIMIT may be an object with an operator that acts.
    if n < LIMIT:
        return n
    return n * 2


def caller(n: int) -> int:
    total = 0
    for i in range(n):
        total += target(i)
    return total


def waits(n: int) -> int:
    return target(callee(n))


def keeps(n: int, by=(1, 2)) -> int:
    return n + 1


def deep(n: int) -> int:
    if n == 0:
        deep.__code__ = other.__code__
        return 0
    return deep(n - 1) + 1


def calls_deep(n: int) -> int:
    return deep(n)


class Acting:
    def __init__(self, act):
        self.act = act

    def __gt__(self, n):
        global LIMIT
        LIMIT = 5
        self.act()
        return n < 5


def test_seen_by_a_caller_that_knows_the_function():
    code = target.__code__
    results = [caller(3), caller(3), caller(3)]
    target.__code__ = other.__code__
    try:
        results += [caller(3), caller(3), target(3)]
    finally:
        target.__code__ = code
    return results + [caller(3)]


def test_while_native_code_waits():
    global LIMIT
    code = target.__code__

    def act():
        target.__code__ = other.__code__
    results = [waits(3), caller(3)]
    LIMIT = Acting(act)
    try:
        return results, waits(3), waits(3), caller(3)
    finally:
        target.__code__, LIMIT = code, 5


def test_during_a_deep_recursion():
    code = deep.__code__
    results = [calls_deep(400), deep(2), calls_deep(2)]
    deep.__code__ = code
    return results


def test_twins_that_die():
    """Function objects of native code that no name was ever bound to."""
    results = []
    for _ in range(50):
        twin = types.FunctionType(target.__code__, globals())
        results.append(twin(1))
        twin.__code__ = other.__code__
        results.append(twin(1))
        del twin
        blocks = [b"\xff" * size for size in range(100, 200)]
        globals()["any_name"] = None
        results.append(all(block == b"\xff" * len(block) for block in blocks))
    del globals()["any_name"]
    return results


def test_function_deleted_after_many_exits():
    """Engines that leave too often are taken out; who waits for such a function still has it."""
    global LIMIT
    saved = target

    def act():
        for _ in range(3000):
            saved(2**63 - 1)
        del globals()["target"]
        gc.collect()
    results = []
    for _ in range(2):
        LIMIT = Acting(act)
        results.append(waits(3))
        globals()["target"] = saved
        LIMIT = 5
        results += [waits(4), caller(3), saved(2**63 - 1)]
    return results


def test_only_reference_deleted_after_many_exits():
    global LIMIT
    name = target.__name__
    code, number = target.__code__, 2**63 - 1

    def act():
        for _ in range(3000):
            target(number)
        del globals()[name]
        gc.collect()
        results.append([types.FunctionType(other.__code__, {}) for _ in range(20)] != [])
    results = []
    LIMIT = Acting(act)
    try:
        results.append(waits(3))
    finally:
        LIMIT = 5
        globals()[name] = types.FunctionType(code, globals(), name)
    return results, waits(3), caller(3)


def test_defaults_die_when_they_are_replaced():
    class Default:
        def __del__(self):
            results.append("gone")
    results = []
    saved = keeps.__defaults__
    keeps.__defaults__ = (Default(),)
    results.append(keeps(1))
    keeps.__defaults__ = saved
    results.append(keeps(1))
    # On CPython 3.11 nothing announces the assignment.
    import sys
    return sorted(map(str, results)) if sys.version_info < (3, 12) else results
