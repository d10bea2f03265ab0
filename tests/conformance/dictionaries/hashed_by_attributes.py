# native: counted, weighed, gathered, in_pairs, seen, hashed_again
"""Keys whose classes hash them by their attributes, in Python: members of enumerations, data classes, and others like them."""
import builtins
import enum
import sys
from dataclasses import dataclass
from enum import Enum, Flag, IntEnum

RERUNNABLE = False


class Kind(Enum):
    A = 1
    B = 2
    C = 3
    D = 4
    E = 5
    F = 6


class Number(IntEnum):
    ONE = 1
    TWO = 2


class Right(Flag):
    READ = 1
    WRITE = 2


class Name:
    def __init__(self, first, last):
        self.first = first
        self.last = last

    def __hash__(self):
        return hash((self.first, self.last))

    def __eq__(self, other):
        print("eq", self.first, type(other).__name__)
        return isinstance(other, Name) and (self.first, self.last) == (other.first, other.last)


class Slotted:
    __slots__ = ("number",)

    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return hash(self.number)


class Loud(Name):
    def __hash__(self):
        print("hash", self.first)
        return hash(self.first)


class Described:
    def __init__(self, value):
        self.value = value

    @property
    def key(self):
        print("key", self.value)
        return self.value

    def __hash__(self):
        return hash(self.key)


class One:
    """A tuple of one, and nothing else."""

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash((self.value,))


@dataclass(frozen=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True)
class Deep:
    kind: Kind
    at: tuple


WEIGHT = {Kind.A: 3, Kind.B: 5, Kind.C: 7}


def counted(keys: list) -> dict:
    counts: dict = {}
    for at in range(len(keys)):
        counts[keys[at]] = counts.get(keys[at], 0) + 1
    return counts


def weighed(kinds: list[Kind], turns: int) -> int:
    total: int = 0
    for turn in range(turns):
        total += WEIGHT[kinds[turn % len(kinds)]]
    return total


def gathered(keys: list) -> list:
    known: set = set()
    sizes: list = []
    for at in range(len(keys)):
        if keys[at] not in known:
            known.add(keys[at])
        elif at % 3 == 0:
            known.discard(keys[at])
        sizes.append(len(known))
    return sizes


def in_pairs(keys: list, turns: int) -> dict:
    table: dict = {}
    for turn in range(turns):
        key = (keys[turn % len(keys)], turn % 2)
        if key in table:
            table[key] += turn
        else:
            table[key] = turn
    return table


def seen(keys: list, table: dict) -> list:
    found: list = []
    for at in range(len(keys)):
        found.append(table.get(keys[at], -1))
    return found


def hashed_again(keys: list, table: dict, change) -> list:
    found: list = []
    for turn in range(4):
        for at in range(len(keys)):
            found.append(keys[at] in table)
        change(turn)
    return found


def test_members() -> list:
    kinds = list(Kind) + [Kind.C, Kind.A]
    return [counted(kinds), weighed([Kind.A, Kind.B, Kind.C], 10), gathered(kinds * 3), in_pairs(kinds, 30)]


def test_missing_member() -> list:
    try:
        weighed([Kind.A, Kind.D], 5)
    except KeyError as error:
        return [repr(error)]
    return []


def test_other_enumerations() -> list:
    keys = [Number.ONE, 1, Number.TWO, 2, Right.READ, Right.WRITE, Right.READ | Right.WRITE, Right.READ]
    return [counted(keys), gathered(keys), in_pairs(keys, 20)]


def test_data_classes() -> list:
    points = [Point(x, y) for x in range(3) for y in range(-2, 2)]
    again = [Point(point.x, point.y) for point in points]
    deep = [Deep(kind, (at, (kind, "x"))) for at, kind in enumerate(Kind)]
    return [counted(points + again), gathered(points + again + points), counted(deep + deep), seen(again, counted(points))]


def test_own_classes() -> list:
    names = [Name("a", "b"), Name("a", "b"), Name("c", 1), Name(None, 2.5)]
    slotted = [Slotted(number) for number in (1, 2, 1, -1, -2, 2**70)]
    ones = [One(value) for value in (1, "x", None, (1, 2))]
    results = [list(counted(keys).values()) for keys in (names, slotted, ones, slotted + ones)]
    return [*results, seen(names, counted(names)), gathered(slotted + slotted), gathered(ones)]


