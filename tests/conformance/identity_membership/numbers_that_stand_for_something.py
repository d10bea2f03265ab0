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


def test_searches() -> None:
    graph = {0: [1, 2], 1: [3], 2: [3], 3: [0], 4: [0]}
    for goal in (3, 4):
        print(search(graph, 0, goal))
    print(reached({0: INFINITY, 1: 2.0, 2: float("inf"), 3: 0.5}))


def test_marks() -> None:
    print(marked([1.0, -2.0, 0.5, -1.5]), unmarked(6), captured([3, 1, 2]))
