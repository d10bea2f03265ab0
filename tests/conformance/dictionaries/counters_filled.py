# native: letters, pairs, whatever, of_words, added, added_twice, raising, deep
"""`Counter(...)` of a generator expression, and `Counter(iterable)` and `update` of strings and lists: counted without the functions of
the class, as long as these are CPython's and nobody sees them."""
import collections
import collections.abc
import sys
from collections import Counter

RERUNNABLE = False


def letters(words: list[str]) -> Counter[str]:
    return Counter(ch for word in words for ch in word if ch != "x")


def lengths(words: list[str]) -> list[tuple[int, int]]:
    counts: Counter[int] = Counter(len(word) for word in words if word)
    counts[3] += 10
    return list(counts.items())


def pairs(words: list[str], tags: list[str]) -> Counter[tuple[str, str]]:
    return Counter((word, tag) for word in words for tag in tags)


def whatever(things: list[object]) -> Counter[object]:
    return Counter(thing for thing in things)


def of_words(words: list[str]) -> Counter[str]:
    total: Counter[str] = Counter()
    for _ in range(3):
        total = Counter(words)
    return total


def of_text(text: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for _ in range(2):
        found = list(Counter(text).items())
    return found


def added(words: list[str], counts: Counter[str]) -> Counter[str]:
    for word in words:
        counts.update(word)
    return counts


def added_twice(things: list[object], counts: Counter[object]) -> list[tuple[object, object]]:
    for _ in range(2):
        counts.update(things)
    return list(counts.items())


def mixed(n: int) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for i in range(n):
        counts.update(str(i))
        counts.update([str(i % 3), "t"])
        counts.update(("u", "v"))
        counts.update({"w": 2})
        counts["a"] -= 1
    return list(counts.items())


def raising(words: list[str], numbers: list[int]) -> Counter[int]:
    return Counter(100 // number for word in words for number in numbers)


def deep(n: int, text: str) -> int:
    if n == 0:
        return len(Counter(text))
    return deep(n - 1, text) + 1


class Own(Counter):
    pass


class Loud(Counter):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


class Updates(Counter):
    def update(self, *args, **kwargs):
        print("update", len(args))
        super().update(*args, **kwargs)


class Text(str):
    def __hash__(self):
        print("hash")
        return 1

    def __eq__(self, other):
        return str(self) == str(other)


WORDS = ["hello", "world", "", "extra", "\u00e9t\u00e9", "\u4e2d\U0001f600\u4e2d", "ab" * 50, "\xff" * 70 + "\u4e2d"]


def shown(counts) -> list:
    return [type(counts).__name__, list(counts.items()), len(counts)]


def test_letters() -> list:
    return [shown(letters(WORDS)), shown(letters([])), lengths(WORDS), shown(pairs(["a", "b", "a"], ["x", "y"]))]


def test_whatever() -> list:
    odd = [1, True, 1.0, "a", b"a", (1, 2), None, 2**70, frozenset([1]), Text("a"), "a"]
    return [shown(whatever(odd)), shown(whatever([Text("b"), "b"])), added_twice(odd, Counter()), added_twice([True, 1], Counter({1: 2}))]


def test_unhashable() -> list:
    return whatever([1, "a", []])


def test_unhashable_words() -> list:
    return of_words([1, "a", {}])


def test_words() -> list:
    return [shown(of_words(WORDS)), shown(of_words(("a", "b", "a"))), [of_text(word) for word in WORDS], shown(of_words({"a": 4}))]


def test_added() -> list:
    counts = Counter()
    return [shown(added(WORDS, counts)), shown(added(WORDS, counts)), mixed(12), counts["nothing"]]


def test_numbers_that_do_not_fit() -> list:
    counts = Counter({"a": 2**63 - 1, "b": 1.5, "c": True, "d": -(2**63), "e": 2**62, "f": 2**80})
    return [added(["abcdef", "abcdef"], counts), added_twice(["a", "e", "e"], counts)]


def test_values_that_cannot_be_added() -> Counter:
    return added(["xyz", "za"], Counter({"a": "text"}))


def test_subclasses() -> list:
    own, loud, updates = Own(), Loud(), Updates()
    own.update = lambda text: print("own", text)
    return [shown(added(["ab"], own)), shown(added(["ab"], loud)), shown(added(["aba"], updates))]


def test_raising() -> list:
    return raising(["a"], [1, 2, 0, 3])


def test_deep() -> list:
    found = []
    for n in (10, sys.getrecursionlimit() - 200):
        found.append(deep(n, "abc"))
    return found


def test_too_deep() -> bool:
    for n in range(sys.getrecursionlimit() - 60, sys.getrecursionlimit() + 10):
        try:
            deep(n, "abc")
        except RecursionError:
            return True
    return False


def test_profiled() -> list:
    seen = []

    def profile(frame, event, arg):
        if event == "call":
            seen.append(frame.f_code.co_name)

    counts = Counter()
    sys.setprofile(profile)
    try:
        of_words(["a", "b"])
        added(["ab"], counts)
        letters(["ab"])
    finally:
        sys.setprofile(None)
    return [seen, shown(counts)]


def test_method_replaced() -> list:
    found = []
    original = Counter.update

    def update(self, iterable=None, /, **kwds):
        found.append(iterable if isinstance(iterable, (str, list)) else "something")
        original(self, iterable, **kwds)

    letters(WORDS)
    Counter.update = update
    try:
        found += [shown(of_words(["a", "b"])), shown(added(["abc"], Counter())), shown(letters(["ab"]))]
    finally:
        Counter.update = original
    return [*found, shown(letters(["ab"]))]


def test_code_replaced() -> list:
    found = []
    original = Counter.update.__code__

    class Other:
        def update(self, iterable=None, /, **kwds):
            __class__
            self["replaced"] = 1

    Counter.update.__code__ = Other.update.__code__
    try:
        found += [shown(of_words(["a", "b"])), shown(added(["abc"], Counter())), shown(letters(["ab"]))]
    finally:
        Counter.update.__code__ = original
    return [*found, shown(letters(["ab"])), shown(added(["abc"], Counter()))]


def test_globals_replaced() -> list:
    found = []
    original = collections._count_elements

    def count(mapping, iterable):
        found.append("count")
        original(mapping, iterable)

    collections._count_elements = count
    try:
        found += [shown(of_words(["a", "b"])), shown(added(["abc"], Counter())), shown(letters(["ab"]))]
    finally:
        collections._count_elements = original
    collections.isinstance = lambda thing, cls: found.append("asked") or isinstance(thing, cls)
    try:
        found += [shown(of_words(["a", "b"])), shown(added(["abc"], Counter())), shown(letters(["ab"]))]
    finally:
        del collections.isinstance
    return [*found, shown(letters(["ab"])), shown(added(["abc"], Counter()))]


def test_global_replaced() -> list:
    global Counter
    original, found = Counter, []

    class Counter(original):
        def __init__(self, iterable=None):
            print("own class")
            super().__init__(iterable)

    try:
        found += [shown(of_words(["a", "b"])), shown(letters(["ab"]))]
    finally:
        Counter = original
    return [*found, shown(letters(["ab"]))]


def test_every_text_a_mapping() -> list:
    added(["ab"], Counter())

    class Mapping(collections.abc.Mapping):
        pass

    # Whatever is registered stays so.
    class Known(list):
        pass

    Mapping.register(Known)
    found = [shown(added(["ab"], Counter())), shown(of_words(["a"])), shown(letters(["ab"]))]
    try:
        found.append(shown(of_words(Known())))
    except AttributeError as error:
        found.append(str(error))
    return found
