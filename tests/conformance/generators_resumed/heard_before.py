# native 3.12-3.13: sums
# native: take
# python: 3.12+
"""Generators that were heard by tools go on natively, and end, after these have stopped listening: nobody hears of it."""
import sys

RERUNNABLE = False


def sums(n: int):
    total = 0
    for i in range(n):
        total += i
        yield total
    total += 1


def take(generator, most: int) -> list:
    out = []
    for item in generator:
        out.append(item)
        if len(out) == most:
            break
    return out


def test_monitored_before():
    monitoring, heard = sys.monitoring, []
    events = monitoring.events
    monitoring.use_tool_id(3, "before")
    monitoring.register_callback(3, events.LINE, lambda code, line: heard.append((code.co_name, line)))
    for event in (events.PY_RETURN, events.PY_YIELD):
        monitoring.register_callback(3, event, lambda code, at, value, event=event: heard.append((code.co_name, event, value)))
    generator, other = sums(8), sums(3)
    take(generator, 2)
    monitoring.set_events(3, events.LINE | events.PY_RETURN | events.PY_YIELD)
    take(generator, 2)
    monitoring.set_events(3, 0)
    heard.append("over")
    items = [take(generator, 2), take(generator, 9), take(other, 9), take(sums(4), 9)]
    monitoring.free_tool_id(3)
    return heard, items


def test_traced_before():
    heard = []

    def trace(frame, event, arg):
        heard.append((frame.f_code.co_name, event, frame.f_lineno))
        return trace

    generator = sums(8)
    take(generator, 2)
    sys.settrace(trace)
    take(generator, 2)
    sys.settrace(None)
    heard.append("over")
    return heard, take(generator, 2), take(generator, 9), take(sums(4), 9)
