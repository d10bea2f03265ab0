# native: base, positional, keywords, defaults, all_defaults, deep
"""Calls among the module's own functions: by position, keyword and default."""


def base(a: int, b: int = 2, c: float = 0.5) -> float:
    return a * 100 + b * 10 + c


def positional(a: int) -> float:
    return base(a, 3, 1.5)


def keywords(a: int) -> float:
    return base(c=2.5, a=a, b=a + 1)


def defaults(a: int) -> float:
    return base(a) + base(a, 7) + base(a, c=9.0) + base(b=1, a=a)


def nothing_given(x: int = 5, *, y: int = 6) -> int:
    return x * y


def all_defaults() -> int:
    return nothing_given() + nothing_given(2) + nothing_given(y=3) + nothing_given(1, y=1)


def mixed(a: int) -> float:
    return base(a, c=1) + base(int(True), 2, a) + base(a - 1, b=a * a)


def keyword_only(*, a: int, b: int = 1) -> int:
    return a - b


def positional_only(a: int, b: int = 4, /, c: int = 5) -> int:
    return a * b * c


def use_kinds(a: int) -> int:
    return keyword_only(a=a) + keyword_only(b=2, a=a) + positional_only(a) + positional_only(a, 2) + positional_only(a, 2, c=1)


def deep(n: int) -> float:
    return base(int(base(int(base(n)))), int(base(n, n)), base(n))


def evaluation_order(log: list) -> list:
    def note(x):
        log.append(x)
        return x

    base(c=note(1), a=note(2), b=note(3))
    return log


def mutable_default(x: int, seen: list = []) -> list:
    seen.append(x)
    return list(seen)


def starred(values: tuple, named: dict) -> float:
    return base(*values, **named)


def star_parameters(a: int, *rest: int, **named: float) -> list:
    return [a, rest, sorted(named.items())]


def test_mutable_default():
    try:
        return mutable_default(1), mutable_default(2)
    finally:
        mutable_default.__defaults__[0].clear()


CASES = [(f, (n,)) for f in (base, positional, keywords, defaults, mixed, use_kinds, deep) for n in (0, 3, -2, 2**62, 2**63, True, 1.5)]
CASES += [(all_defaults, ()), (evaluation_order, ([],)), (star_parameters, (1, 2, 3), {"k": 1.0}), (base, (), {"c": 1, "a": 2}), (base, (1,), {"b": 5})]
CASES += [(starred, ((1, 2), {"c": 3.0})), (starred, ((1, 2, 3), {"c": 3.0})), (starred, ((), {"a": 2})), (keyword_only, (), {"a": 3}), (positional_only, (1, 2), {"c": 1})]
