# native: cases, strips, tests, changes, joins, concatenated, same_object, joined_again, dropped
"""Methods of whole strings, and what two strings make together."""


def cases(s: str) -> tuple[str, str]:
    return s.upper(), s.lower()


def strips(s: str) -> tuple[str, str, str]:
    return s.strip(), s.lstrip(), s.rstrip()


def tests(s: str) -> int:
    bits = 0
    if s.isascii():
        bits += 1
    if s.isprintable():
        bits += 2
    if s.isalnum():
        bits += 4
    if s.isalpha():
        bits += 8
    if s.isdecimal():
        bits += 16
    if s.isdigit():
        bits += 32
    if s.isnumeric():
        bits += 64
    if s.isspace():
        bits += 128
    if s.islower():
        bits += 256
    if s.isupper():
        bits += 512
    return bits


def changes(s: str, old: str, new: str) -> tuple[str, int]:
    return s.replace(old, new), s.count(old)


def joins(sep: str, parts: list[str]) -> str:
    return sep.join(parts)


def joined_again(sep: str, parts: list[str]) -> str:
    try:
        return sep.join(parts)
    except TypeError as error:
        return str(error)


def concatenated(a: str, b: str) -> tuple[str, str, str]:
    return a + b, b + a, a + a


def same_object(s: str, empty: str) -> tuple[bool, bool, bool, bool]:
    return s.strip() is s, s + empty is s, empty + s is s, s.replace("\x00", "?") is s


def dropped(lines: list[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        line = line.strip().lower()
        if line.isalpha() or line.isdigit():
            out.append(line.upper() + line)
    return out


class Text(str):
    def upper(self) -> str:
        print("upper")
        return "!" + super().upper()

    def isalpha(self) -> bool:
        print("isalpha")
        return False

    def strip(self) -> str:
        print("strip")
        return Text("stripped")

    def __add__(self, other: str) -> str:
        print("add", other)
        return "added"

    def __radd__(self, other: str) -> str:
        print("radd", other)
        return "added before"


class Parts(list):
    def __iter__(self):
        print("iterated")
        return iter(["other", "items"])


TEXTS = [
    "", "a", "A", "1", " ", "_", "abc", "ABC", "Abc", "aBC1", "123", "12.5", "  x  ", "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f ", "a b",
    "\x00", "\x7f", "\x80", "\x85 \xa0x\x85", "\xe9", "\xc9t\xc9", "\xdf", "\xff", "\u0130", "\u0131", "\u0149", "\u01c5", "\u01c4",
    "\u0370", "\u03a3", "a\u03a3", "\u0660\u0661", "\xb2\xb3", "\xbd", "\u2167", "\u3000x\u3000", "\u2028", "\u4e2d\u6587",
    "\U0001f600", "\U0001d7ce", "\U00010400", "\U00010428", "\ud800", "a\udfff", "x" * 100, "X" * 1000, " " * 50, "\u4e2d" * 40,
    "1\u4e2d", "\u4e2d ", "\xb5", "i\u0307",
]


def test_cases():
    return [(ascii(s), cases(s)) for s in TEXTS]


def test_strips():
    return [strips(s) for s in TEXTS]


def test_tests():
    return [tests(s) for s in TEXTS]


def test_changes():
    return [changes(s, old, new) for s in TEXTS for old in ("", "a", "x", "\u4e2d", "abc", " ") for new in ("", "x", "\xe9", "\U0001f600")]


def test_joins():
    return [joins(sep, TEXTS) for sep in ("", ",", "\xe9", "\u4e2d", "\U0001f600")], joins("-", []), joins("-", ["a"])


def test_joins_of_others():
    results = []
    for parts in (["a", 1], ["a", Text("b")], [None], ("a", "b"), Parts(["a"]), {"k": 1}, "abc", iter("xy"), [Text("only")], 5):
        for f in (joins, joined_again):
            try:
                results.append(f("-", parts))
            except Exception as error:
                results.append(repr(error))
    return results


def test_concatenations():
    return [concatenated(a, b) for a in TEXTS for b in ("", "b", "\xe9\xff", "\u4e2d", "\U0001f600\ud800")]


def test_same_objects():
    return [same_object(s, "") for s in TEXTS], same_object("long enough not to be one of a kind", "")


def test_lines():
    return dropped([" ab ", "12\n", "a1", "", "\xc9\xe9", "\u0660"]), dropped(TEXTS)


def test_others():
    results = []
    for s in (Text("abc"), 5, None, b"ab", [1], bytearray(b" X ")):
        for f in (cases, strips, tests, dropped, lambda s: changes(s, "a", "b"), lambda s: concatenated(s, "x"), lambda s: same_object(s, "")):
            try:
                results.append(f(s))
            except Exception as error:
                results.append(repr(error))
    for args in (("abc", 1, "x"), ("abc", "a", None), ("abc", Text("b"), Text("x"))):
        try:
            results.append(changes(*args))
        except Exception as error:
            results.append(repr(error))
    return results
