# native: bump, callee, shifted, call, call_with_default, call_twice, measure, Waiting.outer
"""Everything native code relies on changes while it waits for Python code: what it has read already stays, the rest is new."""
import builtins
import gc
import math

LIMIT = 5
# Names are bound anew so often that free lists of CPython's grow for a while, which is not what is tested here.
RERUNNABLE = False


def bump(n: int) -> int:
    return n + 1


def callee(n: int) -> int:
    # LIMIT is an object with an operator that acts: native code leaves here, and its callers wait.
    if n < LIMIT:
        return n
    return n * 2


def shifted(n: int, by: int = 7) -> int:
    return n + by


def call(n: int) -> int:
    return bump(callee(n))


def call_with_default(n: int) -> int:
    return shifted(callee(n))


def call_twice(n: int) -> int:
    return bump(callee(n)) + bump(callee(n))


def measure(n: int) -> float:
    return math.sqrt(abs(callee(n))) + math.sqrt(abs(callee(n)))


class Waiting:
    @staticmethod
    def outer(n: int) -> int:
        total = 0
        for i in range(3):
            total += bump(callee(n + i))
        return total


class Acting:
    """Its comparison acts once, then the limit is a number again."""

    def __init__(self, act):
        self.act = act

    def __gt__(self, n):
        globals()["LIMIT"] = 5
        self.act()
        return n < 5


def while_waiting(act, function, argument=3):
    """What the function says while that happens, and after that; then everything is as before."""
    saved, put_back, names = dict(globals(), LIMIT=5), globals().update, globals().keys
    code, defaults = bump.__code__, shifted.__defaults__
    try:
        globals()["LIMIT"] = Acting(act)
        return function(argument), function(argument)
    finally:
        put_back(saved)
        for name in names() - saved.keys():
            del globals()[name]
        bump.__code__, shifted.__defaults__ = code, defaults
        # What had to be kept for the calls above is given back at the next one.
        call(3)


def rebind(name, value):
    def act():
        globals()[name] = value
        gc.collect()
    return act


def test_function_rebound():
    return while_waiting(rebind("bump", lambda n: n + 100), call)


def test_function_rebound_to_another_of_the_same_code():
    twin = type(bump)(bump.__code__, globals(), "twin")
    return while_waiting(rebind("bump", twin), call), while_waiting(rebind("bump", bump), call_twice)


def test_function_deleted():
    def act():
        del globals()["bump"]
    try:
        return while_waiting(act, call_twice)
    except NameError as error:
        return str(error)


def test_function_rebound_in_a_loop():
    return while_waiting(rebind("bump", lambda n: n * 1000), Waiting.outer)


def test_callee_rebound():
    return while_waiting(rebind("callee", lambda n: n * 1000), call_twice)


def test_code_assigned():
    def act():
        bump.__code__ = (lambda n: "other code").__code__
    return while_waiting(act, call)


def test_defaults_assigned():
    def act():
        shifted.__defaults__ = (100,)
        gc.collect()
    return while_waiting(act, call_with_default)


def test_defaults_deleted():
    def act():
        del shifted.__defaults__
    try:
        return while_waiting(act, call_with_default)
    except TypeError as error:
        return str(error)


def test_builtin_replaced():
    original = builtins.abs

    def act():
        builtins.abs = lambda n: 16.0
    try:
        return while_waiting(act, measure)
    finally:
        builtins.abs = original


def test_builtin_shadowed():
    return while_waiting(rebind("abs", lambda n: 25.0), measure)


def test_module_function_replaced():
    original = math.sqrt

    def act():
        math.sqrt = lambda n: 1000.0
        gc.collect()
    try:
        return while_waiting(act, measure)
    finally:
        math.sqrt = original


def test_module_rebound():
    class Other:
        sqrt = staticmethod(lambda n: -1.0)
    return while_waiting(rebind("math", Other), measure)


def test_everything_cleared():
    def act(clear=globals().clear):
        clear()
    try:
        return while_waiting(act, call_twice)
    except NameError as error:
        return str(error)
