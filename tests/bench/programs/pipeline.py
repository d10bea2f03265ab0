"""A pipeline of generators: values made, changed and dropped on their way."""

from collections.abc import Iterable, Iterator


def numbers(count: int) -> Iterator[int]:
    state = 1
    for _ in range(count):
        state = (state * 48271) % 2147483647
        yield state


def only_odd(values: Iterable[int]) -> Iterator[int]:
    for value in values:
        if value & 1:
            yield value


def in_pairs(values: Iterable[int]) -> Iterator[tuple[int, int]]:
    before = -1
    for value in values:
        if before >= 0:
            yield before, value
        before = value


def bench(n: int = 500_000) -> tuple[int, int]:
    longest = 0
    rising = 0
    run = 0
    for before, value in in_pairs(only_odd(numbers(n))):
        if value > before:
            rising += 1
            run += 1
            if run > longest:
                longest = run
        else:
            run = 0
    return rising, longest
