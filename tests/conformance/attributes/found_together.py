# native: Body.move, Body.energy, pull, total, twice, Counter.tick, Counter.toggle, around, handled
"""Several attributes of one object with nothing in between are found together."""


class Body:
    def __init__(self, x: float, y: float, mass: float, hits: int) -> None:
        self.x = x
        self.y = y
        self.mass = mass
        self.hits = hits
        self.asleep = False

    def move(self, dx: float, dy: float) -> None:
        self.x += dx
        self.y += dy
        self.hits += 1
        self.asleep = self.x > 100.0

    def energy(self) -> float:
        return self.mass * (self.x * self.x + self.y * self.y) + self.hits


class Heavy(Body):
    def __init__(self) -> None:
        self.extra = "first"
        super().__init__(1.0, 2.0, 3.0, 4)


class Light(Body):
    mass = 0.5

    def __init__(self) -> None:
        self.hits = 0
        self.y = 1.0
        self.x = 2.0
        self.asleep = True


class Odd(Body):
    def __init__(self) -> None:
        self.inner = 3.0
        self.x = self.y = 1.5
        self.hits = 2
        self.asleep = False

    @property
    def mass(self) -> float:
        return self.inner * 2


class Lazy(Body):
    def __init__(self) -> None:
        self.x = 1.0
        self.hits = 7
        self.asleep = False

    def __getattr__(self, name):
        if name in ("y", "mass"):
            return 4.0
        raise AttributeError(name)


class Plain:
    __slots__ = ("x", "y", "mass", "hits", "asleep")

    def __init__(self) -> None:
        self.x = self.y = self.mass = 2.0
        self.hits = 1
        self.asleep = False


class Mixed(Plain):
    def __init__(self) -> None:
        super().__init__()
        self.more = 1


def pull(a: Body, b: Body, k: float) -> None:
    dx = a.x - b.x
    dy = a.y - b.y
    a.x -= dx * b.mass * k
    a.y -= dy * b.mass * k
    b.x += dx * a.mass * k
    b.y += dy * a.mass * k
    a.hits += 1
    b.hits += 1


def total(bodies: list[Body]) -> float:
    sum_ = 0.0
    for body in bodies:
        sum_ += body.x + body.y * 2.0 + body.mass * 4.0 + body.hits
        body.hits += 1
        body.x, body.y = body.y, body.x
    return sum_


def twice(body: Body, between) -> tuple:
    a = body.x + body.y + body.hits
    between(body)
    b = body.x + body.y + body.hits
    body.x = a
    body.y = b
    body.hits += 1
    between(body)
    return a, b, body.x, body.y, body.hits


class Counter:
    def __init__(self) -> None:
        self.small = 250
        self.large = (1 << 30) - 3
        self.huge = (1 << 60) - 3
        self.negative = 3
        self.on = False
        self.flips = 0

    def tick(self) -> None:
        self.small += 1
        self.large += 1
        self.huge += 1
        self.negative -= 1

    def toggle(self) -> bool:
        self.on = not self.on
        if self.on:
            self.flips += 1
        else:
            self.flips -= 1
        return self.on and self.flips > 0


def around(body: Body, n: int) -> float:
    best = 0.0
    for i in range(n):
        if i % 2:
            body.x += 1.0
        else:
            body.y += 1.0
        if body.x + body.y > best:
            best = body.x + body.y
            body.hits += i
    return best


def handled(body: Body, values: list[int]) -> float:
    try:
        body.x += 1.0
        body.y += 1.0 / values[0]
        body.mass += 1.0
    except (ZeroDivisionError, IndexError):
        body.x -= 2.0
        body.y -= 2.0
        body.hits += 1
    return body.x + body.y + body.mass


def state(body) -> tuple:
    names = ("x", "y", "mass", "hits", "asleep")
    found = tuple(getattr(body, name, "none") for name in names)
    return found, tuple(getattr(body, "__dict__", ()))


def nothing(body) -> None:
    pass


def look(body) -> None:
    vars(body)["x"] = vars(body)["x"] + 0.5


def replace(body) -> None:
    body.__dict__ = dict(body.__dict__, y=9.5)


def forget(body) -> None:
    value = body.y
    del body.y
    body.y = value + 1


def lose(body) -> None:
    del body.hits


def become(body) -> None:
    body.__class__ = Heavy if type(body) is Body else Body


def count(body) -> None:
    type(body).seen = getattr(type(body), "seen", 0) + 1


def shadow(body) -> None:
    type(body).x = property(lambda self: 11.0, lambda self, value: None)


def boxes(body) -> None:
    body.x = 3
    body.hits = 1 << 70


