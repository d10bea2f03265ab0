"""Numeric loops that `kernels.rs` also has, by hand and with checked arithmetic: what native code is measured against."""


def collatz(limit: int) -> int:
    longest = 0
    for start in range(1, limit):
        n = start
        steps = 0
        while n != 1:
            if n % 2 == 0:
                n = n // 2
            else:
                n = 3 * n + 1
            steps += 1
        if steps > longest:
            longest = steps
    return longest


def mandelbrot(size: int) -> int:
    total = 0
    for row in range(size):
        ci = 2.0 * row / size - 1.0
        for column in range(size):
            cr = 2.0 * column / size - 1.5
            zr = 0.0
            zi = 0.0
            steps = 0
            while steps < 50 and zr * zr + zi * zi <= 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                steps += 1
            total += steps
    return total


def escape(n: int) -> int:
    count = 0
    x = 0.3
    for i in range(n):
        x = 3.999 * x * (1.0 - x)
        if x > 0.5:
            count += i % 7
    return count


def lcg(n: int) -> int:
    x = 12345
    total = 0
    for _ in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        total += x % 100
    return total


KERNELS = [(collatz, 60000), (mandelbrot, 250), (escape, 3000000), (lcg, 3000000)]
