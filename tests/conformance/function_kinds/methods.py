"""Methods, static and class methods, properties, dunder methods, inheritance and super()."""


class Vector:
    count = 0

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y
        Vector.count += 1

    def dot(self, other: "Vector") -> float:
        return self.x * other.x + self.y * other.y

    def scaled(self, k: float) -> "Vector":
        return Vector(self.x * k, self.y * k)

    @property
    def norm2(self) -> float:
        return self.x * self.x + self.y * self.y

    @norm2.setter
    def norm2(self, value: float) -> None:
        self.x = value
        self.y = 0.0

    @staticmethod
    def gcd(a: int, b: int) -> int:
        while b:
            a, b = b, a % b
        return a

    @classmethod
    def unit(cls, n: int) -> "Vector":
        return cls(float(n), 1.0)

    def __eq__(self, other) -> bool:
        return self.x == other.x and self.y == other.y

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def __len__(self) -> int:
        return int(self.x)

    def __bool__(self) -> bool:
        return self.y != 0

    def __repr__(self) -> str:
        return f"Vector({self.x!r}, {self.y!r})"

    def __private(self, n: int) -> int:
        return n + 1

    def calls_private(self, n: int) -> int:
        return self.__private(n) * 2


class Sub(Vector):
    def dot(self, other: Vector) -> float:
        return super().dot(other) + 100

    def pure(self, n: int) -> int:
        total = 0
        for i in range(n):
            total += i * i
        return total


def test_vectors():
    v, w = Vector(1.5, 2.0), Sub(3, 4)
    results = [v.dot(w), w.dot(v), v.norm2, w.norm2, v + w, len(w), bool(v), v == w, v.scaled(2), repr(Vector.unit(3)), repr(Sub.unit(3))]
    v.norm2 = 9.0
    return results + [v, Vector.gcd(12, 18), v.gcd(2**70, 2**65 * 3), w.calls_private(3), Vector.dot(v, w), w.pure(6)]


def test_wrong_calls():
    outcomes = []
    for function in (lambda: Vector(1.0), lambda: Vector.dot(), lambda: Vector.gcd(1), lambda: Vector.unit(), lambda: Vector(1, 2).pure(3), lambda: Sub(1, 2).pure("a")):
        try:
            outcomes.append(function())
        except Exception as error:
            outcomes.append((type(error), str(error)))
    return outcomes


def test_missing_attribute():
    v = Vector(1.0, 2.0)
    del v.x
    return v.dot(v)


def test_method_replaced():
    original = Vector.dot
    Vector.dot = lambda self, other: "replaced"
    try:
        return Vector(1.0, 2.0).dot(None), Sub(1.0, 2.0).__class__.__mro__
    finally:
        Vector.dot = original


def test_bound_methods():
    bound = Vector(1.0, 2.0).dot
    return bound.__self__, bound.__func__ is Vector.dot, bound.__name__, bound(Vector(2.0, 3.0))
