# python: 3.14+
"""PEP 750: template strings: their parts, conversions, specs, nesting, joining, and what raises while one is made."""


def parts(template) -> list:
    return [template.strings, [(i.value, i.expression, i.conversion, i.format_spec) for i in template.interpolations]]


def plain(a, b) -> list:
    return parts(t"{a} and {b}")


def conversions(a, width) -> list:
    return parts(t"{a!r:>{width}} {a!s} {a!a:5} {a = }")


def empty() -> list:
    return parts(t"") + parts(t"only text") + parts(t"{{}}")


def not_formatted(n: int) -> list:
    class Odd:
        def __format__(self, spec):
            raise ValueError("never asked")

        __repr__ = __str__ = __format__

    template = t"{Odd()}"
    return [len(template.interpolations), template.interpolations[0].expression]


def joined(a: int) -> list:
    return parts(t"one {a} " t"two {a + 1}")


def added(a: int) -> list:
    return parts(t"{a}" + t" and {a * 2}")


def added_to_text(a: int) -> object:
    return t"{a}" + "text"


def nested(a: int) -> list:
    inner = t"{t"{a}"}"
    return [type(inner.interpolations[0].value).__name__, parts(inner.interpolations[0].value), f"{inner.strings}"]


def iterated(a, b) -> list:
    return [item if isinstance(item, str) else item.value for item in t"<{a}>{b}"]


def rendered(name: str, n: int) -> str:
    pieces = []
    for item in t"<p class={name!r}>{n:05d}</p>":
        if isinstance(item, str):
            pieces.append(item)
        else:
            value = repr(item.value) if item.conversion == "r" else item.value
            pieces.append(format(value, item.format_spec))
    return "".join(pieces)


def raising(a: int, b: int) -> object:
    return t"{a // b} after"


def spec_raises(a: int, b: int) -> object:
    return t"{a:{a // b}}"


def missing() -> object:
    return t"{nowhere}"


CASES = [(plain, (1, "s")), (plain, ([1], None)), (conversions, ("q", 8)), (empty, ()), (not_formatted, (1,)), (joined, (1,)), (joined, ("s",)), (added, (2,)), (added_to_text, (1,)), (nested, (1,)), (iterated, (1, 2.5)), (rendered, ("n", 42)), (rendered, ("n", "s")), (missing, ())]
CASES += [(f, (1, b)) for f in (raising, spec_raises) for b in (0, 1, "s")]
