"""Attributes of instances, classes and modules are read, stored and deleted, bound or not, in expressions and in loops."""

import types


class Point:
    kind = "point"

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, by: int) -> "Point":
        return Point(self.x + by, self.y + by)

    def swap(self) -> None:
        self.x, self.y = self.y, self.x

    def grow(self, n: int) -> float:
        for _ in range(n):
            self.x += 1
            self.y *= 2
        return self.x + self.y


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a


def read(p):
    return p.x


def read_hinted(p: Point) -> int:
    return p.x + p.y


def store(p: Point, value: object) -> object:
    p.x = value
    return p.x


def store_new(p, value):
    p.fresh = value
    return sorted(vars(p))


def delete(p):
    del p.x
    return sorted(vars(p))


def delete_twice(p: Point) -> None:
    del p.x
    del p.x


def chain(p):
    return p.x.y.x


def chain_store(p, value) -> object:
    p.x.y = value
    return p.x.y


def through_class(p: Point) -> list:
    return [type(p).kind, p.kind, Point.kind, p.__class__.__name__]


def shadow_class(p: Point) -> list:
    p.kind = "own"
    before = p.kind
    del p.kind
    return [before, p.kind]


def slot_round(a) -> list:
    s = Slotted(a)
    s.b = s.a
    del s.a
    return [s.b, hasattr(s, "a")]


def slot_unset(a) -> object:
    s = Slotted(a)
    return s.b


def slot_unknown(a) -> None:
    s = Slotted(a)
    s.c = a


def slot_delete_unset(a) -> None:
    s = Slotted(a)
    del s.b


def of_module(name: str) -> object:
    m = types.ModuleType(name)
    m.value = 3
    m.value += 4
    del m.value
    return m.value


def of_number(n: int, x: float) -> list:
    return [n.real, n.numerator, x.imag, x.real]


def missing_on_number(n: int) -> object:
    return n.missing


def store_on_number(n: int) -> None:
    n.real = 1


def method_value(p: Point) -> list:
    bound = p.moved
    return [bound(1).x, bound.__self__ is p, bound.__func__ is Point.moved]


def method_missing(p: Point) -> object:
    return p.nothing(1)


def call_non_method(p: Point) -> object:
    return p.x(1)


def own_callable(p: Point) -> object:
    p.moved = lambda by: by * 3
    return p.moved(5)


def none_attribute(p: Point | None) -> int:
    if p is not None:
        return p.x
    return p.x


def order(log: list) -> list:
    def say(what, value):
        log.append(what)
        return value

    say("object", Point(1, 2)).x = say("value", 3)
    return log


CASES = [(f, (Point(1, 2),)) for f in (read, read_hinted, delete, delete_twice, chain, through_class, shadow_class, method_value, method_missing, call_non_method, own_callable, none_attribute)]
CASES += [(read, (a,)) for a in (None, 3, "s", Point, [])] + [(read_hinted, (Point(a, b),)) for a in (1, "s", None) for b in (2.5, "t")] + [(none_attribute, (None,))]
CASES += [(store, (Point(1, 2), v)) for v in (3, None, [1], 2**70)] + [(store, (None, 1)), (store, (5, 1)), (store_new, (Point(1, 2), "v")), (store_new, (Slotted(1), 1))]
CASES += [(chain, (Point(Point(0, Point("deep", 1)), 2),)), (chain, (Point(Point(1, None), 2),)), (chain_store, (Point(Point(1, 2), 3), 9)), (chain_store, (Point(1, 2), 9))]
CASES += [(f, (7,)) for f in (slot_round, slot_unset, slot_unknown, slot_delete_unset)] + [(of_module, ("made",)), (of_number, (5, 2.5)), (of_number, (True, 3)), (missing_on_number, (5,)), (missing_on_number, (2**70,)), (store_on_number, (5,)), (order, ([],))]
CASES += [(Point.grow, (Point(a, b), n)) for a, b in ((1, 2), (2**62, 2**61), (1.5, "t"), (None, 1)) for n in (0, 1, 4)] + [(Point.swap, (Point(1, [2]),)), (Point.moved, (Point(1, "s"), 1))]
