# native 3.12+: deco.<locals>.wrap, counter.<locals>.increment, raising.<locals>.inner, twice.<locals>.outer.<locals>.inner
"""Whoever looks into the frame of a native function that has free variables finds what is in their cells."""

import gc
import sys
import weakref

FRAMES: list = []


class Thing:
    pass


def look(names: list[str]) -> list[object]:
    found = sys._getframe(1).f_locals
    return [found.get(name, "none") for name in names]


def keep(names: list[str]) -> list[object]:
    frame = sys._getframe(1)
    FRAMES.append(frame)
    return [frame.f_locals.get(name, "none") for name in names]


def deco(func):
    def wrap(names: list[str]):
        return func(names)

    return wrap


def seen(names: list[str]) -> list[bool]:
    wrapped = deco(look)
    return [value is look for value in wrapped(names)]


def kept(names: list[str]) -> tuple[list[bool], list[bool], str]:
    FRAMES.clear()
    wrapped = deco(keep)
    first = [value is keep for value in wrapped(names)]
    frame = FRAMES.pop()
    again = [frame.f_locals.get(name) is keep for name in names]
    return first, again, frame.f_code.co_qualname if hasattr(frame.f_code, "co_qualname") else "wrap"


def counter(start: int):
    count = start

    def increment(by: int) -> list[object]:
        nonlocal count
        before = look(["count"])
        count += by
        return before + look(["count"]) + [count]

    return increment


def counted(start: int) -> list[list[object]]:
    increment = counter(start)
    return [increment(1), increment(5), increment(1 << 70)]


def raising(text: str):
    def inner(wanted: int) -> int:
        found = keep(["text"])
        if wanted > 1:
            raise KeyError(found, text)
        return len(found)

    return inner


def raised(text: str) -> list[object]:
    FRAMES.clear()
    inner = raising(text)
    result: list[object] = [inner(1)]
    try:
        inner(2)
    except KeyError as error:
        result.append(error.args)
        frame = error.__traceback__.tb_next.tb_frame
        result.append(frame.f_locals.get("text"))
        result.append(frame is FRAMES[-1])
    FRAMES.clear()
    return result


def twice(a: str):
    def outer(b: str):
        def inner(c: str) -> list[object]:
            return [a + b + c, look(["a", "b"])]

        return inner

    return outer


def nested() -> list[object]:
    return twice("x")("y")("z")


def ended() -> list[bool]:
    thing = Thing()
    seen = weakref.ref(thing)

    def make(held: Thing):
        def inner(names: list[str]):
            return held, keep(names)

        return inner

    FRAMES.clear()
    inner = make(thing)
    inner(["held"])
    del inner, thing
    gc.collect()
    with_frame = seen() is not None
    FRAMES.clear()
    gc.collect()
    return [with_frame, seen() is None]


def references() -> list[bool]:
    thing = Thing()

    def make(held: Thing):
        def inner(names: list[str]) -> int:
            return len(look(names)) + (held is None)

        return inner

    inner = make(thing)
    counts: list[tuple[int, int]] = []
    for _ in range(20):
        inner(["held"])
        counts.append((sys.getrefcount(thing), sys.getrefcount(inner.__closure__[0])))
    grown = [counts[-1][part] - counts[5][part] > 5 for part in (0, 1)]
    return grown


CASES = [
    (seen, (["func"],)),
    (kept, (["func"],)),
    (counted, (3,)),
    (raised, ("text",)),
    (nested, ()),
    (ended, ()),
    (references, ()),
]
