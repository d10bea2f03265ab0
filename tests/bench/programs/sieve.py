"""Primes below a number by crossing out: a bytearray and slices of it."""


def primes_below(limit: int) -> list[int]:
    is_prime = bytearray([1]) * limit
    is_prime[0] = 0
    is_prime[1] = 0
    number = 2
    while number * number < limit:
        if is_prime[number]:
            multiple = number * number
            while multiple < limit:
                is_prime[multiple] = 0
                multiple += number
        number += 1
    found: list[int] = []
    for number in range(limit):
        if is_prime[number]:
            found.append(number)
    return found


def bench(n: int = 800_000) -> tuple[int, int, int]:
    found = primes_below(n)
    widest = 0
    for index in range(1, len(found)):
        gap = found[index] - found[index - 1]
        if gap > widest:
            widest = gap
    return len(found), found[-1], widest
