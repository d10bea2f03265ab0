"""Permutations, subsets and combinations by recursion."""
# N=9

from collections.abc import Iterator


def permutations(items: list[int]) -> list[list[int]]:
    if len(items) <= 1:
        return [items]
    result = []
    for i, item in enumerate(items):
        rest = items[:i] + items[i + 1:]
        for perm in permutations(rest):
            result.append([item] + perm)
    return result


def heaps(items: list[int], k: int) -> Iterator[list[int]]:
    if k == 1:
        yield items
        return
    for i in range(k):
        yield from heaps(items, k - 1)
        j = i if k % 2 == 0 else 0
        items[j], items[k - 1] = items[k - 1], items[j]


def subsets(items: list[int]) -> list[list[int]]:
    if not items:
        return [[]]
    without = subsets(items[1:])
    return without + [[items[0]] + s for s in without]


def combinations(items: list[int], k: int) -> Iterator[tuple[int, ...]]:
    if k == 0:
        yield ()
        return
    for i in range(len(items) - k + 1):
        for rest in combinations(items[i + 1:], k - 1):
            yield (items[i],) + rest


def derangements(perms: list[list[int]]) -> int:
    return sum(1 for p in perms if all(i != x for i, x in enumerate(p)))


def bench(n: int) -> tuple[int, int, int, int, int]:
    perms = permutations(list(range(n - 1)))
    weighted = 0
    for number, perm in enumerate(heaps(list(range(n)), n)):
        weighted = (weighted * 3 + perm[0] * number + perm[-1]) % 1_000_003
    powerset = subsets(list(range(n + 8)))
    balanced = sum(1 for s in powerset if sum(s) % 7 == 0)
    combos = sum(c[0] * c[-1] for c in combinations(list(range(n + 20)), 5))
    return len(perms), derangements(perms), weighted, balanced, combos
