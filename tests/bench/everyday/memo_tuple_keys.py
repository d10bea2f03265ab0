"""Top-down dynamic programming with a dict keyed by tuples."""
# N=580

Grid = list[list[int]]


def build_grid(n: int, seed: int) -> Grid:
    return [[(i * 7 + j * 13 + i * j * seed) % 19 for j in range(n)] for i in range(n)]


def min_path(grid: Grid, i: int, j: int, memo: dict[tuple[int, int], int]) -> int:
    key = (i, j)
    if key in memo:
        return memo[key]
    if i == 0 and j == 0:
        best = grid[0][0]
    elif i == 0:
        best = min_path(grid, 0, j - 1, memo) + grid[0][j]
    elif j == 0:
        best = min_path(grid, i - 1, 0, memo) + grid[i][0]
    else:
        up = min_path(grid, i - 1, j, memo)
        left = min_path(grid, i, j - 1, memo)
        best = min(up, left) + grid[i][j]
    memo[key] = best
    return best


def binomial(n: int, k: int, memo: dict[tuple[int, int], int]) -> int:
    if k == 0 or k == n:
        return 1
    if (n, k) not in memo:
        memo[n, k] = binomial(n - 1, k - 1, memo) + binomial(n - 1, k, memo)
    return memo[n, k]


def edit_distance(a: str, b: str) -> int:
    memo: dict[tuple[int, int], int] = {}

    def go(i: int, j: int) -> int:
        if i == len(a):
            return len(b) - j
        if j == len(b):
            return len(a) - i
        if (i, j) in memo:
            return memo[i, j]
        if a[i] == b[j]:
            result = go(i + 1, j + 1)
        else:
            result = 1 + min(go(i + 1, j), go(i, j + 1), go(i + 1, j + 1))
        memo[i, j] = result
        return result

    return go(0, 0)


def bench(n: int) -> tuple[int, int, int]:
    path = 0
    for seed in range(1, n // 10):
        grid = build_grid(100, seed)
        path += min_path(grid, 99, 99, {})
    choose = binomial(n, n // 2, {}) % 998_244_353
    distance = edit_distance("kitten sitting on a mitten " * 4, "sitting kitten in the kitchen " * 4)
    return path, choose, distance
