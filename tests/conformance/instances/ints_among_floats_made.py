# native: around, path, scaled, walked, kept_or_not, spread
"""Instances whose attributes are hinted as floats and are given ints as well: an int stays an int, whether the instance is made or not."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class V3:
    def __init__(self, x: float, y: float, z: float) -> None:
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, o: V3) -> V3:
        return V3(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o: V3) -> V3:
        return V3(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k: float) -> V3:
        return V3(self.x * k, self.y * k, self.z * k)

    def dot(self, o: V3) -> float:
        return self.x * o.x + self.y * o.y + self.z * o.z


@dataclass(frozen=True)
class P2:
    x: float
    y: float = 0

    def __add__(self, o: P2) -> P2:
        return P2(self.x + o.x, self.y + o.y)

    def __mul__(self, k: float) -> P2:
        return P2(self.x * k, self.y * k)

    def norm(self) -> float:
        return self.x * self.x + self.y * self.y


@dataclass
class Body:
    name: str
    place: P2
    mass: float
    hits: int = 0
    log: list[float] = field(default_factory=list)


@dataclass(order=True, slots=True)
class Slot:
    low: float
    high: float

    def wide(self) -> float:
        return self.high - self.low


ORIGIN = V3(0, 0, z=0)
UNIT = V3(1.0, 1, -1)
HERE = [P2(2), P2(0.5, y=-1)]
ORDERED = sorted([Slot(3, 4), Slot(1.5, 2)]) if HERE else None


def around(n: int) -> list[Any]:
    a = ORIGIN
    b = HERE[0]
    for i in range(n):
        a = a + UNIT * (i + 1)
        b = b + HERE[1]
    return [a.x, a.y, a.z, b, ORIGIN.x, [s.wide() for s in ORDERED or []]]


def path(n: int, step: float) -> list[Any]:
    a = V3(0, 0, 0)
    d = V3(1, 2.5, 3)
    for i in range(n):
        a = a + d * step
        if i == n - 1:
            a = a - V3(1, 1, 1)
    return [a.x, a.y, a.z, a.dot(d)]


def scaled(xs: list[float]) -> list[Any]:
    out: list[Any] = []
    for x in xs:
        v = V3(x, 1, 2.0) * 2
        out.append(v.x)
        out.append(v.y)
        out.append((v + V3(0, 0.5, 1)).dot(V3(1, 1, 1)))
    return out


def walked(n: int) -> list[Any]:
    p = P2(0, 0)
    q = P2(1)
    r = P2(y=2, x=1.5)
    for i in range(n):
        p = p + q * i
        p = p + r
    return [p, p.x, p.y, q.y, r.norm(), P2(3).norm()]


def kept_or_not(n: int, wrong: Any) -> list[Any]:
    out: list[Any] = []
    total: float = 0
    for i in range(n):
        v = V3(i, i / 2, 7)
        w = v * 3
        if i == 2:
            out.append(w)
        total += w.dot(V3(1, 0, wrong))
    return [total, [(o.x, o.y, o.z) for o in out]]


def spread(n: int) -> list[Any]:
    bodies = [Body("a", P2(0, 0), 1), Body("b", P2(1.5, 2), mass=2.5, hits=3)]
    for i in range(n):
        for b in bodies:
            b.place = b.place + P2(1, 0.5)
            b.mass = b.mass + i
            b.hits += 1
            b.log.append(b.mass)
    s = Slot(1, 2.5)
    t = Slot(0, 3)
    return [bodies, s.wide(), t.wide(), s < t, max(s, t), min([s, t]).wide()]


def large(n: int) -> list[Any]:
    v = V3(2**62, 2**70, -1)
    for _ in range(n):
        v = v + V3(2**62, 1, 1)
    return [v.x, v.y, v.z]


def patched() -> list[Any]:
    out = [path(3, 2)]
    kept = V3.__init__

    def other(self: V3, x: float, y: float, z: float) -> None:
        kept(self, z, y, x)

    V3.__init__ = other  # type: ignore
    try:
        out.append(path(3, 2))
        out.append(kept_or_not(4, 1))
    finally:
        V3.__init__ = kept  # type: ignore
    out.append(path(3, 0.5))
    return out


class Sub(float):
    pass


def kinds() -> list[Any]:
    return [
        path(2, True), path(2, Sub(1.5)), scaled([1, 2.5, True, Sub(3), 10**20]), kept_or_not(4, 10**30), kept_or_not(3, Sub(2)),
        walked(3), P2(True).norm(), P2(10**200).norm(),
    ]


def fails(wrong: Any) -> Any:
    return kept_or_not(5, wrong)


class Shape:
    def __init__(self, centre: P2, size: float) -> None:
        self.centre = centre
        self.size = size

    def far(self, p: P2) -> float:
        return (p + self.centre * -1).norm() - self.size


class Floor:
    def __init__(self, y: float) -> None:
        self.y = y

    def far(self, p: P2) -> float:
        return p.y - self.y


def nearest(shapes: list[Any], p: P2) -> Any:
    return min(s.far(p) for s in shapes), max(s.far(p) for s in shapes)


def ranked() -> list[Any]:
    shapes = [Shape(P2(0, 0), 1), Shape(P2(1.5, 2), 0.5), Floor(-1)]
    out: list[Any] = [nearest(shapes, P2(i, i / 2)) for i in range(4)]
    for wrong in ([], [Floor("a")], [Floor(1), Floor("a")]):  # type: ignore
        try:
            out.append(nearest(wrong, P2(1)))
        except (TypeError, ValueError) as error:
            out.append((type(error), str(error)))
    return out


CASES = [
    (around, (0,)), (around, (4,)),
    (path, (0, 1)), (path, (3, 1)), (path, (3, 0.5)), (path, (1, 2)), (scaled, ([1, 2.0, -3],)), (scaled, ([],)),
    (walked, (0,)), (walked, (4,)), (kept_or_not, (5, 1)), (kept_or_not, (5, 0.25)), (spread, (0,)), (spread, (3,)),
    (large, (0,)), (large, (3,)), (patched, ()), (kinds, ()), (fails, ("a",)), (fails, (None,)), (ranked, ()),
]
