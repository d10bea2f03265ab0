"""Counts ways through a grid, modulo a prime."""


def ways(rows: int, columns: int, modulus: int = 1_000_000_007) -> int:
    """The number of shortest ways from corner to corner."""
    above = 1
    below = 1
    for step in range(1, columns + 1):
        above = above * (rows + step) % modulus
        below = below * step % modulus
    return above * power(below, modulus - 2, modulus) % modulus


def power(base: int, exponent: int, modulus: int) -> int:
    result = 1
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result
