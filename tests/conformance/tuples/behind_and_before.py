# native: grown, led, mixed, doubled, inside, inside_list, queens, walked
"""Tuples of numbers that are put behind and before others, and numbers that are looked for in tuples and lists."""


class Pair(tuple):
    def __add__(self, other):
        return ("added", len(other))

    def __radd__(self, other):
        return ("behind", len(other))

    def __contains__(self, item):
        return item == 99


class Same:
    def __eq__(self, other):
        return other == 5


def grown(t: tuple[int, ...], n: int) -> tuple[int, ...]:
    for i in range(n):
        t = t + (i,)
        t += (i * 2, i)
    return t


def led(t: tuple[int, ...], n: int) -> tuple[int, ...]:
    for i in range(n):
        t = (i, -i) + t
    return t


def mixed(t: tuple[int, float], x: float, yes: bool) -> tuple:
    return (t + (x, yes), (yes,) + t, t + t, t + ())


def doubled(t: tuple[int, ...], n: int) -> int:
    seen: tuple[int, ...] = ()
    for i in range(n):
        if i % 3 not in seen:
            seen = seen + (i % 3,)
        else:
            seen = seen + t
        if len(seen) > 20:
            seen = ()
    return len(seen) * 1000 + sum(seen)


def inside(t: tuple[int, ...], n: int) -> list[bool]:
    return [n in t, n + 1 not in t, (n > 3) in t]


def inside_list(t: list[int], n: int) -> list[bool]:
    return [n in t, n + 1 not in t, (n > 3) in t]


def queens(n: int, row: int = 0, cols: tuple[int, ...] = (), left: tuple[int, ...] = (), right: tuple[int, ...] = ()) -> int:
    if row == n:
        return 1
    count = 0
    for c in range(n):
        if c in cols or row + c in left or row - c in right:
            continue
        count += queens(n, row + 1, cols + (c,), left + (row + c,), (row - c,) + right)
    return count


def first_free(taken: tuple[int, int, int]) -> int:
    n = 0
    while n in taken:
        n += 1
    return n


def walked(path: tuple[str, ...], name: str, depth: int) -> tuple[str, ...]:
    if depth == 0 or name in path:
        return path
    return walked(path + (name,), name + str(depth % 2), depth - 1)


BIG = 2**63

def test_grown():
    return (grown((), 5), grown((7,), 3), grown((1, 2), 0))


def test_grown_of_others():
    return (grown(("a", BIG), 2), grown((None,), 1))


def test_grown_of_a_subclass():
    return grown(Pair((1,)), 1)


def test_grown_of_a_list():
    return grown([1], 2)


def test_led():
    return (led((), 4), led((BIG, "b"), 2), led((), 0))


def test_led_of_a_subclass():
    return led(Pair((1,)), 1)


def test_led_of_a_list():
    return led([1], 1)


def test_mixed():
    return mixed((1, 2.5), -0.0, True)


def test_itself():
    return mixed((1, 2.5), 3.0, False)[3]


def test_doubled():
    return (doubled((4, 5), 100), doubled((), 10))


def test_inside():
    return [inside(t, n) for t in ((), (1, 2, 3), (0, -5), (4,)) for n in (-5, 0, 1, 4)]


def test_inside_others():
    return [inside(t, n) for t in ((1.0, "a", None), (True, 2.5), (BIG, 4.0), (float("nan"), 1e300)) for n in (0, 1, 4)]


def test_inside_a_subclass():
    return (inside(Pair((1, 2)), 99), inside([1, 2], 2), inside({1, 2}, 2))


def test_asked():
    return (inside((Same(), 1), 5), inside((1, Same()), 4))


def test_not_inside():
    return inside(7, 1)


def test_large():
    return (inside((BIG, -BIG, BIG - 1, 0), BIG - 2), inside((float(BIG), -float(BIG)), BIG - 2), inside((-float(BIG),), -BIG))


def test_inside_a_list():
    return [inside_list(t, n) for t in ([], [1, 2, 3], [4.0, False], ["x", BIG]) for n in (0, 1, 4)]


def test_queens():
    return [queens(n) for n in range(7)]


def test_first_free():
    return (first_free((0, 1, 2)), first_free((5, 0, 1.0)), first_free((True, 0, 3)))


def test_walked():
    return (walked((), "a", 6), walked(("a",), "a", 3), walked(("b", 1), "a", 2))
