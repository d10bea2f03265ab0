# native: Gone.leave, Gone.raise_it, Gone.by_default, call_gone, call_caught, call_deep, chain, chain_names
# native 3.12+: Deep.leave
# native: twice, store_and_load, aliased, swap_names, across_calls, object_twice, text_to_number, watched, renamed
# native: computed_below, missing_one, counts, Cell.size, through_dictionary
"""What is lent by a class or an attribute while it is used, and attributes that are loaded or stored more than once."""
import traceback
import weakref
from typing import Optional

RERUNNABLE = False
log: list = []


class Gone:
    def __init__(self, n: int) -> None:
        self.n = n
        self.other: "Optional[Gone]" = None

    def leave(self, k: int) -> int:
        take_out("leave")
        return self.n + k

    def raise_it(self, k: int) -> int:
        take_out("raise_it")
        raise ValueError(k)

    def by_default(self, words: str = "default" * 2) -> int:
        take_out("by_default")
        return len(words) + self.n


def take_out(name: str) -> None:
    """Nobody else has the function: it ends when the frame does, or the traceback."""
    if name != "raise_it":
        weakref.finalize(Gone.__dict__[name], log.append, "end of " + name)
    delattr(Gone, name)
    log.append("taken " + name)


class Base:
    def leave(self) -> int:
        return 1


class Deep(Base):
    def leave(self) -> int:
        first = super().leave()
        weakref.finalize(Deep.__dict__["leave"], log.append, "end of deep")
        del Deep.leave
        log.append("deep")
        return first + super().leave()


def call_gone(g: Gone) -> int:
    r = g.leave(3)
    log.append("back")
    return r + g.by_default()


def call_caught(g: Gone) -> str:
    try:
        g.raise_it(4)
    except ValueError as error:
        log.append("caught")
        lines = traceback.format_exception(error)
        return "".join(line for line in lines if "File" not in line)
    return ""


def call_deep(d: Deep) -> int:
    return d.leave() + d.leave()


def test_methods_that_end_while_they_run():
    g = Gone(5)
    results = [call_gone(g), call_caught(g), call_deep(Deep())]
    return results, log


class Node:
    def __init__(self, value: int, name: str) -> None:
        self.value = value
        self.name = name
        self.weight: float = 0.5
        self.next: "Optional[Node]" = None
        self.inner: "Cell" = Cell(value)


class Cell:
    def __init__(self, count: int) -> None:
        self.count = count
        self.owner: "Optional[Node]" = None

    def size(self) -> int:
        return self.count


def chain(a: Node, n: int) -> int:
    total = 0
    for i in range(n):
        if a.next is not None and a.next.inner.count > 0:
            total += a.next.inner.count + a.inner.count + a.next.value
            a.next.inner.count += 1
        total += a.inner.size()
    return total


def chain_names(a: Node) -> str:
    if a.next is None:
        return a.name
    return a.name + a.next.name + a.next.inner.owner.name


def twice(a: Node) -> tuple:
    before = a.value
    a.value += 1
    a.value = a.value * 2 + a.value
    after = a.value
    a.weight = a.weight * a.weight + a.weight
    return before, after, a.value, a.weight, a.weight


def store_and_load(a: Node, k: int) -> list:
    out: list = []
    for i in range(4):
        x = a.value
        a.value = x + k
        a.weight = a.weight - k
        out.append((a.value, a.weight))
    return out


def aliased(a: Node, b: Node) -> tuple:
    x = a.value
    b.value = x + 1000
    y = a.value
    a.value = y + 1
    return x, y, b.value, a.value


def across_calls(a: Node) -> tuple:
    x = a.value
    touch(a)
    y = a.value
    a.value = 7
    touch(a)
    return x, y, a.value


def touch(a):
    a.value = a.value * 10


def object_twice(a: Node) -> int:
    if a.next is not None:
        n = a.next
        m = a.next
        a.next = None
        return n.value + m.value
    return -1


def text_to_number(a: Node) -> tuple:
    old = a.name
    size = len(a.name)
    a.name = 5
    return old, size, a.name


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y


class Swapped:
    __slots__ = ("x", "y")
    x: int
    y: int
    z: int


Swapped.z = Swapped.x


def swap_names(s: Slotted, t: Swapped) -> tuple:
    a = s.x
    s.y = a + 1
    b = s.x
    c = t.x
    t.z = c + 300
    d = t.x
    t.x = d + 300
    return a, b, s.y, c, d, t.x, t.z


class Watched:
    value: int

    def __init__(self, value: int) -> None:
        self.value = value

    def __getattribute__(self, name):
        if name == "value":
            return object.__getattribute__(self, name) + 1000
        return object.__getattribute__(self, name)


def watched(w: Watched) -> tuple:
    w.value = 5
    first = w.value
    w.value = first + 1
    return first, w.value, w.value


class Renamed:
    part: "Optional[Cell]" = None

    def __init__(self, part: "Optional[Cell]") -> None:
        if part is not None:
            self.part = part


def renamed(r: Renamed) -> int:
    total = 0
    for i in range(3):
        if r.part is not None:
            total += r.part.count
        else:
            total -= 1
    return total


class Above:
    def __init__(self) -> None:
        self.part: Cell = Cell(3)


class Below(Above):
    @property
    def part(self) -> Cell:
        log.append("property")
        return Cell(44)

    @part.setter
    def part(self, value: Cell) -> None:
        log.append("setter")


def computed_below(a: Above) -> int:
    return a.part.count + a.part.count


def missing_one(a: Node) -> int:
    del a.inner
    return a.inner.count


class Ends:
    def __del__(self) -> None:
        log.append("ends")


class Keeper:
    def __init__(self) -> None:
        self.kept: object = Ends()
        self.number: int = 1


def counts(k: Keeper) -> int:
    n = k.number
    if k.kept is not None:
        k.kept = None
    k.number = n + len(log)
    return k.number + n


def through_dictionary(n: Node, names: dict[str, int], k: int) -> int:
    first = n.value
    names["value"] = k
    second = n.value
    names["value"] = second + first
    return first * 10000 + second * 100 + n.value


def nodes():
    a = Node(300, "a")
    a.next = Node(500, "b")
    a.next.inner.owner = a
    return a


def test_chains():
    a = nodes()
    return chain(a, 5), chain_names(a), a.next.inner.count


def test_numbers():
    a, b = nodes(), nodes()
    return twice(a), store_and_load(a, 3), aliased(a, b), aliased(b, b), across_calls(b)


def test_objects():
    a = nodes()
    return object_twice(a), object_twice(a), text_to_number(a)


def test_slots():
    t = Swapped()
    t.x, t.y = 2000, 1
    return swap_names(Slotted(1000, 2), t)


def test_overridden():
    return watched(Watched(3)), renamed(Renamed(None)), renamed(Renamed(Cell(9)))


def test_computed():
    del log[:]
    return computed_below(Above()), computed_below(Below()), list(log)


def test_missing():
    return missing_one(nodes())


def test_ends():
    del log[:]
    return counts(Keeper()), list(log)


def test_dictionaries():
    a = nodes()
    d = a.__dict__
    first = twice(a)
    d["value"] = 1
    second = twice(a)
    a.__dict__ = dict(d)
    return first, second, twice(a), list(a.__dict__), list(d)


def test_dictionary_of_the_object():
    a, b = nodes(), nodes()
    return through_dictionary(a, a.__dict__, 7), through_dictionary(a, b.__dict__, 9), a.value, b.value
