"""Items of lists that others know too: a store changes the list and nothing else, whoever has got the old item."""


class Loud:
    log: list = []

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        Loud.log.append(self.name)


class Odd(list):
    def __getitem__(self, index):
        return 7

    def __setitem__(self, index, value):
        super().__setitem__(index, value + 1)

    def append(self, item):
        super().append("odd")


def fresh(n: int) -> list[float]:
    return [k + 0.5 for k in range(n)]


def kept_in_tuple(n: int) -> tuple:
    xs: list[float] = fresh(n)
    kept = tuple(xs)
    for k in range(n):
        xs[k] = xs[k] * 2.0
    return kept, xs


def kept_in_name(xs: list[float]) -> tuple:
    first = xs[0]
    xs[0] = first + 1.0
    second = xs[0]
    xs[0] = second + 1.0
    return first, second, xs


def kept_by_iterator(xs: list[float]) -> list:
    seen = []
    for index, x in enumerate(xs):
        xs[index] = x + 1.0
        seen.append(x)
    return [seen, xs]


def kept_in_dict(xs: list[float]) -> tuple:
    table = {x: index for index, x in enumerate(xs)}
    for k in range(len(xs)):
        xs[k] = -1.0
    return table, xs


def swapped(xs: list[float], i: int, j: int) -> list[float]:
    xs[i], xs[j] = xs[j], xs[i]
    xs[i], xs[j] = xs[j] + 0.25, xs[i] + 0.25
    return xs


def same_item_everywhere(n: int) -> list[float]:
    xs = [0.0] * n
    for k in range(n):
        xs[k] += k
        xs[0] = xs[k] - 0.5
    return xs


def large_ints(xs: list[int]) -> tuple:
    kept = list(xs)
    for k in range(len(xs)):
        xs[k] = xs[k] + 10**6
        xs[k] = -xs[k]
        xs[k] = xs[k] * 3
    return kept, xs


def crossing_sizes(n: int) -> list[int]:
    xs: list[int] = [1, 1025, 2**30, 2**60, -(2**30), -1026, 2**62]
    for _ in range(n):
        for k in range(len(xs)):
            xs[k] = xs[k] // 2 if xs[k] > 4096 else xs[k] * 1023
            if xs[k] > 2**61 or xs[k] < -(2**61):
                xs[k] = 2000
    return xs


def small_ints_stay(n: int) -> tuple:
    xs: list[int] = [n * 1000, 5, 6]
    xs[0] = 5
    xs[0] = xs[0] + 1
    return xs, 5 + 0, 6 + 0, xs[0] is xs[2]


def finalizers_in_order(n: int) -> list:
    Loud.log.clear()
    xs: list[Loud] = [Loud("a"), Loud("b"), Loud("c")]
    xs[1] = Loud("d")
    Loud.log.append("stored")
    for k in range(n):
        xs[k] = xs[-1]
        Loud.log.append(k)
    xs.clear()
    return list(Loud.log)


def store_replaces_finalizer(xs: list[float]) -> list:
    Loud.log.clear()
    xs.append(Loud("gone"))
    xs[-1] = 2.5
    Loud.log.append("after")
    return list(Loud.log)


def shrinks_meanwhile(xs: list[int], n: int) -> int:
    total = 0
    for k in range(n):
        total += xs[k]
        if k == 1:
            xs.pop()
            xs.pop(0)
    return total


def rebound_meanwhile(xs: list[int], n: int) -> list:
    out: list[int] = []
    for k in range(n):
        out.append(xs[0])
        if k == 1:
            xs = Odd(xs)
        xs[0] = k
        xs.append(k)
    return [out, type(xs).__name__, list(xs)]


def sorted_by_spoiler(xs: list[float]) -> list:
    def spoil(x: float) -> float:
        xs.append(x)
        return -x

    try:
        xs.sort(key=spoil)
    except ValueError as error:
        return [str(error), xs]
    return xs


def largest_by_writer(xs: list[float]) -> tuple:
    def write(x: float) -> float:
        xs[0] = 100.0
        xs[-1] = 50.0
        return x

    return max(xs, key=write), min(xs, key=write), xs


CASES = [
    (kept_in_tuple, (4,)),
    (kept_in_name, ([1.5, 2.5],)),
    (kept_in_name, ([1, 2],)),
    (kept_in_name, ([True],)),
    (kept_in_name, ((1.0, 2.0),)),
    (kept_in_name, ([],)),
    (kept_by_iterator, ([1.5, 2.5, -0.0],)),
    (kept_in_dict, ([1.5, 2.5],)),
    (swapped, ([1.5, 2.5, 3.5], 0, -1)),
    (swapped, ([1.5, 2.5, 3.5], 1, 1)),
    (swapped, ([1.5, 2.5, 3.5], 1, 3)),
    (swapped, ([1.5, 2, 3.5], -3, 1)),
    (same_item_everywhere, (4,)),
    (large_ints, ([2**20, 2**40, -(2**35), 7],)),
    (large_ints, ([2**62, 1],)),
    (large_ints, ([True, 2.5],)),
    (crossing_sizes, (40,)),
    (small_ints_stay, (3,)),
    (finalizers_in_order, (2,)),
    (finalizers_in_order, (3,)),
    (store_replaces_finalizer, ([1.0],)),
    (shrinks_meanwhile, ([1, 2, 3, 4, 5], 3)),
    (shrinks_meanwhile, ([1, 2, 3, 4, 5], 5)),
    (rebound_meanwhile, ([1, 2], 5)),
    (sorted_by_spoiler, ([1.0, 2.0],)),
    (largest_by_writer, ([1.0, 2.0, 3.0],)),
]
