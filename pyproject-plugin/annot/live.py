"""Engines under functions that exist already: decorators, modules that were imported, prompts and notebooks.

Nothing is wrapped and nothing is replaced: a function object stays the very object that others refer to, its code stays its
code, and native code is put under it. What does not fit what was compiled (the source has changed since) stays as it is.
"""

import _imp
import hashlib
import json
import linecache
import os
import sys
import threading
import types
import warnings
import weakref
from importlib.machinery import ExtensionFileLoader, ModuleSpec

from annot import _binary

__all__ = ["compile", "info", "restore"]

MARK = b"annot-live-1"


def compile(target=None, /, *, when="now", fallback="warn", profile=None):
    """Puts native engines under a function, the functions of a class, or those of a module. Gives back what it was given.

    `when`: "now"; "call" (when the function is called for the first time; from 3.12 on); "background" (a thread compiles).
    `fallback`: what to do where nothing can be compiled: "warn", "error" (raise RuntimeError), or "ignore".
    Without a target it is a decorator with options: `@annot.compile(when="call")`.
    """
    if when not in ("now", "call", "background"):
        raise ValueError(f"when is 'now', 'call' or 'background', not {when!r}")
    if fallback not in ("warn", "error", "ignore"):
        raise ValueError(f"fallback is 'warn', 'error' or 'ignore', not {fallback!r}")
    frame = sys._getframe(1)
    body = frame.f_code if frame.f_code.co_name == "<module>" else None

    def decorate(target):
        functions = _functions(target)
        jobs = {}
        for function in functions:
            job = jobs.setdefault(id(function.__globals__), Job(function, fallback, profile))
            job.wanted.append(function)
        for job in jobs.values():
            if body is not None and frame.f_globals is job.namespace:
                # Functions that will be made of this code get their engines when they are made.
                job.wanted.append(body)
            job.start(when)
        return target

    return decorate if target is None else decorate(target)


def restore(target):
    """Takes the engines away again: the functions run as bytecode. Gives back what it was given."""
    for function in _functions(target):
        # Code that is equal, but is not what was compiled.
        function.__code__ = function.__code__.replace()
        _attached.pop(function, None)
    return target


def info(target):
    """What is known of a function, whether a decorator, the import hook or a build gave it its engine:

    `engine`: "native" or "bytecode"; `reasons` why not; `library` with the engine; `source`;
    `guards`: in how many places native code may leave, because something is not as it expects;
    `failed`: where it did, and how often, the most frequent first: `{"line", "column", "times"}`;
    `refused`: how many calls ran as bytecode because an argument was of another type.
    The last three are None where they are not known.
    """
    [function] = _functions(target)
    code = function.__code__
    attached = _attached.get(function)
    if attached is not None and attached[0] is code:
        _, library, source, report = attached
        row = report.get((code.co_qualname, code.co_firstlineno), {})
    else:
        library, source, row = _library_of(function), code.co_filename, {}
    engine, reasons = row.get("engine", "bytecode"), row.get("reasons", [])
    described = _described(library, function)
    if described is None:
        library = library if attached is not None and attached[0] is code else None
        return _facts(engine, reasons, library, source, None, None, None)
    is_native, guards, refused, left = described
    if is_native:
        engine, reasons = "native", []
    else:
        engine = "bytecode"
        reasons = [{"code": "retired", "message": "it left native code so often that bytecode is faster"}]
    failed = {}
    positions = list(code.co_positions())
    for unit, times in zip(left[::2], left[1::2]):
        line, _, column, _ = positions[unit]
        place = (line, None if column is None else column + 1)
        failed[place] = failed.get(place, 0) + times
    failed = [{"line": line, "column": column, "times": times} for (line, column), times in failed.items()]
    failed.sort(key=lambda place: -place["times"])
    return _facts(engine, reasons, library, source, guards, failed, refused)


def _facts(engine, reasons, library, source, guards, failed, refused):
    return {
        "engine": engine,
        "reasons": reasons,
        "library": library,
        "source": source,
        "guards": guards,
        "failed": failed,
        "refused": refused,
    }


def _library_of(function):
    """The extension module whose namespace a function has, if any."""
    spec = function.__globals__.get("__spec__")
    loader = getattr(spec, "loader", None)
    # The import hook's loader says which library it made.
    return spec.origin if isinstance(loader, ExtensionFileLoader) else getattr(loader, "extension", None)


def _described(library, function):
    """What a library that is loaded says of a function: `annot_describe` of annot's runtime. None: nothing."""
    if library is None:
        return None
    try:
        import ctypes

        # Not loaded anew: the file may have been replaced since.
        loaded = ctypes.PyDLL(library, mode=getattr(os, "RTLD_NOLOAD", 0) | getattr(os, "RTLD_NOW", 0))
        describe = loaded.annot_describe
    except (ImportError, OSError, AttributeError):
        return None
    describe.argtypes, describe.restype = [ctypes.py_object], ctypes.py_object
    return describe(function)


def check(functions):
    """What `annot check` says of functions: pairs of their names and facts. Nothing is compiled."""
    rows = {}
    for function in functions:
        job = Job(function, "ignore", None)
        if job.filename not in rows:
            done = _binary.run(["check", job.source(), "--format", "json", *_binary.this_python()])
            rows[job.filename] = {(row["qualname"], row["line"]): row for row in json.loads(done.stdout or "[]")}
        code = function.__code__
        unknown = {"engine": "bytecode", "reasons": []}
        yield function.__qualname__, rows[job.filename].get((code.co_qualname, code.co_firstlineno), unknown)


