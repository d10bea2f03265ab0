"""The equations of motion, integrated step by step."""


def period(radius: float, speed: float, step: float = 0.0001) -> float:
    """How long a body takes once round another of mass 1, starting at a right angle to it."""
    x: float = radius
    y: float = 0.0
    vx: float = 0.0
    vy: float = speed
    time: float = 0.0
    below = False
    while True:
        distance = (x * x + y * y) ** 0.5
        pull = -1.0 / (distance * distance * distance)
        vx += pull * x * step
        vy += pull * y * step
        x += vx * step
        y += vy * step
        time += step
        if y < 0.0:
            below = True
        elif below:
            return time
