"""Functions, cells, imports, patterns and constants."""

import builtins
import os
import sys
import types

import compare
from compare import LOG, NOTHING, Base, describe, function, function_with_builtins
from operators import ITERABLES


def check(comparison):
    check_functions(comparison)
    check_cells(comparison)
    check_imports(comparison)
    check_imports_from(comparison)
    check_patterns(comparison)
    check_constants(comparison)


def check_functions(comparison):
    source = """def f(x):
    def made(a, b=x, *, c=[x]) -> int:
        return a, b, c, x
    return made"""
    oracle = function(source)
    code = next(const for const in oracle.__code__.co_consts if isinstance(const, types.CodeType) and const.co_name == "made")

    def parts(made):
        return [made.__name__, made.__qualname__, made.__module__, made.__defaults__, made.__kwdefaults__, made.__annotations__,
                made.__closure__ and [cell.cell_contents for cell in made.__closure__], made.__doc__, made(1), made(1, 2, c=3),
                made.__dict__, made.__globals__ is oracle.__globals__]

    def native(x):
        library = comparison.library
        made = library("make_function", code, oracle.__globals__, NOTHING)
        library("set_function_attribute", made, 1, (x,))
        library("set_function_attribute", made, 2, {"c": [x]})
        library("set_function_attribute", made, 8, (types.CellType(x),))
        if sys.version_info >= (3, 14):
            library("set_function_attribute", made, 16, lambda form: {"return": int})
        else:
            library("set_function_attribute", made, 4, ("return", int))
        return parts(made)

    for operation in ("make_function", "set_function_attribute"):
        comparison.check(operation, lambda x: parts(oracle(x)), lambda: ([5],), native)


def check_cells(comparison):
    library = comparison.library
    if comparison.wants("cell_get"):
        for value in (5, [], "text"):
            cell = library("new_cell", value)
            assert type(cell) is types.CellType and cell.cell_contents is value
            assert library("cell_get", cell) is value
            library("cell_set", cell, [value])
            assert cell.cell_contents == [value] == library("cell_get", cell)
            library("cell_set", cell, NOTHING)
            assert cell == types.CellType() and library("cell_get", cell) is NOTHING
            library("cell_set", cell, value)
            assert cell.cell_contents is value
        assert library("new_cell", NOTHING) == types.CellType()
        comparison.count += 1

    def read_and_write(value):
        cell = library("new_cell", value)
        library("cell_set", cell, [value, library("cell_get", cell)])
        return library("cell_get", cell)

    plain = function("def f(v):\n def g(): return v\n v = [v, v]\n return g()")
    comparison.check("cell_set", plain, lambda: ([1],), read_and_write)


class Builtins(dict):
    def __getitem__(self, name):
        LOG.append(("builtins", name))
        if self.get("fails"):
            raise ValueError(name)
        return super().__getitem__(name)


def check_imports(comparison):
    library = comparison.library

    def importer(name, space, locals, fromlist, level):
        LOG.append(("__import__", name, locals, fromlist, level, space.get("__name__")))
        if name == "fails":
            raise KeyError(name)
        return "imported " + name

    def failing(*args):
        raise ImportError("nothing is here")

    statements = [
        ("import json\n return json", "json", None, 0), ("import os.path\n return os", "os.path", None, 0),
        ("import no_such_module_at_all as x\n return x", "no_such_module_at_all", None, 0),
        ("import json.nothing\n return json", "json.nothing", None, 0), ("from . import decoder as x\n return x", "", ("decoder",), 1),
        ("from .y import x\n return x", "y", ("x",), 1), ("from ...y import x\n return x", "y", ("x",), 3),
        ("import fails\n return fails", "fails", None, 0),
    ]
    spaces = [{}, {"__package__": None}, {"__package__": "json"}, {"__package__": 5}, {"__package__": "no_such_package"}]
    for its_builtins in (vars(builtins), {"__import__": importer}, {}, {"__import__": failing}, Builtins(__import__=importer),
                         Builtins(), Builtins(fails=True), {"__import__": 5}):
        for statement, name, fromlist, level in statements:
            for space in spaces:
                oracle = function_with_builtins(f"def f():\n {statement}", its_builtins, **space)

                def native(oracle=oracle, its_builtins=its_builtins, name=name, fromlist=fromlist, level=level):
                    found = library("import_name", its_builtins, oracle.__globals__, name, fromlist, level)
                    return library("import_from", found, fromlist[0]) if fromlist else found

                comparison.check("import_name", oracle, lambda: (), native)


