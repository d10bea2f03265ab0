"""Turns any Python value into plain JSON data, so that two equal encodings mean two indistinguishable values.

Types are exact (a subclass, a bool and an int all differ), floats are compared by their bits, ints by all their digits. What
legitimately differs between two runs of one program, addresses and the directory it runs in, is replaced by a fixed word.
"""

import re
import struct
import types

ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")
DEEPEST = 12
LONGEST = 400

# The directory of the module under test; set once by the process that observes it.
directory = "/nonexistent"
# Whether NaNs of different signs differ. Which of two NaN operands an addition gives on is left to the machine, and to the
# order in which a C compiler puts them: a file that lets such NaNs meet says `# nan: any`.
nan_bits = True


def text(value):
    """The text with addresses and the module's directory replaced, for all that people read rather than programs."""
    value = value.replace(directory + "/", "<dir>/").replace(directory, "<dir>")
    return ADDRESS.sub("0x…", value)


def encode(value, depth=0, above=()):
    """JSON data that determines the value."""
    kind = type(value)
    if value is None or kind is bool:
        return repr(value)
    if kind is int:
        return ["int", hex(value) if value.bit_length() > 200 else str(value)]
    if kind is float:
        if value != value and not nan_bits:
            return ["float", "nan"]
        return ["float", struct.pack(">d", value).hex(), repr(value)]
    if kind is complex:
        return ["complex", encode(value.real), encode(value.imag)]
    if kind is str:
        return ["str", text(value)]
    if kind is bytes:
        return ["bytes", value.hex()]
    if id(value) in above:
        return ["cycle", kind.__name__, len(above) - above.index(id(value))]
    if depth > DEEPEST:
        return ["deep", kind.__name__]
    return encode_object(value, kind, lambda inner: encode(inner, depth + 1, above + (id(value),)))


def encode_object(value, kind, inner):
    """Containers and everything that has an identity; `inner` encodes a part."""
    if kind in (tuple, list):
        return [kind.__name__, *map(inner, value[:LONGEST]), *([["and more", len(value)]] if len(value) > LONGEST else [])]
    if kind is dict:
        return ["dict", *([inner(key), inner(item)] for key, item in list(value.items())[:LONGEST])]
    if kind in (set, frozenset):
        return [kind.__name__, *sorted(map(inner, value), key=repr)]
    if kind in (range, slice):
        return [kind.__name__, repr(value)]
    if isinstance(value, types.FunctionType):
        return ["function", value.__module__, value.__qualname__]
    if isinstance(value, type):
        return ["class", value.__module__, value.__qualname__]
    if isinstance(value, types.ModuleType):
        return ["module", value.__name__]
    if isinstance(value, BaseException):
        return ["exception", inner(kind), inner(list(value.args)), text(str_of(value))]
    return ["object", kind.__module__, kind.__qualname__, *builtin_base(value, kind, inner), *state(value, inner)]


def builtin_base(value, kind, inner):
    """A subclass of a built-in type is that value and more; anything else is what its repr says."""
    for base in (int, float, str, bytes, tuple, list, dict, set, frozenset):
        if issubclass(kind, base):
            return [inner(base.__new__(base, value) if base not in (list, dict, set) else base(value))]
    if kind.__repr__ is object.__repr__:
        return []
    return [text(str_of(value, repr))[:2000]]


def state(value, inner):
    """The instance dictionary, for objects of classes written in Python."""
    if type(value).__flags__ & (1 << 9) and isinstance(getattr(value, "__dict__", None), dict):
        return [inner(dict(value.__dict__))]
    return []


def str_of(value, function=str):
    """`str` of anything, even of what raises when asked."""
    try:
        return function(value)
    except Exception as error:
        return f"<{function.__name__} raised {type(error).__name__}>"


def short(value):
    """A local variable of a frame: encoded where it is small and plain, else named by its type."""
    kind = type(value)
    if kind in (list, tuple, dict, set, frozenset) and len(value) > 20:
        return [kind.__name__, "of", len(value)]
    return encode(value, DEEPEST - 3)
