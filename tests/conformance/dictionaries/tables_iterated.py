# native: keys, items, values, members, pairs_of, nested_items, grown_in_loop, grown_set, changed_values, replaced, broken_off, twice, kept_view, escapes_in_loop, shared_keys, stored_twice, stored_later, both_escape, source_escapes, triples, flags, loop_in_handler, raised_within, comprehended, lookups, counted_pairs, aliased, nested_loops, popped_members, passed_on
# native 3.12+: life
# native 3.12-3.13: in_generator
"""Loops over dictionaries and sets that nobody else knows, in CPython's order, and tuples out of them that are keys of others."""

import gc
import sys


def keys(n: int) -> list[int]:
    d: dict[int, int] = {}
    for i in range(n):
        d[i * i % 97 - 5] = i
    found: list[int] = []
    for k in d:
        found.append(k)
    for k in d.keys():
        found.append(-k)
    return found


def items(n: int) -> list[int]:
    d: dict[int, int] = {}
    for i in range(n):
        d[i * 31 % 41] = d.get(i * 31 % 41, 0) + i
    total: list[int] = []
    for k, v in d.items():
        total.append(k * 1000 + v)
    return total


def values(n: int) -> list[float]:
    d: dict[int, float] = {}
    for i in range(n):
        d[i % 7] = i / 3.0
    found: list[float] = []
    for v in d.values():
        found.append(v)
    for k, w in d.items():
        found.append(k - w)
    return found


def members(n: int) -> list[int]:
    s: set[int] = set()
    for i in range(n):
        s.add(i * i * 7919 % 10007 - 40)
        if i % 3 == 0:
            s.discard(i * i * 7919 % 10007 - 40)
    found: list[int] = []
    for k in s:
        found.append(k)
    return found


def pairs_of(n: int) -> list[int]:
    s: set[tuple[int, int]] = set()
    d: dict[tuple[int, int], int] = {}
    for i in range(n):
        s.add((i * i % 13, -i % 5))
        d[i % 7, i % 4] = i
    found: list[int] = []
    for x, y in s:
        found.append(x * 100 + y)
    for x, y in d:
        found.append(x * 100 + y)
    return found


def nested_items(n: int) -> list[int]:
    d: dict[tuple[int, int], int] = {}
    e: dict[tuple[int, int], bool] = {}
    for i in range(n):
        d[i % 7, i % 4] = i
        e[i % 3, i % 2] = i % 5 == 0
    found: list[int] = []
    for p, c in d.items():
        found.append(p[0] * 100 + p[1] + c)
    for (x, y), flag in e.items():
        found.append(x * 10 + y if flag else -1)
    return found


def grown_in_loop(n: int) -> int:
    d: dict[int, int] = {}
    for i in range(n):
        d[i] = i
    total = 0
    for k in d:
        total += k
        if k == 2:
            d[100] = total
    return total


def grown_set(n: int) -> int:
    s: set[int] = set()
    for i in range(n):
        s.add(i)
    total = 0
    for k in s:
        total += k
        if k == 2:
            s.add(1000)
    return total


def changed_values(n: int) -> list[int]:
    d: dict[int, int] = {}
    for i in range(n):
        d[i] = i
    found: list[int] = []
    for k, v in d.items():
        d[k] = v * 2
        d[n - 1] = 7
        found.append(v + d[k])
    return found


def replaced(n: int) -> list[int]:
    s: set[int] = set()
    for i in range(n):
        s.add(i * 8)
    found: list[int] = []
    for k in s:
        found.append(k)
        s.discard(k)
        s.add(k + 1 if k % 8 == 0 else k + 1000)
        if len(found) > 50:
            break
    return found


def broken_off(n: int) -> tuple[int, list[int]]:
    d: dict[int, int] = {}
    for i in range(n):
        d[i * 3] = i
    found: list[int] = []
    for k in d:
        if k > 9:
            break
        found.append(k)
    else:
        found.append(-1)
    for k in d:
        if k > 9:
            continue
        found.append(k)
    else:
        found.append(-2)
    return len(d), found


def twice(n: int) -> list[int]:
    d: dict[int, int] = {}
    for i in range(n):
        d[i] = i
    view = d.items()
    found: list[int] = []
    for k, v in view:
        found.append(k + v)
    for k, v in view:
        found.append(k - v)
    return found


