# native: split, with_else, handler_raises, bare_raise, nested_try, in_loop, traced, left_over, watched, counted
"""`except*`: groups split, nested groups, what is left over, what handlers raise, and groups made from one exception."""

import sys


def make(shape):
    """An exception from a description: a list is a group, anything else one exception."""
    if isinstance(shape, list):
        return BaseExceptionGroup("group", [make(part) for part in shape])
    return {"v": ValueError, "t": TypeError, "k": KeyError, "o": OSError, "i": KeyboardInterrupt}[shape](shape)


def tree(error):
    if isinstance(error, BaseExceptionGroup):
        return [type(error).__name__, error.message, [tree(part) for part in error.exceptions]]
    return repr(error)


def split(shape) -> list:
    log = []
    try:
        raise make(shape)
    except* ValueError as group:
        log.append(["value", tree(group)])
    except* (TypeError, KeyError) as group:
        log.append(["type or key", tree(group)])
    return log


def with_else(shape, log: list) -> list:
    try:
        log.append("try")
        if shape:
            raise make(shape)
    except* ValueError:
        log.append("value")
    except* TypeError:
        log.append("type")
    else:
        log.append("else")
    finally:
        log.append("finally")
    return log


def variable_is_gone(shape) -> object:
    try:
        raise make(shape)
    except* ValueError as group:
        pass
    return group


def handler_raises(shape) -> None:
    try:
        raise make(shape)
    except* ValueError as group:
        raise RuntimeError("from value") from group
    except* TypeError:
        {}["from type"]


def bare_raise(shape, log: list) -> None:
    try:
        raise make(shape)
    except* ValueError:
        log.append("value")
        raise
    except* TypeError:
        log.append("type")


def reraised_part(shape) -> None:
    try:
        raise make(shape)
    except* ValueError as group:
        raise group.exceptions[0]


def nested_try(shape, log: list) -> list:
    try:
        try:
            raise make(shape)
        except* ValueError:
            log.append("inner value")
    except* TypeError as group:
        log.append(["outer type", tree(group)])
    return log


def exc_info(shape) -> list:
    seen = []
    try:
        raise make(shape)
    except* ValueError:
        seen.append(tree(sys.exception()))
    except* TypeError:
        seen.append(tree(sys.exception()))
    seen.append(sys.exception())
    return seen


def in_loop(shapes: list) -> int:
    count = 0
    for shape in shapes:
        try:
            if shape:
                raise make(shape)
            count += 1
        except* ValueError as group:
            count += 10 * len(group.exceptions)
        except* Exception:
            count += 100
    return count


def group_in_handler(kind) -> str:
    try:
        raise make(["v"])
    except* kind:
        return_value = "caught"
    return return_value


def wrong_handler(kind) -> None:
    try:
        raise make("v")
    except* kind:
        pass


def divides(n: int, d) -> object:
    result = "unset"
    try:
        result = n // d
    except* ZeroDivisionError as group:
        result = [group.message, len(group.exceptions)]
    except* TypeError as group:
        result = repr(group)
    return result


def plain_except_of_group(shape) -> list:
    try:
        raise make(shape)
    except ValueError:
        return ["value"]
    except ExceptionGroup as group:
        matched, rest = group.split(ValueError)
        return [tree(matched), tree(rest)]
    except BaseException as error:
        return ["base", tree(error)]


def lines_of(error) -> list:
    """Where the traceback of a group leads, and of what is in it."""
    found, entry = [], error.__traceback__
    while entry is not None:
        found.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
        entry = entry.tb_next
    return [found, [lines_of(part) for part in error.exceptions]] if isinstance(error, BaseExceptionGroup) else found


def traced(shape) -> list:
    kept = []
    try:
        raise make(shape)
    except* (ValueError, OSError) as group:
        kept.append(lines_of(group))
    except* TypeError as group:
        kept.append(lines_of(group))
    return kept


def left_over(shape) -> object:
    try:
        try:
            raise make(shape)
        except* ValueError as group:
            if shape:
                raise
        except* TypeError as group:
            raise KeyError(len(group.exceptions))
    except BaseException as error:
        return [tree(error), lines_of(error), error.__context__ and tree(error.__context__)]
    return None


class Watching(ExceptionGroup):
    """Looks at who splits it."""

    def derive(self, errors):
        seen.append([sys._getframe(depth).f_code.co_name for depth in range(2)])
        return Watching(self.message + "'", errors)


class Broken(ExceptionGroup):
    def split(self, kinds):
        seen.append(sys._getframe(1).f_code.co_name)
        raise LookupError(len(seen))


seen: list = []


def watched(broken: bool) -> object:
    seen.clear()
    log = []
    try:
        raise (Broken if broken else Watching)("w", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as group:
        log.append(tree(group))
    except* KeyError as group:
        log.append(tree(group))
    except* TypeError:
        log.append(list(seen))
    return log


def counted(shapes: list) -> int:
    """A loop that goes on behind the handlers."""
    total = 0
    for shape in shapes:
        try:
            if shape:
                raise make(shape)
            total += 1
        except* ValueError as group:
            total += 10 * len(group.exceptions)
        except* (TypeError, KeyError):
            total += 100
        finally:
            total += 1000
    return total


SHAPES = (["v"], ["t"], ["v", "t"], ["v", ["t", ["v", "k"]]], ["o"], ["v", "o"], ["v", "i"], "v", "t", "o", "i", [["v"], ["o", "t"]])
CASES = [(f, (s,)) for f in (split, variable_is_gone, handler_raises, reraised_part, exc_info, plain_except_of_group) for s in SHAPES] + [(f, (s, [])) for f in (with_else, bare_raise, nested_try) for s in SHAPES] + [(with_else, (None, []))]
CASES += [(in_loop, ([None, ["v", "v"], "t", None],)), (in_loop, (["i"],))] + [(group_in_handler, (k,)) for k in (ValueError, (ValueError, TypeError), ExceptionGroup, (ValueError, BaseExceptionGroup), 5, TypeError, ())]
CASES += [(f, (s,)) for f in (traced, left_over) for s in SHAPES] + [(watched, (False,)), (watched, (True,)), (counted, ([None, ["v", "t"], "k", "v", ["t"], None],)), (counted, (["v", "o"],))]
CASES += [(wrong_handler, (k,)) for k in (ExceptionGroup, int, None)] + [(divides, (7, d)) for d in (2, 0, "s")]
