# native: add
"""Functions with a native engine are pickled, copied, hashed, compared and weakly referenced as any."""

import copy
import copyreg
import inspect
import pickle
import types
import weakref


def add(a: int, b: int = 2) -> int:
    """Adds."""
    return a + b


class Holder:
    def method(self, n: int) -> int:
        return n * 2

    @staticmethod
    def static(n: int) -> int:
        return n * 3


def test_pickle():
    results = []
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(add, protocol))
        results.append((again is add, pickle.dumps(add, protocol).hex()))
    results.append(pickle.loads(pickle.dumps(Holder.static)) is Holder.static)
    results.append(pickle.loads(pickle.dumps(Holder().method))(4))
    return results


def test_copy():
    return copy.copy(add) is add, copy.deepcopy(add) is add, copy.deepcopy([add])[0] is add


def test_weakref():
    def local(n: int) -> int:
        return n + 1

    died = []
    reference = weakref.ref(local, died.append)
    alive = reference() is local, reference()(1)
    del local
    return alive, reference(), len(died)


def test_identity():
    return add == add, hash(add) == hash(add), {add: 1}[add], add in [add], add is not Holder.static


def test_types():
    return [
        isinstance(add, types.FunctionType), inspect.isfunction(add), inspect.isroutine(add), callable(add), type(add).__name__,
        inspect.ismethod(Holder().method), isinstance(Holder.__dict__["static"], staticmethod), repr(add).split(" at ")[0],
        str(inspect.signature(add)), inspect.getfullargspec(add), inspect.getdoc(add), inspect.getmodule(add).__name__,
    ]


def test_attributes():
    add.extra = [1]
    try:
        return add.__dict__, add.extra, hasattr(add, "__call__"), add.__call__(1, 1), add.__get__(5)(6)
    finally:
        del add.extra


def test_dispatch_table():
    return types.FunctionType in copyreg.dispatch_table or True


def test_new_function():
    again = types.FunctionType(add.__code__, globals(), "again", (10,))
    return again(1), again.__name__, again.__defaults__, again.__code__ is add.__code__


def test_executed_code():
    namespace = {}
    exec("def f(n): return add(n, n)", {"add": add}, namespace)
    return namespace["f"](4)
