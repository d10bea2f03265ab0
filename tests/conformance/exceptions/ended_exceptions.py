# native: plain, fixed, keyed, bare, nothing, refuse_with, refuse_builtin
# native: changes, suppressed, noted, given_attribute, weakly, tracked
# native: nested, from_one, deep_refusal, raise_given, catches_given, unload
# stress: 40
# native 3.12+: swapped, late, passing
"""Exceptions that end with nobody seeing them, and the next ones of their class: what those have, and what of the earlier ones is left."""

import gc
import sys
import weakref

RERUNNABLE = False

log: list = []


class Plain(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Fixed(ValueError):
    kind = "class"

    def __init__(self, field: str, value: int, limit: int = 10) -> None:
        super().__init__(value, "fixed", field)
        self.field = field
        self.kind = "own"
        self.limit = limit


class Swapped(LookupError):
    def __init__(self, a: object, b: object) -> None:
        super().__init__(b, a)
        self.b = b
        self.a = a


class Late(Exception):
    def __init__(self, a: int, b: int) -> None:
        self.a = a
        self.b = b
        super().__init__("late", b)


class Bare(Exception):
    def __init__(self, a: int, b: int = 5) -> None:
        self.a = a
        self.b = b


class Passing(Exception):
    def __init__(self, a: int) -> None:
        super().__init__()


class Nothing(Exception):
    def __init__(self, a: int) -> None:
        pass


class Middle(Plain):
    def __init__(self, code: int) -> None:
        super().__init__(code + 1)
        self.extra = code


class Below(Fixed):
    pass


class Boxed(Exception):
    def __init__(self, what: object) -> None:
        super().__init__(what)
        self.what = what


class Loud:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        log.append((self.name, type(sys.exc_info()[1]).__name__))


def shown(error: BaseException) -> list:
    return [
        type(error).__name__,
        error.args,
        str(error),
        list(vars(error).items()),
        error.__suppress_context__,
        error.__cause__,
        type(error.__context__).__name__,
        getattr(error, "__notes__", None),
        gc.is_tracked(error),
    ]


def plain(x: int) -> int:
    if x % 3 == 0:
        raise Plain(x * 1000)
    return x


def fixed(x: int) -> int:
    if x % 2 == 0:
        raise Fixed("f" + str(x), x)
    raise Fixed("g", x, x * 2)


def keyed(x: int) -> int:
    if x % 2 == 0:
        raise Fixed(limit=x, value=x + 1, field="k")
    raise Bare(a=x)


def swapped(x: int) -> int:
    raise Swapped(x, "b")


def late(x: int) -> int:
    raise Late(x, x + 1)


def bare(x: int) -> int:
    if x % 2 == 0:
        raise Bare(x, 7)
    raise Bare(x)


def passing(x: int) -> int:
    raise Passing(x)


def nothing(x: int) -> int:
    raise Nothing(x)


def refuse(kind: int, x: int) -> int:
    if kind == 0:
        return plain(x * 3)
    if kind == 1:
        return fixed(x)
    if kind == 2:
        return keyed(x)
    if kind == 3:
        return swapped(x)
    if kind == 4:
        return late(x)
    if kind == 5:
        return bare(x)
    if kind == 6:
        return passing(x)
    if kind == 7:
        return nothing(x)
    if kind == 8:
        raise Middle(x)
    if kind == 9:
        raise Below("below", x)
    return refuse_builtin(kind, x)


def refuse_builtin(kind: int, x: int) -> int:
    if kind == 10:
        raise ValueError("text", x)
    if kind == 11:
        raise KeyError(x)
    if kind == 12:
        raise RuntimeError
    if kind == 13:
        raise StopIteration(x)
    raise OSError(x, "system")


def counts(kind: int, n: int) -> int:
    failed = 0
    for x in range(n):
        try:
            failed += refuse(kind, x)
        except Exception:
            failed += 1
    return failed


def named(kind: int, n: int) -> list:
    seen = []
    for x in range(n):
        try:
            refuse(kind, x)
        except Exception as error:
            seen.append(len(error.args))
    return seen


def tells(kind: int, n: int) -> list:
    seen = []
    for x in range(n):
        try:
            refuse(kind, x)
        except Exception as error:
            seen.append(shown(error))
    return seen


def keeps_args(kind: int, n: int) -> list:
    kept = []
    for x in range(n):
        try:
            refuse(kind, x)
        except Exception as error:
            kept.append(error.args)
    return kept


def keeps_dict(kind: int, n: int) -> list:
    kept = []
    for x in range(n):
        try:
            refuse(kind, x)
        except Exception as error:
            kept.append(error.__dict__)
    return kept


def keeps_some(kind: int, n: int) -> list:
    kept: list = []
    for x in range(n):
        try:
            refuse(kind, x)
        except Exception as error:
            if x % 3 == 1:
                kept.append(error)
    return kept


def changes(n: int) -> list:
    seen = []
    for x in range(n):
        try:
            plain(x * 3)
        except Plain as error:
            seen.append(error.code)
            if x % 2 == 0:
                error.code = -x
                error.args = (x, x, x)
    return seen


def given_attribute(n: int) -> int:
    count = 0
    for x in range(n):
        try:
            plain(x * 3)
        except Plain as error:
            error.more = x
            count += error.code
    return count


def suppressed(n: int) -> int:
    count = 0
    for x in range(n):
        try:
            raise Plain(x) from None
        except Plain:
            count += 1
    return count


def noted(n: int) -> int:
    count = 0
    for x in range(n):
        try:
            plain(x * 3)
        except Plain as error:
            error.add_note("note")
            count += 1
    return count


def weakly(n: int) -> list:
    seen = []
    reference = None
    for x in range(n):
        try:
            plain(x * 3)
        except Plain as error:
            if x % 2 == 0:
                reference = weakref.ref(error)
        seen.append(reference is None or reference() is None)
    return seen


def refuse_with(what: object) -> int:
    raise Boxed(what)


def references(what: object, n: int) -> int:
    count = 0
    for x in range(n):
        try:
            refuse_with(what)
        except Boxed:
            count += 1
    return count


def lists(n: int) -> list:
    seen = []
    for x in range(n):
        try:
            refuse_with([x])
        except Boxed as error:
            error.what.append(error)
            seen.append(len(error.what))
    return seen


def loud(n: int) -> int:
    count = 0
    for x in range(n):
        try:
            refuse_with(Loud("l" + str(x)))
        except Boxed:
            log.append(("handled", x))
            count += 1
    return count


def tracked(n: int) -> list:
    counts(0, n)
    return [len([one for one in gc.get_objects() if isinstance(one, (Plain, Boxed))]), sys.getrefcount(Plain)]


def nested(n: int) -> list:
    seen = []
    for x in range(n):
        try:
            plain(x * 3)
        except Plain as outer:
            try:
                plain(x * 3 + 3)
            except Plain as inner:
                seen.append(inner.code - outer.code)
                try:
                    plain(0)
                except Plain as innermost:
                    seen.append(shown(innermost))
            seen.append(outer.code)
    return seen


def from_one(n: int) -> list:
    seen = []
    for x in range(n):
        try:
            try:
                plain(x * 3)
            except Plain as error:
                raise Late(error.code, x) from error
        except Late as error:
            cause = error.__cause__
            seen.append((error.a, error.b, shown(error)[:4], cause and shown(cause)))
    return seen


def deep_refusal(depth: int, x: int) -> int:
    if depth == 0:
        return plain(x * 3)
    try:
        return deep_refusal(depth - 1, x)
    except LookupError:
        return 0


class Asked(type):
    def __subclasscheck__(cls, sub: type) -> bool:
        log.append(("asked", [sys._getframe(depth).f_code.co_name for depth in (1, 2)]))
        return super().__subclasscheck__(sub)


class Asking(Exception, metaclass=Asked):
    pass


def raise_given(error: Exception, x: int) -> int:
    if x > 2:
        raise error
    return x


def catches_given(error: Exception, n: int) -> int:
    count = 0
    for x in range(n):
        try:
            count += raise_given(error, x)
        except ArithmeticError:
            count += 100
        except Exception:
            count += 10
    return count


def test_asked() -> list:
    log.clear()
    seen = [catches_given(Asking("a"), 5), catches_given(ZeroDivisionError(), 5), catches_given(Plain(1), 5)]
    return [seen, list(log)]


def test_all_kinds() -> list:
    seen = []
    for kind in range(15):
        seen.append([counts(kind, 20), named(kind, 9), tells(kind, 5), counts(kind, 3), tells(kind, 2)])
    return seen


def test_kept() -> list:
    seen = []
    for kind in range(15):
        seen.append([keeps_args(kind, 6), keeps_dict(kind, 6), [shown(one) for one in keeps_some(kind, 9)]])
        counts(kind, 9)
    return seen


def test_changes() -> list:
    seen: list = [changes(9), tells(0, 3), given_attribute(9), tells(0, 3), suppressed(9), tells(0, 3), noted(9), tells(0, 3)]
    return seen + [weakly(9), tells(0, 3)]


held: list = []


def counted() -> list:
    return [sys.getrefcount(held[0]), sys.getrefcount(held[1]), sys.getrefcount(Plain), sys.getrefcount(Boxed)]


def test_references() -> list:
    held[:] = [[1], "".join(["te", "xt"])]
    counts(0, 9)
    before = counted()
    references(held[0], 9)
    references(held[1], 9)
    counts(0, 9)
    after = counted()
    assert before == after, (before, after)
    first = tracked(9)
    second = tracked(9)
    return [first[0], second == first]


def test_objects() -> list:
    log.clear()
    seen: list = [lists(6), gc.collect() > 0, lists(3), loud(4), list(log)]
    gc.collect()
    return seen + [loud(3), list(log)]


def test_nested() -> list:
    seen = [nested(5), from_one(5)]
    for depth in range(12):
        try:
            deep_refusal(depth, depth)
        except Plain as error:
            entries = []
            tb = error.__traceback__
            while tb is not None:
                entries.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
                tb = tb.tb_next
            seen.append([shown(error), entries])
    return seen


def patched(kind: int) -> list:
    """What `__init__` does, or calls, is another thing all of a sudden."""
    global Plain
    seen = [counts(0, 9), tells(0, 2)]
    old, init = Plain, Plain.__init__
    try:
        if kind == 0:
            Plain.__init__ = lambda self, code: setattr(self, "code", -code)
        elif kind == 1:
            Plain.code = property(lambda self: "property", lambda self, value: log.append(value))
        elif kind == 2:
            Plain.__setattr__ = lambda self, name, value: log.append((name, value))
        elif kind == 3:
            init.__closure__[0].cell_contents = Middle
        elif kind == 4:
            globals()["super"] = lambda: Nothing(4)
        elif kind == 5:
            Plain.__bases__ = (ValueError,)
        elif kind == 6:
            Plain.__init__.__code__ = Passing.__init__.__code__
        elif kind == 7:
            Plain = type("Plain", (old,), {"__init__": init})
        elif kind == 8:
            Plain = type("Plain", (KeyError,), {})
        elif kind == 9:
            Plain.__init__.__defaults__ = (4,)
        elif kind == 10:
            Plain.code = 17
        elif kind == 11:
            Plain.__del__ = lambda self: log.append(("gone", vars(self)))
        elif kind == 12:
            Plain.__new__ = lambda cls, *args: Exception.__new__(cls, "new", *args)
        for _ in range(3):
            try:
                seen.append([counts(0, 5), tells(0, 2), keeps_dict(0, 2)])
            except Exception as error:
                seen.append(repr(error))
    finally:
        if kind == 3:
            init.__closure__[0].cell_contents = old
        if kind == 6:
            init.__code__ = CODE
        globals().pop("super", None)
        Plain = old
        Plain.__init__ = init
        init.__defaults__ = None
        if kind == 5:
            Plain.__bases__ = (Exception,)
        for name in ("code", "__setattr__", "__del__"):
            if name in vars(Plain):
                delattr(Plain, name)
        if kind == 12:
            del Plain.__new__
    gone = [repr(entry) for entry in log]
    log.clear()
    return seen + [gone, counts(0, 9), tells(0, 2)]


CODE = Plain.__init__.__code__


def test_classes_that_come_and_go() -> list:
    global Plain
    seen = []
    old = Plain
    for number in range(200):
        Plain = type("Plain", (old,), {"number": number})
        counts(0, 4)
        if number % 50 == 0:
            seen.append((tells(0, 2), Plain.number))
    Plain = old
    return seen


class Laden(Exception):
    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.__dict__.update({f"laden{number}": number for number in range(count)})


def unload(count: int) -> int:
    ended = 0
    for _ in range(4):
        try:
            raise Laden(count)
        except Laden:
            ended += 1
    return ended


def test_what_many_attributes_took_is_free_again() -> list:
    unload(3)
    gc.collect()
    before = sys.getallocatedblocks()
    ended = unload(4000)
    gc.collect()
    return [ended, sys.getallocatedblocks() - before < 2000]


CASES = [(patched, (kind,)) for kind in range(13)]
