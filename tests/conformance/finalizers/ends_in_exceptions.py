"""When objects end while an exception passes: operands on the stack, locals of frames that a traceback keeps, handlers, loops."""


class Thing:
    def __init__(self, name, log):
        self.name, self.log = name, log

    def __del__(self):
        self.log.append(f"end {self.name}")

    def __add__(self, other):
        raise ArithmeticError(self.name)

    def __iter__(self):
        yield self
        raise LookupError(self.name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.log.append(f"exit {self.name}")
        return False


def operands(log, n: int):
    return [Thing("first", log), Thing("second", log), 1 // n]


def addition(log, n: int):
    return Thing("left", log) + Thing("right", log)


def arguments(log, n: int):
    return max(Thing("a", log), Thing("b", log), 1 // n)


def keyword_arguments(log, n: int):
    return dict(a=Thing("a", log), b=1 // n)


def stored(log, n: int):
    values = [0]
    values[5] = Thing("value", log)


def unpacked(log, n: int):
    a, b, c = Thing("x", log), Thing("y", log)


def unpacked_iterator(log, n: int):
    a, b = Thing("it", log)


def locals_kept(log, n: int):
    a = Thing("a", log)
    b = Thing("b", log)
    return 1 // n


def nested_call(log, n: int):
    a = Thing("outer", log)
    return locals_kept(log, n)


def in_loop(log, n: int):
    for thing in [Thing("0", log), Thing("1", log)]:
        1 // n


def in_iteration(log, n: int):
    for thing in Thing("it", log):
        log.append("round")


def in_comprehension(log, n: int):
    return [thing + n for thing in [Thing("c", log)]]


def in_fstring(log, n: int):
    return f"{Thing('f', log).name}{1 // n}"


def in_with(log, n: int):
    with Thing("outer", log), Thing("inner", log) as t:
        1 // n


def in_display(log, n: int):
    return {"a": Thing("a", log), **{"b": Thing("b", log)}, "c": 1 // n}


def in_set(log, n: int):
    return {Thing("a", log), [1]}


def in_subscript(log, n: int):
    return {1: 2}[Thing("key", log)]


def raised_with(log, n: int):
    raise ValueError(Thing("argument", log))


FUNCTIONS = (operands, addition, arguments, keyword_arguments, stored, unpacked, unpacked_iterator, locals_kept, nested_call, in_loop, in_iteration, in_comprehension, in_fstring, in_with, in_display, in_set, in_subscript, raised_with)


def caught(index: int) -> list:
    """The traceback keeps the frames, and with them their locals, until the handler ends."""
    log = []
    try:
        FUNCTIONS[index](log, 0)
    except Exception as error:
        log.append(f"caught {type(error).__name__}")
        error = None
        log.append("handler ends")
    log.append("after")
    return log


def caught_and_kept(index: int) -> list:
    log = []
    kept = []
    try:
        FUNCTIONS[index](log, 0)
    except Exception as error:
        kept.append(error)
    log.append("kept")
    kept[0].__traceback__ = None
    log.append("traceback gone")
    kept.clear()
    log.append("error gone")
    return log


def suppressed(index: int) -> list:
    import contextlib

    log = []
    with contextlib.suppress(Exception):
        FUNCTIONS[index](log, 0)
    log.append("after")
    return log


def local_of_handler(n: int) -> list:
    log = []
    a = Thing("a", log)
    try:
        a = 1 // n
    except ZeroDivisionError:
        log.append("handler")
        a = None
        log.append("overwritten in handler")
    finally:
        b = Thing("b", log)
        b = None
    log.append("after")
    return log


def bound_error_keeps_frame(n: int) -> list:
    log = []

    def inner():
        t = Thing("t", log)
        return 1 // n

    try:
        inner()
    except ZeroDivisionError as error:
        log.append("held")
        del error
        log.append("still the one being handled")
    log.append("after")
    return log


def reraised(n: int) -> list:
    log = []

    def inner():
        t = Thing("t", log)
        try:
            return 1 // n
        except ZeroDivisionError as error:
            u = Thing("u", log)
            raise KeyError("k") from error
        finally:
            log.append("finally")

    try:
        inner()
    except KeyError:
        log.append("handler")
    log.append("after")
    return log


def loop_of_errors(n: int) -> list:
    log = []
    for i in range(n):
        try:
            t = Thing(str(i), log)
            t = t + i
        except ArithmeticError:
            log.append(f"caught {i}")
    log.append("after")
    return log


CASES = [(f, (i,)) for f in (caught, caught_and_kept, suppressed) for i in range(len(FUNCTIONS))] + [(f, (n,)) for f in (local_of_handler, bound_error_keeps_frame, reraised, loop_of_errors) for n in (0, 2)]
