"""`match` on numbers and tuples; native or not, the same answer."""


def describe(n: int) -> str:
    match n:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "few"
        case n if n < 0:
            return "negative"
        case True:
            return "true"
        case _:
            return "many"


def shape(value) -> str:
    match value:
        case (0, y):
            return f"on axis {y}"
        case (x, y) if x == y:
            return f"diagonal {x}"
        case (x, *rest):
            return f"{x} and {rest}"
        case float(x):
            return f"float {x}"
        case None:
            return "none"
    return "else"


def in_loop(n: int) -> int:
    total = 0
    for i in range(n):
        match i % 4:
            case 0:
                total += 1
            case 1:
                continue
            case 2:
                total *= 3
            case _:
                total += 10**17
    return total


CASES = [(describe, (n,)) for n in (0, 1, 3, -4, 9, True, 2.0, 2**70, "a")]
CASES += [(shape, (v,)) for v in ((0, 5), (3, 3), (1, 2, 3), 2.5, None, 7, ())] + [(in_loop, (n,)) for n in (0, 9, 40)]
