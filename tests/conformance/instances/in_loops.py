# native: walked, last, best, broken, nested, held, both, kept, maybe, told, swapped, slotted, caught
"""Instances of which loops keep the last in a local, and which are seen behind the loop."""


class Vec:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __add__(self, other: "Vec") -> "Vec":
        return Vec(self.x + other.x, self.y + other.y)

    def __neg__(self) -> "Vec":
        return Vec(-self.x, -self.y)

    def __mul__(self, k: float) -> "Vec":
        return Vec(self.x * k, self.y * k)


class Named:
    def __init__(self, name: object, size: int) -> None:
        self.name = name
        self.size = size


class Slotted:
    __slots__ = ("z", "a")

    def __init__(self, z: object, a: int) -> None:
        self.z = z
        self.a = a


class Told:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        log.append(self.name)


log: list = []


def walked(n: int) -> tuple[Vec, Vec]:
    pos = Vec(1.0, 2.0)
    vel = Vec(0.5, -1.0)
    for _ in range(n):
        force = -pos * 0.25
        vel = vel + force
        pos = pos + vel * 0.5
    return pos, vel


def last(n: int) -> Vec:
    for i in range(n):
        v = Vec(i * 1.0, 2.0)
    return v


def best(n: int) -> float:
    top = Vec(0.0, 0.0)
    for i in range(n):
        v = Vec(i % 7 * 1.0, i * 0.5)
        if v.x > top.x:
            top = v
    return top.x + top.y


def broken(n: int) -> object:
    for i in range(n):
        v = Named("n", i)
        if v.size == 5:
            break
        if v.size == 40:
            return v
    else:
        return "all"
    return v, v.name, v.size


def nested(n: int) -> list[Vec]:
    out: list[Vec] = []
    for i in range(n):
        row = Vec(i * 1.0, 0.0)
        for j in range(i):
            cell = Vec(j * 1.0, row.x)
            row = row + cell
        out.append(row)
    out.append(cell)
    return out


def held(names: list) -> list:
    out: list = []
    for name in names:
        item = Named(name, len(out))
        out.append(item.name)
    del name
    out.append(item)
    return out


def both(n: int) -> bool:
    a = Vec(1.0, 1.0)
    b = a
    for i in range(n):
        b = a
        a = Vec(a.x + 1.0, b.y)
    return a is b, a is a, b.x, a.x


def kept(n: int) -> list:
    out = []
    v = Vec(0.0, 0.0)
    for i in range(n):
        v = v + Vec(1.0, 2.0)
        if i % 4 == 3:
            out.append(v)
    out.append(v)
    return out


def maybe(n: int):
    for i in range(n):
        if i > 2:
            v = Vec(i * 1.0, 1.0)
        total = i
    return total, v.x


def told(n: int) -> list:
    for i in range(n):
        item = Named(Told("t" + str(i)), i)
        log.append(item.size)
    log.append("behind")
    return log[:]


def swapped(n: int) -> tuple:
    a = Vec(1.0, 2.0)
    b = Vec(3.0, 4.0)
    for i in range(n):
        a, b = b, a + b
    return a, b


def slotted(names: list) -> list:
    item = Slotted("first", 0)
    for name in names:
        item = Slotted(name, item.a + 1)
    return [item.z, item.a, item]


def caught(values: list) -> list:
    out: list = []
    for value in values:
        try:
            item = Named(value, 1)
            out.append(item.size + value)
        except TypeError:
            out.append(item.name)
    out.append(item)
    return out


def big(n: int) -> object:
    for i in range(n):
        v = Named(i, i << 61)
    return v.size, v


def test_all():
    pairs = [(p.x, p.y) for p in (*walked(5), last(4), *kept(9), *nested(4), *swapped(5))]
    return pairs, best(20), broken(3), broken(9)[1:], both(4), both(0), held(["a", 1, None])[:3], big(4)[0]


def test_unbound():
    found = []
    for call in (lambda: last(0), lambda: maybe(2), lambda: maybe(5), lambda: nested(1), lambda: held([])):
        try:
            found.append(str(call()))
        except UnboundLocalError as error:
            found.append(str(error))
    return [text for text in found if "object at" not in text]


def test_told():
    log.clear()
    return told(4), log[:], told(0), log[:]


def test_slotted():
    z, a, item = slotted(["x", 1, None])
    return z, a, item.z, item.a


def test_caught():
    out = caught([1, "x", 2.5, None])
    return out[:-1], out[-1].name


def test_changed():
    """The class is another in the middle."""

    class Odd:
        calls = 0

        def __index__(self):
            Odd.calls += 1
            Vec.__init__ = other
            return 3

    def other(self, x, y):
        self.x = y
        self.y = x

    old = Vec.__init__
    try:
        before = walked(3)
        made = last(Odd())
        after = walked(3)
    finally:
        Vec.__init__ = old
    return [(v.x, v.y) for v in (*before, made, *after, *walked(3))]


def test_made_with_del():
    def ended(self):
        log.append(("ended", self.x))

    log.clear()
    Vec.__del__ = ended
    try:
        v = last(3)
        log.append("behind")
        del v
    finally:
        del Vec.__del__
    return log[:], last(2).x


RERUNNABLE = False
