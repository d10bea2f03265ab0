"""`try`, `except`, `else` and `finally` around objects: which handler, what it is bound to, what it leaves behind, every way out."""

import sys


class Own(Exception):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code


class Derived(Own, ValueError):
    pass


class BadMeta(type):
    def __instancecheck__(cls, instance):
        raise RuntimeError("never asked")

    def __subclasscheck__(cls, sub):
        raise RuntimeError("never asked")


class Odd(Exception, metaclass=BadMeta):
    pass


def raising(kind: int):
    if kind == 0:
        return "fine"
    if kind == 1:
        raise Own(1, "rest")
    if kind == 2:
        raise Derived
    if kind == 3:
        return {}["missing"]
    if kind == 4:
        return [][kind]
    if kind == 5:
        return None.attribute
    if kind == 6:
        return len(kind)
    if kind == 7:
        return int("seven")
    if kind == 8:
        raise KeyboardInterrupt("key")
    if kind == 9:
        raise Odd("odd")
    raise StopIteration(kind)


def chosen(kind: int) -> list:
    try:
        return ["value", raising(kind)]
    except Derived as error:
        return ["derived", error.args]
    except Own as error:
        return ["own", error.code, error.args]
    except (KeyError, IndexError) as error:
        return ["lookup", type(error).__name__, str(error)]
    except AttributeError as error:
        return ["attribute", error.name, error.obj]
    except Exception as error:
        return ["exception", repr(error)]
    except:  # noqa: E722
        return ["bare", repr(sys.exc_info()[1])]


def all_parts(kind: int, log: list) -> list:
    try:
        log.append("try")
        raising(kind)
    except LookupError:
        log.append("except")
    else:
        log.append("else")
    finally:
        log.append("finally")
    return log


def variable_is_gone(kind: int) -> list:
    error = "before"
    try:
        raising(kind)
    except Exception as error:
        seen = type(error).__name__
    else:
        seen = "none"
    return [seen, error]


def variable_deleted_inside() -> str:
    try:
        raising(1)
    except Own as error:
        del error
    return "fine"


def variable_rebound_inside() -> object:
    try:
        raising(1)
    except Own as error:
        error = "rebound"
        kept = error
    return [kept, "error" in locals()]


def exc_info_inside(kind: int) -> list:
    seen = [sys.exc_info()[0]]
    try:
        raising(kind)
    except Exception:
        seen.append(sys.exc_info()[0].__name__)
        try:
            raise Own("inner")
        except Own:
            seen.append(sys.exc_info()[0].__name__)
        seen.append(sys.exc_info()[0].__name__)
    seen.append(sys.exc_info()[0])
    return seen


def callee_sees_exc_info(kind: int) -> list:
    def look():
        return sys.exc_info()[0] and sys.exc_info()[0].__name__

    try:
        raising(kind)
    except Exception:
        return [look(), (lambda: look())()]
    finally:
        after = look()
        if kind == 0:
            return ["finally", after]


def not_an_exception_class(which) -> str:
    try:
        raising(1)
    except which:
        return "caught"
    return "none"


def handler_expression_raises(log: list) -> str:
    try:
        raising(3)
    except log.append("first") or IndexError:
        return "index"
    except log.missing:
        return "never"


def handler_raises(kind: int) -> object:
    try:
        raising(kind)
    except Exception as error:
        return raising(error.__class__ is KeyError and 4 or 7)


def finally_return(kind: int) -> object:
    try:
        return raising(kind)
    finally:
        return "finally wins"


def finally_raises(kind: int) -> object:
    try:
        return raising(kind)
    finally:
        raising(7)


def finally_in_loop(kinds: list) -> list:
    log = []
    for kind in kinds:
        try:
            if kind == 0:
                continue
            if kind == 99:
                break
            raising(kind)
        except LookupError:
            log.append("lookup")
            continue
        except Own:
            log.append("own")
            break
        finally:
            log.append(("finally", kind))
        log.append("behind")
    else:
        log.append("else")
    return log


def nested(outer: int, inner: int, log: list) -> list:
    try:
        log.append("outer")
        try:
            raising(outer)
        except KeyError:
            log.append("key")
            raising(inner)
        except Own:
            log.append("own")
        finally:
            log.append("inner finally")
            raising(0)
    except (Own, ValueError) as error:
        log.append([type(error).__name__, type(error.__context__).__name__])
    return log


def in_a_row(kinds: list) -> list:
    seen = []
    for kind in kinds:
        try:
            seen.append(raising(kind))
        except Exception as error:
            seen.append(f"{type(error).__name__}: {error}")
    return seen


def sums(rows: list, n: int) -> int:
    total = 0
    for row in rows:
        try:
            total += n // row
        except ZeroDivisionError:
            total += 1
        except TypeError as error:
            total += len(error.args)
        else:
            total += 100
    return total


def lines(n: int) -> int:
    try:
        if n == 1:
            raise Own(n)
        n = n + [
            1,
        ]
    except Own:
        return (
            n
            / 0
        )
    return n


KINDS = range(11)
CASES = [(f, (k,)) for f in (chosen, variable_is_gone, exc_info_inside, callee_sees_exc_info, handler_raises, finally_return, finally_raises) for k in KINDS] + [(all_parts, (k, [])) for k in KINDS]
CASES += [(f, ()) for f in (variable_deleted_inside, variable_rebound_inside)] + [(not_an_exception_class, (w,)) for w in (Own, (Own,), (KeyError, (ValueError, Own)), (), 5, "s", (5, Own), int, Odd)] + [(handler_expression_raises, ([],))]
CASES += [(finally_in_loop, (k,)) for k in ([0, 3, 0], [3, 1, 0], [99], [3, 7], [])] + [(nested, (o, i, [])) for o in (0, 1, 3, 7, 6) for i in (0, 1, 5)] + [(in_a_row, (list(range(8)),)), (sums, ([1, 0, "s", 3, 2**70], 10)), (lines, (1,)), (lines, (2,))]
