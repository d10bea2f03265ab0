"""Collatz chains, digit sums, gcds: plain small-integer loops."""
# N=64000


def collatz_length(start: int) -> int:
    steps = 0
    x = start
    while x != 1:
        if x % 2 == 0:
            x //= 2
        else:
            x = 3 * x + 1
        steps += 1
    return steps


def longest_chain(limit: int) -> tuple[int, int]:
    best_start, best_len = 1, 0
    for start in range(1, limit):
        length = collatz_length(start)
        if length > best_len:
            best_start, best_len = start, length
    return best_start, best_len


def gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def digit_sum(x: int) -> int:
    total = 0
    while x > 0:
        total += x % 10
        x //= 10
    return total


def is_happy(x: int) -> bool:
    seen = set()
    while x != 1 and x not in seen:
        seen.add(x)
        x = sum(int(d) ** 2 for d in str(x))
    return x == 1


def bench(n: int) -> tuple[int, int, int, int, int]:
    start, length = longest_chain(n)
    coprime = sum(1 for k in range(1, n) if gcd(k, 30030) == 1)
    digits = sum(digit_sum(k) for k in range(n))
    happy = len([k for k in range(1, n // 20) if is_happy(k)])
    return start, length, coprime, digits, happy
