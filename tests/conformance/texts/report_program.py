"""Text: formatting, templates, unicode, str methods; logging to a stream; textwrap; a report of words."""
import io
import logging
import re
import string
import textwrap
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Iterable


@dataclass
class Word:
    text: str
    count: int = 0
    lines: list[int] = field(default_factory=list)

    def __format__(self, spec: str) -> str:
        if spec.endswith("c"):
            return format(self.count, spec[:-1] + "d")
        return format(self.text, spec)

    def __str__(self) -> str:
        return f"<{self.text}>"


def words(text: str) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for part in line.split():
            word = part.strip(string.punctuation).casefold()
            if not word:
                continue
            entry = found.get(word)
            if entry is None:
                entry = found[word] = Word(word)
            entry.count += 1
            if not entry.lines or entry.lines[-1] != number:
                entry.lines.append(number)
    return found


def plain(text: str) -> str:
    out = []
    for char in unicodedata.normalize("NFKD", text):
        if not unicodedata.combining(char):
            out.append(char)
    return "".join(out)


def rot(text: str, n: int) -> str:
    result = ""
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + n) % 26 + 97)
        elif c.isupper():
            c = chr((ord(c) - 65 + n) % 26 + 65)
        result += c
    return result


def runs(text: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    previous, count = "", 0
    for c in text:
        if c == previous:
            count += 1
        else:
            if count:
                found.append((previous, count))
            previous, count = c, 1
    if count:
        found.append((previous, count))
    return found


def table(rows: Iterable[Word], width: int = 10) -> str:
    lines = [f"{'word':<{width}}|{'n':>4}", "-" * width + "+----"]
    for row in rows:
        lines.append(f"{row:<{width}.{width}}|{row:>4c} {row!s} {row.lines!r:.8} {row.count=:03}")
    return "\n".join(lines)


def hex_dump(data: bytes) -> str:
    out = []
    for at in range(0, len(data), 8):
        part = data[at:at + 8]
        shown = "".join(chr(b) if 32 <= b < 127 else "." for b in part)
        out.append(f"{at:04x}  {' '.join(f'{b:02X}' for b in part):<23}  {shown}")
    return "\n".join(out)


TEXT = """The quick brown fox; the LAZY dog.
Straße und STRASSE, the «end» — naïve café\tfox
\x0bthe  \x85 next\u2028line"""


def test_words():
    found = words(TEXT)
    return table(sorted(found.values(), key=lambda w: (-w.count, w.text))), [w for w in found.values() if len(w.lines) > 1]


def test_plain():
    return plain("naïve Ångström ﬁ ½ 你好 \U0001f600 e\u0301"), plain("\udc80x")


CASES = [
    (rot, ("Hello, World", 13)), (rot, ("ÀÉ", 3)), (rot, ("xyz", -30)), (rot, ("abc", 2**70)), (rot, ("abc", True)), (rot, ("abc", 1.5)), (rot, (["a", "Z", "\udc80"], 1)), (rot, (b"abc", 1)),
    (rot, ("\u01c5", 5)), (rot, ("A", None)), (rot, ("é1", None)),
    (runs, ("aaabccd",)), (runs, ("",)), (runs, (["x", "x", 3, 3.0, True, 1],)), (runs, ("\U0001f600\U0001f600é",)), (runs, (None,)),
    (hex_dump, (bytes(range(20, 45)),)), (hex_dump, (bytearray(b"ab"),)), (hex_dump, ("text",)), (hex_dump, ([1, 300],)), (hex_dump, ([1, -3, 2**65],)),
    (table, ([],)), (table, ([Word("x")], 3)), (table, ([Word("long word here", 7, [1, 2, 3, 4, 5])], 3)), (table, ([Word("a")], -3)), (table, ([Word("a")], "x")), (table, ([3],)), (table, ([Word("x", "y")],)),
]


def test_formats():
    value, width, n = 1234.5678, 12, -42
    return [f"{value:{width}.2f}|{value:<+{width},.1f}|{value:e}|{value!r:>{width}}|{n:#x}|{n:08b}|{n:_}|{10**20:,}|{True:d}|{value:%}|{'é':*^5}|{n!s:>5}{{}}", "%-8s|%+.2e|%05d|%x|%%|%r|%c" % ("ab", value, n, 255, "q", 65), "{0[1]}{1.count}{0!r}{k:>{w}}".format([1, 2], Word("w", 3), k="z", w=4), string.Template("$a ${b} $$").safe_substitute(a=1)]


def test_bad_formats():
    found = []
    for work in (lambda: f"{3:.2d}", lambda: f"{'a':d}", lambda: "{x}".format(), lambda: "{0.nope}".format(3), lambda: "%d" % "a", lambda: "%s %s" % (1,), lambda: f"{None:>3}", lambda: f"{[]:x}", lambda: "{:{}}".format(1, "q"), lambda: "%q" % 1, lambda: f"{2**70:c}", lambda: f"{1.0:s}"):
        try:
            found.append(work())
        except Exception as error:
            found.append(f"{type(error).__name__}: {error}")
    return found


def test_logging():
    stream = io.StringIO()
    logger = logging.Logger("report", logging.DEBUG)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(funcName)s:%(lineno)d %(module)s %(message)s"))
    logger.addHandler(handler)

    def deep(n: int) -> None:
        if n == 0:
            logger.warning("deep %s", n, stack_info=False)
            try:
                rot("x", "y")
            except TypeError:
                logger.exception("failed %d", 3)
        else:
            deep(n - 1)
    deep(3)
    logger.debug("done", stacklevel=2)
    return re.sub(r'File ".*?([^/"]*)"', r'File "\1"', stream.getvalue())


def test_regex():
    def swap(found: re.Match) -> str:
        return f"{found[2].upper()}-{found.group(1)[::-1]}"
    return re.sub(r"(\w+)\s(\w+)", swap, "ab cd ef gh", count=1), re.split(r"(,)|;", "a,b;c"), [m.span() for m in re.finditer("a*", "baac")], textwrap.fill("the quick brown fox " * 3, 22, initial_indent="* ")
