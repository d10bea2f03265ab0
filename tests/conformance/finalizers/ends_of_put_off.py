# native: slots, made_with_slots, values, turned, inherited, met
"""Instances that are not made end as CPython would have ended them: slots by name, values in the order in which the class got to know them."""

from dataclasses import dataclass

log: list = []


class Noisy:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        log.append(self.name)


class Slots:
    __slots__ = ("b", "c", "a")

    def __init__(self, b: object, c: object, a: object) -> None:
        self.b = b
        self.c = c
        self.a = a


class Private:
    __slots__ = ("__z", "P", "a")

    def __init__(self, a: object, z: object, p: object) -> None:
        self.a = a
        self.__z = z
        self.P = p


@dataclass(slots=True)
class Made:
    second: object
    first: object
    number: int


class Values:
    def __init__(self, b: object, a: object) -> None:
        self.b = b
        self.a = a


class Turned:
    def __init__(self, b: object, a: object) -> None:
        self.b = b
        self.a = a


class Base:
    __slots__ = ("m", "n")


class Derived(Base):
    __slots__ = ("l", "k")

    def __init__(self, n: object, m: object, l: object, k: object) -> None:
        self.n = n
        self.m = m
        self.l = l
        self.k = k


class Plain(Slots):
    pass


class Mixed(Base):
    def __init__(self, n: object, a: object, m: object) -> None:
        self.n = n
        self.a = a
        self.m = m


def slots(n: int) -> int:
    s = Slots(Noisy("b"), Noisy("c"), Noisy("a"))
    p = Private(Noisy("pa"), Noisy("pz"), Noisy("pp"))
    log.append("made")
    s = Slots(n, n, n)
    log.append("s")
    p = Private(n, n, n)
    log.append("p")
    return n


def made_with_slots(n: int) -> int:
    s = Made(Noisy("second"), Noisy("first"), n)
    log.append("made")
    total = s.number
    s = Made(n, n, n)
    log.append("s")
    return total + s.number


def values(n: int) -> int:
    s = Values(Noisy("b"), Noisy("a"))
    log.append("made")
    s = Values(n, n)
    log.append("s")
    return n


def turned(n: int) -> int:
    s = Turned(Noisy("b"), Noisy("a"))
    log.append("made")
    s = Turned(n, n)
    log.append("s")
    return n


def inherited(n: int) -> int:
    s = Derived(Noisy("n"), Noisy("m"), Noisy("l"), Noisy("k"))
    p = Plain(Noisy("b"), Noisy("c"), Noisy("a"))
    m = Mixed(Noisy("mn"), Noisy("ma"), Noisy("mm"))
    log.append("made")
    s = Derived(n, n, n, n)
    log.append("s")
    p = Plain(n, n, n)
    log.append("p")
    m = Mixed(n, n, n)
    log.append("m")
    return n


def met(n: int) -> int:
    s = Slots(Noisy("b"), Noisy("c"), Noisy("a"))
    for i in range(n):
        if i % 2:
            s = Slots(Noisy("b" + str(i)), s.b, Noisy("a" + str(i)))
        log.append("-")
    return n


def shown(function, n):
    log.clear()
    return function(n), list(log)


def test_slots():
    return [shown(slots, n) for n in (1, 2)]


def test_made_with_slots():
    return [shown(made_with_slots, n) for n in (1, 2)]


def test_values():
    return [shown(values, n) for n in (1, 2)]


def test_turned():
    first = object.__new__(Turned)
    first.a = 1
    first.b = 2
    return [shown(turned, n) for n in (1, 2)]


def test_inherited():
    return [shown(inherited, n) for n in (1, 2)]


def test_met():
    return [shown(met, n) for n in (1, 2, 5)]
