# native: three_arguments, two_arguments
"""`pow` of two and three arguments, `sum`, `len`, `bool`, `int` with arguments."""


def two_arguments(a: float, b: float) -> float:
    return pow(a, b)


def three_arguments(a: int, b: int, m: int) -> int:
    return pow(a, b, m)


def ints(a: int, b: int) -> int:
    return pow(a, b)


def keywords(a: int) -> int:
    return pow(base=a, exp=3, mod=7)


def sums(n: int) -> list:
    return [sum(range(n)), sum([0.1] * n), sum((1, 2.5, 3)), sum([], 5), sum(i * i for i in range(n)), sum([1, 2], start=10)]


def lengths(t: tuple, s: str, xs: list, d: dict) -> list:
    return [len(t), len(s), len(xs), len(d), bool(t), bool(s), bool(xs), bool(d), not xs]


def parse(text: str, base: int) -> int:
    return int(text, base)


def wrong(how: int):
    if how == 0:
        return len(5)
    if how == 1:
        return sum(5)
    if how == 2:
        return sum(["a"])
    if how == 3:
        return int("x")
    if how == 4:
        return float("x")
    if how == 5:
        return pow(2, -1, 4)
    if how == 6:
        return pow(2, 1.5, 3)
    if how == 7:
        return int(5, 2)
    return bool(1, 2)


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), error.args


def test_three():
    values = [0, 1, 2, -3, 2**31, 2**62, -(2**63), 10**20]
    return [outcome(three_arguments, a, b, m) for a in values for b in (0, 1, 5, 2**62, -1, 10**20) for m in (1, 7, -7, 2**31, 2**61 - 1, 2**64, 0)]


def test_two():
    return [outcome(f, a, b) for f in (two_arguments, ints) for a in (0.0, 2.0, -2.0, 3, 0) for b in (2.0, 0.5, -1.0, 3, -2, 70)]


CASES = [(keywords, (5,)), (lengths, ((1, 2), "", [], {1: 2})), (parse, ("ff", 16)), (parse, ("12", 1)), (parse, ("0x1f", 0))]
CASES += [(sums, (n,)) for n in (0, 1, 10)] + [(wrong, (n,)) for n in range(9)]
