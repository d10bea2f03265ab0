"""Operators, comparisons, truth, membership, attributes and items."""

import compare
from compare import LOG, VALUES, Base, Declining, Failing, Int, List, Telling, Text, function

BINARY = {
    "add": "+", "sub": "-", "mul": "*", "matmul": "@", "truediv": "/", "floordiv": "//", "modulo": "%", "power": "**",
    "lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^",
}
COMPARISONS = {"lt": "<", "le": "<=", "eq": "==", "ne": "!=", "gt": ">", "ge": ">="}


def is_too_large(name, left, right):
    large = lambda value: isinstance(value, int) and abs(value) > 1000
    return name in ("power", "lshift") and large(right) or name == "power" and large(left)


def check(comparison):
    grid = [(left, right) for left in VALUES for right in VALUES]
    for name, sign in BINARY.items():
        plain = function(f"def f(a, b): return a {sign} b")
        in_place = function(f"def f(a, b):\n a {sign}= b\n return a")
        for left, right in grid:
            if not is_too_large(name, left(), right()):
                make = lambda left=left, right=right: (left(), right())
                comparison.check(name, plain, make)
                comparison.check("i" + name, in_place, make)
                if name == "add":
                    comparison.check("iadd_str_local", in_place, make)
    for name, sign in COMPARISONS.items():
        plain = function(f"def f(a, b): return a {sign} b")
        for left, right in grid:
            comparison.check(name, plain, lambda left=left, right=right: (left(), right()))
    check_growing_text(comparison)
    check_unary(comparison)
    check_contains(comparison)
    check_attributes(comparison)
    check_items(comparison)


def check_growing_text(comparison):
    if not comparison.wants("iadd_str_local"):
        return
    library = comparison.library
    text, parts = "", ["start", "é", "more" * 9, "\U0001f600", "", "x" * 1000]
    for part in parts * 20:
        before = [text + "."]
        wanted = before[0] + part
        text = library("iadd_str_owned", before, part)
        assert before == [] and text == wanted, text


class Length:
    def __init__(self, length):
        self.text = self.length = length

    def __len__(self):
        LOG.append("__len__")
        return self.length


class Truth(Base):
    def __bool__(self):
        LOG.append("__bool__")
        if self.text == "fails":
            raise ValueError("no truth")
        return self.text


def check_unary(comparison):
    for name, sign in {"negative": "-", "positive": "+", "invert": "~"}.items():
        plain = function(f"def f(a): return {sign}a")
        for value in VALUES:
            comparison.check(name, plain, lambda value=value: (value(),))
    truth = function("def f(a): return 1 if a else 0")
    more = [lambda: False, lambda: "", lambda: [], lambda: {}, lambda: 0.0, lambda: Int(0)]
    more += [lambda length=length: Length(length) for length in (0, 1, 5, -1, "x", 10**30)]
    more += [lambda text=text: Truth(text) for text in (True, False, 1, None, "fails")]
    for value in VALUES + more:
        comparison.check("truth", truth, lambda value=value: (value(),))


class Contains(Base):
    def __contains__(self, item):
        LOG.append(("__contains__", compare.describe(item)))
        if self.text == "fails":
            raise KeyError(1)
        return self.text


class Items(Base):
    def __getitem__(self, index):
        LOG.append(("__getitem__", compare.describe(index)))
        if index == 3:
            raise IndexError
        return index


class Iterates(Base):
    """Gives these items, then ends as its text says."""

    def __init__(self, text, *items):
        super().__init__(text)
        self.items = list(items)

    def __iter__(self):
        LOG.append("__iter__")
        if self.text == "no iterator":
            return 1
        if self.text == "fails":
            raise TypeError("no iteration")
        return self

    def __next__(self):
        LOG.append("__next__")
        if self.items:
            return self.items.pop(0)
        if self.text == "breaks":
            raise KeyError("broken")
        raise StopIteration(self.text)


ITERABLES = [
    lambda: [1, 2, 3], lambda: (1, 2, 3), lambda: [], lambda: (), lambda: [1], lambda: (1, 2), lambda: "abc", lambda: b"ab",
    lambda: {1: 2, 3: 4, 5: 6}, lambda: {1, 2}, lambda: range(4), lambda: 5, lambda: None, lambda: Base(), lambda: int,
    lambda: Items(), lambda: (value for value in (1, 2, 3)), lambda: iter([1, 2, 3]), lambda: List([1, 2]), lambda: Text("xyz"),
    lambda: Iterates("ends", 1, 2), lambda: Iterates("ends", 1, 2, 3, 4, 5), lambda: Iterates("breaks", 1),
    lambda: Iterates("breaks", 1, 2, 3), lambda: Iterates("no iterator"), lambda: Iterates("fails"), lambda: [7] * 9,
    lambda: {value: 1 for value in range(9)}, lambda: tuple(range(9)), lambda: {"a": 1, "b": 2}, lambda: [[1], [2]],
    lambda: list("pq"),
]


def check_contains(comparison):
    plain = function("def f(a, b): return 1 if a in b else 0")
    containers = ITERABLES + [lambda text=text: Contains(text) for text in (True, False, 0, "yes", None, "fails")]
    for container in containers:
        for item in (lambda: 1, lambda: 3, lambda: "a", lambda: [], lambda: Telling(), lambda: Failing(), lambda: Declining()):
            comparison.check("contains", plain, lambda item=item, container=container: (item(), container()))


class Descriptor:
    text = "descriptor"

    def __get__(self, owner, kind):
        LOG.append(("__get__", compare.describe(owner), kind))
        return "got"

    def __set__(self, owner, value):
        LOG.append(("__set__", compare.describe(value)))
        if value is None:
            raise ValueError("not None")

    def __delete__(self, owner):
        LOG.append("__delete__")


