# native: levels, counts, words_of, from_display, constant_keys, changes_its_mind, hinted_wider, sets, deques, counted_texts
# native: stores, stored_in_lists, truths, comprehended, kept_values, overridden, setdefaults
# native 3.12+: set_of_tuples
"""Dictionaries, sets, deques and counters that a function makes: what is in them is known by what is put into them."""
from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any

LOG: list[str] = []


class Noisy:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append("end of " + self.name)


class Shouting(dict):
    def __setitem__(self, key: object, value: object) -> None:
        LOG.append("set")
        super().__setitem__(key, value)


class Answering(dict):
    def __missing__(self, key: object) -> object:
        LOG.append("missing")
        return 7


class Reading(dict):
    def __getitem__(self, key: object) -> object:
        return ("read", key)


class Falsy(list):
    def __bool__(self) -> bool:
        LOG.append("asked")
        return False


class Key:
    def __init__(self, value: int) -> None:
        self.value = value

    def __hash__(self) -> int:
        LOG.append("hash")
        return self.value

    def __eq__(self, other: object) -> bool:
        LOG.append("eq")
        return isinstance(other, Key) and self.value == other.value


def levels(graph: dict[int, list[int]], start: int) -> dict[int, int]:
    seen = {start: 0}
    todo = deque([start])
    while todo:
        at = todo.popleft()
        for other in graph[at]:
            if other not in seen:
                seen[other] = seen[at] + 1
                todo.append(other)
    return seen


def test_levels():
    return levels({0: [1, 2], 1: [3], 2: [3, 0], 3: [4], 4: []}, 0), levels({2**70: [True], True: []}, 2**70)


def counts(words: list[str]) -> dict[str, int]:
    found = {}
    for word in words:
        found[word] = found.get(word, 0) + 1
    return found


def test_counts():
    return counts(["a", "b", "a", "é", "a"]), counts([])


def words_of(texts: list[str]) -> list[str]:
    groups = {}
    for text in texts:
        if text[:1] not in groups:
            groups[text[:1]] = []
        groups[text[:1]].append(text)
    return [key + ":" + "+".join(group) for key, group in groups.items()]


def test_words_of():
    return words_of(["ab", "ac", "b", "", "bd"])


def from_display(a: int, b: float) -> tuple[float, int]:
    both = {a: b, a + 1: b * 2.0, -1: 0.5}
    both[a] = both[a] + 1.0
    return both[a] + both[-1], len(both)


def constant_keys(a: int) -> tuple[int, str]:
    point = {"x": a, "y": a + 1, "z": 3}
    point["x"] += point["y"] * point["z"]
    return point["x"], ",".join(point)


def test_displays():
    return from_display(3, 1.5), from_display(-1, 2.0), from_display(-2, 2.0), constant_keys(4), constant_keys(2**62)


def changes_its_mind(n: int) -> list[object]:
    table = {0: 1}
    out: list[object] = []
    for i in range(n):
        table[i] = i
        if i == 3:
            swap(table)
        out.append(table[i])
        out.append(table.get(i + 1, 5))
    return out


def swap(table: dict) -> None:
    table[3] = "text"
    table[4] = 2.5
    table[5] = None


def test_changes_its_mind():
    return changes_its_mind(7)


def hinted_wider(n: int) -> list[object]:
    table: dict[str, Any] = {"a": 1}
    floats: dict[str, float] = {"a": 1.5}
    names: set[Any] = {1}
    table["b"] = "text"
    table["c"] = n
    floats["b"] = n / 2
    for i in range(n):
        names.add(str(i))
        floats["a"] += floats["b"]
    return [table["a"], table["b"], table["c"], floats, len(names), 1 in names, "1" in names]


def test_hinted_wider():
    return hinted_wider(3)


def sets(n: int) -> tuple[list[int], bool, bool]:
    some = {n, n + 1}
    for i in range(5):
        some.add(i * n)
    texts = {"a", str(n)}
    return sorted(some), "a" in texts, 3 in some


def test_sets():
    return sets(2), sets(0), sets(-4)


def set_of_tuples(n: int) -> int:
    pairs = {(i % 3, str(i % 2)) for i in range(n)}
    objects = {(key, key) for key in (None, 1, 1.0, True, "a", "a")}
    return len(pairs) * 100 + len(objects)


def test_set_of_tuples():
    return set_of_tuples(20), set_of_tuples(0)


