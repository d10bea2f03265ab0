"""Memo table keyed by integers: partitions, stair counts, Hofstadter sequences."""
# N=7900


class MemoTable:
    def __init__(self) -> None:
        self.table: dict[int, int] = {}
        self.hits = 0

    def hofstadter_q(self, k: int) -> int:
        if k <= 2:
            return 1
        if k in self.table:
            self.hits += 1
            return self.table[k]
        a: int = self.hofstadter_q(k - self.hofstadter_q(k - 1))
        b: int = self.hofstadter_q(k - self.hofstadter_q(k - 2))
        self.table[k] = a + b
        return a + b


def partitions(limit: int) -> dict[int, int]:
    p: dict[int, int] = {0: 1}
    for n in range(1, limit + 1):
        total: int = 0
        k: int = 1
        while True:
            g: int = k * (3 * k - 1) // 2
            if g > n:
                break
            sign: int = 1 if k % 2 == 1 else -1
            total += sign * p[n - g]
            total += sign * p.get(n - g - k, 0)
            k += 1
        p[n] = total
    return p


def stair_counts(limit: int, mod: int) -> dict[int, int]:
    ways: dict[int, int] = {0: 1}
    for n in range(1, limit + 1):
        ways[n] = sum(ways.get(n - s, 0) for s in (1, 2, 3, 5)) % mod
    return ways


def bench(n: int) -> tuple[int, int, int, int]:
    table = MemoTable()
    q = 0
    for k in range(1, n * 10):
        q = table.hofstadter_q(k)
    parts = partitions(n * 2)
    stairs = stair_counts(n * 20, 1_000_000_007)
    return q, table.hits, parts[n] % 1_000_000_007, stairs[n * 20]
