"""`range` as a value: kept, compared, indexed, shadowed, given to calls."""


def kept(n: int) -> int:
    r = range(n)
    total = 0
    for i in r:
        total += i
    for i in r:
        total += i
    return total


def measured(n: int) -> tuple:
    r = range(2, n, 3)
    return len(r), r, list(r), sum(r), min(r, default=None), 5 in r


def returned(n: int) -> range:
    return range(n)


def iterated_twice(n: int) -> int:
    it = iter(range(n))
    total = 0
    for i in it:
        if i == 3:
            break
        total += i
    for i in it:
        total += i * 100
    return total


def shadowed(n: int) -> list:
    def range(k):
        return [k, k + 1]

    result = []
    for i in range(n):
        result.append(i)
    return result


def reversed_range(n: int) -> list:
    return [i for i in reversed(range(n))]


def enumerated(n: int) -> int:
    total = 0
    for index, value in enumerate(range(n, 2 * n)):
        total += index * value
    return total


def wrong_calls(how: int):
    if how == 0:
        return range()
    if how == 1:
        return range(1, 2, 3, 4)
    if how == 2:
        return range(stop=3)
    if how == 3:
        return range(1.5)
    return range(1, 2, 0)


class Index:
    def __index__(self):
        return 4


def by_index(n) -> list:
    seen = []
    for i in range(n):
        seen.append(i)
    return seen


CASES = [(f, (n,)) for f in (kept, measured, returned, iterated_twice, shadowed, reversed_range, enumerated) for n in (0, 4, 9, True)]
CASES += [(wrong_calls, (n,)) for n in range(5)] + [(by_index, (Index(),)), (by_index, (2.5,))]
