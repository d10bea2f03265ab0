# native: reverse, every, private, texts, tuples, deep
"""Slices with steps: of lists, tuples, strings and whatever else, private or not."""


def reverse(xs: list[int]) -> list[int]:
    return xs[::-1]


def every(xs: list[int], start: int, stop: int, step: int) -> list[int]:
    return xs[start:stop:step]


def private(n: int, step: int) -> int:
    xs = list(range(n))
    ys = xs[::step]
    zs = ys[::-1]
    zs[::2] = [7 for _ in zs[::2]]
    total = 0
    for z in zs[1::3]:
        total = total * 31 + z
    for z in zs:
        total += z
    return total


def texts(s: str, i: int, j: int) -> tuple[str, str, str, bool]:
    return s[::-1], s[i:j:2], s[j::-1], s == s[::-1]


def tuples(t: tuple[int, ...], step: int) -> tuple:
    return t[::step], t[::-1], t[::1]


class Odd:
    """Keeps what it is asked for."""

    def __init__(self) -> None:
        self.asked: list = []

    def __getitem__(self, key: slice) -> int:
        self.asked.append(("get", key))
        return 5

    def __setitem__(self, key: slice, value: int) -> None:
        self.asked.append(("set", key, value))

    def __delitem__(self, key: slice) -> None:
        self.asked.append(("delete", key))


def odd(o: list[int], i: int, j: int) -> int:
    value = o[i:j:2]
    o[i::j] = [1]
    o[i:j:-1] += [2]
    del o[:j:3]
    return value


def assign(xs: list[int], ys: list[int], step: int) -> list[int]:
    xs[::step] = ys
    return xs


def delete(xs: list[int], step: int) -> list[int]:
    del xs[::step]
    return xs


def deep(rows: list[list[float]], step: int) -> float:
    total = 0.0
    for row in rows[::step]:
        for x in row[::-step]:
            total = total / 2 + x
    return total


def zero(xs: list[int]) -> list[int]:
    return xs[::0]


class Rows(list):
    def __getitem__(self, key):
        return ["mine", key]


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error), str(error), error.__traceback__.tb_next.tb_lineno


def main() -> None:
    big = 10**30
    xs = list(range(11))
    print(reverse(xs), reverse([]), attempt(reverse, None), reverse(Rows([1, 2])), reverse("text"), reverse(b"bytes"), reverse(range(4)))
    for args in [(1, 9, 2), (9, 1, -2), (-3, 99, 1), (-99, 99, 3), (99, -99, -4), (0, 5, big), (big, -big, -1), (True, 7, 2), (1.5, 7, 2), (2, 8, 0)]:
        print(args, attempt(every, xs, *args))
    print(attempt(zero, xs), attempt(zero, ()), attempt(zero, Odd()))
    for step in (1, 2, 3, -1, -2, 50):
        print(step, private(17, step), tuples((1, 2, 3, 4, 5), step), deep([[0.5, 1.5], [2.5], [], [3.5, 4.5, 5.5]], step))
    print(attempt(private, 5, 0), attempt(tuples, (1,), 0), attempt(tuples, None, 1))
    whole = (1, 2)
    print(tuples(whole, 1)[2] is whole, tuples(whole, 1)[0] is whole)
    for s in ("", "a", "level", "straße", "žluťoučký", "🐍 snake", "x" * 100):
        for i, j in [(0, 3), (-2, 99), (5, 1)]:
            print(texts(s, i, j))
    asked = Odd()
    print(attempt(odd, asked, 1, 2), asked.asked)
    print([key[1] is asked.asked[2][1] for key in asked.asked])
    print(attempt(odd, list(range(9)), 4, 2), attempt(odd, list(range(9)), 4, 1), attempt(odd, None, 4, 1))
    print(assign(list(range(6)), [9, 9, 9], 2), attempt(assign, list(range(6)), [9, 9], 2), assign([1, 2], (3, 4), -1))
    print(attempt(assign, [1, 2], [3], 0), attempt(assign, (1, 2), [3], 1), delete(list(range(9)), 3), delete(list(range(9)), -4))
    print(attempt(delete, [1], 0), attempt(delete, "text", 1))


main()
