# python: 3.15+
"""PEP 810: globals and attributes of modules that are imported when they are first used."""
# native: places, square_root, module_itself, hue, Dumps.dumps, attribute, called
__lazy_modules__ = ["bisect", "math", "textwrap", "colorsys", "json", "missing_module"]
import colorsys
import json
import math
import sys
import textwrap
import types
from bisect import bisect_left

import missing_module

RERUNNABLE = False
made = types.ModuleType("made")
exec("__lazy_modules__ = ['colorsys', 'bisect']\nimport colorsys\nfrom bisect import bisect_right", made.__dict__)


def places(n: int) -> int:
    total = 0
    for i in range(n):
        total += bisect_left([1, 2, 3], i)
    return total


def square_root(x: float) -> float:
    return math.sqrt(x) + 1.0


def module_itself():
    return textwrap


def hue(x: float):
    return colorsys.rgb_to_hsv(x, x, x)


def not_there():
    return missing_module


class Dumps:
    def dumps(self, value):
        return json.dumps(value)


def attribute(module):
    return module.colorsys


def called(module, items: list, n: int) -> list:
    return [module.bisect_right(items, i) for i in range(n)]


def test_globals():
    first = places(5), square_root(4.0), module_itself().__name__, hue(0.5), Dumps().dumps([1])
    return first, places(5), square_root(9.0), module_itself() is sys.modules["textwrap"], hue(1.0), Dumps().dumps({})


def test_attributes():
    before = type(made.__dict__["colorsys"]).__name__
    return before, attribute(made).__name__, attribute(made) is sys.modules["colorsys"], called(made, [1, 2], 4)


def test_missing():
    try:
        return not_there()
    except ImportError as error:
        return type(error).__name__, str(error)
