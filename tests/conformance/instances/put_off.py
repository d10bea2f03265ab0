# native: Vec.__add__, Vec.__sub__, Vec.__mul__, Vec.dot, Vec.cross, Vec.length, Vec.scaled, Vec.unit, chained, twice, branches
# native: summed, escapes, either, mean, in_try, loop_of_both, told, both_names, outer_and_inner, changed_between, changed_slot, kept, shown, loops, in_locals, with_objects, same_twice, raised_later, hinted, nested, slots, given_away
"""Instances of the module's classes that nobody gets to see: methods in the places of their calls, attributes that are values; seen
all the same where something leaves, while classes, methods and globals change."""
import gc
import math
import sys
import weakref
from dataclasses import dataclass

RERUNNABLE = False
log: list = []


@dataclass
class Vec:
    x: float
    y: float
    z: float

    def __add__(self, other: "Vec") -> "Vec":
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: "Vec") -> "Vec":
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, k: float) -> "Vec":
        return Vec(self.x * k, self.y * k, self.z * k)

    def dot(self, other: "Vec") -> float:
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: "Vec") -> "Vec":
        return Vec(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    def length(self) -> float:
        return math.sqrt(self.dot(self))

    def scaled(self, k: float) -> "Vec":
        return Vec(self.x * k, self.y * k, self.z * k)

    def unit(self) -> "Vec":
        return self.scaled(1.0 / self.length())


class Pair:
    def __init__(self, first: object, second: int) -> None:
        self.first = first
        self.second = second

    def swapped(self) -> "Pair":
        return Pair(self.second, self.second)

    def total(self) -> int:
        return self.second + self.second


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a: int, b: float) -> None:
        self.b = b
        self.a = a

    def more(self, k: int) -> "Slotted":
        return Slotted(self.a + k, self.b * 2.0)


class Noisy:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        log.append("end of " + self.name)


def chained(a: Vec, b: Vec, k: float) -> float:
    return (a + b * k - a.scaled(0.5)).dot(a.cross(b).unit())


def twice(a: Vec, b: Vec) -> tuple[float, float]:
    s = a + b
    t = s - b
    return s.x * t.y, t.z


def branches(a: Vec, b: Vec, flag: bool) -> float:
    s = a + b
    if flag:
        return s.length()
    t = s.scaled(2.0)
    if t.x > s.x:
        return t.y
    return t.z - s.z


def kept(vectors: list[Vec], by: Vec) -> list[Vec]:
    out = []
    for v in vectors:
        moved = v + by
        if moved.length() > 2.0:
            out.append(moved.scaled(0.5))
    return out


def shown(a: Vec, b: Vec) -> str:
    s = a + b
    text = repr(s)
    return text + str(s.x)


def loops(vectors: list[Vec], origin: Vec) -> float:
    total = 0.0
    for v in vectors:
        d = v - origin
        total += d.dot(d)
        while d.x > 1.0:
            d = d.scaled(0.5)
            total += d.x
    return total


def in_locals(a: Vec, b: Vec, what: object) -> object:
    s = a + b
    d = s - a
    value = what + d.x  # type: ignore[operator]
    return value, s.y


def with_objects(text: str, n: int) -> tuple[object, int]:
    p = Pair(text + "!", n)
    q = p.swapped()
    r = Pair(p.first, q.second)
    return r.first, r.total()


def same_twice(a: Vec) -> bool:
    s = a.scaled(2.0)
    t = s
    return s.x == t.x and t is s


def raised_later(a: Vec, b: Vec, items: list[int], index: int) -> float:
    s = a + b
    d = s.scaled(3.0)
    return d.x + items[index] + s.y


def hinted(a: Vec, k: int) -> float:
    s: Vec = a.scaled(2.0)
    for _ in range(k):
        t: Vec = s.scaled(0.5)
        s = a + t
    return s.x


def nested(n: int, a: Vec) -> float:
    p = Pair(a.scaled(2.0), n)
    return p.second + a.x


def slots(n: int) -> tuple[int, float]:
    s = Slotted(n, 0.5)
    t = s.more(n).more(1)
    return t.a + s.a, t.b


def given_away(n: int) -> "tuple[Pair, int]":
    p = Pair("kept", n)
    q = Pair(n, n + 1)
    return p, q.total()


def summed(vectors: list[Vec]) -> Vec:
    total = Vec(0.0, 0.0, 0.0)
    for v in vectors:
        total = total + v * 0.5
    return total


def escapes(c: Vec, limit: int) -> int:
    z = Vec(0.0, 0.0, 0.0)
    for i in range(limit):
        if z.dot(z) > 4.0:
            return i
        z = z.cross(c) + c
    return limit


