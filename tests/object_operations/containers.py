"""Displays, comprehensions, unpacking and iteration."""

import compare
from compare import NOTHING, Base, Failing, Telling, function
from operators import ITERABLES, Dying, Iterates

ITEMS = [lambda: 1, lambda: "a", lambda: [2], lambda: None, lambda: Base("b"), lambda: 1.0, lambda: Failing(), lambda: "a",
         lambda: Telling(), lambda: Dying("d")]


def check(comparison):
    check_displays(comparison)
    check_additions(comparison)
    check_stars(comparison)
    check_unpacking(comparison)
    check_iteration(comparison)


def parameters(count):
    return [f"a{index}" for index in range(count)]


def check_displays(comparison):
    picks = [range(count) for count in range(11)] + [[0, 1, 3], [0, 5], [1, 7], [0, 1, 3, 4, 9], [0, 9, 2, 9], [6, 1], [1, 2]]
    for pick in picks:
        names = parameters(len(pick))
        comma = ", ".join(names)
        make = lambda pick=pick: tuple(ITEMS[index]() for index in pick)
        comparison.check("tuple", function(f"def f({comma}): return ({comma}{',' * bool(names)})"), make)
        comparison.check("list", function(f"def f({comma}): return [{comma}]"), make)
        if names:
            comparison.check("set", function(f"def f({comma}): return {{{comma}}}"), make)
        if len(names) % 2 == 0:
            pairs = ", ".join(f"{key}: {value}" for key, value in zip(names[::2], names[1::2]))
            comparison.check("dict", function(f"def f({comma}): return {{{pairs}}}"), make)
        keys = ["x", "y", 3, None, "z", "x", 2.5, "p", "q", "r"][: len(names)]
        if len(names) > 1:
            pairs = ", ".join(f"{key!r}: {value}" for key, value in zip(keys, names))
            native = lambda *values, keys=tuple(keys): comparison.library("const_key_dict", keys, *values)
            comparison.check("const_key_dict", function(f"def f({comma}): return {{{pairs}}}"), make, native)
        text = "".join(f"{{{name}}}" for name in names)
        texts = lambda count=len(names): tuple(["", "a", "é", "\U0001f600", "bc", "d" * 99, ""][index % 7] for index in range(count))
        if len(names) > 1:
            comparison.check("string", function(f"def f({comma}): return f'{text}'"), texts)


def check_additions(comparison):
    for item in ITEMS:
        for start in ([], [0], list(range(40)), ["a", "b"]):
            listed = lambda item=item, start=start: (list(start), item())
            comparison.check("list_append", function("def f(l, i):\n l.append(i)\n return l"), listed)
            comparison.check("set_add", function("def f(s, i):\n s.add(i)\n return s"),
                             lambda item=item, start=start: (set(start), item()))
            comparison.check("dict_add", function("def f(d, k, v):\n d[k] = v\n return d"),
                             lambda item=item, start=start: (dict.fromkeys(start), item(), [1]))


class Mapping(Base):
    """A mapping only as far as instructions ask."""

    def keys(self):
        compare.LOG.append("keys")
        if self.text == "attribute":
            raise AttributeError("of its own")
        if self.text == "key":
            raise KeyError("one")
        if self.text == "keys":
            raise KeyError("one", "two")
        return ["p", "q"] if self.text == "fine" else [1] if self.text == "number" else self.text

    def __getitem__(self, key):
        compare.LOG.append(("__getitem__", key))
        if self.text == "empty":
            raise KeyError(key)
        return 5


MAPPINGS = [lambda: {}, lambda: {"a": 1}, lambda: {"p": 1, "q": 2}, lambda: {1: 2}, lambda: 5, lambda: None, lambda: [("a", 1)],
            lambda: "text", lambda: Base()] + [
    lambda text=text: Mapping(text) for text in ("attribute", "key", "keys", "fine", "number", "empty", None, 7, ["p", "p"])]


def named(**kwargs):
    return kwargs


class Callable(Base):
    def __call__(self, **kwargs):
        return kwargs


CALLABLES = [lambda: named, lambda: dict, lambda: Callable().__call__, lambda: Callable(), lambda: "abc".join]


def check_stars(comparison):
    extend = function("def f(a, b): return [*a, *b]")
    update = function("def f(a, b): return {*a, *b}")
    merge = function("def f(a, b): return {**a, **b}")
    keywords = function("def f(a, b, c): return c(**a, **b)")

    def native_keywords(first, second, callable):
        merged = {}
        comparison.library("dict_merge", merged, first, callable)
        comparison.library("dict_merge", merged, second, callable)
        return comparison.library("call_ex", callable, (), merged)

    for iterable in ITERABLES:
        comparison.check("list_extend", extend, lambda iterable=iterable: ([0, "x"], iterable()), arguments_too=False)
        comparison.check("set_update", update, lambda iterable=iterable: ({0, "x"}, iterable()), arguments_too=False)
        comparison.check("list_to_tuple", function("def f(a): return (*a,)"),
                         lambda iterable=iterable: (list(iterable()) if type(iterable()) in (list, tuple, range) else [],))
    for mapping in MAPPINGS:
        for start in ({}, {"a": 0}, {"q": 0}):
            make = lambda mapping=mapping, start=start: (dict(start), mapping())
            comparison.check("dict_update", merge, make, arguments_too=False)
            for callable in CALLABLES:
                given = lambda make=make, callable=callable: (*make(), callable())
                comparison.check("dict_merge", keywords, given, native_keywords, arguments_too=False)


def check_unpacking(comparison):
    for iterable in ITERABLES:
        for count in range(5):
            targets = ", ".join(parameters(count))
            plain = function(f"def f(s, n):\n [{targets}] = s\n return ({targets}{',' * bool(count)})")
            comparison.check("unpack", plain, lambda iterable=iterable, count=count: (iterable(), count))
        for before in range(3):
            for after in range(3):
                names = parameters(before + 1 + after)
                starred = ", ".join(names[:before] + ["*" + names[before]] + names[before + 1 :])
                plain = function(f"def f(s, b, a):\n [{starred}] = s\n return ({', '.join(names)},)")
                make = lambda iterable=iterable, before=before, after=after: (iterable(), before, after)
                comparison.check("unpack_ex", plain, make)


def check_iteration(comparison):
    plain = function("def f(o, most):\n seen = []\n for i in o:\n  seen.append(i)\n  if len(seen) == most: break\n return seen")

    def native(iterable, most):
        iterator = comparison.library("get_iter", iterable)
        seen = []
        while (item := comparison.library("next", iterator)) is not NOTHING:
            seen.append(item)
            if len(seen) == most:
                break
        return seen

    def stopping(kind):
        yield 1
        raise kind(2)

    more = [lambda: stopping(KeyError), lambda: stopping(StopIteration), lambda: zip([1, 2], "ab"), lambda: map(int, ["1", "x"]),
            lambda: iter(lambda: 3, 3), lambda: Iterates(StopIteration), lambda: {}.items(), lambda: range(10**30, 10**30 + 2)]
    for iterable in ITERABLES + more:
        for most in (2, 100):
            for name in ("get_iter", "next"):
                comparison.check(name, plain, lambda iterable=iterable, most=most: (iterable(), most), native)
