# native: in_order, mixed, replaced, simulated, Simulator.run
"""Heaps of data classes that are ordered by their fields, and of classes that nearly are."""
import heapq
from dataclasses import dataclass, field
from typing import Any


@dataclass(order=True)
class Event:
    time: float
    priority: int = 0
    name: str = field(compare=False, default="")


@dataclass(order=True)
class Slotted:
    __slots__ = ("key", "text")
    key: tuple[int, str]
    text: str


@dataclass(order=True)
class Further(Event):
    extra: int = 0


@dataclass(order=True)
class Anything:
    value: Any


class Manual:
    def __init__(self, a: object, b: object) -> None:
        self.a = a
        self.b = b

    def __lt__(self, other: "Manual") -> Any:
        if other.__class__ is self.__class__:
            return (self.a, self.b) < (other.a, other.b)
        return NotImplemented


class Backwards(Manual):
    def __lt__(self, other: "Manual") -> Any:
        if other.__class__ is self.__class__:
            return (other.a, other.b) < (self.a, self.b)
        return NotImplemented


class Twisted(Manual):
    def __lt__(self, other: "Manual") -> Any:
        if other.__class__ is self.__class__:
            return (self.a, self.b) < (other.b, other.a)
        return NotImplemented


class Greater(Manual):
    def __lt__(self, other: "Manual") -> Any:
        if other.__class__ is self.__class__:
            return (self.a, self.b) > (other.a, other.b)
        return NotImplemented


class Pretending(Manual):
    @property
    def __class__(self):
        return int


def in_order(items: list[Any]) -> list[Any]:
    heap: list[Any] = []
    for item in items:
        heapq.heappush(heap, item)
    found = []
    while heap:
        found.append(heapq.heappop(heap))
    return found


def test_events():
    times = [3.5, 1.25, 2.0, 1.25, 0.0, -0.0, 9.0, 2, True, 2**70]
    return in_order([Event(time, n % 3, f"event {n}") for n, time in enumerate(times * 3)])


def test_slotted():
    return in_order([Slotted((n * 7 % 5, "ab"[n % 2]), "xyz"[n % 3]) for n in range(20)])


def test_further():
    return in_order([Further(n * 5 % 7 * 0.5, n % 2, "", n * 3 % 4) for n in range(20)])


def test_not_numbers():
    nan = float("nan")
    events = in_order([Event(nan), Event(1.0), Event(nan), Event(0.5, 2), Event(0.5, 1), Event(float("nan"))])
    return [(repr(event.time), event.priority) for event in events]


def test_anything():
    found = []
    for values in ([3, 1, 2], ["b", "a"], [(2, "x"), (1, "y"), (1, "a")], [None, None], [[2], [1]], [1j, 2j], [b"b", b"a"], [True, False, 2.5]):
        try:
            found.append(in_order([Anything(value) for value in values]))
        except TypeError as error:
            found.append(str(error))
    return found


def test_manual():
    pairs = [(n * 5 % 7, n * 3 % 4) for n in range(20)]
    return [
        [(item.a, item.b) for item in in_order([kind(a, b) for a, b in pairs])]
        for kind in (Manual, Backwards, Twisted, Greater, Pretending)
    ]


def mixed(heap: list[Any], item: Any) -> str:
    try:
        heapq.heappush(heap, item)
    except Exception as error:
        return f"{type(error).__name__}: {error}, {len(heap)}"
    return f"{len(heap)}"


def test_mixed():
    heap: list[Any] = []
    found = [mixed(heap, item) for item in (Event(2.0), Further(1.0), Event(1.0), 3, Event("text"), Event(None), Manual(1, 2))]
    return found, len(heap)


def test_attribute_missing():
    lacking = Event(0.5, 1)
    del lacking.priority
    bare = Event(0.5, 1)
    del bare.__dict__["time"]
    heap: list[Any] = [Event(1.0)]
    found = [mixed(heap, lacking), mixed(heap, bare)]
    try:
        heapq.heappop(heap)
    except AttributeError as error:
        found.append(str(error))
    return found, len(heap), Event.priority


def replaced(heap: list[Event], n: int) -> float:
    total = 0.0
    for i in range(n):
        total += heapq.heapreplace(heap, Event(total % 3.0, i)).time
        total += heapq.heappushpop(heap, Event(i * 0.5, -i)).time
    return total


def test_replaced():
    heap = [Event(n * 1.0, n) for n in range(6)]
    return replaced(heap, 9), heap


def test_changed():
    pairs = [(n * 5 % 7, n * 3 % 4) for n in range(12)]
    before = Event.__lt__
    first = in_order([Event(a * 1.0, b) for a, b in pairs])
    Event.__lt__ = lambda self, other: self.priority < other.priority
    second = in_order([Event(a * 1.0, b) for a, b in pairs])
    Event.__lt__ = before
    before.__code__, code = Manual.__lt__.__code__.replace(co_name="__lt__"), before.__code__
    try:
        in_order([Event(a * 1.0, b) for a, b in pairs])
    except AttributeError as error:
        third = str(error)
    before.__code__ = code
    Event.time = property(lambda self: 5.0)
    try:
        fourth = [event.__dict__ for event in in_order(first)]
    finally:
        del Event.time
    return first, second, third, fourth, in_order(first)


class Simulator:
    def __init__(self) -> None:
        self.queue: list[Event] = []
        self.now = 0.0
        self.log: list[str] = []

    def run(self, limit: int) -> float:
        while self.queue and len(self.log) < limit:
            event = heapq.heappop(self.queue)
            self.now = event.time
            self.log.append(event.name)
            heapq.heappush(self.queue, Event(self.now + 0.75, 1, event.name + "'"))
            if len(self.log) % 3 == 0:
                heapq.heappush(self.queue, Event(self.now + 0.75, 0, "third"))
        return self.now


def simulated(n: int) -> float:
    simulator = Simulator()
    for i in range(3):
        heapq.heappush(simulator.queue, Event(i * 0.5, 0, f"{i}"))
    return simulator.run(n) + len(simulator.queue)


def test_simulated():
    return simulated(30)
