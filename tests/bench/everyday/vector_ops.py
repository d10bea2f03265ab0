"""Small 3D vector class with operator overloading, used to integrate a spring."""
# N=360000

import math


class Vec3:
    def __init__(self, x: float, y: float, z: float) -> None:
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other: "Vec3") -> "Vec3":
        return Vec3(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: "Vec3") -> "Vec3":
        return Vec3(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, k: float) -> "Vec3":
        return Vec3(self.x * k, self.y * k, self.z * k)

    def __rmul__(self, k: float) -> "Vec3":
        return self * k

    def __neg__(self) -> "Vec3":
        return Vec3(-self.x, -self.y, -self.z)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Vec3):
            return NotImplemented
        return (self.x, self.y, self.z) == (other.x, other.y, other.z)

    def __repr__(self) -> str:
        return f"Vec3({self.x:.6f}, {self.y:.6f}, {self.z:.6f})"

    def dot(self, other: "Vec3") -> float:
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: "Vec3") -> "Vec3":
        return Vec3(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    @property
    def length(self) -> float:
        return math.sqrt(self.dot(self))

    def normalized(self) -> "Vec3":
        size = self.length
        return self * (1.0 / size) if size > 0 else Vec3(0.0, 0.0, 0.0)


def simulate(steps: int, dt: float = 0.001) -> tuple[Vec3, Vec3]:
    pos = Vec3(1.0, 0.5, -0.25)
    vel = Vec3(0.0, 1.0, 0.3)
    field = Vec3(0.0, 0.0, 1.0).normalized()
    for _ in range(steps):
        force = -pos * 4.0 + 0.5 * vel.cross(field)
        vel = vel + force * dt
        pos = pos + vel * dt
    return pos, vel


def bench(n: int) -> tuple[str, float, bool]:
    pos, vel = simulate(n)
    return repr(pos), round(vel.length, 9), pos - pos == Vec3(0.0, 0.0, 0.0)
