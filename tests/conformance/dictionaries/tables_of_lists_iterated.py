# native: grouped, by_places, keys_kept, left_midway, changed_rows, changed_table, nested, row_of_loop_kept, whole_pairs, defaulted, methods, counted, updated, popped, views_kept, mixed, raised_in_loop, both_ways
"""Loops over the items of dictionaries of lists, and the methods of `defaultdict`."""

from collections import defaultdict


def grouped(n: int) -> tuple[int, int]:
    g: dict[int, list[int]] = {}
    for i in range(n):
        g.setdefault(i % 5, []).append(i)
    total = 0
    longest = 0
    for k, vs in g.items():
        longest = max(longest, len(vs))
        for v in vs:
            total += k * v
    return total, longest


def by_places(n: int) -> list[object]:
    g: dict[tuple[int, int], list[tuple[int, float]]] = {}
    for i in range(n):
        g.setdefault((i % 3, i % 2), []).append((i, i / 2))
    found: list[object] = []
    total = 0.0
    for (a, b), vs in g.items():
        for i, w in vs:
            total += a * i + b * w
    found.append(total)
    found.append(g)
    return found


def keys_kept(n: int) -> list[object]:
    g: dict[tuple[int, int], list[int]] = {}
    for i in range(n):
        g.setdefault((i % 3, i), []).append(i)
    kept: list[tuple[int, int]] = []
    lengths: dict[tuple[int, int], int] = {}
    for place, vs in g.items():
        kept.append(place)
        lengths[place] = len(vs)
    same = 0
    for left, right in zip(kept, g):
        same += left is right
    return [same, kept, lengths]


