# native: total, texts, changes_values, deletes, swaps, inner, objects, from_views, keys_and_values, of_set, ends, typed_wrongly
# native: breaks, grows_in_values, counted, shared, own_values
"""Loops over the items of dictionaries that take them apart; over keys, values and sets: whatever changes meanwhile."""
from collections import Counter, OrderedDict, defaultdict
from typing import Any

LOG: list[str] = []


class Noisy:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append("end of " + self.name)


class Loud(dict):
    def items(self):
        LOG.append("items")
        return [("a", 1), ("b", 2)]


def total(d: dict[int, int]) -> int:
    t = 0
    for k, v in d.items():
        t += k * v
    return t


def test_total():
    gone = {i: i + 1 for i in range(20)}
    for i in (0, 1, 5, 19):
        del gone[i]
    return total({}), total({3: 4}), total(gone), total({2**70: 1, 1: 1}), total({True: 2})


def texts(d: dict[str, float]) -> tuple[str, float]:
    s = ""
    t = 0.0
    for k, v in d.items():
        s += k
        t += v
    return s, t


class Holder:
    def __init__(self) -> None:
        self.a = 1.5
        self.b = 2.5


def test_texts():
    holder = Holder()
    first = texts(holder.__dict__)
    del holder.a
    holder.a = 3.5
    return first, texts(vars(holder)), texts({"x": 1.0, "é": 2.0}), texts({"x": 1}), texts({1: 1.0}) if LOG is None else 0


def changes_values(d: dict[str, int]) -> dict[str, int]:
    for k, v in d.items():
        d[k] = v * 2
    return d


def test_changes_values():
    return changes_values({"a": 1, "b": 2}), changes_values({})


def deletes(d: dict[int, int], which: int) -> int:
    n = 0
    for k, v in d.items():
        n += v
        if k == which:
            del d[k]
    return n


def test_deletes():
    out = []
    for which in (0, 2, 4, 9):
        d = {i: i for i in range(5)}
        try:
            out.append(deletes(d, which))
        except RuntimeError as error:
            out.append(error.args)
        out.append(d)
    return out


def swaps(d: dict[int, int]) -> int:
    n = 0
    for k, v in d.items():
        n += v
        if n < 50:
            del d[k]
            d[k + 100] = v
    return n


def test_swaps():
    out = []
    for size in (1, 2, 6, 9):
        d = {i: i for i in range(size)}
        try:
            out.append(swaps(d))
        except RuntimeError as error:
            out.append(error.args)
        out.append(d)
    return out


def inner(d: dict[str, dict[str, int]]) -> int:
    n = 0
    for name, more in d.items():
        for key, value in more.items():
            if key != name:
                n += value
        for key, value in d.items():
            n += len(key)
    return n


def test_inner():
    return inner({"a": {"a": 1, "b": 2}, "b": {}, "c": {"x": 5}})


def objects(d: dict[str, Noisy]) -> None:
    for k, v in d.items():
        d[k] = Noisy(k + "2")
        LOG.append("replaced " + k)
        v = None
        LOG.append("forgotten " + k)
    LOG.append("over")


def test_objects():
    LOG.clear()
    objects({"a": Noisy("a"), "b": Noisy("b"), "c": Noisy("c")})
    return LOG[:]


def own_values(d: dict[Any, Any]) -> None:
    for k, v in d.items():
        LOG.append("item")
        d[k] = 0
        k = v = None
    LOG.append("over")


def test_own_values():
    LOG.clear()
    one = Noisy("one")
    two = Noisy("two")
    d = {one: one, two: 1, "three": Noisy("three")}
    del one, two
    own_values(d)
    return LOG[:], len(d)


def shared(d: dict[str, list[int]]) -> list[Any]:
    out: list[Any] = []
    for pair in d.items():
        out.append(pair)
    for k, v in d.items():
        out.append(k)
        out.append(v)
    return out


def test_shared():
    return shared({"a": [1], "b": []})


def from_views(d: dict[str, int]) -> int:
    view = d.items()
    n = 0
    for k, v in view:
        n += v
        for k2, v2 in view:
            n += v2 * len(k2)
            if v2 == 2:
                break
    return n


def test_from_views():
    return from_views({"a": 1, "bb": 2, "ccc": 3})


def typed_wrongly(d: dict[str, int]) -> Any:
    n = 0
    last: Any = None
    for k, v in d.items():
        n += v
        last = k
    return n, last


def test_typed_wrongly():
    LOG.clear()
    out = [typed_wrongly({"a": 1, 2: 2.5, None: True})]
    for d in (Loud(), OrderedDict(a=1, b=2), Counter("aab"), defaultdict(int, a=4), {"a": 2**80}):
        out.append(typed_wrongly(d))
    try:
        typed_wrongly({"a": "b"})
    except TypeError as error:
        out.append(error.args)
    return out, LOG[:]


def breaks(d: dict[int, str], at: int) -> str:
    try:
        for k, v in d.items():
            if k == at:
                break
            if k > at:
                raise ValueError(v)
        else:
            return "none"
        return v
    except ValueError as error:
        return "raised " + str(error)


def test_breaks():
    d = {1: "a", 2: "b", 5: "c"}
    return [breaks(d, at) for at in (1, 2, 3, 5, 6)]


def grows_in_values(d: dict[int, list[int]]) -> int:
    n = 0
    for k, v in d.items():
        v.append(k)
        n += len(v)
    return n


def test_grows_in_values():
    return grows_in_values({i: [0] * i for i in range(40)})


def keys_and_values(d: dict[str, int], grow: bool) -> list[Any]:
    out: list[Any] = []
    for k in d:
        out.append(k)
        if grow:
            d[k + "2"] = 1
    for v in d.values():
        out.append(v)
    for k in d.keys():
        out.append(d[k])
    return out


def test_keys_and_values():
    out = [keys_and_values({"a": 1, "b": 2}, False), keys_and_values({}, True)]
    try:
        keys_and_values({"a": 1}, True)
    except RuntimeError as error:
        out.append(error.args)
    return out


def of_set(s: set[int], grow: bool) -> int:
    n = 0
    for x in s:
        n += x
        if grow:
            s.add(n + 100)
    return n


def test_of_set():
    out = [of_set({1, 2, 3}, False), of_set(set(), True), of_set(frozenset([4]), False)]
    try:
        of_set({1}, True)
    except RuntimeError as error:
        out.append(error.args)
    return out


def ends(n: int) -> list[str]:
    for k, v in {"a": Noisy("one"), "b": Noisy("two")}.items():
        LOG.append(k)
    LOG.append("between")
    for v in {"a": Noisy("three")}.values():
        LOG.append("value")
    del v
    LOG.append("between")
    for item in {Noisy("four") for _ in range(n)}:
        LOG.append("item")
    return LOG


def test_ends():
    LOG.clear()
    return ends(2)[:], LOG[:]


def counted(d: dict[str, int]) -> list[tuple[int, str]]:
    pairs: list[tuple[int, str]] = []
    for word, number in d.items():
        pairs.append((-number, word))
    pairs.sort()
    return pairs


def test_counted():
    return counted({"b": 2, "a": 2, "c": 9})
