# native: relaxed, merge_sort, first_or_copy, doubled_until, either, chained
# native 3.12+: run, kept, same
"""Functions that give back a list that they take, or one of their own: both are vectors to callers that keep them to themselves."""


def relaxed(u: list[float], steps: int) -> list[float]:
    for _ in range(steps):
        new = u[:]
        for i in range(1, len(u) - 1):
            new[i] = u[i] + 0.25 * (u[i - 1] - 2.0 * u[i] + u[i + 1])
        u = new
    return u


def merge_sort(xs: list[int]) -> list[int]:
    if len(xs) <= 1:
        return xs
    middle = len(xs) // 2
    left = merge_sort(xs[:middle])
    right = merge_sort(xs[middle:])
    merged: list[int] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    merged.extend(left[i:])
    merged.extend(right[j:])
    return merged


def first_or_copy(xs: list[int], n: int) -> list[int]:
    if n > 0:
        return xs
    return xs[:]


def doubled_until(xs: list[int], limit: int) -> list[int]:
    while len(xs) < limit:
        xs = xs + xs
    return xs


def either(xs: list[int], ys: list[int], n: int) -> list[int]:
    return xs if n % 2 else ys


def chained(xs: list[int], n: int) -> list[int]:
    return first_or_copy(doubled_until(xs, n), n - 5)


def run(n: int) -> tuple[int, int, float]:
    xs = [(i * 7919) % 101 for i in range(n)]
    ys = merge_sort(xs)
    us = [0.5 * x for x in ys]
    vs = relaxed(us, n % 4)
    vs[0] = 9.0
    again = first_or_copy(ys, n % 3)
    again[0] = -1
    longer = doubled_until(again, 40)
    longer[-1] = 77
    other = either(ys, longer, n)
    other.append(5)
    last = chained(other, n)
    last[1] += 1000
    total = sum(xs) + 3 * sum(ys) + 5 * sum(again) + 7 * sum(longer) + 11 * sum(last)
    return total, len(ys), sum(us) + sum(vs)


def kept(n: int) -> tuple[list[int], list[int], bool]:
    """What escapes behind all operations is one list, twice."""
    xs = [i for i in range(n)]
    ys = first_or_copy(xs, n - 3)
    ys[0] = 50
    return xs, ys, xs is ys


def same(n: int) -> list[bool]:
    xs = [i for i in range(n)]
    return [first_or_copy(xs, k) is xs for k in range(3)] + [doubled_until(xs, 2) is xs, either(xs, xs, k := n) is xs, k > 0]


class Odd(list):
    pass


def test_run():
    return [run(n) for n in range(2, 30)]


def test_identity():
    xs, odd = [3, 1, 2], Odd([1])
    return [merge_sort(odd) is odd, first_or_copy(xs, 1) is xs, first_or_copy(xs, 0) is xs, type(doubled_until(odd, 1)), type(merge_sort(odd))]


def test_others():
    found = []
    for xs in ([2.5, 1], ["b", "a"], [10**30, 1, 2], [None], [], (1,), [True, 0]):
        try:
            found.append(merge_sort(xs))
        except Exception as error:
            found.append((type(error), str(error)))
    return found


CASES = [(relaxed, ([0.0, 1.0, 0.0, 2.0, 4.0], 3)), (relaxed, ([1, 2, 3, 4], 2)), (merge_sort, ([5, 2, 9, 1, 5, 6],)), (run, (1,)), (run, (0,))]
CASES += [(kept, (5,)), (kept, (2,)), (same, (4,)), (run, (12,))]
