# native: count, count_or, count_get, group, relax, shared, twice, absent, remember, add_new, toggle, three_sets, pairs, of_characters
# native: defaults, kept_value, floats, handled, changed_between, loop_over, order, scalar, both
"""Operations of one key that follow one another look it up once."""
from collections import Counter, defaultdict


def count(words: list[str], d: dict[str, int]) -> dict[str, int]:
    for w in words:
        if w in d:
            d[w] += 1
        else:
            d[w] = 1
    return d


def count_or(words: list[str], d: dict[str, int]) -> dict[str, int]:
    for w in words:
        d[w] = d.get(w, 0) + 1
    return d


def count_get(numbers: list[int], d: dict[int, int]) -> dict[int, int]:
    for n in numbers:
        d[n] = d.get(n, 0) + n
        d[n] = d[n] * 3
        d[n] -= 1
    return d


def group(numbers: list[int], d: dict[int, list[int]]) -> dict[int, list[int]]:
    for n in numbers:
        if n % 5 not in d:
            d[n % 5] = []
        d[n % 5].append(n)
    return d


def relax(edges: list[tuple[int, int]], dist: dict[int, int]) -> dict[int, int]:
    for node, far in edges:
        if node not in dist or far < dist[node]:
            dist[node] = far
    return dist


def shared(a: dict[str, int], b: dict[str, int], keys: list[str]) -> int:
    total = 0
    for k in keys:
        if k not in a:
            b[k] = 5
            a[k] = 7
        total += a[k] * b.get(k, 1)
        b[k] = total
        a[k] = a[k] + b[k]
    return total


def twice(d: dict[int, int], k: int, other: int) -> int:
    if k in d:
        for i in range(40):
            d[other + i] = i
        return d[k]
    d[k] = 1
    return d[k] + d[k]


def absent(d: dict[str, int], k: str) -> int:
    if k not in d:
        return d[k]
    return -d[k]


def remember(n: int, memo: dict[int, int]) -> int:
    if n in memo:
        return memo[n]
    value = 1 if n < 2 else remember(n - 1, memo) + remember(n - 2, memo)
    memo[n] = value
    return value


def add_new(numbers: list[int], seen: set[int]) -> list[int]:
    new: list[int] = []
    for n in numbers:
        if n not in seen:
            seen.add(n)
            new.append(n)
    return new


def toggle(numbers: list[int], s: set[int]) -> list[int]:
    for n in numbers:
        if n in s:
            s.remove(n)
        else:
            s.add(n)
        if n + 1 in s:
            s.discard(n + 1)
    return list(s)


def three_sets(numbers: list[int], a: set[int], b: set[int], c: set[int]) -> int:
    found = 0
    for n in numbers:
        if n in a or n + 1 in b or n + 2 in c:
            found += 1
            continue
        a.add(n)
        b.add(n + 1)
        c.add(n + 2)
    return found


def pairs(points: list[tuple[int, int]], seen: set[tuple[int, int]], d: dict[tuple[int, int], int]) -> int:
    n = 0
    for x, y in points:
        if (x, y) not in seen:
            seen.add((x, y))
            n += 1
        d[x, y] = d.get((x, y), 0) + n
    return n


def of_characters(text: str) -> dict[str, int]:
    d: dict[str, int] = {}
    for c in text:
        if c in d:
            d[c] += 1
        else:
            d[c] = 1
        d[c] = d.get(c, 0) + 10
    return d


def defaults(numbers: list[int], d: defaultdict[int, int]) -> int:
    total = 0
    for n in numbers:
        d[n] += 1
        if n + 1 not in d:
            total += d[n + 1]
            d[n + 1] = 3
        total += d[n]
    return total


def kept_value(d: dict[str, int], k: str) -> tuple[int, int, int]:
    before = d[k]
    d[k] = before + 100000
    middle = d[k]
    d[k] += 1
    return before, middle, d[k]


def floats(d: dict[str, float], k: str, by: float) -> float:
    for _ in range(3):
        d[k] = d[k] * by
        d[k] += by
    return d[k]


def handled(d: dict[str, int], keys: list[str]) -> int:
    missing = 0
    for k in keys:
        try:
            d[k] += 1
        except KeyError:
            missing += 1
            if k in d:
                return -1
            d[k] = 0
    return missing


