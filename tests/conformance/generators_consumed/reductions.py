# native: squares, of_some, counted, dot, numbered, grid, all_in, captured, captured_late, twice
# native 3.12+: primes
# native: largest, smallest, nearest, within_try, of_attribute, in_loop, over_range, truths
# native 3.12+: mixed
# native: as_deep, deep_best, deep_truth
"""`sum`, `min`, `max`, `any` and `all` of generator expressions: loops of their consumers, begun again by CPython wherever something is odd."""
import math
import sys


class Point:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y


class Loud:
    log: list[str] = []

    def __init__(self, value: float) -> None:
        self.value = value

    @property
    def x(self) -> float:
        Loud.log.append(f"x of {self.value}")
        return self.value

    def __mul__(self, other):
        Loud.log.append(f"{self.value} times")
        return self.value * 2

    def __bool__(self):
        Loud.log.append(f"bool of {self.value}")
        return self.value > 1

    def __eq__(self, other):
        Loud.log.append(f"{self.value} == {other}")
        return self.value == other


class Items(list):
    def __iter__(self):
        Loud.log.append("iter")
        return iter([1.5, 2.5])


def squares(xs: list[float]) -> float:
    return sum(x * x for x in xs)


def of_some(xs: list[float]) -> float:
    return sum(x for x in xs if x > 0)


def counted(xs: list[int]) -> int:
    return sum(1 for x in xs if x & 1)


def dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b))


def numbered(xs: list[float]) -> float:
    return sum(i * x for i, x in enumerate(xs))


def grid(rows: list[list[int]]) -> int:
    return sum(cell for row in rows for cell in row if cell != 7)


def primes(n: int) -> list[int]:
    return [k for k in range(n) if k > 1 and all(k % d for d in range(2, k))]


def has(xs: list[int], target: int) -> bool:
    return any(x == target for x in xs)


def all_in(xs: list[int], low: int, high: int) -> bool:
    return all(low <= x < high for x in xs)


def first_letters(words: list[str]) -> int:
    return sum(1 for word in words if word[0] == "a")


def captured(xs: list[float], scale: float) -> float:
    shift = 0.5
    total = sum(x * scale + shift for x in xs)
    shift = 2.0
    return total + sum(x * scale + shift for x in xs)


def captured_late(xs: list[int]) -> int:
    if len(xs) > 2:
        k = 3
    return sum(x * k for x in xs)


def twice(xs: list[int]) -> tuple[int, bool, bool]:
    return sum(x for x in xs), any(x > 2 for x in xs), all(x > 2 for x in xs)


