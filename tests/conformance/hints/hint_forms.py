# native: optional, union, final, literal, annotated, alias, local_hints, string_hint
"""Hints in all the forms that people write them."""

import math
import typing
from typing import Annotated, Any, ClassVar, Final, Literal, Optional, TypeVar, Union
import typing as t

Number = Union[int, float]
Metres = float
Nested = Optional["Metres"]
T = TypeVar("T", int, float)
RATE: Final = 2.5
STEPS: Final[int] = 3


def optional(a: Optional[int], b: typing.Optional[float] = None) -> int:
    if a is None:
        return -1 if b is None else -2
    return a + (0 if b is None else 1)


def pipe(a: int | None, b: float | int = 1) -> float:
    return 0.5 if a is None else a * b


def union(a: Union[int, float]) -> float:
    return a * 2 + 1


def number(a: Number, b: Number) -> Number:
    return a + b


def final(a: int) -> float:
    x: Final[int] = a + STEPS
    return x * RATE


def literal(mode: Literal[1, 2], a: float) -> float:
    if mode == 1:
        return a * 2
    return a / 2


def annotated(a: Annotated[int, "positive"], b: t.Annotated[float, ">0"]) -> Annotated[float, "out"]:
    return a / b


def alias(a: Metres, b: "Metres") -> Metres:
    return math.sqrt(a * a + b * b)


def string_hint(a: "int", b: "Optional[float]" = None) -> "float":
    return a if b is None else a + b


def local_hints(n: int) -> float:
    total: float = 0.0
    i: int
    for i in range(n):
        square: int = i * i
        total += square
    last: "float" = total
    return last


def any_hint(a: Any, b: object) -> Any:
    return (a, b)


def generic(a: T, b: T) -> T:
    return a * b


def no_hints(a, b=2):
    return a * b + 1


def partial_hints(a: int, b) -> int:
    return a + b


def wrong_hint(a: int) -> str:
    x: str = a + 1
    return x


def unresolved(a: "NoSuchName", b: int = 1) -> "AlsoNot":  # noqa: F821
    return a + b


def expression_hint(a: (lambda: int)(), b: [1, 2] = 3) -> 5:
    return a + b


def hinted_not_bound(n: int) -> int:
    x: int
    if n > 0:
        x = n
    return x


class Holder:
    limit: ClassVar[int] = 4
    value: float

    def scaled(self, x: float) -> float:
        return x * self.limit


VALUES = [0, 3, -2, 2.5, True, None, 2**63, "s"]
CASES = [(f, (v,)) for f in (optional, pipe, union, wrong_hint, final, hinted_not_bound, no_hints) for v in VALUES]
CASES += [(f, (a, b)) for f in (number, annotated, alias, string_hint, generic, any_hint, partial_hints, unresolved, expression_hint) for a in (3, 2.5, True) for b in (2, 0.5)]
CASES += [(local_hints, (n,)) for n in (0, 5, True, 2.5, None)]
CASES += [(literal, (m, x)) for m in (1, 2, 3, True, 1.0, "1") for x in (1.5, 3)] + [(optional, (5, 1.5)), (optional, (None, 2)), (string_hint, (4,))]


def test_holder():
    return Holder().scaled(2.5), Holder.__annotations__
