"""What CPython says: the function behind the name of a primitive."""

import builtins
import math
import operator
import warnings

import values

OPERATORS = {
    "__floordiv__": operator.floordiv, "__mod__": operator.mod, "__truediv__": operator.truediv, "__divmod__": divmod,
    "__pow__": pow, "__lshift__": operator.lshift, "__rshift__": operator.rshift, "__neg__": operator.neg,
    "__pos__": operator.pos, "__abs__": abs, "__invert__": operator.invert, "__round__": round, "__lt__": operator.lt,
    "__le__": operator.le, "__gt__": operator.gt, "__ge__": operator.ge, "__eq__": operator.eq, "__ne__": operator.ne,
}

#: annot's own operations, written as the Python expression that each of them stands for.
WIDE = {
    "narrow": lambda v: v,
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "mul_narrow": lambda a, b: a * b,
    "neg": lambda a: -a,
    "abs": lambda a: abs(a),
    "invert": lambda a: ~a,
    "and_": lambda a, b: a & b,
    "or_": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "lshift": lambda a, b: a << b,
    "rshift": lambda a, b: a >> b,
    "floordiv": lambda a, b: a // b,
    "mod": lambda a, b: a % b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "mod_wide": lambda v, m: v % m,
    "mulmod": lambda a, b, m: (a * b) % m,
    "addmod": lambda a, b, m: (a + b) % m,
    "muladdmod": lambda a, b, c, m: (a * b + c) % m,
}


def function(name):
    owner, attribute = name.split(".")
    if owner == "wide":
        return WIDE[attribute]
    if owner == "math":
        return getattr(math, attribute)
    if owner == "builtins":
        return getattr(builtins, attribute)
    return OPERATORS.get(attribute) or getattr(getattr(builtins, owner), attribute)


def too_large(name, row):
    """Would CPython compute for ages, for a result that fits nowhere?"""
    method = name.split(".")[1]
    if method in ("__pow__", "pow") and len(row) == 2 and all(isinstance(value, int) for value in row):
        return abs(row[0]) > 1 and row[1] > 300
    if method in ("__lshift__", "lshift"):
        return row[0] != 0 and row[1] > 300
    if method in ("__round__", "round") and isinstance(row[0], int) and len(row) == 2:
        return row[1] < -300
    if method == "factorial" or (method == "perm" and len(row) == 1):
        return row[0] > 300
    if method == "perm":
        return 300 < row[1] <= row[0]
    if method == "comb":
        return 300 < row[1] and 300 < row[0] - row[1]
    return False


def ask(name, function, row):
    """CPython's result in a tuple, or None where it raises or has nothing that fits."""
    if too_large(name, row):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return (function(*map(values.given, row)),)
    except (ArithmeticError, TypeError, ValueError, Warning):
        return None


def may_leave(name, row, result):
    """Where a primitive leaves although the result would fit: each with its reason in the runtime."""
    method = name.split(".")[1]
    # Whether a tiny power raises depends on more than its value.
    if method in ("__pow__", "pow") and isinstance(result, float) and 0 < abs(result) < 2.3e-308:
        return name != "math.pow"
    # An iterator over nothing is at its end from the beginning.
    if any(isinstance(value, values.Turned) and not value.items for value in row):
        return True
    # CPython computes 10 ** -ndigits, whatever its size.
    if method in ("__round__", "round") and isinstance(row[0], int) and len(row) == 2:
        return row[1] < -64
    return False
