"""Annotations of locals are not evaluated, but make the name local; those of attributes and items evaluate their targets."""


class Holder:
    pass


def never_evaluated(n: int) -> int:
    a: no_such_name = n
    b: 1 / 0 = a + 1
    c: print("never") = 2
    return a + b + c


def only_declared(n: int) -> object:
    x: int
    if n:
        x = n
    return x


def hides_global(n: int) -> object:
    len: int
    return len([n])


def wrong_hint(n: int) -> object:
    x: str = n
    y: int = "text"
    z: float = n
    return [x, y, z, x + 1]


def float_from_int(n: int) -> float:
    total: float = 0
    for i in range(n):
        total += i
    return total


def attribute_target(h: Holder, v) -> object:
    h.value: int = v
    return h.value


def attribute_without_value(log: list) -> list:
    def say(value):
        log.append(value)
        return value

    say(Holder()).value: say("annotation")
    say([1])[say(0)]: say("annotation")
    return log


def attribute_annotation_evaluated(h: Holder, v) -> object:
    h.value: no_such_name = v
    return h.value


def item_target(values: list, v) -> list:
    values[0]: int = v
    return values


def parenthesised(n: int) -> int:
    (x): int = n
    return x


def parenthesised_only(n: int) -> object:
    (x): int
    return x


def in_loop(values: list) -> list:
    seen: list = []
    for v in values:
        item: int = v
        seen.append(item)
    return [seen, item]


def with_final(n: int) -> int:
    limit: "Final[int]" = 2**62
    return n + limit


def no_annotations_dict(n: int) -> list:
    x: int = n
    return [sorted(locals()), no_annotations_dict.__annotations__]


def optional(n: int | None) -> int:
    x: int | None = n
    if x is None:
        x = 0
    y: int = x
    return x + y


def union(flag: bool) -> object:
    x: int | str = 1
    if flag:
        x = "s"
    return x * 3


CASES = [(f, (n,)) for f in (never_evaluated, only_declared, hides_global, wrong_hint, float_from_int, parenthesised, parenthesised_only, with_final, no_annotations_dict) for n in (0, 3)] + [(wrong_hint, ("s",)), (with_final, (2**62,)), (float_from_int, (2.5,))]
CASES += [(f, (Holder(), v)) for f in (attribute_target, attribute_annotation_evaluated) for v in (1, "s")] + [(attribute_without_value, ([],)), (item_target, ([0], 5)), (item_target, ([], 5)), (in_loop, ([1, "s"],)), (in_loop, ([],))]
CASES += [(optional, (n,)) for n in (None, 3, 2**63, "s")] + [(union, (b,)) for b in (True, False)]
