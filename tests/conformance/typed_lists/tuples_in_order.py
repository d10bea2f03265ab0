# native: by_weight, by_key, in_order, reordered, held, both_ways, kept_locals, searched, given_back, doubled
# native 3.12+: by_tuples
"""Lists of tuples of numbers that only a function knows, sorted, copied and held in locals."""
import sys
from typing import Any

NAN = float("nan")


def by_weight(edges: list[tuple[int, int, int]]) -> list[int]:
    out: list[int] = []
    for w, u, v in sorted(edges):
        out.append(w * 10000 + u * 100 + v)
    return out


def weigh(n: int, big: int) -> list[int]:
    edges: list[tuple[int, int, int]] = []
    for i in range(n):
        edges.append((i * 7 % 5, i, n - i))
        edges.append((i * 3 % 4, n - i, i))
    if big:
        edges.append((big, 1, 2))
    return by_weight(edges)


def test_by_weight():
    out: list[Any] = [weigh(n, 0) for n in (0, 1, 2, 9)]
    for big in (2**40, 2**62, -(2**62), 2**70):
        out.append(weigh(3, big))
    out.append(by_weight([(2, 1, 1), (1, 5, 5), (True, 3, 3)]))
    for odd in ([(1, 2)], [(1, 2, 3), (1, "x", 3)], [None], [(1.5, 2, 3), (NAN, 1, 1), (0, 0, 0)]):
        try:
            out.append(repr(by_weight(odd)))
        except (TypeError, ValueError) as error:
            out.append(str(error))
    return out


def by_key(n: int, down: int) -> list[int]:
    spans: list[tuple[int, int]] = []
    for i in range(n):
        spans.append((i * 7 % 11, i * 5 % 3))
    out: list[int] = []
    if down:
        for a, b in sorted(spans, key=lambda s: s[1], reverse=True):
            out.append(a * 10 + b)
    else:
        for a, b in sorted(spans, key=lambda s: s[1]):
            out.append(a * 10 + b)
    for a, b in spans:
        out.append(-a * 10 - b)
    return out


def test_by_key():
    return [by_key(n, down) for n in (0, 1, 2, 13) for down in (0, 1)]


def by_tuples(n: int) -> tuple[list[float], list[int]]:
    points: list[tuple[float, int]] = []
    for i in range(n):
        points.append((i * 7 % 5 / 2, i))
    out: list[float] = []
    for p in sorted(points, key=lambda p: (-p[0], p[1])):
        out.append(p[0] + p[1] * 100)
    order: list[int] = []
    for p in sorted(points, key=lambda p: p[0]):
        order.append(p[1])
    return out, order


def test_by_tuples():
    return [by_tuples(n) for n in (0, 1, 2, 12)]


def in_order(xs: list[float], bad: float) -> list[float]:
    pairs: list[tuple[float, int]] = []
    for i in range(len(xs)):
        pairs.append((xs[i], i))
    pairs.append((bad, -1))
    pairs.sort()
    out: list[float] = []
    for p in pairs:
        out.append(p[0])
        out.append(float(p[1]))
    return out


def test_in_order():
    return [repr(in_order([2.5, -0.0, 0.0, 2.5, 1e300], bad)) for bad in (0.0, -0.0, NAN, float("inf"))]


def reordered(n: int, at: int) -> list[int]:
    pairs: list[tuple[int, int]] = []
    for i in range(n):
        pairs.append((i, i * i))
    pairs.reverse()
    pairs.insert(at, (100, 200))
    a, b = pairs.pop(1)
    rest = pairs[1:] + pairs[:2]
    copy = pairs.copy()
    copy[0] = (7, 8)
    return [a, b, len(rest)] + [x * 1000 + y for x, y in rest] + [x + y for x, y in copy] + [x - y for x, y in pairs[::-2]]


def test_reordered():
    out: list[Any] = [reordered(n, at) for n in (2, 5) for at in (0, 1, 9, -1)]
    try:
        reordered(0, 0)
    except IndexError as error:
        out.append(str(error))
    return out


