"""Dijkstra on a dict of adjacency lists with a heap of (distance, node) tuples."""
# N=36000

import heapq

Graph = dict[int, list[tuple[int, int]]]


def make_graph(n: int, degree: int) -> Graph:
    graph: Graph = {v: [] for v in range(n)}
    state: int = 12345
    for u in range(n):
        for _ in range(degree):
            state = (state * 1103515245 + 12345) % 2147483648
            v: int = state % n
            weight: int = state // 65536 % 100 + 1
            graph[u].append((v, weight))
            graph[v].append((u, weight))
    return graph


def dijkstra(graph: Graph, source: int) -> tuple[dict[int, int], dict[int, int]]:
    dist: dict[int, int] = {source: 0}
    prev: dict[int, int] = {}
    done: set[int] = set()
    queue: list[tuple[int, int]] = [(0, source)]
    while queue:
        d, u = heapq.heappop(queue)
        if u in done:
            continue
        done.add(u)
        for v, w in graph[u]:
            nd: int = d + w
            if v not in dist or nd < dist[v]:
                dist[v] = nd
                prev[v] = u
                heapq.heappush(queue, (nd, v))
    return dist, prev


def path_to(prev: dict[int, int], target: int) -> list[int]:
    path: list[int] = [target]
    while path[-1] in prev:
        path.append(prev[path[-1]])
    path.reverse()
    return path


def bench(n: int) -> tuple[int, int, int, int]:
    graph = make_graph(n, 4)
    dist, prev = dijkstra(graph, 0)
    farthest = max(dist, key=lambda v: (dist[v], v))
    return len(dist), sum(dist.values()), farthest, len(path_to(prev, farthest))
