# native: words, fields, nested, counted, leaves, caught, returned, unpacked, with_else, comprehended
"""Loops over what `split` gives: words are made one at a time, and the list is there for whoever asks for it."""
import gc
import sys

TEXTS = [
    "", " ", "one", "  one", "one  ", "the quick  brown\tfox\njumps", "a b c d", "a,b,,c,", ",", ",,", "no separator",
    "x" * 300 + " " + "y" * 5, "\x1c\x1d\x1e\x1f\x85\xa0nbsp\xa0after", "caf\xe9 na\xefve\x85next", "\u6f22\u5b57 \u3000\u304b\u306a",
    "\u2003em\u2003space\u2003", "\U0001f600 smile\u2028line \U0001f601", "a\x00b c\x00", "::a::b:::c", "ab" * 40,
]


def words(text: str) -> list[str]:
    out: list[str] = []
    for word in text.split():
        out.append(word)
    return out


def fields(text: str, separator: str) -> list[str]:
    out: list[str] = []
    for field in text.split(separator):
        out.append(field)
    return out


def nested(text: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for line in text.split("\n"):
        row: list[str] = []
        for field in line.split(","):
            row.append(field)
        rows.append(row)
    return rows


def counted(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in text.split():
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def leaves(text: str, numbers: list[object]) -> list[object]:
    """Native code is left within the loop, at different words."""
    out: list[object] = []
    at: int = 0
    for word in text.split(" "):
        number: int = numbers[at % len(numbers)]
        out.append((word, number + 1))
        at += 1
    return out


def caught(text: str) -> list[object]:
    out: list[object] = []
    for word in text.split():
        try:
            out.append(int(word))
        except ValueError as error:
            out.append(str(error))
    return out


def returned(text: str, wanted: str) -> int:
    at: int = 0
    for word in text.split():
        if word == wanted:
            return at
        at += 1
    return -1


def unpacked(text: str) -> list[str]:
    out: list[str] = []
    for pair in text.split(";"):
        key, value = pair.split("=")
        out.append(value + key)
    return out


def with_else(text: str, stop: str) -> str:
    last: str = ""
    for word in text.split():
        if word == stop:
            break
        last = word
    else:
        return "all " + last
    return "until " + last


def comprehended(text: str) -> list[int]:
    total: int = 0
    for _ in range(2):
        total += len([word for word in text.split() if word])
    return [total, len({word for word in text.split(",")})]


class Text(str):
    def split(self, *args):
        return ["own", *args]


def test_words():
    return [words(text) for text in TEXTS]


def test_fields():
    separators = [" ", ",", ",,", ":", "::", "x", "\u6f22", "\U0001f600", "\xe9", "ab", "\x00"]
    return [fields(text, separator) for text in TEXTS for separator in separators]


def test_odd_separators():
    out = []
    for separator in "", None, Text(","), 5, b",":
        try:
            out.append(fields("a,b c", separator))
        except (TypeError, ValueError) as error:
            out.append((type(error).__name__, str(error)))
    return out


def test_odd_texts():
    out = []
    for text in Text("a b"), b"a b", None, ["a"]:
        try:
            out.append(words(text))
        except (TypeError, AttributeError) as error:
            out.append((type(error).__name__, str(error)))
    return out


def test_nested():
    return nested("a,b,c\nd,,e\n\nf"), nested(""), nested("\u6f22,\u5b57\nx")


def test_counted():
    return [counted(text) for text in TEXTS], counted("the cat the dog " * 50)


def test_leaves():
    text = "a b c d e f"
    return [leaves(text, [1] * at + ["no"] if at > 6 else [1] * at + [2.5]) for at in range(7)], leaves(text, [1]), leaves("", [1.5])


def test_caught():
    return caught("1 2 x 3 \u0663 y"), caught("")


def test_returned():
    return [returned("a b c d", word) for word in "abcdz"]


def test_unpacked():
    try:
        unpacked("a=b;c=d;e")
    except ValueError as error:
        return unpacked("a=b;c=d"), str(error)


def test_with_else():
    return with_else("a b c", "b"), with_else("a b c", "z"), with_else("", "z")


def test_comprehended():
    return [comprehended(text) for text in TEXTS]


def test_same_words():
    """A word that is the whole text is the text, and characters are those that there are."""
    text = "".join(["whole", "text"])
    return words(text)[0] is text, fields(text, ",")[0] is text, all(word is sys.intern(word) for word in words("a b c"))


def looks(text: str) -> list[int]:
    out: list[int] = []
    for word in text.split():
        out.append(lists_of(word))
    return out


def lists_of(word):
    """Python code that looks at all lists and iterators there are."""
    found = 0
    for object in gc.get_objects():
        if type(object).__name__ == "list_iterator":
            found += object.__length_hint__() >= 0
        elif type(object) is tuple and len(object) == 2 and object[1] == "never":
            found += 1000
    return min(found, 1000) // 1000


def test_looks():
    return looks("a b c")


def raises_within(text: str) -> int:
    total: int = 0
    for word in text.split(","):
        total += int(word)
    return total


def test_raises_within():
    try:
        raises_within("1,2,x,4")
    except ValueError as error:
        trace = error.__traceback__.tb_next
        return str(error), trace.tb_lineno, trace.tb_frame.f_locals["word"], raises_within("1,2,3")
