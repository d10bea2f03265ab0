# native: kept_twice, looked_up, popped, defaulted
"""Tuples that calls read, or get: whoever gets one twice gets one and the same."""

KEPT: list = []


def keep(pair: tuple[int, int]) -> int:
    KEPT.append(pair)
    return pair[0]


def weigh(scale: int, pair: tuple[int, int], more: tuple[int, int]) -> int:
    return scale * pair[0] + more[1]


def kept_twice(count: int) -> list[bool]:
    out: list[bool] = []
    for i in range(count):
        pair = (i, i + 1000)
        KEPT.clear()
        keep(pair)
        keep(pair)
        out.append(KEPT[0] is KEPT[1])
        total = weigh(2, pair, pair) + weigh(3, pair, (i, i))
        KEPT.append(pair)
        out.append(KEPT[0] is KEPT[2] and total > 0)
    return out


class Table:
    def __init__(self) -> None:
        self.memo: dict[tuple[int, int], int] = {}
        self.seen: set[tuple[int, int]] = set()

    def looked_up(self, i: int, j: int) -> int:
        key = (i, j)
        hit = self.memo.get(key)
        if hit is not None:
            return hit
        self.seen.discard(key)
        got = i * 10 + j if i + j < 3 else self.looked_up(i - 1, j) + 1
        self.memo[key] = got
        self.seen.add(key)
        return got


def looked_up(memo: dict[tuple[int, int], int], seen: set[tuple[int, int]], i: int, j: int) -> tuple[int, bool]:
    key = (i, j)
    hit = memo.get(key)
    if hit is None:
        hit = i - j
        memo[key] = hit
    seen.discard(key)
    seen.add(key)
    return hit, any(a is b for a in memo for b in seen if a == key)


def popped(memo: dict[tuple[int, int], int], i: int, j: int) -> int:
    key = (i, j)
    a = memo.pop(key, 5)
    memo[key] = a + 1
    return a + memo.get(key, 0) + memo.pop(key)


def defaulted(memo: dict[int, tuple[int, int]], i: int) -> tuple[bool, int]:
    pair = (i, -i)
    a = memo.get(i, pair)
    b = memo.get(i, pair)
    return a is b, a[0] + b[1]


def listed(i: int, j: int) -> tuple[list[int], int, list[tuple[int, int]]]:
    pair = (i, j)
    a = list(pair)
    b = sorted(pair)
    c = max(pair) + min(pair) + sum(pair) + len(pair)
    d = [(n, x) for n, x in enumerate(pair)]
    return a + b, c, d + list(zip(pair, pair))


def nested_listed(i: int) -> list[bool]:
    pair = ((i, 1000), (i + 1, 2000))
    a = list(pair)
    b = list(pair)
    c = [x for x in reversed(pair)]
    d = [y for x, y in enumerate(pair)]
    e = [x for x, y in zip(pair, pair)]
    return [a[0] is b[0], a[1] is c[0], a[1] is d[1], a[0] is e[0]]


def started(i: int) -> list[bool]:
    pair = (i, i + 1)
    nothing: list[tuple[int, int]] = []
    a = sum(nothing, pair)
    b = sum(nothing, pair)
    return [a is b, a == pair]


def larger(i: int) -> list[bool]:
    pair = ((i, 3), (i, 4))
    a = max(pair)
    b = max(pair)
    c = min(pair)
    return [a is b, c is pair[0], a is pair[1]]


def ordered(i: int) -> list[bool]:
    pair = ((i, 30), (i, 4))
    a = sorted(pair)
    b = sorted(pair)
    return [a[0] is b[0], a[0] is pair[1], len(set(pair)) == 2, next(iter(frozenset(pair))) in pair]


def first_of(i: int) -> list[str]:
    pair = (i, i * 2)
    return [str(pair), repr(pair), str(hash(pair) == hash((i, i * 2))), str(any(pair)), str(all(pair))]


def rows_of(i: int) -> bool:
    pair = ([i], i)
    a = list(pair)
    b = list(pair)
    return a[0] is b[0]


def test_kept():
    return kept_twice(5)


def test_kept_by_another():
    global keep
    before = keep

    def other(pair):
        KEPT.append(pair)
        return 0

    keep = other
    try:
        return kept_twice(5)
    finally:
        keep = before


def test_looked_up():
    table = Table()
    memo, seen = {}, {(1, 2)}
    return (
        [table.looked_up(i % 7, i % 5) for i in range(60)],
        list(table.memo.items()),
        sorted(table.seen),
        [looked_up(memo, seen, i % 4, i % 3) for i in range(30)],
        [popped({(1, 2): 3, (2, 3): 9}, i, i + 1) for i in range(4)],
        [defaulted({1: (7, 8)}, i) for i in range(4)],
    )


class Asked(int):
    """Equal to what it is asked for, and remembers that."""

    asked: list = []

    def __hash__(self):
        return hash((1, 1))

    def __eq__(self, other):
        Asked.asked.append(other)
        return False


def test_keys_that_ask():
    Asked.asked.clear()
    memo = {Asked(3): 4}
    seen = {Asked(3)}
    results = [looked_up(memo, seen, 1, 1)]
    return results, len(Asked.asked), Asked.asked


def test_unhashable():
    out = []
    for memo in ([], {1: 2}, None):
        try:
            out.append(looked_up(memo, set(), 1, 2))
        except (AttributeError, TypeError) as error:
            out.append(str(error))
    return out


def test_others():
    return (
        [listed(i, 300 - i) for i in range(4)],
        nested_listed(700),
        started(500),
        larger(900),
        ordered(400),
        first_of(0),
        first_of(600),
        rows_of(3),
    )