class Ending:
    ended: list[str] = []

    def __init__(self, d: dict[str, int], k: str) -> None:
        self.d = d
        self.k = k

    def __del__(self) -> None:
        Ending.ended.append(self.k)
        self.d.pop(self.k, None)
        for i in range(30):
            self.d[f"more{i}"] = i


def changed_between(d: dict[str, int], k: str) -> int:
    e = Ending(d, k)
    if k in d:
        e = None
        return d.get(k, -5)
    return 0


def loop_over(d: dict[str, int]) -> int:
    total = 0
    for k in d:
        d[k] += 1000
        total += d[k]
    for k, v in d.items():
        d[k] = v + 1
        total += d[k]
    return total


def order(adds: list[int], drops: list[int]) -> list[int]:
    s: set[int] = set()
    for a in adds:
        s.add(a)
    for n in drops:
        s.discard(n)
    for a in adds:
        if a * 3 not in s:
            s.add(a * 3)
    return list(s)


def scalar(d: dict[str, int], k: str) -> int:
    v = d.get(k)
    if v is None:
        d[k] = 17
        return d[k]
    d[k] = v + 1
    return d[k]


def both(d: dict[int, float], e: dict[int, float], keys: list[int]) -> float:
    total = 0.0
    for k in keys:
        if k in d and k in e:
            total += d[k] * e[k]
            d[k] = total
            e[k] = d[k] / 2.0
        elif k in e:
            d[k] = e[k]
        else:
            e[k] = 1.5
    return total


WORDS = "the cat and the dog and the \u00e9\u00e9 \u4e2d\u4e2d \U0001f600x the \u4e2d\u4e2d".split()


class Text(str):
    pass


class Loud:
    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        print("hash", self.value)
        return hash(self.value)

    def __eq__(self, other: object) -> bool:
        print("eq", self.value, other)
        return self.value == (other.value if isinstance(other, Loud) else other)

    def __repr__(self) -> str:
        return f"Loud({self.value!r})"


class Missing(dict):
    def __missing__(self, key: object) -> int:
        print("missing", key)
        return 40


class Changing(dict):
    def __setitem__(self, key: object, value: object) -> None:
        print("set", key, value)
        super().__setitem__(key, value)

    def __getitem__(self, key: object) -> object:
        print("get", key)
        return super().__getitem__(key)


class Held(set):
    def add(self, item: object) -> None:
        print("add", item)
        super().add(item)


def test_counts():
    return count(WORDS, {}), count_or(WORDS, {"the": 255}), count(WORDS, {"the": 2**62, "and": 2**30 - 1, "cat": -1})


def test_counts_of_others():
    results = []
    for make in (dict, Missing, Changing, Counter, lambda: defaultdict(int), lambda: defaultdict(lambda: 7)):
        for f in (count, count_or):
            results.append(f(WORDS, make()))
        results.append(twice(make(), 3, 50))
        results.append(remember(12, make()))
    return results


def test_odd_keys():
    words = [Text("the"), "the", Text("cat"), Loud("dog"), "dog", Loud("dog")]
    return count(words, {"the": 1, Loud("dog"): 5}), count_or(words, {})


def test_odd_values():
    return (
        count(["a", "a", "b"], {"a": 1.5, "b": True}),
        count(["a"], {"a": 2**63 - 1}),
        count_or(["a", "a"], {"a": -(2**80)}),
        kept_value({"a": 3}, "a"),
        kept_value({"a": 300000}, "a"),
        kept_value({"a": 2**30 - 50}, "a"),
        kept_value({"a": 2**60 - 50}, "a"),
        kept_value({"a": -(2**30) - 1}, "a"),
        kept_value({"a": -100000}, "a"),
        kept_value({"a": True}, "a"),
    )


def test_values_that_others_hold():
    big = 10**6
    d = {"a": big, "b": big}
    items = list(d.values())
    out = [kept_value(d, "a"), d, items, big]
    x = 2.5
    e = {"a": x, "b": x}
    return out, floats(e, "a", 1.5), e, x, floats({"a": 0.0}, "a", -0.0), floats({"a": 3}, "a", 2.0)


def test_numbers():
    return (
        count_get([1, 2, 3, 1, 2, 1000, 1000, -1, -2, 2**61 - 1, 0], {}),
        count_get([1, 2], {1.0: 5, True: 7, 2: 2**61}),
        group(list(range(23)), {}),
        relax([(1, 5), (2, 7), (1, 3), (2, 9), (3, 300), (3, 299)], {}),
    )


