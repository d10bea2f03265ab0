"""`raise` in all its forms: classes, instances, `from`, bare, again, chains of `__cause__` and `__context__`, notes, and nonsense."""

import traceback


class Own(Exception):
    pass


class Picky(Exception):
    def __init__(self, a, b):
        super().__init__(a, b)


class MakesOther(Exception):
    def __new__(cls, *args):
        return ValueError("instead")


class MakesNonsense(Exception):
    def __new__(cls, *args):
        return 5


class Meta(type):
    def __call__(cls, *args):
        raise LookupError("no instance today")


class NoInstance(Exception, metaclass=Meta):
    pass


def raise_it(what):
    raise what


def raise_from(what, cause):
    raise what from cause


def of_class() -> None:
    raise Own


def of_instance(*args) -> None:
    raise Own(*args)


def bare_outside() -> None:
    raise


def bare_inside(n: int) -> None:
    try:
        return 1 / n
    except ZeroDivisionError:
        n += 1
        raise


def bare_in_callee(n: int) -> None:
    def again():
        raise

    try:
        return 1 / n
    except ZeroDivisionError:
        again()


def bare_after_nested(n: int) -> None:
    try:
        1 / n
    except ZeroDivisionError:
        try:
            {}[n]
        except KeyError:
            pass
        raise


def again_by_name(n: int) -> None:
    try:
        1 / n
    except ZeroDivisionError as error:
        raise error


def again_later(n: int) -> None:
    kept = None
    try:
        1 / n
    except ZeroDivisionError as error:
        kept = error
    n += 1
    raise kept


def again_with_traceback(n: int) -> None:
    try:
        1 / n
    except ZeroDivisionError as error:
        raise Own("with").with_traceback(error.__traceback__)


def from_none(n: int) -> None:
    try:
        1 / n
    except ZeroDivisionError:
        raise Own("quiet") from None


def from_caught(n: int) -> None:
    try:
        1 / n
    except ZeroDivisionError as error:
        raise Own("because") from error


def context_only(n: int) -> None:
    try:
        1 / n
    except ZeroDivisionError:
        {}["k"]


def three_deep(n: int) -> None:
    try:
        try:
            1 / n
        except ZeroDivisionError:
            raise Own("second")
    except Own as error:
        raise KeyError("third") from error
    finally:
        n = [n]


def context_in_finally(n: int) -> None:
    try:
        1 / n
    finally:
        [].pop()


def context_of_caught(n: int) -> list:
    try:
        try:
            1 / n
        finally:
            [].pop()
    except IndexError as error:
        return [repr(error.__context__), error.__cause__, error.__suppress_context__]


def no_context_after_handler(n: int) -> None:
    try:
        1 / n
    except ZeroDivisionError:
        pass
    raise Own("alone")


def cycle_is_broken() -> list:
    first, second = Own(1), Own(2)
    try:
        try:
            raise first
        except Own:
            raise second
    except Own:
        try:
            raise first
        except Own as error:
            return [error.args, error.__context__ and error.__context__.args, first.__context__ is second, second.__context__]


def own_cause(n: int) -> list:
    error = Own(n)
    try:
        raise error from error
    except Own as seen:
        return [seen.__cause__ is seen, seen.__context__]


def notes(n: int) -> None:
    try:
        1 / n
    except ZeroDivisionError as error:
        error.add_note("a note")
        error.add_note(f"n was {n}")
        raise


def grows_traceback(n: int) -> list:
    kept = Own("kept")
    counts = []
    for _ in range(n):
        try:
            raise kept
        except Own as error:
            counts.append(len(traceback.extract_tb(error.__traceback__)))
    return counts


def through_calls(n: int) -> int:
    if n == 0:
        raise Own("bottom")
    return through_calls(n - 1) + 1


def in_expression(values: list, n: int) -> list:
    return [values, values[n], values.pop() + values[
        n - 1]]


def condition_raises(a, b) -> str:
    if a < b and b[0] or not a.x:
        return "yes"
    return "no"


def hinted_raises(n: int, x: float) -> float:
    if n > 3:
        raise Picky(n, x)
    if x < 0:
        raise Picky(n)
    return x


CASES = [(raise_it, (w,)) for w in (Own, Own("i"), Picky, MakesOther, MakesNonsense, NoInstance, 5, None, "text", int, (Own,), ValueError("v"), StopIteration(3), SystemExit(4), GeneratorExit)]
CASES += [(raise_from, (Own("w"), c)) for c in (None, Own("c"), Own, KeyError, 5, "s", Picky, NoInstance, int)] + [(raise_from, (5, None)), (raise_from, (Own, 5)), (of_class, ()), (of_instance, ()), (of_instance, (1, [2])), (bare_outside, ())]
CASES += [(f, (n,)) for f in (bare_inside, bare_in_callee, bare_after_nested, again_by_name, again_later, again_with_traceback, from_none, from_caught, context_only, three_deep, context_in_finally, context_of_caught, notes) for n in (0, 2)]
CASES += [(no_context_after_handler, (0,)), (cycle_is_broken, ()), (own_cause, (1,)), (grows_traceback, (3,)), (through_calls, (3,)), (through_calls, (30,)), (in_expression, ([1, 2], 1)), (in_expression, ([1, 2], 5)), (in_expression, ([1, "s"], 1))]
CASES += [(condition_raises, (a, b)) for a, b in ((1, 2), (2, 1), ("a", "b"), ("b", "a"), (1, "a"), ([], [0]))] + [(hinted_raises, (n, x)) for n, x in ((1, 2.0), (5, 1.0), (1, -1.0))]