def test_said_in_python() -> list:
    louds = [Loud("a", 1), Loud("b", 2)]
    described = [Described(1), Described("x")]
    return [list(counted(louds).values()), list(counted(described).values()), gathered(louds)]


def test_equal_to_text() -> list:
    class Text:
        def __init__(self, text):
            self.text = text

        def __hash__(self):
            return hash(self.text)

        def __eq__(self, other):
            print("eq", other)
            return other == self.text

    table = {"a": 1, "b": 2}
    return [seen([Text("a"), Text("z"), Text("b")], table), seen(["a", Text("q")], {})]


def test_without_attribute() -> list:
    bare = Slotted(1)
    del bare.number
    name = Name(1, 2)
    del name.last
    results = []
    for key in (bare, name):
        try:
            results.append(seen([key], {1: 2}))
        except AttributeError as error:
            results.append(str(error))
    try:
        counted([Name([], 1)])
    except TypeError as error:
        results.append(str(error))
    return results


def test_changed_attribute() -> list:
    keys = [Slotted(1), Slotted(2)]
    table = {key: key.number for key in keys}

    def change(turn):
        keys[0].number = turn

    return hashed_again(keys, table, change)


def test_dictionary_of_the_instance() -> list:
    keys = [One(1), One(2)]
    table = {key: key.value for key in keys}

    def change(turn):
        keys[0].__dict__["value"] = turn
        if turn == 2:
            keys[1].__dict__ = {"value": 2}

    return hashed_again(keys, table, change)


def test_class_attribute() -> list:
    class Key:
        def __init__(self):
            self.number = 1

        def __hash__(self):
            return hash(self.number)

    keys = [Key(), Key()]
    table = dict.fromkeys(keys, 1)

    def change(turn):
        if turn == 1:
            Key.number = property(lambda self: print("number") or 7)
        if turn == 2:
            Key.__hash__ = lambda self: print("hash") or 1

    return hashed_again(keys, table, change)


def test_other_code() -> list:
    class Key:
        def __init__(self):
            self.number, self.other = 1, 2

        def __hash__(self):
            return hash(self.number)

    def other(self):
        return hash(self.other)

    keys = [Key()]
    table = dict.fromkeys(keys, 1)

    def change(turn):
        if turn == 1:
            Key.__hash__.__code__ = other.__code__

    return hashed_again(keys, table, change)


def test_other_hash() -> list:
    keys = [Kind.A, One(1)]
    table = dict.fromkeys(keys, 1)

    def change(turn):
        if turn == 0:
            globals()["hash"] = lambda o: print("hash of", o) or 5
        if turn == 1:
            del globals()["hash"]
            enum.hash = lambda o: print("enum's hash of", o) or 6
        if turn == 2:
            del enum.hash

    return hashed_again(keys, table, change)


def test_other_builtin() -> list:
    original = hash
    keys = [Kind.B, One(1)]
    table = dict.fromkeys(keys, 1)

    def change(turn):
        builtins.hash = original if turn else lambda o: print("builtin") or original(o)

    return hashed_again(keys, table, change)


def test_listened_to() -> list:
    if sys.version_info < (3, 12):
        return []
    heard = []
    monitoring = sys.monitoring
    keys = [Kind.A, One(1)]
    table = dict.fromkeys(keys, 1)

    def change(turn):
        if turn == 0:
            monitoring.use_tool_id(4, "hashes")
            monitoring.register_callback(4, monitoring.events.PY_START, lambda code, at: heard.append(code.co_qualname))
            monitoring.set_local_events(4, One.__hash__.__code__, monitoring.events.PY_START)
        if turn == 2:
            monitoring.set_local_events(4, One.__hash__.__code__, 0)
            monitoring.register_callback(4, monitoring.events.PY_START, None)
            monitoring.free_tool_id(4)

    return [hashed_again(keys, table, change), heard]


def deeper(n: int) -> int:
    return WEIGHT[Kind.A] + deeper(n + 1)


def test_deep() -> list:
    depths = []
    for _ in range(2):
        try:
            deeper(0)
        except RecursionError as error:
            trace, names = error.__traceback__, []
            while trace is not None:
                names.append(trace.tb_frame.f_code.co_name)
                trace = trace.tb_next
            depths.append((names[-3:], str(error)))
    return depths
