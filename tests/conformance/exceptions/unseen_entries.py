# native: check, low, middle, guarded, handled_twice, kept, kept_in_list, returned, raised_again, bare, from_handler, nested
# native: named_and_kept, dropped_midway, with_finalizer, local_finalizer, copies, loops, through_three, in_finally, alive
# native: asks, recursive, deep, deep_and_gone, swallowed, replaced, silent, holds, arguments, renamed
"""Tracebacks that nobody looks at, and those that somebody does after all: late, from a list, from an attribute, in a finalizer."""

import gc
import sys
import traceback
import weakref

RERUNNABLE = False

log: list = []


class Reject(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Loud:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        log.append((self.name, type(sys.exc_info()[1]).__name__))


# Native frames that are running still show no locals, and one that tracebacks of several exceptions share stays behind when
# native code is left.
RUNNING = ("handled_twice", "nested", "asks", "dropped_midway", "kept_in_list", "copies")


def shape(exc: BaseException) -> list:
    entries = []
    tb = exc.__traceback__
    while tb is not None:
        frame = tb.tb_frame
        back = frame.f_back
        held = sorted((k, repr(v)) for k, v in frame.f_locals.items() if isinstance(v, (int, str)))
        is_running = frame.f_code.co_name in RUNNING
        if is_running:
            held = []
        line = "running" if is_running else frame.f_lineno
        entries.append((frame.f_code.co_name, tb.tb_lineno, line, tb.tb_lasti >= 0, held, back and back.f_code.co_name))
        tb = tb.tb_next
    return entries


def chain(exc: BaseException) -> list:
    context, cause = exc.__context__, exc.__cause__
    return [repr(exc), shape(exc), context and chain(context), cause and chain(cause), exc.__suppress_context__]


def check(x: int) -> int:
    double = x * 2
    if x % 5 == 0:
        raise Reject(x % 11)
    if x % 7 == 0:
        raise ValueError("seven")
    return double


def guarded(x: int) -> int:
    try:
        return check(x)
    except Reject as r:
        return -r.code


def loops(n: int) -> tuple[int, int]:
    total = 0
    failed = 0
    for i in range(n):
        try:
            total += guarded(i)
        except ValueError:
            failed += 1
    return total, failed


def low(x: int, what: list) -> int:
    first = x + 1
    if x > 2:
        raise KeyError(first, len(what))
    return first


def middle(x: int, what: list) -> int:
    second = x * 3
    return low(x, what) + second


def through_three(x: int) -> object:
    text = "kept"
    try:
        return middle(x, [1, 2])
    except KeyError as e:
        return e, text


def handled_twice(x: int) -> list:
    found = []
    try:
        middle(x, [])
    except KeyError as e:
        found.append(len(e.args))
        try:
            middle(x + 1, [1])
        except KeyError as f:
            found.append(chain(f))
        found.append(chain(e))
    return found


def kept_in_list(n: int) -> list:
    kept: list = []
    for i in range(n):
        try:
            middle(i, kept)
        except KeyError as e:
            kept.append(e)
    return kept


class Holder:
    last: object = None


def kept(holder: Holder, n: int) -> int:
    count = 0
    for i in range(n):
        try:
            check(i)
        except ValueError as e:
            holder.last = e
            count += 1
        except Reject as e:
            count += e.code
            holder.last = None
    return count


def returned(x: int) -> object:
    try:
        middle(x, [])
    except KeyError as e:
        return e
    return None


def bare(x: int) -> int:
    try:
        return middle(x, [])
    except KeyError:
        y = x + 100
        raise


def raised_again(x: int) -> int:
    try:
        return middle(x, [])
    except KeyError as e:
        y = x + 200
        raise e


def from_handler(x: int, with_cause: bool) -> int:
    try:
        return middle(x, [])
    except KeyError as e:
        if with_cause:
            raise ValueError(x) from e
        raise Reject(x)


def nested(x: int) -> list:
    found = []
    try:
        try:
            middle(x, [])
        except ValueError:
            found.append("no")
        finally:
            found.append("finally")
    except KeyError as e:
        found.append(chain(e))
    try:
        try:
            bare(x)
        except ValueError:
            found.append("no")
    except KeyError as e:
        found.append(chain(e))
    return found


def named_and_kept(x: int) -> object:
    other = None
    try:
        middle(x, [])
    except KeyError as e:
        other = e
        e = None
    return other


def dropped_midway(x: int) -> list:
    found = []
    try:
        middle(x, [])
    except KeyError as e:
        items = [e]
        del e
        found.append(len(items))
        items.pop()
        found.append(len(items))
        found.append(shape(sys.exc_info()[1]))
    return found


def in_finally(x: int) -> int:
    done = 0
    try:
        done = middle(x, [])
    finally:
        done += 1
        log.append(done)
    return done


def holds(x: int, loud: Loud) -> int:
    inner = [loud]
    if x > 2:
        raise ValueError(x)
    return len(inner)


def with_finalizer(x: int) -> int:
    try:
        return holds(x, Loud("argument"))
    except ValueError:
        log.append("handler")
        y = x + 1
    log.append("behind")
    return y


def local_finalizer(x: int) -> int:
    try:
        loud = [Loud("local")]
        holds(x, loud[0])
        return 0
    except ValueError as e:
        log.append(len(e.args))
    log.append("behind")
    return x


def silent(x: int, loud: Loud) -> int:
    if x > 2:
        raise ValueError(x, loud)
    return x


def alive(x: int) -> int:
    total = 0
    for i in range(x):
        try:
            silent(i, Loud("in arguments"))
        except ValueError as e:
            total += len(e.args)
        total += 1
    return total


def copies(x: int) -> list:
    found = []
    for i in range(x):
        try:
            middle(i, found)
        except KeyError as e:
            f = e
            found.append(f)
            del e
    return found


def test_loops() -> object:
    return loops(200)


def test_shapes() -> object:
    found = through_three(5)
    return found[1], chain(found[0])


def test_twice() -> object:
    return handled_twice(5)


def test_list() -> object:
    return [chain(e) for e in kept_in_list(6)]


def test_kept() -> object:
    holder = Holder()
    found = []
    for n in (8, 15, 21, 36):
        found.append((kept(holder, n), holder.last and chain(holder.last)))
    return found


def test_returned() -> object:
    return chain(returned(3)), returned(1)


def caught(function, *args) -> object:
    try:
        function(*args)
    except BaseException as e:
        return chain(e), "".join(traceback.format_exception(e)).count("\n")
    return None


def test_raised() -> object:
    return (
        [caught(f, 4) for f in (bare, raised_again, in_finally)]
        + [caught(from_handler, 4, c) for c in (False, True)]
        + [caught(bare, 1), caught(raised_again, 1)]
    )


def test_nested() -> object:
    return nested(7)


def test_named() -> object:
    return chain(named_and_kept(9)), dropped_midway(8)


def test_finalizers() -> object:
    log.clear()
    with_finalizer(1)
    with_finalizer(4)
    local_finalizer(1)
    local_finalizer(4)
    alive(6)
    return list(log)


def test_copies() -> object:
    return [chain(e) for e in copies(7)]


def test_weak() -> object:
    found = []
    for e in kept_in_list(5):
        ref = weakref.ref(e, lambda r: found.append("gone"))
        found.append(ref() is e)
        del e
    gc.collect()
    return found


def test_references() -> object:
    holder = Holder()
    found = weakref.ref(holder)
    for _ in range(3):
        kept(holder, 40)
        loops(50)
        kept_in_list(5)
    del holder
    gc.collect()
    return found() is None


def test_traced() -> object:
    events = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name in ("check", "guarded", "loops"):
            events.append((frame.f_code.co_name, event, frame.f_lineno, arg and event == "exception" and repr(arg[1])))
        return tracer

    sys.settrace(tracer)
    try:
        loops(8)
    finally:
        sys.settrace(None)
    return events


class Tells:
    def __len__(self) -> int:
        found.append(shape(sys.exc_info()[1]) if sys.exc_info()[1] else None)
        return 3


found: list = []


def asks(x: int, told: Tells) -> int:
    try:
        return middle(x, [])
    except KeyError:
        return len(told)


def test_told() -> object:
    found.clear()
    return [asks(x, Tells()) for x in (1, 4)], found


def recursive(n: int) -> int:
    if n == 0:
        raise ValueError("deep")
    if n < 0:
        return n
    return recursive(n - 1) + 1


def deep(n: int) -> object:
    try:
        return recursive(n)
    except ValueError as e:
        return e


def deep_and_gone(n: int) -> int:
    try:
        return recursive(n)
    except ValueError:
        return -1


def test_deep() -> object:
    return [chain(deep(n)) for n in (0, 1, 5, 7, 8, 9, 20)] + [deep_and_gone(n) for n in (0, 3, 7, 8, 9, 20)]


def swallowed(x: int) -> int:
    try:
        try:
            return middle(x, [])
        except KeyError:
            return low(x + 1, [])
    except KeyError:
        return -1


def replaced(x: int) -> int:
    while True:
        try:
            return middle(x, [])
        except KeyError:
            x -= 1
            continue


class Args(Exception):
    @property
    def args(self) -> tuple:
        return ("property",)


class Renamed(Exception):
    arguments = BaseException.args
    other = BaseException.__traceback__


def arguments(e: BaseException) -> object:
    return e.args


def renamed(e: Renamed) -> object:
    return e.arguments


def test_args() -> object:
    changed = ValueError(1)
    changed.args = [2, 3]
    bare = KeyError()
    known = [ValueError(), ValueError(1, 2), changed, Args(5), Renamed(6), OSError(2, "no"), StopIteration(4), bare]
    found = [arguments(e) for e in known for _ in range(3)]
    return found, [renamed(Renamed(x)) for x in range(3)], [caught(arguments, x) for x in (None, 5)], arguments(changed) is changed.args


def test_swallowed() -> object:
    return [swallowed(x) for x in (1, 5)], [replaced(x) for x in (1, 9)]
