# native: mulmod, powmod, lcg, mulmod_negative
"""Products that are reduced at once: exact and without a big int where the modulus fits a word."""


def mulmod(a: int, b: int, m: int) -> int:
    return a * b % m


def mulmod_negative(a: int, b: int, m: int) -> int:
    return -(a * b) % m - (a * b) % -m


def powmod(base: int, exponent: int, m: int) -> int:
    result = 1
    base %= m
    while exponent > 0:
        if exponent & 1:
            result = result * base % m
        base = base * base % m
        exponent >>= 1
    return result


def lcg(seed: int, n: int) -> int:
    x = seed
    for _ in range(n):
        x = (x * 6364136223846793005 + 1442695040888963407) % 2**64
    return x


VALUES = [0, 1, -1, 3, 2**31 - 1, 2**32 + 15, 2**61 - 1, 2**63 - 1, -(2**63), 2**63, 2**64 - 59, 10**25]
MODULI = [1, 2, 7, -7, 10**9 + 7, 2**32, 2**61 - 1, 2**63 - 25, -(2**63), 2**64, 2**64 - 59]


def test_products():
    return [mulmod(a, b, m) for a in VALUES for b in VALUES for m in MODULI]


def test_negative_products():
    return [mulmod_negative(a, b, m) for a in VALUES for b in VALUES[:6] for m in MODULI]


def test_powers():
    return [powmod(a, e, m) == pow(a, e, m) for a in VALUES for e in (0, 1, 2, 65537) for m in (7, 10**9 + 7, 2**61 - 1, 2**64 - 59)]


def test_sequence():
    return lcg(42, 50), lcg(2**63, 3), lcg(-1, 4), lcg(2**70, 2)


CASES = [(mulmod, (2**62, 2**62, 0)), (mulmod, (3, 5, 0)), (powmod, (3, 5, 0)), (mulmod, (2.5, 3, 2)), (lcg, (7, 0)), (lcg, (7, True))]
