"""Calls of every shape: positional, keyword, star, double star, defaults, keyword-only, positional-only, and each mixture."""
import sys


def plain(a, b, c=3, *rest, d=4, **more) -> list:
    return [a, b, c, rest, d, sorted(more.items())]


def numbers(a: int, b: int = 2, /, c: int = 3, *, d: int = 4) -> int:
    return a + 10 * b + 100 * c + 1000 * d


def only_keywords(*, first: float, second: float = 0.5) -> float:
    return first - second


def collects(*args: int, **kw: int) -> list:
    return [args, kw]


class Callable:
    def __init__(self, log):
        self.log = log

    def __call__(self, *args, **kw):
        self.log.append((args, kw))
        return len(self.log)


class Keys:
    """A mapping that is not a dict."""

    def __init__(self, table):
        self.table = table

    def keys(self):
        return self.table.keys()

    def __getitem__(self, key):
        if self.table[key] == "fail":
            raise LookupError(key)
        return self.table[key]


def by_position(x: int) -> list:
    return [plain(x, 2), plain(x, 2, 5), plain(x, 2, 5, 6, 7)]


def by_keyword(x) -> list:
    return [plain(b=x, a=1), plain(1, b=2, d=x), plain(1, 2, z=x, y=1), plain(*(), a=x, b=0)]


def by_star(args, kw) -> list:
    return plain(*args, **kw)


def mixed_stars(x, args, kw) -> list:
    return [plain(x, *args, d=1), plain(*args, x, *args, d=x, **kw), plain(*args, *args, **kw, **{"w": x})]


def numbers_shapes(n: int) -> list:
    return [numbers(n), numbers(n, n), numbers(n, c=n), numbers(n, d=n, c=1), numbers(n, n, n, d=n), numbers(*(n, 1), **{"d": n})]


def keyword_only(x: float) -> list:
    return [only_keywords(first=x), only_keywords(second=x, first=1.0)]


def a_callable(log: list, x) -> list:
    f = Callable(log)
    return [f(), f(x), f(x, k=x), f(*[x, x], **{"k": x}), log]


def any_callable(f, x):
    return f(x)


def any_callable_hinted(f: object, x: int) -> object:
    return f(x, x)


def types_and_builtins(x) -> list:
    return [int(x), str(x), float(x), list((x,)), tuple([x]), dict(a=x), dict([(1, x)], b=2), type(x)(), sorted([x, x], reverse=True), len([x]), max(x, x, key=str), print(x, sep="", end="\n")]


def method_forms(text: str, x: int) -> list:
    return [text.split(","), text.split(",", 1), text.split(sep=",", maxsplit=x), str.upper(text), text.replace(*",;"), "{} {k}".format(x, k=text)]


def nested_calls(x: int) -> int:
    return numbers(numbers(x), numbers(x, numbers(x, c=x)), d=len(collects(*range(x % 7))[0]))


def too_few(x: int) -> int:
    return numbers()


def too_many(x: int) -> int:
    return numbers(x, x, x, x)


def unknown_keyword(x: int) -> int:
    return numbers(x, e=x)


def positional_as_keyword(x: int) -> int:
    return numbers(a=x)


def twice(x: int) -> int:
    return numbers(x, x, x, c=x)


def missing_keyword(x: float) -> float:
    return only_keywords(second=x)


def duplicate_in_stars(kw) -> list:
    return plain(1, 2, **kw, **kw)


def duplicate_keyword(kw) -> list:
    return plain(1, 2, d=1, **kw)


def not_callable(x):
    return x(1)(2)


CASES = [(f, (x,)) for f in (by_position, by_keyword, numbers_shapes, nested_calls) for x in (1, 2**62)] + [(keyword_only, (2.5,)), (keyword_only, ("s",)), (numbers_shapes, ("s",)), (nested_calls, (-1,))]
# CPython 3.11 loses the keyword arguments when the positional ones are no iterable.
STARRED = ((1, 2), [1], range(5), "ab", {1: 2, 3: 4}) + ((None, 3) if sys.version_info >= (3, 12) else ())
CASES += [(by_star, (args, kw)) for args in STARRED for kw in ({}, {"d": 9}, {"b": 1}, {1: 2})] + [(by_star, ((1, 2), kw)) for kw in (None, [("d", 1)], Keys({"d": 5}), Keys({"z": "fail"}), 5)]
CASES += [(mixed_stars, (x, args, kw)) for x in (1,) for args in ((1, 2), [5]) for kw in ({}, {"q": 2}, {"w": 3}, {"d": 1})] + [(a_callable, ([], 5))]
CASES += [(any_callable, (f, x)) for f in (len, int, abs, numbers, collects, list.append, "s".join, Callable, print, plain) for x in ([1], "7", 5)] + [(any_callable_hinted, (f, 3)) for f in (max, pow, numbers, divmod, None, 5)]
CASES += [(types_and_builtins, (x,)) for x in (5, "5", "x", None)] + [(method_forms, (t, x)) for t, x in (("a,b,c", 1), ("", -1), (None, 1), ("a", "x"))]
CASES += [(f, (1,)) for f in (too_few, too_many, unknown_keyword, positional_as_keyword, twice, missing_keyword, not_callable)] + [(not_callable, (f,)) for f in (None, "s", abs, lambda a: lambda b: (a, b))]
CASES += [(duplicate_in_stars, (kw,)) for kw in ({}, {"k": 1})] + [(duplicate_keyword, (kw,)) for kw in ({}, {"d": 1}, {"c": 1})]
