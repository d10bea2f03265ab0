"""Dictionaries and sets with keys of known types: hits, misses, and everything that is not what the hint says."""


def load(d: dict[int, int], k: int) -> int:
    return d[k]


def has(d: dict[int, int], k: int) -> bool:
    return k in d


def put(d: dict[int, int], k: int, v: int) -> None:
    d[k] = v


def drop(d: dict[int, int], k: int) -> None:
    del d[k]


def load_text(d: dict[str, int], k: str) -> int:
    return d[k]


def has_text(d: dict[str, int], k: str) -> bool:
    return k not in d


def put_text(d: dict[str, int], k: str, v: int) -> None:
    d[k] = v


def drop_text(d: dict[str, int], k: str) -> None:
    del d[k]


def load_pair(d: dict[tuple[int, int], int], x: int, y: int) -> int:
    return d[x, y]


def has_pair(d: dict[tuple[int, int], int], x: int, y: int) -> bool:
    return (x, y) in d


def put_pair(d: dict[tuple[int, int], int], x: int, y: int, v: int) -> None:
    d[x, y] = v


def load_list(d: dict[str, list[int]], k: str) -> list[int]:
    return d[k]


def nested_key(d: dict[tuple[str, tuple[int, int]], int], k: tuple[str, tuple[int, int]]) -> int:
    if k in d:
        d[k] += 1
        return d[k]
    d[k] = 0
    return -1


def floats(d: dict[int, float], k: int) -> float:
    d[k] = d[k] * 0.5
    return d[k]


def flags(d: dict[str, bool], k: str) -> bool:
    d[k] = not d[k]
    return d[k]


def unknown_key(d: dict[str, int], keys) -> int:
    total = 0
    for key in keys:
        if key in d:
            total += d[key]
    return total


def in_set(s: set[int], k: int) -> bool:
    return k in s


def in_set_text(s: frozenset[str], k: str) -> bool:
    return k in s


def in_set_pair(s: set[tuple[int, int]], x: int, y: int) -> bool:
    return (x, y) in s


