# native: plain_target
"""Decorated functions: wraps, lru_cache, contextmanager, singledispatch, partial, own decorators."""

import contextlib
import functools
import inspect


def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def registering(registry):
    def decorate(function):
        registry.append(function.__name__)
        return function

    return decorate


registry: list = []


@traced
def add(a: int, b: int = 2) -> int:
    """Adds."""
    return a + b


@registering(registry)
def plain_target(a: float) -> float:
    return a * a + 1


@functools.lru_cache(maxsize=None)
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.singledispatch
def kind(a) -> str:
    return "other"


@kind.register
def _(a: int) -> str:
    return "int"


@kind.register
def _(a: float) -> str:
    return "float"


@contextlib.contextmanager
def managed(n: int):
    yield n + 1


@property
def not_in_class(self) -> int:
    return 1


@staticmethod
def static(a: int) -> int:
    return a + 1


def test_traced():
    before = add.calls
    results = [add(1), add(1, b=5), add.calls - before, add.__name__, add.__doc__, add.__wrapped__(2, 3), str(inspect.signature(add))]
    add.calls = before
    return results


def test_registered():
    return registry, plain_target(2.5)


def test_cached():
    fib.cache_clear()
    return fib(90), fib.cache_info(), fib(91)


def test_dispatch():
    return kind(1), kind(1.5), kind("a"), kind(True)


def test_context():
    with managed(4) as value:
        return value


def test_partial():
    partial = functools.partial(plain_target, 3.0)
    return partial(), functools.reduce(lambda a, b: a + b, [1, 2, 3]), static(3)


def test_total_ordering():
    @functools.total_ordering
    class Number:
        def __init__(self, n: int):
            self.n = n

        def __eq__(self, other):
            return self.n == other.n

        def __lt__(self, other):
            return self.n < other.n

    return [Number(1) < Number(2), Number(1) >= Number(2), Number(3) <= Number(3)]
