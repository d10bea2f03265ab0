# native: first, letter, choose, Scanner.peek, Scanner.take, words, count, indirect, fallback
"""Functions that return one character: of every width, to native callers and to others, and what they raise instead."""


def first(text: str):
    return text[0]


def letter(number: int) -> str:
    return chr(number)


def choose(text: str, other: str, which: int) -> str:
    if which == 0:
        return text[-1]
    if which == 1:
        return other[0]
    return "x"


class Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def peek(self) -> str:
        return self.text[self.position]

    def take(self) -> str:
        char = self.text[self.position]
        self.position += 1
        return char


def words(text: str) -> list[str]:
    scanner = Scanner(text + "\0")
    found: list[str] = []
    word = ""
    while scanner.peek() != "\0":
        char = scanner.take()
        if char.isspace():
            if word:
                found.append(word)
            word = ""
        else:
            word += char
    if word:
        found.append(word)
    return found


def count(text: str, wanted: str) -> int:
    total = 0
    for index in range(len(text)):
        if first(text[index:]) == wanted:
            total += 1
    return total


def indirect(number: int) -> str:
    return letter(number) + letter(number + 1)


def fallback(text: str) -> str:
    try:
        return first(text)
    except IndexError as error:
        return f"none: {error}"


class Text(str):
    def __getitem__(self, index):
        return Text("whole")


class Overridden(Scanner):
    def peek(self):
        return "\0" if self.position > 2 else "much"


def test_overridden():
    scanner = Overridden("abcdef")
    return [scanner.peek(), scanner.take(), scanner.take(), scanner.take(), scanner.peek()]


def test_patched():
    before = Scanner.peek
    Scanner.peek = lambda self: "\0"
    try:
        return words("a b")
    finally:
        Scanner.peek = before


def test_types():
    found = [first("ab"), letter(0x20AC), first(Text("ab")), choose("äö", "b", 0), choose("a", "", 2)]
    return [(type(each).__name__, each, len(each)) for each in found]


def test_caught():
    return fallback(""), fallback("ü"), fallback(Text(""))


CASES = [(first, (text,)) for text in ("", "a", "äb", "\u20acx", "\U0001f600", "\ud800", b"ab", [1, 2], Text("ab"), None)]
CASES += [(letter, (number,)) for number in (0, 65, 255, 256, 0x10FFFF, 0x110000, -1, 2**70, True, 1.5)]
CASES += [(choose, ("ab", "c", which)) for which in (0, 1, 2)] + [(choose, ("", "c", 0)), (choose, ("a", "", 1)), (choose, ("a", b"c", 1))]
CASES += [(words, (text,)) for text in ("", "one two", " \u2003tab\tend ", "\u20ac \U0001f600x")]
CASES += [(count, ("abcabca", "a")), (count, ("\u20acx\u20ac", "\u20ac")), (count, ("ab", "ab")), (count, ("", "a"))]
CASES += [(indirect, (number,)) for number in (64, 254, 255, 0x10FFFF, -1)]
