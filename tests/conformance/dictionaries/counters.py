# native: tally, tally_ints, tally_pairs, tally_unsaid, total, kept, taken
"""`collections.Counter`, and classes that inherit from it or from `dict`: what is not there counts nothing, and is not put in."""
import sys
from collections import Counter

RERUNNABLE = False


def tally(words: list[str], counts: Counter[str]) -> Counter[str]:
    for word in words:
        counts[word] += 1
    return counts


def tally_ints(n: int, counts: Counter[int]) -> Counter[int]:
    for i in range(n):
        counts[i * 7 % 5] += i
        if i % 4 == 0:
            counts[-i] -= 1
    return counts


def tally_pairs(n: int) -> list[tuple[tuple[int, int], int]]:
    counts: Counter[tuple[int, int]] = Counter()
    for i in range(n):
        counts[i % 3, i % 2] += 1
    return list(counts.items())


def tally_unsaid(n: int) -> list:
    counts = Counter()
    for i in range(n):
        counts[i % 3] += 1
        counts[i % 2] = i
    return [list(counts.items()), len(counts), counts[17], 17 in counts]


def total(words: list[str], counts: Counter[str]) -> int:
    result: int = 0
    for word in words:
        result += counts[word]
    return result


def kept(numbers: list[int], counts: Counter[int]) -> list[bool]:
    found: list[bool] = []
    for number in numbers:
        found.append(number in counts)
        counts[number] = number
    return found


def asked(words: list[str], counts: Counter[str]) -> list[int]:
    found: list[int] = []
    for word in words:
        found.append(counts.get(word, -1))
        counts.setdefault(word, 5)
    return found


def taken(words: list[str], counts: Counter[str]) -> int:
    for word in words:
        del counts[word]
    return len(counts)


class Loud(Counter):
    def __missing__(self, key):
        print("missing", key)
        return 10


class Quiet(Counter):
    def __missing__(self, key):
        return 1000


class Stores(Counter):
    def __setitem__(self, key, value):
        print("stores", key)
        super().__setitem__(key, value)


class Holds(Counter):
    def __contains__(self, key):
        print("holds", key)
        return True


class Gets(Counter):
    def __getitem__(self, key):
        print("gets", key)
        return 3


class Nothing(dict):
    def __missing__(self, key):
        return None


class Far(dict):
    def __missing__(self, key):
        return 2**70


class Plain(dict):
    pass


WORDS = ["a", "b", "a", "c", "b", "a", "\u4e2d", "a" * 20]


def test_tally() -> list:
    counts = tally(WORDS, Counter())
    return [counts, list(counts.items()), tally(WORDS, counts), total(["a", "z"], counts), "z" in counts]


def test_ints() -> list:
    return [list(tally_ints(20, Counter()).items()), tally_pairs(12), tally_unsaid(12), kept([1, 2, 1, 2**40], Counter())]


def test_methods() -> list:
    counts = Counter("abca")
    return [asked(["a", "z", "z"], counts), taken(["a", "q", "b"], counts), counts]


def test_other_numbers() -> list:
    counts = Counter({"a": 1.5, "b": True, "c": 2**63 - 1})
    return [tally(WORDS, counts), [type(value) for value in counts.values()]]


def test_no_number() -> list:
    results = []
    for counts in (Counter({"b": "x"}), Counter({"b": None})):
        try:
            tally(WORDS, counts)
        except TypeError as error:
            results.append(str(error))
        results.append(dict(counts))
    return results


def test_classes() -> list:
    results = []
    for made in (Loud, Quiet, Stores, Holds, Gets):
        counts = made("ab")
        results.append([dict(tally(WORDS, counts)), total(["a", "zz"], counts)])
        results.append(kept([1, 1], made()))
        results.append(type(tally_ints(6, made())).__name__)
    return results


def test_dictionaries() -> list:
    results = []
    for made in (Nothing, Far, Plain, dict):
        counts = made(a=1)
        try:
            tally(WORDS, counts)
        except (KeyError, TypeError) as error:
            results.append(repr(error))
        results.append(list(counts.items()))
    return results


def test_nothing_is_put_in() -> list:
    counts = Quiet()
    totals = [total(["x", "y"], counts) for _ in range(50)]
    return [totals[-1], len(counts), counts["x"]]


class Changed(Counter):
    pass


def changing(words: list[str], counts: Counter[str], steps: list) -> list[int]:
    seen: list[int] = []
    for word in words:
        seen.append(counts[word])
        counts[word] += 1
        if steps:
            steps.pop()()
    return seen


def test_changed_midway() -> list:
    def miss():
        Changed.__missing__ = lambda self, key: print("missed", key) or 40

    def store():
        Changed.__setitem__ = lambda self, key, value: print("stored", key, value)

    def again():
        del Changed.__missing__, Changed.__setitem__

    counts = Changed()
    return [changing(list("abcdefab"), counts, [again, store, miss]), counts]


def test_other_code() -> list:
    class Own(dict):
        def __missing__(self, key):
            return 5

    def other(self, key):
        return 6

    def change():
        Own.__missing__.__code__ = other.__code__

    counts = Own()
    return [changing(list("abcab"), counts, [change]), counts]


def test_listened_to() -> list:
    if sys.version_info < (3, 12):
        return []
    heard = []
    monitoring = sys.monitoring
    code = Quiet.__missing__.__code__

    def listen():
        monitoring.use_tool_id(4, "counters")
        monitoring.register_callback(4, monitoring.events.PY_START, lambda code, at: heard.append(code.co_name))
        monitoring.set_local_events(4, code, monitoring.events.PY_START)

    def end():
        monitoring.set_local_events(4, code, 0)
        monitoring.register_callback(4, monitoring.events.PY_START, None)
        monitoring.free_tool_id(4)

    return [changing(list("abcdef"), Quiet(), [end, len_of_nothing, listen]), heard]


def len_of_nothing() -> int:
    return len([])


def deeper(n: int, counts: Counter[int]) -> int:
    return counts[n] + deeper(n + 1, counts)


def test_deep() -> list:
    names = []
    try:
        deeper(0, Counter())
    except RecursionError as error:
        trace = error.__traceback__
        while trace is not None:
            names.append(trace.tb_frame.f_code.co_name)
            trace = trace.tb_next
    return names[-3:]
