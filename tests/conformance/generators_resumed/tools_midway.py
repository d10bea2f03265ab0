# native 3.12-3.13: nums, floats, inner, gen
# python: 3.12+
"""Generators that are objects, while tools are switched on and off between their items, and within one."""
from typing import Iterator
import sys

LOG: list = []
ON: list = [0, ""]

def tracer(frame: object, event: str, arg: object) -> object:
    if frame.f_code.co_filename.endswith("tools_midway.py") and frame.f_code.co_name in ("gen", "inner", "consume", "nums", "floats"):
        LOG.append((frame.f_code.co_name, event, frame.f_lineno, repr(arg)[:40], sorted(frame.f_locals) if ON[1] == "locals" else None))
    return tracer

def profiler(frame: object, event: str, arg: object) -> object:
    if frame.f_code.co_name in ("gen", "inner", "nums", "floats"):
        LOG.append((frame.f_code.co_name, event, frame.f_lineno, repr(arg)[:40]))
    return None

E = getattr(sys, "monitoring", None)
NAMES = ["PY_START", "PY_RESUME", "PY_YIELD", "PY_RETURN", "PY_THROW", "PY_UNWIND", "RAISE", "LINE", "STOP_ITERATION"]

def mon_on() -> None:
    m = sys.monitoring
    m.use_tool_id(4, "t")
    total = 0
    for name in NAMES:
        ev = getattr(m.events, name)
        def heard(code: object, *args: object, name: str = name) -> None:
            if code.co_name in ("gen", "inner", "nums", "floats"):
                LOG.append((name, code.co_name, [a if isinstance(a, int) and name == "LINE" else repr(a)[:30] for a in args if name not in ("PY_START",)][-1:]))
        m.register_callback(4, ev, heard)
        total |= ev
    m.set_events(4, total)

def mon_off() -> None:
    m = sys.monitoring
    m.set_events(4, 0)
    for name in NAMES:
        m.register_callback(4, getattr(m.events, name), None)
    m.free_tool_id(4)

def switch(i: object) -> object:
    ON[0] -= 1
    if ON[0] == 0:
        if ON[1] == "trace" or ON[1] == "locals":
            sys.settrace(tracer)
        elif ON[1] == "profile":
            sys.setprofile(profiler)
        elif ON[1] == "mon":
            mon_on()
    return i

def off() -> None:
    sys.settrace(None)
    sys.setprofile(None)
    if sys.monitoring.get_tool(4):
        mon_off()

def nums(n: int) -> Iterator[int]:
    k = 0
    for i in range(n):
        k += i
        yield k

def floats(n: int) -> Iterator[float]:
    k = 0.0
    for v in nums(n):
        k += v
        yield k

def inner(n: int) -> Iterator[object]:
    for v in floats(n):
        switch(v)
        yield v
    if n == 3:
        raise KeyError(n)

def gen(n: int) -> Iterator[object]:
    yield from inner(n)
    for v in inner(n):
        yield v

def consume(n: int, at: int, what: str, where: int) -> list:
    LOG.clear()
    ON[0] = at
    ON[1] = what
    told: list = []
    c = 0
    try:
        for v in gen(n):
            told.append(v)
            c += 1
            if c == where:
                ON[0] = 1
                switch(0)
    except KeyError as e:
        told.append(repr(e))
    off()
    return told + LOG

def run(what: str) -> list:
    out: list = []
    for n in (3, 4):
        for where in (1, 2, 5):
            out.append(consume(n, -5, what, where))
    return out

def run_in(what: str, n: int) -> list:
    out: list = []
    for at in (1, 2):
        out.append(consume(n, at, what, -1))
    return out

CASES = [(run, ("trace",)), (run, ("locals",)), (run, ("profile",)), (run, ("mon",)), (run_in, ("trace", 4)), (run_in, ("profile", 4)), (run_in, ("mon", 4)), (run_in, ("trace", 3)), (run_in, ("mon", 3))]