def kept_view(n: int) -> list[int]:
    d: dict[int, int] = {}
    for i in range(n):
        d[i] = i
    numbers = iter(d)
    found: list[int] = []
    for k in numbers:
        found.append(k)
        if k == 3:
            break
    for k in numbers:
        found.append(-k)
    return found


def escapes_in_loop(n: int, into: list[object]) -> dict[int, int]:
    d: dict[int, int] = {}
    for i in range(n):
        d[i] = i
    for k in d:
        if k == n - 1:
            into.append(d)
            return d
    return d


Cell = tuple[int, int]


def around(cell: Cell) -> list[Cell]:
    x, y = cell
    return [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0)]


def life(live: set[Cell]) -> set[Cell]:
    counts: dict[Cell, int] = {}
    for cell in live:
        for other in around(cell):
            counts[other] = counts.get(other, 0) + 1
    return {cell for cell, c in counts.items() if c == 3 or (c == 2 and cell in live)}


def shared_keys(n: int) -> tuple[set[Cell], set[Cell]]:
    counts: dict[Cell, int] = {}
    for i in range(n):
        counts[i % 5, i % 3] = i
    even: set[Cell] = set()
    odd: set[Cell] = set()
    for cell, c in counts.items():
        if c % 2:
            odd.add(cell)
        even.add(cell)
    return even, odd


def stored_twice(n: int) -> list[set[Cell]]:
    counts: dict[Cell, int] = {}
    for i in range(n):
        counts[i % 5, i % 3] = i
    found: list[set[Cell]] = [set(), set()]
    for cell in counts:
        for s in found:
            s.add(cell)
    return found


def stored_later(n: int) -> dict[Cell, int]:
    counts: dict[Cell, int] = {}
    for i in range(n):
        counts[i % 5, i % 3] = i
    late: dict[Cell, int] = {}
    last: Cell = (0, 0)
    for cell, c in counts.items():
        late[last] = c
        last = cell
        late[last] = c + 1
    return late


def both_escape(n: int) -> tuple[dict[Cell, int], set[Cell]]:
    counts: dict[Cell, int] = {}
    for i in range(n):
        counts[i % 5, i % 3] = i
    large: set[Cell] = set()
    for cell, c in counts.items():
        if c > 3:
            large.add(cell)
    return counts, large


def source_escapes(cells: list[Cell]) -> set[Cell]:
    seen: set[Cell] = set()
    for cell in cells:
        seen.add(cell)
    return seen


def triples(n: int) -> set[tuple[int, int, int]]:
    d: dict[tuple[int, int, int], int] = {}
    for i in range(n):
        d[i % 3, i % 5, -i % 2] = i
    s: set[tuple[int, int, int]] = set()
    for t, c in d.items():
        if c % 3:
            s.add(t)
    return s


def flags(n: int) -> int:
    d: dict[int, bool] = {}
    for i in range(n):
        d[i] = i % 3 == 0
    total = 0
    for k, flag in d.items():
        if flag:
            total += k
    for flag in d.values():
        if not flag:
            total += 1000
    return total


def loop_in_handler(n: int) -> list[int]:
    d: dict[int, int] = {}
    found: list[int] = []
    try:
        for i in range(n):
            d[i] = i
        for k in d:
            found.append(k)
            d[k + n] = 1
    except RuntimeError as error:
        found.append(len(str(error)))
    return found


def raised_within(n: int) -> int:
    d: dict[int, int] = {}
    for i in range(n):
        d[i] = i
    total = 0
    for k, v in d.items():
        total += 10 // (v - 3)
    return total


def in_generator(n: int):
    d: dict[int, int] = {}
    for i in range(n):
        d[i] = i * i
    for k, v in d.items():
        yield k + v


def comprehended(n: int) -> tuple[list[int], dict[int, int], set[int], int]:
    d: dict[int, int] = {}
    for i in range(n):
        d[i * 7 % 11] = i
    return [k * v for k, v in d.items()], {k: v + 1 for k, v in d.items()}, {v % 5 for v in d.values()}, sum(v for v in d.values())


