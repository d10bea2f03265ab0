# native: depths, widest, floats, negative, nested, empty_first, by_filter, huge
"""`max` and `min` of generator expressions with a default for those that give nothing."""


def depths(graph: dict[str, list[str]], order: list[str]) -> dict[str, int]:
    depth: dict[str, int] = {}
    for node in order:
        depth[node] = max((depth[dep] + 1 for dep in graph[node]), default=0)
    return depth


def widest(rows: list[list[int]]) -> list[int]:
    found = []
    for row in rows:
        found.append(max((v * 2 for v in row), default=-1))
        found.append(min((v for v in row if v > 1), default=7))
    return found


def floats(rows: list[list[float]]) -> list[float]:
    found = []
    for row in rows:
        found.append(min((v / 2 for v in row), default=-0.0))
        found.append(max((v for v in row if v > 100), default=float("inf")))
    return found


def other_kinds(rows: list[list[float]]) -> list[object]:
    found: list[object] = []
    for row in rows:
        found.append(min((v / 2 for v in row), default=3))
        found.append(min((v for v in row), default=None))
        found.append(max((str(v) for v in row), default=""))
        found.append(max((v > 1 for v in row), default=True))
    return found


def negative(n: int) -> int:
    total = 0
    for i in range(n):
        total += max((j - 10 for j in range(i)), default=-100)
    return total


def nested(rows: list[list[int]]) -> int:
    return max((max((v for v in row), default=-5) for row in rows), default=-6)


def empty_first(n: int) -> list[int]:
    found = []
    for i in range(n):
        row = list(range(i))
        found.append(min((v for v in row), default=1000))
    return found


def by_filter(rows: list[list[int]]) -> list[int]:
    found = []
    for row in rows:
        found.append(max(map(abs, row), default=0))
        found.append(max((abs(v) for v in row), key=lambda v: -v, default=5))
    return found


def by_local(rows: list[list[int]], least: int) -> list[int]:
    found = []
    for row in rows:
        found.append(max((v for v in row), default=least))
    return found


def huge(n: int) -> list[int]:
    found = []
    for i in range(n):
        found.append(max((2**61 * j for j in range(i)), default=0))
    return found


def failing(rows: list[list[int]]) -> int:
    total = 0
    for row in rows:
        total += max((10 // v for v in row), default=0)
    return total


def test_all():
    rows = [[], [1, 2, 3], [-5], [], [0, -0]]
    some = [[], [1.5, 200.0, -3.0], [float("nan"), 1.0], [-0.0]]
    return [
        depths({"a": [], "b": ["a"], "c": ["a", "b"], "d": []}, ["a", "b", "c", "d"]),
        widest(rows),
        floats(some),
        other_kinds(some),
        negative(20),
        nested(rows),
        nested([]),
        empty_first(4),
        by_filter(rows),
        by_local(rows, 4),
        huge(8),
        type(widest([[True], []])[0]).__name__,
    ]


def test_failing():
    return failing([[1], [], [0]])


def test_missing():
    return depths({"a": ["b"]}, ["a"])


def test_replaced():
    names = globals()
    names["max"] = lambda values, default: (list(values), default)
    try:
        return nested([[1], []]), negative(3)
    except TypeError as error:
        return str(error)
    finally:
        del names["max"]
