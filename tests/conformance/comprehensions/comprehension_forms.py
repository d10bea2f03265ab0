"""Comprehensions of every kind and nesting: conditions, several loops, scopes, walrus, unpacking, and what raises inside."""


class Countdown:
    def __init__(self, n, fail_at=None):
        self.n, self.fail_at = n, fail_at

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == self.fail_at:
            raise RuntimeError("failed at", self.n)
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


def kinds(values) -> list:
    return [[v for v in values], {v for v in values}, {v: i for i, v in enumerate(values)}, list(v for v in values)]


def squares(n: int) -> list[int]:
    return [i * i for i in range(n)]


def hinted_floats(values: list[float], k: float) -> list[float]:
    return [v * k + 1 for v in values if v > 0]


def conditions(n: int) -> list:
    return [i for i in range(n) if i % 2 if i % 3]


def two_loops(n: int) -> list:
    return [(i, j) for i in range(n) for j in range(i)]


def nested(n: int) -> list:
    return [[i * j for j in range(n)] for i in range(n)]


def deep(n: int) -> list:
    return [{i: [(i, j, {k for k in range(j)}) for j in range(i)] for i in range(m)} for m in range(n)]


def dependent(rows: list) -> list:
    return [cell for row in rows if row for cell in row if cell is not None]


def outer_variable(n: int) -> list:
    i = "outer"
    made = [i for i in range(n)]
    return [made, i]


def uses_locals(values, factor) -> list:
    offset = 1
    return [v * factor + offset for v in values]


def walrus(values) -> list:
    last = None
    made = [last := v for v in values if v]
    return [made, last, [double for v in values if (double := v * 2)]]


def walrus_global(n: int) -> int:
    global found
    [found := i for i in range(n)]
    return found


def unpacking(pairs) -> list:
    return [a + b for a, b in pairs] + [first for first, *rest in pairs] + [k for k, (v, w) in enumerate(pairs)]


def conditional_value(values: list) -> list:
    return ["even" if v % 2 == 0 else v for v in values]


def lambdas(n: int) -> list:
    return [f() for f in [lambda: i for i in range(n)]] + [f() for f in [lambda i=i: i for i in range(n)]]


def divides(values: list[int], n: int) -> list:
    return [n // v for v in values]


def divides_keys(values: list[int], n: int) -> dict:
    return {n // v: v for v in values}


def divides_condition(values, n: int) -> set:
    return {v for v in values if n // v}


def unhashable(values) -> set:
    return {[v] for v in values}


def first_iterable_raises(values) -> list:
    return [v for v in values.missing]


def inner_iterable_raises(rows) -> list:
    return [cell for row in rows for cell in row]


def caught(values: list, n: int) -> object:
    try:
        return [n // v for v in values]
    except (ZeroDivisionError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


def from_iterator(n: int, fail_at) -> list:
    return [i for i in Countdown(n, fail_at)]


def in_class(n: int) -> list:
    class Local:
        values = [i for i in range(n)]
        sizes = [len(s) for s in ("a", "bb")]

    return [Local.values, Local.sizes]


def as_argument(values: list[int]) -> list:
    return sorted([-v for v in values]) + [len({v for v in values}), dict([(v, v) for v in values])]


def lazy(log: list, n: int) -> list:
    generator = (log.append(i) or i for i in range(n))
    before = list(log)
    first = next(generator, "none")
    return [before, first, list(log)]


def lazy_late_binding(n: int) -> list:
    k = 1
    generator = (i * k for i in range(n))
    k = 10
    return list(generator)


def lazy_first_iterable(values) -> str:
    generator = (v for v in values)
    return type(generator).__name__


CASES = [(kinds, (v,)) for v in ([1, 2, 2], "aab", {}, None, [[1]])] + [(f, (n,)) for f in (squares, conditions, two_loops, nested, deep, outer_variable, walrus_global, lambdas, in_class) for n in (0, 4)]
CASES += [(squares, (2.5,)), (hinted_floats, ([1.5, -1.0, 2], 2.0)), (hinted_floats, ([1.5, "s"], 2.0)), (hinted_floats, ([1, 2**70], 2**62)), (dependent, ([[1, None], [], [2]],)), (dependent, ([5],))]
CASES += [(uses_locals, ([1, 2.5], 3)), (uses_locals, (["a"], 3)), (uses_locals, ("ab", 2)), (walrus, ([0, 1, "s"],)), (walrus, ([],)), (unpacking, ([(1, 2), (3, 4)],)), (unpacking, ([(1, 2), (3,)],)), (unpacking, ([5],))]
CASES += [(conditional_value, ([1, 2, 2**70],)), (conditional_value, ([1, None],))] + [(f, (v, 10)) for f in (divides, divides_keys, divides_condition, caught) for v in ([1, 2], [1, 0, 2], [1, "s"], 5)]
CASES += [(unhashable, ([1],)), (unhashable, ([],)), (first_iterable_raises, ([],)), (inner_iterable_raises, ([[1], "s"],)), (inner_iterable_raises, ([[1], 2],))] + [(from_iterator, (4, f)) for f in (None, 4, 2, 0)]
CASES += [(as_argument, ([3, 1, 3],)), (lazy, ([], 3)), (lazy, ([], 0)), (lazy_late_binding, (3,)), (lazy_first_iterable, ([],)), (lazy_first_iterable, (5,))]
