# native: all_differ, some_known, largest, summed, listed, of_frozen, of_keys, nested
"""Generator expressions over sets and dictionaries, where they are consumed: done again from the beginning when native code is left."""


def all_differ(near: dict[int, set[int]], v: int, colour: dict[int, int], c: int) -> bool:
    return all(colour.get(u) != c for u in near[v])


def some_known(items: set[int], known: set[int]) -> bool:
    return any(x in known for x in items)


def largest(near: dict[int, set[int]], v: int, weights: list[int]) -> int:
    return max((weights[u] for u in near[v]), default=-1)


def summed(items: set[int], low: int) -> int:
    return sum(x * x for x in items if x > low)


def listed(items: set[int], n: int) -> list[int]:
    out: list[int] = []
    for i in range(n):
        out.append(sum(1 for x in items if x % (i + 1) == 0))
        if i % 2 == 0:
            items.discard(i)
    return out


def of_frozen(items: frozenset[int], limit: int) -> bool:
    return all(x < limit for x in items)


def of_keys(counts: dict[int, int], low: int) -> int:
    return sum(counts[k] for k in counts if k >= low)


def nested(rows: list[set[int]], known: set[int]) -> int:
    return sum(1 for row in rows for x in row if x in known)


class Shy(set):
    def __iter__(self):
        return iter([1, 2, 3])


BIG = 2**62


def test_all_differ():
    near = {1: {2, 3, 4}, 2: set(), 3: {9}}
    colour = {2: 0, 3: 1, 9: BIG}
    return [all_differ(near, v, colour, c) for v in near for c in (0, 1, 2, BIG)]


def test_all_differ_of_others():
    return [all_differ({1: {2, "a", 3.5}}, 1, {2: 4, "a": 5}, c) for c in (4, 5, 6)] + [all_differ({1: [2, 3]}, 1, {2: 7}, 7)]


def test_missing():
    return all_differ({}, 1, {}, 0)


def test_some_known():
    return [some_known(a, b) for a in (set(), {1, 2}, {BIG * 4, 5}) for b in ({2}, {5}, set())]


def test_some_known_of_others():
    return some_known({"a", "b"}, {"b"}), some_known(Shy({9}), {3}), some_known([1, 2], {2})


def test_largest():
    return [largest({0: {1, 2}, 1: set()}, v, [5, BIG, 7]) for v in (0, 1)]


def test_largest_too_large():
    return largest({0: {1, 2}}, 0, [5, BIG * 4, 7])


def test_largest_without():
    return largest({0: {1, 9}}, 0, [5, 7])


def test_summed():
    return summed({1, 2, 3}, 1), summed({2**40, 3}, 0), summed(set(), 0), summed({1.5, 2}, 1), summed(Shy(), 0)


def test_listed():
    return listed(set(range(12)), 9), listed(set(), 3)


def test_of_frozen():
    return of_frozen(frozenset({1, 2}), 3), of_frozen(frozenset({5}), 3), of_frozen({1}, 2), of_frozen(frozenset(), 0)


def test_of_keys():
    return of_keys({1: 2, 3: 4, 5: BIG}, 2), of_keys({1: BIG, 2: BIG, 3: BIG}, 0), of_keys({1: 0.5, 2: 1}, 0)


def test_nested():
    return nested([{1, 2}, set(), {2, 3}], {2, 3}), nested([{1}, Shy()], {3}), nested([[1, 2], (2,)], {2})
