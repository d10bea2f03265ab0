"""Calls, `super`, `with` and f-strings."""

import functools
import sys
import types

import compare
from compare import LOG, NOTHING, VALUES, Base, Text, describe, function
from operators import ITERABLES, Owner


def plain(*args, **kwargs):
    return "plain", args, kwargs


def exact(a, b=2, *, c=3):
    return a, b, c


class Class:
    def __init__(self, *args, **kwargs):
        self.text = repr((args, kwargs))


class Picky:
    def __init__(self, a):
        self.text = a


class Called(Base):
    def __call__(self, *args, **kwargs):
        LOG.append("__call__")
        return self.text, args, kwargs


def fails(*args, **kwargs):
    raise KeyError("failed")


def forever():
    return forever()


CALLABLES = [
    lambda: plain, lambda: exact, lambda: fails, lambda: Class, lambda: Picky, lambda: Called("c"), lambda: Owner("o").method,
    lambda: Owner.class_method, lambda: Owner.static_method, lambda: len, lambda: max, lambda: [1, 2].append, lambda: print,
    lambda: int, lambda: str, lambda: dict, lambda: type, lambda: functools.partial(plain, 1), lambda: str.upper, lambda: 5,
    lambda: None, lambda: Base(), lambda: isinstance, lambda: types.MethodType(len, "abc"), lambda: types.MethodType(fails, 1),
    lambda: types.MethodType(Owner("o").method, 1), lambda: sorted, lambda: (lambda: 1), lambda: super, lambda: forever,
]
ARGUMENTS = [(), (1,), ("abc",), ([3, 1],), (1, 2), ([1], [2]), (1, "x", None), tuple(range(9)), tuple(range(30))]
KEYWORDS = [(), ("c",), ("key",), ("b", "c"), ("self",), ("sep", "end"), ("end",)]


def check(comparison):
    check_calls(comparison)
    check_stars(comparison)
    check_super(comparison)
    check_with(comparison)
    check_format(comparison)


def check_calls(comparison):
    library = comparison.library
    limit = sys.getrecursionlimit()
    for callable in CALLABLES:
        for args in ARGUMENTS:
            for names in KEYWORDS:
                if callable() is forever and (args or names) or callable() is print and "sep" not in names and "end" not in names:
                    continue
                if callable() is print and args:
                    continue
                params = [f"a{index}" for index in range(len(args))]
                values = [f"k{index}" for index in range(len(names))]
                given = params + [f"{name}={value}" for name, value in zip(names, values)]
                source = f"def f({', '.join(['g'] + params + values)}): return g({', '.join(given)})"
                make = lambda callable=callable, args=args, names=names: (callable(), *args, *["", 1, None][: len(names)])

                def native(called, *args, names=names):
                    return library("call", called, names or NOTHING, *args)

                def native_with_first(called, *args, names=names):
                    if len(args) == len(names):
                        return library("call_method", called, NOTHING, names or NOTHING, *args)
                    return library("call_method", called, args[0], names or NOTHING, *args[1:])

                if callable() is forever:
                    sys.setrecursionlimit(200)
                comparison.check("call", function(source), make, native)
                comparison.check("call_method", function(source), make, native_with_first)
                sys.setrecursionlimit(limit)


def check_stars(comparison):
    library = comparison.library
    positional = function("def f(g, a): return g(*a)")
    both = function("def f(g, a, k): return g(*a, **k)")

    def native(called, args):
        return library("call_ex", called, args, NOTHING)

    def native_both(called, args, kwargs):
        merged = {}
        library("dict_merge", merged, kwargs, called)
        return library("call_ex", called, args, merged)

    for callable in CALLABLES:
        if callable() is forever or callable() is print:
            continue
        for iterable in ITERABLES:
            make = lambda callable=callable, iterable=iterable: (callable(), iterable())
            comparison.check("call_ex", positional, make, native)
            for kwargs in ({}, {"c": 5}, {"key": None}, {1: 2}, 5):
                comparison.check("call_ex", both, lambda make=make, kwargs=kwargs: (*make(), kwargs), native_both)


class Above(Owner):
    def __init__(self, text="above"):
        super().__init__(text)

    def above(self, *args):
        return "above", self.text, args

    plain = 5


class Below(Above):
    def above(self):
        raise AssertionError("not this one")

    plain = 6
    missing = 7


class BelowGetting(Below):
    def __getattribute__(self, name):
        LOG.append(name)
        return object.__getattribute__(self, name)


def other_super(*args):
    LOG.append(("other super", [describe(arg) for arg in args]))
    if len(args) == 1:
        raise ValueError("one argument")
    return Owner("of another super")


