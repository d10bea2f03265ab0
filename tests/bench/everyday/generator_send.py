"""Generator-based coroutines that receive their data through .send()."""
# N=1100000

from collections.abc import Generator


def averager() -> Generator[float, float | None, tuple[int, float]]:
    total: float = 0.0
    count: int = 0
    average: float = 0.0
    while True:
        value: float | None = yield average
        if value is None:
            return count, average
        total += value
        count += 1
        average = total / count


def histogram(width: int, buckets: dict[int, int]) -> Generator[None, int, None]:
    try:
        while True:
            value: int = yield
            bucket: int = value // width
            buckets[bucket] = buckets.get(bucket, 0) + 1
    except GeneratorExit:
        buckets[-1] = len(buckets)


def broadcast(targets: list[Generator[None, int, None]]) -> Generator[None, int, None]:
    while True:
        value: int = yield
        for target in targets:
            target.send(value)


def grep_even(target: Generator[None, int, None]) -> Generator[None, int, None]:
    while True:
        value: int = yield
        if value % 2 == 0:
            target.send(value)


def started(gen: Generator) -> Generator:
    next(gen)
    return gen


def bench(n: int) -> tuple[int, float, list[tuple[int, int]], int]:
    all_buckets: dict[int, int] = {}
    even_buckets: dict[int, int] = {}
    first = started(histogram(1000, all_buckets))
    second = started(histogram(500, even_buckets))
    sink = started(broadcast([first, started(grep_even(second))]))
    mean = started(averager())
    x: int = 1
    for _ in range(n):
        x = (x * 171 + 11213) % 53125
        sink.send(x)
        mean.send(float(x))
    first.close()
    second.close()
    try:
        mean.send(None)
    except StopIteration as stop:
        count, average = stop.value
    return count, round(average, 6), sorted(all_buckets.items())[:5], even_buckets[-1]