def within_try(xs: list[int], d: int) -> object:
    try:
        return sum(x // d for x in xs)
    except ZeroDivisionError as error:
        return str(error)
    finally:
        Loud.log.append("finally")


def of_attribute(points: list[Point]) -> float:
    return sum(p.x * p.y for p in points)


def in_loop(rows: list[list[float]]) -> list[float]:
    found: list[float] = []
    for row in rows:
        found.append(sum(x * 2.0 for x in row))
    return found


def over_range(n: int) -> int:
    return sum(i * i for i in range(n)) + sum(i for i in range(n, 0, -3))


def truths(xs: list[bool]) -> int:
    return sum(x for x in xs)


def of_characters(text: str) -> int:
    return sum(1 for c in text if c.isdigit())


def mixed(a: list[list[float]], b: list[list[float]], n: int) -> list[list[float]]:
    return [[sum(a[i][k] * b[k][j] for k in range(n)) for j in range(n)] for i in range(n)]


def zipped_twice(a: list[int], b: list[int]) -> tuple[bool, int, bool]:
    pairs = zip(a, b)
    return any(x > 2 for x, _ in pairs), sum(x * y for x, y in pairs), all(x > y for x, y in pairs)


def numbered_twice(xs: list[int]) -> tuple[bool, int]:
    pairs = enumerate(xs)
    return any(x > 2 for _, x in pairs), sum(i * x for i, x in pairs)


def zipped_within(rows: list[list[int]], xs: list[int]) -> int:
    pairs = zip(xs, xs)
    return sum(x * y for row in rows for x, y in pairs)


def as_deep(depth: int, xs: list[int]) -> int:
    if depth == 0:
        return sum(x for x in xs)
    return as_deep(depth - 1, xs)


def deep_best(depth: int, xs: list[int]) -> int:
    if depth == 0:
        return max(x for x in xs)
    return deep_best(depth - 1, xs)


def deep_truth(depth: int, xs: list[int]) -> bool:
    if depth == 0:
        return all(x > 0 for x in xs)
    return deep_truth(depth - 1, xs)


def roots(xs: list[float]) -> float:
    return sum(math.sqrt(x) for x in xs)


def effects(xs: list[int]) -> int:
    return sum(note(x) for x in xs)


def appends(xs: list[int]) -> bool:
    return any(Loud.log.append(str(x)) for x in xs)


def walrus(xs: list[int]) -> tuple[bool, int]:
    last = 0
    found = any((last := x) > 2 for x in xs)
    return found, last


def of_iterator(xs) -> tuple[int, list[int]]:
    iterator = iter(xs)
    return sum(x for x in iterator if x < 3), list(iterator)


def with_start(xs: list[int]) -> float:
    return sum((x for x in xs), 0.5)


def with_lambda(xs: list[int]) -> int:
    return sum((lambda y: y + x)(1) for x in xs)


def of_texts(xs: list[str]) -> object:
    return sum(x for x in xs)


def shadowed(xs: list[int], sum) -> object:
    return sum(x for x in xs)


def note(x: int) -> int:
    Loud.log.append(f"note {x}")
    return x


def any_of(xs):
    return "any of " + ", ".join(str(x) for x in xs)


def with_global(xs: list[int]) -> object:
    return any(x > 1 for x in xs)


def outcome(f, *args):
    try:
        return f(*args), list(Loud.log)
    except BaseException as error:
        entries = []
        entry = error.__traceback__
        while entry is not None:
            entries.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
            entry = entry.tb_next
        return type(error).__name__, str(error), entries[1:], list(Loud.log)
    finally:
        Loud.log.clear()


def test_floats():
    tenths = [0.1] * 10
    return [
        outcome(squares, [1.0, 2.0, 3.0]),
        outcome(squares, []),
        outcome(squares, tenths),
        outcome(squares, [1e16, 1.0, -1e16, 1.0]),
        outcome(squares, [float("inf"), 1.0]),
        str(outcome(squares, [float("nan"), 1.0])),
        outcome(squares, [-0.0]),
        outcome(of_some, [-1.0, -0.0]),
        outcome(of_some, [1e308, 1e308, 5.0]),
        outcome(of_some, [1.0, 1e100, 1.0, 2.0]),
        outcome(dot, [0.1, 0.2, 0.3], [3.0, 2.0]),
        outcome(dot, [], [1.0]),
        outcome(numbered, [0.5, 0.25, 8.0]),
        outcome(in_loop, [[1.0, 2.0], [3.0], [0.1, 0.2, 0.3]]),
        outcome(in_loop, [[1.0], []]),
        outcome(captured, [1.0, 2.0], 1.5),
        outcome(roots, [4.0, 9.0]),
        outcome(roots, [4.0, -9.0]),
        outcome(mixed, [[1.0, 2.0], [3.0, 4.0]], [[0.5, 0.25], [2.0, 1.0]], 2),
    ]


def test_ints():
    return [
        outcome(counted, [1, 2, 3]),
        outcome(counted, []),
        outcome(grid, [[1, 7, 2], [], [3]]),
        outcome(primes, 30),
        outcome(has, [1, 2, 3], 2),
        outcome(has, [1, 2, 3], 5),
        outcome(has, [], 5),
        outcome(all_in, [1, 2, 3], 1, 4),
        outcome(all_in, [1, 2, 4], 1, 4),
        outcome(all_in, [], 1, 4),
        outcome(twice, [1, 2, 3]),
        outcome(over_range, 10),
        outcome(truths, [True, False, True]),
        outcome(captured_late, [1, 2, 3]),
        outcome(captured_late, [1, 2]),
        outcome(captured_late, []),
        outcome(of_characters, "a1b22c"),
        outcome(first_letters, ["ab", "ba", "aa"]),
        outcome(first_letters, ["ab", ""]),
        outcome(within_try, [4, 6], 2),
        outcome(within_try, [4, 6], 0),
        outcome(within_try, [4, "x"], 2),
        outcome(within_try, [], 0),
    ]


def test_large():
    return [
        outcome(grid, [[2**62, 2**62], [1]]),
        outcome(grid, [[2**70], [1]]),
        outcome(has, [2**70, 1], 1),
        outcome(has, [2**70, 1], 2**70),
        outcome(truths, [True, 5, 2**64]),
    ]


def test_other_types():
    return [
        outcome(squares, [1.0, 2]),
        outcome(squares, [1, 2]),
        outcome(squares, (1.0, 2.0)),
        outcome(squares, {1.0: 0, 2.0: 0}),
        outcome(squares, Items([9.0])),
        outcome(squares, iter([1.0, 2.0])),
        outcome(squares, [1.0, "x"]),
        outcome(squares, None),
        outcome(squares, [1.0, Loud(3.0)]),
        outcome(dot, [1.0, Loud(3.0)], [1.0, 2.0]),
        outcome(dot, Items([1.0]), [1.0, 2.0, 3.0]),
        outcome(dot, [1.0], Items([1.0])),
        outcome(dot, [1.0], 5),
        outcome(numbered, Items([1.0])),
        outcome(has, [1, Loud(2), 3], 3),
        outcome(has, [1, Loud(2), 3], 2),
        outcome(has, [1, 2.0], 2),
        outcome(all_in, [1, None], 0, 5),
        outcome(truths, [True, Loud(1)]),
        outcome(truths, [0.5, True]),
        outcome(of_attribute, [Point(1.0, 2.0), Point(0.5, 4.0)]),
        outcome(of_attribute, [Point(1.0, 2.0), Loud(3.0)]),
        outcome(of_attribute, [Point(1, 2), Point("a", 2)]),
        outcome(of_attribute, []),
        outcome(in_loop, [[1.0], Items([1.0]), [2.0, "y"]]),
    ]


def largest(xs: list[int]) -> int:
    return max(x * x for x in xs)


def smallest(xs: list[float]) -> float:
    return min(x + 0.5 for x in xs if x != 7.0)


def nearest(rows: list[list[float]], x: float, y: float) -> float:
    return min(((r[0] - x) * (r[0] - x) + (r[1] - y) * (r[1] - y)) ** 0.5 for r in rows)


def largest_truth(xs: list[int]) -> object:
    return max(x > 1 for x in xs)


def first_of_equals(xs: list[float]) -> list[str]:
    return [str(max(x for x in xs)), str(min(x for x in xs))]


def test_best():
    nan = float("nan")
    return [
        outcome(largest, [1, -5, 3]),
        outcome(largest, []),
        outcome(largest, [2**40]),
        outcome(largest, [1, 2.0]),
        outcome(largest, [True, False]),
        outcome(largest, [1, "x"]),
        outcome(smallest, [7.0, 3.0, 9.0]),
        outcome(smallest, [7.0]),
        outcome(smallest, [1, 2]),
        outcome(nearest, [[0.0, 1.0], [3.0, 4.0]], 3.0, 3.0),
        outcome(nearest, [[0.0, 1.0], [3.0]], 3.0, 3.0),
        outcome(largest_truth, [1, 2]),
        outcome(first_of_equals, [0.0, -0.0]),
        outcome(first_of_equals, [-0.0, 0.0]),
        outcome(first_of_equals, [nan, 1.0]),
        outcome(first_of_equals, [1.0, nan, 2.0]),
        outcome(first_of_equals, [1, True, 1.0]),
    ]


def test_shared_iterators():
    small, large = [1, 2, 3, 4, 5], [1, 2, 3, 2**62, 2**62]
    return [
        outcome(zipped_twice, small, small),
        outcome(zipped_twice, small, large),
        outcome(zipped_twice, large, [1, 2, 3, 4, "x"]),
        outcome(numbered_twice, small),
        outcome(numbered_twice, large),
        outcome(numbered_twice, [1, 3, 4, None]),
        outcome(zipped_within, [small, small], small),
        outcome(zipped_within, [small, small], large),
    ]


def deepest(function) -> int:
    """How many calls deeper than a plain function it needs; after some calls, as CPython 3.11 counts them otherwise before."""
    xs = [1, 2]
    for _ in range(20):
        function(20, xs)
    depth = sys.getrecursionlimit()
    while True:
        try:
            function(depth, xs)
            break
        except RecursionError:
            depth -= 1
    reached = depth
    while True:
        try:
            plainly_deep(reached)
            reached += 1
        except RecursionError:
            return reached - depth


def test_recursion():
    return deepest(as_deep), deepest(deep_best), deepest(deep_truth)


def heard_of(function, *args) -> int:
    """How many values the function's generator expression is heard to give by a tool that listens to that alone."""
    monitoring = sys.monitoring
    (code,) = [constant for constant in function.__code__.co_consts if hasattr(constant, "co_name")]
    heard = []
    monitoring.use_tool_id(3, "test")
    try:
        monitoring.register_callback(3, monitoring.events.PY_YIELD, lambda *event: heard.append(event[-1]))
        function(*args)
        monitoring.set_local_events(3, code, monitoring.events.PY_YIELD)
        function(*args)
        monitoring.set_local_events(3, code, 0)
        function(*args)
    finally:
        monitoring.free_tool_id(3)
    return len(heard)


def test_listening():
    if sys.version_info < (3, 12):
        return None
    return heard_of(squares, [1.0, 2.0, 3.0]), heard_of(largest, [4, 5])



def plainly_deep(depth):
    if depth == 0:
        return 0
    return plainly_deep(depth - 1)


def test_effects():
    return [
        outcome(effects, [1, 2]),
        outcome(effects, [1, "a"]),
        outcome(appends, [1, 2]),
        outcome(walrus, [1, 2, 3, 4]),
        outcome(of_iterator, [1, 2, 3, 4]),
        outcome(with_start, [1, 2]),
        outcome(with_lambda, [1, 2]),
        outcome(of_texts, []),
        outcome(of_texts, ["a"]),
        outcome(shadowed, [1, 2], list),
        outcome(shadowed, [1, 2], sum),
    ]


def test_replaced():
    global any
    before = outcome(with_global, [1, 2])
    any = any_of
    try:
        replaced = outcome(with_global, [1, 2])
    finally:
        del any
    return before, replaced, outcome(with_global, [1])
