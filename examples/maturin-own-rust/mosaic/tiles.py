"""How many ways there are to tile a strip with pieces."""


def tilings(length: int, pieces: tuple[int, int, int], modulus: int) -> int:
    """The tilings of a strip, in order, with pieces of three lengths, modulo a number."""
    first, second, third = pieces
    ways = [0] * (length + 1)
    ways[0] = 1
    for at in range(1, length + 1):
        total = 0
        if at >= first:
            total += ways[at - first]
        if at >= second:
            total += ways[at - second]
        if at >= third:
            total += ways[at - third]
        ways[at] = total % modulus
    return ways[length]
