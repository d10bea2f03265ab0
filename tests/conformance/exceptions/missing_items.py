# native: lookup, index, counts, nested, stored, kept, chained, reraises, by_class, custom, own_missing, ends_early, finally_too, nobody_catches, callers_catch
"""Items that are missing, in the reach of handlers that do and do not look at the exception."""
import sys


def lookup(table: dict[int, int], x: int) -> int:
    try:
        return table[x]
    except KeyError:
        return -1


def index(items: list[int], i: int) -> int:
    try:
        return items[i]
    except IndexError:
        return -1


def counts(table: dict[str, int], words: list[str]) -> tuple[int, int]:
    found = 0
    missed = 0
    for word in words:
        try:
            found += table[word]
        except KeyError:
            missed += 1
    return found, missed


def nested(table: dict, keys: list, log: list) -> int:
    total = 0
    for key in keys:
        try:
            try:
                total += table[key]
            except IndexError:
                log.append("index")
            finally:
                log.append(key)
        except KeyError:
            total -= 1
            continue
        total += 10
    return total


def stored(table: dict, key, log: list):
    try:
        log.append(table[key])
    except KeyError:
        log.append(sys.exception() if sys.version_info >= (3, 12) else None)
        table[key] = 1
    return table


def kept(table: dict, key) -> object:
    try:
        return table[key]
    except LookupError as error:
        saved = error
    return saved.args, type(saved)


def chained(table: dict, key) -> object:
    try:
        return table[key]
    except KeyError:
        raise ValueError(key)


def reraises(table: dict, key) -> object:
    try:
        return table[key]
    except KeyError:
        raise


def by_class(items, key, kind: int) -> object:
    try:
        return items[key]
    except LookupError:
        return kind
    except TypeError:
        return "type"


class Mine(KeyError):
    pass


def custom(table: dict, key) -> object:
    try:
        return table[key]
    except Mine:
        return "mine"
    except Exception:
        return "any"


def falls_back(table: dict, key) -> object:
    try:
        value = table[key]
    except:  # noqa
        value = 0
    return value


class Missing(dict):
    def __missing__(self, key):
        return key * 2


class Equal:
    def __init__(self, log: list):
        self.log = log

    def __hash__(self):
        return 7

    def __eq__(self, other):
        self.log.append("eq")
        return False


def own_missing(table, key) -> object:
    try:
        return table[key]
    except KeyError:
        return "none"


def ends_early(table: dict[int, int], keys: list[int]) -> int:
    total = 0
    for key in keys:
        try:
            total += table[key]
        except KeyError:
            break
    else:
        total += 1000
    return total


def finally_too(table: dict[int, int], key: int, log: list) -> int:
    try:
        return table[key]
    finally:
        log.append(key)


def nobody_catches(table: dict[int, int], key: int) -> int:
    return table[key]


def callers_catch(table: dict[int, int], key: int) -> int:
    try:
        return nobody_catches(table, key)
    except KeyError:
        return -2


def test_custom_keys():
    log: list = []
    table = {Equal(log): 1}
    return own_missing(table, 7), own_missing(table, Equal(log)), log


def test_inside_handler():
    seen = []
    try:
        raise OSError("outer")
    except OSError:
        seen.append(lookup({}, 1))
        seen.append(repr(sys.exc_info()[1]))
        seen.append(falls_back({}, 1))
        seen.append(repr(sys.exc_info()[1]))
    return seen


def test_class_is_another():
    global KeyError
    KeyError = IndexError
    try:
        return lookup({}, 1)
    finally:
        del KeyError


def test_many():
    return [counts({"a": 1}, ["a", "b"] * 30) for _ in range(20)]


TABLE = {1: 10, 2: 20}
CASES = [(lookup, (TABLE, 1)), (lookup, (TABLE, 3)), (lookup, (Missing(), 3)), (lookup, ({}, True)), (lookup, ([5], 0)), (lookup, ([5], 1))]
CASES += [(index, ([1, 2], i)) for i in (0, 1, 2, -1, -2, -3, 1 << 70, "x", True)] + [(index, ((1,), 5)), (index, ({}, 5))]
CASES += [(counts, ({"a": 1, "b": 2}, ["a", "c", "b", "d", "d"])), (counts, ({"a": 1 << 63, "b": 1 << 63}, ["a", "c", "b"]))]
CASES += [(counts, (5, ["a"])), (counts, ({"a": "x"}, ["c", "a"]))]
CASES += [(nested, (TABLE, [1, 5, 2, "x", []], [])), (nested, (TABLE, [1, 5, 2, 6], []))]
CASES += [(stored, ({}, 3, [])), (stored, ({3: 4}, 3, [])), (stored, ({}, [], []))]
CASES += [(f, (t, k)) for f in (kept, chained, reraises, custom, falls_back, own_missing) for t in (TABLE, [1, 2], Missing(), "ab") for k in (1, 9, "x")]
CASES += [(by_class, (t, k, 4)) for t in (TABLE, [1, 2], (3,), "ab", 5) for k in (1, 9, -9, None, 1.5)]
CASES += [(ends_early, (TABLE, [1, 2])), (ends_early, (TABLE, [1, 3, 2]))]
CASES += [(finally_too, (TABLE, 1, [])), (finally_too, (TABLE, 4, []))]
CASES += [(f, (TABLE, k)) for f in (nobody_catches, callers_catch) for k in (1, 7, "x", [])]


class Asked:
    """A key that is no int and says when it is compared with one."""

    def __init__(self, value, seen):
        self.value = value
        self.seen = seen

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        self.seen.append(other)
        return False


def compared_once(table: dict[int, int], key: int) -> int:
    try:
        return table[key]
    except KeyError:
        return -1


def test_compared_once():
    seen = []
    table = {Asked(7, seen): 1}
    return compared_once(table, 7), seen
