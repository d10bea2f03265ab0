"""Products of matrices: lists of lists of floats."""


def matrix(size: int, seed: int) -> list[list[float]]:
    state = seed
    rows: list[list[float]] = []
    for _ in range(size):
        row: list[float] = []
        for _ in range(size):
            state = (state * 1103515245 + 12345) % 2147483648
            row.append(state / 2147483648 - 0.5)
        rows.append(row)
    return rows


def product(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    size = len(right[0])
    result: list[list[float]] = []
    for row in left:
        sums = [0.0] * size
        for factor, line in zip(row, right):
            for column in range(size):
                sums[column] += factor * line[column]
        result.append(sums)
    return result


def bench(n: int = 110) -> float:
    left = matrix(n, 1)
    right = matrix(n, 2)
    for _ in range(2):
        left = product(left, right)
    trace = 0.0
    for index in range(n):
        trace += left[index][index]
    return trace