class Spec:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


class FailingSpec:
    @property
    def _initializing(self):
        raise ValueError("initializing")

    @property
    def has_location(self):
        raise ValueError("has_location")


class Like:
    """Not a module, but enough of one."""

    def __init__(self, **attributes):
        self.__dict__.update(attributes)

    def __getattr__(self, name):
        LOG.append(name)
        if name == "breaks" or self.__dict__.get("breaks_at") == name:
            raise ValueError(name)
        raise AttributeError(name)


def module(name, **attributes):
    made = types.ModuleType(name)
    if not isinstance(name, str):
        del made.__name__
    for key, value in attributes.items():
        if value is NOTHING:
            delattr(made, key)
        else:
            setattr(made, key, value)
    return made


def check_imports_from(comparison):
    here = os.path.dirname(os.path.abspath(__file__))
    where = ["", "elsewhere", here + "/random.py", here + "/own.py", os.path.join(here, "own", "__init__.py"), "/tmp/random.py", 5]
    makers = [
        lambda: module("m"), lambda: module("m", x=5), lambda: module("m", __name__=NOTHING), lambda: module("m", __name__=7),
        lambda: module("m", __spec__=NOTHING), lambda: module("m", __file__="file.py"), lambda: module("m", __file__=5),
        lambda: module("m", __spec__=FailingSpec()), lambda: module("m", __file__="file.py", __spec__=FailingSpec()),
        lambda: module("m", __spec__=NOTHING, __file__="f.py"), lambda: module("m", __name__=NOTHING, __file__="f.py"),
        lambda: 5, lambda: None, lambda: Like(), lambda: Like(x=5), lambda: Like(__name__="json"), lambda: Like(__name__="like"),
        lambda: Like(__name__="like", __file__="like.py"), lambda: Like(breaks_at="__name__"), lambda: Like(breaks_at="__spec__"),
        lambda: Like(__name__="like", breaks_at="__spec__"), lambda: module("json"), lambda: module("m", __name__=compare.Text("t")),
    ]
    for path in where:
        for name in ("random", "own"):
            for initializing in (True, False, None, [1], 0):
                for location in (True, False):
                    spec = dict(_initializing=initializing, has_location=location, origin=path)
                    makers.append(lambda name=name, spec=spec: module(name, __spec__=Spec(**spec)))
                    if path != 5:
                        makers.append(lambda name=name, spec=spec: module(name, __spec__=Spec(**spec), __file__=spec["origin"]))
                        makers.append(lambda name=name, spec=spec: Like(__name__=name, __spec__=Spec(**spec)))
    for make in makers:
        for name in ("x", "breaks", "decoder"):
            made = []

            def importer(*args):
                return made[-1]

            source = function_with_builtins(f"def f():\n from m import {name}\n return {name}", {"__import__": importer})

            def oracle(module):
                made.append(module)
                try:
                    return source()
                finally:
                    made.clear()

            comparison.check("import_from", oracle, lambda make=make: (make(),),
                             lambda module, name=name: comparison.library("import_from", module, name))


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y
        self.text = "point"

    @property
    def lost(self):
        raise AttributeError("lost")

    @property
    def broken(self):
        raise ValueError("broken")


class Wrong(Point):
    __match_args__ = ["x"]


class Numbers(Point):
    __match_args__ = ("x", 5)


class Twice(Point):
    __match_args__ = ("x", "x")


class Absent(Point):
    __match_args__ = ("nothing", "x")


class Meta(type):
    def __instancecheck__(cls, instance):
        LOG.append("__instancecheck__")
        if instance == 3:
            raise ValueError("three")
        return True

    @property
    def __match_args__(cls):
        LOG.append("__match_args__")
        if cls.__name__ == "Raising":
            raise ValueError("no arguments")
        return ("real",)


