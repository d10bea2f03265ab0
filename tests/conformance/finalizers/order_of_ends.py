# limit: arguments
"""When objects end: as locals are overwritten, deleted and left, in loops, on return, in expressions, and when an exception passes."""

import weakref


class Thing:
    """Says when it ends; equal names for equal things."""

    def __init__(self, name, log):
        self.name, self.log = name, log
        log.append(f"made {name}")

    def __del__(self):
        self.log.append(f"end {self.name}")

    def __add__(self, other):
        return Thing(self.name + "+" + getattr(other, "name", str(other)), self.log)

    def __iadd__(self, other):
        return Thing(self.name + "+=", self.log)

    def __getitem__(self, key):
        return Thing(f"{self.name}[{key}]", self.log)

    def __bool__(self):
        self.log.append(f"bool {self.name}")
        return True

    def __lt__(self, other):
        return Thing(f"{self.name}<{other.name}", self.log)

    def __iter__(self):
        return iter([Thing(f"{self.name}.{i}", self.log) for i in range(2)])

    def __enter__(self):
        return Thing(f"{self.name} entered", self.log)

    def __exit__(self, *args):
        self.log.append(f"exit {self.name}")

    def child(self, name):
        return Thing(f"{self.name}.{name}", self.log)

    def nothing(self):
        return None


def overwritten(log):
    a = Thing("a", log)
    a = Thing("b", log)
    log.append("overwritten")
    a = None
    log.append("cleared")


def overwritten_by_number(log, n: int) -> int:
    a = Thing("a", log)
    a = n
    log.append("now a number")
    a = a + 1
    return a


def number_overwritten(log, n: int) -> int:
    a = n
    for i in range(3):
        a = Thing(str(i), log) if i % 2 else i
        log.append(i)
    return n


def at_the_end(log):
    a = Thing("a", log)
    b = Thing("b", log)
    c = a
    log.append("last line")


def at_return(log) -> list:
    a = Thing("a", log)
    b = Thing("b", log)
    return list(log)


def returned(log) -> object:
    a = Thing("a", log)
    b = Thing("b", log)
    return b


def parameter(thing, log):
    log.append("in")
    thing = None
    log.append("parameter gone")


def argument(log):
    parameter(Thing("argument", log), log)
    log.append("after call")
    parameter(thing=Thing("keyword", log), log=log)
    log.append("after keyword call")


def star_parameters(log):
    def takes(*args, **kw):
        log.append([t.name for t in args] + sorted(kw))

    takes(Thing("1", log), Thing("2", log), k=Thing("k", log))
    log.append("after")


def temporaries(log):
    Thing("alone", log)
    log.append("one")
    Thing("a", log) + Thing("b", log)
    log.append("two")
    Thing("c", log)[0].child("x").nothing()
    log.append("three")
    x = [Thing("d", log), Thing("e", log)][0].name
    log.append("four")
    return x


def conditions(log):
    if Thing("if", log):
        log.append("inside")
    y = Thing("left", log) and Thing("right", log)
    log.append("kept one")
    z = Thing("or", log) or Thing("never", log)
    if Thing("a", log) < Thing("b", log):
        log.append("compared")
    del y
    log.append("y gone")


def in_loop(log, n: int):
    for i in range(n):
        a = Thing(f"a{i}", log)
        b = a
        log.append(f"round {i}")
    log.append("after loop")


def over_things(log):
    for item in Thing("iterable", log):
        log.append(f"saw {item.name}")
    log.append("after loop")


def loop_left_early(log) -> str:
    for item in [Thing("x", log), Thing("y", log)]:
        if item.name == "x":
            break
    log.append("left")
    return item.name


def return_from_loop(log) -> str:
    for item in Thing("iterable", log):
        for inner in Thing("inner", log):
            return inner.name


def unpacked(log):
    a, b = Thing("pair", log)
    log.append("unpacked")
    a, b = b, a
    log.append("swapped")
    a = b
    log.append("both one")


