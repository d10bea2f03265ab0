# native: walked, shifted
"""Globals that are bound to the ints of a range, and to what only looks like them."""

RED, GREEN, BLUE = range(3)
FIRST, SECOND = range(10, 30, 10)
BIG, BIGGER = range(2**70, 2**70 + 2)


def own_range():
    def range(count):
        return "ab"

    return range


A, B = own_range()(2)
C, D = [str(i) for i in range(2)]
E, F = map(float, range(2))


def walked(n: int) -> tuple:
    color = RED
    total = 0
    for i in range(n):
        if color == RED:
            color = GREEN
            total += FIRST
        elif color == GREEN:
            color = BLUE
            total += SECOND
        else:
            color = RED
    return color, total


def shifted(n: int) -> int:
    total = 0
    for i in range(n):
        total += BLUE << i % 5
        if i == 6:
            change()
    return total


def lied(n: int) -> list:
    out: list = []
    for i in range(n):
        out.append((A * i, B, C + "c", D, E + i, F, BIG + i, BIGGER - BIG))
    return out


def change():
    global BLUE
    BLUE = CHANGES.pop() if CHANGES else 2


CHANGES: list = []


def test_walked():
    return walked(10), walked(0), lied(3)


def test_changed():
    global BLUE
    out = []
    for value in (5, True, 2**65):
        CHANGES[:] = [value]
        out.append(shifted(10))
        BLUE = 2
    CHANGES[:] = ["x"]
    try:
        shifted(10)
    except TypeError as error:
        out.append(str(error))
    BLUE = 2
    return out, shifted(10)


def test_gone():
    global RED
    old = RED
    del RED
    try:
        walked(4)
    except NameError as error:
        return str(error)
    finally:
        RED = old


def test_identity():
    return RED is RED, BIG is BIG, (BLUE, BIGGER)