class Owner(Base):
    attribute = 1
    described = Descriptor()

    def method(self, *args, **kwargs):
        return "method", self.text, args, kwargs

    @classmethod
    def class_method(cls, *args):
        return "class method", args

    @staticmethod
    def static_method(*args):
        return "static method", args

    @property
    def failing(self):
        raise AttributeError("of its own")

    @property
    def property(self):
        LOG.append("property")
        return self.method


class Dynamic(Owner):
    def __getattr__(self, name):
        LOG.append(("__getattr__", name))
        if name == "key_error":
            raise KeyError(name)
        if name == "missing":
            raise AttributeError(name)
        return lambda *args: (name, args)


class Slots:
    __slots__ = ("attribute", "text")


class Getting(Owner):
    def __getattribute__(self, name):
        LOG.append(("__getattribute__", name))
        return super().__getattribute__(name)


def own(kind):
    """An object with attributes of its own that hide its class's."""
    made = kind("own")
    made.method = lambda *args: ("own method", args)
    made.class_method = 5
    return made


OWNERS = [
    lambda: Owner("o"), lambda: own(Owner), lambda: Dynamic("d"), lambda: own(Dynamic), lambda: Getting("g"), lambda: Slots(),
    lambda: Owner, lambda: Owner("o").method, lambda: 5, lambda: "text", lambda: None, lambda: compare, lambda: [1],
]
NAMES = ["attribute", "method", "class_method", "static_method", "described", "property", "failing", "missing", "key_error",
         "other", "upper", "append", "describe", "text"]


def check_attributes(comparison):
    library = comparison.library

    def call_loaded(owner, name, *args):
        method, first = library("load_method", owner, name)
        return library("call_method", method, first, compare.NOTHING, *args)

    for owner in OWNERS:
        for name in NAMES:
            get = function(f"def f(o, name): return o.{name}")
            put = function(f"def f(o, name, v):\n o.{name} = v\n return o")
            drop = function(f"def f(o, name):\n del o.{name}\n return o")
            make = lambda owner=owner, name=name: (owner(), name)
            comparison.check("get_attr", get, make)
            if owner() is not compare and owner() is not Owner:
                for value in (lambda: [5], lambda: None):
                    comparison.check("set_attr", put, lambda make=make, value=value: (*make(), value()))
                comparison.check("del_attr", drop, make)
            for count in (0, 1, 3):
                args = ", ".join("xyz"[:count])
                called = function(f"def f(o, name{', ' * bool(count)}{args}): return o.{name}({args})")
                given = lambda make=make, count=count: (*make(), *[[1], 2, "three"][:count])
                comparison.check("load_method", called, given, call_loaded)


KEYS = [lambda: 0, lambda: 1, lambda: 2, lambda: -1, lambda: -2, lambda: -3, lambda: 10**30, lambda: -(10**30), lambda: True,
        lambda: Int(1), lambda: 1.0, lambda: "a", lambda: None, lambda: [], lambda: slice(0, 1), lambda: (1, 2),
        lambda: Telling(), lambda: Failing()]


class Index(Base):
    def __index__(self):
        LOG.append("__index__")
        return self.text


class Missing(dict):
    def __missing__(self, key):
        LOG.append(("__missing__", compare.describe(key)))
        return "missing"


class Indexed(Base):
    def __getitem__(self, key):
        LOG.append(("__getitem__", compare.describe(key)))
        return key

    def __setitem__(self, key, value):
        LOG.append(("__setitem__", compare.describe(key), compare.describe(value)))

    def __delitem__(self, key):
        LOG.append(("__delitem__", compare.describe(key)))
        raise LookupError("stays")


class Dying(Base):
    """Says when it dies."""

    def __del__(self):
        LOG.append(("died", self.text))


def check_items(comparison):
    get = function("def f(o, k): return o[k]")
    put = function("def f(o, k, v):\n o[k] = v\n return o")
    drop = function("def f(o, k):\n del o[k]\n return o")
    owners = ITERABLES + [lambda: Missing(a=1), lambda: Indexed(), lambda: list, lambda: bytearray(b"abc"), lambda: [[], {}],
                          lambda: [Dying("a"), Dying("b")], lambda: (Base(), [])]
    for owner in owners:
        for key in KEYS + [lambda: Index(1), lambda: Index(9), lambda: Index("x")]:
            make = lambda owner=owner, key=key: (owner(), key())
            comparison.check("get_item", get, make)
            if owner() is not int and owner() is not list:
                comparison.check("set_item", put, lambda make=make: (*make(), [9]))
                comparison.check("del_item", drop, make)
    bounds = [lambda: None, lambda: 0, lambda: 1, lambda: -1, lambda: 10**30, lambda: "x", lambda: Index(1)]
    get = function("def f(o, a, b): return o[a:b]")
    put = function("def f(o, a, b, v):\n o[a:b] = v\n return o")
    build = function("def f(a, b): return slice(a, b)")
    build_step = function("def f(a, b, c): return slice(a, b, c)")
    for start in bounds:
        for stop in bounds:
            for owner in owners:
                make = lambda owner=owner, start=start, stop=stop: (owner(), start(), stop())
                comparison.check("get_slice", get, make)
                if owner() is not int and owner() is not list:
                    comparison.check("set_slice", put, lambda make=make: (*make(), [9, 8]))
            make = lambda start=start, stop=stop: (start(), stop())
            native = lambda a, b: comparison.library("new_slice", a, b, compare.NOTHING)
            comparison.check("new_slice", build, make, native)
            comparison.check("new_slice", build_step, lambda make=make: (*make(), 2))