def lookups(n: int) -> list[int]:
    s: set[Cell] = set()
    d: dict[Cell, int] = {}
    for i in range(n):
        s.add((i % 6, i % 5))
        d[i % 4, i % 7] = i
    found: list[int] = []
    for p in s:
        if p in d:
            found.append(d[p])
        found.append(d.get(p, -1))
        d[p] = 5
        d[p] += 2
    for p in d:
        s.discard(p)
    found.append(len(s))
    return found


def counted_pairs(points: list[Cell]) -> dict[Cell, int]:
    counts: dict[Cell, int] = {}
    for p in points:
        counts[p] = counts.get(p, 0) + 1
    return counts


def aliased(n: int) -> list[int]:
    a: set[int] = set()
    b: set[int] = set()
    for i in range(n):
        a.add(i * 5)
        b.add(i * 9)
    found: list[int] = []
    for s in (a, b):
        for k in s:
            found.append(k)
    c = a if n % 2 else b
    for k in c:
        a.add(-k)
        found.append(k)
        if len(found) > 100:
            break
    return found


def nested_loops(n: int) -> int:
    s: set[int] = set()
    d: dict[int, int] = {}
    for i in range(n):
        s.add(i * i)
        d[i] = -i
    total = 0
    for a in s:
        for b in s:
            for k, v in d.items():
                total += a * b + k * v
    return total


def popped_members(n: int) -> list[int]:
    frontier: set[int] = {1}
    seen: set[int] = {1}
    order: list[int] = []
    while frontier:
        new: set[int] = set()
        for x in frontier:
            order.append(x)
            for y in (x * 2, x + 3):
                if y < n and y not in seen:
                    seen.add(y)
                    new.add(y)
        frontier = new
    return order


def passed_on(n: int) -> int:
    d: dict[int, int] = {}
    for i in range(n):
        d[i * 3] = i
    return total_of(d) + total_of(d)


def total_of(d: dict[int, int]) -> int:
    total = 0
    for k, v in d.items():
        total = total * 3 + k - v
    return total % 1000003


def raises(function, *args):
    try:
        return function(*args)
    except Exception as error:
        tb = error.__traceback__
        while tb.tb_next:
            tb = tb.tb_next
        shown = {name: value for name, value in tb.tb_frame.f_locals.items() if name not in ("function", "args")}
        return type(error).__name__, str(error), tb.tb_lineno - function.__code__.co_firstlineno, shown


for n in (0, 1, 2, 5, 30, 200):
    for function in (keys, items, values, members, pairs_of, nested_items, changed_values, replaced, broken_off, twice, kept_view):
        print(function.__name__, n, raises(function, n))
    for function in (grown_in_loop, grown_set, triples, flags, loop_in_handler, comprehended, lookups, aliased, popped_members, passed_on):
        print(function.__name__, n, raises(function, n))
    print(raises(raised_within, n), list(in_generator(n)))
print(nested_loops(12))
into: list[object] = []
made = escapes_in_loop(5, into)
print(made is into[0], made, escapes_in_loop(0, into))
world = {(0, 1), (1, 2), (2, 0), (2, 1), (2, 2), (10, 10), (10, 11), (10, 12)}
for _ in range(12):
    world = life(world)
    print(list(world), all(gc.is_tracked(world) for _ in "x"))
print(raises(life, {(1, 2), (3, "a")}), raises(life, [(1, 2), (2**40, 5)]), raises(life, {(2**80, 1), (2**80, 2), (2**80, 3)}))


def same(left, right):
    """How many objects are in both."""
    return len({id(o) for o in left} & {id(o) for o in right})


even, odd = shared_keys(40)
print(list(even), list(odd), same(even, odd))
first, second = stored_twice(40)
print(list(first), same(first, second))
print(stored_later(40))
counts, large = both_escape(40)
print(counts, list(large), same(counts, large))
cells = [(i % 4, i % 3) for i in range(30)]
seen = source_escapes(cells)
print(list(seen), same(cells, seen))
points = [(i % 4, i % 3) for i in range(30)]
counted = counted_pairs(points)
print(counted, same(points, counted))
print(sorted(triples(50)), [sys.getrefcount(t) for t in triples(20)] == [sys.getrefcount(t) for t in {(i, i, i) for i in range(len(triples(20)))}])
