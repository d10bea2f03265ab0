# native: search, marked
"""Numbers of which somebody asks whether they are that object: global ones stay it, in containers, too."""

INFINITY = float("inf")
NOTHING = -1.5
UNKNOWN = 10**6


def search(graph: dict[int, list[int]], start: int, goal: int) -> tuple[dict[object, object], bool]:
    distances = {}
    for node in graph:
        distances[node] = INFINITY
    distances[start] = 0.0
    distances[None] = INFINITY
    queue = [start]
    for node in queue:
        if distances[node] < distances[None]:
            for other in graph[node]:
                if distances[other] is INFINITY:
                    distances[other] = distances[node] + 1.0
                    queue.append(other)
                if other == goal:
                    distances[None] = distances[other]
    return distances, distances[None] is not INFINITY


def reached(distances: dict[int, float]) -> int:
    count = 0
    for node in distances:
        if distances[node] is not INFINITY and distances[node] < INFINITY:
            count += 1
    return count


def marked(items: list[float]) -> list[bool]:
    known = {}
    for place, item in enumerate(items):
        known[place] = NOTHING if item < 0.0 else item
    return [known[place] is NOTHING for place in range(len(items))]


def unmarked(n: int) -> list[bool]:
    table: dict[int, int] = {}
    for i in range(n):
        table[i] = UNKNOWN if i % 2 else i * 1000
    return [table[i] is UNKNOWN for i in range(n)]


def captured(keys: list[int]) -> list[bool]:
    most = float("inf")
    table = {}

    def fill() -> list[bool]:
        for key in keys:
            table[key] = most
        return [table[key] is most for key in keys]

    return fill()


def make(n: int) -> list[float]:
    return [INFINITY] * n


def filled(n: int) -> list[float]:
    out = []
    for i in range(n):
        out.append(INFINITY if i % 2 else i * 1.5)
    return out


def which(xs: list[float]) -> list[bool]:
    return [x is INFINITY for x in xs]


def cost(x: float) -> float:
    if x < 0.0:
        return INFINITY
    return x * 2.0


def asked(x: float) -> bool:
    return cost(x) is INFINITY


def big(n: int) -> list[int]:
    found: list[int] = []
    for i in range(n):
        found.append(UNKNOWN if i % 3 == 0 else i)
    return found


def is_big(xs: list[int]) -> int:
    count = 0
    for x in xs:
        if x is UNKNOWN:
            count += 1
    return count


class Node:
    def __init__(self, name: str) -> None:
        self.name = name
        self.distance: float = INFINITY
        self.best = NOTHING

    def reached(self) -> bool:
        return self.distance is not INFINITY and self.best is not NOTHING

    def reset(self) -> None:
        self.distance = INFINITY
        self.best = NOTHING

    def put(self, d: float) -> None:
        self.distance = d
        self.best = d * 0.5


def tables(n: int) -> dict[int, float]:
    d = {}
    for i in range(n):
        d[i] = INFINITY
    return d


def tabled(d: dict[int, float]) -> list[bool]:
    return [v is INFINITY for v in d.values()]


def pair(n: int) -> tuple[float, int]:
    if n:
        return INFINITY, 1
    return 0.5, 0


def paired(n: int) -> bool:
    a, b = pair(n)
    return a is INFINITY


def local(n: int) -> bool:
    here = INFINITY
    for i in range(n):
        if i > 2:
            here = i * 0.5
    return here is INFINITY


def matrix(n: int) -> list[list[float]]:
    rows = [[INFINITY] * n for _ in range(n)]
    for i in range(n):
        rows[i][i] = 0.0
    return rows


def smallest(xs: list[float]) -> float:
    best = INFINITY
    for x in xs:
        if x < best:
            best = x
    return best


def test_searches() -> None:
    graph = {0: [1, 2], 1: [3], 2: [3], 3: [0], 4: [0]}
    for goal in (3, 4):
        print(search(graph, 0, goal))
    print(reached({0: INFINITY, 1: 2.0, 2: float("inf"), 3: 0.5}))


def test_marks() -> None:
    print(marked([1.0, -2.0, 0.5, -1.5]), unmarked(6), captured([3, 1, 2]))


def test_between_functions() -> None:
    print(which(make(3)), which(filled(5)), asked(-1.0), asked(2.0), is_big(big(7)))
    node = Node("a")
    told = [node.reached(), node.distance is INFINITY]
    node.put(3.0)
    told.append(node.reached())
    node.reset()
    print(told, node.reached(), node.best is NOTHING, tabled(tables(3)), paired(1), paired(0), local(2), local(9))
    print(which(matrix(3)[0]), which(matrix(2)[1]), smallest([]) is INFINITY, smallest([1.0]) is INFINITY)
    some = make(4)
    print(some[0] is some[1], some[0] is INFINITY)