def text(body) -> None:
    body.y = "text"


def fresh() -> list:
    return [Body(1.0, 2.0, 3.0, 4), Heavy(), Light(), Odd(), Lazy(), Plain(), Mixed()]


def test_kinds():
    seen = []
    for body in fresh() + fresh():
        try:
            if isinstance(body, Body):
                body.move(0.25, 0.5)
                seen.append(body.energy())
            pull(body, Body(5.0, 6.0, 0.5, 1), 0.125)
            pull(Body(5.0, 6.0, 0.5, 1), body, 0.125)
        except (AttributeError, TypeError) as error:
            seen.append(repr(error))
        seen.append(state(body))
    return seen


def test_same_object():
    body = Body(1.0, 2.0, 3.0, 4)
    pull(body, body, 0.5)
    return state(body)


def test_lists():
    seen = []
    for _ in range(3):
        bodies = fresh() * 2
        bodies = [body for body in bodies if not isinstance(body, (Odd, Lazy))]
        seen.append((total(bodies), [state(body) for body in bodies]))
    return seen


def between(change, make):
    seen = []
    for _ in range(4):
        body = make()
        try:
            seen.append(twice(body, change))
        except Exception as error:
            seen.append((type(error), str(error)))
        seen.append(state(body))
    return seen


def test_nothing_between():
    return between(nothing, lambda: Body(1.0, 2.0, 3.0, 4)), between(nothing, Plain)


def test_look_between():
    return between(look, lambda: Body(1.0, 2.0, 3.0, 4))


def test_replace_between():
    return between(replace, lambda: Body(1.0, 2.0, 3.0, 4))


def test_forget_between():
    return between(forget, lambda: Body(1.0, 2.0, 3.0, 4)), between(forget, Plain), between(forget, Mixed)


def test_lose_between():
    return between(lose, lambda: Body(1.0, 2.0, 3.0, 4)), between(lose, Plain)


def test_become_between():
    return between(become, lambda: Body(1.0, 2.0, 3.0, 4))


def test_count_between():
    try:
        return between(count, lambda: Body(1.0, 2.0, 3.0, 4))
    finally:
        del Body.seen


def test_shadow_between():
    class Own(Body):
        pass

    return between(shadow, lambda: Own(1.0, 2.0, 3.0, 4))


def test_boxes_between():
    return between(boxes, lambda: Body(1.0, 2.0, 3.0, 4)), between(boxes, Plain)


def test_text_between():
    return between(text, lambda: Body(1.0, 2.0, 3.0, 4)), between(text, Plain)


def test_counter():
    counter = Counter()
    seen = []
    for _ in range(12):
        counter.tick()
        seen.append((counter.small, counter.large, counter.huge, counter.negative, counter.toggle(), counter.flips))
    return seen


def test_kept_values():
    # A value that somebody else holds is not written to.
    counter = Counter()
    kept = [(counter.small, counter.large, counter.huge)]
    body = Body(1.5, 2.5, 3.5, 1000)
    held = [body.x, body.y, body.hits]
    for _ in range(8):
        counter.tick()
        kept.append((counter.small, counter.large, counter.huge))
        body.move(0.5, 0.5)
        held += [body.x, body.y, body.hits]
    return kept, held


def test_small_ints():
    counter = Counter()
    counter.small = -6
    counter.negative = 1 << 31
    seen = []
    for _ in range(10):
        counter.tick()
        seen.append((counter.small, counter.negative))
    return seen


def test_around():
    return [(around(body, 9), state(body)) for body in (Body(0.5, 0.25, 1.0, 0), Heavy(), Light(), Plain(), Mixed())]


def test_handled():
    seen = []
    for values in ([2], [0], [], [4]):
        for body in (Body(0.5, 0.25, 1.0, 0), Plain(), Heavy()):
            seen.append((handled(body, values), state(body)))
    return seen


def test_missing():
    body = Body.__new__(Body)
    seen = []
    for name in ("x", "y", "hits", "mass"):
        try:
            seen.append(body.energy())
        except AttributeError as error:
            seen.append(str(error))
        setattr(body, name, 2)
        try:
            body.move(1.0, 1.0)
        except AttributeError as error:
            seen.append(str(error))
        seen.append(state(body))
    return seen


def test_many_types():
    seen = []
    for number in range(12):
        own = type(f"Own{number}", (Body,), {"__init__": Body.__init__})
        body = own(number + 0.5, 1.0, 2.0, number)
        body.move(1.0, 1.0)
        pull(body, body, 0.25)
        seen.append((state(body), body.energy()))
    return seen
