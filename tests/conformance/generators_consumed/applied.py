# native: squares, some, both, truths, captured, captured_late, lengths, of_list, listed, kept, in_order
# native: farthest, nearest, shortest, first_longest, by_second, backwards, by_both, by_count, by_float, within_try
# native: of_dict, of_others, sorted_again
# native: as_deep, deep_best, deep_sorted, deep_list, deep_expression, deep_order, deep_any, deep_filter, by_small, deep_small, deep_smaller
"""`map` and `filter` under builtins that consume them, `list` and `sorted` of generator expressions, keys of `min`, `max` and `sorted`."""
import sys


class Loud:
    log: list[str] = []

    def __init__(self, value: int) -> None:
        self.value = value

    def __repr__(self):
        return f"Loud({self.value})"

    def __add__(self, other):
        Loud.log.append(f"{self.value} + {other}")
        return self.value + other

    def __mul__(self, other):
        Loud.log.append(f"{self.value} * {other}")
        return self.value * 2

    def __mod__(self, other):
        Loud.log.append(f"{self.value} % {other}")
        return self.value % other

    def __neg__(self):
        Loud.log.append(f"-{self.value}")
        return -self.value

    def __gt__(self, other):
        Loud.log.append(f"{self.value} > {other}")
        return self.value > other

    def __lt__(self, other):
        Loud.log.append(f"{self.value} < {other}")
        return self.value < getattr(other, "value", other)

    def __len__(self):
        Loud.log.append(f"len of {self.value}")
        return self.value

    def __bool__(self):
        Loud.log.append(f"bool of {self.value}")
        return self.value > 1


class Items(list):
    def __iter__(self):
        Loud.log.append("iter")
        return iter([5, 6])


class Text(str):
    def __lt__(self, other):
        Loud.log.append(f"{self!s} < {other!s}")
        return str(self) < str(other)


def squares(xs: list[int]) -> int:
    return sum(map(lambda x: x * x % 31, xs))


def some(xs: list[int]) -> int:
    return len(list(filter(lambda x: x % 3 == 1, xs)))


def both(xs: list[int], k: int) -> int:
    return max(map(lambda x: x + k, filter(lambda x: x % 3 == 1 if x > k else x > 2, xs)))


def truths(xs: list[int]) -> tuple[bool, bool, bool]:
    return (
        any(map(lambda x: x > 5, xs)),
        all(filter(lambda x: x > 1, xs)),
        all(map(lambda x: x + 1, xs)),
    )


def captured(xs: list[int], k: int) -> tuple[int, int]:
    before = sum(map(lambda x: x * k, xs))
    k = 7
    return before, sum(map(lambda x: x + k, xs))


def captured_late(xs: list[int]) -> int:
    if len(xs) > 2:
        k = 3
    return sum(map(lambda x: x * k, xs))


def lengths(rows: list[list[int]]) -> tuple[int, int]:
    return sum(map(len, rows)), max(map(len, rows))


def of_list(xs: list[int]) -> list[int]:
    return list(x + 1 for x in xs if x > 0)


def listed(xs: list[str]) -> list[str]:
    return list(filter(lambda x: len(x) > 1, xs))


def kept(xs: list[object]) -> list[object]:
    return list(x for x in xs)


def in_order(xs: list[int]) -> list[int]:
    return sorted(x % 10 for x in xs)


def texts_in_order(xs: list[str]) -> list[str]:
    return sorted(x for x in xs)


def farthest(n: int) -> int:
    return max(range(n), key=lambda v: v * 7919 % 10007)


def nearest(xs: list[float], to: float) -> float:
    return min(xs, key=lambda x: (x - to) * (x - to))


def shortest(xs: list[str]) -> str:
    return min(xs, key=len)


def first_longest(xs: list[list[int]]) -> list[int]:
    return max(xs, key=lambda x: len(x))


