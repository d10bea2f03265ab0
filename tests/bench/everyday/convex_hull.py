"""Convex hull of NamedTuple points, its area, and closest pair by grid search."""
# N=80000

import math
from typing import NamedTuple


class Point(NamedTuple):
    x: float
    y: float

    def distance(self, other: "Point") -> float:
        return math.hypot(self.x - other.x, self.y - other.y)


def make_points(count: int) -> list[Point]:
    points = []
    for i in range(count):
        angle = i * 2.399963
        radius = math.sqrt(i) * (1.0 + i * 7919 % 13 / 26)
        points.append(Point(radius * math.cos(angle), radius * math.sin(angle)))
    return points


def cross(o: Point, a: Point, b: Point) -> float:
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x)


def half_hull(points: list[Point]) -> list[Point]:
    hull: list[Point] = []
    for p in points:
        while len(hull) >= 2 and cross(hull[-2], hull[-1], p) <= 0:
            hull.pop()
        hull.append(p)
    return hull


def convex_hull(points: list[Point]) -> list[Point]:
    ordered = sorted(set(points))
    lower = half_hull(ordered)
    upper = half_hull(ordered[::-1])
    return lower[:-1] + upper[:-1]


def area(polygon: list[Point]) -> float:
    total = 0.0
    for p, q in zip(polygon, polygon[1:] + polygon[:1]):
        total += p.x * q.y - q.x * p.y
    return abs(total) / 2


def contains(polygon: list[Point], p: Point) -> bool:
    return all(cross(a, b, p) >= 0 for a, b in zip(polygon, polygon[1:] + polygon[:1]))


def closest_pair(points: list[Point], cell: float) -> float:
    cells: dict[tuple[int, int], list[Point]] = {}
    best = math.inf
    for p in points:
        cx, cy = int(p.x // cell), int(p.y // cell)
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                for q in cells.get((cx + dx, cy + dy), ()):
                    best = min(best, p.distance(q))
        cells.setdefault((cx, cy), []).append(p)
    return best


def bench(n: int) -> tuple[int, float, float, int]:
    points = make_points(n)
    hull = convex_hull(points)
    inside = sum(1 for p in points[::10] if contains(hull, Point(p.x * 1.3, p.y * 1.3)))
    return len(hull), round(area(hull), 6), round(closest_pair(points, 1.0), 9), inside
