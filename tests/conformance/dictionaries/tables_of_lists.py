# native: edges, distances, walk, grown, same_row_twice, replaced, set_defaults, gets, values_of, missing, missing_caught, given_midway, row_given, row_kept, deep, by_pairs, by_triples, floats, bools, raised_midway, lent_rows, own_and_row, changed_while_iterated, ended, tuples_seen, returned_twice, aliased_lists, counted, size_of, in_two
# native 3.11-3.13: looked_for
# native 3.12+: comprehended, numbers_comprehended, failing_comprehension
"""Dictionaries of lists of numbers that nobody but native code knows, alone or with the functions it hands them to."""

import gc
import heapq
import sys


def edges(n: int) -> dict[int, list[tuple[int, int]]]:
    graph: dict[int, list[tuple[int, int]]] = {}
    for u in range(n):
        graph[u] = []
    for u in range(n):
        for k in range(1, 4):
            v = (u * k + 1) % n
            graph[u].append((v, k))
            graph[v].append((u, k + 1))
    return graph


def distances(graph: dict[int, list[tuple[int, int]]], source: int) -> dict[int, int]:
    dist: dict[int, int] = {source: 0}
    queue: list[tuple[int, int]] = [(0, source)]
    while queue:
        d, u = heapq.heappop(queue)
        for v, w in graph[u]:
            if v not in dist or d + w < dist[v]:
                dist[v] = d + w
                heapq.heappush(queue, (d + w, v))
    return dist


def walk(n: int) -> list[object]:
    g = edges(n)
    found: list[object] = [sorted(distances(g, 0).items()), len(g), 3 in g, n in g]
    total = 0
    for u in g:
        for v, w in g[u]:
            total += u * v + w
    found.append(total)
    return found


def grown(n: int) -> int:
    d: dict[int, list[int]] = {}
    for i in range(n):
        if i % 7 not in d:
            d[i % 7] = []
        d[i % 7].append(i)
        d[i % 7][0] += 1
    return len(d) * 1000 + sum(d[3]) + d[0][-1]


def same_row_twice(n: int) -> tuple[int, int, bool]:
    row = [1, 2]
    d: dict[int, list[int]] = {1: row, 2: row}
    d[1].append(n)
    d[3] = d[2]
    d[3].append(n + 1)
    return len(row), sum(d[1]), row[2] == n


def replaced(n: int) -> int:
    d: dict[int, list[int]] = {}
    total = 0
    for i in range(n):
        d[i % 3] = [i, i + 1]
        old = d[i % 3]
        d[i % 3] = [old[1]]
        total += len(old) + d[i % 3][0]
    return total


def set_defaults(n: int) -> tuple[int, int, dict[int, list[int]]]:
    d: dict[int, list[int]] = {}
    for i in range(n):
        d.setdefault(i % 4, []).append(i)
        row = d.setdefault(i % 2, [7])
        row[0] = i
    return len(d), len(d[0]), d


def gets(n: int) -> int:
    d: dict[int, list[int]] = {1: [1], 2: [2, 3]}
    total = 0
    nothing: list[int] = []
    for i in range(n):
        for v in d.get(i, nothing):
            total += v
        row = d.get(i, [5])
        row.append(i)
        total += len(row)
    return total + len(d[1])


