# native: finite, guarded, nested, missing
"""Functions of imported modules called where an exception would be handled: in `try`, in handlers, in `with`."""

import bisect
import heapq
import math
import threading

LOCK = threading.Lock()


def finite(value) -> bool:
    try:
        return value.is_finite()
    except AttributeError:
        return math.isfinite(value)


def smallest(heap, value):
    with LOCK:
        heapq.heappush(heap, value)
        return heapq.heappop(heap)


def guarded(values, value):
    try:
        bisect.insort(values, value)
    except TypeError as error:
        return str(error)
    finally:
        bisect.insort(values[:0], 1)
    return values


def nested(value):
    try:
        try:
            return math.floor(value)
        except TypeError:
            return math.sqrt(len(value))
    except (ValueError, OverflowError) as error:
        return type(error).__name__, math.copysign(2.0, -0.0), math.pi
    except TypeError:
        return [math.floor(float(value)), math.inf]


def missing(value):
    try:
        return math.nothing_of_this_name(value)
    except AttributeError as error:
        return str(error), math.isfinite(value)


class Decimal:
    def is_finite(self):
        return "decimal"


def test_module_rebound():
    global math
    before = math
    found = [finite(1)]
    math = Decimal()
    try:
        found.append(finite(2))
    except AttributeError as error:
        found.append((str(error), error.__traceback__.tb_next.tb_lineno))
    del math
    try:
        found.append(finite(3))
    except NameError as error:
        found += [str(error), error.__traceback__.tb_next.tb_lineno, type(error.__context__).__name__]
    math = before
    return found, finite(4)


def test_function_rebound():
    before = math.isfinite
    math.isfinite = lambda value: ("patched", value)
    try:
        return finite(1)
    finally:
        math.isfinite = before


CASES = [(finite, (value,)) for value in (1, 1.5, float("inf"), 2**2000, "text", None, Decimal())]
CASES += [(smallest, ([], 1)), (smallest, ([1, 3], 2)), (smallest, (["a"], 2)), (smallest, ((), 2)), (smallest, (None, 2))]
CASES += [(guarded, ([1, 3], 2)), (guarded, (["a"], 2)), (guarded, ((1,), 2)), (guarded, (None, 2))]
CASES += [(nested, (value,)) for value in (1.5, float("nan"), float("inf"), "text", [], None, b"12", 1j)] + [(missing, (1,)), (missing, ("a",))]