def test_shared():
    same = {"a": 1}
    other = {"b": 2}
    keys = ["a", "b", "c", "a", "c", "d", "e", "f", "g", "h", "d", "a"]
    d = {1: 2}
    return shared(same, same, keys), same, shared(other, {}, keys), other, twice(d, 1, 2), d, twice(d, 1, 0), d


def test_both():
    same = {1: 2.0, 2: 3.0}
    return both(same, same, [1, 2, 3, 1, 2, 3]), same, both({1: 1.0}, {2: 2.0}, [1, 2, 1, 2, 3]), both({1: 1}, {1: 2.0}, [1])


def test_absent():
    results = []
    for d in ({}, {"k": 3}, Missing(), Missing(k=2), defaultdict(int), defaultdict(int, k=4), defaultdict(None)):
        try:
            results.append(absent(d, "k"))
        except KeyError as error:
            results.append(repr(error))
        results.append(d)
    return results


def test_sets():
    numbers = [3, 1, 3, 2, 5, 1, 100, 1000, -1, -2, -1, 2**61 - 1, 0, 2**70, 7]
    s = {1.0, True, 5}
    return (
        add_new(numbers[:13], set()),
        add_new(numbers[:13], s),
        add_new(list(range(0, 4000, 7)) * 2, set()),
        toggle([1, 2, 3, 1, 2, 3, 2, 1, 5, 4, 6, 5], set()),
        toggle(list(range(200)) + list(range(0, 400, 3)) * 2, set()),
        toggle([1, 2, 1], set([1.0, 2.5, (1, 2)])),
    )


def test_sets_that_are_not():
    results = []
    for s in (frozenset([1]), Held([1]), [1], {1: 2}):
        try:
            results.append(add_new([1, 2], s))
        except Exception as error:
            results.append(repr(error))
    return results, add_new([1, 2, 3], {Loud(2), Loud(3)})


def test_three_sets():
    a, b = set(), set()
    numbers = [1, 2, 3, 10, 11, 12, 1, 20, 30, 31, 40, 50, 60, 70, 80]
    return three_sets(numbers, a, a, a), a, three_sets(numbers, a, b, a), a, b, three_sets(numbers, set(), set(), set())


def test_pairs():
    points = [(1, 2), (2, 1), (1, 2), (3, 4), (-1, -2), (3, 4)]
    return pairs(points, set(), {}), pairs(points, {(1.0, 2), (3, 4)}, {(1, 2): 5}), pairs([], {()}, {})


def test_characters():
    return of_characters("abracadabra \u00e9\u00e9\u00ff\u0100\u0100\u4e2d\u4e2d\U0001f600\U0001f600\ud800")


def test_defaults():
    d = defaultdict(int)
    e = defaultdict(lambda: 100)
    return defaults([1, 2, 1, 5, 2, 300] * 3, d), d, defaults([1, 1], e), e, defaults([4], defaultdict(int, {4: 2**70}))


def test_defaults_that_fail():
    results = []
    for d in (defaultdict(list), defaultdict(None), {}, {1: 2}, Missing()):
        try:
            results.append(defaults([1, 2], d))
        except Exception as error:
            results.append(repr(error))
        results.append(d)
    return results


def test_handled():
    d = {"a": 1}
    return handled(d, ["a", "b", "b", "c", "a"]), d, handled(Missing(), ["a"]), handled(defaultdict(int), ["a", "a"])


def test_changed_between():
    d = {"k": 4}
    result = changed_between(d, "k"), changed_between(d, "k"), sorted(d), Ending.ended[:]
    Ending.ended.clear()
    return result


def test_loops():
    return loop_over({"a": 1, "b": 2000, "c": -5}), order(list(range(50)), list(range(0, 50, 3)))


def test_order():
    many = [i * 7919 % 1009 for i in range(600)]
    return order(many, many[::2]), order(many, []), order([8, 16, 24, 32, 1], [8, 16]), order([0, 0, -1, -2], [-2])


def test_scalar():
    d = {"a": 1}
    return [scalar(d, "a"), scalar(d, "b"), scalar(d, "b"), scalar(Missing(), "z"), scalar({"a": 1.5}, "a")], d
