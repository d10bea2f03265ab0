"""Runs the tests of one module, in one process, and writes down all that a program could notice."""

import contextlib
import copy
import gc
import importlib
import io
import os
import sys
import types
import warnings

from . import encoding, introspecting, tracebacks

# A run of a test longer than this is not repeated to look for leaks.
QUICK_SECONDS = 0.02
# Deeper than any way through the harness to a test.
CALL_DEPTH = 25
LEAK_ROUNDS, LEAK_RUNS = 30, 6


def load(directory, name, want):
    """Imports the module by its name from its directory; `want` says whether that has to be an extension module."""
    directory = os.path.realpath(directory)
    encoding.directory = directory
    sys.dont_write_bytecode = True
    sys.path.insert(0, directory)
    importlib.invalidate_caches()
    module = importlib.import_module(name)
    suffix = os.path.splitext(module.__file__)[1]
    if os.path.dirname(os.path.realpath(module.__file__)) != directory or (want == "extension") != (suffix != ".py"):
        raise SystemExit(f"{name} was to be loaded as {want} from {directory}, but came from {module.__file__}")
    return module


def settle():
    """Takes everything that exists out of the collector's sight, so that the many collections that follow cost little."""
    gc.collect()
    gc.freeze()


def tests_of(module):
    """The tests of a module, in order: its `test_*` functions without parameters, then its CASES."""
    found = []
    for name, value in list(vars(module).items()):
        if name.startswith("test_") and callable(value):
            found.append((name, name, (), {}))
    for index, case in enumerate(getattr(module, "CASES", ())):
        function, arguments, *keywords = case
        named = function if isinstance(function, str) else getattr(function, "__qualname__", "callable")
        found.append((f"CASES[{index}] {named}{shown(arguments)}", function, arguments, *(keywords or [{}])))
    return found


def shown(arguments):
    text = encoding.text(encoding.str_of(arguments, repr))
    return text if len(text) < 60 else text[:57] + "..."


def run(module, test, with_counts=True):
    """One run of one test: its account, as JSON data."""
    _, function, arguments, keywords = test
    if isinstance(function, str):
        function = getattr(module, function)
    arguments, keywords = copy.deepcopy((tuple(arguments), dict(keywords)))
    watched = watched_objects(module, arguments) if with_counts else []
    if with_counts:
        gc.collect()
    before = [sys.getrefcount(item) for _, item in watched]
    account, result = call(module, function, arguments, keywords)
    account["arguments"] = encoding.encode([list(arguments), keywords])
    account["same"] = [index for index, item in enumerate(arguments) if result is item and not number(item)]
    del result
    if with_counts:
        gc.collect()
    after = [sys.getrefcount(item) for _, item in watched]
    account["refcounts"] = [[name, late - soon] for (name, _), soon, late in zip(watched, before, after) if late != soon]
    return account


def call(module, function, arguments, keywords):
    """Calls, with everything that is printed, warned about or raised caught; also the result itself."""
    account, result = {}, None
    out, err = io.StringIO(), io.StringIO()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                result = at_depth(function, arguments, keywords)
            except BaseException as error:
                account["exception"] = tracebacks.observe_exception(error, module)
                error.__traceback__ = None
            else:
                account["value"] = encoding.encode(result)
    account["stdout"], account["stderr"] = encoding.text(out.getvalue()), encoding.text(err.getvalue())
    account["warnings"] = [
        [item.category.__name__, encoding.text(str(item.message)), os.path.basename(item.filename), item.lineno] for item in warned
    ]
    return account, result


def at_depth(function, arguments, keywords):
    """Calls at a stack depth that is the same whichever part of the harness asks, so that recursion ends at the same place."""
    depth, frame = 0, sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    if depth < CALL_DEPTH:
        return at_depth(function, arguments, keywords)
    return function(*arguments, **keywords)


def repeat(module, test):
    """One more run of which nothing is kept: what grows is the test's own doing, not that of the observers."""
    _, function, arguments, keywords = test
    if isinstance(function, str):
        function = getattr(module, function)
    arguments, keywords = copy.deepcopy((tuple(arguments), dict(keywords)))
    sink = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(sink), contextlib.redirect_stderr(sink):
        warnings.simplefilter("ignore")
        with contextlib.suppress(BaseException):
            at_depth(function, arguments, keywords)


def watched_objects(module, arguments):
    """What must not be leaked: the module's functions and those arguments whose count means something."""
    watched = [(f"function {name}", value) for name, value in vars(module).items() if isinstance(value, types.FunctionType)]
    return watched + [
        (f"argument {index}", item) for index, item in enumerate(arguments) if not number(item) and not isinstance(item, (str, type(None), bytes))
    ]


def number(value):
    """Documented limit: native code may hand back an equal number instead of the same one."""
    return type(value) in (int, float, bool, complex)


def leaks(module, test, seconds):
    """By how many memory blocks (and references, in a debug build) each run leaves the process larger; nothing if it is clean."""
    if seconds > QUICK_SECONDS or not getattr(module, "RERUNNABLE", True):
        return {}
    counters = {"blocks": sys.getallocatedblocks}
    if hasattr(sys, "gettotalrefcount"):
        counters["references"] = sys.gettotalrefcount
    grown = {name: steady_growth(counter, lambda: repeat(module, test)) for name, counter in counters.items()}
    return {name: amount for name, amount in grown.items() if amount}


def steady_growth(counter, run_once):
    """What each run adds to the counter, round after round. One clean round acquits: caches, free lists and the interpreter's
    own specialisation grow for a while and then stop, a leak does not."""
    least = None
    for _ in range(LEAK_ROUNDS):
        clean()
        before = counter()
        for _ in range(LEAK_RUNS):
            run_once()
        clean()
        grown = counter() - before
        least = grown if least is None else min(least, grown)
        if round(least / LEAK_RUNS) <= 0:
            return 0
    return round(least / LEAK_RUNS)


def clean():
    """Gives back what is only waiting to be collected, and the names that the interpreter's cache of attributes holds."""
    gc.collect()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sys._clear_type_cache()


def namespace(module):
    """The module's globals, in order."""
    return [[name, encoding.short(value)] for name, value in vars(module).items() if not name.startswith("__")]


def describe(module):
    """The module as it stands after import, and what `inspect` finds in its functions."""
    dunders = sorted(name for name in vars(module) if name.startswith("__") and name != "__cached__")
    return {"globals": namespace(module), "dunder names": dunders, "functions": introspecting.functions(module)}
