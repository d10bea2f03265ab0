# native: native_divide, native_middle
"""Frames of native and bytecode functions in every order; exceptions caught, raised again, chained and kept."""

import sys
import traceback


def native_divide(a: int, b: int) -> int:
    c = a * 2
    return c // b


def native_middle(a: int, b: int) -> int:
    x = a + 5
    y = native_divide(x, b)
    return y * 2


def bytecode_caller(values: list) -> list:
    return [native_middle(v, w) for v, w in values]


def native_calls_bytecode(n: int) -> int:
    total = 0
    for i in range(n):
        total += from_list([1, 2, 3], i)
    return total


def from_list(values: list, i: int) -> int:
    return values[i] * 2


def catches_and_raises(a: int) -> int:
    try:
        return native_middle(a, 0)
    except ZeroDivisionError:
        return native_divide(a, 0)


def catches_and_chains(a: int) -> int:
    try:
        return native_middle(a, 0)
    except ZeroDivisionError as error:
        raise KeyError(a) from error


def raises_in_finally(a: int) -> int:
    try:
        return native_middle(a, 0)
    finally:
        native_divide(a, a - a)


def suppresses(a: int) -> int:
    try:
        return native_middle(a, 0)
    except ZeroDivisionError:
        raise ValueError("hidden") from None


def generator(n: int):
    for i in range(n, -2, -1):
        yield native_divide(10, i)


def uses_generator(n: int) -> int:
    return sum(generator(n))


class Thing:
    def method(self, a: int) -> int:
        return self.other(a) + 1

    def other(self, a: int) -> int:
        return native_divide(a, a - a)


def test_kept_traceback():
    try:
        native_middle(7, 0)
    except ZeroDivisionError as error:
        kept = error
    frames = [(f.name, f.lineno, f.line) for f in traceback.extract_tb(kept.__traceback__)]
    again = []
    frame = kept.__traceback__
    while frame:
        again.append((frame.tb_frame.f_code.co_name, frame.tb_frame.f_lineno, sorted(frame.tb_frame.f_locals)))
        frame = frame.tb_next
    return frames, again


def test_raised_again():
    try:
        native_middle(7, 0)
    except ZeroDivisionError as error:
        raise error


def test_exc_info():
    try:
        native_middle(7, 0)
    except ZeroDivisionError:
        kind, value, trace = sys.exc_info()
        native_divide(4, 2)
        return kind is ZeroDivisionError, sys.exc_info()[1] is value, trace.tb_lineno
    finally:
        assert sys.exc_info() == (None, None, None)


def test_context_of_handled_error():
    try:
        raise ValueError("first")
    except ValueError:
        return native_divide(1, 0)


def test_same_error_twice():
    errors = []
    for _ in range(2):
        try:
            native_middle(1, 0)
        except ZeroDivisionError as error:
            errors.append(error)
    return errors[0] is errors[1], [len(traceback.extract_tb(e.__traceback__)) for e in errors], errors[1].__context__


def test_frame_globals():
    try:
        native_divide(1, 0)
    except ZeroDivisionError as error:
        frame = error.__traceback__.tb_next.tb_frame
        return frame.f_globals is globals(), frame.f_builtins["len"] is len, frame.f_back is None, frame.f_code.co_name, frame.f_code.co_filename == __file_of_source__()


def __file_of_source__():
    return test_frame_globals.__code__.co_filename


CASES = [(bytecode_caller, ([(1, 1), (2, 0)],)), (native_calls_bytecode, (5,)), (catches_and_raises, (3,)), (catches_and_chains, (3,)), (raises_in_finally, (3,))]
CASES += [(suppresses, (3,)), (uses_generator, (2,)), (native_calls_bytecode, (3,))]


def test_method():
    return Thing().method(4)
