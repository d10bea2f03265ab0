# native: total, nested, pairs, changed, left, tuples, ends, found, deleted, kept
"""Loops along lists and tuples: what the list becomes meanwhile, where they stop, what they keep alive."""

import sys


def total(xs: list[int]) -> int:
    s = 0
    for x in xs:
        s += x
    return s


def nested(rows: list[list[int]]) -> int:
    s = 0
    for row in rows:
        for x in row:
            if x < 0:
                break
            s += x
        else:
            s += 1000
    return s


def pairs(t: tuple[int, ...], names: list[str]) -> list[str]:
    out = []
    for x in t:
        for n in names:
            try:
                out.append(n * x)
                if len(names) < 4:
                    names.append("q")
            except TypeError:
                out.append("?")
    return out


def changed(xs: list[int]) -> list[int]:
    out: list[int] = []
    for x in xs:
        if x > 3:
            xs.remove(x)
        elif x == 2:
            xs.insert(0, 3)
        out.append(x)
        if len(out) > 20:
            break
    return out


def left(xs: list[float]) -> float:
    s = 0.0
    for x in xs:
        s += x
    return s


def tuples(rows: tuple[tuple[int, float], ...]) -> float:
    s = 0.0
    for a, b in rows:
        s += a * b
    return s


class Told:
    def __init__(self, name: str, log: list[str]) -> None:
        self.name = name
        self.log = log

    def __del__(self) -> None:
        self.log.append(self.name)


def ends(log: list[str]) -> list[str]:
    for told in [Told("a", log), Told("b", log), Told("c", log)]:
        log.append("at " + told.name)
    log.append("behind")
    return log


def found(items: list[Told], name: str) -> str:
    for told in items:
        if told.name == name:
            items.clear()
            return told.name
    return ""


def deleted(rows: list[list[int]]) -> int:
    count = 0
    for row in rows:
        for x in row:
            count += x
            rows.clear()
            row.pop()
    return count


def kept(xs: list[int]) -> list[int]:
    """The local that names the list is another meanwhile."""
    out: list[int] = []
    for x in xs:
        xs = [x, x]
        out += xs
    return out


def test_all():
    return [
        total([1, 2, 3]),
        nested([[1, 2], [3, -1, 4], []]),
        pairs((1, 2), ["a", "b"]),
        changed([1, 2, 5, 7, 8, 2]),
        left([1.5, 2, 3.5]),
        tuples(((1, 2.0), (3, 4.5))),
        deleted([[1, 2, 3], [4, 5]]),
        kept([1, 2, 3]),
    ]


def test_odd():
    class Own(list):
        def __iter__(self):
            return iter([9, 8])

    class Row(tuple):
        def __iter__(self):
            return iter([(9, 8.0)])

    odd = [total(Own([1, 2])), total((1, 2)), total([1, True, 2**70]), total(range(4)), tuples(Row([(1, 1.0)]))]
    return odd, tuples([(1, 2.0)]), nested([(1, 2), [3]]), nested([[1, 2.5], {4}])


def test_bad():
    return left([1.0, "x"])


def test_bad_pair():
    return tuples(((1, 2.0), (3,)))


def test_none():
    return total(None)


def test_ends():
    log: list[str] = []
    ends(log)
    return log


def test_found():
    log: list[str] = []
    items = [Told("a", log), Told("b", log), Told("c", log)]
    return found(items, "b"), log, items


def test_counts():
    xs = [1, 2, 3]
    before = list(map(sys.getrefcount, [xs]))
    total(xs)
    nested([xs, xs])
    return before == list(map(sys.getrefcount, [xs]))
