# stress: 40
# native: places, ends, changed, chained, parts
"""`find`, `in`, `startswith`, `endswith`, `replace` with short parts, in strings of all kinds."""


def places(s: str, part: str, starts: list[int]) -> list[object]:
    found: list[object] = [s.find(part), part in s, s.rfind(part), s.count(part)]
    for start in starts:
        found.append(s.find(part, start))
    return found


def ends(s: str, part: str) -> tuple[bool, bool]:
    return s.startswith(part), s.endswith(part)


def changed(s: str, old: str, new: str) -> tuple[str, bool]:
    result = s.replace(old, new)
    return result, result is s


def chained(s: str) -> str:
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("\n", "")


def parts(s: str) -> list[str]:
    out: list[str] = []
    at = 0
    while True:
        end = s.find("--", at)
        if end < 0:
            out.append(s[at:])
            return out
        out.append(s[at:end])
        at = end + 2


TEXTS = ["", "a", "ab", "aab", "abab", "aaaaaaab", "xyz ab xyz", "\xe9ab\xe9", "\u20acab", "\U0001f600ab\U0001f600", "\ud800ab", "a\0b\0ab"]
PARTS = ["", "a", "b", "ab", "aab", "abcdefgh", "abcdefghi", "\xe9", "\u20ac", "\U0001f600", "\0", "\0a"]
STARTS = [0, 1, 2, 3, 5, 100, -1, -2, -3, -100, 2**62, -(2**62), 2**63 - 1, -(2**63)]
CASES = (
    [(places, (s, part, STARTS)) for s in TEXTS for part in PARTS]
    + [(ends, (s, part)) for s in TEXTS for part in PARTS]
    + [(changed, (s, old, new)) for s in TEXTS for old in PARTS for new in ("", "a", "xyz", "\xe9", "\u20ac")]
    + [(chained, (s,)) for s in ("", "plain", "<a href=\"x\">b & c</a>\n", "<\xe9>", "<\u20ac>", "&", "\n", "a\n", "\n\n")]
    + [(parts, (s,)) for s in ("", "a--b----c-", "--", "---", "-\xe9--\xe9")]
)


def test_which_objects() -> list[bool]:
    one = "ab".replace("b", "")
    return [one == "a", one is "a", "ab".replace("ab", "") is "", "ab".replace("a", "a") == "ab"]
