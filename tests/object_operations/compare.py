"""Runs an operation natively and as CPython does it, on equal arguments, and compares everything that can be seen."""

import builtins
import ctypes
import re
import statistics
import sys
import types

#: What special methods of the classes below were called, and with what.
LOG = []

#: Null, in arguments and in results.
NOTHING = ...


class Library:
    def __init__(self, path):
        self.run = ctypes.PyDLL(path).run
        self.run.restype = ctypes.py_object

    def __call__(self, operation, *args):
        given = (ctypes.py_object * len(args))(*args)
        return self.run(operation.encode(), given, ctypes.c_size_t(len(args)))


def without_addresses(text):
    return re.sub("0x[0-9a-f]+", "0x...", text)


def describe(value, depth=0):
    """All that two equal objects have in common, whatever their addresses."""
    kind = type(value).__qualname__
    if depth > 4:
        return kind
    inner = lambda item: describe(item, depth + 1)
    if isinstance(value, type):
        return "class " + value.__qualname__
    if isinstance(value, (list, tuple)):
        return kind, [inner(item) for item in value]
    if isinstance(value, dict):
        return kind, [(inner(key), inner(item)) for key, item in value.items()]
    if isinstance(value, (set, frozenset)):
        return kind, sorted(repr(inner(item)) for item in value)
    if isinstance(value, types.MethodType):
        return kind, value.__func__.__qualname__, inner(value.__self__)
    if isinstance(value, BaseException):
        return describe_error(value, depth + 1)
    if isinstance(value, types.FunctionType):
        return kind, value.__qualname__
    if isinstance(value, (int, float, complex, str, bytes, slice, range, type(None))):
        return kind, without_addresses(repr(value))
    try:
        return kind, inner(object.__getattribute__(value, "text"))
    except AttributeError:
        return kind


def describe_error(error, depth=0):
    extra = {}
    for name in ("name", "path", "name_from", "obj", "value"):
        if hasattr(error, name):
            extra[name] = describe(getattr(error, name), depth + 1)
    context = error.__context__ and describe_error(error.__context__, depth + 1) if depth < 4 else None
    return type(error).__qualname__, without_addresses(str(error)), describe(error.args, depth + 1), extra, context


def outcome(function, args):
    """What a call does, and what it leaves in its arguments."""
    # Constants, names and classes have other holders too.
    fresh = [arg for arg in args if isinstance(arg, (list, dict, set, bytearray, Base))]
    before = [sys.getrefcount(arg) for arg in fresh]
    LOG.clear()
    try:
        result = function(*args)
        seen = "gives", describe(result)
        del result
    except Exception as error:
        seen = "raises", describe_error(error)
        error.__traceback__ = None
        error.__context__ = None
    log = list(LOG)
    counts = [sys.getrefcount(arg) - count for arg, count in zip(fresh, before)]
    return seen, log, counts, [describe(arg) for arg in args]


class Comparison:
    def __init__(self, library, only):
        self.library = library
        self.only = only
        self.problems = []
        self.count = 0
        self.natives = []

    def wants(self, operation):
        return not self.only or operation in self.only

    def check(self, operation, oracle, make, native=None, arguments_too=True):
        """`make` makes the arguments. `native` is how the operation is run on them, if that is not the plain way."""
        if not self.wants(operation):
            return
        if native is None:
            native = lambda *args: self.library(operation, *args)
        self.count += 1
        if hasattr(sys, "gettotalrefcount"):
            # A debug build does the same as the other one of its version, slowly: it counts references, of every third case.
            if self.count % 3 == 0:
                self.natives.append((operation, native, make))
            return
        wanted, found = outcome(oracle, make()), outcome(native, make())
        if not arguments_too:
            wanted, found = wanted[:2], found[:2]
        if wanted != found:
            self.problems.append(f"{operation}: {[describe(arg) for arg in make()]}\n  wanted {wanted}\n  found  {found}")

    def check_references(self):
        """On a debug build: does an operation leave references behind? Caches fill in the first pass, and never thrice."""
        if not hasattr(sys, "gettotalrefcount"):
            return
        groups = {}
        for operation, native, make in self.natives:
            groups.setdefault(operation, []).append((native, make))
        left = {operation: [self.references_left(runs) for _ in range(4)][1:] for operation, runs in groups.items()}
        # What measuring itself leaves is the same for all.
        usual = statistics.mode(count for counts in left.values() for count in counts)
        for operation, counts in left.items():
            if min(counts) > usual:
                guilty = [[describe(arg) for arg in make()] for native, make in groups[operation] if self.leaks(native, make)]
                self.problems.append(f"{operation}: references left: {counts}, not {usual}, by {guilty[:3]}")

    def references_left(self, runs):
        before = sys.gettotalrefcount()
        for native, make in runs:
            outcome(native, make())
        return sys.gettotalrefcount() - before

    def leaks(self, native, make):
        return all(self.references_left([(native, make)] * 5) not in range(-4, 5) for _ in range(3))


def binary_names():
    names = "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split()
    return [f"__{form}{name}__" for name in names for form in ("", "r", "i")]


COMPARISONS = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"]
UNARY = ["__neg__", "__pos__", "__invert__"]


class Base:
    """An object with a text that tells it from others."""

    def __init__(self, text="x"):
        self.text = text

    __hash__ = object.__hash__


def with_methods(name, names, answer, base=Base):
    """A class whose special methods of these names say that they were called, then do what `answer` does."""

    def method_of(method):
        def run(self, *args):
            LOG.append((name, method, [describe(arg) for arg in args]))
            return answer(self, method, *args)

        return run

    return type(name, (base,), {method: method_of(method) for method in names})


def decline(self, method, *args):
    return NotImplemented


def fail(self, method, *args):
    raise KeyError(method)


def tell(self, method, *args):
    return f"{method} of {self.text}"


OPERATORS = binary_names() + COMPARISONS + UNARY
Telling = with_methods("Telling", OPERATORS, tell)
Under = with_methods("Under", OPERATORS, tell, Telling)
Declining = with_methods("Declining", binary_names() + COMPARISONS, decline)
Failing = with_methods("Failing", OPERATORS, fail)
Changing = with_methods("Changing", [name for name in OPERATORS if name.startswith("__i")], lambda self, *_: self)


class Int(int):
    pass


class List(list):
    def __getitem__(self, index):
        LOG.append(("List", describe(index)))
        return super().__getitem__(index)


class Text(str):
    pass


#: Makers of operands.
VALUES = [
    lambda: True, lambda: None, lambda: 0, lambda: 1, lambda: -3, lambda: 7, lambda: 10**30, lambda: 2.5, lambda: -0.0,
    lambda: 1j, lambda: "ab", lambda: "é%s", lambda: b"xy", lambda: [1, 2], lambda: (3, 4), lambda: {1, 7}, lambda: {1: 2},
    lambda: frozenset([7]), lambda: Int(5), lambda: Text("t"), lambda: Base(), lambda: Telling("left"), lambda: Under("right"),
    lambda: Declining(), lambda: Failing(), lambda: Changing(),
]


def function(source, **names):
    """The function of a source text that defines one."""
    space = {"__name__": "made", **names}
    exec(compile(source, "made.py", "exec"), space)
    return space["f"]


def function_with_builtins(source, its_builtins, **names):
    space = {"__name__": "made", **names}
    exec(compile(source, "made.py", "exec"), space)
    space["__builtins__"] = its_builtins
    code = space["f"].__code__
    return types.FunctionType(code, space)


assert builtins.Ellipsis is NOTHING
