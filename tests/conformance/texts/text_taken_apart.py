# stress: 60
# native: splits, parts, tails, stripped, sliced, based, joined, loops, characters, empty_separator, wrong, kinds
# native: numbered, kept_pairs, left_midway
# native 3.12+: nested_numbers
"""Methods that take strings apart, slices of them with any step, ints of any base, and what is joined again."""


def splits(s: str, separator: str, most: int) -> list[list[str]]:
    return [s.split(), s.split(separator), s.split(separator, most), s.split(None, most), s.rsplit(separator, most), s.splitlines()]


def parts(s: str, separator: str) -> tuple[str, str, str]:
    first, _, rest = s.partition(separator)
    start, middle, last = s.rpartition(separator)
    return first + "|" + rest, start + middle, last


def tails(s: str, a: str, b: str, at: int) -> list[object]:
    return [
        s.startswith(("a", "bc")),
        s.endswith((a, b, "é")),
        s.startswith(()),
        s.startswith((a, b)),
        s.startswith(a, at),
        s.find(a, at, at + 3),
        s.removeprefix(a),
        s.removesuffix(b),
    ]


def stripped(s: str, all: str) -> list[str]:
    return [s.strip(all), s.lstrip(all), s.rstrip(all), s.strip("ab"), s.strip("")]


def sliced(s: str, i: int, j: int, k: int) -> list[str]:
    return [s[::-1], s[i:j:k], s[::k], s[i::-1], s[:j:2], s[-1:], s[i:j][::-1]]


def based(s: str, base: int) -> int:
    return int(s, base) + int(s, 16)


def joined(words: list[str], separator: str) -> list[str]:
    return [separator.join(words), "".join(words), ",".join(words), "é".join(words), ", ".join(words[:1]), "".join([])]


def loops(s: str) -> list[str]:
    found: list[str] = []
    for word in s.split():
        found.append(word)
    for field in s.split(","):
        found.append(field)
    for line in s.splitlines():
        found.append(line)
    for field in s.split(",", 1):
        found.append(field)
    return found


def characters(s: str) -> list[str]:
    found: list[str] = []
    for c in s:
        found.append(c)
    return found


def empty_separator(s: str) -> list[str]:
    found: list[str] = []
    try:
        found = s.split("")
    except ValueError as error:
        found = [str(error)]
    try:
        a, b, c = s.partition("")
    except ValueError as error:
        found.append(str(error))
    return found


def wrong(s: str, separator: str, prefixes: tuple[str, ...], base: int) -> list[str]:
    found: list[str] = []
    try:
        found += s.split(separator)
    except TypeError as error:
        found.append(str(error))
    try:
        found.append(str(s.startswith(prefixes)))
    except TypeError as error:
        found.append(str(error))
    try:
        found.append(str(int(s, base)))
    except (TypeError, ValueError) as error:
        found.append(str(error))
    return found


def kinds(s: str) -> str:
    lower = s.lower()
    return lower[::-1] + lower[1:] + lower[:1] + lower[0] + lower[-1]


TEXTS = ["", "a", "a,b,,c", "a b\n c,d\r\ne ", "abcabc", "é,ü é", "Δ,\U0001f600,Δ", "bcab", " x ", "aéa", "\u2003wide\u2003space"]

CASES = (
    [(splits, (s, separator, most)) for s in TEXTS for separator, most in [(",", 1), ("a", -1), ("bc", 0), ("Δ", 2)]]
    + [(parts, (s, separator)) for s in TEXTS for separator in [",", "bc", "zz", "é"]]
    + [(tails, (s, "a", "c", at)) for s in TEXTS for at in [0, 2, -2, 100]]
    + [(stripped, (s, all)) for s in TEXTS for all in ["a", " ,", "éΔ", "abc"]]
    + [(sliced, (s, i, j, k)) for s in TEXTS for i, j, k in [(0, 3, 1), (-1, 0, -1), (1, -1, 2), (5, 1, -2), (2**70, -(2**70), -1)]]
    + [(joined, (TEXTS[:n], separator)) for n in [0, 1, 2, 4, 11] for separator in ["", "-", "é", "Δ"]]
    + [(loops, (s,)) for s in TEXTS]
    + [(characters, (s,)) for s in TEXTS]
    + [(kinds, ("ABC",)), (kinds, ("Éa",)), (kinds, ("İx",)), (kinds, ("Δ",)), (empty_separator, ("abc",))]
)