def by_second(xs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(xs, key=lambda x: x[1])


def backwards(xs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(xs, key=lambda x: x[1], reverse=True)


def by_both(xs: list[str]) -> list[str]:
    return sorted(xs, key=lambda x: (-len(x), x))


def by_count(xs: list[str], counts: dict[str, int]) -> list[str]:
    return sorted(xs, key=lambda x: (-counts[x], x))


def by_float(xs: list[float]) -> list[float]:
    return sorted(xs, key=lambda x: x * -1.0)


def of_dict(d: dict[str, int]) -> object:
    return (
        sum(v for v in d.values()),
        max(d.items(), key=lambda kv: kv[1]),
        sorted(d.items(), key=lambda kv: (-kv[1], kv[0])),
        sorted(d, key=lambda k: d[k]),
        [*map(str, sorted(d.values(), key=lambda v: -v))],
        min(len(k) for k in d),
        list(filter(lambda k: len(k) > 1, d.keys())),
        sum(1 for k, v in d.items() if v > 1),
    )


def of_others(xs: tuple[int, ...], ys: set[int], zs: frozenset[int]) -> object:
    return (
        sum(x * 2 for x in xs),
        max(map(lambda x: x + 1, ys)),
        sorted(zs, key=lambda z: -z),
        sorted(xs, key=lambda x: -x),
        min(ys, key=lambda y: (y - 3) * (y - 3)),
        any(x > 2 for x in xs),
    )


def sorted_again(xs: list[object]) -> object:
    found = sorted(xs, key=lambda x: 0)
    return found is xs, [a is b for a, b in zip(found, xs)]


def itself(xs: list[object]) -> list[object]:
    return sorted(xs, key=lambda x: x)


def itself_backwards(xs: list[object]) -> list[object]:
    return sorted(xs, key=lambda x: x, reverse=True)


def by_own(xs: list[int]) -> list[int]:
    return sorted(xs, key=noted)


def noted(x: int) -> int:
    Loud.log.append(f"note {x}")
    return -x


def mapped_by_own(xs: list[int]) -> int:
    return sum(map(noted, xs))


def with_default(xs: list[int]) -> int:
    return sum(map(lambda x, k=2: x * k, xs))


def of_two(xs: list[int], ys: list[int]) -> int:
    return sum(map(lambda x, y: x * y, xs, ys))


def filtered_by_none(xs: list[int]) -> list[int]:
    return list(filter(None, xs))


def chosen_key(xs: list[int], key) -> list[int]:
    return sorted(xs, key=key)


def within_try(xs: list[int], d: int) -> object:
    try:
        return sum(map(lambda x: x // d, xs))
    except ZeroDivisionError as error:
        return str(error)
    finally:
        Loud.log.append("finally")


def walrus(xs: list[int]) -> list[int]:
    return list(map(lambda x: (y := x + 1) * y, xs))


def nested(xs: list[int]) -> int:
    return sum(map(lambda x: sum(map(lambda y: y + 1, range(x))), xs))


def shadowed(xs: list[int], map) -> object:
    return sum(map(lambda x: x + 1, xs))


def as_deep(depth: int, xs: list[int]) -> int:
    if depth == 0:
        return sum(map(lambda x: x + 1, xs))
    return as_deep(depth - 1, xs)


def deep_best(depth: int, xs: list[int]) -> int:
    if depth == 0:
        return max(xs, key=lambda x: -x)
    return deep_best(depth - 1, xs)


def deep_sorted(depth: int, xs: list[int]) -> list[int]:
    if depth == 0:
        return sorted(xs, key=lambda x: -x)
    return deep_sorted(depth - 1, xs)


def deep_list(depth: int, xs: list[int]) -> list[int]:
    if depth == 0:
        return list(map(lambda x: x + 1, xs))
    return deep_list(depth - 1, xs)


def deep_expression(depth: int, xs: list[int]) -> list[int]:
    if depth == 0:
        return list(x + 1 for x in xs)
    return deep_expression(depth - 1, xs)


def deep_order(depth: int, xs: list[int]) -> list[int]:
    if depth == 0:
        return sorted(x + 1 for x in xs)
    return deep_order(depth - 1, xs)


def deep_any(depth: int, xs: list[int]) -> bool:
    if depth == 0:
        return any(map(lambda x: x > 1, xs))
    return deep_any(depth - 1, xs)


def deep_filter(depth: int, xs: list[int]) -> int:
    if depth == 0:
        return max(filter(lambda x: x > 1, xs))
    return deep_filter(depth - 1, xs)


def small(x: int) -> int:
    return x * x % 7


def smaller(x: int) -> int:
    return small(x) + 1


def is_small(x: int) -> bool:
    return x % 3 == 1


def by_small(xs: list[int]) -> tuple[int, int, int, list[int]]:
    return sum(small(x) for x in xs), sum(map(smaller, xs)), sum(1 for x in xs if is_small(x)), sorted(xs, key=small)


def deep_small(depth: int, xs: list[int]) -> int:
    if depth == 0:
        return sum(small(x) for x in xs)
    return deep_small(depth - 1, xs)


def deep_smaller(depth: int, xs: list[int]) -> int:
    if depth == 0:
        return sum(map(smaller, xs))
    return deep_smaller(depth - 1, xs)


def plainly_deep(depth: int) -> int:
    if depth == 0:
        return 0
    return plainly_deep(depth - 1)


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


def test_sums():
    odd = [
        [1, 2, 3, 4],
        [],
        (1, 2),
        Items([1]),
        iter([1, 2]),
        [1, 2.5],
        [True, False],
        [1, Loud(4)],
        [2**62, 2**62],
        [2**70, 1],
        [1, "x"],
        [1, None],
        None,
    ]
    calls = [(f, xs) for xs in odd for f in (squares, some, truths, of_list, in_order, walrus, mapped_by_own, with_default)]
    return [outcome(f, iter([1, 2]) if hasattr(xs, "__next__") else xs) for f, xs in calls]


def test_both():
    return [
        outcome(both, [1, 2, 3, 4, 7, 10], 3),
        outcome(both, [2**63 - 1], 3),
        outcome(both, [1], 3),
        outcome(both, [], 3),
        outcome(captured, [1, 2], 5),
        outcome(captured, [1, 2.5], 5),
        outcome(captured, [1, 2], "ab"),
        outcome(captured_late, [1, 2, 3]),
        outcome(captured_late, [1, 2]),
        outcome(captured_late, []),
        outcome(of_two, [1, 2], [3, 4]),
        outcome(nested, [1, 2, 3]),
        outcome(filtered_by_none, [0, 1, 2]),
        outcome(within_try, [4, 6], 2),
        outcome(within_try, [4, 6], 0),
        outcome(within_try, [4, "x"], 2),
        outcome(lengths, [[1], [], [2, 3]]),
        outcome(lengths, [[1], Loud(3), "four"]),
        outcome(lengths, [[1], 5]),
        outcome(lengths, []),
        outcome(shadowed, [1], lambda f, xs: [f(x) * 100 for x in xs]),
        outcome(shadowed, [1], map),
    ]


def test_lists():
    objects = [Loud(1), "a", 2.5, 10**30]
    same = kept(objects)
    return [
        [a is b for a, b in zip(same, objects)],
        same is objects,
        outcome(kept, []),
        outcome(kept, "abc"),
        outcome(listed, ["a", "bc", "def"]),
        outcome(listed, ["a", Loud(3), [1, 2]]),
        outcome(listed, ["a", 5]),
        outcome(texts_in_order, ["b", "a", "é", "中", "Z"]),
        outcome(texts_in_order, ["b", Text("a")]),
        outcome(texts_in_order, ["b", 1]),
        outcome(of_list, [5, 2**63 - 1]),
    ]


def test_best():
    nan = float("nan")
    return [
        outcome(farthest, 1000),
        outcome(farthest, 0),
        outcome(farthest, 1),
        outcome(nearest, [1.0, 2.5, -3.0], 2.0),
        outcome(nearest, [1.0, 0.5, 30.0, 19.0, 21.0], 20.0),
        outcome(nearest, [1, 2], 2.0),
        outcome(nearest, [], 2.0),
        str(outcome(nearest, [nan, 1.0], 2.0)),
        str(outcome(nearest, [1.0, nan, 2.0], 2.0)),
        outcome(nearest, [1.0, "x"], 2.0),
        outcome(shortest, ["abc", "de", "fg"]),
        outcome(shortest, []),
        outcome(shortest, ["abc", Loud(1), [1, 2]]),
        outcome(first_longest, [[1], [2, 3], [4, 5]]),
        outcome(first_longest, [[1], 5]),
        outcome(chosen_key, [3, 1, 2], None),
        outcome(chosen_key, [3, 1, 2], lambda x: -x),
        outcome(chosen_key, [3, 1, 2], noted),
        outcome(by_own, [3, 1, 2]),
    ]


def test_sorted():
    pairs = [("a", 3), ("b", 1), ("c", 3), ("d", 2), ("e", 1)]
    words = ["pear", "fig", "apple", "kiwi", "plum", "date", "é", "中文", "ab", "aé", "a中"]
    counts = {word: len(word) % 3 for word in words}
    nan = float("nan")
    return [
        outcome(by_second, pairs),
        outcome(backwards, pairs),
        outcome(by_second, []),
        outcome(by_second, [("a", 2**70), ("b", -(2**70)), ("c", 1)]),
        outcome(by_second, [("a", 1.5), ("b", 1)]),
        outcome(by_second, [("a", True), ("b", 0)]),
        outcome(by_second, [("a", "x"), ("b", "w")]),
        outcome(by_second, [("a", "x"), ("b", 1)]),
        outcome(by_second, [("a", Loud(2)), ("b", Loud(1))]),
        outcome(by_second, [("a",)]),
        outcome(by_both, words),
        outcome(by_both, [*words, Text("zz")]),
        outcome(by_both, [*words, 5]),
        outcome(by_count, words, counts),
        outcome(by_count, [*words, "missing"], counts),
        outcome(by_count, words, {word: 1.5 for word in words}),
        outcome(by_float, [1.5, -0.0, 0.0, 2.5]),
        str(outcome(by_float, [1.5, nan, 0.5, nan, 2.5])),
        outcome(by_float, [1, 2]),
        outcome(itself, [3, 1, 2]),
        outcome(itself, [True, 0, 2, 1]),
        outcome(itself, ["b", "a"]),
        outcome(itself, [(1, "b"), (1, "a"), (0, "z")]),
        outcome(itself, [(1, "b"), (1,), ()]),
        outcome(itself, [(), ()]),
        outcome(itself, [(1, (2, 3)), (1, (2, 1))]),
        outcome(itself, [(1.5, 2), (1.0, 3)]),
        str(outcome(itself, [(nan, 2), (1.0, 3), (nan, 1)])),
        outcome(itself, [(1, "b"), ("a", 1)]),
        outcome(itself, [None, 1]),
        outcome(itself, [[2], [1]]),
        outcome(itself_backwards, [(1, "b"), (1, "a"), (0, "z"), (1, "b")]),
        outcome(itself_backwards, [1, 1.0, True, 2]),
    ]


class Table(dict):
    def values(self):
        Loud.log.append("values")
        return [7]

    def __iter__(self):
        Loud.log.append("iter")
        return iter(["z"])

    def __getitem__(self, key):
        Loud.log.append(f"item {key}")
        return 5


def test_containers():
    return [
        outcome(of_dict, {"a": 1, "bc": 2, "d": 2}),
        outcome(of_dict, {}),
        outcome(of_dict, {"a": 1.5, "bc": 2}),
        outcome(of_dict, {1: 1}),
        outcome(of_dict, Table(a=1, b=2)),
        outcome(of_dict, [1]),
        outcome(of_others, (1, 2, 3), {4, 5}, frozenset([6, 7])),
        outcome(of_others, (), {4, 5}, frozenset([6, 7])),
        outcome(of_others, [1], [2], [3]),
        outcome(of_others, (1, "x"), {2}, frozenset()),
        outcome(of_others, (1, 2), set(), frozenset()),
        outcome(of_others, iter([1, 2]), iter([1, 2]), iter([1, 2])),
        outcome(sorted_again, [1000 * 1000, "a" * 3, Loud(1), 2.5]),
        outcome(sorted_again, []),
    ]


def test_small():
    global small
    found = [outcome(by_small, [1, 2, 3, 4]), outcome(by_small, [1, 2.5]), outcome(by_small, [1, Loud(4)]), outcome(by_small, [2**62, 2**64])]
    before = small
    small = noted
    try:
        found.append(outcome(by_small, [1, 2, 3]))
    finally:
        small = before
    found.append(outcome(by_small, [1, 2, 3]))
    return found


def test_replaced():
    import builtins

    found = []
    for name in ("map", "filter", "sorted", "list", "max"):
        old = getattr(builtins, name)
        setattr(builtins, name, lambda *args, **others: (f"other {name}", len(args), [*others]) if name != "map" else [1, 2])
        try:
            found.append([outcome(f, [1, 2]) for f in (squares, some, of_list, in_order, by_float)])
        finally:
            setattr(builtins, name, old)
        found.append([outcome(f, [1, 2]) for f in (squares, some, of_list, in_order, by_float)])
    return found


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
    functions = as_deep, deep_best, deep_sorted, deep_list, deep_expression, deep_order, deep_any, deep_filter, deep_small, deep_smaller
    return [deepest(function) for function in functions]


def heard_of(function, *args) -> int:
    """How many lines of the function's lambda are heard by a tool that listens to that alone."""
    monitoring = sys.monitoring
    codes = [constant for constant in function.__code__.co_consts if hasattr(constant, "co_name")]
    heard = []
    monitoring.use_tool_id(3, "test")
    try:
        monitoring.register_callback(3, monitoring.events.LINE, lambda code, line: heard.append(line))
        for code in codes:
            monitoring.set_local_events(3, code, monitoring.events.LINE)
        function(*args)
        for code in codes:
            monitoring.set_local_events(3, code, 0)
        function(*args)
        monitoring.register_callback(3, monitoring.events.LINE, None)
    finally:
        monitoring.free_tool_id(3)
    return len(heard)


def test_listening():
    if sys.version_info < (3, 12):
        return None
    return (
        heard_of(squares, [1, 2]),
        heard_of(both, [4, 7], 1),
        heard_of(farthest, 3),
        heard_of(by_both, ["a", "b", "c"]),
    )


def test_profile():
    calls = []
    sys.setprofile(lambda frame, event, arg: calls.append((event, frame.f_code.co_name)) if event == "call" else None)
    try:
        squares([1, 2])
        by_both(["a"])
    finally:
        sys.setprofile(None)
    return calls


def test_changed_meanwhile():
    found = []
    xs = [1, 2, 3]

    class Growing(int):
        def __rmul__(self, other):
            xs.append(9) if len(xs) < 6 else None
            return 1

        def __mul__(self, other):
            xs.append(9) if len(xs) < 6 else None
            return int(self) * int(other)

    xs[1] = Growing(2)
    found.append(outcome(squares, xs))
    found.append(len(xs))
    return found
