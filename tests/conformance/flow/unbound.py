# native: maybe
"""`del` and locals that are not bound: the same error, name and text as CPython."""


def maybe(n: int) -> int:
    if n > 0:
        x = n
    return x


def after_delete(n: int) -> int:
    x = n + 1
    if n > 2:
        del x
    return x


def delete_twice(n: int) -> int:
    x = n
    del x
    del x
    return n


def delete_unbound(n: int) -> int:
    if n:
        y = 1
    del y
    return n


def in_loop(n: int) -> int:
    total = 0
    for i in range(n):
        if i > 0:
            total += 1 + previous
        previous = i * 2
        if i == 5:
            del previous
    return total


def augmented(n: int) -> int:
    if n:
        total = 1
    total += n
    return total


def caught(n: int) -> str:
    try:
        if n > 1:
            value = n
        return str(value)
    except UnboundLocalError as error:
        return error.args[0]


def handler_name(n: int) -> str:
    try:
        n // 0
    except ZeroDivisionError as error:
        pass
    return str(error)


def conditional_in_try(a: float) -> float:
    try:
        b = 1 / a
    except ZeroDivisionError:
        pass
    return b


CASES = [(f, (n,)) for f in (maybe, after_delete, delete_twice, delete_unbound, augmented, caught) for n in (0, 1, 2, 5)]
CASES += [(in_loop, (n,)) for n in (0, 3, 6, 8)] + [(handler_name, (1,)), (conditional_in_try, (0.0,)), (conditional_in_try, (4.0,))]
