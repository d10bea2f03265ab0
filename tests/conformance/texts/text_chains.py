# native: greeting, fields, numbers, floats, wide, grown, kept, shared, prepended, in_between, raising, caught, wrong, lengths
# native: many, alone, formatted, fresh, rebound, nested, consumed, hashed, large, prefixed, listed, same, converted
"""Chains of `+` and f-strings: what is made at once, what is seen in between, and what a string is that grows where it is."""


def greeting(name: str, count: int) -> str:
    return "Hello, " + name + "! You have " + str(count) + " message" + ("s" if count != 1 else "") + "."


def fields(a: str, b: str, c: str) -> str:
    return a + "," + b + "," + c + "\n"


def numbers(values: list[int]) -> list[str]:
    out: list[str] = []
    for value in values:
        out.append("<" + str(value) + "|" + str(-value) + ">")
        out.append(f"{value}:{value + 1}")
    return out


def floats(values: list[float]) -> list[str]:
    out: list[str] = []
    for value in values:
        out.append("<" + str(value) + ">")
        out.append(f"{value}/{-value}")
        out.append(str(value))
    return out


def wide(parts: list[str]) -> str:
    out = ""
    for part in parts:
        out += part + "-" + part + "é" + str(len(part))
    return out


def grown(n: int) -> str:
    out = ""
    for i in range(n):
        out += chr(97 + i % 26)
        out += "," + str(i) + ";"
        out += "xyz"
    return out


def kept(n: int) -> list[str]:
    seen: list[str] = []
    out = "start"
    for i in range(n):
        seen.append(out)
        out += "." + str(i)
        out += "c"
        seen.append(out)
        out += "d"
    return seen


def shared(n: int) -> tuple[str, str]:
    out = "ab"
    other = out
    for i in range(n):
        out += "c"
        other = out
        out += "d" + str(i)
    return out, other


def prepended(value: int) -> str:
    out = ""
    while value > 0:
        out = "0123456789abcdef"[value % 16] + out
        value //= 16
    return "0x" + out + "."


class Counter:
    def __init__(self) -> None:
        self.calls = 0
        self.text = "t"

    def next(self) -> str:
        self.calls += 1
        self.text = "t" + str(self.calls)
        return self.text

    def fail(self) -> str:
        raise ValueError("no text")


def in_between(counter: Counter) -> str:
    return counter.text + counter.next() + counter.text + counter.next() + str(counter.calls) + counter.text


def raising(counter: Counter, count: int) -> str:
    return "a" + str(count) + counter.next() + counter.fail() + "b"


def caught(counter: Counter, count: int) -> str:
    try:
        return "a" + str(count) + counter.next() + counter.fail() + "b"
    except ValueError as error:
        return "caught " + str(error) + " " + str(count)


def wrong(a: str, b: str, c: int) -> str:
    return "x" + a + str(c) + b + "y"


