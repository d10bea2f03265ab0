# stress: 40
# native: left, right, middle, filled, repeated, times
# native 3.12+: rule
"""`ljust`, `rjust`, `center`, `zfill` and `*`: of all kinds, with what is too short, too wide, and no character."""


def left(s: str, width: int, fill: str) -> list[str]:
    return [s.ljust(width), s.ljust(width, fill), s.ljust(width, "*"), s.ljust(width, "\xe9"), s.ljust(width, "\u20ac")]


def right(s: str, width: int, fill: str) -> list[str]:
    return [s.rjust(width), s.rjust(width, fill), s.rjust(width, "*"), s.rjust(width, "\xe9"), s.rjust(width, "\U0001f600")]


def middle(s: str, width: int, fill: str) -> list[str]:
    return [s.center(width), s.center(width, fill), s.center(width, "*"), s.center(width, "\xe9"), s.center(width, "\ud800")]


def filled(s: str, width: int) -> str:
    return s.zfill(width)


def repeated(s: str, count: int) -> str:
    return s * count


def times(s: str, count: int) -> str:
    out = ""
    for c in s:
        out += count * c + c * 2
    return out + count * s


def rule(widths: list[int]) -> str:
    return "+".join("-" * (width + 2) for width in widths)


TEXTS = ["", "a", "ab", "abc", "+5", "-17", "+", "-", "h\xe9", "-\xe9", "\u20ac5", "+\U0001f600", "--1", "\ud800"]
CASES = (
    [(function, (s, width, ".")) for function in (left, right, middle) for s in TEXTS for width in (-3, 0, 1, 2, 3, 4, 5, 8)]
    + [(filled, (s, width)) for s in TEXTS for width in (-1, 0, 1, 2, 3, 4, 5, 9)]
    + [(repeated, (s, count)) for s in TEXTS for count in (-2**63, -1, 0, 1, 2, 3, 40)]
    + [(times, (s, count)) for s in TEXTS for count in (-1, 0, 1, 2, 3)]
    + [(rule, ([1, 5, 0, -2, -7],)), (left, ("a", 3, "ab")), (right, ("a", 3, "")), (middle, ("a", 0, "ab"))]
    + [(repeated, ("ab", 2**62)), (repeated, ("", 2**62)), (repeated, ("ab", 2**63 - 1)), (left, ("a", 2**62, " ")), (filled, ("a", 2**63 - 1))]
)


class Sub(str):
    def __mul__(self, count: object) -> str:
        return f"times {count}"

    __rmul__ = __mul__


class Index:
    def __index__(self) -> int:
        return 3


def test_not_what_was_promised() -> list[object]:
    found: list[object] = []
    for function, arguments in [
        (left, (Sub("a"), 5, "x")), (left, ("a", Index(), "x")), (left, ("a", True, "x")), (left, ("a", 5, Sub("x"))), (left, ("a", 2.0, "x")),
        (middle, ("a", 2**70, "x")), (repeated, (Sub("a"), 3)), (repeated, ("a", Index())), (repeated, ("a", True)), (repeated, ("a", 2**70)),
        (repeated, ("a", "b")), (times, (Sub("ab"), 2)), (filled, (Sub("a"), 3)), (filled, ("a", None)),
    ]:
        try:
            found.append(function(*arguments))
        except (TypeError, ValueError, OverflowError, MemoryError) as error:
            found.append((type(error).__name__, str(error)))
    return found


def test_which_objects() -> list[bool]:
    a, e = "abc", ""
    one = e.center(1)
    return [a.ljust(2) is a, a.center(3) is a, a.zfill(0) is a, a * 1 is a, e.ljust(0) is e, one is " ", e.zfill(1) is "0", (a * 0) is e]
