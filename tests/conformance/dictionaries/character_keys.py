# native: counted, moved, halves, by_number, kept_elsewhere
"""What is done with one key that is a character or number: the dictionary is looked into once, and kept by its local meanwhile."""

from collections import defaultdict


def counted(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    return counts


def moved(a: str, b: str) -> bool:
    counts: dict[str, int] = {}
    for c in a:
        counts[c] = counts.get(c, 0) + 1
    for c in b:
        if counts.get(c, 0) == 0:
            return False
        counts[c] -= 1
        if c in counts and counts[c] == 0:
            del counts[c]
    return not counts


def halves(text: str, found: dict[str, float]) -> dict[str, float]:
    for c in text.lower():
        found[c.upper()] = found.get(c.upper(), 0.5) / 2
        found[c] = found.get(c, 1.0) + found.get(c.upper(), 2.0)
    return found


def by_number(numbers: list[float], found: dict[float, int]) -> dict[float, int]:
    for x in numbers:
        found[x / 2] = found.get(x / 2, 0) + 1
        found[int(x)] = found.get(int(x), 10) * 2
    return found


def kept_elsewhere(text: str, tables: list[dict[str, int]]) -> list[dict[str, int]]:
    for c in text:
        table = tables[-1]
        table[c] = table.get(c, 0) + 1
        if table[c] > 2:
            tables.append({})
    return tables


class Lost(dict):  # type: ignore[type-arg]
    """Forgets all when it is asked."""

    def get(self, key, default=None):  # type: ignore[no-untyped-def]
        found = super().get(key, default)
        self.clear()
        return found


class Text(str):
    def __hash__(self) -> int:
        return hash("a")

    def __eq__(self, other: object) -> bool:
        return True


CASES = [
    (counted, ("abracadabra",)),
    (counted, ("äöü€ä\U0001f600€ä",)),
    (counted, ("",)),
    (moved, ("listen", "silent")),
    (moved, ("listen", "silence")),
    (moved, ("", "")),
    (moved, ("aab€", "€aba")),
    (halves, ("aBc€é", {})),
    (halves, ("abab", {"a": 1.5, "A": 3})),
    (halves, ("ab", Lost(a=1.0))),
    (halves, ("ab", defaultdict(float, a=2.0))),
    (halves, ("ab", {Text("q"): 4.0, 1: 2.0})),
    (by_number, ([1.0, 2.5, 3.0, -0.0, 1e300], {})),
    (by_number, ([1.0, 2.0, float("inf")], {1: 5})),
    (by_number, ([4.0, 4.0], {2: True})),
    (kept_elsewhere, ("aaabbbab", [{}])),
    (kept_elsewhere, ("aaab", [Lost(a=2)])),
    (kept_elsewhere, ("ab", [])),
]
