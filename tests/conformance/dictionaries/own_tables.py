# native: memo_fib, ways, place, queens, histogram, operations, pairs, triples, floats, flags, flood, sieve, missing, gone
# native: emptied, texts_of, returned_set, returned_dict, order_of_set, order_of_dict, handed_on, wide_keys, one_key, defaults
# native: displays, given_up, looked_at, found_by_hand, nested_calls, unhinted, left_behind, removed_twice, len_of, shown_then_used
# native 3.12+: mixed_lent
"""Dictionaries and sets of numbers, and of tuples of ints, that nobody but native code knows."""


import sys


def memo_fib(n: int, memo: dict[int, int]) -> int:
    if n in memo:
        return memo[n]
    if n < 2:
        return n
    result = memo_fib(n - 1, memo) + memo_fib(n - 2, memo)
    memo[n] = result
    return result


def start_fib(n: int) -> int:
    memo: dict[int, int] = {}
    return memo_fib(n, memo) + len(memo)


def ways(row: int, column: int, known: dict[tuple[int, int], int]) -> int:
    if row == 0 or column == 0:
        return 1
    place = (row, column)
    if place in known:
        return known[place]
    result = ways(row - 1, column, known) + ways(row, column - 1, known)
    known[place] = result
    return result


def place(row: int, n: int, cols: set[int], up: set[int], down: set[int]) -> int:
    if row == n:
        return 1
    count = 0
    for c in range(n):
        if c in cols or row + c in up or row - c in down:
            continue
        cols.add(c)
        up.add(row + c)
        down.add(row - c)
        count += place(row + 1, n, cols, up, down)
        cols.remove(c)
        up.discard(row + c)
        down.remove(row - c)
    return count


def queens(n: int) -> int:
    return place(0, n, set(), set(), set())


def histogram(n: int, step: int) -> list[tuple[int, int]]:
    counts: dict[int, int] = {}
    for i in range(n):
        key = i * step % 13 - 6
        counts[key] = counts.get(key, 0) + 1
    return list(counts.items())


