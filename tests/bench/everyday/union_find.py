"""Disjoint sets: Kruskal's spanning tree and percolation on a grid."""
# N=300


class UnionFind:
    def __init__(self, size: int) -> None:
        self.parent: list[int] = list(range(size))
        self.rank: list[int] = [0] * size
        self.groups: int = size

    def find(self, x: int) -> int:
        root: int = x
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[x] != root:
            self.parent[x], x = root, self.parent[x]
        return root

    def union(self, a: int, b: int) -> bool:
        ra: int = self.find(a)
        rb: int = self.find(b)
        if ra == rb:
            return False
        if self.rank[ra] < self.rank[rb]:
            ra, rb = rb, ra
        self.parent[rb] = ra
        if self.rank[ra] == self.rank[rb]:
            self.rank[ra] += 1
        self.groups -= 1
        return True


def kruskal(nodes: int, edges: list[tuple[int, int, int]]) -> int:
    sets = UnionFind(nodes)
    cost: int = 0
    for weight, u, v in sorted(edges):
        if sets.union(u, v):
            cost += weight
    return cost


def percolate(size: int) -> int:
    """Open cells in a pseudo-random order until top and bottom connect."""
    top: int = size * size
    bottom: int = top + 1
    sets = UnionFind(size * size + 2)
    is_open: list[bool] = [False] * (size * size)
    state: int = 99
    opened: int = 0
    while sets.find(top) != sets.find(bottom):
        state = (state * 22695477 + 1) % 4294967296
        cell: int = (state >> 12) % (size * size)
        if is_open[cell]:
            continue
        is_open[cell] = True
        opened += 1
        r, c = divmod(cell, size)
        if r == 0:
            sets.union(cell, top)
        if r == size - 1:
            sets.union(cell, bottom)
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            nr, nc = r + dr, c + dc
            if 0 <= nr < size and 0 <= nc < size and is_open[nr * size + nc]:
                sets.union(cell, nr * size + nc)
    return opened


def bench(n: int) -> tuple[int, int, int]:
    edges: list[tuple[int, int, int]] = []
    for i in range(n * n):
        edges.append((i * 7919 % 1009, i, (i * 31 + 7) % (n * n)))
        edges.append((i * 104729 % 997, i, (i + 1) % (n * n)))
    small = UnionFind(n)
    for i in range(0, n - 3, 3):
        small.union(i, i + 3)
    return kruskal(n * n, edges), percolate(n), small.groups
