# stress: 40
# native: texts, grouped
# native 3.12+: in_expressions
# native 3.12-3.13: rows
# native 3.13+: floats, ints, characters
"""`repr` and `!r` of numbers and strings, percentages, and commas in floats."""


def floats(x: float) -> list[str]:
    return [repr(x), str(x), f"{x!r}", f"{x!s}", f"{x!a}", f"{x!r:>26}", f"<{x}>"]


def ints(i: int) -> list[str]:
    return [repr(i), f"{i!r}", f"{i!s:>8}", f"{i!a}", f"{i:.1%}", f"{i:%}", f"{i:,.2f}", f"{i:>12,.1f}"]


def texts(s: str) -> list[str]:
    return [repr(s), f"{s!r}", f"{s!s}", f"{s!a}", f"{s!r:>12}", f"a{s!r}b"]


def characters(s: str) -> str:
    out = ""
    for c in s:
        out += f"{c!r}" + repr(c) + f"{c!s}"
    return out


def rows(names: list[str], counts: list[int], prices: list[float]) -> str:
    return "\n".join(",".join([repr(name), str(count), repr(price)]) for name, count, price in zip(names, counts, prices))


def grouped(x: float) -> list[str]:
    return [
        f"{x:,.2f}", f"{x:,f}", f"{x:,.0f}", f"{x:>16,.3f}", f"{x:<16,.1f}|", f"{x:^+17,.2f}|", f"{x: ,.2f}", f"{x:*>18,.4f}", f"{x:=14,.2f}",
        f"{x:.1%}", f"{x:%}", f"{x:8.0%}", f"{x:<9.2%}|", f"{x:+.1%}", f"{x:^10.1%}|", f"{x:010.1%}", f"{x:,.1%}", f"{x:012,.2f}",
    ]


def in_expressions(xs: list[float], names: list[str]) -> tuple[str, str]:
    return " ".join(f"{x!r}" for x in xs), ", ".join(f"{name!r}" for name in names)


FLOATS = [
    0.0, -0.0, 0.1, 0.1 + 0.2, 1 / 3, -2 / 3, 1e15, 1e16, -1e16, 1e17, 123456789012345680.0, 1e22, 1e23, 1e-4, 1e-5, 1.5e-7, 5e-324, 2.2250738585072014e-308,
    1.7976931348623157e308, 2**-44, 562949953421312.25, 562949953421312.75, 1125899906842624.5, 70368744177664.125, 9007199254740993.0, 4503599627370496.5,
    999.995, 999999.995, 1234.5, 12345.678, 123456.789, 1234567.891, 0.5, 1.5, 2.5, 0.125, 0.9999, 99.95, 1e300, float("inf"), float("-inf"), float("nan"),
]
INTS = [0, 1, -1, 42, 999, 1000, -1000, 123456, -1234567, 2**53 + 1, 2**63 - 1, -(2**63)]
TEXTS = ["", "a", "it's", 'say "x"', "it's \"x\"", "back\\slash", "new\nline", "\t", "\x7f", "\x00", "\xe9", "\xad", "\u20ac", "\u2028", "\U0001f600", "\ud800", "plain text"]
CASES = (
    [(floats, (x,)) for x in FLOATS]
    + [(grouped, (x,)) for x in FLOATS]
    + [(ints, (i,)) for i in INTS]
    + [(texts, (s,)) for s in TEXTS]
    + [(characters, (s,)) for s in TEXTS]
    + [(rows, (["a", "b'", "\u20ac"], [1, -2, 3], [0.1, 1e100, 2.0])), (rows, ([], [], []))]
    + [(in_expressions, ([0.1, 1e16, -0.0], ["a", "it's", "\n"]))]
)


class Sub(str):
    def __repr__(self) -> str:
        return "sub"


class Whole(int):
    def __repr__(self) -> str:
        return "whole"


class Broken(float):
    def __repr__(self) -> str:
        raise KeyError("repr")


def test_not_what_was_promised() -> list[object]:
    found: list[object] = []
    for function, value in [(texts, Sub("a")), (ints, Whole(3)), (ints, True), (floats, 3), (texts, 3), (ints, 2**70), (floats, Broken(1.5)), (floats, None)]:
        try:
            found.append(function(value))
        except (TypeError, ValueError, KeyError) as error:
            found.append(str(error))
    return found


def test_other_builtin() -> list[str]:
    global repr
    repr = lambda value: "mine"
    try:
        return floats(0.5) + texts("a")
    finally:
        del repr