def check_super(comparison):
    if sys.version_info < (3, 12):
        return
    library = comparison.library
    names = ["above", "plain", "method", "class_method", "static_method", "property", "failing", "missing", "described"]
    objects = [lambda: Below(), lambda: BelowGetting(), lambda: Below, lambda: Above("not below"), lambda: 5, lambda: None]
    for name in names:
        for kind, its_super in (("super", super), ("other", other_super)):
            space = {"super": its_super, "Above": Above, "Below": Below}
            # A function as if it were defined in a class; new code each time, for a warm instruction fails differently.
            source = "def make(__class__):\n def f(s):\n  return {}\n return f"
            for form, tail in (("attr", ""), ("method", "(1)"), ("method", "()")):
                args = (1,) if tail == "(1)" else ()
                for call, suffix in (("super(__class__, s)", ""), ("super()", "_no_args")):
                    for cls in (Below, 5):
                        if cls == 5 and call == "super()":
                            continue
                        operation = f"load_super_{form}{suffix}"

                        def native(object, operation=operation, form=form, args=args, cls=cls, name=name, its_super=its_super):
                            loaded = library(operation, its_super, cls, object, name)
                            if form == "attr":
                                return loaded
                            method, first = loaded
                            return library("call_method", method, first, NOTHING, *args)

                        for object in objects:
                            exec(source.format(f"{call}.{name}{tail}"), space)
                            comparison.check(operation, space["make"](cls), lambda object=object: (object(),), native)


class Manager(Base):
    def __enter__(self):
        LOG.append("__enter__")
        if self.text == "fails":
            raise KeyError("enter")
        return self.text

    def __exit__(self, *error):
        LOG.append(("__exit__", error))


class NoExit(Base):
    def __enter__(self):
        LOG.append("__enter__")


class NoEnter(Base):
    def __exit__(self, *error):
        LOG.append("__exit__")


class Asynchronous(Base):
    async def __aenter__(self):
        pass

    async def __aexit__(self, *error):
        pass


class HalfAsynchronous(NoExit):
    async def __aexit__(self, *error):
        pass


class Described(Base):
    @property
    def __enter__(self):
        LOG.append("enter property")
        if self.text == "enter":
            raise AttributeError("enter")
        return lambda: "entered"

    @property
    def __exit__(self):
        LOG.append("exit property")
        if self.text == "exit":
            raise AttributeError("exit")
        return lambda *error: None


class Static(Base):
    __enter__ = staticmethod(lambda: "static")
    __exit__ = Called("exit")


def check_with(comparison):
    library = comparison.library
    plain = function("def f(m):\n with m as r: pass\n return r")

    def native(manager):
        if sys.version_info >= (3, 14):
            leave = library("load_special", manager, 1)
            enter = library("load_special", manager, 0)
            result = library("call_method", *enter, NOTHING)
        else:
            leave, result = library("with_enter", manager)
            leave = leave, NOTHING
        library("call_method", *leave, NOTHING, None, None, None)
        return result

    managers = [lambda: Manager("m"), lambda: Manager("fails"), lambda: NoExit(), lambda: NoEnter(), lambda: Base(), lambda: 5,
                lambda: Asynchronous(), lambda: HalfAsynchronous(), lambda: Described(), lambda: Described("enter"),
                lambda: Described("exit"), lambda: Static(), lambda: Manager, lambda: memoryview(b"x")]
    operation = "load_special" if sys.version_info >= (3, 14) else "with_enter"
    for manager in managers:
        comparison.check(operation, plain, lambda manager=manager: (manager(),), native)


class Formatted(Base):
    def __format__(self, spec):
        LOG.append(("__format__", spec))
        return self.text

    def __str__(self):
        return self.text

    def __repr__(self):
        LOG.append("__repr__")
        return "\u1234" if self.text == "wide" else self.text


def check_format(comparison):
    simple = function("def f(v, s): return f'{v}'")
    with_spec = function("def f(v, s): return f'{v:{s}}'")
    values = VALUES + [lambda: Formatted("text"), lambda: Formatted("wide"), lambda: Formatted(5), lambda: Text("x")]
    for value in values:
        if isinstance(value(), Base) and not isinstance(value(), Formatted):
            continue
        make = lambda value=value: (value(), "")
        comparison.check("format", simple, make, lambda v, s: comparison.library("format", v, NOTHING))
        for spec in ("", "5", ">9", ".2f", "x", "nonsense", Text("7")):
            comparison.check("format", with_spec, lambda value=value, spec=spec: (value(), spec))
        for which, letter in ((1, "s"), (2, "r"), (3, "a")):
            source = f"def f(v, w):\n x = f'{{v!{letter}}}'\n return x"
            comparison.check("convert", function(source), lambda value=value, which=which: (value(), which))
