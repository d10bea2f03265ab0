"""Matrix product with zip, a transpose and sum of a generator; integer matrix powers."""
# N=130

Matrix = list[list[int]]


def transpose(m: Matrix) -> Matrix:
    return [list(col) for col in zip(*m)]


def multiply(a: Matrix, b: Matrix, mod: int) -> Matrix:
    bt = transpose(b)
    return [[sum(x * y for x, y in zip(row, col)) % mod for col in bt] for row in a]


def identity(n: int) -> Matrix:
    return [[1 if i == j else 0 for j in range(n)] for i in range(n)]


def power(m: Matrix, exponent: int, mod: int) -> Matrix:
    result = identity(len(m))
    base = m
    while exponent > 0:
        if exponent & 1:
            result = multiply(result, base, mod)
        base = multiply(base, base, mod)
        exponent >>= 1
    return result


def fibonacci(k: int, mod: int) -> int:
    return power([[1, 1], [1, 0]], k, mod)[0][1]


def bench(n: int) -> tuple[int, int, int]:
    mod = 1_000_003
    m = [[(i * j + i + 2 * j) % 10 for j in range(n)] for i in range(n)]
    p = power(m, 5, mod)
    total = sum(sum(row) for row in p) % mod
    fib = sum(fibonacci(k, mod) for k in range(n)) % mod
    return total, p[n - 1][0], fib