def either(a: Vec, b: Vec, flag: int) -> float:
    if flag > 1:
        s = a + b
    elif flag > 0:
        s = a - b
    else:
        s = Vec(1.0, 2.0, 3.0)
    return s.x * s.y + s.z


def mean(pairs: list[Pair], text: str) -> Pair:
    best = Pair(text, 0)
    for p in pairs:
        if p.second > best.second:
            best = Pair(p.first, p.second)
    return best


def in_try(vectors: list[Vec], indices: list[int]) -> tuple[float, int]:
    acc = Vec(0.0, 0.0, 0.0)
    missing = 0
    for index in indices:
        step = acc.scaled(0.5)
        try:
            acc = vectors[index] + step
        except IndexError:
            missing += 1
            acc = step - acc
    return acc.x, missing


def loop_of_both(n: int, a: Vec) -> Vec:
    p = Vec(0.0, 1.0, 2.0)
    q = a.scaled(1.0)
    for i in range(n):
        if i % 3 == 0:
            p, q = q, p + q
        else:
            q = q - p
    return p if n % 2 else q


def finalized(n: int) -> int:
    p = Pair(Noisy("a"), n)
    q = Pair(Noisy("b"), n)
    log.append("made")
    total = p.second + q.second
    log.append("done")
    return total


def noisy_itself(name: str) -> int:
    return len(Noisy(name).name)


def vectors() -> list[Vec]:
    return [Vec(i * 0.5, 1.0 - i, i * i * 0.25) for i in range(8)]


def ends() -> list:
    found, log[:] = list(log), []
    return found


def test_values():
    a, b = Vec(1.0, 2.0, 3.0), Vec(-0.5, 0.25, 4.0)
    results = [chained(a, b, 1.5), twice(a, b), branches(a, b, True), branches(a, b, False)]
    results += [kept(vectors(), a), shown(a, b), loops(vectors(), a), in_locals(a, b, 2), in_locals(a, b, 2.5)]
    results += [with_objects("t", 4), same_twice(a), hinted(a, 3), nested(3, a), slots(5), given_away(7)[1]]
    return results


def test_loops():
    a, vs = Vec(1.0, 2.0, 3.0), vectors()
    results = [summed(vs), summed([]), escapes(a, 50), escapes(Vec(0.1, 0.1, 0.2), 30), escapes(a, 0)]
    results += [either(a, vs[2], flag) for flag in range(3)]
    results += [in_try(vs, [1, 50, 2, 3, -20, 4]), in_try([], [0, 1]), in_try(vs, [])]
    results += [loop_of_both(n, a) for n in range(9)]
    pairs = [Pair("p", 2), Pair([1], 5), Pair(None, 5), Pair("q", 4)]
    best = mean(pairs, "none")
    return results, best.first, best.second, mean([], "none").first, best is pairs[1]


def test_loops_with_others():
    results = []
    for odd in (None, 5, Pair("x", "y"), Vec("s", 1, 2)):  # type: ignore[arg-type]
        for call in (lambda: summed([Vec(1.0, 2.0, 3.0), odd]), lambda: mean([Pair(1, 1), odd], "t"), lambda: in_try([odd], [0, 1])):
            try:
                results.append(repr(call()).split(" at 0x")[0])
            except Exception as error:
                held = error.__traceback__.tb_next.tb_next
                results.append((str(error), held and {name: repr(value).split(" at 0x")[0] for name, value in held.tb_frame.f_locals.items()}))
    return results


def test_ints_in_float_fields():
    a, b = Vec(1, 2, 3), Vec(4, 5, 6)  # type: ignore[arg-type]
    return chained(a, b, 2), twice(a, b), branches(a, b, False), hinted(a, 2), loops([a, b], a), kept([a, b], b)


def test_others():
    class Odd(Vec):
        def __add__(self, other):
            return "odd"

        def scaled(self, k):
            return Vec(k, k, k)

        def __radd__(self, other):
            return Vec(0.0, 9.0, 0.0)

    a, odd = Vec(1.0, 2.0, 3.0), Odd(4.0, 5.0, 6.0)
    results = []
    for one, other in [(a, odd), (odd, odd), (a, a)]:
        for call in (lambda: twice(one, other), lambda: branches(one, other, False), lambda: hinted(one, 2)):
            try:
                results.append(call())
            except Exception as error:
                results.append(repr(error))
    return results