Any = Meta("Any", (), {})
Raising = Meta("Raising", (), {})


class Lookup(dict):
    def get(self, key, default):
        LOG.append(("get", describe(key)))
        if key == "breaks":
            raise ValueError(key)
        return super().get(key, default)


class LooksUp(Lookup):
    get = staticmethod(lambda key, default: "static")


class NoGet(dict):
    @property
    def get(self):
        raise AttributeError("get")


class Names:
    a, b, again, number, one, listed = "a", "b", "a", 1, 1.0, [1]


def check_patterns(comparison):
    library = comparison.library
    for iterable in ITERABLES:
        for operation, source in (
            ("is_sequence", "match o:\n  case [*_]: return True\n  case _: return False"),
            ("is_mapping", "match o:\n  case {}: return True\n  case _: return False"),
            ("get_len", "return len(o)"),
        ):
            comparison.check(operation, function(f"def f(o):\n {source}"), lambda iterable=iterable: (iterable(),))

    classes = [Point, Wrong, Numbers, Twice, Absent, Any, Raising, int, str, dict, list, bool, object, Base, 5, None, Exception]
    subjects = [lambda: Point(1, [2]), lambda: Wrong(1, 2), lambda: Numbers(1, 2), lambda: Twice(1, 2), lambda: Absent(1, 2),
                lambda: 3, lambda: "text", lambda: {}, lambda: True, lambda: Base(), lambda: None, lambda: ValueError(1)]
    for positional in range(4):
        for names in ((), ("x",), ("y", "x"), ("lost",), ("broken",), ("nothing", "x"), ("real",)):
            bound = [f"p{index}" for index in range(positional)] + [f"k{index}" for index in range(len(names))]
            parts = bound[:positional] + [f"{name}={value}" for name, value in zip(names, bound[positional:])]
            result = f"({', '.join(bound)}{',' * bool(bound)})"
            plain = function(f"def f(o, C, n, k):\n match o:\n  case C({', '.join(parts)}): return {result}\n return None")
            for cls in classes:
                for subject in subjects:
                    make = lambda subject=subject, cls=cls, positional=positional, names=names: (subject(), cls, positional, names)
                    comparison.check("match_class", plain, make)

    names = ["a", "b", "again", "number", "one", "listed"]
    subjects = [lambda: {"a": 1, "b": [2], 1: 3}, lambda: {"b": 1}, lambda: Lookup(a=1, b=2, breaks=3), lambda: NoGet(a=1, b=2, c=3),
                lambda: LooksUp(a=1, b=2, c=3), lambda: types.MappingProxyType({"a": 1, "b": 2, "c": 3}), lambda: {}]

    def native(subject, count, keys):
        if library("get_len", subject) < count:
            return None
        return library("match_keys", subject, keys)

    for pick in [()] + [(name,) for name in names] + [(one, two) for one in names for two in names] + [("a", "b", "number")]:
        parts = ", ".join(f"N.{name}: v{index}" for index, name in enumerate(pick))
        result = f"({''.join(f'v{index}, ' for index in range(len(pick)))})"
        plain = function(f"def f(o, n, k):\n match o:\n  case {{{parts}}}: return {result}\n return None", N=Names)
        keys = tuple(getattr(Names, name) for name in pick)
        for subject in subjects:
            comparison.check("match_keys", plain, lambda subject=subject, keys=keys: (subject(), len(keys), keys), native)


def check_constants(comparison):
    if sys.version_info >= (3, 14):
        import dis

        constants = [value for value in dis._common_constants]
    else:
        constants = [AssertionError]
    for index, value in enumerate(constants):
        comparison.check("common_constant", lambda index, value=value: value, lambda index=index: (index,))

    def builder(*args):
        return "built"

    for its_builtins in ({"__build_class__": builder}, {}, Builtins(__build_class__=builder), Builtins(), Builtins(fails=True)):
        oracle = function_with_builtins("def f():\n class C: pass\n return C", its_builtins)
        comparison.check("build_class", oracle, lambda: (),
                         lambda its_builtins=its_builtins: comparison.library("build_class", its_builtins)())
