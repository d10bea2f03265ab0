"""All-pairs shortest paths with Floyd-Warshall and path reconstruction."""
# N=300

INF = float("inf")


def make_weights(n):
    weights = [[INF] * n for _ in range(n)]
    for i in range(n):
        weights[i][i] = 0
        for k in range(1, 5):
            j = (i * k * 7 + 3 * k + 1) % n
            if i != j:
                weights[i][j] = min(weights[i][j], (i * 13 + k * 29) % 50 + 1)
    return weights


def floyd_warshall(weights):
    n = len(weights)
    dist = [row[:] for row in weights]
    nxt = [[j if weights[i][j] < INF else None for j in range(n)] for i in range(n)]
    for k in range(n):
        for i in range(n):
            if dist[i][k] == INF:
                continue
            for j in range(n):
                through = dist[i][k] + dist[k][j]
                if through < dist[i][j]:
                    dist[i][j] = through
                    nxt[i][j] = nxt[i][k]
    return dist, nxt


def path(nxt, start, end):
    if nxt[start][end] is None:
        return []
    route = [start]
    while start != end:
        start = nxt[start][end]
        route.append(start)
    return route


def bench(n):
    dist, nxt = floyd_warshall(make_weights(n))
    reachable = [d for row in dist for d in row if d < INF]
    longest = max(
        (path(nxt, i, j) for i in range(0, n, 3) for j in range(n)),
        key=lambda route: (len(route), route),
    )
    return len(reachable), sum(reachable), max(reachable), longest
