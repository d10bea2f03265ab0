# native: Point.__init__, Point.length, Point.shift, total, bump, read, write, walk
"""Attributes of instances: where they are, and all the ways in which they can be somewhere else."""

from __future__ import annotations


class Point:
    unit = 7

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y
        self.count = 0
        self.flag = False

    def length(self) -> float:
        return self.x * self.x + self.y * self.y

    def shift(self, dx: float, dy: float) -> None:
        self.x += dx
        self.y += dy
        self.count += 1
        self.flag = not self.flag


class Slotted:
    __slots__ = ("x", "y", "__dict__")

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y


class Bare:
    __slots__ = ("x", "y")
    x: float
    y: float


class Special:
    def __init__(self) -> None:
        self.log: list[str] = []

    @property
    def x(self) -> float:
        self.log.append("get")
        return 2.5

    @x.setter
    def x(self, value: float) -> None:
        self.log.append(f"set {value}")


class Computed:
    def __getattr__(self, name: str) -> float:
        if name == "x":
            return 1.5
        raise AttributeError(name)

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name + "_", value)


class Node:
    def __init__(self, value: int, next: Node | None) -> None:
        self.value = value
        self.next = next


class Loud:
    def __init__(self, log: list[str]) -> None:
        self.log = log

    def __del__(self) -> None:
        self.log.append("gone")


def total(points: list[Point]) -> float:
    result = 0.0
    for p in points:
        result += p.length()
    return result


def bump(p: Point, times: int) -> tuple[float, float, int, bool]:
    for _ in range(times):
        p.shift(0.5, -0.25)
    return p.x, p.y, p.count, p.flag


def read(p):
    return p.x


def write(p, value):
    p.x = value


def walk(node: Node | None) -> int:
    total = 0
    while node is not None:
        total += node.value
        node = node.next
    return total


def test_plain():
    p = Point(1.0, 2.0)
    return bump(p, 5), vars(p), total([p, Point(0.5, 0.5)])


def test_other_types():
    p = Point(1, True)
    return bump(p, 3), [type(value) for value in vars(p).values()]


def test_text_instead():
    p = Point("a", "b")
    try:
        return p.length()
    except TypeError as error:
        return str(error)


def test_all_sorts():
    objects = [Point(1.0, 2.0), Slotted(3.0, 4.0), Special(), Computed()]
    bare = Bare()
    bare.x = 9.0
    objects.append(bare)
    result = []
    for _ in range(3):
        for item in objects:
            result.append(read(item))
            write(item, result[-1] + 1)
            result.append(read(item))
    return result, objects[2].log, vars(objects[3])


def test_missing():
    result = []
    for make in [Bare, Computed, lambda: 3, lambda: Point.__new__(Point)]:
        for attempt in range(2):
            try:
                result.append(read(make()))
            except AttributeError as error:
                result.append(str(error))
    try:
        write(3, 4)
    except AttributeError as error:
        result.append(str(error))
    return result


def test_dictionary_taken():
    p = Point(1.0, 2.0)
    d = p.__dict__
    p.shift(1.0, 1.0)
    d["x"] = 10.0
    result = [p.length(), dict(d)]
    p.shift(1.0, 1.0)
    result.append(dict(d))
    p.__dict__ = {"x": 5.0, "y": 6.0, "count": 0, "flag": True}
    p.shift(1.0, 1.0)
    result += [p.length(), vars(p), dict(d)]
    del p.x
    try:
        p.length()
    except AttributeError as error:
        result.append(str(error))
    write(p, 3.0)
    result.append(list(vars(p)))
    return result


def test_deleted_and_added():
    p = Point(1.0, 2.0)
    del p.x
    result = [list(vars(p))]
    p.x = 3.0
    p.extra = 4
    write(p, 8.0)
    result += [list(vars(p).items()), p.length()]
    return result


def test_class_changes():
    class Local:
        x = 1.5

    item = Local()
    result = [read(item), read(item)]
    Local.x = "changed"
    result.append(read(item))
    item.x = "own"
    result.append(read(item))
    Local.x = property(lambda self: "property")
    result.append(read(item))
    del Local.x
    result.append(read(item))
    item.__class__ = Point
    result.append(read(item))
    return result


def test_shadowed_later():
    class Local:
        x = 1.5

    items = [Local() for _ in range(3)]
    result = [read(item) for item in items]
    items[1].x = 7
    result += [read(item) for item in items]
    return result


def test_identity():
    p = Point(1.5, 2.5)
    kept = p.x
    p.shift(1.0, 1.0)
    other = p.x
    p.shift(1.0, 1.0)
    return kept, other, p.x


def test_many_types():
    result = []
    for number in range(12):
        made = type(f"T{number}", (), {"x": number})
        item = made()
        for _ in range(3):
            result.append(read(item))
        item.x = -number
        result.append(read(item))
    return result


def test_old_value_ends():
    log: list[str] = []
    p = Point(1.0, 2.0)
    p.x = Loud(log)
    p.y = 1.0
    write(p, 2.0)
    log.append("stored")
    p.x = Loud(log)
    try:
        p.shift(1.0, 1.0)
    except TypeError as error:
        log.append(str(error))
    p.x = None
    return log


def test_float_over_object():
    log: list[str] = []
    p = Point(1.0, 2.0)
    p.x = Loud(log)
    Point.__init__(p, 3.0, 4.0)
    log.append("init")
    return log, vars(p)


def test_walk():
    node = None
    for value in range(10):
        node = Node(value, node)
    cyclic = Node(2**70, None)
    return walk(node), walk(cyclic), walk(None)


def test_big():
    p = Point(1.0, 2.0)
    p.count = 2**63 - 1
    p.shift(0.0, 0.0)
    return p.count


CASES = [(walk, (None,)), (read, (1j,)), (read, (Point,))]
