"""Sieve of Eratosthenes using a plain list of booleans."""
# N=4700000


def sieve(limit: int) -> list[bool]:
    is_prime: list[bool] = [True] * (limit + 1)
    is_prime[0] = False
    is_prime[1] = False
    i: int = 2
    while i * i <= limit:
        if is_prime[i]:
            for j in range(i * i, limit + 1, i):
                is_prime[j] = False
        i += 1
    return is_prime


def count_twins(flags: list[bool]) -> int:
    twins: int = 0
    for i in range(2, len(flags) - 2):
        if flags[i] and flags[i + 2]:
            twins += 1
    return twins


def largest_gap(primes: list[int]) -> tuple[int, int]:
    best: int = 0
    start: int = 0
    for a, b in zip(primes, primes[1:]):
        if b - a > best:
            best, start = b - a, a
    return start, best


def bench(n: int) -> tuple[int, int, int, tuple[int, int]]:
    flags = sieve(n)
    primes = [i for i, flag in enumerate(flags) if flag]
    return len(primes), primes[-1], count_twins(flags), largest_gap(primes)
