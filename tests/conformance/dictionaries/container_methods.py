"""Methods of dictionaries and sets with keys of known types, and what is not what the hint says."""


def get(d: dict[int, int], k: int):
    return d.get(k)


def get_or(d: dict[str, int], k: str) -> int:
    return d.get(k, -1)


def get_pair(d: dict[tuple[int, int], float], x: int, y: int) -> float:
    return d.get((x, y), 0.5)


def get_list(d: dict[str, list[int]], k: str):
    found = d.get(k)
    if found is None:
        return 0
    return len(found)


def get_list_or(d: dict[str, list[int]], k: str, default: list[int]) -> list[int]:
    return d.get(k, default)


def get_number(d: dict[int, int], k: int) -> int:
    found = d.get(k)
    if found is not None:
        return found + 1
    return 0


def pop(d: dict[int, int], k: int) -> int:
    return d.pop(k)


def pop_or(d: dict[str, float], k: str) -> float:
    return d.pop(k, 2.5)


def pop_list(d: dict[str, list[int]], k: str) -> list[int]:
    return d.pop(k)


def pop_list_or(d: dict[str, list[int]], k: str):
    return d.pop(k, None)


def set_default(d: dict[int, int], k: int) -> int:
    return d.setdefault(k, 7)


def group(words: list[str]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for word in words:
        groups.setdefault(len(word), []).append(word)
    return groups


def count_words(words: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def add(s: set[int], k: int) -> None:
    s.add(k)


def add_pair(s: set[tuple[int, int]], x: int, y: int) -> bool:
    s.add((x, y))
    return (x, y) in s


def add_text(s: set[str], k: str) -> int:
    s.add(k)
    return len(s)


def discard(s: set[int], k: int) -> None:
    s.discard(k)


def remove(s: set[int], k: int) -> None:
    s.remove(k)


def total_of(d: dict[str, int]) -> int:
    total = 0
    for key, value in d.items():
        total += len(key) * value
    for value in d.values():
        total += value
    for key in d:
        total += len(key)
    return total


def changing(d: dict[int, int]) -> int:
    total = 0
    for key, value in d.items():
        total += value
        if key == 2:
            d[100] = 1
    return total


def queens(row: int, n: int, columns: set[int], up: set[int], down: set[int]) -> int:
    if row == n:
        return 1
    count = 0
    for c in range(n):
        if c in columns or row + c in up or row - c in down:
            continue
        columns.add(c)
        up.add(row + c)
        down.add(row - c)
        count += queens(row + 1, n, columns, up, down)
        columns.remove(c)
        up.remove(row + c)
        down.discard(row - c)
    return count


def algebra(a: set[int], b: set[int]) -> int:
    total = 0
    for x in a | b:
        total += x
    for x in a & b:
        total += 10 * x
    for x in a - b:
        total += 100 * x
    return total + len(a ^ b)


def outcome(function, *args):
    try:
        return function(*args)
    except BaseException as error:
        return type(error), str(error)


class Loud:
    def __init__(self, like):
        self.like = like

    def __hash__(self):
        return hash(self.like)

    def __eq__(self, other):
        print("==", type(other).__name__)
        return True


class Sub(dict):
    def get(self, key, default=None):
        return "mine"

    def pop(self, *args):
        return "popped", args

    def setdefault(self, *args):
        return "set", args


class SubSet(set):
    def add(self, item):
        print("add", item)

    def remove(self, item):
        print("remove", item)


class Dying:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append("gone")


def test_get():
    d = {1: 2, 3: 2**70, 5: None, 6: True, -1: -5}
    seen = [outcome(get, d, k) for k in (1, 2, 3, 5, 6, -1, -2, 2**62)]
    seen += [outcome(get_number, d, k) for k in (1, 2, 3, 5, 6, -1)]
    seen += [outcome(get, other, 1) for other in (Sub({1: 2}), [1], None, {Loud(1): 9}, {True: 1})]
    t = {"a": 1, "b": "x"}
    seen += [outcome(get_or, t, k) for k in ("a", "b", "c", 1, None, [])]
    p = {(1, 2): 0.25, (2, 1): 3}
    seen += [outcome(get_pair, p, x, y) for x, y in ((1, 2), (2, 1), (3, 3))]
    return seen


def test_get_objects():
    d = {"a": [1, 2], "b": None, "c": 5}
    default = [9]
    return (
        [outcome(get_list, d, k) for k in ("a", "b", "c", "d")],
        get_list_or(d, "a", default) is d["a"],
        get_list_or(d, "z", default) is default,
        outcome(get_list_or, d, "b", default),
        outcome(get_list_or, d, "z", None),
    )


def test_pop():
    d = {1: 2, 3: 2**70, 5: "x", 6: 1, 7: 7}
    log = []
    seen = [outcome(pop, d, k) for k in (1, 1, 3, 5, 6)]
    seen.append(list(d))
    f = {"a": 1.5, "b": 2, "c": Dying(log)}
    seen += [outcome(pop_or, f, k) for k in ("a", "a", "b")]
    seen.append(type(outcome(pop_or, f, "c")).__name__)
    seen += [outcome(pop, other, 1) for other in (Sub({1: 2}), [1, 2, 3], {Loud(1): 9}, {True: 1}, {1.0: 1})]
    xs = [1]
    o = {"a": xs, "b": xs, "c": 4}
    seen += [pop_list(o, "a") is xs, outcome(pop_list, o, "a"), pop_list_or(o, "b") is xs, pop_list_or(o, "b"), outcome(pop_list, o, "c")]
    return seen, log, o


def test_set_default():
    d = {1: 2, 3: "x"}
    seen = [outcome(set_default, d, k) for k in (1, 2, 3, 2)]
    seen += [outcome(set_default, other, 1) for other in (Sub(), [], {Loud(1): 9}, {True: 1})]
    return seen, d, group(["a", "bb", "c", "dd", "eee", ""]), count_words(["a", "b", "a", "é", "a", "b"])


def test_namespace():
    space = globals()
    seen = [outcome(set_name, space), NEW]
    seen.append(outcome(drop_name, space))
    seen.append("NEW" in space)
    return seen


def set_name(d: dict[str, int]) -> int:
    return d.setdefault("NEW", 5)


def drop_name(d: dict[str, int]) -> int:
    return d.pop("NEW")


def test_sets():
    s = set()
    seen = []
    for k in [3, 1, 3, -1, -2, 2**62, True]:
        add(s, k)
        seen.append(len(s))
    discard(s, 3)
    discard(s, 3)
    seen.append(outcome(remove, s, 1))
    seen.append(outcome(remove, s, 1))
    seen.append(sorted(s))
    for other in (SubSet([1]), [1], None, frozenset([1]), {Loud(1)}, {1.0}, {True}, {"1"}):
        seen.append((outcome(add, other, 1), outcome(discard, other, 5), outcome(remove, other, 1), outcome(remove, other, 1)))
    p = set()
    seen += [add_pair(p, x % 3, x % 2) for x in range(8)]
    seen.append(sorted(p))
    texts = {"a"}
    seen += [outcome(add_text, texts, text) for text in ("a", "b", "é", 5, [], None)]
    return seen


def test_keys_that_die():
    log = []
    s = {Dying(log)}
    s.clear()
    k = Loud(4)
    t = {k, 5}
    discard(t, 4)
    return log, len(t)


def test_loops():
    d = {"a": 1, "bb": 2, "ccc": 3}
    seen = [total_of(d), total_of({}), outcome(total_of, {"a": "x"}), outcome(total_of, {1: 2}), outcome(total_of, [1])]
    seen.append(outcome(changing, {1: 1, 2: 2, 3: 3}))
    seen.append(changing({1: 1, 3: 3}))
    seen.append(queens(0, 6, set(), set(), set()))
    seen.append(algebra({1, 2, 3}, {2, 3, 4}))
    seen.append(outcome(algebra, {1}, [2]))
    return seen
