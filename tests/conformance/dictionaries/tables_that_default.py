# native: order_of, degrees, grid_counts, weights, seen, read_only, in_handler, given_on, as_dict, by_callers, shown_midway, grown_while_iterated, factory_of, rows_of_rows, pairs_kept, ended, huge_keys, empty_or_filled, first_or_none, rows_or_none, table_or_empty, taken_by_callers, replaced_class, augmented
"""`defaultdict` that nobody but native code knows, and lists and dictionaries that one return makes and another does not."""

import collections
import gc
import sys
from collections import defaultdict, deque


def order_of(n: int, prereqs: list[tuple[int, int]]) -> list[int]:
    graph: dict[int, list[int]] = defaultdict(list)
    indegree = [0] * n
    for a, b in prereqs:
        graph[a].append(b)
        indegree[b] += 1
    queue = deque([i for i in range(n) if indegree[i] == 0])
    order = []
    while queue:
        node = queue.popleft()
        order.append(node)
        for nxt in graph[node]:
            indegree[nxt] -= 1
            if indegree[nxt] == 0:
                queue.append(nxt)
    return order if len(order) == n else []


def degrees(n: int) -> list[object]:
    counts: defaultdict[int, int] = defaultdict(int)
    for i in range(n):
        counts[i * i % 7] += 1
        counts[i % 3] -= i
    total = 0
    for k in counts:
        total += k * counts[k]
    return [total, len(counts), 5 in counts, counts[5], 5 in counts, counts]


def grid_counts(n: int) -> list[object]:
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for r in range(n):
        for c in range(n):
            for dr in (-1, 1):
                counts[r + dr, c] += 1
    alive = 0
    for r, c in counts:
        alive += r * c
    return [alive, len(counts), counts]


def weights(n: int) -> list[object]:
    d: dict[int, float] = defaultdict(float)
    flags: dict[int, bool] = defaultdict(bool)
    for i in range(n):
        d[i % 3] += i / 4
        flags[i % 5] = not flags[i % 4]
    return [d[1], d[77], d, flags]


def seen(n: int) -> list[object]:
    d: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for i in range(n):
        d[i % 3].append((i, i / 2))
        if not d[i + 100]:
            d[i].append((0, -0.0))
    total = 0.0
    for k in d:
        for a, w in d[k]:
            total += a * w
    return [total, len(d), d]


def read_only(n: int) -> list[object]:
    d: dict[int, list[int]] = defaultdict(list)
    lengths = 0
    for i in range(n):
        lengths += len(d[i])
        row = d[i]
        row.append(i)
        lengths += len(d[i])
    return [lengths, len(d), d]


def in_handler(n: int) -> list[object]:
    d: dict[int, int] = defaultdict(int)
    found: list[object] = []
    for i in range(n):
        try:
            d[i] += 10 // (i - 2)
        except ZeroDivisionError:
            found.append(len(d))
        except KeyError:
            found.append("key")
    found.append(d)
    return found


def given_on(n: int, into: list[object]) -> int:
    d: dict[int, list[int]] = defaultdict(list)
    d[n].append(1)
    into.append(d)
    d[n + 1].append(2)
    return len(d)


def table(n: int) -> dict[int, list[int]]:
    d: dict[int, list[int]] = defaultdict(list)
    for i in range(n):
        d[i % 3].append(i)
    return d


def total_of(d: dict[int, list[int]], upto: int) -> int:
    total = 0
    for i in range(upto):
        for v in d[i]:
            total += v
    return total


def as_dict(n: int) -> list[object]:
    d = table(n)
    return [len(d), total_of(d, 5), len(d), d]


def by_callers(n: int) -> int:
    d = table(n)
    total = total_of(d, 3)
    e: dict[int, list[int]] = {0: [1], 1: [2], 2: [3]}
    return total + total_of(e, 3) + len(d)


def shown_midway(n: int) -> list[object]:
    d: dict[int, list[int]] = defaultdict(list)
    d[n].append(2)
    kind = type(d).__name__
    d[n + 1].append(1)
    return [kind, repr(d), isinstance(d, defaultdict), isinstance(d, dict), d.copy(), d == {n: [2], n + 1: [1]}, gc.is_tracked(d), sys.getsizeof(d)]


def grown_while_iterated(n: int) -> list[object]:
    d: dict[int, list[int]] = defaultdict(list)
    found: list[object] = []
    for i in range(n):
        d[i].append(i)
    try:
        for k in d:
            found.append(len(d[k * 2]))
    except RuntimeError as error:
        found.append(str(error))
    found.append(d)
    return found


