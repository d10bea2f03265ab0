"""Polynomial arithmetic on lists of coefficients (lowest power first)."""
# N=1200

Poly = list[int]


def trim(p: Poly) -> Poly:
    while p and p[-1] == 0:
        p.pop()
    return p


def add(a: Poly, b: Poly) -> Poly:
    size = max(len(a), len(b))
    result = [0] * size
    for i in range(size):
        if i < len(a):
            result[i] += a[i]
        if i < len(b):
            result[i] += b[i]
    return trim(result)


def multiply(a: Poly, b: Poly) -> Poly:
    if not a or not b:
        return []
    result = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            result[i + j] += x * y
    return trim(result)


def divide(a: Poly, b: Poly, mod: int) -> tuple[Poly, Poly]:
    rest = [x % mod for x in a]
    inverse = pow(b[-1], -1, mod)
    quotient = [0] * max(0, len(a) - len(b) + 1)
    for i in range(len(a) - len(b), -1, -1):
        q = rest[i + len(b) - 1] * inverse % mod
        quotient[i] = q
        for j, y in enumerate(b):
            rest[i + j] = (rest[i + j] - q * y) % mod
    return trim(quotient), trim(rest)


def evaluate(p: Poly, x: int, mod: int) -> int:
    result = 0
    for c in reversed(p):
        result = (result * x + c) % mod
    return result


def derivative(p: Poly) -> Poly:
    return [i * c for i, c in enumerate(p)][1:]


def power(p: Poly, k: int) -> Poly:
    result = [1]
    for _ in range(k):
        result = multiply(result, p)
    return result


def show(p: Poly) -> str:
    terms = [f"{c}x^{i}" if i > 1 else f"{c}x" if i == 1 else str(c) for i, c in enumerate(p) if c]
    return " + ".join(reversed(terms)).replace("+ -", "- ") or "0"


def bench(n: int) -> tuple[int, int, int, str]:
    mod = 10007
    a = [(i * 31 + 5) % 101 - 50 for i in range(n * 2)]
    b = [(i * 17 + 3) % 89 + 1 for i in range(n)]
    product = add(multiply(a, b), [7, 0, 1])
    quotient, rest = divide(product, b, mod)
    big = power([1, 2, 1], 30)
    return evaluate(product, 3, mod), sum(quotient) + len(rest), max(big) % mod, show(derivative(power([1, -3], 4)))
