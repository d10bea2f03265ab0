# native: add, negate, both, either, count, to_int
"""bool is an int: arithmetic makes ints of it, bitwise operators among bools keep it a bool."""


def add(a: int, b: int) -> int:
    return a + b


def negate(a: bool) -> int:
    return -a


def both(a: bool, b: bool) -> bool:
    return a & b


def either(a: bool, b: bool) -> bool:
    return a | b


def exclusive(a: bool, b: int) -> int:
    return a ^ b


def select(a: bool) -> int:
    return a and 5


def count(n: int) -> int:
    found = 0
    for i in range(n):
        found += i % 3 == 0
    return found


def to_int(a: bool) -> int:
    return int(a)


def flip(a: bool) -> bool:
    return not a


def passes(a: int) -> int:
    return a


def invert(a: bool) -> int:
    return ~a


CASES = [(f, (a, b)) for f in (add, both, either, exclusive) for a in (True, False, 1, 0) for b in (True, 2)]
CASES += [(f, (a,)) for f in (negate, select, to_int, flip, passes) for a in (True, False, 1, 0)]
CASES += [(count, (10,)), (count, (True,)), (passes, (True,)), (invert, (True,))]
