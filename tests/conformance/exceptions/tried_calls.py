# native: check, guarded, lookup, parse, step, find, outer, text_of, both, negative, summed, half, maybe, never, with_else, deep, pieces, kept, context
# native: raw, told
# native 3.12+: bench
"""Calls that are tried first: what callees raise is caught without being made, unless somebody could tell."""

import sys


class Reject(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class AppError(Exception):
    pass


class Missing(AppError):
    def __init__(self, key: str) -> None:
        super().__init__(f"missing {key}")
        self.key = key


class Invalid(AppError):
    pass


class Code(Exception):
    def __init__(self, code: int, text: str) -> None:
        self.code = code
        self.text = text


def check(x: int) -> int:
    if x % 5 == 0:
        raise Reject(x % 11)
    if x % 7 == 0:
        raise ValueError("seven")
    return x


def guarded(x: int) -> int:
    try:
        return check(x)
    except Reject as r:
        return -r.code


def lookup(table: dict[int, int], x: int) -> int:
    try:
        return table[x]
    except KeyError:
        return -1


def bench(n: int) -> tuple[int, int, int, int]:
    total = 0
    failed = 0
    final = 0
    table = {i: i * 2 for i in range(0, 100, 3)}
    found = 0
    for i in range(n):
        try:
            total += guarded(i)
        except ValueError:
            failed += 1
        finally:
            final += 1
        found += lookup(table, i % 100)
    return total, failed, final, found


def parse(x: int) -> int:
    if x < 3:
        raise Invalid
    if x < 5:
        raise Invalid(f"bad {x}")
    if x < 9:
        raise Code(x, "nine")
    if x > 90:
        raise ValueError("large: " + str(x))
    return x * 2


def step(x: int) -> int:
    try:
        return parse(x)
    except (Invalid, KeyError):
        return -1
    except Code as c:
        return c.code
    except Exception:
        return -3


def find(table: dict[str, int], key: str) -> int:
    if key not in table:
        raise KeyError(key)
    return table[key]


def outer(table: dict[str, int], key: str, d: int) -> int:
    try:
        v = find(table, key)
    except KeyError:
        v = d
    return v


def text_of(key: str, x: int) -> int:
    if x > 2:
        raise Missing("the " + key)
    if x > 1:
        raise ValueError(f"{key}: {x}")
    return x


def both(keys: list[str], n: int) -> int:
    total = 0
    for i in range(n):
        try:
            total += text_of(keys[i % len(keys)], i % 4)
        except Missing:
            total += 100
        except ValueError:
            total += 1000
    return total


def negative(x: float) -> float:
    if x < 0.0:
        raise ArithmeticError("negative", x)
    return x * 0.5


def summed(n: int) -> float:
    total = 0.0
    for i in range(n):
        try:
            total += negative(float(i % 5) - 1.0)
        except (ZeroDivisionError, OverflowError):
            total += 100.0
        except ArithmeticError:
            total -= 1.0
    return total


def half(x: int) -> bool:
    if x == 3:
        raise StopIteration(x)
    if x == 4:
        raise OSError(2, "no file")
    return x % 2 == 0


def maybe(n: int) -> int:
    count = 0
    for i in range(n):
        try:
            if half(i % 6):
                count += 1
        except StopIteration:
            count += 10
        except OSError:
            count += 100
    return count


def never(x: int) -> None:
    if x > 3:
        raise RuntimeError


def with_else(n: int) -> list[int]:
    seen = [0, 0, 0]
    for i in range(n):
        try:
            never(i % 6)
        except RuntimeError:
            seen[0] += 1
        else:
            seen[1] += 1
        finally:
            seen[2] += 1
    return seen


def deep(n: int) -> int:
    if n == 0:
        return guarded(10)
    return deep(n - 1) + 1


class Loud:
    ended: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        Loud.ended.append(self.name)


def pieces(x: int) -> int:
    try:
        return [Loud("piece"), x, guarded(x + 1), check(x)][1]
    except Reject as e:
        Loud.ended.append("handled")
        return e.code


def kept(keys: list[str], x: int) -> str:
    try:
        return keys[0] + str(check(x))
    except Reject as e:
        return keys[1] + str(e.code)


def context(x: int) -> object:
    try:
        raise LookupError("first")
    except LookupError:
        try:
            return check(x)
        except Reject as r:
            return r.code


def raw(x: int) -> object:
    try:
        return check(x)
    except Reject as r:
        return r.args, r.__context__, r.__traceback__.tb_next.tb_lineno


def told(x: int) -> object:
    try:
        return check(x)
    except Reject:
        return show()


def show() -> object:
    e = sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]
    return type(e), e.args, e.__traceback__.tb_next.tb_frame.f_locals["x"]


CASES = [
    (bench, (400,)),
    (both, (["a", "b", "c"], 20)),
    (summed, (20,)),
    (maybe, (20,)),
    (with_else, (20,)),
    (outer, ({"a": 1}, "a", 3)),
    (outer, ({"a": 1}, "b", 3)),
    (outer, ({}, "", True)),
    (lookup, ({1: 2}, 1)),
    (lookup, ({1: 2}, 3)),
    (kept, (["a", "b"], 1)),
    (kept, (["a", "b"], 5)),
    (kept, (["a", "b"], 7)),
    (context, (5,)),
    (context, (7,)),
    (context, (8,)),
    (raw, (5,)),
    (raw, (7,)),
    (told, (10,)),
    (guarded, (7,)),
    (guarded, (True,)),
    (check, (5,)),
    (deep, (10,)),
]


