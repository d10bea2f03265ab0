# python: 3.12+
# native: double, larger, aliased
"""PEP 695: type parameters and the `type` statement."""

type Metres = float
type Maybe[T] = T | None
type Pair = tuple[float, float]


def double[T: (int, float)](a: T) -> T:
    return a + a


def larger[T: int](a: T, b: T) -> T:
    return a * 1000 if a > b else b * 1000


def aliased(a: Metres, b: Metres) -> Metres:
    return a * b - 1


def maybe(a: Maybe[int]) -> int:
    return -1 if a is None else a + 1


def unbounded[T, *Ts, **P](a: T) -> T:
    return a


def paired(p: Pair) -> float:
    x, y = p
    return x * y


class Box[T]:
    def __init__(self, value: T) -> None:
        self.value = value

    def times(self, n: int) -> T:
        return self.value * n


CASES = [(double, (a,)) for a in (1, 2.5, 2**62, True, "s")] + [(larger, (a, b)) for a in (1, 2**63) for b in (0, 5)]
CASES += [(aliased, (a, 2.0)) for a in (1.5, 3, 2**70)] + [(maybe, (None,)), (maybe, (4,)), (unbounded, ("x",)), (paired, ((1.5, 2),))]


def test_parameters():
    return [repr(f.__type_params__) for f in (double, larger, unbounded, Box)], Box(3).times(4), Metres.__value__, repr(Maybe[int])
