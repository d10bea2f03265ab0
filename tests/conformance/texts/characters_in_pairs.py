# native: places, placed, weighed, both_kinds, unequal, until, caught, given_on, from_large, mixed_up, three_at_once, summed, three_changing, three_given_on
# native 3.12+: differing, first_difference, positions, pairs_of
"""Loops over `enumerate` of a string from a number on, and over `zip` of strings, or of a string and a list of numbers, take nothing but characters."""

import builtins
import sys


class Loud(str):
    def __iter__(self):
        return iter(["one", "two", "three"])


class Plain(str):
    pass


def places(text: str) -> int:
    total = 0
    for i, c in enumerate(text, start=1):
        if c in "aeiou":
            total += i
    return total


def placed(text: str, first: int) -> list[tuple[int, str]]:
    found = []
    for i, c in enumerate(text, first):
        found.append((i, c))
    return found


def positions(text: str, first: int) -> list[int]:
    return [i for i, c in enumerate(text, start=first) if c == "b"]


def weighed(text: str, weights: list[int]) -> int:
    total = 0
    for c, weight in zip(text, weights):
        total += ord(c) * weight
    return total


def both_kinds(weights: list[float], text: str) -> float:
    total = 0.0
    for weight, c in zip(weights, text):
        if c.isalpha():
            total += weight
    return total


def unequal(a: str, b: str) -> int:
    return sum(1 for x, y in zip(a, b) if x != y)


def differing(a: str, b: str) -> int:
    return sum(x != y for x, y in zip(a, b))


def pairs_of(a: str, b: str) -> list[str]:
    return [x + y for x, y in zip(a, b)]


def first_difference(a: str, b: str) -> int:
    for i, (x, y) in enumerate(zip(a, b)):
        if x != y:
            return i
    return -1


def until(a: str, b: str) -> str:
    found = ""
    for x, y in zip(a, b):
        if x > y:
            break
        found += y
    else:
        found += "!"
    return found


def caught(text: str, weights: list[int]) -> str:
    found = ""
    for c, weight in zip(text, weights):
        try:
            found += str(ord(c) // weight)
        except ZeroDivisionError as error:
            found += f"[{error}]"
    return found


def given_on(text: str, other: str) -> tuple[str, list[tuple[str, str]]]:
    pairs = zip(text, other)
    taken = ""
    for x, y in pairs:
        taken += x
        if y == "y":
            break
    return taken, list(pairs)


def from_large(text: str) -> list[int]:
    found = []
    for i, c in enumerate(text, sys.maxsize - 2):
        found.append(i)
    return found


def mixed_up(text: str, weights: list[int]) -> tuple[int, list[int]]:
    total = 0
    for c, weight in zip(text, weights):
        total += weight
        if c == "+":
            weights.append(len(weights))
        elif c == "-":
            weights.pop()
    return total, weights


def three_at_once(xs: list[float], ys: list[int], text: str) -> float:
    total = 0.0
    for x, y, c in zip(xs, ys, text):
        total += x * y + ord(c)
    return total


def summed(xs: list[int], ys: list[int], zs: list[int]) -> int:
    return sum(x * y - z for x, y, z in zip(xs, ys, zs))


def three_changing(xs: list[int], ys: list[int], zs: list[int]) -> tuple[int, list[int], list[int], list[int]]:
    total = 0
    for x, y, z in zip(xs, ys, zs):
        total += x + 10 * y + 100 * z
        if z == 3:
            ys.append(y)
            zs.pop()
        elif x == 2:
            xs.clear()
    return total, xs, ys, zs


def three_given_on(xs: list[int], ys: list[int], zs: list[int]) -> tuple[int, list[tuple[int, int, int]]]:
    total = 0
    triples = zip(xs, ys, zs)
    for x, y, z in triples:
        total += x * y * z
        if total > 5:
            break
    return total, list(triples)


TEXTS = ["", "a", "bab", "aeiou und b", "\xe4b\xfcb", "\u0101b\u20ac", "b\U0001f600b", Loud("abc"), Plain("abab")]

CASES = (
    [(places, (text,)) for text in TEXTS]
    + [(placed, (text, first)) for text in TEXTS for first in (0, -3, True, 2**62, 2**63 - 1, 2**70)]
    + [(positions, (text, first)) for text in TEXTS for first in (0, 7, 2**63 - 2)]
    + [(function, (a, b)) for function in (unequal, pairs_of, first_difference, until) for a in TEXTS for b in TEXTS]
    + [(weighed, (text, [3, 1, 2])) for text in TEXTS]
    + [(weighed, ("abcd", weights)) for weights in ([], [1], [1, 2, 3, 4, 5], [1, 2.5], [2**70, 1], [True, 2], [1, None])]
    + [(weighed, (text, [1, 2])) for text in (["a", "b"], None, b"ab", ["a", "bc"])]
    + [(both_kinds, ([0.5, -0.0, 3.5], text)) for text in TEXTS]
    + [(both_kinds, (weights, "ab1")) for weights in ([], [1], [1.5], [1.5, 2, 3.0], (1.5, 2.5), [None])]
    + [(caught, ("abcd", [1, 0, 7])), (caught, ("\u20ac0", [0, 0, 0]))]
    + [(given_on, ("abcdef", "xyzyx")), (given_on, ("abc", "zzzz")), (given_on, ("abc", "zy"))]
    + [(three_at_once, ([0.5, 2.0, -0.0], [1, 2, 3, 4], text)) for text in TEXTS]
    + [(three_at_once, (xs, [1, 2, 3], "abc")) for xs in ([], [1.5], [1.5, 2], [1.5, 2.5, "x"], (1.5,), None)]
    + [(three_at_once, ([1.5, 2.5], ys, "abc")) for ys in ([], [1], [1, 2**70], [True, 1], [1, None])]
    + [(summed, (xs, ys, zs)) for xs in ([], [1, 2, 3], [2**62] * 2) for ys in ([2], [4, 5, 6, 7]) for zs in ([], [1, 1], [3] * 5)]
    + [(three_changing, ([1, 2, 3], [1, 2, 3], zs)) for zs in ([1, 2, 3], [3, 3, 3], [1], [3, 1])]
    + [(three_given_on, ([1, 2, 3, 4], [1, 2, 3, 4], zs)) for zs in ([], [1, 1, 1, 1], [1, 9, 1], [1, 2, 3, 4, 5])]
    + [(from_large, (text,)) for text in ("", "ab", "abc", "abcdef")]
    + [(mixed_up, ("a+b+c", [1, 2, 3])), (mixed_up, ("-----", [1, 2, 3, 4])), (mixed_up, ("+-+-", [5]))]
)


def test_what_enumerate_and_zip_mean_is_asked_each_time():
    enumerated, zipped = builtins.enumerate, builtins.zip
    builtins.enumerate = lambda of, start=0: [(start, "a"), (start + 1, "bc")]
    builtins.zip = lambda *of: [("x", "y"), ("u", "uv")]
    try:
        return places("aaa"), placed("q", 4), unequal("aa", "aa"), until("aa", "aa")
    finally:
        builtins.enumerate, builtins.zip = enumerated, zipped


def test_one_list_thrice():
    xs = [1, 2, 3]
    it = iter(xs)
    return summed(xs, xs, xs), summed(it, it, it), three_changing(xs, xs, xs)


def test_an_iterator_that_is_gone_on_with_behind_the_end():
    def rest(pairs):
        return sum(x == y for x, y in pairs), list(pairs)

    return [rest(zip(a, b)) for a, b in (("abc", "abc"), ("abc", "ab"), ("ab", "abc"), ("", "a"))]