class Job:
    """Functions of one namespace that are compiled together."""

    def __init__(self, function, fallback, profile):
        self.namespace = function.__globals__
        self.filename = function.__code__.co_filename
        self.wanted = []
        self._fallback = fallback
        self._profile = profile

    def start(self, when):
        if when == "background":
            threading.Thread(target=self.run, name="annot", daemon=True).start()
        elif when == "call" and hasattr(sys, "monitoring"):
            functions = [function for function in self.wanted if isinstance(function, types.FunctionType)]
            if not _at_first_call([function.__code__ for function in functions], self.run):
                self.run()
        else:
            self.run()

    def run(self):
        """Compiles the whole source that the functions are of, and attaches what is wanted."""
        try:
            source = self.source()
            name, library, report = self._build(source)
            called = _called(self.wanted, self.namespace)
            found = attach(library, name, self.namespace, [*called, *self.wanted])
        except (OSError, _binary.Missing, CannotCompile) as error:
            return self._fail(str(error))
        missing = []
        for function in found:
            if isinstance(function, types.FunctionType):
                _attached[function] = (function.__code__, library, source, report)
        for function in self.wanted:
            if isinstance(function, types.FunctionType) and function not in found:
                missing.append(function.__qualname__)
        if missing:
            self._fail(f"{', '.join(missing)}: the source in {self.filename} is not what was executed")

    def source(self):
        if os.path.isfile(self.filename):
            return os.path.abspath(self.filename)
        text = "".join(linecache.getlines(self.filename, self.namespace))
        if not text:
            raise CannotCompile(f"there is no source of {self.filename}")
        return stored(text)

    def _build(self, source):
        name = self.namespace.get("__name__")
        name = name if isinstance(name, str) and all(part.isidentifier() for part in name.split(".")) else "__main__"
        arguments = ["build", source, "--in-cache", "--name", name, *_binary.this_python()]
        if self._profile is not None:
            arguments += ["--profile", self._profile]
        code, lines, text = _binary.messages(arguments, capture=True)
        for line in lines:
            if line["reason"] == "artifact":
                rows = line.get("functions", ())
                return name, line["path"], {(row["qualname"], row["line"]): row for row in rows}
        raise CannotCompile(_binary.explain(lines, text if code else ""))

    def _fail(self, why):
        if self._fallback == "error":
            raise CannotCompile(why)
        if self._fallback == "warn":
            warnings.warn(f"annot: not compiled: {why}", RuntimeWarning, stacklevel=5)


class CannotCompile(RuntimeError):
    """Nothing was compiled, and the functions are what they were."""


def attach(library, name, namespace, wanted):
    """Puts the engines of a library under functions of a namespace. Gives those that it has."""
    with open(library, "rb") as file:
        if MARK not in file.read():
            raise CannotCompile("this annot cannot attach engines to functions that exist already")
    module = _imp.create_dynamic(ModuleSpec(name, ExtensionFileLoader(name, library), origin=library))
    module.__annot_live__ = (namespace, list(wanted))
    _imp.exec_dynamic(module)
    return module.__annot_live__


def _called(functions, namespace):
    """Functions of the namespace that these call by name, and those that those call: native code calls them directly."""
    seen = []
    names = [name for function in functions if hasattr(function, "__code__") for name in function.__code__.co_names]
    while names:
        function = namespace.get(names.pop())
        if isinstance(function, types.FunctionType) and function.__globals__ is namespace and function not in seen:
            seen.append(function)
            names.extend(function.__code__.co_names)
    return seen


def stored(text):
    """A file with this text, in annot's cache."""
    folder = os.path.join(_binary.cache_folder(), "live")
    os.makedirs(folder, exist_ok=True)
    data = text.encode()
    path = os.path.join(folder, f"live_{hashlib.blake2b(data, digest_size=12).hexdigest()}.py")
    if not os.path.exists(path):
        temporary = f"{path}.{os.getpid()}.tmp"
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    return path


def _at_first_call(codes, run):
    """Has something run when one of these code objects is entered, once. False: there is no way to hear of that."""
    monitoring = sys.monitoring
    tool = next((tool for tool in (3, 4) if monitoring.get_tool(tool) in (None, "annot")), None)
    if tool is None:
        return False
    if monitoring.get_tool(tool) is None:
        monitoring.use_tool_id(tool, "annot")
        monitoring.register_callback(tool, monitoring.events.PY_START, _entered)
    for code in codes:
        _waiting[code] = (tool, codes, run)
        monitoring.set_local_events(tool, code, monitoring.events.PY_START)
    return True


def _entered(code, _offset):
    tool, codes, run = _waiting.get(code, (None, (), None))
    for other in codes:
        _waiting.pop(other, None)
        sys.monitoring.set_local_events(tool, other, 0)
    if run is not None:
        run()


# Code objects that shall be compiled when they are entered.
_waiting = {}
# Functions with engines: their code, its library, its source, and what annot says of each function in it.
_attached = weakref.WeakKeyDictionary()


def _functions(target):
    """The plain functions that a target stands for."""
    if isinstance(target, types.ModuleType):
        values = [value for value in vars(target).values() if getattr(value, "__module__", None) == target.__name__]
        return [function for value in values if _is_compilable(value) for function in _functions(value)]
    if isinstance(target, type):
        return [function for value in vars(target).values() if _is_compilable(value) for function in _functions(value)]
    if isinstance(target, property):
        return [part for part in (target.fget, target.fset, target.fdel) if isinstance(part, types.FunctionType)]
    while not isinstance(target, types.FunctionType):
        inner = getattr(target, "__func__", None) or getattr(target, "__wrapped__", None)
        if inner is None:
            raise TypeError(f"annot compiles functions, classes and modules, not {type(target).__name__} objects")
        target = inner
    return [target]


def _is_compilable(value):
    if isinstance(value, (types.FunctionType, type, property, staticmethod, classmethod)):
        return True
    return isinstance(getattr(value, "__wrapped__", None), types.FunctionType)
