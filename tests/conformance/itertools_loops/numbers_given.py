# native: counted, stepped, pairs, triples, grid, grids, chosen, ordered
# native 3.12+: repeated, chained
"""Loops over iterators of `itertools`: numbers that are taken apart, whole tuples, iterators that somebody else has, and lies."""
import itertools
from itertools import combinations, count, product
from typing import Any


def counted(first: int, stop: int) -> list[int]:
    out: list[int] = []
    for n in count(first):
        if n >= stop:
            break
        out.append(n * n)
    return out


def stepped(first: int, step: int, most: int) -> int:
    t = 0
    for n in count(first, step):
        t += n
        most -= 1
        if most < 0:
            break
    return t


def real(most: int) -> float:
    t = 0.0
    for x in itertools.count(0.5):
        t += x
        if x > most:
            return t
    return -1.0


def pairs(xs: list[int]) -> int:
    t = 0
    for a, b in combinations(xs, 2):
        t = t * 3 + a - b
    return t


def triples(xs: list[float]) -> float:
    t = 0.0
    for a, b, c in itertools.combinations(xs, 3):
        t += a * b - c
    return t


def grid(n: int, m: int) -> int:
    t = 0
    for x, y in product(range(n), range(m)):
        t = t * 2 % 1000003 + x - y
    return t


def grids(xs: list[int], ys: list[float], zs: tuple[bool, ...]) -> list[Any]:
    out = []
    for x, y, z in product(xs, ys, zs):
        out.append(x + y if z else y - x)
    return out


def repeated(xs: list[int]) -> list[int]:
    return [a * b for a, b in itertools.combinations_with_replacement(xs, 2)] + [
        a + b + c for a, b, c in product(xs, repeat=3)
    ]


def chosen(xs: list[int], k: int) -> list[tuple[int, ...]]:
    out = []
    for c in combinations(xs, k):
        out.append(c)
    for c in combinations(xs, 2):
        if c[0] < c[1]:
            out.append(c)
    return out


def ordered(xs: list[int]) -> tuple[int, int]:
    best = -1
    number = 0
    for p in itertools.permutations(xs):
        s = 0
        for i, v in enumerate(p):
            s += i * v
        if s > best:
            best = s
        number += 1
    return best, number


def chained(xs: list[int], ys: list[int]) -> list[int]:
    out = []
    for v in itertools.chain(xs, ys, range(3)):
        out.append(v + 1)
    for v in itertools.accumulate(ys):
        out.append(v - 1)
    for v in itertools.islice(xs, 1, None, 2):
        out.append(v * 2)
    for u, v in itertools.pairwise(xs):
        out.append(u - v)
    for v in itertools.takewhile(lambda v: v < 3, xs):
        out.append(v)
    for v in itertools.cycle(xs):
        out.append(v)
        if len(out) > 40:
            break
    for v in itertools.repeat(7, 3):
        out.append(v)
    for v in itertools.accumulate(xs, max):
        out.append(v)
    return out


def over(it: Any) -> int:
    t = 0
    for a, b in it:
        t = t * 5 + a - b
    return t


def shared(xs: list[int]) -> list[Any]:
    """Somebody else has the iterator, and the tuple that it gave last."""
    out: list[Any] = []
    it = product(xs, xs)
    held = next(it)
    for a, b in it:
        if a == b:
            out.append((a, b, held, next(it, None)))
        if b == 3:
            held = next(it, None)
    out.append(next(it, "end"))
    it2 = combinations(xs, 2)
    for a, b in it2:
        out.append((a, b))
        for c, d in it2:
            out.append((c, d))
            if c == 2:
                break
    return out + list(it2)


def large(first: int) -> list[int]:
    out = []
    for n in count(first):
        out.append(n)
        if len(out) > 3:
            return out
    return out


class Odd(int):
    pass


def kinds() -> list[Any]:
    out: list[Any] = []
    out.append(pairs([1, Odd(2), 3, 10**30, 4]))
    out.append(grids([1, 2], [1.5, 2], (True, False)))
    out.append(grids([1, 10**25], [1.5], (True, 1)))  # type: ignore
    out.append(triples([1.0, 2, 3.5, True]))  # type: ignore
    out.append(pairs((5, 6, 7)))  # type: ignore
    out.append(pairs({3: 1, 2: 2, 9: 4}))  # type: ignore
    return out


def changed(xs: list[int]) -> list[int]:
    """The pools are copies."""
    out = []
    for a, b in product(xs, xs):
        out.append(a * 10 + b)
        if xs:
            xs.pop()
    for a, b in combinations(range(5), 2):
        if a == 3:
            raise ValueError((a, b, out))
    return out


def replaced(what: Any) -> list[Any]:
    kept = product
    globals()["product"] = what
    try:
        return [grid(3, 4)]
    except Exception as error:
        return [type(error), str(error)]
    finally:
        globals()["product"] = kept


class Mine(itertools.product):
    def __next__(self) -> Any:
        a, b = super().__next__()
        return b, a


Named = type("itertools.product", (), {"__init__": lambda self, *args: None, "__iter__": lambda self: iter([(1, 2), (3, 4)])})


def others() -> list[Any]:
    return [
        replaced(Mine),
        replaced(Named),
        replaced(zip),
        replaced(lambda *pools: [(4, 5)]),
        replaced(None),
        over(Mine("12", "3") if False else Mine((1, 2), (3,))),
        over(product((1, 2), (3, 4))),
        over(combinations((1, 2, 3), 2)),
    ]


def leaves(n: int) -> int:
    t = 0
    for x, y in product(range(n), range(n)):
        t += x // (y - 2)
    return t


def chooses(n: int) -> int:
    t = 0
    for x, y in combinations(range(n), 2):
        t += x // (y - 3)
    return t


CASES = [
    (counted, (1, 6)), (counted, (-3, 2)), (counted, (5, 5)),
    (stepped, (0, 3, 10)), (stepped, (10, -2, 20)), (stepped, (2**62, 2**61, 5)), (stepped, (1, 2**70, 3)),
    (real, (4,)),
    (pairs, ([1, 2, 3, 4, 5],)), (pairs, ([1],)), (pairs, ([],)), (pairs, ([7, 8],)),
    (triples, ([1.0, 2.5, 3.5, 4.25],)), (triples, ([1.0],)),
    (grid, (3, 4)), (grid, (0, 4)), (grid, (4, 0)), (grid, (1, 1)), (grid, (-1, 3)),
    (grids, ([1, 2, 3], [0.5, 1.5], (True, False))), (grids, ([], [0.5], (True,))),
    (repeated, ([1, 2, 3],)), (repeated, ([],)), (repeated, ([4],)),
    (chosen, ([1, 2, 3, 4], 3)), (chosen, ([2, 1], 0)), (chosen, ([2, 1], 5)), (chosen, ([2, 1], -1)),
    (ordered, ([3, 1, 2],)), (ordered, ([],)),
    (chained, ([1, 2, 3, 4], [5, 6, 7])), (chained, ([1], [])),
    (shared, ([1, 2, 3],)), (shared, ([1, 2, 3, 4, 5],)),
    (large, (2**63 - 3,)), (large, (2**63 - 2,)), (large, (2**70,)), (large, (-(2**63) - 2,)), (large, (True,)),
    (kinds, ()), (changed, ([1, 2, 3],)), (others, ()), (leaves, (4,)), (chooses, (6,)),
]
