"""Matrix product with triple index loops on lists of lists."""
# N=230


def make_matrix(rows: int, cols: int, seed: int) -> list[list[float]]:
    matrix = [[0.0] * cols for _ in range(rows)]
    for i in range(rows):
        for j in range(cols):
            matrix[i][j] = ((i * 31 + j * 17 + seed) % 23) / 23.0 - 0.5
    return matrix


def matmul(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    n = len(a)
    m = len(b)
    p = len(b[0])
    if len(a[0]) != m:
        raise ValueError("shapes do not match")
    c = [[0.0 for _ in range(p)] for _ in range(n)]
    for i in range(n):
        for j in range(p):
            s = 0.0
            for k in range(m):
                s += a[i][k] * b[k][j]
            c[i][j] = s
    return c


def determinant(matrix: list[list[float]]) -> float:
    m = [row[:] for row in matrix]
    n = len(m)
    det = 1.0
    for col in range(n):
        pivot = max(range(col, n), key=lambda r: abs(m[r][col]))
        if m[pivot][col] == 0.0:
            return 0.0
        if pivot != col:
            m[pivot], m[col] = m[col], m[pivot]
            det = -det
        det *= m[col][col]
        for r in range(col + 1, n):
            factor = m[r][col] / m[col][col]
            for k in range(col, n):
                m[r][k] -= factor * m[col][k]
    return det


def bench(n: int) -> tuple[float, float, float]:
    a = make_matrix(n, n + 5, 3)
    b = make_matrix(n + 5, n, 8)
    c = matmul(a, b)
    trace = sum(c[i][i] for i in range(n))
    small = [[float((i * i + 3 * j + i * j) % 11) for j in range(30)] for i in range(30)]
    for i in range(30):
        small[i][i] += 1.5
    return round(trace, 9), round(c[0][n - 1], 9), round(determinant(small) / 1e12, 6)