def factory_of(n: int) -> list[object]:
    d: defaultdict[int, int] = defaultdict(int)
    for i in range(n):
        d[i] += i
    d.default_factory = None
    found: list[object] = [d]
    try:
        found.append(d[99])
    except KeyError as error:
        found.append(error.args)
    return found


def rows_of_rows(n: int) -> list[object]:
    d: dict[int, list[list[int]]] = defaultdict(list)
    for i in range(n):
        d[i % 2].append([i])
        d[i % 2][0].append(i)
    total = 0
    for row in d[0]:
        total += sum(row)
    return [total, d]


def pairs_kept(n: int) -> list[object]:
    places: list[tuple[int, int]] = [(i % 3, i) for i in range(n)]
    d: dict[tuple[int, int], int] = defaultdict(int)
    for place in places:
        d[place] += 1
    first = next(iter(d))
    return [first is places[0], d]


def kinds(n: int) -> list[object]:
    a = defaultdict(list)
    b = defaultdict(int, {1: 2})
    c = defaultdict(lambda: n)
    for i in range(n):
        a[i].append(i)
        b[i] += 1
        c[i] += 1
    return [a, b, dict(c), collections.defaultdict(set, {1: {n}})]


def ended(n: int) -> int:
    total = 0
    for i in range(n):
        d: dict[int, list[int]] = defaultdict(list)
        d[i].append(i)
        row = d[i]
        d = defaultdict(list)
        total += row[0] + len(d[i]) + len(d)
    return total


def huge_keys(n: int) -> list[object]:
    d: dict[int, int] = defaultdict(int)
    for i in range(n):
        d[2 ** (60 + i)] += 1
    e: dict[tuple[int, int], int] = defaultdict(int)
    for i in range(n):
        e[i, 2 ** (28 + i)] += 1
    return [d, e]


def empty_or_filled(n: int) -> list[int]:
    if n < 3:
        return []
    out = []
    for i in range(n):
        out.append(i * i)
    if n > 8:
        return [-1]
    return out


def first_or_none(n: int) -> list[float]:
    if n % 2:
        return []
    return [n / 2] * n


def rows_or_none(n: int) -> list[list[int]]:
    if n == 2:
        return []
    rows = []
    for i in range(n):
        rows.append([i] * i)
    return rows


def table_or_empty(n: int) -> dict[int, int]:
    if n == 1:
        return {}
    d: dict[int, int] = defaultdict(int)
    for i in range(n):
        d[i % 3] += i
    if n == 4:
        return {7: n}
    return d


def taken_by_callers(n: int) -> list[object]:
    total = 0
    for i in range(n):
        for v in empty_or_filled(i):
            total += v
        a = first_or_none(i)
        if a:
            total += len(a)
        for row in rows_or_none(i):
            total += sum(row)
        total += len(table_or_empty(i))
    return [total, empty_or_filled(2), first_or_none(3), rows_or_none(2), table_or_empty(1), table_or_empty(4), table_or_empty(6)]


def replaced_class(n: int) -> list[object]:
    d: dict[int, int] = defaultdict(int)
    for i in range(n):
        d[i] += 1
    return [type(d).__name__, d]


def augmented(n: int) -> dict[int, list[int]]:
    d: dict[int, list[int]] = defaultdict(list)
    for i in range(n):
        d[i % 2] += [i]
    return d


class Other(defaultdict):
    def __missing__(self, key):
        return 5


def test_all():
    into: list[object] = []
    return [
        order_of(5, [(0, 1), (1, 2), (0, 3), (3, 4)]),
        order_of(3, [(0, 1), (1, 0)]),
        degrees(9),
        grid_counts(3),
        weights(7),
        seen(5),
        read_only(4),
        in_handler(5),
        as_dict(8),
        by_callers(7),
        shown_midway(4),
        grown_while_iterated(4),
        factory_of(3),
        rows_of_rows(6),
        pairs_kept(300),
        kinds(3),
        ended(5),
        huge_keys(5),
        taken_by_callers(10),
        replaced_class(2),
        augmented(5),
        given_on(3, into),
        into,
    ]


def test_replaced():
    found = []
    names = globals()
    kept = names["defaultdict"]
    for other in (Other, collections.OrderedDict, lambda factory: {}, lambda factory: Other(factory)):
        names["defaultdict"] = other
        for function in (replaced_class, degrees, read_only):
            try:
                found.append(function(3))
            except Exception as error:
                found.append(repr(error))
    names["defaultdict"] = kept
    return found


def test_factory_replaced():
    names = globals()
    names["list"] = tuple
    try:
        return read_only(2)
    except AttributeError as error:
        return str(error)
    finally:
        del names["list"]