def augmented(log):
    a = Thing("a", log)
    a += 1
    log.append("augmented")


def containers(log):
    values = [Thing("0", log), Thing("1", log)]
    values[0] = Thing("new", log)
    log.append("stored")
    del values[1]
    log.append("deleted")
    values = {"k": Thing("dict", log)}
    log.append("replaced")
    values["k"] = values.pop("k").child("c")
    log.append("child")


def attributes(log):
    a = Thing("a", log)
    a.part = Thing("part", log)
    a.part = Thing("new part", log)
    log.append("stored")
    del a.part
    log.append("deleted")


def comprehension(log):
    names = [t.name for t in Thing("c", log)]
    log.append(names)
    made = [Thing(str(i), log) for i in range(2)]
    log.append("made")


def closure(log):
    a = Thing("a", log)

    def inner():
        nonlocal a
        a = Thing("b", log)
        log.append("inner")

    inner()
    log.append("after inner")


def managed(log):
    with Thing("m", log) as t:
        log.append(t.name)
        t = None
        log.append("target gone")
    log.append("after with")


def fstring(log) -> str:
    text = f"{Thing('f', log).name} {Thing('g', log).child('h').name}"
    log.append("made text")
    return text


def cycle(log):
    import gc

    a = Thing("a", log)
    a.me = a
    del a
    log.append("not yet")
    gc.collect()
    log.append("collected")


def resurrected(log) -> list:
    kept = []

    class Comes:
        def __del__(self):
            log.append("del")
            kept.append(self)

    a = Comes()
    a = None
    log.append(len(kept))
    kept.clear()
    return log


def del_raises(log):
    import sys

    class Fails:
        def __del__(self):
            log.append("raising")
            raise ValueError("in del")

    before = sys.unraisablehook
    sys.unraisablehook = lambda info: log.append(repr(info.exc_value))
    try:
        a = Fails()
        a = 5
        log.append("went on")
    finally:
        sys.unraisablehook = before


def callbacks(log):
    a, b = Thing("a", log), Thing("b", log)
    refs = [weakref.ref(a, lambda _: log.append("callback a")), weakref.ref(b, lambda _: log.append("callback b"))]
    log.append([r() is not None for r in refs])
    a = b
    log.append([r() is not None for r in refs])
    a = b = None
    log.append([r() for r in refs])


def finalizer(log):
    a = Thing("a", log)
    weakref.finalize(a, log.append, "finalize")
    a = None
    log.append("after")


def seen_from_del(log, n: int) -> list:
    """What a finalizer sees of the function that drops the object."""

    class Looks:
        def __del__(self):
            import sys

            frame = sys._getframe(1)
            log.append([frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, frame.f_locals.get("step")])

    step = n
    a = Looks()
    step = step + 1
    a = None
    step = step + 1
    b = Looks()
    del b
    return log


LOGGING = (overwritten, at_the_end, at_return, argument, star_parameters, temporaries, conditions, over_things, loop_left_early, return_from_loop, unpacked, augmented, containers, attributes, comprehension, closure, managed, fstring, cycle, resurrected, del_raises, callbacks, finalizer)


def run(index: int) -> list:
    log = []
    result = LOGGING[index](log)
    return [log, result]


def keeps_result() -> list:
    log = []
    kept = returned(log)
    log.append("returned")
    return [kept.name, list(log)]


def with_number(which: int, n) -> list:
    log = []
    result = (overwritten_by_number, number_overwritten, in_loop)[which](log, n)
    return [log, result]


CASES = [(run, (i,)) for i in range(len(LOGGING))] + [(keeps_result, ())] + [(with_number, (w, n)) for w in range(3) for n in (0, 2)] + [(with_number, (w, n)) for w in (0, 1) for n in (2**63 - 1, 1.5)] + [(seen_from_del, ([], 1)), (seen_from_del, ([], 2**63 - 2))]
