# native: term, clamp, sign, ratio, scaled, wide, half, even, table, total, clamped, signs, ratios, caught, scales, wides, nested, locals_of, triangles, maybe, maybes, rotated, mixed, rounds
"""Small functions of numbers take the places of their calls in loops."""
import sys
import traceback

FACTOR = 3


def term(i: int, j: int) -> float:
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def clamp(x: float, low: float = 0.0, high: float = 1.0) -> float:
    if x < low:
        return low
    if x > high:
        return high
    return x


def sign(x: int) -> int:
    return -1 if x < 0 else 1 if x > 0 else 0


def ratio(a: float, b: float) -> float:
    return a / b


def scaled(x: int) -> int:
    return x * FACTOR


def wide(x: int) -> int:
    return (x * x) % 1000003


def even(x: int) -> bool:
    return x % 2 == 0


def half(x: int) -> int:
    if even(x):
        return x // 2
    return 3 * x + 1


def table(n: int) -> list[float]:
    out = []
    for i in range(n):
        s = 0.0
        for j in range(n):
            s += term(i, j) * term(j, i)
        out.append(s)
    return out


def total(start: int, n: int) -> float:
    s = 0.0
    for j in range(n):
        s += term(start, j)
    return s


def clamped(values: list[float]) -> list[float]:
    out = []
    for value in values:
        out.append(clamp(value))
        out.append(clamp(value, high=0.5))
        out.append(clamp(low=-1.0, x=value))
    return out


def signs(values: list[int]) -> int:
    s = 0
    for value in values:
        s = s * 3 + sign(value)
        if sign(value) == 0:
            break
    return s


def ratios(values: list[float]) -> float:
    s = 0.0
    for value in values:
        s += ratio(1.0, value)
    return s


def caught(values: list[float]) -> tuple[float, int]:
    s = 0.0
    errors = 0
    for value in values:
        try:
            s += ratio(1.0, value)
        except ZeroDivisionError:
            errors += 1
    return s, errors


def scales(n: int) -> int:
    s = 0
    for i in range(n):
        s += scaled(i)
    return s


def wides(start: int, n: int) -> int:
    s = 0
    for i in range(start, start + n):
        s += wide(i)
    return s


def nested(n: int) -> int:
    count = 0
    while n != 1:
        n = half(n)
        count += 1
    return count


def locals_of(row: int, column: int) -> float:
    diagonal = row + column
    below = diagonal * (diagonal + 1) // 2
    return 1.0 / (below + row + 1)


def triangles(start: int, n: int) -> float:
    s = 0.0
    for i in range(start, start + n):
        s += locals_of(i, n) - locals_of(n, i)
    return s


def maybe(x: int) -> int:
    if x > 2:
        y = x * 2
    if x > 1:
        x += y
    return x


def maybes(first: int, n: int) -> list[int]:
    out = []
    for x in range(first, first + n):
        out.append(maybe(x))
    return out


def rotated(x: int, n: int) -> int:
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF


def mixed(x: int) -> int:
    y = rotated(x, 7) ^ rotated(x, 18)
    return (y + sign(y) * FACTOR) & 0xFFFFFFFF


def rounds(x: int, n: int) -> int:
    for i in range(n):
        x = mixed(x) ^ i
    return x


def test_nested_rebound():
    global rotated
    kept = rotated
    results = [rounds(5, 4)]
    rotated = lambda x, n: x + n
    try:
        results.append(rounds(5, 4))
    finally:
        rotated = kept
    results.append(rounds(5, 4))
    return results


def test_nested_profiled():
    events = []

    def profile(frame, event, arg):
        if frame.f_code.co_name in ("rounds", "mixed", "rotated", "sign"):
            events.append((frame.f_code.co_name, event))

    sys.setprofile(profile)
    try:
        result = rounds(9, 2)
    finally:
        sys.setprofile(None)
    return result, events


def test_nested_monitored_alone():
    if sys.version_info < (3, 12):
        return None
    monitoring = sys.monitoring
    events = []
    monitoring.use_tool_id(3, "test")
    try:
        monitoring.register_callback(3, monitoring.events.PY_START, lambda code, offset: events.append(code.co_name))
        monitoring.set_local_events(3, rotated.__code__, monitoring.events.PY_START)
        result = rounds(5, 3)
        monitoring.set_local_events(3, rotated.__code__, 0)
    finally:
        monitoring.free_tool_id(3)
    return result, events, rounds(5, 3)


def test_nested_recursion_limit():
    def deep(n):
        return rounds(1, 2) if n == 0 else deep(n - 1)

    def deep_else(n):
        return mixed(1) if n == 0 else deep_else(n - 1)

    def most(function):
        low, high = 0, sys.getrecursionlimit()
        while low + 1 < high:
            middle = (low + high) // 2
            try:
                function(middle)
                low = middle
            except RecursionError:
                high = middle
        return low

    return most(deep) - most(deep_else)


