# stress: 40
# native: slices, joined, sizes, hashes, keys, grown, kinds, many, interned
"""Short strings that end, and others that are made where they were: as long or longer, hashed or not, of other kinds."""

import sys


def slices(s: str) -> list[str]:
    out: list[str] = []
    for i in range(len(s) + 1):
        part = s[i:]
        other = s[:i] + "|"
        out.append(part + other)
    return out


def joined(n: int) -> str:
    last = ""
    for i in range(n):
        last = ",".join([str(i), last[:20], "x"])
    return last


def sizes(n: int) -> list[int]:
    total: list[int] = []
    for length in range(n):
        text = "a" * length
        again = text + "b"
        total.append(len(again) + again.count("a"))
    return total


def hashes(n: int) -> int:
    total = 0
    for i in range(n):
        text = "k" + str(i % 13)
        total += hash(text) == hash("k" + str(i % 13))
        text = "j" + str(i % 11)
        total += hash(text) == hash("j" + str(i % 11))
    return total


def keys(n: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for i in range(n):
        key = "key " + str(i % 7)
        counts[key] = counts.get(key, 0) + 1
        if i % 5 == 0:
            del counts[key]
    return counts


def grown(n: int) -> int:
    total = 0
    for i in range(n):
        text = "start "
        for j in range(i % 40):
            text += "ab"
        total += len(text)
        other = text[2:]
        other += "!"
        total += other.endswith("!")
    return total


def kinds(texts: list[str]) -> list[str]:
    out: list[str] = []
    for text in texts:
        for i in range(len(text)):
            out.append(text[i:i + 3] + text[:i])
    return out


def many(n: int) -> tuple[int, str]:
    """What is kept is less than what ends."""
    all_: list[str] = []
    for i in range(n):
        all_.append(f"text number {i}")
    total = sum(len(text) for text in all_)
    last = all_[-1]
    all_.clear()
    for i in range(n):
        all_.append(f"other text number {i}"[6:])
    return total, last + all_[n // 2]


def interned(n: int) -> list[bool]:
    same: list[bool] = []
    for i in range(n):
        name = "some_name_" + str(i % 3)
        kept = sys.intern(name)
        same.append(kept is sys.intern("some_name_" + str(i % 3)))
    return same


def long_ones(n: int) -> tuple[int, str, int]:
    """Larger than what grows where it is."""
    text = "begin"
    copies: list[str] = []
    for i in range(n):
        text += "0123456789"
        if i % 100 == 0:
            copies.append(text)
            text += "?"
    return len(text), text[-40:], sum(len(copy) for copy in copies) + sys.getsizeof(text) - len(text)


CASES = [
    (slices, ("The quick brown fox jumps over the lazy dog",)),
    (slices, ("",)),
    (slices, ("h\xe9llo w\u20acrld \U0001f600!",)),
    (joined, (60,)),
    (sizes, (300,)),
    (hashes, (100,)),
    (keys, (60,)),
    (grown, (90,)),
    (kinds, (["abc", "\xe9\xe8a", "\u20acab", "\U0001f600bc", "", "\ud800x"],)),
    (many, (200,)),
    (interned, (12,)),
    (long_ones, (1000,)),
]


def test_single_characters_and_empty_ones_are_what_they_are() -> list[bool]:
    text = "ab"
    return [text[1:] is "ab"[1], text[2:] is "", text[:] is text, text[0:2] is text, ("b" * 1) is "b", ("ab" * 0) is "", ("" * 5) is ""]
