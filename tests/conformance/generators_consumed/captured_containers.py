# native 3.12+: traces, products, halves, rebound, deleted, argument, ended, least, in_loop, nested, texts, kept_by_others, chosen
"""Generator expressions in their consumers' places that capture lists and other objects, whose cells nobody sees until something leaves."""
from typing import Any, Optional

LOG: list[str] = []


class Loud:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(self.name)


def traces(n: int) -> float:
    m = [[i * 0.5 + j for i in range(n)] for j in range(n)]
    return sum(m[i][i] for i in range(n))


def products(n: int) -> list[list[float]]:
    a = [[i * 0.5 + j for i in range(n)] for j in range(n)]
    b = [[i - j * 0.25 for i in range(n)] for j in range(n)]
    return [[sum(a[i][k] * b[k][j] for k in range(n)) for j in range(n)] for i in range(n)]


def halves(n: int) -> int:
    xs = [i * i % 7 for i in range(n)]
    return sum(xs[i] for i in range(0, n, 2)) + sum(1 for i in range(1, n) if xs[i] > xs[i - 1])


def indexed(xs: list[Any], count: int) -> Any:
    ys = xs + []
    ys.append(1)
    return sum(ys[i] for i in range(count))


def rebound(n: int) -> list[int]:
    out: list[int] = []
    xs = [1, 2, 3]
    for k in range(n):
        out.append(sum(xs[i] * k for i in range(len(xs))))
        xs = [x + k for x in xs]
        if k == 2:
            xs = xs[1:]
        out.append(max(xs[i] for i in range(len(xs))))
    return out


def deleted(n: int, soon: bool) -> Any:
    xs = [i * 2 for i in range(n)]
    total = sum(xs[i] for i in range(n))
    if soon:
        del xs
    try:
        return total + sum(xs[i] for i in range(n))
    except NameError as error:
        return type(error).__name__, str(error)


def in_handler(n: int) -> list[Any]:
    out: list[Any] = []
    xs = [3, 2, 1, 0]
    for k in range(n):
        try:
            out.append(sum(10 // xs[i] for i in range(k)))
        except ZeroDivisionError as error:
            xs = [9, 8, 7, 6, 5]
            out.append((str(error), error.__traceback__.tb_frame.f_locals["xs"] is xs))
        except IndexError as error:
            out.append(str(error))
    return out


def argument(xs: list[float], factor: float) -> float:
    return sum(xs[i] * factor for i in range(len(xs)))


def argument_changed(xs: list[float], factor: float) -> float:
    first = sum(xs[i] * factor for i in range(len(xs)))
    factor = first + 1
    xs = xs[1:]
    return sum(xs[i] * factor for i in range(len(xs)))


def ended(n: int) -> int:
    loud = Loud("first")
    xs = [loud, Loud("second")]
    total = sum(len(xs[i].name) for i in range(len(xs)))
    loud = Loud("third")
    LOG.append("changed")
    total += sum(len(loud.name) for _ in range(n))
    del xs
    LOG.append("gone")
    return total


def frames(n: int) -> Any:
    xs = [1, 2, 3] * n
    seen = sum(xs[i] for i in range(len(xs)))
    xs = [4]
    try:
        return sum(xs[i] for i in range(n + 2))
    except IndexError as error:
        names = error.__traceback__.tb_frame.f_locals
        return seen, sorted((name, repr(value)[:20]) for name, value in names.items())


def least(n: int) -> int:
    xs = [i * 5 % 7 for i in range(n)]
    return min(range(len(xs)), key=lambda i: xs[i])


def in_loop(rows: list[list[int]]) -> list[int]:
    out: list[int] = []
    for row in rows:
        out.append(sum(row[i] * row[-1 - i] for i in range(len(row))))
    return out


def nested(n: int) -> list[Any]:
    i = 5
    xs = [i, n]
    first = [[sum(xs[k] * i for k in range(2)) + j for j in range(2)] for i in range(n)]
    return [first, i, [sum(i * j for _ in xs) for j in range(n)], i]


def texts(words: list[str], n: int) -> str:
    parts = [word.upper() for word in words]
    sep = "-" * n
    return ",".join(parts[i] + sep for i in range(len(parts)))


def kept_by_others(n: int) -> list[Any]:
    xs = [i for i in range(n)]
    total = sum(xs[i] for i in range(n))
    add = lambda y: xs.append(y) or total
    add(4)
    xs = xs + [7]
    return [add(5), xs, add.__closure__[1].cell_contents is xs, sum(xs[i] for i in range(3))]


def both(n: int, flag: bool) -> Any:
    xs: Optional[list[int]] = None
    if flag:
        xs = [1] * n
    try:
        return sum(xs[i] for i in range(n))
    except TypeError as error:
        return str(error)


def chosen(n: int) -> list[int]:
    best = -1
    out: list[int] = []
    for k in range(n):
        if all(k % p for p in out) and not any(p == best for p in out):
            out.append(k + 2)
            best = sum(1 for p in out if p > best)
    return out


def logged(function: Any, *arguments: Any) -> Any:
    LOG.clear()
    result = function(*arguments)
    return result, LOG[:]


CASES = [
    *((function, (n,)) for function in (traces, products, halves) for n in (0, 1, 4)),
    (indexed, ([1, 2, 3], 4)),
    (indexed, ([1.5, 2, 3], 4)),
    (indexed, ([1, 2**70, 3], 4)),
    (indexed, (["a", 2], 2)),
    (indexed, ([1, 2], 5)),
    (rebound, (6,)),
    *((deleted, (3, soon)) for soon in (False, True)),
    (in_handler, (8,)),
    (argument, ([1.0, 2.0, 3.5], 2.0)),
    (argument, ([1.0, 2, 3.5], 2)),
    (argument, ([1.0, "x"], 2)),
    (argument_changed, ([1.0, 2.0, 3.5], 2.0)),
    (argument_changed, ([2], "a")),
    (logged, (ended, 3)),
    (logged, (frames, 2)),
    (least, (1,)),
    (least, (8,)),
    (in_loop, ([[1, 2, 3], [], [4], [2**62, 4]],)),
    (in_loop, ([[1, 2, 3], (4, 5), [None]],)),
    (nested, (3,)),
    (texts, (["a", "bc"], 2)),
    (texts, (["a", 3], 2)),
    (kept_by_others, (3,)),
    *((both, (3, flag)) for flag in (True, False)),
    (chosen, (12,)),
]