def test_unbound_in_the_callee():
    results = [maybes(-1, 3), maybes(3, 4)]
    try:
        maybes(0, 5)
    except UnboundLocalError as error:
        frames = traceback.extract_tb(error.__traceback__)
        results.append((str(error), [(frame.name, frame.lineno) for frame in frames]))
    return results


def test_overflow_in_the_callee():
    return total(2**31, 3), total(2**62, 3), total(2**63 - 2, 4), total(2**70, 3)


def test_wide():
    return wides(0, 5), wides(2**31, 4), wides(2**62, 4), wides(2**63 - 2, 4)


def test_zero_division_leaves_both_frames():
    try:
        ratios([1.0, 2.0, 0.0, 4.0])
    except ZeroDivisionError as error:
        frames = traceback.extract_tb(error.__traceback__)
        return [(frame.name, frame.lineno, frame.colno) for frame in frames], error.__traceback__.tb_next.tb_frame.f_locals


def test_other_arguments():
    results = [signs([3, -1, True, False, 9]), signs([2**80, 1])]
    for values in ([1, 2], [1.5, True], [1.0, "2"]):
        try:
            results.append(clamped(values))
            results.append(ratios(values))
        except TypeError as error:
            results.append(str(error))
    return results


def test_rebound():
    global term
    kept = term
    results = [total(0, 3)]
    term = lambda i, j: float(i + j)
    try:
        results.append(total(0, 3))
    finally:
        term = kept
    results.append(total(0, 3))
    return results


def test_code_replaced():
    kept = sign.__code__
    results = [signs([1, -1])]
    sign.__code__ = (lambda x: 7).__code__
    try:
        results.append(signs([1, -1]))
    finally:
        sign.__code__ = kept
    results.append(signs([1, -1]))
    return results


def test_defaults_replaced():
    kept = clamp.__defaults__
    clamp.__defaults__ = (0.25, 0.75)
    try:
        return clamped([0.0, 0.5, 1.0])
    finally:
        clamp.__defaults__ = kept


def test_global_number_replaced():
    global FACTOR
    results = [scales(4)]
    try:
        for FACTOR in (5, 2**62, 2.5, "x"):
            results.append(scales(4))
    except TypeError as error:
        results.append(str(error))
    finally:
        FACTOR = 3
    return results


def test_traced():
    events = []

    def trace(frame, event, arg):
        if frame.f_code.co_name in ("total", "term"):
            events.append((frame.f_code.co_name, event, frame.f_lineno))
        return trace

    sys.settrace(trace)
    try:
        result = total(1, 3)
    finally:
        sys.settrace(None)
    return result, events


def test_profiled():
    events = []

    def profile(frame, event, arg):
        if frame.f_code.co_name in ("signs", "sign"):
            events.append((frame.f_code.co_name, event))

    sys.setprofile(profile)
    try:
        result = signs([1, 2])
    finally:
        sys.setprofile(None)
    return result, events


def test_monitored_alone():
    if sys.version_info < (3, 12):
        return None
    monitoring = sys.monitoring
    events = []
    monitoring.use_tool_id(3, "test")
    try:
        monitoring.register_callback(3, monitoring.events.PY_START, lambda code, offset: events.append(code.co_name))
        monitoring.set_local_events(3, sign.__code__, monitoring.events.PY_START)
        result = signs([5, -5])
        monitoring.set_local_events(3, sign.__code__, 0)
    finally:
        monitoring.free_tool_id(3)
    return result, events, signs([5, -5])


def test_recursion_limit():
    def deep(n):
        return total(1, 2) if n == 0 else deep(n - 1)

    def most():
        low, high = 0, sys.getrecursionlimit()
        while low + 1 < high:
            middle = (low + high) // 2
            try:
                deep(middle)
                low = middle
            except RecursionError:
                high = middle
        return low

    def deep_else(n):
        return sum([1]) and term(1, 2) if n == 0 else deep_else(n - 1)

    def most_else():
        low, high = 0, sys.getrecursionlimit()
        while low + 1 < high:
            middle = (low + high) // 2
            try:
                deep_else(middle)
                low = middle
            except RecursionError:
                high = middle
        return low

    return most() - most_else()


CASES = [
    (rounds, (1, 20)),
    (rounds, (-1, 3)),
    (rounds, (2**62, 3)),
    (rounds, (2**70, 3)),
    (triangles, (0, 9)),
    (triangles, (2**31, 3)),
    (triangles, (2**62, 3)),
    (triangles, (-4, 4)),
    (triangles, (-1, 1)),
    (table, (5,)),
    (clamped, ([-0.0, 0.0, 0.5, 2.0, float("inf"), float("-inf")],)),
    (signs, ([5, -3, 0, 8],)),
    (ratios, ([1.0, -0.0],)),
    (ratios, ([1.0, -4.0, float("inf")],)),
    (caught, ([1.0, 0.0, 2.0, -0.0, 4.0],)),
    (scales, (10,)),
    (wides, (-5, 10)),
    (nested, (27,)),
    (nested, (2**62 + 1,)),
]
