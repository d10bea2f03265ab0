# native: repeated, counted, nested, passed_on, as_found
"""Loops of the function itself within handlers: what they hold is given up where the handler raises."""

LOG = []


class Fault(Exception):
    pass


class Ends:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        LOG.append("end of " + self.name)


def check(n):
    if n == 1:
        raise Fault("one")
    if n == 2:
        raise KeyError("two")
    if n == 3:
        raise ValueError("three")
    return n


def repeated(words: list[str], n: int) -> list:
    q = [7, 8]
    try:
        check(n)
        order = sorted(["b", "a"], key=lambda v: v[0])
    except Fault as error:
        LOG.append(type(error))
        order = []
    except Exception as error:
        LOG.append(str(error))
        for s, i in list(map(lambda v: (v[0] + v[0], v[1]), [("a", 1)])):
            n -= 1
            if not -(2**66) < n < 2**66:
                n %= 1000003
            q[check(n + 1) % 2] = sum(v.count("a") for v in words)
            if len(words) > 12:
                del words[5:]
        order = [s, i]
    return [order, q, n]


def counted(words: list[str], n: int) -> int:
    held = Ends("held")
    total = 0
    try:
        check(n)
    except KeyError as error:
        total = sum(len(v) for v in words) + len(error.args)
        total += check(n - 1)
    except ValueError as error:
        total = sum(v.count(str(error)) for v in words) // (n - 3)
    return total + len(held.name)


def nested(rows: list[list[int]], n: int) -> int:
    best = 0
    for row in rows:
        try:
            try:
                check(n)
            except KeyError as error:
                best = max(v + best for v in row)
                check(len(row))
                best += len(str(error))
        except Exception as error:
            best = any(v == n for v in row) + len(error.args)
            if best > 1:
                raise
    return best


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return self.n == other.n


kd = {}
queue = []


def passed_on(vs: list[str], i: int) -> int:
    try:
        found: list = list(filter(None, ["a", i, check(i % 4)]))
    except Exception as error:
        found = [str(error)]
        if not vs:
            queue.extend([v for v in map(abs, filter(lambda v: v < i, [5, -1, 2**62]))])
    try:
        ordered = sorted(vs, key=lambda v: v[0])
    except Exception as error:
        for s, j in list(map(lambda v: (v[0] + v[0], v[1]), [("a", 1), ("b", i)])):
            if not -(2**66) < i < 2**66:
                i %= 1000003
            kd[Key(1) if i == 5 else Key(-1)] = sum(v.count("a") for v in vs)
            i += len(s) + len(str(error))
    LOG.append((found, len(kd), list(queue)))
    queue.clear()
    kd.clear()
    return i


def three(n: int) -> int:
    return n * 3


def as_found(vs: list[str], x: float) -> None:
    i: int = three(three(3))
    try:
        found: list[str] = list(filter(None, ["a", i]))
    except Exception as error:
        if False:
            queue.extend([v for v in map(abs, filter(lambda v: v < i, [5, -1, 2**62]))])
    try:
        ordered = sorted(["b", "a"], key=lambda v: v[0])
    except Exception as error:
        for s, j in list(map(lambda v: (v[0] + v[0], v[1]), [])):
            if not -(2**66) < i < 2**66:
                i %= 1000003
            kd[Key(1) if False else Key(-1)] = sum(v.count("a") for v in vs)


def ended(f, *arguments):
    LOG.clear()
    try:
        return f(*arguments), list(LOG)
    except Exception as error:
        return type(error), str(error), list(LOG)


def test_all():
    words = ["banana", "three", "c"]
    rows = [[1, 2], [2], [1, 2, 3], []]
    return [
        [ended(repeated, list(words), n) for n in range(5)],
        [ended(counted, words, n) for n in range(5)],
        [ended(nested, rows, n) for n in range(5)],
        [ended(nested, rows[:2], n) for n in range(5)],
        [ended(passed_on, list(given), n) for given in ([], ["a"], [""], ["", 3], ["x", ""]) for n in (0, 1, 5, 2**62)],
        [ended(as_found, words, 0.5) for _ in range(2)],
        [ended(repeated, [3], n) for n in range(5)],
    ]
