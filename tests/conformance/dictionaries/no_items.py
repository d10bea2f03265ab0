# native: neighbours, weights, kept, counted, nested, raised, shown, reached
"""`for x in d.get(key, ())`, of dictionaries of lists: what nobody but the loop has is a list without items, everything else the tuple."""

import gc
from collections import defaultdict


def neighbours(graph: dict[int, list[int]], nodes: list[int]) -> int:
    total = 0
    for node in nodes:
        for other in graph.get(node, ()):
            total += other
        else:
            total += 1000
    return total


def weights(graph: dict[str, list[tuple[str, int]]], start: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    todo = [start]
    seen: set[str] = {start}
    while todo:
        node = todo.pop()
        for name, weight in graph.get(node, ()):
            found.append((name, weight))
            if name not in seen:
                seen.add(name)
                todo.append(name)
    return found


def kept(graph: dict[int, list[int]], keys: list[int]) -> list[object]:
    seen: list[object] = []
    for key in keys:
        for other in (row := graph.get(key, ())):
            seen.append(other)
        seen.append(type(row).__name__)
        also = graph.get(key, ())
        for other in also:
            seen.append(other)
        seen.append(also)
    return seen


def counted(graph: dict[tuple[int, int], list[int]], n: int) -> int:
    return sum(x for a in range(n) for b in range(n) for x in graph.get((a, b), ()) if x)


def nested(graph: dict[int, list[int]], n: int) -> list[int]:
    ends = [b for a in range(n) for b in graph.get(a, ())]
    for a in range(n):
        for b in graph.get(a, ()):
            for c in graph.get(b, ()):
                ends.append(a * 100 + b * 10 + c)
        if a in graph:
            for b in graph.get(a, ()):
                ends.append(-b)
    return ends


def raised(graph: dict[int, list[int]], keys: list[int]) -> str:
    try:
        for key in keys:
            for other in graph.get(key, ()):
                if 100 // other == 7:
                    return "seven"
    except ZeroDivisionError as error:
        return str(error)
    return "none"


class Odd:
    def get(self, key, default):
        return type(default).__name__, key


def shown(graph: dict[int, list[int]], key: int, names: list[str]) -> list[str]:
    for other in graph.get(key, ()):
        names.append(str(other))
    for other in Odd().get(key, ()):
        names.append(str(other))
    return names


def lists_without_items():
    return sum(type(thing) is list and not thing for thing in gc.get_objects())


def reached(graph: dict[int, list[int]], n: int) -> int:
    before = lists_without_items()
    for key in range(n):
        for other in graph.get(key, ()):
            graph[other] = [key]
    return lists_without_items() - before


class Sub(dict):
    def get(self, key, default=None):
        print("asked for", key, default)
        return default


class Same:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        print("compared")
        return other == self.value


GRAPH = {0: [1, 2], 1: [2], 2: [], 4: [0, 14]}
CASES = [
    (neighbours, (GRAPH, [0, 1, 2, 3, 4, 5])),
    (neighbours, (Sub(GRAPH), [0, 3])),
    (neighbours, (defaultdict(list, GRAPH), [0, 3])),
    (neighbours, ({0: (1, 2), 1: range(3), 2: {7}}, [0, 1, 2, 3])),
    (neighbours, ({Same(1): [5]}, [1, 2])),
    (neighbours, ({0: None}, [1, 0])),
    (neighbours, ({0: [1 << 70, True]}, [0, 1])),
    (neighbours, ({0: [1, "x"]}, [0, 1])),
    (weights, ({"a": [("b", 1), ("c", 2)], "c": [("a", 3), ("d", 4)]}, "a")),
    (weights, ({"a": [("b", 1), ("c",)]}, "a")),
    (kept, (GRAPH, [0, 3, 2, 9])),
    (counted, ({(0, 1): [3, 0, 4], (1, 1): []}, 3)),
    (nested, (GRAPH, 6)),
    (raised, (GRAPH, [5, 1, 4])),
    (raised, (GRAPH, [5, 0, 4])),
    (raised, (GRAPH, [7, 8])),
    (shown, (GRAPH, 0, [])),
    (shown, (GRAPH, 3, [])),
    (reached, ({0: [1], 1: [0]}, 5)),
]

