"""Unpacking: tuples, lists, iterators, stars anywhere, nested targets, targets of every kind, and every way it can go wrong."""


class Items:
    def __init__(self, n, fail_at, log):
        self.n, self.fail_at, self.log = n, fail_at, log

    def __iter__(self):
        for i in range(self.n):
            self.log.append(i)
            if i == self.fail_at:
                raise LookupError("failed at", i)
            yield i


class Target:
    def __init__(self, log):
        object.__setattr__(self, "log", log)

    def __setattr__(self, name, value):
        self.log.append((name, value))
        if value == "bad":
            raise ValueError(name)

    def __setitem__(self, key, value):
        self.log.append((key, value))


def two(values):
    a, b = values
    return [b, a]


def two_hinted(values: tuple[int, float]) -> float:
    a, b = values
    return a + b


def list_hinted(values: list[int]) -> int:
    a, b, c = values
    return a * b - c


def one(values):
    (a,) = values
    return a


def nested(values):
    a, (b, [c, d]), e = values
    return [a, b, c, d, e]


def star_first(values):
    *a, b = values
    return [a, b]


def star_last(values):
    a, *b = values
    return [a, b]


def star_middle(values):
    a, *b, c, d = values
    return [a, b, c, d]


def star_only(values):
    [*a] = values
    return a


def star_nested(values):
    a, (*b, c), *d = values
    return [a, b, c, d]


def swap(a, b, c):
    a, b = b, a
    a, b, c = c, a, b
    return [a, b, c]


def rotate_numbers(n: int, a: float, b: float, c: float) -> list:
    for _ in range(n):
        a, b, c = b, c, a + b
    return [a, b, c]


def fibonacci(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def into_targets(values, log: list) -> list:
    t = Target(log)
    t.first, t["second"], *t.rest = values
    return log


def into_items(values: list) -> list:
    i = 0
    i, values[i] = 1, "stored"
    return values


def in_loop(pairs) -> list:
    made = []
    for a, (b, *c) in pairs:
        made.append((c, b, a))
    return made


def enumerated(words: list) -> dict:
    return_value = {}
    for i, word in enumerate(words):
        return_value[word] = i
    for (key, value), extra in zip(return_value.items(), "xyz"):
        return_value[key] = (value, extra)
    return return_value


def chained(values):
    a = b, c = [d, *e] = values
    return [a, b, c, d, e]


def from_iterator(n: int, fail_at: int) -> list:
    log = []
    try:
        a, b = Items(n, fail_at, log)
    except (ValueError, LookupError) as error:
        return [str(error), log]
    return [a, b, log]


def star_from_iterator(n: int, fail_at: int) -> list:
    a, *b, c = Items(n, fail_at, [])
    return [a, b, c]


def returns_star(values) -> tuple:
    return 0, *values, 9


def subscript_star(values) -> object:
    table = {(1, 2): "pair", (0, 1, 2): "triple"}
    return [table[*values], table[0, *values]]


def unpack_strings(text: str) -> str:
    first, *rest = text
    return first.upper() + "".join(rest)


ANY = ((1, 2), [1, 2.5], "ab", {"k": 1, "l": 2}, range(2), (1,), (1, 2, 3), [], None, 5, b"xy", {3})
CASES = [(f, (v,)) for f in (two, star_first, star_last) for v in ANY] + [(f, (v,)) for f in (one, star_middle, star_only) for v in ((), (1,), [1, 2, 3, 4], "abc", None)]
CASES += [(two_hinted, (v,)) for v in ((1, 2.5), (2**70, 1), [1, 2.0], (1, "s"), (1, 2, 3))] + [(list_hinted, (v,)) for v in ([1, 2, 3], [2**62, 4, 1], [1], (1, 2, 3), ["a", 2, 3])]
CASES += [(f, (v,)) for f in (nested, star_nested) for v in ((1, (2, [3, 4]), 5), (1, "xy", 2, 3), (1, (2, 3), 4), (1, (), 3), (1, 2, 3))] + [(swap, (1, 2.5, "s")), (swap, (1, 2, 3)), (rotate_numbers, (3, 1.0, 2, 3.5)), (fibonacci, (10,)), (fibonacci, (100,))]
CASES += [(into_targets, (v, [])) for v in ((1, 2, 3, 4), (1,), ("bad", 2), (1, 2))] + [(into_items, ([0, 0],)), (into_items, ([0],)), (in_loop, ([(1, "ab"), (2, (3,))],)), (in_loop, ([(1, ())],)), (in_loop, ([5],)), (enumerated, (["a", "b"],))]
CASES += [(chained, ((1, 2),)), (chained, ("ab",)), (chained, ((1, 2, 3),))] + [(f, (n, x)) for f in (from_iterator, star_from_iterator) for n, x in ((2, 9), (1, 9), (3, 9), (5, 9), (2, 1), (3, 2), (0, 9))]
CASES += [(returns_star, ((1, 2),)), (returns_star, (3,)), (subscript_star, ((1, 2),)), (subscript_star, ((1,),)), (unpack_strings, ("hello",)), (unpack_strings, ("",))]