def test_steps():
    return [step(i) for i in range(100)]


def test_uncaught():
    found = []
    for x in (1, 5, 7, 14, 35):
        try:
            found.append(guarded(x))
        except ValueError as e:
            lines = []
            tb = e.__traceback__
            while tb is not None:
                lines.append((tb.tb_lineno, tb.tb_frame.f_code.co_name))
                tb = tb.tb_next
            found.append((lines[1:], e.args, e.__context__))
    return found


def test_pieces():
    Loud.ended.clear()
    return [pieces(x) for x in (3, 4, 5, 9)], list(Loud.ended)


def test_in_a_handler():
    try:
        raise TypeError("around")
    except TypeError:
        found = [guarded(x) for x in (5, 6)]
        try:
            guarded(7)
        except ValueError as e:
            found.append(e.__context__)
        return found, sys.exc_info()[1]


class Missed(dict):
    def __missing__(self, key):
        return 77


def test_other_dicts():
    return lookup(Missed({1: 2}), 1), lookup(Missed({1: 2}), 2), outer(Missed(), "a", 1), outer({"a": 1.5}, "a", 1)


class Text(str):
    def __radd__(self, other):
        return "radd"

    def __format__(self, spec):
        raise MemoryError("format")


def test_other_texts():
    found = []
    for x in (1, 2, 3):
        for key in ("k", Text("t"), 7):
            try:
                found.append(text_of(key, x))
            except Exception as e:
                found.append((type(e), str(e), e.args))
    return found, both(["a", "b"], 9)


def test_both_with_others():
    found = []
    for keys in (["a", Text("t"), "b"], ["a", "b", 7], [None]):
        try:
            found.append(both(keys, 12))
        except BaseException as e:
            found.append((type(e), str(e)))
    return found


def test_recursion():
    found = []
    limit = sys.getrecursionlimit()
    for more in range(0, 12):
        here = 0
        frame = sys._getframe()
        while frame is not None:
            here += 1
            frame = frame.f_back
        sys.setrecursionlimit(here + 20 + more)
        try:
            found.append(deep(17))
        except RecursionError:
            found.append("too deep")
        finally:
            sys.setrecursionlimit(limit)
    return found


def test_traced():
    events = []

    def trace(frame, event, arg):
        if frame.f_globals.get("__name__") == __name__ and event != "line":
            events.append((frame.f_code.co_name, event, frame.f_lineno, arg[0] if event == "exception" else None))
        return trace

    sys.settrace(trace)
    try:
        guarded(5)
        step(4)
    finally:
        sys.settrace(None)
    return events, guarded(5)


def test_classes_that_change():
    found = []
    made = []
    original = Reject.__init__

    def init(self, code):
        made.append(code)
        self.code = code * 100

    def run():
        found.append([guarded(x) for x in (5, 6, 10)])

    run()
    Reject.__init__ = init
    run()
    Reject.__init__ = original
    run()
    Reject.__del__ = lambda self: made.append("ended")
    run()
    del Reject.__del__
    run()
    Reject.code = property(lambda self: 5, lambda self, value: made.append(("set", value)))
    run()
    del Reject.code
    Reject.code = 9
    run()
    del Reject.code
    Reject.__getattribute__ = lambda self, name: 3 if name == "code" else Exception.__getattribute__(self, name)
    run()
    del Reject.__getattribute__
    Reject.__new__ = lambda cls, *args: made.append("new") or Exception.__new__(cls, *args)
    run()
    del Reject.__new__
    run()
    return found, made


def test_globals_that_change():
    global Reject, ValueError, KeyError, Invalid, Code
    found = []
    old, old_invalid, old_code = Reject, Invalid, Code

    def run():
        for function, args in ((guarded, (5,)), (guarded, (7,)), (lookup, ({}, 1)), (step, (1,)), (step, (4,)), (step, (6,))):
            try:
                found.append(function(*args))
            except BaseException as e:
                found.append((type(e).__name__, str(e)))

    class Other(Exception):
        code = 4

        def __init__(self, code):
            pass

    run()
    Reject = Other
    run()
    Reject = 5
    run()
    del Reject
    run()
    Reject = old
    ValueError = Reject
    run()
    ValueError = "text"
    run()
    del ValueError
    KeyError = IndexError
    run()
    KeyError = 5
    run()
    del KeyError
    Invalid = Code
    run()
    Invalid = old_invalid
    Code = old_invalid
    run()
    Code = lambda *args: AppError(*args)
    run()
    Code = old_code
    run()
    return found


def test_bases_that_change():
    class First(Exception):
        pass

    class Second(Exception):
        pass

    global Invalid
    old = Invalid

    class Mixed(First):
        pass

    Invalid = Mixed
    found = [step(4)]
    for bases in ((Second,), (First, Second), (First,)):
        Mixed.__bases__ = bases
        found.append(step(4))
    Invalid = old
    found.append(step(4))
    return found


# Never native: what is counted there is what CPython counts.
COUNT = """
def counted(key, table):
    before = sys.getrefcount(key), sys.getrefcount(table)
    for i in range(50):
        outer(table, key, 2)
        outer(table, "other", 2)
        both([key], 4)
    return before == (sys.getrefcount(key), sys.getrefcount(table))
"""


def test_references():
    exec(COUNT, globals())
    key = "".join(["a", " key"])
    return globals().pop("counted")(key, {key: 1})
