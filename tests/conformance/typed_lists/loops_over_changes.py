"""Loops over hinted lists and tuples that change meanwhile; the loop's items are not always what the hints say."""


def grows(xs: list[int]) -> list:
    seen: list[int] = []
    for x in xs:
        seen.append(x)
        if len(xs) < 8:
            xs.append(x + 1)
    return seen


def shrinks(xs: list[int]) -> list:
    seen: list[int] = []
    for x in xs:
        seen.append(x)
        if x == 2:
            xs.pop()
            xs.pop(0)
    xs.append(9)
    return seen


def cleared(xs: list[float]) -> list:
    seen: list[float] = []
    for i, x in enumerate(xs):
        seen.append(x + i)
        if i == 1:
            xs.clear()
            xs.extend([0.5, 1.5, 2.5, 3.5])
    return seen


def zipped(xs: list[int], ys: list[float]) -> float:
    total = 0.0
    for x, y in zip(xs, ys):
        total += x * y
        if len(ys) < 6:
            ys.append(y)
        if x == 3:
            xs.clear()
    return total


def backwards(xs: list[int]) -> list:
    seen: list[int] = []
    for x in reversed(xs):
        seen.append(x)
        if x == 2 and xs:
            xs.pop()
    return seen


def rebound(xs: list[int]) -> int:
    total = 0
    for x in xs:
        xs = [100]
        total += x + xs[0]
    return total


def pairs(ps: list[tuple[int, float]]) -> float:
    total = 0.0
    for a, b in ps:
        total += a * b
    return total


def popped(xs: list[int]) -> list:
    out: list[int] = []
    try:
        while True:
            out.append(xs.pop())
            out.append(xs.pop(0))
    except IndexError as error:
        return [out, str(error)]


def else_and_break(xs: tuple[int, ...], stop: int) -> str:
    for x in xs:
        if x == stop:
            break
    else:
        return "all"
    return "stopped"


def grid(rows: list[list[int]]) -> int:
    total = 0
    for row in rows:
        for i, x in enumerate(row, 1):
            total += x * i
            if x == 5:
                rows.append([1])
                row.append(2)
    return total


def appended(xs: list[float], n: int) -> list[float]:
    for k in range(n):
        xs.append(k)
        xs.append(k / 2)
    return xs


class Odd(list):
    def __iter__(self):
        return iter([7, 8])

    def append(self, x):
        super().append("odd")

    def pop(self, *a):
        if not len(self):
            raise IndexError("odd end")
        return super().pop(*a)


CASES = [(grows, ([1, 2],)), (grows, ([1.5, True],)), (grows, (Odd([1]),)), (shrinks, ([1, 2, 3, 4, 5],)), (shrinks, ([2],)), (shrinks, ((1,),)), (cleared, ([1.0, 2.0, 3.0],)), (cleared, ([1, 2.0],)), (zipped, ([1, 2, 3], [0.5, 1.5])), (zipped, ([1, True, 2.5], [1, 2.0, 3.0])),
         (zipped, ("ab", [1.0])), (zipped, ([1], None)), (backwards, ([1, 2, 3, 4],)), (backwards, (Odd([1, 2]),)), (rebound, ([1, 2],)), (rebound, ([2**63 - 1],)), (pairs, ([(1, 0.5), (2, 1.5)],)), (pairs, ([(1, 0.5), [2, 1]],)), (pairs, ([(1, 0.5), (1, 2, 3)],)),
         (pairs, ([(1, 0.5), "ab"],)), (popped, ([1, 2, 3],)), (popped, (["a", 2],)), (popped, (Odd([1, 2, 3]),)), (else_and_break, ((1, 2), 2)), (else_and_break, ((1, "x"), 5)), (else_and_break, ([1], 1)), (grid, ([[1, 5], [2]],)), (grid, ([[1], (2, 3), "a"],)), (appended, ([1.0], 3)), (appended, (Odd(), 2))]
