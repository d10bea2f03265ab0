"""A log-processing pipeline built from chained generator functions."""
# N=520000

from collections.abc import Iterable, Iterator

LEVELS = ("DEBUG", "INFO", "WARN", "ERROR")


def produce(count: int) -> Iterator[str]:
    state = 7
    for i in range(count):
        state = (state * 75 + 74) % 65537
        yield f"{i} {LEVELS[state % 4]} worker-{state % 13} took={state % 997}ms"


def parse(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    for line in lines:
        stamp, level, worker, took = line.split()
        yield {"stamp": stamp, "level": level, "worker": worker, "took": took[5:-2]}


def only(records: Iterable[dict[str, str]], *levels: str) -> Iterator[dict[str, str]]:
    return (r for r in records if r["level"] in levels)


def durations(records: Iterable[dict[str, str]]) -> Iterator[tuple[str, int]]:
    for record in records:
        yield record["worker"], int(record["took"])


def batched(items: Iterable[tuple[str, int]], size: int) -> Iterator[list[tuple[str, int]]]:
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def running_max(values: Iterable[int]) -> Iterator[int]:
    best = None
    for value in values:
        if best is None or value > best:
            best = value
        yield best


def flatten(batches: Iterable[list[tuple[str, int]]]) -> Iterator[int]:
    for batch in batches:
        yield from (took for _, took in batch)


def bench(n: int) -> tuple[int, int, int, int]:
    slow = durations(only(parse(produce(n)), "WARN", "ERROR"))
    batches = list(batched(slow, 64))
    values = list(flatten(batches))
    peaks = sum(running_max(v % 1000 for v in values))
    return len(batches), len(values), sum(values), peaks
