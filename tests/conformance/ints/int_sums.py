# native: fib, total, alternating, collatz, gcd, digits, is_prime, running_overflow
"""Loops over ints that leave the machine word in the middle and go on exactly."""


def fib(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def total(start: int, step: int, n: int) -> int:
    result = start
    i = 0
    while i < n:
        result += step
        i += 1
    return result


def alternating(n: int, big: int) -> int:
    x = 0
    for i in range(n):
        if i % 2 == 0:
            x += big
        else:
            x -= big
    return x


def collatz(n: int) -> int:
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def digits(n: int) -> int:
    count = 0
    while n > 0:
        n //= 10
        count += 1
    return count


def is_prime(n: int) -> bool:
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def running_overflow(n: int) -> int:
    x = 1
    y = 0
    for i in range(n):
        x = x * 3 + i
        y ^= x >> 2
        if x > 2**70:
            x = x % 1000
    return y


def test_fib():
    return fib(10), fib(92), fib(93), fib(200)


def test_total():
    return total(2**63 - 5, 1, 10), total(-(2**63) + 5, -1, 10), total(0, 2**62, 5)


def test_alternating():
    return alternating(7, 2**62), alternating(8, 2**63 - 1), alternating(9, 2**64)


def test_collatz():
    return collatz(27), collatz(2**61 - 1), collatz(1)


def test_gcd():
    return gcd(2**40 * 9, 2**20 * 27), gcd(10**30, 10**20 + 10**10), gcd(0, 0), gcd(-12, 18)


def test_digits():
    return digits(0), digits(2**63 - 1), digits(10**40)


def test_primes():
    return [n for n in range(60) if is_prime(n)]


def test_in_and_out_of_range():
    return running_overflow(90)


CASES = [(total, (0, 1.5, 3)), (total, (0.5, 1, 3)), (total, (0, "1", 3)), (fib, (-1,)), (collatz, (True,)), (gcd, (3.5, 1.25))]
