"""Characters of strings that are no objects: subscripts, loops, comparisons, membership, methods, ord and chr, concatenation."""


def subscripts(s: str, i: int) -> object:
    return s[i], s[-1], s[0] == s[i], s[i] in "aeiou \t", s[i] not in s, s[i] < "m", "m" <= s[i], s[i] == s


def loops(s: str) -> dict[str, int]:
    letters = digits = spaces = 0
    upper = ""
    counts: dict[str, int] = {}
    for c in s:
        if c.isalpha():
            letters += 1
        elif c.isdigit():
            digits += int(c)
        elif c.isspace():
            spaces += 1
        upper += c.upper()
        counts[c] = counts.get(c, 0) + 1
    counts[upper] = letters * 10000 + digits * 100 + spaces
    return counts


def classes(s: str) -> list[object]:
    out: list[object] = []
    for c in s:
        out.append((c, c.isalnum(), c.isalpha(), c.isascii(), c.isdecimal(), c.isdigit(), c.islower()))
        out.append((c.isnumeric(), c.isprintable(), c.isspace(), c.isupper(), c.lower(), ord(c), c.title()))
    return out


def caesar(s: str, shift: int) -> str:
    out = ""
    for c in s:
        if "a" <= c <= "z":
            out += chr((ord(c) - ord("a") + shift) % 26 + ord("a"))
        elif "A" <= c <= "Z":
            out += chr((ord(c) - 65 + shift) % 26 + 65)
        else:
            out += c
    return out


def palindrome(s: str) -> bool:
    i, j = 0, len(s) - 1
    while i < j:
        if s[i] != s[j]:
            return False
        i += 1
        j -= 1
    return True


def number(s: str) -> int:
    value = 0
    for c in s:
        if not c.isdigit():
            break
        value = value * 10 + (ord(c) - ord("0"))
    return value


def lookups(s: str) -> list[object]:
    pairs = {")": "(", "]": "[", "}": "{"}
    opened: list[str] = []
    for c in s:
        if c in "([{":
            opened.append(c)
        elif c in pairs:
            if not opened or opened.pop() != pairs[c]:
                return ["wrong", c]
    return opened


def identities(s: str) -> list[bool]:
    out = []
    for c in s:
        d = c
        out.append(c is s[0])
        out.append(d is c if ord(c) < 256 else True)
    return out


def helper(c: str, d: str) -> str:
    return d + c


def pick(s: str, i: int):
    return s[i]


def passed_on(s: str) -> object:
    out = ""
    for i in range(len(s)):
        out = helper(s[i], out) + pick(s, -1)
    return out


def either(s: str, flag: bool) -> object:
    c = ""
    for x in s:
        c = x
    d = s[0] if flag else None
    e = s[0] if flag else "long"
    return c, d, e, [x for x in s], {x for x in s}, {x: i for i, x in enumerate(s)}, (s[0], s[-1])


def truths(s: str) -> int:
    n = 0
    for c in s:
        if c:
            n += 1
        if not c:
            n += 100
    if s:
        n += 1000
    return n + (5 if not s else 0)


def mutated(log: list[str], s: str) -> str:
    c = s[0]
    log.append(c)
    log.append(s[1:2])
    return c + s[1] + log[0] + c


def bad_index(s: str, i: int) -> str:
    try:
        return s[i]
    except IndexError as error:
        return str(error)


def bad_order(s: object) -> object:
    t: str = s
    total = 0
    for c in t:
        total += ord(c)
    return total


def bad_chr(i: int) -> object:
    try:
        return chr(i)
    except ValueError as error:
        return str(error)


def bad_int(s: str) -> object:
    out: list[object] = []
    for c in s:
        try:
            out.append(int(c))
        except ValueError as error:
            out.append(str(error))
    return out


class Text(str):
    def __getitem__(self, i):
        return "mine" + str.__getitem__(self, i)

    def __iter__(self):
        return iter(["x", "yy", "z"])

    def __len__(self):
        return 3

    def __eq__(self, other):
        return "eq"

    def __hash__(self):
        return 7


def test_subclass_and_others():
    out = []
    for function, arguments in [
        (subscripts, (Text("abc"), 1)), (loops, (Text("ab"),)), (caesar, (Text("abc"), 3)), (caesar, (["a", "b"], 1)),
        (palindrome, (Text("abcd"),)), (palindrome, ([1, 2, 1],)), (number, (["1", "23"],)), (bad_order, (5,)),
        (bad_order, (["a", "bc"],)), (bad_order, (Text("a"),)), (passed_on, (Text("abc"),)), (either, (Text("abc"), True)),
        (truths, (["", "a"],)), (classes, (["ab", "1"],)), (pick, ("żó", 1)), (pick, ([1, 2], 1)), (helper, (1, 2)),
        (helper, ("a", b"b")), (bad_index, ("abc", 2.0)), (mutated, ([], "a")), (mutated, ([], Text("ab"))),
    ]:
        try:
            out.append(function(*arguments))
        except Exception as error:
            out.append((type(error).__name__, str(error)))
    return out


TEXTS = ["", "a", "abc cba", "Hello, World 42!", "żółw Ünïcödé ß ǅ", "日本語 テキスト", "😀x😀 ab", "\ud800a\udfff", "a\x00b\x85\xa0\u2028",
         "٣²½Ⅷ五5"]
CASES = (
    [(function, (s,)) for function in (loops, classes, palindrome, number, lookups, identities, passed_on, truths, bad_int)
     for s in TEXTS]
    + [(caesar, (s, 3)) for s in TEXTS]
    + [(subscripts, (s, i)) for s in TEXTS for i in (0, 1, -2, 100)]
    + [(either, (s, flag)) for s in TEXTS[1:] for flag in (True, False)]
    + [(lookups, (s,)) for s in ("([]{})", "(]", "((", ")")]
    + [(bad_index, ("abc", i)) for i in (3, -4, -3, 10**30)]
    + [(bad_chr, (i,)) for i in (-1, 0x10FFFF, 0x110000, 55296, 10**20)]
    + [(mutated, ([], "xy")), (mutated, (["q"], "żó"))]
)
