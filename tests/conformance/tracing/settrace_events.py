# native: inner, outer, looping
"""`sys.settrace` and `sys.setprofile` see every call, line, return and exception, as if nothing were native."""

import math
import sys


def inner(n: int) -> int:
    m = n * 2
    if m > 3:
        return m
    return -m


def outer(n: int) -> int:
    total = 0
    for i in range(n):
        total += inner(i)
    return total


def looping(n: int) -> float:
    x = 1.0
    while n > 0:
        x = math.sqrt(x + n)
        n -= 1
    return x


def failing(n: int) -> int:
    try:
        return inner(n) // 0
    except ZeroDivisionError:
        return -1


def starts_tracing(n: int, events: list) -> int:
    """Tracing that begins while the function runs."""
    total = 0
    for i in range(n):
        if i == 2:
            sys.settrace(tracer(events))
        total += inner(i)
    sys.settrace(None)
    return total


def tracer(events):
    def trace(frame, event, argument):
        if frame.f_globals is not globals():
            return None
        events.append((frame.f_code.co_name, event, frame.f_lineno, sorted(k for k in frame.f_locals if k != "events")))
        return trace

    return trace


def traced(function, *arguments):
    events = []
    sys.settrace(tracer(events))
    try:
        result = function(*arguments)
    finally:
        sys.settrace(None)
    return result, events


def profiled(function, *arguments):
    events = []

    def profile(frame, event, argument):
        if frame.f_globals is globals():
            events.append((frame.f_code.co_name, event, getattr(argument, "__name__", None) if event.startswith("c_") else None))

    sys.setprofile(profile)
    try:
        result = function(*arguments)
    finally:
        sys.setprofile(None)
    return result, events


def opcodes(function, *arguments):
    """Tracing each instruction, as a debugger may."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    sys.settrace(trace)
    try:
        result = function(*arguments)
    finally:
        sys.settrace(None)
    return result, count > 10


def changes_local(function, name, value, *arguments):
    """A debugger that changes a variable."""

    def trace(frame, event, argument):
        if frame.f_code is function.__code__ and event == "return":
            return trace
        if frame.f_code is function.__code__ and event == "line" and name in frame.f_locals:
            frame.f_locals[name] = value
        return trace

    sys.settrace(trace)
    try:
        return function(*arguments)
    finally:
        sys.settrace(None)


CASES = [(f, (g, 3)) for f in (traced, profiled, opcodes) for g in (inner, outer, looping, failing)]
CASES += [(starts_tracing, (4, [])), (changes_local, (outer, "total", 100, 3)), (changes_local, (looping, "x", "text", 3))]


def test_nothing_left_behind():
    traced(outer, 2)
    return outer(5), looping(3), sys.gettrace(), sys.getprofile()
