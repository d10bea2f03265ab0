"""Subscripts of every built-in container, of strings and of classes with `__getitem__` are read, stored and deleted."""


class Grid:
    def __init__(self, log):
        self.log = log

    def __getitem__(self, key):
        self.log.append(("get", key))
        if key == 13:
            raise KeyError("unlucky", key)
        return key

    def __setitem__(self, key, value):
        self.log.append(("set", key, value))
        if value is None:
            raise ValueError(key)

    def __delitem__(self, key):
        self.log.append(("del", key))
        if key == 13:
            raise IndexError("no", key)


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Default(dict):
    def __missing__(self, key):
        if key == "raise":
            raise LookupError(key)
        return f"made {key}"


class Typed:
    def __class_getitem__(cls, item):
        return cls.__name__, item


def of_list(values: list, i: int) -> object:
    return values[i]


def of_tuple(values: tuple, i):
    return values[i]


def of_str(text: str, i: int) -> str:
    return text[i]


def of_bytes(data: bytes, i: int) -> int:
    return data[i]


def of_dict(table: dict, key) -> object:
    return table[key]


def of_range(n: int, i: int) -> int:
    return range(n)[i]


def of_any(values, key):
    return values[key]


def store_list(values: list, i: int, value) -> list:
    values[i] = value
    return values


def store_dict(table: dict, key, value) -> dict:
    table[key] = value
    return table


def store_any(values, key, value):
    values[key] = value
    return values


def delete_any(values, key):
    del values[key]
    return values


def grid_round(log: list, key, value) -> list:
    grid = Grid(log)
    first = grid[key]
    grid[key, 1] = value
    del grid[key]
    return [first, grid[1:key], grid[..., None], grid[()], grid[1,]]


def augmented(table: dict, key, n: int) -> dict:
    for i in range(n):
        table[key] += i
    return table


def nested_store(rows: list, i: int, j: int, value: float) -> list:
    rows[i][j] = value
    rows[i][j] += rows[i][j - 1]
    return rows


def counted(words: list) -> dict:
    counts = {}
    for word in words:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def cumulated(values: list[float]) -> list[float]:
    sums = [0.0] * (len(values) + 1)
    for i in range(len(values)):
        sums[i + 1] = sums[i] + values[i]
    return sums


def bubble(values: list[int]) -> list[int]:
    n = len(values)
    for i in range(n):
        for j in range(n - 1 - i):
            if values[j] > values[j + 1]:
                values[j], values[j + 1] = values[j + 1], values[j]
    return values


def evaluation_order(log: list) -> list:
    def say(what, value):
        log.append(what)
        return value

    say("container", [0, 1])[say("index", 0)] = say("value", 5)
    del say("delete from", {1: 2})[say("key", 1)]
    say("augmented", [1])[say("its index", 0)] += say("its value", 2)
    return log


CASES = [(of_list, ([1, 2.5, "s"], i)) for i in (0, -1, 2, 3, -4, 2**70, True, "x", 1.0, None, Index(1), Index(9))] + [(of_list, (s, 0)) for s in (None, 5, (), "", {0: "d"})]
CASES += [(of_tuple, ((1, None), i)) for i in (0, -2, 2, -(2**63), "x")] + [(of_str, ("añ€😀", i)) for i in (0, 1, 3, -1, 4, None)] + [(of_bytes, (b"ab\xff", i)) for i in (0, 2, 3)]
CASES += [(of_dict, (t, k)) for t in ({"a": 1}, Default()) for k in ("a", "b", "raise", (1, 2), [1], 1.0)] + [(of_range, (5, i)) for i in (0, -1, 5, Index(2))]
CASES += [(of_any, (v, k)) for v in (bytearray(b"xy"), range(3), list, Typed, int) for k in (0, 5, "k")] + [(of_any, (print, 1)), (of_any, (lambda: 0, 1))]
CASES += [(store_list, ([1, 2], i, v)) for i in (0, -1, 2, "x", Index(1)) for v in (None, 7)] + [(store_dict, ({}, k, 1)) for k in (1, "k", [1], {})]
CASES += [(store_any, (v, 0, 65)) for v in ((1,), "s", bytearray(b"z"), b"z", None, range(3), {})] + [(store_any, (bytearray(b"z"), 0, 300))]
CASES += [(delete_any, (v, k)) for v in ([1, 2], (1,), {"a": 1}, "s", None, bytearray(b"xy")) for k in (0, 5, "a")]
CASES += [(grid_round, ([], k, v)) for k in (1, 13) for v in (2, None)] + [(augmented, ({"k": start}, key, n)) for start in (0, 2**62, "s", 1.5) for key in ("k", "z") for n in (0, 3)]
CASES += [(nested_store, ([[1.0, 2.0], [3, 4]], i, j, 1.5)) for i in (0, 1, 2) for j in (0, 1, 2)] + [(counted, (list("abcab"),)), (counted, ([[1]],)), (cumulated, ([1.0, 2, 0.5],)), (cumulated, ([1.0, "s"],))]
CASES += [(bubble, ([3, 1, 2**70, -5, 2.5],)), (bubble, ([3, "s", 1],)), (evaluation_order, ([],))]
