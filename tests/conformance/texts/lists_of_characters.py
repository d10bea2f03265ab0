# native: based, collected, inserted, stored, turned, numbered, numbered_twice, table_sum, extended
"""Characters put into lists, `join` of what is reversed, `enumerate` with a keyword, lists that are extended by constants."""
import sys

TEXTS = ["", "a", "hello", "h\u00e9llo\u00ff", "\u0100\u4e2dz", "\U0001f600x", "\ud800y"]


def based(number: int, base: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = []
    while number:
        number, r = divmod(number, base)
        out.append(digits[r])
    return "".join(reversed(out))


def collected(text: str) -> list:
    out: list[str] = []
    for ch in text:
        out.append(ch)
        out.append(ch.upper())
    return out


def inserted(text: str) -> list:
    out: list[str] = []
    for i, ch in enumerate(text):
        out.insert(i // 2, ch)
        out.insert(-1, ch)
    return out


def stored(text: str, items: list[str]) -> list:
    for i, ch in enumerate(text):
        items[i] = ch
    return items


class Noisy:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append("ended")


def stored_over(text: str, log: list) -> list:
    items: list = [Noisy(log) for _ in range(3)]
    for i, ch in enumerate(text):
        items[i] = ch
        log.append(ch)
    return [items, log]


def turned(separator: str, parts: list[str]) -> list:
    whole = separator.join(reversed(parts))
    back = reversed(parts)
    first = None
    for first in back:
        break
    rest = separator.join(back)
    both = [separator.join(back), list(back)]
    kept = reversed(parts)
    same = kept
    done = separator.join(kept)
    return [whole, first, rest, both, done, list(same)]


def shrunk(parts: list[str]) -> list:
    back = reversed(parts)
    parts.pop()
    return [",".join(back), parts]


def numbered(lines: list[str]) -> list:
    out: list[str] = []
    for number, line in enumerate(lines, start=1):
        out.append(f"{number}: {line}")
        if number == 3:
            lines.append("more")
    for number, line in enumerate(lines, start=len(lines)):
        out.append(line * number)
    return out


def numbered_twice(values: list[int], start: int) -> list:
    total = 0
    pairs: list = []
    for i, value in enumerate(values, start=start):
        total += i * value
        for pair in enumerate(values, start=-1):
            pairs.append(pair)
    return [total, pairs]


def table_sum(n: int) -> int:
    total = 0
    for _ in range(n):
        table = [(1, "a"), (2, "b"), (3, "c"), (4, "d")]
        table.append((5, "e"))
        for value, name in table:
            total += value * len(name)
    return total


def extended(parts: list) -> list:
    out = [1, 2, 3, 4, 5, *parts]
    out2 = [*parts, *parts, 6, 7, 8]
    return [out, out2]


class Odd(list):
    def __iter__(self):
        return iter(("x", "y"))

    def __reversed__(self):
        return iter(["odd"])


CASES = [(based, pair) for pair in ((0, 2), (5, 2), (12345678901234567890, 7), (255, 16), (10, 0), (70, 71), (True, 2), (7.0, 2))]
CASES += [(function, (text,)) for function in (collected, inserted) for text in TEXTS] + [(collected, (["ab", "c"],)), (collected, (5,))]
CASES += [(stored, (text, ["-"] * count)) for text in TEXTS for count in (0, 2, 9)] + [(stored, ("ab", (1, 2))), (stored, ("ab", Odd(["-", "-"]))), (stored_over, ("abc", []))]
CASES += [(turned, (separator, parts)) for separator in ("", ", ", "\u4e2d") for parts in ([], ["one"], ["a", "b", "c"], ["a", "\u00e9"], ["\u0100", "b"], ["a", 1, "b"], Odd(["a", "b"]))]
CASES += [(turned, (1, ["a"])), (turned, (",", ("a", "b"))), (turned, (",", "abc")), (shrunk, (["a", "b", "c"],)), (shrunk, (["a"],))]
CASES += [(numbered, (["a", "b", "c", "d"],)), (numbered, ([],)), (numbered, (("x", "y"),)), (numbered, (Odd(["a"]),)), (numbered, (5,))]
CASES += [(numbered_twice, ([5, 6, 7], start)) for start in (0, -3, sys.maxsize - 1, 2**70, "a")] + [(table_sum, (4,)), (extended, ([],)), (extended, (["x", 2],)), (extended, (Odd(["q"]),)), (extended, (range(3),)), (extended, (5,))]