def lengths(a: str, i: int) -> str:
    return "[" + a[i] + a[i + 1] + "]" + a[i + 2] + str(10 // i)


def many(a: str, i: int) -> str:
    return (
        a + "1" + a + "2" + a + "3" + a + "4" + a + "5" + a + "6" + a + "7" + a + "8" + a + "9" + str(i) + a + "0" + str(i) + "."
    )


def alone(a: str, b: str, c: str) -> list[bool]:
    whole = a + b + c
    return [whole is a, whole is b, whole is c]


def formatted(a: str, i: int, x: float, flag: bool) -> str:
    return f"{a}|{i}|{x}|{flag}|{a!r}|{i:4d}|{x:.2f}|{a[0]}|{a[-1]}{i}"


def fresh(a: str, b: str) -> list[bool]:
    whole = f"{a}{b}"
    out = ""
    out += f"{a}{b}"
    more = "x"
    more += f"{a}{b}"
    return [whole is a, whole is b, out is a, out is b, more == "x" + a + b]


def rebound(a: str, n: int) -> str:
    b = a + "!"
    for i in range(n):
        b = b + "," + str(i) + (b := "new" + str(i)) + b + "."
    return b


def nested(a: str, b: str) -> str:
    return "(" + (a + "<" + b + ">") + ")" + (b + "[" + (a + "{" + b + "}") + "]")


def consumed(parts: list[str]) -> str:
    return "begin " + ",".join([part + "=" + str(len(part)) for part in parts]) + " end" + str(len(parts))


def hashed(n: int) -> dict[str, int]:
    found: dict[str, int] = {}
    key = "k"
    for i in range(n):
        key += "a"
        found[key] = i
        key += "b" + str(i)
    return found


def large(n: int) -> int:
    out = "x" * 500
    for i in range(n):
        out += "y"
        out += "ab" + str(i)
    total = 0
    for c in out:
        total = (total * 31 + ord(c)) % 1000003
    return total


def prefixed(words: list[str]) -> list[str]:
    out: list[str] = []
    for word in words:
        out.append(word[0] + word[1:] + word[0] + "ay")
    return out


def listed(pairs: list[tuple[str, int]]) -> str:
    out = ""
    for name, count in pairs:
        out += f"{name}={count}; "
        if count > 2:
            out += name + "," + name
    return out


def same(a: str) -> str:
    out = a
    out += out + "-" + out
    out += out
    return out


TEXTS = ["", "a", "abc", "é", "éü", "\u0394elta", "\U0001f600!", "x" * 40]
INTS = [0, 1, -1, 7, 10, 99, 100, -100, 12345, 99999999, 2**31, -(2**63), 2**63 - 1]
FLOATS = [
    0.0, -0.0, 1.0, -1.5, 0.1, 0.25, 1e-4, 9.999e-5, 1e-5, 0.0001234, 123456.789, 1e15, 999999999999999.0, 1e16, 1e17, 0.1 + 0.2,
    1 / 3, 2 / 3, 1e300, 5e-324, float("inf"), float("-inf"), float("nan"), 1234567.0000001, 4.35, 2.675, 0.000001, 99999.999999,
    123456789.123456, 1e22, 4503599627370496.5, 0.5000001, 100.0, 1e14, 12345678901234.5,
]

CASES = [
    (greeting, ("you", 1)),
    (greeting, ("é", 2)),
    (fields, ("", "", "")),
    (numbers, (INTS,)),
    (floats, (FLOATS,)),
    (wide, (TEXTS,)),
    (grown, (40,)),
    (kept, (9,)),
    (shared, (9,)),
    (prepended, (0xABCDEF123,)),
    (wrong, ("a", "b", 1)),
    (lengths, ("abcd", 1)),
    (many, ("ab", 12)),
    (many, ("é", -12)),
    (formatted, ("text", 12, 0.5, True)),
    (rebound, ("a", 3)),
    (nested, ("a", "b")),
    (nested, ("", "\u0394")),
    (consumed, (TEXTS,)),
    (hashed, (7,)),
    (large, (400,)),
    (prefixed, (["ab", "cde", "ü\u0394"],)),
    (listed, ([("a", 1), ("b", 3), ("\u0394", 4)],)),
    (same, ("abc",)),
    (same, ("",)),
]


def test_in_between() -> tuple[str, int]:
    counter = Counter()
    return in_between(counter), counter.calls


def test_raising() -> str:
    return raising(Counter(), 3)


def test_caught() -> str:
    return caught(Counter(), 3)


class Sub(str):
    def __add__(self, other: str) -> str:
        return "sub+" + other

    def __radd__(self, other: str) -> str:
        return other + "+sub"


def test_not_what_was_promised() -> list[object]:
    found: list[object] = []
    for arguments in [("a", 1, 2), (1, "b", 2), ("a", "b", "c"), (Sub("a"), "b", 1), ("a", Sub("b"), 1), ("a", None, 3), (b"a", "b", 1)]:
        try:
            found.append(wrong(*arguments))
        except TypeError as error:
            found.append(str(error))
    return found


def test_missing() -> list[str]:
    found = []
    for i in [0, 1, 2, -4, -9]:
        try:
            found.append(lengths("abcd", i))
        except (IndexError, ZeroDivisionError) as error:
            found.append(repr(error))
    return found


def test_alone() -> list[list[bool]]:
    text, empty = "some text", "".join([])
    return [alone(text, empty, empty), alone(empty, text, empty), alone(empty, empty, text), alone(text, text, empty)]


def test_fresh() -> list[list[bool]]:
    text, empty = "some text", "".join([])
    return [fresh(text, empty), fresh(empty, text), fresh(empty, empty)[4:], fresh("a", empty)[2:], fresh(text, text)]


class Shown:
    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return Sub(self.text)

    __str__ = __repr__


def converted(value: Shown, text: str) -> list[str]:
    return [f"{value!r}|{text!r}", f"{value!s}{text!s}", f"{value!r:>6}{text!a:<6}", f"{text!r}"]


def test_converted() -> list[str]:
    return converted(Shown("a'b"), "a'b")


def test_subclass_in_f_string() -> list[str]:
    return [formatted(Sub("text"), 1, 1.0, False), listed([(Sub("a"), 1), ("b", True)])]
