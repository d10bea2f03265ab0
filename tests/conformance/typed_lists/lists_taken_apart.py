# native: total, mixing, scaled, first_of, of_tuple, swapped, in_loop, guarded, flags
"""Lists and tuples of numbers that are taken apart at once: each number is unboxed, whatever is no such list is CPython's."""


def total(xs: list[int]) -> int:
    a, b, c = xs
    return a * 100 + b * 10 + c


def mixing(state: list[int], rounds: int) -> list[int]:
    a, b, c, d = state
    for i in range(rounds):
        t = (a + (b ^ c) + i) & 0xFFFFFFFF
        a, b, c, d = d, (a << 3 | a >> 29) & 0xFFFFFFFF, b, (c + t) & 0xFFFFFFFF
    return [a, b, c, d]


def scaled(xs: list[float], by: float) -> float:
    x, y = xs
    for _ in range(3):
        x, y = x * by - y, y * by + x
    return x + y


def first_of(rows: list[list[int]]) -> int:
    found = 0
    for row in rows:
        low, high = row
        found += high - low
    return found


def of_tuple(xs: tuple[int, ...]) -> int:
    a, b = xs
    return a - b


def swapped(xs: list[int]) -> list[int]:
    [a, b] = xs
    a, b = b, a
    xs[:] = a, b
    return xs


def in_loop(pairs: list[tuple[float, ...]]) -> float:
    result = 0.0
    for pair in pairs:
        x, y = pair
        result += x * y
    return result


def guarded(xs: list[int]) -> str:
    try:
        a, b = xs
    except ValueError as error:
        return str(error)
    except TypeError as error:
        return repr(error)
    return f"{a + b}"


def flags(xs: list[bool]) -> int:
    a, b = xs
    return (a and 1 or 2) + (b is True)


def texts(xs: list[str]) -> str:
    a, b = xs
    return b + a


class Rows(list):
    def __iter__(self):
        return iter([7, 8])


class Int(int):
    def __add__(self, other):
        return "added"

    def __mul__(self, other):
        return 7


BIG = 1 << 80

CASES = [
    (total, ([1, 2, 3],)),
    (total, ([1, 2],)),
    (total, ([1, 2, 3, 4],)),
    (total, ([1, True, 3],)),
    (total, ([1, 2.5, 3],)),
    (total, ([BIG, 2, 3],)),
    (total, ([Int(4), 2, 3],)),
    (total, ((1, 2, 3),)),
    (total, (iter([1, 2, 3]),)),
    (total, ({1: 2, 3: 4, 5: 6},)),
    (total, (7,)),
    (mixing, ([1, 2, 3, 4], 9)),
    (mixing, ([1 << 63, 2, 3, 4], 2)),
    (scaled, ([1.5, 2.5], 0.5)),
    (scaled, ([1.5, 2], 0.5)),
    (first_of, ([[1, 5], [2, 4]],)),
    (first_of, ([[1, 5], [2, 4], [1]],)),
    (first_of, ([Rows([1, 2]), [2, 4]],)),
    (of_tuple, ((5, 3),)),
    (of_tuple, ((5,),)),
    (of_tuple, ((5, 3, 1),)),
    (of_tuple, ([5, 3],)),
    (of_tuple, ((5, 3.5),)),
    (swapped, ([3, 4],)),
    (in_loop, ([(1.0, 2.0), (0.5, 4.0)],)),
    (in_loop, ([(1.0, 2.0), (0.5, 4)],)),
    (in_loop, ([(1.0, 2.0), (0.5,)],)),
    (guarded, ([1, 2],)),
    (guarded, ([1],)),
    (guarded, ([1, 2, 3],)),
    (guarded, (None,)),
    (flags, ([True, False],)),
    (flags, ([1, 0],)),
    (texts, (["a", "b"],)),
    (texts, (["a"],)),
]
