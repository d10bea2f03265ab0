# native: area, maybe, later, locals_too
"""`from __future__ import annotations`: hints are strings, and mean the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from nowhere import Nothing


def area(w: float, h: float) -> float:
    return w * h


def maybe(a: Optional[int] = None) -> int:
    return 0 if a is None else a + 1


def later(a: Later, b: int | None) -> Later:
    return a if b is None else a + b


def unknown(a: Nothing, b: list[Nothing]) -> Nothing:
    return a


def locals_too(n: int) -> float:
    total: float = 0
    weight: float
    for i in range(n):
        weight = i * 0.5
        total += weight
    return total


class Point:
    x: float
    y: Point | None

    def length(self, scale: float) -> float:
        return self.x * scale


Later = int

CASES = [(area, (2.0, 3)), (area, (2, 3)), (maybe, ()), (maybe, (4,)), (maybe, (True,)), (later, (3, None)), (later, (3, 4)), (later, (2**63 - 1, 1))]
CASES += [(unknown, (1, [])), (locals_too, (4,)), (locals_too, (0,))]


def test_annotations():
    return area.__annotations__, later.__annotations__, Point.__annotations__
