# native: fib, ackermann, is_even, is_odd, power, gcd, hanoi, catalan, float_chain
"""Recursion and mutual recursion, leaving native code at some depth and coming back."""


def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def ackermann(m: int, n: int) -> int:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def is_even(n: int) -> bool:
    return True if n == 0 else is_odd(n - 1)


def is_odd(n: int) -> bool:
    return False if n == 0 else is_even(n - 1)


def power(base: int, n: int) -> int:
    if n == 0:
        return 1
    half = power(base, n // 2)
    return half * half * (base if n % 2 else 1)


def gcd(a: int, b: int) -> int:
    return a if b == 0 else gcd(b, a % b)


def hanoi(n: int, source: int, target: int, spare: int) -> int:
    if n == 0:
        return 0
    return hanoi(n - 1, source, spare, target) + source * target + hanoi(n - 1, spare, target, source)


def catalan(n: int) -> int:
    if n == 0:
        return 1
    total = 0
    for i in range(n):
        total += catalan(i) * catalan(n - 1 - i)
    return total


def float_chain(n: int, x: float) -> float:
    return x if n == 0 else float_chain(n - 1, x * 0.5 + n) / 2


def changes_type(n: int) -> float:
    if n == 0:
        return 0
    return changes_type(n - 1) + (0.5 if n % 2 else 1)


def raises_at_depth(n: int) -> int:
    if n == 0:
        return 1 // n
    return 1 + raises_at_depth(n - 1)


def catches_at_depth(n: int) -> int:
    if n == 5:
        try:
            return raises_at_depth(3)
        except ZeroDivisionError:
            return -1
    return 1 + catches_at_depth(n + 1)


CASES = [(fib, (10,)), (ackermann, (2, 2)), (power, (3, 20)), (power, (3, 60)), (power, (-7, 45)), (gcd, (2**40, 10**9)), (gcd, (10**40, 10**35 * 7))]
CASES += [(f, (n,)) for f in (is_even, is_odd) for n in (0, 1, 8)] + [(hanoi, (4, 1, 2, 3)), (hanoi, (2, 2**40, 2**40, 1)), (catalan, (6,))]
CASES += [(float_chain, (n, x)) for n in (0, 5) for x in (1.0, 1, 2**70)] + [(changes_type, (n,)) for n in (0, 1, 6)]
CASES += [(raises_at_depth, (4,)), (catches_at_depth, (2,)), (fib, (1.5,)), (fib, ("a",)), (fib, (True,)), (fib, (4.0,))]
