# native: divided, nested, unbound_before, in_finally, twice, with_dict, raising_again, captured
# native 3.12+: hidden, in_loop
"""Exceptions in comprehensions that handlers of the same function wait for."""


class Odd:
    def __init__(self, log: list, n: int) -> None:
        self.log = log
        self.n = n

    def __iter__(self):
        for k in range(self.n):
            yield k
        raise LookupError(self.n)

    def __del__(self):
        self.log.append("end")


def divided(xs: list[int]) -> list[int]:
    try:
        return [10 // x for x in xs]
    except ZeroDivisionError as error:
        return [len(error.args)]


def nested(rows: list) -> list:
    out: list = []
    try:
        out = [[10 // x for x in row if x != 3] for row in rows]
    except (ZeroDivisionError, TypeError) as error:
        out.append(str(error))
    return out


def hidden(x: int, xs: list[int]) -> tuple:
    """The variable of the comprehension hides the parameter, which is there again in the handler."""
    try:
        ys = [100 // x for x in xs]
    except ZeroDivisionError:
        ys = [x]
    return x, ys


def unbound_before(xs: list) -> object:
    try:
        return [v + 1 for v in xs]
    except TypeError:
        try:
            return v  # noqa: F821
        except NameError as error:
            v = str(error)
    return v


def in_finally(xs: list[int], log: list) -> list:
    try:
        return [7 % x for x in xs]
    finally:
        log.append([x for x in xs if x])


def in_loop(rows: list) -> int:
    total = 0
    for row in rows:
        try:
            total += sum([6 // x for x in row])
        except ZeroDivisionError:
            total -= 1
            continue
        except TypeError:
            break
    return total


def twice(xs: list, ys: list) -> list:
    try:
        try:
            return [x / y for x in xs for y in ys]
        except ZeroDivisionError:
            return [x * y for x in xs for y in ys if x / x]
    except (TypeError, ZeroDivisionError) as error:
        return [str(error), type(error.__context__).__name__]


def with_dict(xs: list) -> object:
    try:
        return {x: {y for y in range(x)} for x in xs}
    except TypeError as error:
        return str(error)


def raising_again(xs: list) -> list:
    try:
        return [x + 1 for x in xs]
    except TypeError as error:
        error.add_note("noted")
        raise


def captured(xs: list) -> list:
    try:
        return [(lambda: 1 // x)() for x in xs]
    except ZeroDivisionError:
        return []


def finalized(log: list, n: int) -> list:
    try:
        return [k for k in Odd(log, n)]
    except LookupError as error:
        log.append(error.args)
    log.append("after")
    return log


def leaving(log: list, n: int) -> list:
    """Who holds what is iterated over while the exception is handled."""
    try:
        return [Odd(log, 0) if k < 2 else 1 // 0 for k in range(n)]
    except ZeroDivisionError:
        log.append("handled")
    return log


def closing(xs: list) -> object:
    x = "outer"
    try:
        return [x for x in xs if x.missing]
    except AttributeError as error:
        return x, str(error), error.name


CASES = [(divided, ([1, 2, 5],)), (divided, ([1, 0],)), (divided, ([1, 2.5],)), (nested, ([[1], [2, 3]],)), (nested, ([[1], [2, 0]],)), (nested, ([[1], ["a"]],)), (nested, ([[1], 2],))]
CASES += [(hidden, (3, [1, 2])), (hidden, (3, [1, 0])), (unbound_before, ([1, 2],)), (unbound_before, (["a"],)), (in_finally, ([2, 3], [])), (in_finally, ([2, 0], []))]
CASES += [(in_loop, ([[1, 2], [0], [3]],)), (in_loop, ([[1, 2], [None], [3]],)), (twice, ([1.0], [2.0])), (twice, ([1.0], [0.0])), (twice, ([0.0], [0.0])), (twice, (["a"], [1.0]))]
CASES += [(with_dict, ([1, 2],)), (with_dict, ([1, "a"],)), (with_dict, (3,)), (raising_again, ([1],)), (raising_again, (["a"],)), (captured, ([1],)), (captured, ([1, 0],))]
CASES += [(finalized, ([], 3)), (leaving, ([], 2)), (leaving, ([], 4)), (closing, ([1],)), (closing, ([],))]


def nested_in_handler(values: list, numbers: dict):
    """A comprehension with two loops, in a handler: what is on the stack where it fails is of no one type."""
    table = None
    for value in values:
        try:
            numbers[value]
        except LookupError as error:
            table = {(i, j): (i - j, str(error)) for i in range(3) for j in range(2)}
    return table


def test_nested_in_handler() -> None:
    assert nested_in_handler([1, 2], {1: 0, 2: 0}) is None
    print(nested_in_handler([1, 2, 3], {1: 0, 3: 0}))
    try:
        nested_in_handler([[]], {})
    except TypeError as error:
        print(error)
