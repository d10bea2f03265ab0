"""What `inspect`, a debugger or a documentation tool finds in the functions of a module."""

import inspect
import sys
import types

from . import encoding


def functions(module):
    """Each function of the module, those inside classes included, by its qualified name."""
    found = {}
    for name, value in list(vars(module).items()):
        collect(found, name, value, module)
    return {name: describe(function, module) for name, function in found.items()}


def collect(found, name, value, module):
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    if isinstance(value, property):
        for part in ("fget", "fset", "fdel"):
            collect(found, f"{name}.{part}", getattr(value, part), module)
    elif isinstance(value, types.FunctionType) and value.__globals__ is module.__dict__:
        found[name] = value
    elif isinstance(value, type) and value.__module__ == module.__name__ and name.count(".") < 3:
        for inner, item in list(vars(value).items()):
            collect(found, f"{name}.{inner}", item, module)


def describe(function, module):
    code = function.__code__
    return {
        "type": type(function).__name__,
        "is function": [isinstance(function, types.FunctionType), inspect.isfunction(function), callable(function)],
        "exact type": sys.version_info < (3, 12) or type(function) is types.FunctionType,
        "names": [function.__name__, function.__qualname__, encoding.encode(function.__module__)],
        "doc": encoding.encode(function.__doc__),
        "defaults": encoding.encode([function.__defaults__, function.__kwdefaults__]),
        "annotations": attempt(lambda: encoding.encode({key: repr(item) for key, item in function.__annotations__.items()})),
        "signature": attempt(lambda: str(inspect.signature(function))),
        "dict": encoding.encode(function.__dict__),
        "globals": function.__globals__ is module.__dict__,
        "builtins": function.__builtins__ is module.__dict__["__builtins__"] or isinstance(function.__builtins__, dict),
        "closure": function.__closure__ and len(function.__closure__),
        "source": attempt(lambda: inspect.getsource(function)),
        "file": attempt(lambda: encoding.text(inspect.getsourcefile(function) or "")),
        "code": describe_code(code),
    }


def describe_code(code):
    return {
        "file": encoding.text(code.co_filename),
        "names": [code.co_name, code.co_qualname, code.co_firstlineno],
        "arguments": [code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals, code.co_stacksize],
        "flags": code.co_flags,
        "variables": encoding.encode([code.co_varnames, code.co_freevars, code.co_cellvars, code.co_names]),
        "constants": [encoding.encode(item) if not hasattr(item, "co_code") else describe_code(item) for item in code.co_consts],
        "code": code.co_code.hex(),
        "lines": [list(line) for line in code.co_lines()],
        "positions": [list(place) for place in code.co_positions()],
        "handlers": code.co_exceptiontable.hex(),
    }


def attempt(function):
    """What the function says, or what it raises: both are observations."""
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {encoding.text(str(error))}"
