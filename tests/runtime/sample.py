"""A module whose functions have hand-written engines: see sample.rs, which must be kept in step."""
import math
from math import sqrt

LIMIT = 10
SCALE = 0.5
FLAG = True
NOTHING = None


def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def half(x: float) -> float:
    return x * 0.5


def root(x: float) -> float:
    return math.sqrt(x)


def read_limit() -> int:
    return LIMIT


def with_defaults(a: int, b: int = 2, *, c: int = 3) -> int:
    """Adds."""
    return a + 10 * b + 100 * c


class Point:
    def double(self, x: float) -> float:
        return x * 2.0

    @staticmethod
    def triple(x: float) -> float:
        return x * 3.0


def call_half(x: float) -> float:
    return half(x)


def length(text) -> int:
    return len(text)


def imported_root(x: float) -> float:
    return sqrt(x)


def make_adder():
    def add_one(x: float) -> float:
        return x + 1.0
    return add_one


def defaulted_half(x: float = 3.0) -> float:
    return x * 0.5


def call_defaulted() -> float:
    return defaulted_half()


def store_limit(n: int) -> None:
    global LIMIT
    LIMIT = n


def read_state() -> int:
    return 1 * (SCALE == 0.5) + 2 * (FLAG is True) + 4 * (NOTHING is None)


DURING_IMPORT = fib(5), half(3.0), Point().double(1.0), Point.triple(1.0), [len(str(DELETED)) for DELETED in range(3)]
TEMPORARY = NOTHING
del TEMPORARY
try:
    TEMPORARY
except NameError as error:
    MESSAGE = str(error)
COUNT: int = 1


class Outer:
    class Inner:
        value = half(1.0)