def deques(n: int) -> list[int]:
    todo = deque()
    todo.append(n)
    out: list[int] = []
    while todo:
        item = todo.popleft()
        out.append(item)
        if item > 0:
            todo.append(item - 1)
            todo.appendleft(item // 2)
    short = deque([1, 2, 3], 2)
    short.append(n)
    out.extend(short)
    return out


def test_deques():
    return deques(4), deques(0)


def counted(items: list[int]) -> tuple[Counter[int], int]:
    found = Counter()
    for item in items:
        found[item] += 1
    found[7] -= 2
    return found, found[99]


def counted_texts(words: list[str]) -> list[tuple[str, int]]:
    found: Counter[str] = Counter(words)
    for word in words:
        found[word + "!"] += 2
        found[word] = found[word] * 2
    return found.most_common(3)


def test_counters():
    odd = Counter({"a": 2.5, "b": 1})
    return counted([1, 2, 1]), counted([]), counted_texts(["a", "b", "a"]), counted_texts([]), odd


def setdefaults(words: list[str]) -> dict[int, list[str]]:
    groups = {}
    for word in words:
        groups.setdefault(len(word), []).append(word)
    return groups


def test_setdefaults():
    return setdefaults(["a", "bb", "c", ""])


def stores(table: Any, key: Any, value: Any) -> Any:
    table[key] = value
    table[key] = value
    return table[key]


def test_stores():
    LOG.clear()
    out = []
    for table in ({}, defaultdict(list), OrderedDict(), Counter(), Shouting(), Answering(), Reading(), [1, 2, 3]):
        for key in (0, 1, -1, True, "a", (1, "b"), 2.0, Key(3), Key(3), None):
            try:
                out.append(stores(table, key, [key.value if isinstance(key, Key) else key]))
            except Exception as error:
                out.append((type(error), error.args))
        out.append(len(table))
    try:
        stores({}, [], 1)
    except TypeError as error:
        out.append(error.args)
    try:
        stores((1, 2), 0, 1)
    except TypeError as error:
        out.append(error.args)
    return out, LOG[:]


def stored_in_lists(items: Any, value: Any) -> None:
    items[0] = value
    items[-1] = value
    items[True] = value


def test_stored_in_lists():
    LOG.clear()
    items = [Noisy("first"), Noisy("second"), Noisy("third")]
    stored_in_lists(items, "x")
    shared = Noisy("shared")
    again = [shared, 1, shared]
    stored_in_lists(again, 2)
    LOG.append("still")
    del shared
    try:
        stored_in_lists([], 1)
    except IndexError as error:
        LOG.append(str(error))
    return items, again, LOG[:]


def kept_values(n: int) -> int:
    table: dict[int, Noisy] = {}
    for i in range(n):
        table[i % 2] = Noisy(str(i))
        LOG.append("stored " + str(i))
    return len(table)


def test_kept_values():
    LOG.clear()
    return kept_values(5), LOG[:]


def truths(items: list[int], table: dict[str, int], some: set[int], todo: deque[int]) -> list[bool]:
    out: list[bool] = []
    while items:
        items.pop()
        out.append(not items)
    if table:
        out.append(True)
    if not some:
        out.append(False)
    while todo:
        out.append(todo.pop() > 1)
    return out


def test_truths():
    LOG.clear()
    first = truths([1, 2], {"a": 1}, {1}, deque([1, 2]))
    second = truths([], {}, set(), deque())
    third = truths(Falsy([1, 2]), Counter("ab"), frozenset(), [1, 2])
    return first, second, third, LOG[:]


def comprehended(words: list[str]) -> list[object]:
    lengths = {word: len(word) for word in words}
    total = 0
    for word in words:
        total += lengths[word]
    firsts = {word[:1] for word in words}
    return [lengths, total, "a" in firsts, sorted(firsts), {Noisy(word): 0 for word in words} and len(LOG)]


def test_comprehended():
    LOG.clear()
    return comprehended(["ab", "a", "c", "ab"]), LOG[:]


def nested(n: int) -> dict[str, dict[int, list[int]]]:
    out = {}
    for i in range(n):
        name = "even" if i % 2 == 0 else "odd"
        if name not in out:
            out[name] = {}
        inner = out[name]
        inner[i] = [i]
        inner[i].append(i * 2)
    return out


def test_nested():
    return nested(5), nested(0)


def overridden(table: dict[str, int], key: str) -> int:
    if key in table:
        table[key] = table[key] + 1
    return table[key]


def test_overridden():
    LOG.clear()
    out = []
    for table in ({"a": 1}, Shouting(a=1), Answering(a=1), Counter(a=1), defaultdict(int, a=1), OrderedDict(a=1)):
        for key in ("a", "b"):
            try:
                out.append(overridden(table, key))
            except KeyError as error:
                out.append(error.args)
    return out, LOG[:]
