"""Casting rays at spheres, with dataclasses for vectors, rays and spheres."""
# N=320

import math
from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Vec:
    x: float
    y: float
    z: float

    def __add__(self, o: "Vec") -> "Vec":
        return Vec(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o: "Vec") -> "Vec":
        return Vec(self.x - o.x, self.y - o.y, self.z - o.z)

    def scale(self, k: float) -> "Vec":
        return Vec(self.x * k, self.y * k, self.z * k)

    def dot(self, o: "Vec") -> float:
        return self.x * o.x + self.y * o.y + self.z * o.z

    def unit(self) -> "Vec":
        return self.scale(1.0 / math.sqrt(self.dot(self)))


@dataclass
class Ray:
    origin: Vec
    direction: Vec

    def at(self, t: float) -> Vec:
        return self.origin + self.direction.scale(t)


@dataclass
class Sphere:
    center: Vec
    radius: float
    brightness: float = 1.0

    def hit(self, ray: Ray) -> Optional[float]:
        oc = ray.origin - self.center
        b = oc.dot(ray.direction)
        c = oc.dot(oc) - self.radius * self.radius
        disc = b * b - c
        if disc < 0:
            return None
        t = -b - math.sqrt(disc)
        return t if t > 1e-6 else None


def shade(ray: Ray, spheres: list[Sphere], light: Vec) -> float:
    nearest: Optional[Sphere] = None
    best = math.inf
    for sphere in spheres:
        t = sphere.hit(ray)
        if t is not None and t < best:
            best = t
            nearest = sphere
    if nearest is None:
        return 0.0
    point = ray.at(best)
    normal = (point - nearest.center).unit()
    return nearest.brightness * max(0.0, normal.dot(light)) + 0.1


def bench(n: int) -> tuple[float, int, float]:
    spheres = [Sphere(Vec(i - 2.0, (i % 3) - 1.0, 6.0 + i % 2), 0.8, 0.5 + i / 10) for i in range(5)]
    light = Vec(1.0, 1.0, -1.0).unit()
    origin = Vec(0.0, 0.0, 0.0)
    pixels: list[float] = []
    for y in range(n):
        for x in range(n):
            direction = Vec((x - n / 2) / n, (y - n / 2) / n, 1.0).unit()
            pixels.append(shade(Ray(origin, direction), spheres, light))
    lit = [p for p in pixels if p > 0]
    return round(sum(lit), 6), len(lit), round(max(lit), 6)
