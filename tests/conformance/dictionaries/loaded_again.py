# native: Memo.fewest, Memo.counted, Memo.swapped, Memo.emptied, coloured, rebound, of_two, ended
"""A dictionary that is taken out of a cell or an attribute twice is looked up once, unless it may be another one by then."""
from collections import defaultdict


class Memo:
    def __init__(self, coins: list[int]) -> None:
        self.coins = coins
        self.memo: dict[int, int] = {0: 0}
        self.other: dict[int, int] = {0: 7, 3: 8}
        self.seen: set[int] = set()

    def fewest(self, amount: int) -> int:
        if amount in self.memo:
            return self.memo[amount]
        best = 10**9
        for c in self.coins:
            if c <= amount:
                best = min(best, 1 + self.fewest(amount - c))
        self.memo[amount] = best
        return best

    def counted(self, keys: list[int]) -> int:
        hits = 0
        for key in keys:
            if key in self.memo:
                self.memo[key] += 1
                hits += self.memo[key]
            else:
                self.memo[key] = 1
            if key in self.seen:
                self.seen.discard(key)
            else:
                self.seen.add(key)
        return hits

    def swapped(self, keys: list[int]) -> list[int]:
        out: list[int] = []
        for key in keys:
            if key in self.memo:
                self.memo, self.other = self.other, self.memo
                out.append(self.memo.get(key, -1))
                if key in self.memo:
                    out.append(self.memo[key] * 10)
            else:
                out.append(0)
        return out

    def emptied(self, keys: list[int], alias: dict[int, int]) -> list[int]:
        out: list[int] = []
        for key in keys:
            if key in self.memo:
                alias[key + 100] = key
                out.append(self.memo[key])
                if key in alias:
                    del alias[key]
            if key in self.memo:
                out.append(self.memo[key])
            else:
                out.append(-1)
        return out


def coloured(edges: list[tuple[int, int]], count: int, k: int) -> tuple[int, list[tuple[int, int]]]:
    near: dict[int, list[int]] = {v: [] for v in range(count)}
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    colours: dict[int, int] = {}
    steps = 0

    def go(v: int) -> bool:
        nonlocal steps
        steps += 1
        if v == count:
            return True
        used = {colours[w] for w in near[v] if w in colours}
        for c in range(k):
            if c not in used:
                colours[v] = c
                if go(v + 1):
                    return True
                del colours[v]
        return False

    go(0)
    return steps, list(colours.items())


def rebound(keys: list[int]) -> list[int]:
    table: dict[int, int] = {1: 1, 2: 2}
    spare: dict[int, int] = {1: 10, 3: 30}
    out: list[int] = []

    def look(key: int) -> None:
        nonlocal table, spare
        for turn in range(2):
            if key in table:
                table, spare = spare, table
                out.append(table.get(key, -key))
            if key in table:
                out.append(table[key])
            del spare[key]

    for key in keys:
        try:
            look(key)
        except KeyError as error:
            out.append(-100 - error.args[0])
    return out


class Holder:
    def __init__(self, table: dict[int, int]) -> None:
        self.table = table


def of_two(a: Holder, b: Holder, keys: list[int]) -> list[int]:
    out: list[int] = []
    for key in keys:
        if key in a.table:
            b.table[key] = a.table[key] + 1
            out.append(a.table[key])
        if key in b.table:
            b.table[key * 7 % 31] = key
            out.append(b.table[key])
    return out


class Ending:
    def __init__(self, holder: Holder, heard: list) -> None:
        self.holder = holder
        self.heard = heard

    def __del__(self) -> None:
        self.heard.append(len(self.holder.table))
        self.holder.table = {5: 500}


def ended(holder: Holder, objects: list, keys: list[int]) -> list[int]:
    out: list[int] = []
    for key in keys:
        if key in holder.table:
            objects.pop()
            if key in holder.table:
                out.append(holder.table[key])
    return out


EDGES = [(i, j) for i in range(5) for j in range(i) if (i * 7 + j * 5) % 3]


def test_memo():
    memo = Memo([1, 7, 13])
    return (
        [memo.fewest(n) for n in (8, 15)],
        memo.counted([1, 2, 3, 900, 1, 900, 2]),
        memo.swapped([0, 3, 900, 8, 0, 3]),
        list(memo.memo.items()),
        memo.emptied([0, 3, 3, 7, 0], memo.memo),
        memo.emptied([0, 3, 3, 107, 0], memo.other),
        list(memo.memo.items()),
        memo.seen,
    )


class Loud(dict):
    def __missing__(self, key):
        return key * 1000

    def __contains__(self, key):
        return True


def test_other_dictionaries():
    out = []
    for table in (Loud({1: 2}), defaultdict(int, {1: 2}), {True: 1, 2.0: 3}, {"a": 1, 1: 4}, None, [1, 2]):
        memo = Memo([1, 7])
        memo.memo = table
        try:
            out.append((memo.counted([1, 2, 2, 5]), repr(memo.memo)))
        except TypeError as error:
            out.append(str(error))
    return out


def test_coloured():
    return [coloured(EDGES, 5, k) for k in (2, 4)]


def test_rebound():
    return rebound([1, 2, 3, 4, 1])


def test_of_two():
    a, b = Holder({1: 1, 2: 2, 30: 3}), Holder({2: 5})
    one = of_two(a, b, [1, 2, 3, 14, 30, 2])
    return one, a.table, b.table, of_two(a, a, [1, 2, 3, 14, 30, 2]), a.table


def test_ended():
    heard = []
    holder = Holder({5: 1, 6: 2})
    objects = [Ending(holder, heard) for _ in range(6)]
    return ended(holder, objects, [6, 5, 6, 5, 5]), heard, len(objects)
