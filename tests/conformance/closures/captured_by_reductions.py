# native: rebound, deleted, maybe_bound, in_loop, after_error, parameters, ended, as_default
# native 3.12+: by_comprehension
"""Variables that generator expressions capture which are in their consumers' places: rebound, deleted, saved, ended."""


class Loud:
    log: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        Loud.log.append(self.name)


def rebound(xs: list[int], k: int) -> list[int]:
    found = [sum(x * k for x in xs)]
    k = 5
    found.append(sum(x * k for x in xs))
    k += 1
    found.append(sum(x * k for x in xs))
    k = 2**40
    found.append(sum(x * k for x in xs))
    return found


def deleted(xs: list[int], k: int) -> int:
    total = sum(x * k for x in xs)
    del k
    return total + sum(x * k for x in xs)


def maybe_bound(xs: list[int], flag: bool) -> int:
    if flag:
        k = 3
    return sum(x + k for x in xs)


def in_loop(rows: list[list[int]]) -> list[int]:
    found: list[int] = []
    for number, row in enumerate(rows):
        found.append(sum(number * x for x in row))
        if any(x > number * 10 for x in row):
            found.append(-1)
    return found


def after_error(xs: list[int], k: int) -> list[object]:
    found: list[object] = []
    for step in (0, 1, 2):
        try:
            found.append(sum(x // (k - step) for x in xs))
        except ZeroDivisionError as error:
            found.append((str(error), step, k))
            k += 5
    return found


def parameters(xs: list[float], low: float, high: float, *, factor: float = 2.0) -> float:
    return sum(x * factor for x in xs if low <= x <= high)


def by_comprehension(rows: list[list[int]], n: int) -> list[int]:
    k = 100
    found = [sum(x * k for x in rows[i]) for i in range(n) for k in (1, 2)]
    found.append(k)
    return found


def nested_names(rows: list[list[int]]) -> list[object]:
    i = "kept"
    found = [[sum(x + i for x in row) for i in range(2)] for row in rows]
    try:
        [sum(x // i for x in rows[0]) for i in (1, 0)]
    except ZeroDivisionError:
        found.append([i])
    return [found, i]


def ended(xs: list[int], name: str) -> list[object]:
    Loud.log.clear()
    a = Loud("a")
    b = Loud("b")
    n = sum(1 for x in xs if a is not None and b is not None)
    a = Loud("a again")
    found: list[object] = [n, list(Loud.log)]
    del b
    found.append(list(Loud.log))
    return found


def as_default(xs: list[int], f=None) -> object:
    k = 3
    total = sum(x * k for x in xs)
    return total, (lambda: k + 1)()


def outcome(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except BaseException as error:
        return type(error).__name__, str(error), error.__traceback__.tb_next.tb_lineno


def test_values():
    return [
        outcome(rebound, [1, 2, 3], 2),
        outcome(rebound, [1, 2, 3], 2.5),
        outcome(rebound, [1, 2, 3], "x"),
        outcome(rebound, [2**40], 2),
        outcome(deleted, [1, 2], 3),
        outcome(deleted, [], 3),
        outcome(maybe_bound, [1, 2], True),
        outcome(maybe_bound, [1, 2], False),
        outcome(maybe_bound, [], False),
        outcome(in_loop, [[1, 2], [30, 4], [5]]),
        outcome(in_loop, [[1, 2], ["x", 4], [5]]),
        outcome(after_error, [10, 20], 1),
        outcome(after_error, [10, 20], 0),
        outcome(parameters, [1.0, 2.0, 3.0], 1.5, 3.5),
        outcome(parameters, [1.0, 2.0, 3.0], 1, 3.5, factor=0.5),
        outcome(parameters, [1.0, 2.0, 3.0], None, 3.5),
        outcome(as_default, [1, 2]),
    ]


def test_comprehensions():
    return [
        outcome(by_comprehension, [[1, 2], [3]], 2),
        outcome(by_comprehension, [[1, 2], [3]], 3),
        outcome(by_comprehension, [[1, "y"], [3]], 2),
        outcome(nested_names, [[1, 2], [3]]),
    ]


def test_finalizers():
    found = ended([1, 2], "x")
    return found, list(Loud.log)