def count(keys: list[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for key in keys:
        if key in counts:
            counts[key] += 1
        else:
            counts[key] = 1
    return counts


def bump(d: dict[str, int], k: str) -> int:
    d[k] += 1
    return d[k]


def hinted_local(n: int) -> int:
    table: dict[int, str] = {}
    total: int = 0
    for i in range(n):
        table[i % 7] = "x" * (i % 5)
        total += len(table[i % 7])
        if i % 11 == 3:
            del table[i % 7]
    return total + len(table)


def outcome(function, *args):
    try:
        return function(*args)
    except BaseException as error:
        return type(error), str(error)


INTS = [0, 1, -1, -2, 2, 7, 255, 2**30, -(2**30), 2**30 - 1, 2**60, 2**61 - 2, 2**61 - 1, 2**61, -(2**61) + 1, 2**62,
        2**63 - 1, -(2**63), 64, 128, 192, 256, 320]


def test_ints():
    d = {}
    seen = []
    for k in INTS:
        seen.append(outcome(load, d, k))
        put(d, k, k % 1000)
        seen.append((outcome(load, d, k), has(d, k), has(d, k + 1) if k < 2**63 - 1 else None))
    for k in INTS[::2]:
        drop(d, k)
        seen.append((outcome(load, d, k), has(d, k), outcome(drop, d, k)))
    for k in INTS[::3]:
        put(d, k, -k if k > -(2**63) else 0)
    return seen, list(d.items())


def test_growing():
    d = {}
    for i in range(3000):
        put(d, i * 64, i)
    for i in range(0, 3000, 2):
        drop(d, i * 64)
    total = sum(load(d, i * 64) for i in range(1, 3000, 2))
    return total, len(d), [has(d, i * 32) for i in range(20)]


def test_other_kinds_of_keys():
    seen = []
    for key in [True, 1.0, "1", None, (1,), 2**64 + 1, -1.0, b"1"]:
        d = {key: 5, 3: 4}
        seen.append((outcome(load, d, 1), has(d, 1), outcome(has, d, key), outcome(load, d, key)))
        put(d, 1, 6)
        seen.append(list(d.items()))
        seen.append(outcome(put, d, key, 9))
        seen.append(outcome(drop, d, 1))
        seen.append(list(d.items()))
    return seen


class Loud:
    """Equal to numbers and texts, and says when it is asked."""

    def __init__(self, like, equal=True):
        self.like, self.equal = like, equal

    def __hash__(self):
        return hash(self.like)

    def __eq__(self, other):
        print("==", type(other).__name__, self.like)
        if self.equal == "raise":
            raise ValueError("no comparison")
        return self.equal

    def __repr__(self):
        return f"Loud({self.like!r})"


def test_keys_that_compare_in_python():
    seen = []
    for like, function_args in [(7, (load, has, put, drop)), ("seven", (load_text, has_text, put_text, drop_text))]:
        for equal in [True, False, "raise"]:
            loader, haser, putter, dropper = function_args
            d = {Loud(like, equal): 1}
            seen.append(outcome(loader, d, like))
            seen.append(outcome(haser, d, like))
            seen.append(outcome(putter, d, like, 2))
            seen.append(outcome(dropper, d, like))
            seen.append(outcome(loader, d, Loud(like, equal)))
            seen.append(len(d))
    d = {(Loud(1), 2): 5}
    seen.append(outcome(load_pair, d, 1, 2))
    seen.append(outcome(has_pair, d, 1, 2))
    seen.append(outcome(put_pair, d, 1, 2, 6))
    seen.append(outcome(in_set, {Loud(3)}, 3))
    seen.append(outcome(in_set_text, frozenset([Loud("a", False)]), "a"))
    seen.append(outcome(in_set_pair, {Loud((1, 2))}, 1, 2))
    return seen


class Text(str):
    def __eq__(self, other):
        print("Text ==")
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_texts():
    d = {}
    seen = []
    texts = ["", "a", "é", "日本", "\U0001f600", "a" * 100, "key", "k" + "ey", Text("a"), Text("new")]
    for text in texts:
        seen.append((outcome(load_text, d, text), has_text(d, text)))
        put_text(d, text, len(text))
        seen.append((load_text(d, text), has_text(d, text), has_text(d, text + "!")))
        seen.append(bump(d, text))
    d[7] = 8
    seen.append([outcome(load_text, d, text) for text in texts])
    for text in texts[::2]:
        seen.append(outcome(drop_text, d, text))
        seen.append(outcome(drop_text, d, text))
    return seen, [(type(k).__name__, k, v) for k, v in d.items()]


def test_pairs():
    d = {}
    seen = []
    for x, y in [(0, 0), (1, -1), (-1, 1), (2**63 - 1, -(2**63)), (3, 4), (4, 3), (2**61 - 1, 0)]:
        seen.append(has_pair(d, x, y))
        put_pair(d, x, y, x ^ y)
        seen.append((has_pair(d, x, y), load_pair(d, x, y), has_pair(d, y, x)))
    d[(True, False)] = 2
    d[(1.0, 1)] = 3
    seen.append((outcome(load_pair, d, 1, 0), outcome(load_pair, d, 1, 1), has_pair(d, 1, 0)))
    put_pair(d, 1, 0, 77)
    seen.append(outcome(load_pair, d, 9, 9))
    return seen, list(d.items())


def test_nested_keys():
    d = {}
    keys = [("a", (1, 2)), ("a", (1, 2)), ("a", (2, 1)), ("b", (1, 2)), ("a", (1, 2.0)), (Text("a"), (1, 2)), ("a", (True, 2))]
    return [outcome(nested_key, d, key) for key in keys], list(d.items())


def test_wrong_values():
    seen = []
    for value in [2**80, True, 1.5, None, "s", [1]]:
        d = {1: value}
        seen.append(outcome(load, d, 1))
        seen.append(outcome(load_text, {"k": value}, "k"))
        put(d, 1, 3)
        seen.append(d)
        d = {1: value}
        seen.append(outcome(floats, d, 1))
        seen.append(d)
        seen.append(outcome(flags, {"k": value}, "k"))
    return seen


def test_lists():
    d = {"a": [1], "b": []}
    return load_list(d, "a") is d["a"], outcome(load_list, d, "c"), outcome(load_list, d, 3), outcome(load_list, d, [])


class Missing(dict):
    def __missing__(self, key):
        return (-1, key)


class Odd(dict):
    def __getitem__(self, key):
        return 100

    def __contains__(self, key):
        return key == 5

    def __setitem__(self, key, value):
        print("set", key, value)
        dict.__setitem__(self, key, value + 1)

    def __delitem__(self, key):
        print("del", key)


def test_subclasses():
    seen = []
    for kind in [Missing, Odd, dict]:
        d = kind({1: 2})
        seen.append([outcome(load, d, 1), outcome(load, d, 9), has(d, 1), has(d, 5)])
        put(d, 1, 4)
        put(d, 8, 5)
        seen.append(outcome(drop, d, 1))
        seen.append(sorted(dict.items(d)))
    for other in [[5, 6, 7], (1, 2), range(9), "abc", None, 3]:
        seen.append((outcome(load, other, 1), outcome(has, other, 1), outcome(put, other, 1, 2), outcome(drop, other, 1)))
    return seen


class Dying:
    def __init__(self, name, log):
        self.name, self.log = name, log

    def __del__(self):
        self.log.append(self.name)


def test_values_that_die():
    log = []
    d = {1: Dying("one", log), 2: Dying("two", log), 3: 3}
    put(d, 1, 10)
    log.append("put")
    drop(d, 2)
    log.append("dropped")
    drop(d, 3)
    t = {"a": Dying("a", log)}
    put_text(t, "a", 1)
    log.append(d)
    return log


def test_instance_dictionaries():
    class Plain:
        def __init__(self):
            self.a = 1
            self.b = 2

    one, two = Plain(), Plain()
    d = one.__dict__
    seen = [load_text(d, "a"), has_text(d, "c"), bump(d, "a"), one.a]
    put_text(d, "c", 5)
    drop_text(d, "b")
    put_text(vars(two), "a", 9)
    return seen, one.c, hasattr(one, "b"), two.a, vars(one), vars(two)


COUNTER = 5


def read_counter() -> int:
    return COUNTER


def test_namespaces():
    seen = [read_counter()]
    put_text(globals(), "COUNTER", 6)
    seen.append(read_counter())
    bump(globals(), "COUNTER")
    seen.append(read_counter())
    drop_text(globals(), "COUNTER")
    seen.append(outcome(read_counter))
    put_text(globals(), "COUNTER", 5)
    seen.append(read_counter())
    return seen


def test_unknown_keys():
    d = {"a": 1, "b": 2}
    return [outcome(unknown_key, d, keys) for keys in [["a", "b", "c"], ["a", 1, None], [Text("b"), "b"], [[]], "ab", [("a",)]]]


def test_sets():
    seen = []
    s = set()
    for k in INTS:
        seen.append(in_set(s, k))
        s.add(k)
        seen.append((in_set(s, k), in_set(s, k - 1) if k > -(2**63) else None))
    for k in INTS[::2]:
        s.discard(k)
        seen.append(in_set(s, k))
    for other in [{1.0}, {True}, {2**70}, {"1"}, [1], {1: 2}, (1,), 5, frozenset([1])]:
        seen.append(outcome(in_set, other, 1))
    big = set(range(0, 64000, 64))
    seen.append([in_set(big, k) for k in range(0, 640, 32)])
    return seen


def test_sets_of_others():
    pairs = {(x, y) for x in range(30) for y in range(30)} | {(1.0, 50), (True, 51), ("a", 1)}
    texts = frozenset(["a", "é", Text("new"), 1])
    return (
        [in_set_pair(pairs, x, y) for x in (-1, 0, 29, 30) for y in (0, 29, 30)],
        in_set_pair(pairs, 1, 50),
        in_set_pair(pairs, 1, 51),
        [in_set_text(texts, text) for text in ["a", "é", "new", "b", Text("a")]],
        outcome(in_set_text, {"a"}, []),
    )


def test_counting():
    return count([3, 1, 3, 2, 1, 3]), count([True, 1, 1.0]), hinted_local(100), hinted_local(0)


def test_try_and_missing():
    d = {1: 2}
    total = 0
    for k in range(5):
        try:
            total += load(d, k)
        except KeyError as error:
            total += 100 + error.args[0]
    return total
