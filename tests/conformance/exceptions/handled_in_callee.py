# native: returned, raised_again, finally_told, finally_returned, in_group, missing, top_of_group, twice_removed
# native 3.12+: top
"""Calls under handlers of functions that handle what they raise themselves."""

log: list = []


class Rejected(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def returned(x: int) -> int:
    try:
        if x % 2:
            raise Rejected(x)
        return x
    except Rejected as error:
        return error.code + 1000


def raised_again(x: int) -> int:
    try:
        if x % 2:
            raise Rejected(x)
        return x
    except Rejected as error:
        raise KeyError(error.code)


def finally_told(x: int) -> int:
    try:
        if x % 2:
            raise Rejected(x)
        return x
    finally:
        log.append(x)


def finally_returned(x: int) -> int:
    try:
        if x % 2:
            raise ValueError
    finally:
        return 7


def in_group(x: int) -> int:
    y = 1
    try:
        if x % 2:
            raise Rejected(x)
    except* Rejected:
        y = 2
    return y


def missing(x: int, table: dict[int, int]) -> int:
    try:
        return table[x]
    except KeyError:
        if x % 2:
            raise Rejected(x)
        return -5


def looped(x: int) -> int:
    while True:
        try:
            if x % 3 == 0:
                raise Rejected(x)
            return x
        except Rejected:
            x += 1


def top(x: int) -> tuple[int, int, int, int, int]:
    try:
        a = returned(x)
    except Rejected:
        a = -1
    try:
        b = raised_again(x)
    except Rejected:
        b = -1
    except KeyError:
        b = -2
    try:
        c = finally_told(x)
    except Rejected:
        c = -1
    try:
        d = finally_returned(x)
    except ValueError:
        d = -1
    try:
        e = looped(x)
    except Rejected:
        e = -1
    return a, b, c, d, e


def top_of_group(x: int) -> int:
    try:
        return in_group(x)
    except Rejected:
        return -1


def between(x: int) -> int:
    return returned(x) + 1


def twice_removed(x: int, table: dict[int, int]) -> tuple[int, int]:
    try:
        a = between(x)
    except Rejected:
        a = -1
    try:
        b = missing(x, table)
    except Rejected:
        b = -1
    except KeyError:
        b = -2
    return a, b


def test_all():
    log.clear()
    found = [top(x) for x in range(7)], [top_of_group(x) for x in range(5)]
    return found, [twice_removed(x, {0: 5, 3: 6}) for x in range(6)], log[:]
