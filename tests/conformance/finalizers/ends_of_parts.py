# native: clears, drops_pairs, holds_twice, loops_over, counts, makes, ends_with_a_list, ends_an_instance
"""What ends with the object that held it: finalizers see the functions that gave the object up, whatever held it, once or twice."""

import sys
import weakref


class Bell:
    """Says which functions run when it ends."""

    def __init__(self, log: list) -> None:
        self.log = log

    def __del__(self) -> None:
        frame, names = sys._getframe(1), []
        while frame is not None and frame.f_globals is globals() and len(names) < 3:
            names.append(f"{frame.f_code.co_name} {frame.f_lineno}")
            frame = frame.f_back
        self.log.append(names)


class Holder:
    def __init__(self, first: object, second: object) -> None:
        self.first = first
        self.second = second


class Below(Holder):
    pass


class Slotted:
    __slots__ = ("first",)

    def __init__(self, first: object) -> None:
        self.first = first


class Counter:
    def __init__(self, value: int) -> None:
        self.value = value


def replaces(holder: Holder, n: int) -> int:
    holder.first = n
    return n + 1


def clears(holder: Holder) -> int:
    holder.first = None
    holder.second = None
    return 1


def drops_pairs(items: list[tuple[object, object]]) -> int:
    total = 0
    for item in items:
        total += len(item)
    item = None
    return total


def holds_twice(log: list, which: int) -> int:
    if which == 0:
        held = Holder(Bell(log), 1)
    elif which == 1:
        bell = Bell(log)
        held = Holder(bell, bell)
        bell = None
    elif which == 2:
        held = Holder(Holder(Bell(log), "text"), 2.5)
    else:
        held = Below((Bell(log), 3), [1, 2])
    held = None
    return which + 1


def ends_with_a_list(log: list, n: int) -> int:
    bell = Bell(log)
    items = [bell, bell, n]
    pair = (items, items, bell)
    bell = None
    items = None
    pair = None
    return n + 1


def ends_an_instance(log: list, kind: int) -> int:
    if kind == 0:
        held = Slotted(Bell(log))
    elif kind == 1:
        held = Holder(1, 2)
        held.__dict__["other"] = Bell(log)
    elif kind == 2:
        held = Holder(1, 2)
        held.third = Bell(log)
    else:
        held = Holder(1, 2)
        ref = weakref.ref(held, lambda _: log.append(sys._getframe(1).f_code.co_name))
    held = None
    return kind + 1


def loops_over(log: list) -> int:
    total = 0
    for item in [Bell(log), Bell(log)]:
        total += 1
    item = None
    return total


def counts(counter: Counter, n: int) -> list:
    seen = []
    for i in range(n):
        counter.value += 7919
        if i % 3 == 0:
            seen.append(counter.value)
    return seen


def makes(n: int) -> list:
    made = []
    for i in range(n):
        made.append(Holder(i * 1000, i))
    return [(one.first, one.second) for one in made]


def bells(which: int) -> list:
    log = []
    if which == 0:
        replaces(Holder(Bell(log), 1), 2)
        holder = Holder(Bell(log), Bell(log))
        log.append(replaces(holder, 3))
        log.append(clears(holder))
        both = Bell(log)
        holder = Holder(both, both)
        del both
        log.append(clears(holder))
    elif which == 1:
        log.append(drops_pairs([(Bell(log), Bell(log)), (1, Bell(log))]))
    elif which == 2:
        log.append(loops_over(log))
    elif which < 7:
        log.append(holds_twice(log, which - 3))
    elif which < 11:
        log.append(ends_an_instance(log, which - 7))
    else:
        log.append(ends_with_a_list(log, which))
    log.append("done")
    return log


def counted(start: int, n: int) -> list:
    counter = Counter(start)
    before = counter.value
    seen = counts(counter, n)
    return [before, seen, counter.value]


def rebound(n: int) -> list:
    """The class is another one for a while."""
    global Holder
    kept = Holder
    seen = [makes(n)]
    try:
        Holder = Below
        seen.append(makes(n))
        Holder = lambda first, second: Slotted(first)
        try:
            seen.append(makes(n))
        except AttributeError as error:
            seen.append(str(error))
        del Holder
        try:
            seen.append(makes(n))
        except NameError as error:
            seen.append(str(error))
    finally:
        Holder = kept
    seen.append(makes(n))
    return seen


CASES = [(bells, (which,)) for which in range(12)]
CASES += [(counted, (start, 9)) for start in (-20000, 2**30 - 20000, 2**60 - 20000, 2**63 - 20000)] + [(rebound, (3,))]
