# native: divide_or, cleanup
"""`try`, `except`, `else` and `finally` around operations that leave native code and that raise."""


def divide_or(a: int, b: int, default: int) -> int:
    try:
        return a // b
    except ZeroDivisionError:
        return default


def cleanup(a: float, b: float) -> float:
    x = 1.0
    try:
        x = a / b
    finally:
        x = x + 1
    return x


def phases(a: int, b: int) -> list:
    log = []
    try:
        log.append("try")
        log.append(a // b)
    except ZeroDivisionError as error:
        log.append(str(error))
    except TypeError:
        log.append("type")
    else:
        log.append("else")
    finally:
        log.append("finally")
    return log


def overflow_inside(n: int) -> int:
    total = 1
    try:
        for i in range(n):
            total = total * 1000 + i
            if i == 9:
                total = total // 0
    except ZeroDivisionError:
        total = -total
    finally:
        total += 1
    return total


def nested(a: int, b: int, c: int) -> list:
    log = []
    try:
        try:
            log.append(a // b)
        except ZeroDivisionError:
            log.append("inner")
            log.append(a // c)
        finally:
            log.append("inner finally")
    except ZeroDivisionError as error:
        log.append(["outer", type(error.__context__).__name__])
    return log


def return_in_finally_loop(n: int) -> int:
    for i in range(n):
        try:
            if i == 3:
                continue
            if 10 // (i - 5) == 0:
                break
        except ZeroDivisionError:
            return i * 100
        finally:
            n += 1
    return n


def reraise(a: int, b: int) -> int:
    try:
        return a // b
    except ZeroDivisionError as error:
        raise ValueError(a) from error


def bare(a: int, b: int) -> int:
    try:
        return a // b
    except:  # noqa: E722
        raise


def unwinding(a: int, b: int) -> int:
    try:
        return a % b
    except KeyError:
        return 1


def own_exception(n: int) -> int:
    if n > 3:
        raise ValueError("too large", n)
    return n


def calls_and_catches(n: int) -> int:
    total = 0
    for i in range(n):
        try:
            total += own_exception(i)
        except ValueError as error:
            total += error.args[1] * 10
    return total


CASES = [(divide_or, (7, b, -1)) for b in (2, 0, -3, 2**63, "a")] + [(cleanup, (1.0, b)) for b in (2.0, 0.0, 4)]
CASES += [(phases, (7, b)) for b in (2, 0, "a", None)] + [(overflow_inside, (n,)) for n in (0, 5, 8, 12)]
CASES += [(nested, (5, b, c)) for b in (0, 2) for c in (0, 3)] + [(return_in_finally_loop, (n,)) for n in (2, 5, 8)]
CASES += [(reraise, (1, 0)), (reraise, (4, 2)), (bare, (1, 0)), (unwinding, (1, 0)), (own_exception, (9,)), (calls_and_catches, (7,))]
