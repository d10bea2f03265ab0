# native: total, stored, walk, moved
"""Attributes of objects of more types than are remembered, and of objects whose attributes are in a dictionary."""
import copy
from typing import Optional


class Part:
    def __init__(self, size: int) -> None:
        self.size = size
        self.weight: float = size * 0.5
        self.inner: "Optional[Part]" = None

    def area(self) -> float:
        return self.weight


class A(Part):
    def area(self) -> float:
        return self.weight + 1.0


class B(Part):
    pass


class C(Part):
    def area(self) -> float:
        return 2.0


class D(Part):
    pass


class E(Part):
    def area(self) -> float:
        return self.weight * 3.0


class F(E):
    pass


class G(Part):
    @property
    def shade(self) -> int:
        return 1


def total(parts: list[Part], n: int) -> tuple:
    size = 0
    weight = 0.0
    for _ in range(n):
        for p in parts:
            size += p.size
            weight += p.weight + p.area()
            if p.inner is not None:
                size += p.inner.size
    return size, weight


def stored(parts: list[Part], n: int) -> list:
    for i in range(n):
        for p in parts:
            p.size += 300
            p.weight = p.weight + i
            if p.inner is None:
                p.inner = Part(i)
    return [(p.size, p.weight, p.inner.size) for p in parts]


def walk(p: Part) -> int:
    n = 0
    while p.inner is not None:
        n += p.size
        p = p.inner
    return n


def moved(p: Part, k: int) -> tuple:
    old = p.size
    p.size = old + k
    p.weight = 1.5
    return old, p.size, p.weight, p.inner is None


def every():
    return [cls(i * 100) for i, cls in enumerate((A, B, C, D, E, F, G, Part))]


def taken_over(kind):
    p = Part(1000)
    p.inner = Part(2)
    if kind == 1:
        p.__dict__["more"] = 5
        for i in range(40):
            setattr(p, "name" + str(i), i)
    elif kind == 2:
        p.__dict__ = {"size": 7, "weight": 2.5, "inner": None}
    elif kind == 3:
        p = copy.deepcopy(p)
    elif kind == 4:
        p.__dict__[1] = 2
    elif kind == 5:
        del p.inner
        p.__dict__.update(inner=None)
    return p


def test_types():
    parts = every()
    return total(parts, 30), stored(parts, 12), total(parts, 3)


def test_taken_over():
    out = []
    for kind in range(6):
        p = taken_over(kind)
        out.append((moved(p, 1000), moved(p, 1000), walk(p), total([p], 2), list(p.__dict__)[:4]))
    return out


def test_missing():
    p = taken_over(1)
    del p.size
    return moved(p, 1)
