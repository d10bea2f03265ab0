# native: kept_by_zip, kept_by_enumerate, ended_first
"""`zip` and `enumerate` keep what they gave last until they are asked again: that is when objects end that nobody else has."""

from typing import Iterator

ENDS: list[str] = []


class Told:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        ENDS.append(self.name)


def told(name: str, count: int) -> list[object]:
    ENDS.clear()
    return [Told(f"{name} {i}") for i in range(count)]


def kept_by_zip(xs: list[object], ys: list[object]) -> list[str]:
    i = 0
    for a, b in zip(xs, ys):
        xs[i] = None
        ys[i] = None
        a = None
        b = None
        ENDS.append(f"given up {i}")
        i += 1
    ENDS.append("behind the loop")
    return list(ENDS)


def kept_by_enumerate(xs: list[object], until: int) -> list[str]:
    for i, a in enumerate(xs, 1):
        xs[i - 1] = None
        a = None
        ENDS.append(f"given up {i}")
        if i == until:
            break
    ENDS.append("behind the loop")
    return list(ENDS)


def one_kept(xs: list[object], ys: list[int]) -> list[str]:
    i = 0
    for a, b in zip(xs, ys):
        xs[i] = b
        a = b
        ENDS.append(f"given up {i}")
        i += b
    ENDS.append("behind the loop")
    return list(ENDS)


def same_twice(xs: list[object]) -> list[str]:
    i = 0
    for a, b in zip(xs, xs):
        xs[i] = None
        a = b = None
        ENDS.append(f"given up {i}")
        i += 1
    return list(ENDS)


def replaced(xs: list[object]) -> list[str]:
    """As programs do: each item is replaced by what is made of it."""
    for i, x in enumerate(xs):
        x = Told(f"new {i}")
        xs[i] = x
        ENDS.append(f"replaced {i}")
    ENDS.append("behind the loop")
    found = list(ENDS)
    xs.clear()
    return found


def ended_first(n: int, m: int) -> list[str]:
    xs = told("left", n)
    ys = [Told(f"right {i}") for i in range(m)]
    held: list[list[object]] = [xs, ys]
    first: list[object] = held[0]
    second: list[object] = held[1]
    del xs, ys
    held.clear()
    for a, b in zip(first, second):
        a = b = None
        first = second = [1]
    ENDS.append("behind the loop")
    return list(ENDS)


def raised(xs: list[object], ys: list[object], wrong: int) -> list[str]:
    i = 0
    try:
        for a, b in zip(xs, ys):
            xs[i] = ys[i] = None
            a = b = None
            if i == wrong:
                raise KeyError(i)
            i += 1
    except KeyError as error:
        ENDS.append(f"raised {error}")
    return list(ENDS)


def given(xs: list[object]) -> Iterator[object]:
    while xs:
        yield xs.pop()


def both_given(xs: list[object], ys: list[object]) -> list[str]:
    for a, b in zip(given(xs), ys):
        a = None
        b = None
        ys[:] = ys[1:]
        ENDS.append("given up")
    ENDS.append("behind the loop")
    return list(ENDS)


def in_generator(xs: list[object], ys: list[object]) -> Iterator[int]:
    for i, a in enumerate(xs):
        xs[i] = None
        a = None
        yield i
    i = 0
    for a, b in zip(xs, ys):
        ys[i] = a
        a = b = None
        yield i
        i += 1


def asked(xs: list[object], ys: list[object], stop: int) -> list[str]:
    for i in in_generator(xs, ys):
        ENDS.append(f"given up {i}")
        stop -= 1
        if stop == 0:
            break
    ENDS.append("behind the loop")
    return list(ENDS)


class Clears:
    """Its end changes the lists that are walked along."""

    def __init__(self, lists: list[list[object]]) -> None:
        self.lists = lists

    def __del__(self) -> None:
        ENDS.append("clears")
        for one in self.lists:
            del one[2:]


def cleared(n: int) -> list[object]:
    ENDS.clear()
    xs: list[object] = [f"x{i}" for i in range(n)]
    ys: list[object] = [f"y{i}" for i in range(n)]
    xs[0] = Clears([xs, ys])
    seen: list[object] = []
    for a, b in zip(xs, ys):
        xs[0] = 0
        a = 0
        seen.append(b)
    ENDS.append("behind the loop")
    return [seen, xs, ys, list(ENDS)]


def test_zip():
    return [kept_by_zip(told("x", n), [Told(f"y {i}") for i in range(m)]) for n in range(4) for m in range(4)]


def test_enumerate():
    return [kept_by_enumerate(told("x", n), until) for n in range(4) for until in (0, 1, 2)]


def test_one_kept():
    return one_kept(told("x", 3), [1, 1]), one_kept(told("x", 2), [1, 1, 1])


def test_same_twice():
    return same_twice(told("x", 3))


def test_replaced():
    return replaced(told("x", 3))


def test_ended_first():
    return [ended_first(n, m) for n in range(3) for m in range(3)]


def test_raised():
    return [raised(told("x", 3), [Told(f"y {i}") for i in range(3)], wrong) for wrong in range(4)]


def test_generators():
    found = [both_given(told("x", 2), [Told(f"y {i}") for i in range(4)])]
    return found + [asked(told("x", 3), [Told(f"y {i}") for i in range(3)], stop) for stop in range(7)]


def test_cleared():
    return cleared(5)
