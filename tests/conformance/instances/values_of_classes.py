# native: step, charge, Account.fee, by_class, shadowed, changed_midway, of_bases, counted, of_lies, Slotted.weigh, defaults, chained
"""What classes have themselves: loaded from instances and from classes, hidden, changed, removed, and of other types than shown."""
from dataclasses import dataclass
from typing import ClassVar


class World:
    GRAVITY = -9.81
    STEPS = 3
    NAME = "world"
    IS_FLAT = False
    LIMITS = (1, 2.5)
    RATES = [0.5, 1.5]
    PARENT = None

    def __init__(self, height: float) -> None:
        self.height = height
        self.speed = 0.0
        self.count = 0


def step(world: World, dt: float) -> float:
    for _ in range(world.STEPS):
        world.speed += world.GRAVITY * dt
        world.height += world.speed * dt
        world.count += world.STEPS
        if world.IS_FLAT and world.height < 0.0:
            world.height = -world.height
    return world.height * world.LIMITS[1] + world.RATES[0]


def test_step():
    world = World(10.0)
    return [step(world, 0.25) for _ in range(3)], world.__dict__, world.NAME * world.STEPS, world.PARENT


class Account:
    RATE: float = 0.25
    FEE: ClassVar[int] = 2

    def __init__(self, balance: int) -> None:
        self.balance = balance

    def fee(self, amount: int) -> float:
        return amount * self.RATE + self.FEE


class Free(Account):
    RATE = 0
    FEE = 0


class Dear(Account):
    RATE = 1.5


def charge(accounts: list[Account], amount: int) -> float:
    total = 0.0
    for account in accounts:
        total += account.fee(amount) + account.RATE
    return total


def test_inherited():
    return charge([Account(1), Free(2), Dear(3)] * 3, 7), Account(1).fee(3), Free(1).fee(3), Dear(1).fee(3)


def by_class(n: int) -> float:
    total = 0.0
    for i in range(n):
        total += World.GRAVITY * i + Account.RATE + Free.RATE + Dear.RATE
    return total


def test_by_class():
    return by_class(0), by_class(9)


def shadowed(world: World, n: int) -> list[float]:
    found = []
    for i in range(n):
        if i == 3:
            world.GRAVITY = 2.0
        found.append(world.GRAVITY * 2.0)
        if i == 6:
            del world.GRAVITY
    return found


def test_shadowed():
    world = World(1.0)
    found = shadowed(world, 10)
    other = World(2.0)
    other.__dict__["GRAVITY"] = 5.0
    return found, shadowed(other, 2), shadowed(world, 2), world.__dict__


def test_shadowed_by_what_it_is_not():
    world = World(1.0)
    world.GRAVITY = "heavy"
    with_text = []
    for value in ("heavy", None, 3, True, 2**80):
        world.GRAVITY = value
        try:
            with_text.append(step(world, 0.5))
        except TypeError as error:
            with_text.append(str(error))
    return with_text


def changed_midway(world: World, n: int) -> float:
    total = 0.0
    for i in range(n):
        total += world.GRAVITY + World.STEPS
        if i == 4:
            World.GRAVITY = 1.25
            World.STEPS = 7
        if i == 7:
            del World.GRAVITY
    return total


def test_changed_midway():
    try:
        first = changed_midway(World(1.0), 7)
        try:
            return first, changed_midway(World(1.0), 10)
        except AttributeError as error:
            return first, str(error)
    finally:
        World.GRAVITY = -9.81
        World.STEPS = 3


class Base:
    SIZE = 1


class Middle(Base):
    pass


class Lowest(Middle):
    SIZE = 2

    @property
    def doubled(self) -> int:
        return self.SIZE * 2


def of_bases(objects: list[Base]) -> int:
    total = 0
    for an_object in objects:
        total += an_object.SIZE
    return total


def test_of_bases():
    objects = [Base(), Middle(), Lowest()] * 3
    first = of_bases(objects)
    Middle.SIZE = 10
    second = of_bases(objects)
    del Middle.SIZE
    Lowest.SIZE = property(lambda self: 100)
    third = of_bases(objects)
    Lowest.SIZE = 2
    objects[0].SIZE = 1000
    return first, second, third, of_bases(objects), Lowest().doubled


class Counted:
    made = 0
    total = 0.0

    def __init__(self, value: float) -> None:
        Counted.made += 1
        Counted.total += value


def counted(n: int) -> tuple[int, float]:
    for i in range(n):
        Counted(i * 0.5)
    return Counted.made, Counted.total


def test_counted():
    try:
        return counted(5), counted(3)
    finally:
        Counted.made = 0
        Counted.total = 0.0


class Lies:
    value: int = "text"  # type: ignore
    other = 3


def of_lies(lies: Lies, n: int) -> object:
    found = []
    for _ in range(n):
        found.append(lies.value * 2)
        found.append(lies.other + 1)
    return found


def test_lies():
    first = of_lies(Lies(), 2)
    Lies.other = 2.5
    second = of_lies(Lies(), 2)
    Lies.other = 3
    return first, second


class Slotted:
    __slots__ = ("mass",)
    FACTOR = 1.5

    def __init__(self, mass: float) -> None:
        self.mass = mass

    def weigh(self, n: int) -> float:
        total = 0.0
        for _ in range(n):
            total += self.mass * self.FACTOR + self.mass
        return total


def test_slotted():
    slotted = Slotted(2.0)
    try:
        slotted.FACTOR = 2.0
    except AttributeError as error:
        return slotted.weigh(4), str(error)


@dataclass
class Point:
    x: float = 0
    y: float = 0.0
    scale = 2


def defaults(n: int) -> float:
    total = 0.0
    for i in range(n):
        point = Point(i * 1.0) if i % 2 else Point()
        total += point.x * point.scale + point.y + Point.y
    return total


def test_defaults():
    return defaults(6), Point()


class Computed(type):
    @property
    def RATE(cls) -> float:
        return 4.0


class Special(metaclass=Computed):
    RATE = 2.0


class Node:
    next = None
    weight = 1

    def __init__(self, value: int) -> None:
        self.value = value


def chained(node: Node) -> int:
    total = 0
    while node is not None:
        total += node.value * node.weight
        node = node.next
    return total


def test_chained():
    first, second = Node(1), Node(2)
    first.next = second
    second.weight = 5
    return chained(first), chained(second), Special.RATE, Special().RATE


def test_dictionary_taken():
    world = World(1.0)
    names = world.__dict__
    first = step(world, 0.5)
    names["GRAVITY"] = 1.0
    second = step(world, 0.5)
    world.__dict__ = {"height": 1.0, "speed": 2.0, "count": 0, "STEPS": 2}
    return first, second, step(world, 0.5), world.count