def held(n: int, limit: int) -> tuple[int, int]:
    points: list[tuple[int, int]] = []
    for i in range(n):
        points.append((i, 2**40 * i))
    best = -1
    total = 1
    for p in points:
        if p[0] > limit:
            break
        best = p[0]
        total = total * 3 + p[1]
    p = points[0]
    for q in points:
        if q[1] > p[1]:
            p = q
    return best + p[0], total


def test_held():
    out: list[Any] = [held(n, limit) for n in (1, 3, 60) for limit in (-1, 2, 100)]
    try:
        held(0, 1)
    except IndexError as error:
        out.append(str(error))
    return out


def both_ways(n: int, flag: int) -> int:
    left: list[tuple[int, int]] = []
    right: list[tuple[int, int]] = []
    for i in range(n):
        left.append((i, 1))
        right.append((1, i))
    total = 0
    for i in range(n):
        p = left[i] if i % 2 == flag else right[i]
        total += p[0] * 3 + p[1]
    return total


def test_both_ways():
    return [both_ways(n, flag) for n in (0, 1, 6) for flag in (0, 1)]


def kept_locals(n: int) -> int:
    pairs: list[tuple[int, int]] = []
    for i in range(n):
        pairs.append((i, n - i))
    total = 0
    for p in sorted(pairs):
        total += 10 // p[1]
        if p[0] == 3:
            total //= p[0] - 3
    return total


def test_kept_locals():
    out: list[Any] = [kept_locals(n) for n in (0, 1, 3)]
    try:
        kept_locals(6)
    except ZeroDivisionError as error:
        frame = error.__traceback__.tb_next.tb_frame
        out.append((str(error), frame.f_locals["p"], frame.f_locals["pairs"], error.__traceback__.tb_next.tb_lineno > 0))
    return out


def searched(n: int, x: int, y: int) -> list[bool]:
    pairs: list[tuple[int, int]] = []
    out: list[bool] = []
    for i in range(n):
        if (i % 3, i % 2) not in pairs:
            pairs.append((i % 3, i % 2))
    out.append((x, y) in pairs)
    out.append(len(pairs) == n)
    return out


def test_searched():
    return [searched(n, x, y) for n in (0, 2, 9) for x, y in ((0, 0), (2, 1), (2, 5))]


def given_back(n: int) -> Any:
    pairs: list[tuple[int, int]] = []
    for i in range(n):
        pairs.append((n - i, i))
    return pairs, sorted(pairs), pairs[1:]


def test_given_back():
    pairs, ordered, rest = given_back(4)
    return pairs, ordered, [any(x is y for y in pairs) for x in ordered], [x is y for x, y in zip(rest, pairs[1:])]


def doubled(edges: list[tuple[int, int]]) -> Any:
    mine = sorted(edges)
    first = mine[0]
    return first, mine


def make_doubled(n: int) -> Any:
    edges: list[tuple[int, int]] = []
    for i in range(n):
        edges.append((n - i, i))
    first, mine = doubled(edges)
    return first, mine, edges


def test_doubled():
    first, mine, edges = make_doubled(3)
    return first, mine, edges, first is mine[0], [any(x is y for y in edges) for x in mine]


def replaced(n: int) -> Any:
    pairs: list[tuple[int, int]] = []
    for i in range(n):
        pairs.append((n - i, i))
    out = []
    for a, b in sorted(pairs, key=lambda p: p[1]):
        out.append(a)
    return out


def test_replaced():
    global sorted
    out = [replaced(3)]
    sorted = lambda items, key=None: [(9, 9), *items]
    out.append(replaced(3))
    out.append(weigh(1, 0) if False else None)
    del sorted
    out.append(replaced(2))
    return out


def odd_keys(n: int, kind: int) -> list[int]:
    pairs: list[tuple[int, int]] = []
    for i in range(n):
        pairs.append((i, n - i))
    out: list[int] = []
    for a, b in sorted(pairs, key=lambda p: p[0] if kind == 0 else "x" if kind == 1 and p[0] == 2 else 10 // (p[0] - 1)):
        out.append(a)
    return out


def test_odd_keys():
    out: list[Any] = []
    for n in (0, 1, 4):
        for kind in (0, 1, 2):
            try:
                out.append(odd_keys(n, kind))
            except (TypeError, ZeroDivisionError) as error:
                out.append(str(error))
    return out
