"""List, tuple, set and dict displays, with unpacking anywhere in them, and what raises while one is being made."""


class Failing:
    """An iterable and a mapping that stops after some items."""

    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for i in range(self.n):
            yield i
        raise ArithmeticError("no more", self.n)

    def keys(self):
        return iter(self)

    def __getitem__(self, key):
        return key * 2


class Unhashable:
    __hash__ = None


def lists(a, b) -> list:
    return [[], [a], [a, b], [a, [b, [a]]], [*a, b], [b, *a, *a], [*[]], [*a, *b]]


def tuples(a, b) -> list:
    return [(), (a,), (a, b), (*a,), (*a, b, *a), (b, *()), tuple([*a, *b])]


def sets(a, b) -> list:
    return [{b}, {*a}, {*a, b}, {*a, *a, b}, {1, 1.0, True}]


def dicts(a, b) -> list:
    return [{}, {1: a}, {a: b, b: a}, {**{"k": a}}, {"k": 0, **{"k": b}, "z": a}, {**{}, **{1: 2}, 3: b}]


def numbers(n: int, x: float) -> list:
    return [[n, x, n + 1, -x], (n, x), {n: x, x: n}, {n, x}]


def constants() -> list:
    return [[1, 2, 3, 4], (1, 2, (3, None)), {1, 2, 3, 4}, {"a": 1, "b": [2]}, [None, True, ..., b"b", "s", 1.5, 2j]]


def constants_are_fresh(n: int) -> list:
    made = []
    for _ in range(n):
        row = [1, 2, 3]
        row.append(len(made))
        made.append(row)
    return made


def unpack_mapping(table) -> dict:
    return {"first": 1, **table, "last": 2}


def unpack_iterable(values) -> list:
    return [0, *values, 9]


def into_set(values) -> set:
    return {0, *values}


def into_tuple(values) -> tuple:
    return 0, *values


def big(n: int) -> list:
    return [n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n + 1, n + 2, *range(n), n]


def big_dict(n: int) -> dict:
    return {"a": n, "b": n, "c": n, "d": n, "e": n, "f": n, "g": n, "h": n, "i": n, "j": n, "k": n, "l": n, "m": n, "n": n, "o": n, "p": n, "q": n, "r": n, 1: n + 1}


def order(log: list) -> list:
    def say(value):
        log.append(value)
        return value

    {say("k1"): say("v1"), say("k2"): say("v2"), **{say("k3"): 0}}
    [say(1), *[say(2)], say(3)]
    {say(4), *(say(5),)}
    return log


def raises_in_the_middle(log: list, n: int) -> list:
    return [log.append(1), log.append(2), 1 // n, log.append(3)]


CASES = [(f, (a, b)) for f in (lists, tuples) for a, b in (((1, 2), [3]), ("xy", "z"), ([], ()), (5, [1]), (None, (1,)))]
CASES += [(sets, (a, b)) for a, b in (((1, 2), 3), ("xy", "z"), ([[1]], 1), ([1], [1]), (5, 1))] + [(dicts, (a, b)) for a, b in ((1, "s"), ([1], 1), (2**70, 1.5))]
CASES += [(numbers, (n, x)) for n, x in ((1, 2.5), (2**63 - 1, -0.0), (1, 1.0), (True, 3))] + [(constants, ()), (constants_are_fresh, (3,)), (order, ([],))]
CASES += [(unpack_mapping, (t,)) for t in ({}, {"first": 5}, {1: 2}, None, [("a", 1)], Failing(2), 7)] + [(f, (v,)) for f in (unpack_iterable, into_set, into_tuple) for v in ([1], "ab", {}, None, 5, Failing(2), [Unhashable], ([],))]
CASES += [(big, (n,)) for n in (0, 3, 2**40 - 2**40)] + [(big_dict, (5,)), (raises_in_the_middle, ([], 0)), (raises_in_the_middle, ([], 1))]
