"""Objects that only a function knows, inheritance, operators with reflected versions, exceptions with groups, generators with state."""
import itertools
import types
import weakref
from typing import Iterator, Self, ClassVar


class Money:
    __slots__ = ("cents",)
    made: ClassVar[int] = 0

    def __init__(self, cents: int) -> None:
        self.cents = cents
        Money.made += 1

    def __add__(self, other: Self | int) -> Self:
        if isinstance(other, int):
            return type(self)(self.cents + other)
        if isinstance(other, Money):
            return type(self)(self.cents + other.cents)
        return NotImplemented

    __radd__ = __add__

    def __iadd__(self, other: int) -> Self:
        self.cents += other
        return self

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - other.cents)

    def __lt__(self, other: "Money") -> bool:
        return self.cents < other.cents

    def __index__(self) -> int:
        return self.cents

    def __divmod__(self, n: int) -> tuple["Money", "Money"]:
        q, r = divmod(self.cents, n)
        return Money(q), Money(r)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.cents})"

    def __format__(self, spec: str) -> str:
        return f"{self.cents / 100:{spec or '.2f'}}€"


class Euro(Money):
    __slots__ = ()

    def __radd__(self, other: object) -> str:
        return f"{other}+{self.cents}"


class Vec2:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __add__(self, o: "Vec2") -> "Vec2":
        return Vec2(self.x + o.x, self.y + o.y)

    def __mul__(self, k: float) -> "Vec2":
        return Vec2(self.x * k, self.y * k)

    def __eq__(self, o: object) -> bool:
        return isinstance(o, Vec2) and self.x == o.x and self.y == o.y

    def dot(self, o: "Vec2") -> float:
        return self.x * o.x + self.y * o.y


class Body:
    gravity = Vec2(0.0, -9.81)

    def __init__(self, at: Vec2, v: Vec2, mass: float = 1.0) -> None:
        self.at = at
        self.v = v
        self.mass = mass

    def step(self, dt: float) -> None:
        self.v = self.v + self.gravity * dt
        self.at = self.at + self.v * dt
        if self.at.y < 0:
            self.at.y = -self.at.y
            self.v.y *= -0.5

    @property
    def energy(self) -> float:
        return 0.5 * self.mass * self.v.dot(self.v) - self.mass * self.gravity.y * self.at.y


class Rocket(Body):
    fuel = 3

    def step(self, dt: float) -> None:
        if self.fuel > 0:
            self.fuel -= 1
            self.v = self.v + Vec2(0.0, 20.0) * dt
        super().step(dt)


def simulate(bodies: list[Body], n: int, dt: float) -> list[float]:
    out: list[float] = []
    for _ in range(n):
        total = 0.0
        for b in bodies:
            b.step(dt)
            total += b.energy
        out.append(total)
    return out


def private(n: int) -> float:
    at, v = Vec2(0.0, 0.0), Vec2(1.0, 2.0)
    for i in range(n):
        at = at + v * 0.5
        if at.x > 3:
            v = Vec2(-v.x, v.y)
    return at.dot(v)


def paid(prices: list[Money], cash: Money) -> Money:
    total = Money(0)
    for p in prices:
        total = total + p
        total += 1
    if cash < total:
        raise ValueError(f"{total:.1f} is more than {cash}") from IndexError(total.cents)
    return cash - total


def tries(values: list[object]) -> list[int]:
    errors: list[Exception] = []
    good = []
    for v in values:
        try:
            good.append(10 // int(v))
        except (ValueError, ZeroDivisionError) as e:
            e.add_note(f"value {v!r}")
            errors.append(e)
        except TypeError:
            continue
        else:
            good[-1] += 1
        finally:
            good.append(0)
    if errors:
        raise ExceptionGroup("bad", errors)
    return good


def grouped(values: list[object]) -> list[object]:
    out: list[object] = []
    try:
        out += tries(values)
    except* ZeroDivisionError as g:
        out.append(len(g.exceptions))
    except* ValueError as g:
        out.append([e.__notes__ for e in g.exceptions])
    return out


def accumulate(start: float) -> Iterator[float]:
    total = start
    n = 0
    while True:
        try:
            x = yield total
        except LookupError as e:
            total = float(len(str(e)))
            continue
        if x is None:
            return n
        total += x
        n += 1


def test_simulate():
    bodies = [Body(Vec2(0.0, 1.0), Vec2(1.0, 0.0)), Rocket(Vec2(0, 0), Vec2(1, 2), 2), Body(Vec2(True, 2**70), Vec2(0.5, -0.0))]
    first = simulate(bodies, 12, 0.125)
    bodies[0].step = types.MethodType(lambda self, dt: setattr(self, "mass", self.mass + dt), bodies[0])
    Body.gravity = Vec2(1, 1)
    try:
        return first, simulate(bodies, 3, 0.5), [vars(b).keys() for b in bodies]
    finally:
        Body.gravity = Vec2(0.0, -9.81)


def test_private():
    found = [private(n) for n in (0, 1, 9)]
    old = Vec2.__mul__
    Vec2.__mul__ = lambda self, k: Vec2(k, "x")
    try:
        private(2)
    except TypeError as error:
        found.append(str(error))
    finally:
        Vec2.__mul__ = old
    return found


def test_body_broken():
    return simulate([Body(Vec2(0.0, 1.0), None)], 2, 0.1)


def test_paid():
    Money.made = 0
    return paid([Money(5), Money(7)], Money(100)), Money.made, 3 + Money(4), Money(4) + 3, 3 + Euro(4), Euro(1) + Money(2), Money(2) + Euro(1), sum([Money(1), Money(2)]), divmod(Money(17), 5), hex(Money(255)), [1, 2, 3][Money(1)], f"{Money(1234)}|{Money(5):08.3f}"


def test_too_much():
    return paid([Money(500)], Money(3))


def test_not_money():
    return Money(3) + 1.5


def test_groups():
    return grouped([1, 2, "x", 0, "0", None, 5]), grouped([1, 2]), grouped([])


def test_group_raised():
    return tries(["x", 0, 3])


def test_accumulate():
    g = accumulate(1.0)
    found = [next(g), g.send(2.5), g.send(True), g.throw(KeyError("abc")), g.send(2**70)]
    try:
        g.send(None)
    except StopIteration as stop:
        found.append(stop.value)
    h = accumulate("x")
    next(h)
    try:
        h.send(1)
    except TypeError as error:
        found.append((str(error), h.gi_frame))
    return found, list(itertools.islice(accumulate(3), 5))


def test_weak():
    b = Body(Vec2(0.0, 1.0), Vec2(1.0, 0.0))
    r = weakref.ref(b.at)
    simulate([b], 1, 0.1)
    return r() is None
