# native: toggle, count, remember, take_out
"""The collector runs while keys are made (before CPython 3.12), and finalizers change the very set or dictionary."""

import gc


class Changing:
    """Garbage that changes a set and a dictionary when it is found."""

    def __init__(self, found: set, counts: dict) -> None:
        self.found = found
        self.counts = counts
        self.me = self

    def __del__(self) -> None:
        for number in range(120):
            self.found.add((10**6 + number, number))
            self.counts[(10**6 + number, number)] = number
        for number in range(90):
            self.found.discard((10**6 + number, number))
            self.counts.pop((10**6 + number, number), None)


def toggle(found: set[tuple[int, int]], count: int) -> int:
    added = 0
    for number in range(count):
        pair = (number + 300, number)
        if pair not in found:
            found.add(pair)
            added += 1
        else:
            found.discard(pair)
    return added


def count(counts: dict[tuple[int, int], int], numbers: int) -> None:
    for number in range(numbers):
        pair = (number % 20 + 300, number % 20)
        if pair in counts:
            counts[pair] += number * 1000
        else:
            counts[pair] = number * 5000


def remember(counts: dict[tuple[int, int], int], kept: list[tuple[int, int]], numbers: int) -> None:
    for number in range(numbers):
        pair = (number % 20 + 300, number)
        if pair not in counts:
            kept.append((number, number + 300))
            counts[pair] = number + 1000
        kept.append((number, number))
        counts[pair] += 1000


def take_out(counts: dict[tuple[int, int], int], numbers: int) -> int:
    gone = 0
    for number in range(numbers):
        if (number % 20 + 300, number) in counts:
            gone += counts.pop((number % 20 + 300, number)) * 0 + 1
    return gone


def whole(found: set, counts: dict) -> bool:
    gc.disable()
    pairs, keys = list(found), list(counts)
    return (
        len(pairs) == len(found) == len(set(pairs))
        and all(pair in found for pair in pairs)
        and len(keys) == len(counts) == len(set(keys))
        and all(type(counts[key]) is int for key in keys)
    )


def test_changing() -> list:
    threshold = gc.get_threshold()
    was_enabled = gc.isenabled()
    fine: list = []
    try:
        for rounds in range(60):
            gc.collect()
            found: set = set()
            counts: dict = {}
            kept: list = []
            gc.set_threshold(3 + rounds % 5, 3, 3)
            gc.enable()
            Changing(found, counts)
            Changing(found, counts)
            toggle(found, 40)
            Changing(found, counts)
            count(counts, 60)
            Changing(found, counts)
            remember(counts, kept, 60)
            Changing(found, counts)
            take_out(counts, 60)
            toggle(found, 40)
            fine.append(whole(found, counts))
    finally:
        gc.set_threshold(*threshold)
        if was_enabled:
            gc.enable()
        else:
            gc.disable()
        gc.collect()
    return fine
