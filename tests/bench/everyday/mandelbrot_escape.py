"""Escape-time Mandelbrot set, rendered as an ASCII picture."""
# N=470

PALETTE = " .:-=+*#%@"
MAX_ITER = 80


def escape_time(cr: float, ci: float, limit: int) -> int:
    zr = zi = 0.0
    for i in range(limit):
        zr2 = zr * zr
        zi2 = zi * zi
        if zr2 + zi2 > 4.0:
            return i
        zi = 2.0 * zr * zi + ci
        zr = zr2 - zi2 + cr
    return limit


def escape_time_complex(c: complex, limit: int) -> int:
    z = 0j
    for i in range(limit):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return limit


def render(width: int, height: int) -> list[str]:
    rows = []
    for y in range(height):
        ci = -1.25 + 2.5 * y / height
        row = ""
        for x in range(width):
            cr = -2.1 + 2.8 * x / width
            k = escape_time(cr, ci, MAX_ITER)
            row += PALETTE[k * (len(PALETTE) - 1) // MAX_ITER]
        rows.append(row)
    return rows


def bench(n: int) -> tuple[int, int, str]:
    rows = render(n, n)
    inside = sum(row.count("@") for row in rows)
    total = 0
    for i in range(n):
        total += escape_time_complex(complex(-0.75, -1.0 + 2.0 * i / n), MAX_ITER)
    return inside, total, rows[n // 2]