class Sub(str):
    def __getitem__(self, index: object) -> str:
        return "sub"

    def split(self, *arguments: object) -> list[str]:
        return ["sub", *map(str, arguments)]


def test_based() -> list[object]:
    found: list[object] = []
    for s in ["", "-", "0", "7", "-7", "10", "ff", "FF", "zz", "0x1f", "0b1", "0o7", "1_0", " 12 ", "+5", "１２", "123456789abc", "123456789abcd", "-zzzzzzzzzzzz"]:
        for base in [0, 1, 2, 8, 10, 16, 36, 37, True]:
            try:
                found.append(based(s, base))
            except ValueError as error:
                found.append(str(error))
    return found


def test_not_what_was_promised() -> list[object]:
    return [
        splits(Sub("a b"), ",", 1),
        sliced(Sub("abc"), 0, 2, 1),
        wrong(Sub("a b"), "b", ("a",), 10),
        wrong("a b", Sub("b"), (Sub("a"),), 10),
        wrong("a b", 1, ("x", 2), 10),
        wrong("a b", None, ("a", 2), 10),
        wrong("12", "1", "1", 10),
        wrong("12", "1", ["1"], 2.5),
        joined(["a", Sub("b")], Sub(",")),
        kinds(Sub("abc")),
    ]


def test_not_joined() -> list[str]:
    found = []
    for words in [["a", 1], [1], ["a", None, "b"], [b"a", "b"]]:
        try:
            found += joined(words, ",")
        except TypeError as error:
            found.append(str(error))
    return found


def test_zero_step() -> str:
    try:
        return sliced("abc", 0, 2, 0)[0]
    except ValueError as error:
        return str(error)


def numbered(s: str) -> list[object]:
    found: list[object] = []
    total = 0
    for i, c in enumerate(s):
        if c.isalpha() and c != "a":
            total += i * ord(c)
        elif c in ",\n":
            found.append((i, c))
        found.append(c)
    for i, c in enumerate(s + "é"):
        if i == 2:
            continue
        found.append(str(i) + c)
    else:
        found.append("end")
    return [total, found]


def kept_pairs(s: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for pair in enumerate(s):
        found.append(pair)
    return found


def nested_numbers(s: str, t: str) -> list[str]:
    return [a + b + str(i * j) for i, a in enumerate(s) for j, b in enumerate(t) if a < b]


def left_midway(s: str, limit: int) -> list[object]:
    pairs = enumerate(s)
    found: list[object] = []
    for i, c in pairs:
        found.append(c)
        if i == limit:
            break
    found.append(list(pairs))
    return found


CASES += [(numbered, (s,)) for s in TEXTS] + [(kept_pairs, (s,)) for s in TEXTS] + [(nested_numbers, ("abé", "bΔa"))]
CASES += [(left_midway, (s, 1)) for s in TEXTS]


def test_other_enumerates() -> list[object]:
    return [numbered(Sub("a,b")), kept_pairs(["a", "b"]), kept_pairs(Sub("ab")), left_midway(["x", "yy", 3], 1)]


def reduced(words: list[str]) -> list[object]:
    return [
        sum(len(word.strip()) for word in words),
        all(word.lower() == word for word in words),
        sum(word.count("a") + len(str(len(word)) + word) for word in words),
        max((len(word.replace("a", "bb")) for word in words), default=0),
    ]


CASES += [(reduced, (TEXTS,)), (reduced, ([],)), (reduced, (["abc", " a "],))]


def test_other_reductions() -> list[object]:
    found = []
    for words in [["a", Sub("b ")], ["a", 1], [b"a"]]:
        try:
            found.append(reduced(words))
        except (TypeError, AttributeError) as error:
            found.append(str(error))
    return found
