# native: mandelbrot, newton, integrate, horner, harmonic, escape
"""Small numeric kernels as people write them."""


def mandelbrot(cr: float, ci: float, limit: int) -> int:
    zr = zi = 0.0
    for i in range(limit):
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
        if zr * zr + zi * zi > 4.0:
            return i
    return limit


def escape(x: float, r: float, n: int) -> float:
    while n > 0 and abs(x) < 1e6:
        x = r * x * (1 - x)
        n -= 1
    return x


def newton(a: float) -> float:
    x = a
    for _ in range(20):
        x = (x + a / x) / 2
    return x


def integrate(a: float, b: float, n: int) -> float:
    h = (b - a) / n
    total = 0.0
    for i in range(n):
        x = a + (i + 0.5) * h
        total += x * x - 2 * x
    return total * h


def horner(x: float) -> float:
    result = 0.0
    for c in range(5, 0, -1):
        result = result * x + c
    return result


def harmonic(n: int) -> float:
    return 0 if n == 0 else 1 / n + harmonic(n - 1)


CASES = [(mandelbrot, (re / 2, im / 2, 20)) for re in range(-4, 2) for im in range(-2, 3)]
CASES += [(newton, (a,)) for a in (2.0, 2, 0.0, -1.0, 1e300, float("nan"))]
CASES += [(integrate, (0.0, 1.0, n)) for n in (1, 10, 0, -1)] + [(horner, (x,)) for x in (0.0, 1.5, 2, 2**40)]
CASES += [(harmonic, (n,)) for n in (0, 1, 10)] + [(escape, (0.5, r, 30)) for r in (3.9, 5.0, 4, float("inf"))]
