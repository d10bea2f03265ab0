"""`match` with every pattern: literals, values, captures, sequences, mappings, classes, alternatives, guards, and all that raises."""

import dataclasses
import enum
from collections import OrderedDict, defaultdict


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


@dataclasses.dataclass
class Point:
    x: object
    y: object = 0


class Positional:
    __match_args__ = ("first", "second")

    def __init__(self, first, second, log=None):
        self.first, self.second = first, second


class BadArgs:
    __match_args__ = ["first"]
    first = 1


class Missing:
    __match_args__ = ("absent",)


class Few:
    pass


class Repeats:
    __match_args__ = ("a", "a")
    a = 1


class Raising:
    __match_args__ = ("value",)

    @property
    def value(self):
        raise ZeroDivisionError("property")


class Equal:
    def __eq__(self, other):
        raise LookupError("compared with", other)


def literals(v) -> str:
    match v:
        case 0:
            return "zero"
        case -1 | 1:
            return "one"
        case 2.5:
            return "float"
        case "text" | b"bytes":
            return "text"
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case 1 + 2j:
            return "complex"
        case _:
            return "other"


def hinted(n: int) -> int:
    match n:
        case 1:
            return 10
        case 2 | 3 as k:
            return k * 100
        case k if k > 2**40:
            return -k
    return n + 1


def values(v) -> str:
    match v:
        case Colour.RED:
            return "red"
        case Colour.BLUE:
            return "blue"
        case dataclasses.MISSING:
            return "missing"
    return "none of them"


def sequences(v) -> list:
    match v:
        case []:
            return ["empty"]
        case [a]:
            return ["one", a]
        case [1, b]:
            return ["one and", b]
        case (a, b):
            return ["two", a, b]
        case [a, *rest, 9]:
            return ["to nine", a, rest]
        case [a, [b, *_], *rest]:
            return ["nested", a, b, rest]
        case [*_]:
            return ["any"]
    return ["no sequence"]


def mappings(v) -> list:
    match v:
        case {"kind": "a", "size": int(n)}:
            return ["a", n]
        case {"kind": kind, **rest}:
            return ["kind", kind, rest]
        case {1: one, Colour.RED: red}:
            return ["values", one, red]
        case {}:
            return ["mapping"]
    return ["no mapping"]


def classes(v) -> list:
    match v:
        case Point(0, 0):
            return ["origin"]
        case Point(x, y=0):
            return ["on x", x]
        case Point(x=int() | float() as n, y=str(s)):
            return ["mixed", n, s]
        case Point():
            return ["point"]
        case Positional(Point(a, b), [c, d]):
            return ["positional", a, b, c, d]
        case bool(b):
            return ["bool", b]
        case int(i) | str(i):
            return ["int or str", i]
        case float():
            return ["float"]
        case list([first, *_]) | tuple((first, *_)):
            return ["first", first]
        case dict(d):
            return ["dict", d]
    return ["none"]


def guards(v, log: list) -> list:
    match v:
        case int(n) if log.append("first") or n > 10:
            return ["big", n, log]
        case int(n) if log.append("second") or 10 // n > 2:
            return ["small", n, log]
        case n if n:
            return ["true", log]
    return ["nothing", log, "n" in dir()]


def captures_stay(v) -> list:
    a = b = "unset"
    match v:
        case [a, b, 0]:
            pass
        case [a, *_]:
            pass
    return [a, b]


def binds_before_guard(v) -> list:
    x = "unset"
    match v:
        case (x, y) if x == 5:
            return ["guarded", x, y]
        case _:
            return [x]


def alternatives(v) -> list:
    match v:
        case [("go" | "walk") as verb, ("north" | "south") as where] | {"verb": verb, "where": where}:
            return [verb, where]
        case Point(x=1 as z) | Point(y=1 as z):
            return [z]
    return []


def bad_class(kind: int):
    match kind:
        case 0:
            subject = BadArgs()
            match subject:
                case BadArgs(x):
                    return x
        case 1:
            subject = Missing()
            match subject:
                case Missing(x):
                    return x
        case 2:
            subject = Few()
            match subject:
                case Few(x):
                    return x
        case 3:
            subject = Repeats()
            match subject:
                case Repeats(x, y):
                    return x
        case 4:
            subject = Raising()
            match subject:
                case Raising(x):
                    return x
        case 5:
            match Point(1, 2):
                case Point(1, x=1):
                    return 1
        case 6:
            match 5:
                case int(a, b):
                    return a
        case 7:
            not_a_class = 5
            match 5:
                case not_a_class():
                    return 1
        case 8:
            match Equal():
                case 5:
                    return 1
        case 9:
            match [1, Equal()]:
                case [1, Colour.NONE]:
                    return 1
    return "no match"


def default_dict(v) -> list:
    match v:
        case {"absent": x}:
            return ["found", x]
        case {"present": x}:
            return ["present", x, len(v)]
    return ["nothing", len(v)]


def in_loop(items: list) -> list:
    found = []
    for item in items:
        match item:
            case "stop":
                break
            case "skip":
                continue
            case (name, int(n)):
                found.append(name * n)
            case other:
                found.append(other)
    else:
        found.append("all")
    return found


def subject_once(log: list) -> list:
    def subject():
        log.append("subject")
        return 3

    match subject():
        case 1:
            pass
        case 2:
            pass
        case n:
            log.append(n)
    return log


def tuple_subject(a, b) -> str:
    match a, b:
        case 0, _:
            return "a zero"
        case _, 0:
            return "b zero"
        case x, y if x == y:
            return "equal"
        case _:
            return "none"


CASES = [(literals, (v,)) for v in (0, 1, -1, True, False, 2.5, "text", b"bytes", None, 1 + 2j, 0.0, [], "t")] + [(hinted, (n,)) for n in (1, 2, 3, 9, 2**41, 2**64, True, 2.0, "s")]
CASES += [(values, (v,)) for v in (Colour.RED, Colour.BLUE, dataclasses.MISSING, 1)] + [(sequences, (v,)) for v in ([], [1], (1, 2), (3, 4), [1, 2, 9], (1, (2, 3), 4), "ab", b"ab", range(5), {1: 2}, None, [1, 2, 3])]
CASES += [(mappings, (v,)) for v in ({"kind": "a", "size": 3}, {"kind": "a", "size": "s"}, {"kind": 1, "z": 2}, {1: 2, Colour.RED: 3}, {}, [], OrderedDict(kind=5), {"size": 3})]
CASES += [(classes, (v,)) for v in (Point(0, 0), Point(3, 0), Point(1.5, "s"), Point(1, 2), Positional(Point(1, 2), (3, 4)), Positional(1, 2), True, 5, "s", 2.5, [1, 2], (), {1: 2}, None)]
CASES += [(guards, (v, [])) for v in (20, 3, 5, 0, "s", "")] + [(captures_stay, (v,)) for v in ([1, 2, 0], [1, 2, 3], [], 5)] + [(binds_before_guard, (v,)) for v in ((5, 1), (4, 1), 3)]
CASES += [(alternatives, (v,)) for v in (("go", "north"), ["walk", "up"], {"verb": 1, "where": 2}, Point(1, 2), Point(2, 1), Point(3, 3))] + [(bad_class, (n,)) for n in range(11)]
CASES += [(default_dict, (defaultdict(list, present=1),)), (default_dict, ({},)), (in_loop, ([("a", 2), 5, "skip", ("b", "c")],)), (in_loop, ([1, "stop", 2],)), (subject_once, ([],))] + [(tuple_subject, (a, b)) for a, b in ((0, 1), (1, 0), (2, 2), (1, 2), ([], []))]
