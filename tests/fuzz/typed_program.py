"""Random programs with hints of containers and classes, which are kept mostly: what typed fast paths are for."""

import random

from typed_expressions import CONSTANTS, KINDS
from typed_statements import TypedFunction, TypedStatements

HEAD = '''"""A random program with hints of containers and classes, seed {seed}."""

import gc
import math
from dataclasses import dataclass
from typing import Iterator

LOG: list = []
RERUNNABLE = True


class Failure(Exception):
    def __init__(self, code: int, text: str = "") -> None:
        super().__init__(code, text)
        self.code = code


class Box:
    count: int
    weight: float
    name: str
    items: list[int]
    other: "Box | None"
    total: int = 0
    scale: float = 1.5

    def __init__(self, count: int, weight: float = 0.5, name: str = "box") -> None:
        self.count = count
        self.weight = weight
        self.name = name
        self.items = [3, 1]
        self.other = None
        self.maybe: int | None = None

    def __repr__(self) -> str:
        return f"<{{type(self).__name__}} {{self.name}} {{self.count}} {{self.weight}}>"

    def __len__(self) -> int:
        return len(self.items)

    def __eq__(self, that: object) -> bool:
        return isinstance(that, Box) and self.count == that.count

    __hash__ = None

    def __lt__(self, that: "Box") -> bool:
        return self.count < that.count

    def __getitem__(self, index: int) -> int:
        return self.items[index]

    def grow(self, by: int) -> int:
        self.count += by
        Box.total += 1
        return self.count

    def heavier(self, than: float) -> bool:
        return self.weight > than

    def scaled(self, factor: float) -> float:
        return self.weight * factor * self.scale

    def chained(self) -> "Box":
        if len(self.items) < 12:
            self.items.append(self.count)
        return self

    def linked(self, other: "Box") -> "Box":
        self.other = other
        return self

    def set(self, count: int) -> None:
        self.count = count

    def each(self) -> Iterator[int]:
        for item in self.items[:9]:
            yield item

    @property
    def half(self) -> float:
        return self.weight / 2

    @staticmethod
    def twice(n: int) -> int:
        return n * 2

    @classmethod
    def of(cls, n: int) -> "Box":
        return cls(n, n / 2)


class Small(Box):
    def grow(self, by: int) -> int:
        return super().grow(by) + 1

    def shrink(self, by: int = 1) -> int:
        self.count = self.count - by
        return self.count

    @property
    def half(self) -> float:
        LOG.append("half")
        return 0.25


@dataclass
class Point:
    x: float
    y: float = 0.0

    def __add__(self, other: "Point") -> "Point":
        return Point(self.x + other.x, self.y + other.y)

    def norm(self) -> float:
        return self.x * self.x + self.y * self.y

    def moved(self, by: float) -> "Point":
        return Point(self.x + by, self.y)


class Managed:
    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> str:
        return self.name

    def __exit__(self, kind, error, trace) -> bool:
        LOG.append(("exit", kind and kind.__name__))
        return self.name == "key"


class OddList(list):
    def __getitem__(self, index):
        LOG.append("item")
        return super().__getitem__(index)

    def __len__(self):
        return super().__len__() + 1

    def append(self, item):
        LOG.append("append")
        super().append(item)


class Table(dict):
    def __missing__(self, key):
        return 11

    def get(self, key, default=None):
        return 12


class Word(str):
    def upper(self):
        return "UP"

    def __eq__(self, other):
        LOG.append("word")
        return str.__eq__(self, other)

    __hash__ = str.__hash__


class Whole(int):
    def __add__(self, other):
        return Whole(int(self) + int(other) + 1)


class Real(float):
    def __mul__(self, other):
        return 2.5


def helper(a: int, b: int = 2) -> int:
    return a - b


def counting(n: int) -> int:
    total = 0
    for k in range(n):
        total += k
    return total


def weigh(x: float, n: int) -> float:
    for _ in range(n):
        x = x * 0.5 + 1.0
    return x


def greet(text: str) -> str:
    return "<" + text + ">"


def pair(a: int, b: float) -> tuple[int, float]:
    return a, b


def tally(words) -> dict[str, int]:
    counts: dict[str, int] = {{}}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def filled(n: int) -> list[int]:
    result: list[int] = []
    for k in range(n):
        result.append(k * k)
    return result


def counted(n: int) -> Iterator[int]:
    k = 0
    while k < n:
        yield k
        k += 1


def halves(n: int) -> Iterator[float]:
    for k in range(n):
        yield k / 2


def failing(n: int) -> int:
    if n & 1:
        raise Failure(n, "odd")
    return [1, 2][n]


def failing_list(n: int) -> list[int]:
    try:
        return [10 // n, failing(n)]
    except ZeroDivisionError:
        return []


'''