def left_midway(n: int) -> list[object]:
    g: dict[int, list[int]] = {i: [i, 10 - 5 * i] for i in range(n)}
    found: list[object] = []
    for k, vs in g.items():
        for v in vs:
            try:
                found.append(10 // v)
            except ZeroDivisionError:
                found.append(k)
        if k == 3:
            found.append(g)
    return found


def raised_in_loop(n: int) -> int:
    g: dict[int, list[int]] = {}
    for i in range(n):
        g.setdefault(i % 3, []).append(2 - i)
    total = 0
    for k, vs in g.items():
        for v in vs:
            total += k // v
    return total


def changed_rows(n: int) -> int:
    g: dict[int, list[int]] = {}
    for i in range(n):
        g.setdefault(i % 3, []).append(i)
    total = 0
    for k, vs in g.items():
        vs.append(k)
        g[k] = [7]
        total += len(vs) + len(g[k])
        vs = g[(k + 1) % 3]
        total += len(vs)
    return total


def changed_table(n: int) -> list[object]:
    g: dict[int, list[int]] = {0: [1], 1: [2]}
    found: list[object] = []
    try:
        for k, vs in g.items():
            g[k + n] = vs
            found.append(len(vs))
    except RuntimeError as error:
        found.append(str(error))
    found.append(g)
    return found


def nested(n: int) -> int:
    g: dict[int, list[list[int]]] = {}
    for i in range(n):
        g.setdefault(i % 2, []).append([i, i + 1])
    total = 0
    for k, rows in g.items():
        for other, more in g.items():
            total += len(rows) * other + len(more) * k
        for row in rows:
            total += sum(row)
    return total


def row_of_loop_kept(n: int) -> list[int]:
    g: dict[int, list[int]] = {}
    for i in range(n):
        g.setdefault(i % 4, []).append(i)
    best: list[int] = []
    for _, vs in g.items():
        if len(vs) > len(best):
            best = vs
    g.setdefault(9, best).append(99)
    return best


def whole_pairs(n: int) -> list[object]:
    g: dict[int, list[int]] = {}
    for i in range(n):
        g.setdefault(i % 2, []).append(i)
    total = 0
    for pair in g.items():
        total += pair[0] + len(pair[1])
    for k, vs in sorted(g.items()):
        total += k * len(vs)
    return [total, max(g.items())]


def defaulted(n: int) -> list[object]:
    g: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(n):
        g[i % 4].append(i)
    total = 0
    for k, vs in g.items():
        total += k * sum(vs)
    for vs in g.values():
        vs.append(total)
        total += len(vs)
    for k in g.keys():
        total += k
    nothing: list[int] = []
    total += len(g.get(77, nothing)) + len(g.get(1, nothing))
    g.setdefault(50, []).append(3)
    return [total, 77 in g, g]


def methods(n: int) -> list[object]:
    d: defaultdict[int, int] = defaultdict(int)
    for i in range(n):
        d[i % 4] += d.get(i, 1) + d.setdefault(i + 1, 2)
    total = 0
    for k, v in d.items():
        total += k * v
    for v in d.values():
        total += v
    return [total, d.get(100), d.get(1), len(d), d]


def counted(words: list[str]) -> list[object]:
    counts: defaultdict[str, int] = defaultdict(int)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        counts[word] += 1
        places[word].append(i)
    found: list[object] = []
    for word, count in counts.items():
        found.append((word, count, places.get(word), places.get("none", ())))
    for row in places.values():
        found.append(len(row))
    for key in places:
        found.append(key)
    for key in counts.keys():
        found.append(key)
    return [found, counts.copy(), places.pop("a", None), counts.pop("b", -1), counts.setdefault("z", 5), sorted(counts.items())]


def updated(n: int) -> list[object]:
    d: defaultdict[str, int] = defaultdict(int)
    for i in range(n):
        d.update({str(i): i})
        d["all"] += i
    last = d.popitem()
    rest = dict(d)
    d.clear()
    return [last, rest, d, d["x"]]


def popped(n: int) -> list[object]:
    d: defaultdict[int, int] = defaultdict(int)
    for i in range(n):
        d[i] += i
    return [d.pop(1), d.pop(50, None), d.pop(51, 3), d]


def views_kept(n: int) -> list[object]:
    d: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(n):
        d[i % 3].append(i)
    items = d.items()
    values = d.values()
    d[9].append(1)
    return [list(items), list(values), len(d.keys())]


def mixed(kind: int, n: int) -> list[object]:
    d: dict[int, int] = {} if kind else defaultdict(int)
    for i in range(n):
        d.setdefault(i % 2, 0)
        d[i % 2] += 1
    found: list[object] = [d.get(5), d]
    try:
        found.append(d[7])
    except KeyError as error:
        found.append(error.args)
    return found


def both_ways(n: int) -> int:
    total = 0
    for i in range(n):
        g: dict[int, list[int]] = defaultdict(list)
        g[i].append(i)
        for k, vs in g.items():
            if i % 3 == 0:
                break
            total += k + len(vs)
        else:
            total += 100
    return total


class Shouting(defaultdict):
    def get(self, key, other=None):
        return "shouted"

    def items(self):
        return [("a", 1)]


def gets(d: defaultdict[str, int], key: str) -> list[object]:
    found: list[object] = [d.get(key)]
    for k, v in d.items():
        found.append((k, v))
    for k in d:
        found.append(k)
    return found


def test_all():
    return [
        grouped(13),
        by_places(9),
        keys_kept(7),
        left_midway(5),
        changed_rows(7),
        changed_table(10),
        nested(7),
        row_of_loop_kept(7),
        whole_pairs(5),
        defaulted(9),
        methods(6),
        counted(["a", "b", "a", "c"]),
        updated(4),
        popped(3),
        views_kept(7),
        mixed(0, 3),
        mixed(1, 3),
        both_ways(8),
    ]


def test_raised():
    return raised_in_loop(9)


def test_others():
    return [
        gets(defaultdict(int, {"x": 2}), "x"),
        gets({"x": 2}, "x"),
        gets(Shouting(int, {"x": 2}), "x"),
        gets(defaultdict(list, {1: []}), "y"),
    ]