def operations(seed: int, turns: int, spread: int, factor: int) -> tuple[list[int], int, int]:
    keys: set[int] = set()
    found = 0
    for _ in range(turns):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        key = ((seed >> 8) % spread - spread // 3) * factor
        what = (seed >> 4) % 8
        if what < 4:
            keys.add(key)
        elif what < 7:
            keys.discard(key)
        elif key in keys:
            found += 1
    return list(keys), found, sys.getsizeof(keys)


def pairs(seed: int, turns: int, spread: int, factor: int) -> tuple[list[tuple[int, int]], int]:
    keys: set[tuple[int, int]] = set()
    found = 0
    for _ in range(turns):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        x, y = (seed >> 8) % spread - spread // 2, (seed >> 16) % spread * factor
        what = (seed >> 4) % 8
        if what < 4:
            keys.add((x, y))
        elif what < 7:
            keys.discard((x, y))
        elif (x, y) in keys:
            found += 1
    return list(keys), found


def triples(seed: int, turns: int, factor: int) -> tuple[dict[tuple[int, int, int], int], list[tuple[int, int, int]]]:
    counts: dict[tuple[int, int, int], int] = {}
    seen: set[tuple[int, int, int]] = set()
    for turn in range(turns):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        a, b, c = (seed >> 8) % 5 - 2, (seed >> 12) % 5, (seed >> 16) % 3 * factor
        counts[a, b, c] = counts.get((a, b, c), turn) + 1
        seen.add((c, a, b))
    return counts, list(seen)


def floats(n: int) -> dict[int, float]:
    sums: dict[int, float] = {}
    for i in range(n):
        sums[i % 7] = sums.setdefault(i % 7, 0.5) + i * 0.25
    return sums


def flags(n: int) -> tuple[dict[int, bool], int]:
    even: dict[int, bool] = {}
    count = 0
    for i in range(n):
        even[i] = i % 2 == 0
        if i > 3 and even[i - 3]:
            count += 1
    return even, count


def flood(width: int, height: int) -> tuple[int, int]:
    seen: set[tuple[int, int]] = {(0, 0)}
    xs: list[int] = [0]
    ys: list[int] = [0]
    steps = 0
    while xs:
        x = xs.pop()
        y = ys.pop()
        steps += 1
        for d in range(4):
            a = x + (d == 0) - (d == 1)
            b = y + (d == 2) - (d == 3)
            if 0 <= a < width and 0 <= b < height and (a, b) not in seen and a * b % 7 != 3:
                seen.add((a, b))
                xs.append(a)
                ys.append(b)
    return steps, len(seen)


def sieve(n: int) -> tuple[int, int]:
    found: set[int] = set()
    marked: set[int] = set()
    for i in range(2, n):
        if i not in marked:
            found.add(i)
            for j in range(i * i, n, i):
                marked.add(j)
    return len(found), len(marked)


def missing(n: int) -> int:
    squares: dict[int, int] = {}
    for i in range(n):
        squares[i] = i * i
    return squares[n - 1] + squares[n]


def gone(n: int) -> int:
    left: set[int] = set()
    for i in range(n):
        left.add(i)
    left.remove(n // 2)
    left.remove(n)
    return len(left)


def removed_twice(n: int) -> int:
    left: set[int] = set()
    left.add(n)
    left.remove(n)
    left.discard(n)
    left.remove(n)
    return len(left)


def emptied(n: int) -> tuple[bool, bool, int, bool]:
    left: set[int] = set()
    before = not left
    for i in range(n):
        left.add(i)
    for i in range(n):
        left.discard(i)
    if left:
        return before, False, len(left), True
    counts: dict[int, int] = {}
    counts[n] = n
    return before, not left, len(counts), bool(counts)


def texts_of(n: int) -> str:
    counts: dict[int, int] = {}
    seen: set[int] = set()
    for i in range(n):
        counts[i * 5 % n] = i
        seen.add(i * 5 % n)
    return f"{counts} {seen}"


def returned_set(n: int, step: int) -> set[int]:
    keys: set[int] = set()
    for i in range(n):
        keys.add(i * step)
    for i in range(0, n, 3):
        keys.discard(i * step)
    return keys


def returned_dict(n: int, step: int) -> dict[int, int]:
    counts: dict[int, int] = {}
    for i in range(n):
        counts[i * step % 101] = i
    return counts


def order_of_set(n: int, step: int) -> int:
    total = 0
    for key in returned_set(n, step):
        total = (total * 31 + key) % 1000003
    return total


def order_of_dict(n: int, step: int) -> int:
    total = 0
    counts = returned_dict(n, step)
    for key in counts:
        total = (total * 31 + key) % 1000003
    for value in counts.values():
        total = (total * 31 + value) % 1000003
    return total + sys.getsizeof(counts)


def note(key: int, counts: dict[int, int], seen: set[int]) -> int:
    if key in seen:
        counts[key] += 1
    else:
        seen.add(key)
        counts[key] = 1
    return counts[key]


def handed_on(n: int) -> tuple[int, int, int]:
    counts: dict[int, int] = {}
    seen: set[int] = set()
    most = 0
    for i in range(n):
        most = max(most, note(i * i % 17, counts, seen))
    return most, len(counts), len(seen)


def wide_keys(start: int, n: int) -> tuple[int, int]:
    seen: set[int] = set()
    counts: dict[int, int] = {}
    key = start
    for i in range(n):
        key = key * 3 + 1
        seen.add(key)
        counts[key] = i
    return len(seen), counts[key]


def one_key(key: int) -> tuple[dict[int, int], set[int], bool]:
    counts: dict[int, int] = {}
    keys: set[int] = set()
    counts[key] = 1
    keys.add(key)
    return counts, keys, key in keys


def defaults(n: int) -> tuple[int, float]:
    counts: dict[int, int] = {}
    halves: dict[int, float] = {}
    total = 0
    for i in range(n):
        total += counts.setdefault(i % 5, i) + counts.get(i, -1)
        halves[i % 3] = halves.get(i % 3, 0.0) + 0.5
    return total, halves.get(1, -0.0)


def displays(n: int) -> tuple[int, int, bool, bool, int]:
    known: dict[int, int] = {0: 1, 1: n}
    seen: set[int] = {n, n + 1, n}
    placed: set[tuple[int, int]] = {(0, 0), (n, 1)}
    halves: dict[tuple[int, int], float] = {(n, n): 0.5}
    for i in range(2, n):
        known[i] = known[i - 1] + known[i - 2]
        halves[i, i] = i / 2
    return known.get(n - 1, -1), len(seen), (n, 1) in placed, (1, n) in placed, len(halves)


def given_up(n: int) -> int:
    total = 0
    for i in range(n):
        known: dict[int, int] = {}
        for j in range(i):
            known[j * j % 7] = j
        total += len(known)
    return total


def looked_at(n: int) -> list[str]:
    seen: set[int] = set()
    for i in range(n):
        seen.add(i * 7)
    return [type(seen).__name__, str(len(seen)), str(sorted(seen))]


def found_by_hand(n: int) -> tuple[int, bool]:
    known: dict[int, int] = {}
    hits = 0
    for i in range(n):
        try:
            hits += known[i % 4]
        except KeyError:
            known[i % 4] = i
    return hits, n in known


def down(n: int, seen: set[int]) -> int:
    if n in seen:
        return 0
    seen.add(n)
    return 1 + up_again(n * 2 % 37, seen)


def up_again(n: int, seen: set[int]) -> int:
    return 1 + down(n + 1, seen)


def nested_calls(n: int) -> tuple[int, int]:
    seen: set[int] = set()
    length = down(n, seen)
    return length, len(seen)


def add_all(items: list[int], seen: set[int], sums: list[float]) -> int:
    for item in items:
        seen.add(item)
        sums[item % len(sums)] += 0.5
    return len(seen)


def mixed_lent(n: int) -> tuple[int, float]:
    items = [i * 3 % 11 for i in range(n)]
    seen: set[int] = set()
    sums = [0.0] * 4
    count = add_all(items, seen, sums)
    count += add_all(items, seen, sums)
    return count, sums[0] + sums[3]


def unhinted(n: int) -> tuple[int, bool, object]:
    seen = set()
    for i in range(n):
        if i % 3 not in seen:
            seen.add(i % 3)
    return len(seen), 5 in seen, seen.add(7)


def left_behind(n: int, power: int) -> tuple[int, int]:
    known: dict[int, int] = {}
    seen: set[int] = set()
    value = 1
    for i in range(n):
        seen.add(i)
        known[i] = value
        value *= power
    return len(known), known[n - 1]


def len_of(n: int) -> list[int]:
    seen: set[tuple[int, int]] = set()
    known: dict[int, int] = {}
    sizes: list[int] = []
    for i in range(n):
        seen.add((i % 3, i % 4))
        known[i % 5] = i
        sizes.append(len(seen) * 100 + len(known))
    return sizes


def shows(seen: set[int], n: int) -> str:
    seen.add(n)
    return repr(seen)


def shown_then_used(n: int) -> tuple[str, int]:
    seen: set[int] = set()
    seen.add(1)
    text = shows(seen, n)
    seen.add(n + 1)
    return text, len(seen)


def changed_while_read(n: int) -> int:
    known: dict[int, int] = {}
    for i in range(n):
        known[i] = i
    total = 0
    for key in known:
        total += key
        if key == n - 1:
            known[n] = 0
    return total


def iterated_often(n: int) -> int:
    known: dict[int, int] = {}
    seen: set[int] = set()
    total = 0
    for i in range(n):
        known[i % 7] = i
        seen.add(i % 11)
        for key, value in known.items():
            total = (total * 3 + key + value) % 1000003
        for key in seen:
            total = (total * 3 + key) % 1000003
    return total


def popped(n: int) -> tuple[int, int]:
    seen: set[int] = set()
    known: dict[int, int] = {}
    for i in range(n):
        seen.add(i * 9 % 16)
        known[i] = i
    total = known.pop(n - 1) + known.pop(n, 5)
    while seen:
        total = total * 2 + seen.pop()
    del known[0]
    return total, len(known)


class Number(int):
    pass


CASES = (
    [(start_fib, (n,)) for n in (0, 1, 30, 90, 100, 200)]
    + [(ways, (3, 4, {})), (ways, (20, 20, {})), (ways, (40, 40, {})), (ways, (2, 2, {(1, 1): 7}))]
    + [(ways, (3, 3, {(1, 1): 0.5})), (memo_fib, (20, {3: 2, 7: 13})), (memo_fib, (5, {True: 2}))]
    + [(queens, (n,)) for n in (0, 1, 4, 6)]
    + [(place, (0, 4, set(), set(), set())), (place, (0, 4, {1}, set(), {0.0})), (place, (0, 2, {"a"}, {True}, set()))]
    + [(histogram, (n, step)) for n in (0, 5, 100) for step in (1, 5)]
    + [(operations, (seed, turns, spread, factor)) for seed in (1, 2) for turns in (0, 20, 400)
       for spread, factor in ((6, 1), (40, 1), (40, -8), (300, 1), (30, 1 << 58), (20, (1 << 61) - 1))]
    + [(pairs, (seed, turns, spread, factor)) for seed in (1, 2) for turns in (30, 300)
       for spread, factor in ((5, 1), (20, 3), (12, 1 << 40))]
    + [(triples, (1, 60, 1)), (triples, (2, 200, 1 << 12)), (triples, (3, 40, 1 << 20)), (triples, (3, 40, -(1 << 50)))]
    + [(floats, (n,)) for n in (0, 3, 40)] + [(flags, (n,)) for n in (0, 9)]
    + [(flood, (5, 5)), (flood, (12, 9)), (sieve, (200,)), (missing, (4,)), (missing, (0,)), (gone, (6,)), (removed_twice, (3,))]
    + [(emptied, (n,)) for n in (0, 3, 50)] + [(texts_of, (n,)) for n in (1, 6, 23)]
    + [(returned_set, (n, step)) for n in (0, 3, 20, 100) for step in (1, -1, 9, 1 << 40)]
    + [(returned_dict, (n, step)) for n in (0, 5, 6, 11, 60) for step in (1, 17)]
    + [(order_of_set, (50, 7)), (order_of_set, (200, 64)), (order_of_dict, (5, 7)), (order_of_dict, (90, 7))]
    + [(handed_on, (n,)) for n in (0, 1, 40)] + [(wide_keys, (start, n)) for start in (-5, 1) for n in (1, 30, 60)]
    + [(one_key, (key,)) for key in (0, -1, -2, 1 << 62, 1 << 63, -(1 << 63), True, Number(3), 2.0)]
    + [(defaults, (n,)) for n in (0, 4, 20)] + [(displays, (n,)) for n in (2, 8)] + [(given_up, (9,)), (looked_at, (6,))]
    + [(found_by_hand, (n,)) for n in (0, 12)] + [(nested_calls, (n,)) for n in (0, 5)] + [(mixed_lent, (n,)) for n in (0, 15)]
    + [(unhinted, (n,)) for n in (0, 8)] + [(left_behind, (n, power)) for n in (1, 5, 70) for power in (2, 1 << 30)]
    + [(len_of, (n,)) for n in (0, 13)] + [(shown_then_used, (n,)) for n in (1, 30)]
    + [(changed_while_read, (n,)) for n in (0, 4)] + [(iterated_often, (n,)) for n in (0, 12)] + [(popped, (n,)) for n in (1, 9)]
)
