"""Quicksort with list comprehensions, merge sort with slices, and friends."""
# N=64000


def random_list(n: int, seed: int) -> list[int]:
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append(seed // 8 % (n * 4))
    return out


def quicksort(xs: list[int]) -> list[int]:
    if len(xs) <= 1:
        return xs
    pivot = xs[len(xs) // 2]
    less = [x for x in xs if x < pivot]
    equal = [x for x in xs if x == pivot]
    more = [x for x in xs if x > pivot]
    return quicksort(less) + equal + quicksort(more)


def merge(a: list[int], b: list[int]) -> list[int]:
    result = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            result.append(a[i])
            i += 1
        else:
            result.append(b[j])
            j += 1
    result.extend(a[i:])
    result.extend(b[j:])
    return result


def merge_sort(xs: list[int]) -> list[int]:
    if len(xs) < 2:
        return xs[:]
    mid = len(xs) // 2
    return merge(merge_sort(xs[:mid]), merge_sort(xs[mid:]))


def insertion_sort(xs: list[int]) -> list[int]:
    xs = xs[:]
    for i in range(1, len(xs)):
        value = xs[i]
        j = i - 1
        while j >= 0 and xs[j] > value:
            xs[j + 1] = xs[j]
            j -= 1
        xs[j + 1] = value
    return xs


def inversions(xs: list[int]) -> int:
    return sum(1 for i, x in enumerate(xs) for y in xs[i + 1:] if x > y)


def bench(n: int) -> tuple[bool, bool, bool, int, int]:
    xs = random_list(n, 3)
    expected = sorted(xs)
    small = xs[:n // 20]
    return (
        quicksort(xs) == expected,
        merge_sort(xs) == expected,
        insertion_sort(small) == sorted(small),
        inversions(small),
        expected[n // 2],
    )
