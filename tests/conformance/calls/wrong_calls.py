# native: target, calls_with_too_few
"""Calls that do not fit: the same TypeError, word for word, from inside and outside the module."""


def target(a: int, b: float, c: int = 3) -> float:
    return a + b + c


def keyword_only(a: int, *, flag: bool, other: int = 2) -> int:
    return a + flag + other


def positional_only(a: int, b: int, /, c: int) -> int:
    return a + b + c


def no_parameters() -> int:
    return 1


def calls_with_too_few(a: int) -> float:
    return target(a)


def calls_with_too_many(a: int) -> float:
    return target(a, 1.0, 2, 3)


def calls_with_unknown(a: int) -> float:
    return target(a, 1.0, d=3)


def calls_with_twice(a: int) -> float:
    return target(a, 1.0, a=3)


def calls_without_keyword(a: int) -> int:
    return keyword_only(a)


def calls_by_position(a: int) -> int:
    return keyword_only(a, True)


def calls_positional_by_name(a: int) -> int:
    return positional_only(a, b=2, c=3)


def effects_before(log: list) -> float:
    return target(log.append(1), log.append(2), log.append(3), log.append(4))


def wrong_types(a: int) -> float:
    return target("a", a)


def callee_is_not_callable(a: int) -> int:
    return a(1)


CASES = [(f, (1,)) for f in (calls_with_too_few, calls_with_too_many, calls_with_unknown, calls_with_twice, calls_without_keyword, calls_by_position)]
CASES += [(f, (1,)) for f in (calls_positional_by_name, wrong_types, callee_is_not_callable)] + [(effects_before, ([],))]
CASES += [(target, ()), (target, (1,)), (target, (1, 2, 3, 4)), (target, (1,), {"a": 2}), (target, (1, 2), {"z": 3}), (target, (), {"c": 1})]
CASES += [(keyword_only, (1,)), (keyword_only, (1, 2)), (keyword_only, (), {"flag": True}), (positional_only, (1,), {"b": 2, "c": 3}), (positional_only, (1, 2))]
CASES += [(no_parameters, (1,)), (no_parameters, (), {"x": 1}), (keyword_only, (1,), {"flag": 1, "flags": 2})]
