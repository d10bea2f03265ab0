"""Topological sorting of a dependency graph: Kahn's method, DFS, and layers."""
# N=64000

from collections import defaultdict, deque

Graph = dict[str, list[str]]


class CycleError(Exception):
    def __init__(self, nodes: list[str]) -> None:
        super().__init__("cycle: " + " -> ".join(nodes))
        self.nodes = nodes


def make_graph(count: int) -> Graph:
    graph: Graph = {}
    for i in range(count):
        deps: set[int] = {i * 7 // 11, i // 2, i - 1 - i * i % 5}
        graph[f"task{i}"] = [f"task{d}" for d in sorted(deps) if 0 <= d < i]
    return graph


def kahn(graph: Graph) -> list[str]:
    waiting: dict[str, int] = {node: len(deps) for node, deps in graph.items()}
    users: defaultdict[str, list[str]] = defaultdict(list)
    for node, deps in graph.items():
        for dep in deps:
            users[dep].append(node)
    ready: deque[str] = deque(node for node, count in waiting.items() if count == 0)
    order: list[str] = []
    while ready:
        node: str = ready.popleft()
        order.append(node)
        for user in users[node]:
            waiting[user] -= 1
            if waiting[user] == 0:
                ready.append(user)
    if len(order) != len(graph):
        raise CycleError(sorted(n for n, c in waiting.items() if c > 0)[:3])
    return order


def dfs_order(graph: Graph) -> list[str]:
    state: dict[str, int] = {}
    order: list[str] = []
    for root in graph:
        stack: list[tuple[str, int]] = [(root, 0)]
        while stack:
            node, i = stack.pop()
            if i == 0:
                if state.get(node):
                    continue
                state[node] = 1
            if i < len(graph[node]):
                stack.append((node, i + 1))
                child: str = graph[node][i]
                if child not in state:
                    stack.append((child, 0))
            else:
                order.append(node)
    return order


def layers(graph: Graph, order: list[str]) -> dict[str, int]:
    depth: dict[str, int] = {}
    for node in order:
        depth[node] = max((depth[dep] + 1 for dep in graph[node]), default=0)
    return depth


def bench(n: int) -> tuple[str, str, int, str]:
    graph = make_graph(n)
    order = kahn(graph)
    other = dfs_order(graph)
    position = {node: i for i, node in enumerate(other)}
    valid = all(position[d] < position[node] for node, deps in graph.items() for d in deps)
    depth = layers(graph, order)
    graph["task0"].append("task3")
    try:
        kahn(graph)
        message = "no cycle"
    except CycleError as error:
        message = str(error)
    return order[-1], other[n // 2], max(depth.values()) if valid else -1, message
