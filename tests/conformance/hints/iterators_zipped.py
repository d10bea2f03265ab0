# native 3.12+: two, three, many, text, texts
"""`zip` of what is said to be a list or string, and is an iterator that somebody else has: what comes before the first end has moved on."""
from typing import Any


def two(xs: list[int], ys: list[int]) -> int:
    t = 0
    for x, y in zip(xs, ys):
        t += x * y
    return t


def three(xs: list[int], ys: list[int], zs: list[int]) -> int:
    t = 0
    for x, y, z in zip(xs, ys, zs):
        t += x * y + z
    return t


def text(s: str, ys: list[int]) -> int:
    t = 0
    for c, y in zip(s, ys):
        if c != "a":
            t += y
    return t


def texts(s: str, r: str) -> int:
    t = 0
    for c, d in zip(s, r):
        if c == d:
            t += 1
    return t


def many(xs: list[int], ys: list[int], zs: list[int]) -> int:
    t = 0
    for x, y, z, a in zip(xs, ys, zs, xs):
        t = t * 3 + x - y * z + a
    for a, b, c, d, e in zip(ys, zs, xs, ys, zs):
        t = t * 2 + a + b * c - d * e
    for a, b, c, d, e, f in zip(zs, zs, xs, ys, ys, xs):
        t += a + b - c + d - e * f
    return t


def summed(xs: list[int], ys: list[int], zs: list[int]) -> int:
    return sum(x * y * z for x, y, z in zip(xs, ys, zs))


def left(f: Any, *args: Any) -> Any:
    its = [iter(a) for a in args]
    out = [f(*its)]
    out += [list(i) for i in its]
    return out


def all_of() -> Any:
    r = []
    L = [[1, 2, 3, 4, 5], [1, 2], [7, 8, 9]]
    for a in L:
        for b in L:
            r.append(left(two, a, b))
            r.append(left(text, "abcd"[:len(a)], b))
            r.append(left(texts, "abcd"[:len(a)], "abxd"[:len(b)]))
            for c in L:
                r.append(left(three, a, b, c)); r.append(left(many, a, b, c)); r.append(left(summed, a, b, c))
                it = iter(a)
                r.append([three(it, it, c), list(it)])
                it = iter(c)
                r.append([three(a, it, b), list(it)])
    return r


CASES = [(all_of, ())]
