"""`is`, `is not`, `in` and `not in`: singletons, containers, iterators, one's own `__contains__`, and comparisons that raise."""


class Contains:
    def __init__(self, answer, log):
        self.answer, self.log = answer, log

    def __contains__(self, item):
        self.log.append(item)
        if self.answer == "raise":
            raise OverflowError("contains", item)
        return self.answer


class Iterates:
    def __init__(self, values, log):
        self.values, self.log = values, log

    def __iter__(self):
        for value in self.values:
            self.log.append(value)
            yield value


class Sequence:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * 10


class Never:
    __contains__ = None


class Equal:
    def __init__(self, result):
        self.result = result

    def __eq__(self, other):
        if isinstance(self.result, Exception):
            raise self.result
        return self.result

    __hash__ = object.__hash__


class Strange:
    def __bool__(self):
        raise ValueError("no truth here")


def is_none(a) -> str:
    if a is None:
        return "none"
    if a is not None:
        return "some"
    return "never"


def hinted_none(a: int | None, b: float | None) -> float:
    if a is None:
        return -1 if b is None else b
    return a if b is None else a + b


def singletons(a) -> list:
    return [a is None, a is True, a is False, a is ..., a is NotImplemented, a is a, not a is None]  # noqa: E714


def same_list(values: list) -> list:
    other = values
    copy = list(values)
    return [other is values, copy is values, copy is not other, values is values[:], (other is values) == (copy is copy)]


def same_objects(a: object, b: object) -> bool:
    return a is b


def chained(a, b, c) -> list:
    return [a is b is c, a is not b is not c, a in [a] in [[a]], a == a is a]


def type_checks(a) -> list:
    return [type(a) is int, type(a) is not str, a.__class__ is type(a), type(a) in (int, float), type(None) is type(a)]


def contains(container, item):
    return item in container


def contains_not(container, item):
    return item not in container


def in_list(values: list[int], n: int) -> bool:
    return n in values


def in_dict(table: dict[str, int], key: str) -> int:
    if key in table:
        return table[key]
    return -1


def in_text(text: str, part: str) -> bool:
    return part in text


def in_range(n: int, stop: int) -> list:
    return [n in range(stop), n in range(0, stop, 3), n not in range(-stop, 0)]


def in_constant(n) -> list:
    return [n in (1, 2, 3), n in [1, "a"], n in {1, 2}, n in {"a": 1}, n in "abc" if isinstance(n, str) else None]


def count_vowels(text: str) -> int:
    count = 0
    for ch in text:
        if ch in "aeiou":
            count += 1
    return count


def unique(values: list) -> list:
    seen = set()
    kept = []
    for value in values:
        if value not in seen:
            seen.add(value)
            kept.append(value)
    return kept


def own_contains(answer, item) -> list:
    log = []
    return [item in Contains(answer, log), item not in Contains(answer, log), log]


def by_iteration(values, item) -> list:
    log = []
    return [item in Iterates(values, log), log]


def by_sequence(item) -> list:
    return [item in Sequence(), item not in Sequence()]


def through_equality(result, item) -> list:
    values = [Equal(result)]
    return [item in values, values[0] in values]


NAN = float("nan")
CASES = [(f, (a,)) for f in (is_none, singletons, type_checks) for a in (None, True, False, 5, "s", ..., NotImplemented, 2.5)] + [(hinted_none, (a, b)) for a in (None, 3, "s") for b in (None, 2.5, 2**70)]
CASES += [(same_list, ([1],)), (same_objects, ([], [])), (same_objects, (None, None)), (same_objects, (int, int)), (chained, ([], None, None)), (chained, (None, None, None)), (chained, ("s", "t", "s"))]
CASES += [(f, (c, i)) for f in (contains, contains_not) for c, i in (([1, 2], 2), ((1,), "x"), ({1}, [1]), ({"a": 1}, "a"), ("abc", "b"), ("abc", 1), (b"abc", 98), (b"abc", "a"), (range(5), 2.0), (5, 1), (None, None), (Never(), 1), ([Equal(True)], 3), ({1: 2}, {}), ([NAN], NAN), (iter([1, 2]).__class__, 1))]
CASES += [(in_list, ([1, 2**70], n)) for n in (1, 2**70, 1.0, "s")] + [(in_dict, ({"a": 1}, k)) for k in ("a", "b", 1, [])] + [(in_text, ("hello", p)) for p in ("ell", "", "x", 5, None)] + [(in_range, (n, 9)) for n in (3, -1, 3.0, "x")]
CASES += [(in_constant, (n,)) for n in (1, "a", 2.0, None)] + [(in_constant, ([],)), (count_vowels, ("education",)), (unique, ([1, 2, 1, 1.0, "a"],)), (unique, ([1, []],))]
CASES += [(own_contains, (a, i)) for a in (True, 0, "yes", "raise", None, Strange()) for i in (1,)] + [(by_iteration, ([1, 2, 3], i)) for i in (2, 9)] + [(by_iteration, (5, 1)), (by_sequence, (20,)), (by_sequence, (5,))]
CASES += [(through_equality, (r, 1)) for r in (True, False, "yes", Strange(), KeyError("eq"))]
