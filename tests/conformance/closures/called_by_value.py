# native: counting, accumulated, applied, replaced_code, late
"""Functions as values: called through locals, parameters and cells; the variables they share, typed and not."""
from functools import reduce
from typing import Callable


def counting(n: int) -> tuple:
    total = 0
    calls = 0

    def add(x: int) -> None:
        nonlocal total, calls
        total += x
        calls += 1

    for i in range(n):
        add(i * 3000000)
    add(-total)
    return total, calls


def accumulated(xs: list) -> list:
    s: float = 0.0
    k = 1.5
    seen = []

    def scale(x: float) -> float:
        nonlocal s
        s = s + x * k
        return s

    for x in xs:
        seen.append(scale(x))
    before = s
    scale(1.0)
    return seen + [before, s]


def by_name(n: int) -> int:
    f = lambda a, b: a * 2 + b  # noqa: E731
    t = 0
    for i in range(n):
        t = f(t, i) % 1000003
    return t


def applied(f: Callable[[int], int], n: int) -> list:
    out = []
    for i in range(n):
        out.append(f(i))
    return out


def adder(k: int) -> Callable[[int], int]:
    def add(x: int) -> int:
        return x + k

    return add


def composed(f: Callable[[int], int], g: Callable[[int], int]) -> Callable[[int], int]:
    return lambda x: g(f(x))


def mixed_cell(n: int) -> list:
    value = 0
    seen = []

    def put(new):
        nonlocal value
        value = new

    def get():
        return value

    for i in range(n):
        put(i)
        seen.append(get())
    put("text")
    seen.append(get())
    put(None)
    return seen + [value]


def unbound_cell(early: bool) -> int:
    def get() -> int:
        return value + 1

    if early:
        get()
    value = 41
    return get()


def chosen(which: int, n: int) -> list:
    def double(x: int) -> int:
        return x * 2

    def negative(x: int) -> int:
        return -x

    f = double if which else negative
    return [f(i) for i in range(n)]


def replaced_code(n: int) -> list:
    def f(x: int) -> int:
        return x + 1

    def g(x: int) -> int:
        return x + 100

    out = []
    for i in range(n):
        out.append(f(i))
        if i == 1:
            f.__code__ = g.__code__
    return out


def late(n: int) -> list:
    fs = []
    for i in range(n):
        fs.append(lambda x: x + i)
    return [f(10) for f in fs]


def keyed(rows: list[tuple[str, int]]) -> list:
    by = sorted(rows, key=lambda row: row[1])
    return [by, max(rows, key=lambda row: (row[1], row[0])), list(map(lambda row: row[0], rows))]


def twice(x: int, y: int) -> int:
    return x * 2 + y


def minus(x: int, y: int) -> int:
    return x - y


def call_two(f: Callable[[int, int], int], n: int) -> int:
    t = 0
    for i in range(n):
        t = f(t, i) % 1000003
    return t


def table(n: int) -> list:
    ops: dict[str, Callable[[int, int], int]] = {"twice": twice, "minus": minus, "pow": pow}
    return [ops[name](n, 3) for name in ops] + [call_two(twice, n), call_two(minus, n)]


def folded(xs: list[int]) -> tuple:
    return reduce(lambda a, b: (a * 3 + b) % 1009, xs, 0), reduce(lambda a, b: a - b, xs)


def deep(n: int) -> int:
    def down(k: int) -> int:
        return 0 if k == 0 else 1 + down(k - 1)

    return down(n)


def raising(f: Callable[[int], int], x: int) -> int:
    return f(x) + 1


def test_kept():
    seen = []
    total = 10**6

    def add(x: int) -> int:
        nonlocal total
        total += x
        return total

    for i in range(4):
        seen.append(add(i))
    return seen, total


def test_overflow():
    big = 1

    def grow(x: int) -> int:
        nonlocal big
        big *= x
        return big

    return [grow(1000) for _ in range(9)], big


def test_deep():
    try:
        deep(10**6)
    except RecursionError as error:
        return type(error).__name__, deep(50)


def test_raising():
    def fail(x: int) -> int:
        raise ValueError(x)

    return raising(fail, 3)


def test_wrong_result():
    return raising(lambda x: x * 0.5, 3), raising(lambda x: True, 3)


def test_wrong_result_text():
    return raising(lambda x: "no", 3)


class Callee:
    def __call__(self, x):
        return x - 1

    def method(self, x):
        return x * 7


CASES = [
    (counting, (0,)),
    (counting, (900,)),
    (accumulated, ([1.0, 2.5, -3.0],)),
    (accumulated, ([1.0, 2, "x"],)),
    (by_name, (500,)),
    (applied, (adder(3), 5)),
    (applied, (adder(2**63 - 2), 5)),
    (applied, (abs, 3)),
    (applied, (Callee(), 3)),
    (applied, (Callee().method, 3)),
    (applied, (composed(adder(5), lambda v: v * 2), 4)),
    (applied, (composed(adder(5), lambda v: [v]), 2)),
    (applied, (lambda: 3, 2)),
    (applied, (None, 2)),
    (mixed_cell, (3,)),
    (unbound_cell, (False,)),
    (unbound_cell, (True,)),
    (chosen, (0, 4)),
    (chosen, (1, 4)),
    (replaced_code, (4,)),
    (late, (3,)),
    (keyed, ([("b", 2), ("a", 1), ("c", 2)],)),
    (keyed, ([("b", 2.5), (1, 1), (None, 2)],)),
    (deep, (30,)),
    (table, (5,)),
    (table, (40,)),
    (folded, ([1, 5, 2],)),
    (folded, ([1, 2.5, 2**70],)),
    (folded, ([],)),
]
