# native: count, nested, rebound, stopped, raising, caught, held, of_objects, comprehended, two_at_once
"""Loops over strings that are only asked for characters have no iterators: a position becomes one where native code is left."""
import sys


def count(text: str, wanted: str) -> int:
    found = 0
    for c in text:
        if c == wanted:
            found += 1
    return found


def nested(words: list[str]) -> list[str]:
    pairs: list[str] = []
    for word in words:
        for a in word:
            for b in word:
                if a < b:
                    pairs.append(a + b)
    return pairs


def rebound(text: str) -> list[str]:
    seen: list[str] = []
    for c in text:
        text = text + c
        seen.append(text)
        c = "?"
    seen.append(text)
    return seen


def stopped(text: str, at: str) -> tuple[str, int]:
    n = 0
    for c in text:
        n += 1
        if c == at:
            break
        if c == " ":
            continue
    else:
        return "nowhere", n
    return c, n


def raising(text: str) -> int:
    total = 0
    for c in text:
        total += int(c)
    return total


def caught(texts: list[str]) -> list[object]:
    found: list[object] = []
    for text in texts:
        for c in text:
            try:
                found.append(int(c))
            except ValueError as error:
                found.append(str(error))
                break
    return found


def held(texts: list[str]) -> int:
    n = 0
    for text in texts:
        for c in text:
            texts[0] = ""
            n += ord(c)
    return n


class Node:
    def __init__(self) -> None:
        self.children: dict[str, "Node"] = {}
        self.count = 0


def of_objects(words: list[str]) -> list[int]:
    root = Node()
    for word in words:
        node = root
        for c in word:
            if c not in node.children:
                node.children[c] = Node()
            node = node.children[c]
            node.count += 1
    return [root.children[c].count for c in sorted(root.children)]


def comprehended(words: list[str]) -> list[list[str]]:
    return [[c.upper() for c in word if c.isalpha()] for word in words]


def two_at_once(text: str) -> list[str]:
    out: list[str] = []
    characters = iter(text)
    for c in characters:
        out.append(c + next(characters, "."))
    return out


def shared(text: str, calls: list) -> str:
    result = ""
    for c in text:
        for call in calls:
            call(c)
        result += c
    return result


class Text(str):
    def __iter__(self):
        return iter(["own", "characters"])


TEXTS = ["", "a", "hello world", "\u00e9t\u00e9", "\u4e2d\u6587", "\U0001f600a\u00e9\u4e2d", "a" * 300]


def test_count() -> list:
    return [[count(text, "a"), nested([text[:4]]), stopped(text, "o"), two_at_once(text)] for text in TEXTS]


def test_others() -> list:
    found = [count(Text("abc"), "own"), count(["a", "b", "a"], "a"), count(("a", "bc"), "bc"), count({"a": 1}, "a")]
    return [*found, nested([Text("x"), "ba", ["b", "c"]]), stopped(Text("abc"), "characters")]


def test_no_text() -> int:
    return count(None, "a")


def test_rebound() -> list:
    return [rebound("abc"), rebound("\u00e9\u4e2d"), rebound("")]


def test_raising() -> list:
    return [raising("123"), raising("12x4")]


def test_caught() -> list:
    return caught(["12", "3a4", "", "\u0663\u0664", "5\u4e2d"])


def test_held() -> list:
    texts = ["".join(["ab", str(len(TEXTS))]), "c"]
    return [held(texts), texts]


def test_objects() -> list:
    return [of_objects(["abc", "abd", "b", "\u4e2da", "\u4e2db", ""]), comprehended(TEXTS[:6])]


def test_shared() -> list:
    seen = []
    frames = []

    def look(c):
        frame = sys._getframe(1)
        frames.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))

    return [shared("ab\u4e2d", [seen.append, look]), seen, frames]


def test_raises_within() -> str:
    def fail(c):
        if c == "c":
            raise KeyError(c)

    return shared("abcd", [fail])
