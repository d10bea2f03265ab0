"""Planetary n-body simulation with a Body class."""
# N=120000

import math

SOLAR_MASS = 4 * math.pi ** 2
DAYS = 365.24


class Body:
    def __init__(self, name: str, x: float, y: float, z: float, vx: float, vy: float, vz: float, mass: float) -> None:
        self.name = name
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx * DAYS
        self.vy = vy * DAYS
        self.vz = vz * DAYS
        self.mass = mass * SOLAR_MASS

    def kinetic(self) -> float:
        return 0.5 * self.mass * (self.vx ** 2 + self.vy ** 2 + self.vz ** 2)

    def distance(self, other: "Body") -> float:
        return math.sqrt((self.x - other.x) ** 2 + (self.y - other.y) ** 2 + (self.z - other.z) ** 2)


class System:
    def __init__(self, bodies: list[Body]) -> None:
        self.bodies = bodies
        px: float = sum(b.vx * b.mass for b in bodies)
        py: float = sum(b.vy * b.mass for b in bodies)
        pz: float = sum(b.vz * b.mass for b in bodies)
        sun: Body = bodies[0]
        sun.vx, sun.vy, sun.vz = -px / sun.mass, -py / sun.mass, -pz / sun.mass

    def energy(self) -> float:
        total: float = 0.0
        for i, a in enumerate(self.bodies):
            total += a.kinetic()
            for b in self.bodies[i + 1:]:
                total -= a.mass * b.mass / a.distance(b)
        return total

    def advance(self, dt: float) -> None:
        for i, a in enumerate(self.bodies):
            for b in self.bodies[i + 1:]:
                dx: float = a.x - b.x
                dy: float = a.y - b.y
                dz: float = a.z - b.z
                d2: float = dx * dx + dy * dy + dz * dz
                mag: float = dt / (d2 * math.sqrt(d2))
                a.vx -= dx * b.mass * mag
                a.vy -= dy * b.mass * mag
                a.vz -= dz * b.mass * mag
                b.vx += dx * a.mass * mag
                b.vy += dy * a.mass * mag
                b.vz += dz * a.mass * mag
        for body in self.bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz


def make_system() -> System:
    return System([
        Body("sun", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        Body("jupiter", 4.84143, -1.16032, -0.10362, 0.00166008, 0.00769901, -0.0000690460, 0.000954792),
        Body("saturn", 8.34337, 4.12480, -0.40352, -0.00276743, 0.00499853, 0.0000230417, 0.000285886),
        Body("uranus", 12.8944, -15.1112, -0.22331, 0.00296460, 0.00237847, -0.0000296590, 0.0000436624),
        Body("neptune", 15.3797, -25.9193, 0.17926, 0.00268068, 0.00162824, -0.0000951592, 0.0000515139),
    ])


def bench(n: int) -> tuple[float, float, str]:
    system = make_system()
    before = system.energy()
    for _ in range(n):
        system.advance(0.01)
    nearest = min(system.bodies[1:], key=lambda b: b.distance(system.bodies[0]))
    return round(before, 9), round(system.energy(), 9), nearest.name
