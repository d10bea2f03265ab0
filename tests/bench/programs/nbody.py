"""Planets on their way around a star: floats in objects and lists."""

import math


class Body:
    def __init__(self, x: float, y: float, vx: float, vy: float, mass: float) -> None:
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.mass = mass


def system(count: int) -> list[Body]:
    bodies = [Body(0.0, 0.0, 0.0, 0.0, 1000.0)]
    for number in range(1, count):
        radius = 10.0 * number
        speed = math.sqrt(1000.0 / radius)
        angle = 2.4 * number
        x, y = radius * math.cos(angle), radius * math.sin(angle)
        bodies.append(Body(x, y, -speed * math.sin(angle), speed * math.cos(angle), 1.0 / number))
    return bodies


def step(bodies: list[Body], dt: float) -> None:
    for index in range(len(bodies)):
        one = bodies[index]
        for other in bodies[index + 1 :]:
            dx = other.x - one.x
            dy = other.y - one.y
            square = dx * dx + dy * dy + 1e-9
            pull = dt / (square * math.sqrt(square))
            one.vx += dx * pull * other.mass
            one.vy += dy * pull * other.mass
            other.vx -= dx * pull * one.mass
            other.vy -= dy * pull * one.mass
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy


def energy(bodies: list[Body]) -> float:
    total = 0.0
    for index, one in enumerate(bodies):
        total += 0.5 * one.mass * (one.vx * one.vx + one.vy * one.vy)
        for other in bodies[:index]:
            total -= one.mass * other.mass / math.hypot(one.x - other.x, one.y - other.y)
    return total


def bench(n: int = 8000) -> tuple[float, float]:
    bodies = system(7)
    before = energy(bodies)
    for _ in range(n):
        step(bodies, 0.01)
    return before, energy(bodies)