def test_seen_by_whoever_raises():
    a, b = Vec(1.0, 2.0, 3.0), Vec(0.5, 0.5, 0.5)
    results = []
    for what in ("text", None, [1], 2):
        try:
            results.append(in_locals(a, b, what))
        except TypeError as error:
            results.append((str(error), sorted(error.__traceback__.tb_next.tb_frame.f_locals)))
    for index in (0, 5, -9):
        try:
            results.append(raised_later(a, b, [1, 2, 3], index))
        except IndexError as error:
            held = error.__traceback__.tb_next.tb_frame.f_locals
            results.append((str(error), held["s"], held["d"], held["d"] is held["s"]))
    return results


def test_what_adds_looks_at_its_caller():
    class Looks:
        def __init__(self):
            self.seen = []

        def __add__(self, other):
            gc.collect()
            return other

    a, b = Vec(1.0, 2.0, 3.0), Vec(0.5, 0.5, 0.5)
    return in_locals(a, b, Looks())


def test_finalizers():
    results = [finalized(3), ends(), noisy_itself("x"), ends()]
    for _ in range(5):
        finalized(1)
    noisy_itself("y")
    return results, ends()


def test_changed_methods():
    a, b = Vec(1.0, 2.0, 3.0), Vec(0.5, 0.5, 0.5)
    results = [chained(a, b, 1.0)]
    old = Vec.scaled
    Vec.scaled = lambda self, k: Vec(k, k, k)
    results.append(chained(a, b, 1.0))
    Vec.scaled = old
    results.append(chained(a, b, 1.0))
    dot = Vec.dot
    Vec.dot = lambda self, other: 100.0
    results += [chained(a, b, 1.0), branches(a, b, True)]
    Vec.dot = dot
    a.length = lambda: 77.0  # type: ignore[method-assign]
    results += [branches(a, b, True), kept([a], b)]
    return results


def test_changed_init():
    a, b = Vec(1.0, 2.0, 3.0), Vec(0.5, 0.5, 0.5)
    results = [twice(a, b), with_objects("u", 1)]
    old = Vec.__init__

    def init(self, x, y, z):
        log.append("init")
        old(self, x, y, z * 2)

    Vec.__init__ = init  # type: ignore[method-assign]
    results += [twice(a, b), branches(a, b, False), ends()]
    Vec.__init__ = old  # type: ignore[method-assign]
    results += [twice(a, b), ends()]
    code = Pair.__init__.__code__

    def other(self, first, second):
        self.first = first
        self.second = -second

    Pair.__init__.__code__ = other.__code__
    results += [with_objects("u", 1), given_away(2)[1]]
    Pair.__init__.__code__ = code
    results += [with_objects("u", 1)]
    return results


def test_changed_class():
    a, b = Vec(1.0, 2.0, 3.0), Vec(0.5, 0.5, 0.5)
    results = [twice(a, b), with_objects("v", 3)]
    Pair.__setattr__ = lambda self, name, value: object.__setattr__(self, name, (name, value))
    try:
        results.append(with_objects("v", 3))
    except TypeError as error:
        results.append(str(error))
    del Pair.__setattr__
    Pair.__getattribute__ = lambda self, name: 5
    try:
        results.append(with_objects("v", 3))
    except Exception as error:
        results.append(repr(error))
    del Pair.__getattribute__
    Pair.second = property(lambda self: 11, lambda self, value: log.append(value))
    results += [given_away(4)[1], ends()]
    del Pair.second
    Pair.__del__ = lambda self: log.append(("end", self.second))
    results += [with_objects("v", 3), ends()]
    del Pair.__del__
    return results, with_objects("v", 3)


def test_new():
    old = Pair

    class Other(Pair):
        def __new__(cls, *args):
            log.append(args)
            return object.__new__(cls)

        def swapped(self):
            return self

    globals()["Pair"] = Other
    results = [with_objects("v", 3), ends()]
    globals()["Pair"] = old
    return results, with_objects("v", 3), ends()


def test_changed_globals():
    a, b = Vec(1.0, 2.0, 3.0), Vec(0.5, 0.5, 0.5)
    results = [twice(a, b)]
    old = Vec

    @dataclass
    class Other:
        x: float
        y: float
        z: float

        def __sub__(self, other):
            return Other(-1.0, -2.0, -3.0)

        def scaled(self, k):
            return Other(k, 0.0, 0.0)

    globals()["Vec"] = Other
    results += [twice(a, b), hinted(a, 2)]
    del globals()["Vec"]
    try:
        twice(a, b)
    except NameError as error:
        results.append((str(error), error.__traceback__.tb_next.tb_lineno))
    globals()["Vec"] = old
    results += [twice(a, b)]
    return results


def test_deep():
    def deeper(n: int) -> object:
        if n == 0:
            return chained(Vec(1.0, 2.0, 3.0), Vec(0.5, 0.5, 0.5), 2.0)
        return deeper(n - 1)

    return deeper(10), deeper(100)


