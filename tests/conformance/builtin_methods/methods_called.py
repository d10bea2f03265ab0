"""Methods of builtin types that are called at once: no bound method is ever made, unless native code is left in between."""


def text(s: str, t: str) -> list[object]:
    out: list[object] = []
    out.append(s.upper())
    out.append(s.find(t))
    out.append(s.startswith(t))
    out.append(s.split(t))
    out.append(s.partition(t))
    out.append(s.count(t, 1))
    out.append(s.encode().hex())
    out.append("-".join([s, t]))
    return out


def lists(xs: list[int], y: int) -> object:
    xs.append(y)
    xs.extend([y, y + 1])
    xs.insert(0, y)
    at = xs.index(y)
    copy = xs.copy()
    copy.reverse()
    copy.sort()
    last = xs.pop()
    return xs, at, copy, last, xs.count(y), xs.clear()


def mappings(d: dict[str, int], key: str) -> object:
    d.setdefault(key, 5)
    a = d.get(key)
    b = d.get("no such key")
    c = d.get("no such key", 7)
    e = d.pop(key, None)
    d.update({"x": 1}, y=2)
    return a, b, c, e, list(d.keys()), list(d.values()), list(d.items()), d.copy(), d.popitem()


def sets(s: set[int], t: set[int]) -> object:
    s.add(1)
    s.discard(77)
    u = s.union(t)
    i = s.intersection(t)
    return sorted(u), sorted(i), s.issubset(u), s.isdisjoint(t), sorted(s.symmetric_difference(t)), sorted(s - t)


def raw(b: bytes, a: bytearray) -> object:
    a.append(65)
    a.extend(b)
    return b.upper(), b.find(b"b"), b.split(b"b"), a.decode(), b.hex(), bytes(a)


def conditional(xs: list[int], flag: bool, s: str) -> object:
    xs.append(1 if flag else 2)
    xs.append(xs and len(xs) or 0)
    return xs, s.replace("a", "b" if flag else "c"), (s if flag else "other").upper()


def keywords(s: str, xs: list[int]) -> object:
    xs.sort(reverse=True)
    xs.sort(key=lambda x: -x % 7)
    return s.split(sep="a", maxsplit=1), s.encode(encoding="utf-8", errors="strict"), xs


def noisy(log: list[str], value: int) -> int:
    log.append("noisy")
    return value


def evaluated_between(log: list[str], xs: list[int]) -> object:
    xs.append(noisy(log, xs.pop()))
    xs.insert(noisy(log, 0), noisy(log, len(xs)))
    return xs, log


def nested(s: str) -> str:
    return s.strip().replace(s.strip()[:1].upper(), s.lower().center(20, s.strip()[0])).title()


def make(n: int) -> list[int]:
    return [n] * n


def temporaries(n: int) -> object:
    total = 0
    for i in range(n):
        total += make(i).count(i)
        make(i).append(i)
        total += "".join(["a"] * i).find("b")
    return total


class Loud:
    def __init__(self, log: list[str]) -> None:
        self.log = log

    def __eq__(self, other: object) -> bool:
        self.log.append("eq")
        raise ValueError("loud")

    def __hash__(self) -> int:
        self.log.append("hash")
        return 1


def raising(xs: list[object], key: object) -> object:
    return xs.index(key)


def swallowing(d: dict[object, int], key: object) -> object:
    try:
        return d.get(key)
    except ValueError as error:
        return str(error)
    except TypeError:
        return "unhashable"


def in_try(xs: list[int], which: int) -> str:
    try:
        if which == 0:
            xs.remove(12345)
        if which == 1:
            xs.pop(100)
        if which == 2:
            xs.index(5, "a")
        if which == 3:
            xs.append()
        if which == 4:
            xs.sort(1)
        if which == 5:
            xs.pop(key=1)
    except (ValueError, IndexError, TypeError) as error:
        return f"{type(error).__name__}: {error}"
    return "fine"


def looped(words: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        word = word.strip(".,").lower()
        counts[word] = counts.get(word, 0) + 1
    return counts


class Text(str):
    def find(self, *args):
        return "mine"


class List(list):
    def append(self, item):
        super().append(("mine", item))


class Dict(dict):
    def __missing__(self, key):
        return 99


def test_subclasses():
    log = []
    out = List([3])
    for function, arguments in [
        (text, (Text("abcabc"), "b")), (lists, (out, 2)), (mappings, (Dict(q=1), "k")), (looped, ([Text("a"), "b"],)),
        (conditional, (List(), True, Text("banana"))), (text, (5, "a")), (looped, ((1, 2),)), (mappings, ([], "k")),
        (raw, (bytearray(b"abc"), b"abc")), (sets, (frozenset([1]), {2})),
    ]:
        try:
            log.append(function(*arguments))
        except Exception as error:
            log.append((type(error).__name__, str(error)))
    return log, out


def test_raising():
    log = []
    out = []
    for function, arguments in [
        (raising, ([1, Loud(log)], 2)), (raising, ([Loud(log)], 3)), (swallowing, ({}, Loud(log))),
        (swallowing, ({Loud(log): 1}, Loud(log))), (swallowing, ({}, [])), (temporaries, (30,)),
    ]:
        try:
            out.append(function(*arguments))
        except ValueError as error:
            out.append(str(error))
    return out, log


CASES = [
    (text, ("abcabc", "b")),
    (text, ("", "x")),
    (text, ("żółw", "ół")),
    (text, ("abc", "")),
    (lists, ([1, 2, 3], 2)),
    (lists, ([], 9)),
    (mappings, ({"a": 1}, "a")),
    (mappings, ({}, "b")),
    (sets, ({1, 2}, {2, 3})),
    (raw, (b"abcb", bytearray(b"x"))),
    (raw, (b"", bytearray())),
    (conditional, ([], True, "banana")),
    (conditional, ([5], False, "banana")),
    (keywords, ("banana", [3, 1, 2])),
    (evaluated_between, ([], [4, 5])),
    (evaluated_between, ([], [])),
    (nested, ("  hello world ",)),
    (nested, ("   ",)),
    (looped, (["a", "b.", "A,", "c"],)),
] + [(in_try, ([1, 2], which)) for which in range(7)]
