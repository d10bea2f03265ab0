"""Random programs over objects: classes, containers, strings, exceptions, closures and methods."""

import random

from object_expressions import INTS
from object_statements import ObjectFunction, ObjectStatements

HEAD = '''"""A random program over objects, seed {seed}."""

import gc

LOG = []


class Own(Exception):
    pass


class Thing:
    """Notes what is asked of it, when it ends too; thirteen is bad luck."""

    __match_args__ = ("name", "n")

    def __init__(self, name, n=0):
        self.name, self.n, self.items = name, n, [1, 2]

    def __del__(self):
        LOG.append("end of " + str(self.name))

    def __repr__(self):
        return f"<{{self.name}} {{self.n}}>"

    def __add__(self, other):
        LOG.append("add")
        if other == 13:
            raise Own("thirteen", self.name)
        return type(self)(self.name[:5], self.n % 1000 + other)

    def __mul__(self, other):
        return NotImplemented if other == 2 else self.child(other)

    def __eq__(self, other):
        LOG.append("eq")
        return isinstance(other, Thing) and self.n == other.n

    __hash__ = None

    def __lt__(self, other):
        return self.n < other.n

    def __bool__(self):
        LOG.append("bool")
        if self.n == 13:
            raise Own("no truth")
        return self.n != 0

    def __len__(self):
        return -1 if self.n == 13 else self.n % 7

    def __iter__(self):
        yield 1
        if self.n == 13:
            raise Own("iter")
        yield self.n

    def __contains__(self, item):
        return item == self.n

    def __getitem__(self, key):
        return self.items[key]

    def __setitem__(self, key, value):
        LOG.append(("set", key))
        self.items = [self.items[-1], value]

    def __enter__(self):
        LOG.append("enter")
        return self

    def __exit__(self, kind, error, trace):
        LOG.append(("exit", kind and kind.__name__))
        return self.n == 5

    @property
    def twice(self):
        return self.n * 2

    def bump(self, by: int = 1, *rest: int) -> int:
        self.n = (self.n + by) % 1000
        return self.n

    def child(self, n: int) -> "Thing":
        return Thing("child", n)

    def same(self, other: object) -> bool:
        return self is other


class Other(Thing):
    def bump(self, by: int = 1, *rest: int) -> int:
        return super().bump(by + len(rest)) + 1

    def __sub__(self, other):
        self.n -= other
        return self


'''

START = '''

def start_and_call(name, *arguments):
    """The globals and the log start afresh, after the last call's objects have ended; no collection comes in between."""
    globals().update({values})
    LOG.clear()
    gc.collect()
    gc.disable()
    LOG.clear()
    try:
        return globals()[name](*arguments), list(LOG), {names}
    finally:
        gc.enable()


def start_and_catch(name, *arguments):
    try:
        return start_and_call(name, *arguments)
    except Exception as error:
        return type(error).__name__, str(error), list(LOG), {names}
'''


def object_program(seed):
    """The text of the module of this seed."""
    source = random.Random(f"objects {seed}")
    module_globals = {"g_int": "int", "g_list": "list", "g_dict": "dict"}
    values = {"g_int": source.choice(INTS), "g_list": source.choice(["[]", "[3, 4]"]), "g_dict": source.choice(["{}", "{'a': 2, 'key': 1}"])}
    lines = [f"{name} = {value}" for name, value in values.items()]
    functions = []
    for index in range(source.randint(2, 4)):
        function = ObjectFunction(source, f"fun{index}")
        lines += ["", "", *ObjectStatements(source, function, list(functions), module_globals).lines()]
        functions.append(function)
    start = START.format(values=", ".join(f"{name}={value}" for name, value in values.items()), names=", ".join(values)).splitlines()
    text = HEAD.format(seed=seed) + "\n".join(lines + start + ["", "", *cases(source, functions)]) + "\n"
    return text


def cases(source, functions):
    """Calls with values that fit the hints, and some that do not."""
    lines = ["CASES = ["]
    for function in functions:
        for round in range(5):
            values = [value(source, kind) for _, kind, default in function.parameters if default is None or source.random() < 0.7]
            lines.append(f"    ({'start_and_call' if round < 2 else 'start_and_catch'}, ({function.name!r}, {', '.join(values)})),")
    return lines + ["]"]


def value(source, kind):
    if source.random() < 0.02:
        kind = source.choice(["int", "str", "list", "maybe"])
    choices = {
        "int": INTS, "str": ["''", "'a'", "'key'", "'several words here'", "'é'"], "bool": ["True", "False", "1"], "list": ["[]", "[1, 2, 3]", "[2**62, 5]", "[7]", "[0, 0]"],
        "dict": ["{}", "{'a': 1}", "{'key': 2, 'b': 0}"], "pair": ["(1, 'x')", "(2**63, '')"], "thing": ["Thing('arg', 3)", "Other('arg', 5)", "Thing('zero')", "Thing('bad', 13)"], "maybe": ["None", "4"],
    }
    return source.choice(choices[kind])
