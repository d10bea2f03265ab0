"""Counting primes among the numbers of a linear congruential generator, by the Miller-Rabin test.

The products under `%` need up to 124 bits. They are exact: native code computes them in 128 bits.
"""

Natural = int

MODULUS = (1 << 61) - 1
MULTIPLIER = 437799614237992725
INCREMENT = 1442695040888963407


def following(state: Natural) -> Natural:
    """The number after this one."""
    return (state * MULTIPLIER + INCREMENT) % MODULUS


def power(base: Natural, exponent: Natural, modulus: Natural) -> Natural:
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def is_witness(candidate: Natural, number: Natural, odd: Natural, twos: int) -> bool:
    """Does the candidate prove that the number, which is `odd << twos` plus one, is composite?"""
    x = power(candidate, odd, number)
    if x == 1 or x == number - 1:
        return False
    for _ in range(twos - 1):
        x = x * x % number
        if x == number - 1:
            return False
    return True


def is_prime(number: Natural) -> bool:
    """Is this number below 2**61 a prime? The seven bases are known to be enough (Jim Sinclair, 2011)."""
    if number < 2:
        return False
    if number % 2 == 0:
        return number == 2
    odd = number - 1
    twos = 0
    while odd % 2 == 0:
        odd >>= 1
        twos += 1
    for i in range(7):
        candidate = base(i) % number
        if candidate != 0 and is_witness(candidate, number, odd, twos):
            return False
    return True


def base(i: int) -> Natural:
    if i == 0:
        return 2
    if i == 1:
        return 325
    if i == 2:
        return 9375
    if i == 3:
        return 28178
    if i == 4:
        return 450775
    if i == 5:
        return 9780504
    return 1795265022


def bench(n: int) -> tuple[int, int]:
    """How many of n numbers are primes, and the last number."""
    state = 1
    primes = 0
    for _ in range(n):
        state = following(state)
        if is_prime(state):
            primes += 1
    return primes, state


if __name__ == "__main__":
    print(bench(20_000))
