# python: 3.12+
# limit: jump-events
# native: inner, outer
"""`sys.monitoring` sees lines, calls, returns, jumps and errors of functions that have a native engine."""

import sys

TOOL = 4


def inner(n: int) -> int:
    if n > 1:
        return n * 2
    return 1 // n


def outer(n: int) -> int:
    total = 0
    for i in range(1, n):
        total += inner(i)
    return total


def failing(n: int) -> int:
    try:
        return inner(0)
    except ZeroDivisionError:
        return outer(n)


def starting_inside(n: int, events: list) -> int:
    """Monitoring that begins while the function runs."""
    total = 0
    for i in range(1, n):
        if i == 2:
            begin(events, ("LINE",))
        total += inner(i)
    end()
    return total


def begin(events, names):
    monitoring = sys.monitoring
    monitoring.use_tool_id(TOOL, "conformance")
    wanted = 0
    for name in names:
        event = getattr(monitoring.events, name)
        wanted |= event

        def callback(code, *rest, name=name):
            if code.co_filename == inner.__code__.co_filename and code.co_name not in ("end", "observed"):
                events.append((name, code.co_name, rest[0] if name == "LINE" else len(rest)))

        monitoring.register_callback(TOOL, event, callback)
    monitoring.set_events(TOOL, wanted)


def end():
    monitoring = sys.monitoring
    monitoring.set_events(TOOL, 0)
    for name in ("LINE", "PY_START", "PY_RETURN", "RAISE", "JUMP", "BRANCH", "CALL", "PY_UNWIND", "EXCEPTION_HANDLED"):
        monitoring.register_callback(TOOL, getattr(monitoring.events, name), None)
    monitoring.free_tool_id(TOOL)


def observed(names, function, *arguments):
    events = []
    begin(events, names)
    try:
        result = function(*arguments)
    finally:
        end()
    return result, events


def local_events(function, *arguments):
    """Events asked for on one code object only."""
    events = []
    monitoring = sys.monitoring
    monitoring.use_tool_id(TOOL, "conformance")
    monitoring.register_callback(TOOL, monitoring.events.LINE, lambda code, line: events.append((code.co_name, line)))
    monitoring.set_local_events(TOOL, inner.__code__, monitoring.events.LINE)
    try:
        result = function(*arguments)
    finally:
        monitoring.set_local_events(TOOL, inner.__code__, 0)
        monitoring.register_callback(TOOL, monitoring.events.LINE, None)
        monitoring.free_tool_id(TOOL)
    return result, events


CASES = [(observed, (names, function, 4)) for names in (("LINE",), ("PY_START", "PY_RETURN"), ("RAISE", "PY_UNWIND", "EXCEPTION_HANDLED"), ("LINE", "JUMP", "CALL")) for function in (outer, failing)]
CASES += [(local_events, (outer, 4)), (starting_inside, (5, []))]


def test_afterwards():
    return outer(4)
