# native: low, middle, operand, consumes, two, ends, argument, in_loop, stored, none_left
"""What is given up on the way to a handler, or when a function ends: its finalizers see the frames and the traceback."""

import sys

RERUNNABLE = False

log: list = []


def shape() -> list:
    entries = []
    exc = sys.exc_info()[1]
    tb = exc.__traceback__ if exc else None
    while tb is not None:
        entries.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    frame = sys._getframe(2)
    names = []
    while frame is not None and frame.f_code.co_name != "run":
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return [type(exc).__name__, entries, names]


class Loud:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        log.append((self.name, shape()))


def low(x: int) -> int:
    if x > 2:
        raise ValueError(x)
    return x


def middle(x: int) -> int:
    return low(x) + 1


def operand(x: int) -> object:
    try:
        return [Loud("operand"), middle(x)]
    except ValueError as e:
        log.append(e.args)
    return None


def two(x: int) -> object:
    try:
        return [Loud("first"), (Loud("second"), middle(x))]
    except ValueError:
        log.append("handler")
    return None


def ends(x: int) -> object:
    return [Loud("ends"), middle(x)]


def argument(x: int) -> object:
    try:
        return len([ends(x), Loud("never")])
    except ValueError:
        log.append("handler")
    return None


def in_loop(n: int) -> int:
    caught = 0
    for i in range(n):
        try:
            log.append([Loud("loop"), middle(i)][1])
        except ValueError as e:
            caught += len(e.args)
    return caught


class Holder:
    def __init__(self) -> None:
        self.what: object = None


def stored(x: int, holder: Holder) -> int:
    holder.what = Loud("replaced")
    try:
        return middle(x)
    except ValueError:
        holder.what = None
        log.append("handler")
    return 0


def none_left(x: int) -> int:
    loud = Loud("local")
    try:
        loud = [loud, middle(x)]
    except ValueError:
        loud = None
        log.append("handler")
    return 1


def run(function, *args) -> object:
    log.clear()
    try:
        result = function(*args)
    except ValueError as e:
        result = repr(e)
    result = type(result).__name__
    return result, list(log)


def test_all() -> object:
    functions = (operand, two, ends, argument, in_loop)
    found = [run(f, x) for f in functions for x in (1, 5)]
    return found + [run(stored, x, Holder()) for x in (1, 5)] + [run(none_left, 5)]


def loud_ones(n: int):
    loud = Loud("generator")
    for i in range(n):
        yield i
    log.append(loud.name)


def consumes(n: int) -> int:
    total = 0
    try:
        for i in loud_ones(n):
            total += middle(i)
    except ValueError:
        log.append("handler")
    return total


def test_generator() -> object:
    return [run(consumes, n) for n in (2, 6)]
