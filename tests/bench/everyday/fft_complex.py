"""Recursive FFT on lists of complex numbers, with inverse and convolution."""
# N=32768

import cmath


def fft(xs: list[complex]) -> list[complex]:
    n = len(xs)
    if n == 1:
        return xs
    even = fft(xs[0::2])
    odd = fft(xs[1::2])
    result = [0j] * n
    for k in range(n // 2):
        t = cmath.exp(-2j * cmath.pi * k / n) * odd[k]
        result[k] = even[k] + t
        result[k + n // 2] = even[k] - t
    return result


def inverse_fft(xs: list[complex]) -> list[complex]:
    n = len(xs)
    conj = [x.conjugate() for x in xs]
    return [x.conjugate() / n for x in fft(conj)]


def convolve(a: list[int], b: list[int]) -> list[int]:
    size = 1
    while size < len(a) + len(b):
        size *= 2
    fa = fft([complex(x) for x in a] + [0j] * (size - len(a)))
    fb = fft([complex(x) for x in b] + [0j] * (size - len(b)))
    product = inverse_fft([x * y for x, y in zip(fa, fb)])
    return [round(z.real) for z in product[:len(a) + len(b) - 1]]


def spectrum(signal: list[float]) -> list[float]:
    return [abs(z) for z in fft([complex(s, 0.0) for s in signal])]


def bench(n: int) -> tuple[list[int], float, int]:
    signal = [
        cmath.sin(2 * cmath.pi * 5 * i / n).real + 0.5 * cmath.cos(2 * cmath.pi * 40 * i / n).real
        for i in range(n)
    ]
    strength = spectrum(signal)
    peaks = [k for k in range(n // 2) if strength[k] > n / 8]
    back = inverse_fft(fft([complex(s) for s in signal]))
    error = max(abs(z - s) for z, s in zip(back, signal))
    digits = [(i * 7 + 3) % 10 for i in range(n // 4)]
    carry = 0
    total = 0
    for value in convolve(digits, digits):
        carry, digit = divmod(value + carry, 10)
        total = (total * 7 + digit) % 1_000_003
    return peaks, round(error, 9), total