START = '''

def start_and_call(name, *arguments):
    """What the last call changed is undone, and the log starts afresh."""
    globals().update({values}, helper=HELPER)
    Box.total, Box.scale, Box.grow = 0, 1.5, GROW
    LOG.clear()
    result = globals()[name](*arguments)
    if hasattr(result, "__next__"):
        result = [item for _, item in zip(range(20), result)]
    return result, list(LOG), {names}, Box.total


def start_and_catch(name, *arguments):
    try:
        return start_and_call(name, *arguments)
    except Exception as error:
        return type(error).__name__, str(error), list(LOG), {names}


HELPER, GROW = helper, Box.grow
'''

# Values that do not keep what the hints promise.
ODD = {
    "I": ["True", "2.5", "Whole(4)", "'3'", "None"], "F": ["3", "True", "Real(1.5)", "2**70", "None", "'x'"], "B": ["1", "0.0", "None", "[]"], "S": ["Word('key')", "b'a'", "None", "['a']"], "Y": ["bytearray(b'ab')", "'ab'"], "M": ["2.5", "'m'"],
    "LI": ["OddList([1, 2])", "(1, 2)", "[1, 'a']", "[True, 2.5]", "[Whole(2)]", "None", "[None]"], "LF": ["[1, 2]", "[0.5, 1, True]", "OddList([0.5])", "(0.5,)", "[Real(2.0)]"], "LS": ["['a', 1]", "[Word('a')]", "('a',)", "'abc'", "[b'a']"],
    "LL": ["[[1], (2,)]", "[OddList([1])]", "[1]"], "DSI": ["Table(a=1)", "{1: 2}", "{'a': 0.5}", "{Word('a'): 3}", "{'a': True}", "None"], "DIF": ["Table({1: 0.5})", "{1: 1}", "{1.0: 2}", "{True: 0.5}"], "DSL": ["{'a': (1,)}", "Table()", "{'a': OddList([1])}"],
    "SI": ["frozenset([1])", "{1.5}", "[1]"], "TIF": ["[1, 0.5]", "(1, 2)", "(1, 0.5, 2)", "(0.5, 1)"], "TI": ["[1]", "(1, 'a')", "(0.5,)"], "X": ["Point(1.0)", "Box(1.5, 2, None)", "Small(True)", "None", "Box('a')"], "P": ["Point(1, 2)", "Point('a')", "Box(1)"],
}


def typed_program(seed):
    """The text of the module of this seed."""
    source = random.Random(f"typed {seed}")
    values = {"g_int": source.choice(CONSTANTS["I"]), "g_float": source.choice(CONSTANTS["F"]), "g_str": source.choice(CONSTANTS["S"])}
    lines = [f"{name}: {hint} = {value}" for (name, value), hint in zip(values.items(), ("int", "float", "str"))]
    functions = []
    for index in range(source.randint(3, 5)):
        function = TypedFunction(source, f"fun{index}")
        lines += ["", "", *TypedStatements(source, function, list(functions)).lines()]
        functions.append(function)
    start = START.format(values=", ".join(f"{name}={value}" for name, value in values.items()), names=", ".join(values)).splitlines()
    return HEAD.format(seed=seed) + "\n".join(lines + start + ["", *cases(source, functions)]) + "\n"


def cases(source, functions):
    """Calls with values that fit the hints, and some that do not."""
    lines = ["CASES = ["]
    for function in functions:
        for round in range(5):
            values = [source.choice(ODD[kind] if source.random() < 0.08 else CONSTANTS[kind]) for _, kind in function.parameters]
            # Constant tuples would be shared with the functions, and with what goes on in them.
            values = [f"tuple(list({value}))" if value.startswith("(") and "," in value else value for value in values]
            lines.append(f"    ({'start_and_call' if round < 2 else 'start_and_catch'}, ({', '.join([repr(function.name), *values])})),")
    return lines + ["]"]
