# native: Vec.__neg__, Vec.__eq__, Vec.__lt__, negated, compared, ordered, equal, inverted, mixed, least
"""Operators with one operand and comparisons that instances of the module's classes have functions for."""


class Vec:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __neg__(self) -> "Vec":
        return Vec(-self.x, -self.y)

    def __pos__(self) -> "Vec":
        return self

    def __invert__(self) -> int:
        return int(self.x) ^ 1

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Vec):
            return NotImplemented
        return self.x == other.x and self.y == other.y

    def __lt__(self, other: "Vec") -> bool:
        return self.x < other.x


class Below(Vec):
    def __lt__(self, other: "Vec") -> bool:
        log.append("below")
        return self.y < other.y

    def __gt__(self, other: "Vec") -> bool:
        log.append("above")
        return self.y > other.y


class Asked:
    def __init__(self, name: str) -> None:
        self.name = name

    def __lt__(self, other: "Asked"):
        log.append(self.name + "<")
        return NotImplemented

    def __gt__(self, other: "Asked"):
        log.append(self.name + ">")
        return NotImplemented if other.name == "none" else self.name

    def __eq__(self, other):
        log.append(self.name + "==")
        return NotImplemented

    def __ne__(self, other):
        log.append(self.name + "!=")
        return NotImplemented


class Odd:
    def __eq__(self, other):
        return [other]

    def __lt__(self, other):
        return 0.0

    def __neg__(self):
        raise ValueError("no")


log: list = []


def negated(v: Vec, n: int) -> float:
    total = 0.0
    for _ in range(n):
        v = -v
        total += v.x * 2.0 + v.y
    return total


def compared(v: Vec, w: Vec) -> tuple[bool, bool]:
    return v < w, w < v


def ordered(vs: list[Vec]) -> int:
    count = 0
    for v in vs:
        for w in vs:
            if v < w:
                count += 1
    return count


def equal(vs: list[Vec], wanted: Vec) -> int:
    count = 0
    for v in vs:
        if v == wanted:
            count += 1
        if v != wanted:
            count += 100
    return count


def inverted(v: Vec) -> int:
    return ~v + ~(+v)


def mixed(v: Vec, other: object) -> bool:
    return v == other


def least(vs: list[Vec]) -> Vec:
    best = vs[0]
    for v in vs:
        if v < best:
            best = v
    return best


def asked(v: Asked, w: Asked):
    return v < w


def odd(o: Odd):
    return o == 1, (o < 2), not (o < 2)


def tried(o: Odd):
    try:
        return -o
    except ValueError as error:
        return str(error)


def vectors() -> list[Vec]:
    return [Vec(1.0, 2.0), Vec(3.0, 0.5), Vec(1.0, 2.0), Vec(-2.0, 4.0)]


def test_all():
    vs = vectors()
    return (
        negated(vs[1], 5),
        compared(vs[0], vs[1]),
        ordered(vs),
        equal(vs, vs[2]),
        inverted(vs[1]),
        [mixed(vs[0], other) for other in (vs[2], 1, None, "x", vs[1])],
        least(vs).x,
    )


def test_below():
    log.clear()
    vs = vectors() + [Below(0.0, 9.0), Below(7.0, 1.0)]
    return ordered(vs), least(vs).y, compared(vs[0], vs[-1]), compared(vs[-1], vs[0]), log[:]


def test_asked():
    log.clear()
    told = [asked(Asked("a"), Asked("b"))]
    for pair in ((Asked("a"), Asked("none")), (Asked("none"), Asked("none")), (Asked("none"), 3), (3, Asked("a"))):
        try:
            told.append(asked(*pair))
        except TypeError as error:
            told.append(str(error))
    a = Asked("a")
    told += [a == Asked("b"), a == a, a != a, a != 3]
    return told, log[:]


def test_odd():
    return odd(Odd()), tried(Odd())


def test_wrong():
    told = []
    for call in (lambda: negated(3, 2), lambda: negated("x", 2), lambda: compared(Vec(1.0, 2.0), 3), lambda: inverted(None)):
        try:
            told.append(call())
        except (TypeError, AttributeError) as error:
            told.append(str(error))
    return told


def test_replaced():
    vs = vectors()
    before = (negated(vs[0], 3), compared(vs[0], vs[1]))
    old = Vec.__neg__, Vec.__lt__
    Vec.__neg__ = lambda self: Vec(self.y, self.x)
    Vec.__lt__ = lambda self, other: "less"
    try:
        between = (negated(vs[0], 3), compared(vs[0], vs[1]))
    finally:
        Vec.__neg__, Vec.__lt__ = old
    return before, between, negated(vs[0], 3), compared(vs[0], vs[1])