def values_of(n: int) -> tuple[int, int]:
    d: dict[int, list[int]] = {}
    for i in range(n):
        d.setdefault(i // 3, []).append(i)
    total = longest = 0
    for row in d.values():
        longest = max(longest, len(row))
        for v in row:
            total += v
        row.append(1)
    for row in d.values():
        total += row[-1]
    for key in d.keys():
        total += key
    return total, longest


def missing(d: dict[int, list[int]], k: int) -> int:
    return len(d[k])


def missing_caught(n: int) -> list[object]:
    d: dict[int, list[int]] = {0: [1]}
    found: list[object] = []
    for i in range(n):
        try:
            found.append(missing(d, i))
        except KeyError as error:
            found.append(error.args)
    try:
        found.append(d[n])
    except KeyError as error:
        found.append(repr(error))
    found.append(d)
    return found


def given_midway(n: int, into: list[object]) -> int:
    d: dict[int, list[int]] = {1: [n]}
    d[1].append(2)
    into.append(d)
    d[1].append(3)
    return len(d[1])


def row_given(n: int, into: list[object]) -> int:
    d: dict[int, list[int]] = {1: [n], 2: [3]}
    d[1].append(2)
    into.append(d[1])
    d[1].append(3)
    return len(d[1]) + len(d[2])


def row_kept(n: int) -> list[int]:
    d: dict[int, list[int]] = {}
    for i in range(n):
        d[i] = [i]
    row = d[n - 1]
    row.append(5)
    return row


def deep(n: int) -> list[object]:
    d: dict[int, list[list[int]]] = {}
    for i in range(n):
        d.setdefault(i % 2, []).append([i])
        d[i % 2][0].append(i)
    total = 0
    for rows in d.values():
        for row in rows:
            total += sum(row)
    return [total, d]


def by_pairs(n: int) -> list[object]:
    d: dict[tuple[int, int], list[int]] = {}
    for i in range(n):
        d.setdefault((i % 3, i % 2), []).append(i)
    total = 0
    for a, b in d:
        total += a * 10 + b
    total += len(d[1, 1]) if (1, 1) in d else -1
    return [total, d]


def by_triples(n: int) -> dict[tuple[int, int, int], list[float]]:
    d: dict[tuple[int, int, int], list[float]] = {}
    for i in range(n):
        d.setdefault((i % 3, i % 2, -i % 2), []).append(i / 2)
    return d


def floats(n: int) -> dict[int, list[tuple[int, float]]]:
    d: dict[int, list[tuple[int, float]]] = {}
    for i in range(n):
        d.setdefault(i % 3, []).append((i, -0.0 if i % 2 else i / 4))
    best = 1e9
    for row in d.values():
        for v, w in row:
            best = min(best, w * v)
    d[9] = [(1, best)]
    return d


def bools(n: int) -> dict[int, list[bool]]:
    d: dict[int, list[bool]] = {}
    for i in range(n):
        d.setdefault(i % 3, []).append(i % 2 == 0)
    return d


def raised_midway(n: int) -> dict[int, list[int]]:
    d: dict[int, list[int]] = {}
    for i in range(n):
        d.setdefault(i % 2, []).append(10 // (3 - i))
    return d


def taken(rows: list[int], k: int) -> int:
    rows.append(k)
    return len(rows)


def lent_rows(n: int) -> int:
    d: dict[int, list[int]] = {0: [], 1: [4]}
    total = 0
    for i in range(n):
        total += taken(d[i % 2], i)
    return total + sum(d[0]) * sum(d[1])


def both(d: dict[int, list[int]], row: list[int]) -> int:
    row.append(1)
    d[0] = [5]
    row.append(2)
    return len(row) + len(d[0])


def own_and_row(n: int) -> int:
    d: dict[int, list[int]] = {0: [n]}
    return both(d, d[0]) * 10 + len(d[0])


def changed_while_iterated(n: int) -> list[object]:
    d: dict[int, list[int]] = {0: [1], 1: [2]}
    found: list[object] = []
    for v in d[0]:
        if len(d[0]) < n:
            d[0].append(v + 1)
        d[1] = [v]
    for v in d[1]:
        d[1] = [7]
        found.append(v)
    try:
        for k in d:
            d[k + 10] = [k]
    except RuntimeError as error:
        found.append(str(error))
    found.append(d)
    return found


def ended(n: int) -> int:
    total = 0
    for i in range(n):
        d: dict[int, list[int]] = {}
        d[i] = [i]
        row = d[i]
        d = {i: [3]}
        total += row[0] + d[i][0]
    return total


def tuples_seen(n: int) -> tuple[bool, dict[int, list[tuple[int, int]]]]:
    d: dict[int, list[tuple[int, int]]] = {0: [], 1: []}
    one = (n, n)
    d[0].append(one)
    d[1].append(one)
    return d[0][0] is d[1][0], d


def returned_twice(n: int) -> tuple[dict[int, list[int]], list[int]]:
    d: dict[int, list[int]] = {0: [n], 1: [1]}
    return d, d[0]


def aliased_lists(n: int) -> list[object]:
    rows: list[list[int]] = [[i] for i in range(n)]
    d: dict[int, list[int]] = {}
    for i in range(n):
        d[i] = rows[i - 1]
    d[0].append(99)
    return [rows, d, d[1] is rows[0]]


def counted(n: int) -> tuple[bool, bool]:
    d: dict[int, list[int]] = {}
    for i in range(n):
        d.setdefault(i % 3, []).append(i)
    row = d[0]
    return gc.is_tracked(d), gc.is_tracked(row)


def size_of(n: int) -> tuple[int, list[int]]:
    d: dict[int, list[int]] = {}
    for i in range(n):
        d.setdefault(i % 30, []).append(i)
    return sys.getsizeof(d), [sys.getsizeof(d[i]) for i in range(3)]


def empty_rows(n: int) -> dict[int, list[int]]:
    d: dict[int, list[int]] = {}
    for i in range(n):
        d[i] = []
    return d


def in_two(n: int) -> tuple[dict[int, list[int]], dict[int, list[int]], bool]:
    a: dict[int, list[int]] = {}
    b: dict[int, list[int]] = {}
    for i in range(n):
        a[i] = [i]
        b[-i] = a[i]
    b[0].append(3)
    return a, b, a[0] is b[0]


def looked_for(n: int) -> list[object]:
    d: dict[int, list[int]] = {0: [n], 2**40: [1]}
    return [n in d, 2**40 in d, not d, bool(d), [n] == d[0], [n] in d.values(), d[0] == d[2**40]]


def comprehended(n: int) -> list[object]:
    d: dict[int, list[int]] = {i: [] for i in range(n)}
    for i in range(3 * n):
        d[i % n].append(i)
    e: dict[int, list[int]] = {i % 3: [i] for i in range(n)}
    return [d, e, len(e)]


def numbers_comprehended(n: int) -> list[object]:
    d: dict[int, int] = {i: i * i for i in range(n)}
    e = {(i, i % 2): i / 2 for i in range(n)}
    total = 0
    for v in d.values():
        total += v
    d[n] = total
    return [total, d, e, {i % 2: i > 3 for i in range(n)}]


def failing_comprehension(n: int) -> list[object]:
    found: list[object] = []
    for k in range(3):
        try:
            d: dict[int, list[int]] = {i: [10 // (n - i)] for i in range(n + k)}
            found.append(d)
        except ZeroDivisionError as error:
            found.append(str(error))
    return found


def test_all():
    into: list[object] = []
    return [
        walk(12),
        edges(3),
        grown(40),
        same_row_twice(4),
        replaced(10),
        set_defaults(12),
        gets(5),
        values_of(11),
        missing_caught(2),
        row_kept(3),
        deep(7),
        by_pairs(9),
        by_triples(9),
        floats(9),
        bools(8),
        raised_midway(3),
        lent_rows(6),
        own_and_row(2),
        changed_while_iterated(4),
        ended(5),
        tuples_seen(1000),
        returned_twice(2),
        aliased_lists(4),
        counted(9),
        size_of(100),
        empty_rows(4),
        in_two(3),
        looked_for(5),
        given_midway(3, into),
        row_given(3, into),
        into,
    ]


def test_comprehensions():
    return [comprehended(4), numbers_comprehended(6), failing_comprehension(3)]


def test_raised():
    return raised_midway(9)


def test_missing():
    return missing({1: [2]}, 2)


def test_not_what_hints_say():
    return distances({0: [(1, 2**70)], 1: []}, 0), distances({0: [(1, 1.5)], 1: [(True, 1)]}, 0)


def test_lists_are_tuples():
    return distances({0: ((1, 2),), 1: []}, 0)


def test_huge():
    d = edges(3)
    d[2**65] = [(0, 1)]
    return distances(d, 2**65)
