# native: rotated, encoded, counted, classified, found, ordered, nested, raising, replaced_global, in_try, constants, kinds, grown, grown_in_try
# native 3.12+: joined, keyed
"""Characters that are passed to small functions of strings, within loops and generator expressions; what leaves midway."""
import sys

TEXTS = ["", "a", "Hello, World!", "aeiou xyz AZ az [`{@", "h\u00e9ll\u00f6 \u00ff", "\u0100\u4e2d\u6587 z", "\U0001f600 emoji z", "\ud800 lone z", "0 9 \u0661 \u00b2"]


def rotate(ch: str, by: int) -> str:
    if "a" <= ch <= "z":
        return chr((ord(ch) - ord("a") + by) % 26 + ord("a"))
    if ch.isupper():
        return chr((ord(ch) - ord("A") + by) % 26 + ord("A"))
    return ch


def is_vowel(ch: str) -> bool:
    return ch in "aeiouAEIOU"


def code(ch: str) -> int:
    return ord(ch) - ord("\u4e2d") if ch > "z" else ord(ch)


def first_or(ch: str, other: str) -> str:
    return ch if ch.isalpha() else other


def half(ch: str) -> str:
    return chr(ord(ch) * 70000)


def letter(ch: str) -> str:
    return ch.upper() if ch.islower() else ch.lower()


def rotated(text: str, by: int) -> list:
    out: list[str] = []
    for ch in text:
        out.append(rotate(ch, by))
    return out


def encoded(text: str, by: int) -> str:
    result = ""
    for ch in text:
        result += rotate(ch, by)
    return result


def joined(text: str, by: int) -> str:
    return "".join(rotate(ch, by) for ch in text)


def counted(text: str) -> int:
    return sum(1 for ch in text if is_vowel(ch))


def classified(text: str) -> list:
    total = 0
    kinds: list[bool] = []
    for ch in text:
        total += code(ch)
        kinds.append(is_vowel(ch))
    return [total, kinds]


def found(text: str, where: str) -> list:
    out: list[int] = []
    for ch in text:
        out.append(where.find(ch))
        out.append(where.find(rotate(ch, 1)))
    return out


def ordered(texts: list) -> list:
    out: list[tuple[bool, bool, bool, bool]] = []
    for a in texts:
        for b in texts:
            out.append((a < b, a <= b, a > b, a >= b))
    return out


def nested(text: str) -> list:
    out: list[str] = []
    for ch in text:
        out.append(first_or(letter(ch), rotate(ch, 3)))
    return out


def keyed(text: str) -> list:
    best = max((rotate(ch, 5) for ch in text), default="-")
    return [best, sorted(rotate(ch, 1) for ch in text), any(is_vowel(ch) for ch in text)]


def raising(text: str, by: int) -> object:
    out: list[str] = []
    for ch in text:
        out.append(half(ch))
    return out


def in_try(text: str) -> list:
    out: list = []
    for ch in text:
        try:
            out.append(half(ch))
        except ValueError as error:
            out.append(str(error))
        except OverflowError as error:
            out.append(str(error))
    return out


def other(ch: str, by: int) -> str:
    return ch * 2


ORIGINAL = rotate


def replaced_global(text: str) -> list:
    global rotate
    out: list[str] = []
    for number, ch in enumerate(text):
        if number == len(text) // 2:
            rotate = other
        out.append(rotate(ch, 1))
    rotate = ORIGINAL
    return out


def constants(n: int) -> list:
    total = 0
    for i in range(n):
        total += ord("a") + ord("\u4e2d") + ord("\U0001f600") + ord("\x00")
    return [total]


def kinds(values: list, by: int) -> list:
    out: list[str] = []
    for value in values:
        for ch in value:
            out.append(rotate(ch, by))
    return out


def grown(text: str) -> list:
    result = ""
    kept: list[str] = []
    for ch in text:
        result += ch.upper() if ch.islower() else ch
        if ch == "o":
            kept.append(result)
        result += ("+" if ch > "m" else "") + rotate(ch, 1)
    return [result, kept]


def grown_in_try(text: str) -> list:
    result = "" + text[:1]
    steps: list[str] = []
    for ch in text:
        try:
            result += ch if ch < "m" else half(ch)
            result += "." if ch.isupper() else str(ord(ch))
        except (ValueError, OverflowError) as error:
            steps.append(f"{error} {result}")
    return [result, steps]


class Text(str):
    def __iter__(self):
        return iter(["ab", "c", 5])

    def __lt__(self, other):
        return "odd"


CASES = [(function, (text, by)) for function in (rotated, encoded, joined, raising) for text in TEXTS for by in (1, -3)]
CASES += [(function, (text,)) for function in (counted, classified, nested, keyed, in_try, replaced_global) for text in TEXTS]
CASES += [(function, (text,)) for function in (grown, grown_in_try) for text in TEXTS]
CASES += [(found, (text, where)) for text in TEXTS for where in ("", "hello world az", "\u4e2dz", "\u00e9\u00ff")]
CASES += [(ordered, (TEXTS + ["h\u00ea", "Hello", "a\x00", "\x00"],)), (ordered, ([Text("a"), "b"],)), (ordered, (["a", 1],)), (constants, (5,))]
CASES += [(function, (Text("xyz"), 2)) for function in (rotated, encoded, joined)] + [(counted, (Text("xyz"),))]
CASES += [(function, (["a", "bc", ""], 2)) for function in (rotated, encoded, joined, kinds)] + [(kinds, ([TEXTS, "a"], 1)), (joined, (5, 1)), (joined, (None, 1)), (joined, ("abc", 2**70)), (joined, ("abc", 1.5)), (encoded, ("abcABC", 2**62))]
CASES += [(counted, (["a", "ae", ""],)), (counted, ([1],)), (joined, ("a1 " * 50, 1))]
