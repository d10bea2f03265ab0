"""The largest eigenvalue of an endless matrix, cut off: float loops over lists."""

import math


def entry(row: int, column: int) -> float:
    diagonal = row + column
    return 1.0 / (diagonal * (diagonal + 1) // 2 + row + 1)


def times(vector: list[float]) -> list[float]:
    size = len(vector)
    result = [0.0] * size
    for row in range(size):
        total = 0.0
        for column in range(size):
            total += entry(row, column) * vector[column]
        result[row] = total
    return result


def times_transposed(vector: list[float]) -> list[float]:
    size = len(vector)
    result = [0.0] * size
    for row in range(size):
        total = 0.0
        for column in range(size):
            total += entry(column, row) * vector[column]
        result[row] = total
    return result


def bench(n: int = 130) -> float:
    vector = [1.0] * n
    image = vector
    for _ in range(8):
        image = times_transposed(times(vector))
        vector = times_transposed(times(image))
    above = 0.0
    below = 0.0
    for left, right in zip(vector, image):
        above += left * right
        below += right * right
    return math.sqrt(above / below)
