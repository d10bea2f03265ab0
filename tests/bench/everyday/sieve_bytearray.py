"""Sieve with slice assignment on a bytearray, plus factorization by the primes found."""
# N=5700000


def primes_up_to(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[0:2] = b"\x00\x00"
    for i in range(2, int(limit ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, limit + 1, i)))
    return [i for i in range(limit + 1) if flags[i]]


def factorize(number, primes):
    factors = {}
    for p in primes:
        if p * p > number:
            break
        while number % p == 0:
            factors[p] = factors.get(p, 0) + 1
            number //= p
    if number > 1:
        factors[number] = factors.get(number, 0) + 1
    return factors


def divisor_count(number, primes):
    result = 1
    for exponent in factorize(number, primes).values():
        result *= exponent + 1
    return result


def bench(n):
    primes = primes_up_to(n)
    most = (0, 0)
    for k in range(n, n + n // 100):
        d = divisor_count(k, primes)
        if d > most[0]:
            most = (d, k)
    return len(primes), sum(primes), most
