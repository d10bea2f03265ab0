"""Fannkuch: maximum number of prefix reversals over all permutations."""
# N=9


def count_flips(perm: list[int]) -> int:
    flips: int = 0
    p: list[int] = perm[:]
    first: int = p[0]
    while first != 0:
        p[:first + 1] = p[first::-1]
        flips += 1
        first = p[0]
    return flips


def fannkuch(n: int) -> tuple[int, int]:
    perm: list[int] = list(range(n))
    count: list[int] = [0] * n
    max_flips: int = 0
    checksum: int = 0
    sign: int = 1
    r: int = n
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        flips: int = count_flips(perm)
        max_flips = max(max_flips, flips)
        checksum += sign * flips
        sign = -sign
        while True:
            if r == n:
                return checksum, max_flips
            first: int = perm.pop(0)
            perm.insert(r, first)
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1


def bench(n: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return fannkuch(n), fannkuch(n - 1)
