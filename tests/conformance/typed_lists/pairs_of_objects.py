# native: numbered_rows, numbered_names, weighted, products, both_names, only_first, kept, changed_rows, cut, grown, nested, handled
# native: general, from_start, same_twice, ended, dropped, over_dict
"""Loops over `enumerate` and `zip` that take pairs apart of which one piece is an object: no tuples are made, nothing else is seen."""
import sys


class Loud:
    log: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        Loud.log.append(self.name)


class Rows(list):
    def __iter__(self):
        return iter([[0.5], [0.25]])


def numbered_rows(rows: list[list[float]]) -> float:
    total = 0.0
    for i, row in enumerate(rows):
        total += row[0] * i
    return total


def numbered_names(names: list[str]) -> str:
    text = ""
    for i, name in enumerate(names):
        text += name
        if i > 2:
            break
    else:
        text += "!"
    return text


def from_start(names: list[str], start: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for i, name in enumerate(names, start):
        found.append((i, name))
    return found


def weighted(names: list[str], weights: list[float]) -> float:
    total = 0.0
    for name, weight in zip(names, weights):
        total += len(name) * weight
    return total


def products(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    size = len(right[0])
    result: list[list[float]] = []
    for row in left:
        sums = [0.0] * size
        for factor, line in zip(row, right):
            for column in range(size):
                sums[column] += factor * line[column]
        result.append(sums)
    return result


def both_names(left: list[str], right: list[str]) -> list[str]:
    return [a + b for a, b in zip(left, right)]


def only_first(left: list[object], right: list[object]) -> int:
    n = 0
    for a, _ in zip(left, right):
        n += a is None
    return n


def kept(left: list[object], numbers: list[int]) -> tuple[object, int]:
    a: object = None
    b = -1
    for a, b in zip(left, numbers):
        pass
    return a, b


def changed_rows(rows: list[list[int]]) -> list[int]:
    seen: list[int] = []
    for i, row in enumerate(rows):
        seen.append(row[0])
        rows[-1] = [i]
    return seen


def cut(rows: list[list[int]], others: list[list[int]]) -> int:
    n = 0
    for row, other in zip(rows, others):
        n += row[0] + other[0]
        others.pop()
    return n


def grown(names: list[str]) -> int:
    n = 0
    for i, name in enumerate(names):
        if i < 5:
            names.append(name + "x")
        n += len(name)
    return n


def nested(rows: list[list[str]]) -> str:
    text = ""
    for i, row in enumerate(rows):
        for (j, a), b in zip(enumerate(row), row):
            text += f"{i}{j}{a}{b}"
        for a, b in zip(row, rows):
            text += a + b[0]
    return text


def handled(names: list[str], numbers: list[int]) -> list[object]:
    seen: list[object] = []
    for name, number in zip(names, numbers):
        try:
            seen.append(10 // number)
        except ZeroDivisionError as error:
            seen.append(name + str(error))
    return seen


def general(anything: list[str], mapping: dict[str, int]) -> int:
    n = 0
    for a, b in zip(anything, mapping):
        n += len(a) + len(b)
    for i, key in enumerate(mapping):
        n += i * len(key)
    return n


def over_dict(mapping: dict[str, int], rows: list[list[int]]) -> int:
    n = 0
    for (key, value), row in zip(mapping.items(), rows):
        n += len(key) * value + row[0]
    return n


def same_twice(names: list[str]) -> list[str]:
    iterator = iter(names)
    return [a + b for a, b in zip(iterator, iterator)]


def ended(names: list[str], rows: list[list[int]]) -> tuple[int, list[str]]:
    pairs = zip(names, rows)
    n = 0
    for name, row in pairs:
        n += len(name) + row[0]
    return n, [name for name, _ in pairs]


def dropped(values: list[Loud], names: list[str]) -> list[str]:
    log: list[str] = []
    for value, name in zip(values, names):
        values[0] = values[-1]
        log.append(name + value.name)
        log.extend(Loud.log)
    return log


def outcome(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__, str(error)


def test_enumerate():
    assert_rows = [[1.0, 2.0], [3.0], [4.0]]
    return [
        numbered_rows(assert_rows),
        numbered_rows([]),
        outcome(numbered_rows, [[1.0], []]),
        outcome(numbered_rows, [[1.0], ["a"]]),
        outcome(numbered_rows, [[1.0], (2.0,), [3]]),
        outcome(numbered_rows, [[1.0], None]),
        outcome(numbered_rows, ([1.0], [2.0])),
        outcome(numbered_rows, Rows([[1.0]])),
        numbered_names(["a", "b"]),
        numbered_names(["a", "b", "c", "d", "e"]),
        outcome(numbered_names, ["a", 1]),
        from_start(["x", "y"], 7),
        from_start(["x", "y"], -1),
        outcome(from_start, ["x", "y"], 2**62),
        outcome(from_start, ["x", "y", "z"], 2**63 - 2),
        outcome(from_start, ["x", "y", "z"], 2**64),
        outcome(from_start, ["x"], 1.5),
        outcome(from_start, "xyz", True),
    ]


def test_zip():
    return [
        weighted(["a", "bcd"], [1.5, 2.5, 9.0]),
        weighted(["a", "bcd"], [1.5]),
        weighted([], []),
        outcome(weighted, ["a", "b"], [1.5, 2]),
        outcome(weighted, ["a", 3], [1.5, 2.5]),
        outcome(weighted, ["a", "b"], [1.5, None]),
        outcome(weighted, ("a", "b"), [1.5, 2.5]),
        outcome(weighted, "ab", [1.5, 2.5]),
        outcome(weighted, 3, [1.5]),
        products([[1.0, 2.0], [3.0, 4.0]], [[0.5, 0.25], [2.0, 1.0]]),
        outcome(products, [[1.0, 2]], [[0.5, 0.25], [2.0, 1.0]]),
        outcome(products, [[1.0, 2.0]], [[0.5, 0.25], [2.0]]),
        outcome(products, [["a", 2.0]], [[1.0, 2.0]]),
        outcome(products, [(1.0,)], [[1, 2.0]]),
        both_names(["a", "b"], ["x", "y", "z"]),
        outcome(both_names, ["a", "b"], ["x", None]),
        only_first([None, 1, None], [1, 2, 3, 4]),
        kept(["a", None], [1, 2]),
        kept([], [1]),
        outcome(kept, ["a"], [2**70]),
        outcome(kept, ["a", "b"], [True, 1.5]),
    ]


def test_mutation():
    rows = [[1], [2], [3], [4]]
    return [
        changed_rows(rows),
        rows,
        cut([[1], [2], [3], [4]], [[10], [20], [30], [40]]),
        grown(["a", "b"]),
        nested([["p", "q"], ["r"]]),
    ]


def test_handled():
    return [
        handled(["a", "b", "c"], [1, 0, 3]),
        outcome(handled, ["a", 5], [1, 0]),
        outcome(handled, ["a", "b"], [1, "x"]),
    ]


def test_others():
    return [
        general(["a", "bc"], {"xyz": 1, "w": 2, "v": 3}),
        outcome(general, ["a"], {1: 2}),
        over_dict({"a": 2, "bcd": 3}, [[1], [2], [3]]),
        outcome(over_dict, {"a": 2.5}, [[1]]),
        same_twice(["a", "b", "c", "d", "e"]),
        ended(["a", "bc"], [[1], [2], [3]]),
    ]


def test_references():
    names = ["one", "two", "three"]
    rows = [[10**6], [10**7], [10**8]]
    before = list(map(sys.getrefcount, names + rows))
    for _ in range(3):
        ended(names, rows)
        kept(names, [1, 2, 3])
        outcome(kept, names, [1, 2, None])
        outcome(weighted, names, [1.0, None])
        outcome(handled, [*names, 0], [1, 0, 0, 0])
    after = list(map(sys.getrefcount, names + rows))
    return [a - b for a, b in zip(after, before)]


def test_finalizers():
    Loud.log.clear()
    found = dropped([Loud("a"), Loud("b"), Loud("c")], ["x", "y", "z"])
    return found, sorted(Loud.log)
