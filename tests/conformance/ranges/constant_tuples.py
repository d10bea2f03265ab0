# native: neighbours, pairs, halves, nested, lists, left_midway, unbound, mixed, overflowing, raising, handled, whole, rows
# native 3.12+: comprehended, around, turned, distinct
"""Loops over constant tuples of numbers, and over those of such tuples that are unpacked."""
import sys


def neighbours(grid: list[list[int]], n: int) -> list[list[int]]:
    counts: list[list[int]] = []
    for y in range(n):
        row: list[int] = []
        for x in range(n):
            c = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if dx != 0 or dy != 0:
                        c += grid[(y + dy) % n][(x + dx) % n]
            row.append(c)
        counts.append(row)
    return counts


def pairs(n: int) -> int:
    s = 0
    for i in range(n):
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            s = s * 3 + dx * 2 + dy + i
            if s > 10**15:
                s %= 1000003
    return s


def halves(n: int) -> float:
    s = 0.0
    for i in range(n):
        for x in (0.5, -0.0, 1e300, 2.25):
            s += x * i
    return s


def nested() -> list[int]:
    out: list[int] = []
    for a in (1, 2, 3):
        for b in (9223372036854775807, -9223372036854775808, 0):
            if a == 2:
                continue
            if b == 0:
                break
            out.append(b // a)
        else:
            out.append(-a)
    else:
        out.append(7)
    return out


def lists(n: int) -> int:
    s = 0
    for _ in range(n):
        for x in [1, 2, 3]:
            s += x
    return s


def left_midway(values: list) -> list:
    out = []
    for v in values:
        for x in (10, 20, 30):
            for dx, f in ((1, 0.5), (2, 1.5)):
                out.append(v + x * dx + f)
    return out


def unbound(n: int) -> int:
    for x in (5,):
        if n > 3:
            break
    for y, z in ((1, 2),):
        n += y * z
    return x + y + z + n


def mixed(n: int) -> list:
    out = []
    for x in (1, 2.5, True):
        out.append(x)
    for x in ():
        out.append(n)
    for x, y in ((1, 2.0), (3, 4)):
        out.append(x + y)
    for x in (1, 2**70):
        out.append(x)
    for pair in ((1, 2), (3, 4)):
        out.append(pair)
        out.append(pair is (1, 2))
    return out


def comprehended(n: int) -> list[int]:
    return [x * n + y for x in (1, 2, 3) for y in (10, 20)]


def around(cell: tuple[int, int]) -> list[tuple[int, int]]:
    x, y = cell
    return [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0)]


def turned(x: int, n: int) -> list[int]:
    out: list[int] = []
    for i in range(n):
        out += [x * a - i * b for a, b in ((1, 0), (0, 1), (2**40, -1))]
    return out


def distinct(n: int) -> list[int]:
    found = {x * a + b for a, b in ((1, 0), (n, 1)) for x in (1, 2, n)}
    return sorted(found) + [k * v for k, v in {a: b for a, b in ((n, 1), (3, 4))}.items()]


def test_comprehended_overflows() -> list:
    return [around((2**63 - 1, 0)), around((-5, -(2**63))), turned(2**23, 3), turned(3, 0), turned(-(2**62), 2)]


def test_comprehended_sets() -> list:
    return [distinct(n) for n in (0, 1, 3, 2**62)]


def overflowing(start: int) -> int:
    s = start
    for x in (2**62, 1, 2**62 - 1, -5):
        s += x
    return s


def raising(n: int) -> int:
    s = 0
    for x in (4, 2, 0, 1):
        s += n // x
    return s


def handled(n: int) -> list[int]:
    out: list[int] = []
    for x in (4, 2, 0, 1):
        try:
            out.append(n // x)
        except ZeroDivisionError:
            out.append(-1)
            for y in (7, 8):
                out.append(y)
    return out


def whole(n: int) -> list[tuple[int, int]]:
    seen: list[tuple[int, int]] = []
    for d in ((1, 0), (0, 1)):
        seen.append(d)
    for a, b in ((1, 2), (3, 4)):
        seen.append((b, a))
    return seen


def rows(n: int) -> int:
    total = 0
    for a, b, c in ((1, 2, 3), (4, 5, 6), (7, 8, 9)):
        for d in (a, b, c):
            total = total * n + d
    return total


def generated(n):
    for x in (1, 2, 3):
        for a, b in ((1, 2), (3, 4)):
            yield x * n + a * b


def test_generated() -> list:
    return list(generated(4)) + [sum(generated(5))]


def test_left_midway() -> list:
    return [left_midway([1, 2.5, 2**80]), left_midway([True, 1])]


def test_raising_within() -> object:
    try:
        left_midway([1, "x"])
    except TypeError as error:
        return error.__traceback__.tb_next.tb_frame.f_locals, error.__traceback__.tb_next.tb_lineno


def test_traced() -> list:
    lines = []

    def trace(frame, event, arg):
        if frame.f_code is unbound.__code__:
            lines.append((event, frame.f_lineno, dict(frame.f_locals)))
        return trace

    sys.settrace(trace)
    try:
        unbound(2)
    finally:
        sys.settrace(None)
    return lines


CASES = [
    (neighbours, ([[1, 0, 1], [0, 1, 0], [1, 1, 1]], 3)),
    (neighbours, ([[2**62, 2**62], [0, 1]], 2)),
    (neighbours, ([[1, 0, 1], [0, 1, 0]], 3)),
    (pairs, (50,)),
    (halves, (10,)),
    (nested, ()),
    (lists, (5,)),
    (left_midway, ([1, 2],)),
    (unbound, (2,)),
    (unbound, (2**63 - 2,)),
    (mixed, (3,)),
    (comprehended, (2**60,)),
    (comprehended, (3,)),
    (overflowing, (-(2**62),)),
    (overflowing, (0,)),
    (raising, (8,)),
    (handled, (8,)),
    (whole, (1,)),
    (rows, (10,)),
    (rows, (2**40,)),
]
