# native: tally, marked, unique, pairs, erased, balanced
"""Characters of strings as keys of dictionaries and sets."""
from collections import defaultdict


def tally(s: str) -> dict[str, int]:
    d: dict[str, int] = {}
    for c in s:
        if c in d:
            d[c] += 1
        else:
            d[c] = 1
    return d


def marked(s: str) -> dict[str, int]:
    d: dict[str, int] = {}
    for i in range(len(s)):
        d[s[i]] = d.get(s[i], 0) + i
    return d


def unique(s: str) -> tuple[list[str], set[str]]:
    seen: set[str] = set()
    out: list[str] = []
    for c in s:
        if c not in seen:
            seen.add(c)
            out.append(c)
        else:
            seen.discard("x")
    return out, seen


def pairs(s: str):
    d = defaultdict(int)
    for c in s:
        d[c] += 1
        d[c.upper()] += 10
    return d


def erased(d: dict[str, int], s: str) -> int:
    total = 0
    for c in s:
        total += d[c]
        del d[c]
    return total


def balanced(s: str) -> bool:
    closes: dict[str, str] = {"(": ")", "[": "]"}
    stack: list[str] = []
    for c in s:
        if c in closes:
            stack.append(closes[c])
        elif not stack or stack.pop() != c:
            return False
    return not stack


def outcome(function, *args):
    try:
        return function(*args)
    except Exception as problem:
        return type(problem).__name__, problem.args


class Text(str):
    def __hash__(self):
        return 5

    def __eq__(self, other):
        return str.__eq__(self, other)


TEXTS = ["", "abcab", "\u00e9a\u0100b\u0100", "\U0001f600\U0001f600x\u00e9", "\ud800a\ud800", "xX" * 5, "(a)", "([])", "([)]"]


def test_texts():
    return [[function(s) for s in TEXTS] for function in (tally, marked, unique, pairs, balanced)]


def test_other_than_texts():
    return [[outcome(function, s) for s in (["ab", "c", 1], ("a", "a"), b"ab", Text("aab"))] for function in (tally, marked, unique, pairs)]


def test_erased():
    d = {c: i for i, c in enumerate("abc\u0100")}
    d[Text("z")] = 9
    return [outcome(erased, d, s) for s in ("a\u0100", "a", "z", "bq", "")], list(d)


def test_strange_dicts():
    return outcome(erased, {"a": "x"}, "a"), outcome(erased, {"a": 1 << 70}, "a"), outcome(erased, defaultdict(int, a=1), "ab")


CASES = [(tally, ("aab\u0100\u0100",)), (erased, ({"a": 1, "b": 2}, "ba")), (erased, ({"a": 1}, "ab"))]