def test_traced():
    a, b = Vec(1.0, 2.0, 3.0), Vec(0.5, 0.5, 0.5)
    seen = []

    def trace(frame, event, arg):
        seen.append((frame.f_code.co_name, event, frame.f_lineno))
        return trace

    sys.settrace(trace)
    try:
        result = twice(a, b)
    finally:
        sys.settrace(None)
    return result, seen


def test_counts():
    first = object()
    kept = [first, Pair, Vec]
    before = list(map(sys.getrefcount, kept))
    a = Vec(1.0, 2.0, 3.0)
    for n in range(50):
        with_objects("w", n)
        Pair(first, n).total()
        nested(n, a)
        twice(a, a)
    after = list(map(sys.getrefcount, kept))
    return [new - old for new, old in zip(after, before)]


def test_no_weak_references_left():
    p, total = given_away(3)
    seen = weakref.ref(p)
    del p
    return seen() is None, total


def handled(text: str, n: int) -> int:
    p = Pair(text, n)
    try:
        return int(text) + p.second
    except ValueError as error:
        log.append(error.args)
        return p.second
    except TypeError:
        raise


def test_handled():
    return handled("7", 1), handled("x", 2), ends()


class Swapped:
    def __init__(self, a: int, b: float) -> None:
        self.b = b
        self.a = a

    def more(self, k: int) -> "Swapped":
        return Swapped(self.a + k, self.b * 2.0)


class Held:
    def __init__(self, n: int) -> None:
        self.n = n

    def next(self) -> "Held":
        return Held(self.n + 1)


class Slot:
    __slots__ = ("n",)

    def __init__(self, n: int) -> None:
        self.n = n

    def next(self) -> "Slot":
        return Slot(self.n + 1)


def told(a: Swapped, what: object) -> object:
    s = a.more(3)
    value = what + s.a  # type: ignore[operator]
    return value, s.b


def both_names(a: Vec, n: int, what: object) -> object:
    s = a.scaled(2.0)
    d = s
    for i in range(n):
        s = d.scaled(0.5)
        d = s
    value = what + s.x  # type: ignore[operator]
    return value, d.y


def outer_and_inner(a: Vec, n: int, what: object) -> object:
    s = a.scaled(2.0)
    for _ in range(n):
        d = s
        for _ in range(2):
            value = what + d.x  # type: ignore[operator]
            d = d.scaled(0.5)
        s = s + d
    return s.x, what


def changed_between(a: Held, change) -> tuple[object, object]:
    s = a.next()
    result = change()
    return s.n, result


def changed_slot(a: Slot, change) -> tuple[object, object]:
    s = a.next()
    result = change()
    return s.n, result


def ended(a: Held, change) -> int:
    s = a.next()
    n = s.n
    change()
    return n


def summed_by(vectors: list[Vec], change) -> tuple[float, int]:
    total = Held(0)
    x = 0.0
    for v in vectors:
        total = total.next()
        x += v.x
        if x > 3.0:
            change()
    return x, total.n


def test_ends_told():
    def tell():
        Held.__del__ = lambda self: log.append(("end", self.n))

    held = Held(5)
    results = [ended(held, tell), ends(), summed_by(vectors(), tell), ends()]
    del Held.__del__
    held.n = 6
    return results, ended(held, int), ends()


def test_locals_of_a_traceback():
    seen = []
    a = Vec(1.0, 2.0, 3.0)
    for call in (
        lambda: told(Swapped(1, 2.0), "x"),
        lambda: both_names(a, 0, "x"),
        lambda: both_names(a, 3, "x"),
        lambda: outer_and_inner(a, 2, "x"),
        lambda: outer_and_inner(a, 2, 1),
    ):
        try:
            seen.append(call())
        except TypeError as error:
            held = error.__traceback__.tb_next.tb_next.tb_frame.f_locals
            seen.append((list(vars(held["s"]).items()), held["s"] is held.get("d")))
    return seen


def test_classes_changed_between():
    results = []

    def as_property():
        Held.n = property(lambda self: 99, lambda self, value: log.append(value))

    def otherwise():
        Held.__getattribute__ = lambda self, name: name

    results.append(changed_between(Held(1), as_property))
    del Held.n
    results += [changed_between(Held(2), int), changed_between(Held(1), otherwise)]
    del Held.__getattribute__
    results += [changed_between(Held(3), int), ends()]
    member = Slot.n

    def of_class():
        Slot.n = 5

    def none():
        del Slot.n

    for change in (int, of_class, none):
        try:
            results.append(changed_slot(Slot(1), change))
        except AttributeError as error:
            results.append(str(error))
        Slot.n = member
    return results
