"""Whole strings: concatenation in place, slices, comparisons, membership, conversions, f-strings."""


def appended(pieces: list[str], n: int) -> object:
    s = ""
    kept = []
    for i in range(n):
        s += pieces[i % len(pieces)]
        if i % 3 == 0:
            kept.append(s)
    t = s
    t += "!"
    return s, t, kept


def appended_to_argument(s: str, t: str) -> object:
    before = s
    s += t
    s = s + t
    s += s
    u = s
    u += s[0]
    return before, s, u, t


def appended_constant(n: int) -> str:
    s = "start"
    for i in range(n):
        s += "x"
        s += str(i)
        s = s + "-" + s[0]
    return s


def hashed(s: str) -> object:
    d = {}
    out = ""
    for c in s:
        out += c
        d[out] = len(out)
    return d, out


def in_try(s: str, other: object) -> object:
    try:
        s += other
    except TypeError as error:
        return s, str(error)
    return s


def slices(s: str, i: int, j: int) -> object:
    return s[i:j], s[i:], s[:j], s[:], s[i:j:2], s[::-1], s[i:i], s[:] is s, s[0:] is s, s[:1000] is s


def compared(a: str, b: str) -> object:
    return a == b, a != b, a < b, a <= b, a > b, a >= b, a in b, b in a, a not in b, a is b, a == "abc", "x" in a


def conversions(i: int, x: float, s: str) -> object:
    out: list[object] = [str(i), str(x), f"{i}", f"{x}", f"<{i}|{x}|{s}|{s[0:1]}>", f"{i:5d}", f"{x:.3f}", f"{s!r}"]
    out.append(str(i + 1) + s)
    return out


def parsed(s: str) -> object:
    try:
        return int(s), int(s) + 1
    except ValueError as error:
        return str(error)


def methods(s: str, t: str) -> object:
    return (s.startswith(t), s.endswith(t), s.find(t), s.find(t, 2), s.find(t, -3), s.rfind(t), s.startswith(("a", t)),
            s.startswith(t, 1), t.join([s, s]), len(s), s.count(t), s.replace(t, "<>"), s.strip(t))


def methods_raise(s: str, t: object) -> object:
    try:
        return s.find(t)
    except TypeError as error:
        return str(error)


def fields(line: str) -> list[str]:
    out: list[str] = []
    field = ""
    quoted = False
    for c in line:
        if c == '"':
            quoted = not quoted
        elif c == "," and not quoted:
            out.append(field)
            field = ""
        else:
            field += c
    out.append(field)
    return out


def words(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    i = 0
    n = len(text)
    while i < n:
        while i < n and text[i].isspace():
            i += 1
        start = i
        while i < n and not text[i].isspace():
            i += 1
        word = text[start:i].lower()
        if word:
            counts[word] = counts.get(word, 0) + 1
    return counts


class Text(str):
    def __add__(self, other):
        return "added"

    def __radd__(self, other):
        return "radded"

    def __format__(self, spec):
        return "formatted"

    def __getitem__(self, i):
        return ("item", i)


class Number(int):
    def __str__(self):
        return "number"


def test_others():
    out = []
    for function, arguments in [
        (appended, ([Text("a"), "b"], 5)), (appended, ((1, 2), 2)), (appended_to_argument, (Text("a"), "b")),
        (appended_to_argument, ("a", Text("b"))), (appended_to_argument, ([1], [2])), (slices, (Text("abc"), 0, 2)),
        (slices, ([1, 2, 3], 0, 2)), (compared, (1, 2)), (compared, (Text("a"), "abc")), (compared, (b"a", b"abc")),
        (conversions, (True, 1, "a")), (conversions, (Number(5), 2.5, Text("a"))), (parsed, (Text("5"),)),
        (parsed, (b"5",)), (parsed, (2.5,)), (methods, (Text("abc"), "b")), (methods, (b"abc", b"b")), (words, (Text("a b"),)),
    ]:
        try:
            out.append(function(*arguments))
        except Exception as error:
            out.append((type(error).__name__, str(error)))
    return out


def test_same_object():
    s = "".join(["x"] * 100)
    return appended_to_argument(s, "y"), s, in_try(s, 5), in_try(s, "z"), in_try(s, None), s


TEXTS = ["", "a", "abcabc", "żółw", "😀", "é\ud800"]
CASES = (
    [(appended, (pieces, n)) for pieces in (["a", "bc"], ["é", "a"], ["a", "日", "b"], ["😀", "a", "é", "日"], [""], ["a", ""])
     for n in (0, 1, 9)]
    + [(appended_to_argument, (a, b)) for a in TEXTS for b in TEXTS if a or b]
    + [(appended_constant, (n,)) for n in (0, 1, 30)]
    + [(hashed, (s,)) for s in TEXTS]
    + [(slices, (s, i, j)) for s in TEXTS for i, j in ((0, 2), (1, -1), (-2, 100), (2, 0))]
    + [(slices, ("abc", 10**30, 2)), (slices, ("abc", -10**30, 10**30))]
    + [(compared, (a, b)) for a in TEXTS for b in TEXTS]
    + [(conversions, (i, x, s)) for i, x in zip((0, -1, 9, 10, -(1 << 63), (1 << 63) - 1, 10**30, 7, 5),
                             (0.0, -0.0, 1.5, 1e300, 1e16, 0.1, float("inf"), -float("inf"), float("nan"))) for s in ("é",)]
    + [(parsed, (s,)) for s in ("0", "-5", "+7", "", " 5 ", "1_000", "9" * 18, "9" * 19, "9" * 40, "x", "-", "٣", "0x1")]
    + [(methods, (a, b)) for a in TEXTS for b in ("a", "bc", "", "ó")]
    + [(methods_raise, ("abc", t)) for t in ("b", 5, None, b"b")]
    + [(fields, (s,)) for s in ("", "a,b", 'a,"b,c",d', ",,")]
    + [(words, (s,)) for s in ("", "the cat The", " a  b a\n")]
)
