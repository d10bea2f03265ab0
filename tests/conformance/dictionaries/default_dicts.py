# native: counts, words, groups, sums, flags, sets_of, hinted_as_dict, kept, deleted, given
"""`collections.defaultdict`: what is made for a key that is not there, and by whom."""
import collections
from collections import defaultdict


def counts(xs: list[int]):
    d = defaultdict(int)
    for x in xs:
        d[x] += 1
    return d


def words(ws: list[str]):
    d = defaultdict(int)
    for w in ws:
        d[w] += len(w)
    return d


def groups(ws: list[str]):
    d = defaultdict(list)
    for w in ws:
        d[w[0]].append(w)
    return d


def sums(xs: list[int]):
    d: defaultdict[int, float] = defaultdict(float)
    for x in xs:
        d[x % 3] += x * 0.5
    return d


def flags(xs: list[int]):
    d = defaultdict(bool)
    n = 0
    for x in xs:
        if d[x]:
            n += 1
        d[x] = True
    return n, d


def sets_of(pairs: list[tuple[int, int]]):
    d: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        d[a].add(b)
    return d


def hinted_as_dict(xs: list[int]) -> dict[tuple[int, int], int]:
    d: dict[tuple[int, int], int] = defaultdict(int)
    for x in xs:
        d[x, x + 1] += 1
        d[x % 2, 0] += x
    return d


def kept(d: dict[str, int], ws: list[str]) -> list:
    seen = []
    for w in ws:
        seen.append(w in d)
        seen.append(d[w])
        seen.append(w in d)
    return seen


def deleted(d: dict[int, int], xs: list[int]) -> int:
    for x in xs:
        d[x] += 1
        del d[x]
    return len(d)


def given(d: defaultdict[int, int], n: int) -> int:
    total = 0
    for i in range(n):
        total += d[i]
    return total


def of_lists(n: int):
    d = defaultdict(list)
    for i in range(n):
        d[i % 3].append(i)
    return d


made = []


def factory():
    made.append("factory")
    return len(made)


class Own(defaultdict):
    def __missing__(self, key):
        made.append(key)
        return 7


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        made.append("hash")
        return hash(self.value)

    def __eq__(self, other):
        made.append("eq")
        return self.value == other


def outcome(function, *args):
    try:
        return function(*args)
    except Exception as problem:
        return type(problem).__name__, problem.args


def test_all():
    return (
        counts([3, 1, 3, -1, 1 << 40, 3]),
        words(["a", "bb", "a"]),
        groups(["ab", "ac", "b"]),
        sums([1, 2, 3, 4]),
        flags([1, 2, 1]),
        sets_of([(1, 2), (1, 3), (2, 2)]),
        hinted_as_dict([1, 2, 3]),
        of_lists(5),
    )


def test_other_keys_and_values():
    return [
        outcome(counts, [1.5, 1, True]),
        outcome(counts, ["a", None]),
        outcome(counts, [[]]),
        outcome(words, [b"a", "a"]),
        outcome(groups, ["", "a"]),
        outcome(sums, [1, "a"]),
    ]


def test_big_counts():
    d = defaultdict(int, {1: (1 << 63) - 1, 2: 1.5, 3: "x"})
    return [outcome(deleted, d, [key]) for key in (1, 2, 3, 4)], d


def test_factories():
    made.clear()
    out = []
    for make in (int, float, str, bool, list, dict, set, tuple, factory, None, lambda: 5, type("Int", (int,), {})):
        d = defaultdict(make)
        out.append((outcome(given, d, 2), list(d.items())))
    return out, made


def test_changed_factory():
    d = defaultdict(int)
    first = given(d, 2)
    d.default_factory = lambda: 10
    second = given(d, 4)
    d.default_factory = None
    return first, second, outcome(given, d, 5), d


def test_other_classes():
    made.clear()
    own = Own(int)
    counter = collections.Counter("aab")
    ordered = collections.OrderedDict(a=1)
    return (
        outcome(kept, own, ["a", "b"]),
        outcome(kept, counter, ["a", "c"]),
        outcome(kept, ordered, ["a"]),
        outcome(kept, ordered, ["c"]),
        outcome(kept, {}, ["c"]),
        outcome(kept, defaultdict(int, a=5), ["a", "b"]),
        outcome(deleted, own, [1]),
        [own, counter, ordered, made],
    )


def test_foreign_keys():
    made.clear()
    d = defaultdict(int)
    d[Key(5)] = 1
    d[Key("a")] = 2
    out = outcome(given, d, 7), outcome(kept, d, ["a", "b"])
    return out, made, len(d)


def test_each_is_a_new_one():
    d = groups(["a", "b"])
    return d["a"] is d["b"], d["c"] is d["c"], [type(value) for value in d.values()]


CASES = [
    (counts, ([],)),
    (given, (defaultdict(int, {0: 3}), 3)),
    (given, (defaultdict(int, {0: 3, 2: 2.5}), 3)),
    (deleted, ({1: 1}, [1])),
    (deleted, ({1: 1}, [2])),
    (kept, (defaultdict(list), ["a"])),
]
