"""Statistics over long lists of floats: prefix sums, moving average, variance."""
# N=690000

import math


def make_signal(n: int) -> list[float]:
    signal: list[float] = []
    noise: int = 1
    for i in range(n):
        noise = noise * 16807 % 2147483647
        signal.append(math.sin(i * 0.01) * 10.0 + noise / 2147483647)
    return signal


def prefix_sums(xs: list[float]) -> list[float]:
    sums: list[float] = [0.0]
    for x in xs:
        sums.append(sums[-1] + x)
    return sums


def moving_average(xs: list[float], window: int) -> list[float]:
    out: list[float] = []
    total: float = sum(xs[:window])
    out.append(total / window)
    for i in range(window, len(xs)):
        total += xs[i] - xs[i - window]
        out.append(total / window)
    return out


def mean(xs: list[float]) -> float:
    return sum(xs) / len(xs)


def variance(xs: list[float]) -> float:
    m: float = mean(xs)
    return sum((x - m) ** 2 for x in xs) / (len(xs) - 1)


def correlation(xs: list[float], ys: list[float]) -> float:
    mx, my = mean(xs), mean(ys)
    cov: float = 0.0
    for x, y in zip(xs, ys):
        cov += (x - mx) * (y - my)
    return cov / math.sqrt(variance(xs) * variance(ys)) / (len(xs) - 1)


def zero_crossings(xs: list[float]) -> int:
    return sum(1 for a, b in zip(xs, xs[1:]) if (a < 0) != (b < 0))


def bench(n: int) -> tuple[float, float, float, float, int]:
    xs = make_signal(n)
    sums = prefix_sums(xs)
    smooth = moving_average(xs, 50)
    low, high = min(smooth), max(smooth)
    corr = correlation(xs[:-100], xs[100:])
    return round(sums[-1], 6), round(variance(xs), 6), round(high - low, 6), round(corr, 6), zero_crossings(smooth)
