# native: twice, in_both, once, again, kept, from_call, is_itself, constant_or_new, previous, either, in_handler
"""Which object a tuple is, where a program can tell: whatever is read of a tuple, it is one and the same wherever it is given to."""


def pair(a: int, b: float) -> tuple[int, float]:
    return a, b


def aliased(a: float, b: float) -> bool:
    t = (a, b)
    s = t
    return s is t


def twice(n: int) -> list:
    out = []
    for i in range(n):
        t = (i, i + 1)
        out.append(t)
        out.append(t)
    return [x is y for x, y in zip(out[::2], out[1::2])] + [x is y for x, y in zip(out[1::2], out[2::2])]


def in_both(n: int) -> list:
    seen: set[tuple[int, int]] = set()
    queue: list[tuple[int, int]] = []
    for i in range(n):
        p = (i % 3, i % 2)
        if p not in seen:
            seen.add(p)
            queue.append(p)
    return sorted(any(x is y for y in seen) for x in queue)


def once(n: int) -> list:
    out: list[tuple[int, float]] = []
    p = (0, 0.5)
    for i in range(n):
        q = pair(p[0] + i, p[1] * 2)
        if i % 2:
            out.append(q)
        p = q
    return [out, len({id(x) for x in out}) == len(out)]


def again(n: int) -> list:
    out = []
    p = (n, 0.5)
    for i in range(n):
        out.append(p)
        p = pair(p[0] + 1, p[1])
        out.append(p)
    return [x is y for x, y in zip(out, out[1:])]


def kept(a: int) -> bool:
    t = (a, 1.5)
    n = id(t)
    u = pair(a, 1.5)
    return n == id(t) and t is not u


def from_call(a: int) -> list:
    t = pair(a, 2.5)
    box = [t]
    pairs = {t: t}
    return [box[0] is t, pairs[t] is t, next(iter(pairs)) is t, t is pair(a, 2.5)]


def is_itself(t: tuple[int, float], u: tuple[int, float]) -> list:
    return [t is u, t is t, t[0], u[1]]


def constant_or_new(n: int) -> tuple[int, float]:
    p = (0, 0.5)
    for i in range(n):
        p = pair(p[0] + i, p[1] + 1.0)
    return p


def same_constant() -> list:
    return [constant_or_new(0) is constant_or_new(0), constant_or_new(1) is constant_or_new(1), constant_or_new(1) is constant_or_new(0)]


def carried(n: int) -> list:
    path: list[tuple[int, float]] = []
    p = (0, 0.5)
    for i in range(n):
        path.append(p)
        p = pair(p[0] + i, p[1] + 1.0)
    path.append(p)
    return path


def constants_in_lists() -> list:
    a, b = carried(2), carried(3)
    return [a[0] is b[0], a[1] is b[1], a[0] is constant_or_new(0), a[0] == constant_or_new(0)]


def previous(n: int) -> list:
    out = []
    cur = pair(0, 0.5)
    prev = cur
    for i in range(n):
        if i == 2:
            out.append(prev)
            out.append(cur)
        prev = cur
        cur = pair(i, prev[1] + cur[1])
    out.append(prev)
    return [out, len({id(x) for x in out})]


def either(a: tuple[int, float], b: tuple[int, float]) -> tuple[int, float]:
    return a if a[0] > b[0] else b


def given_back() -> list:
    a, b = (int("1"), 2.5), (int("2"), 1.5)
    return [either(a, b) is b, either(b, a) is b, either(b, b) is b]


def keeps(t: tuple[int, int], out: list) -> int:
    out.append(t)
    return t[0] + t[1]


def shared_with_callee(n: int) -> list:
    out: list = []
    t = (n, n + 1)
    total = keeps(t, out) + keeps(t, out)
    out.append(t)
    return [total, out[0] is out[1], out[1] is out[2]]


def nested(a: int) -> list:
    inner = (a, a + 1)
    outer = (inner, a)
    x, _ = outer
    return [x is inner, outer[0] is inner, outer[0] is x]


def in_handler(values: list, n: int) -> list:
    out = []
    t = (0, 0)
    for i in range(n):
        t = (i, n)
        try:
            out.append(t)
            out.append(values[t[0]])
        except IndexError:
            out.append(t)
    return [out, [x is y for x, y in zip(out, out[1:])]]


def unpacked_again(n: int) -> list:
    out = []
    for pair in enumerate(range(n)):
        i, x = pair
        out.append(pair)
        if i % 2:
            out.append(pair)
    return [x is y for x, y in zip(out, out[1:])]


def of_kinds(flag: bool, a: int) -> list:
    t = (a, 2) if flag else (a, 2.5)
    u = t
    return [t is u, t]


CASES = [(aliased, (1.0, 2.0)), (twice, (3,)), (in_both, (7,)), (once, (0,)), (once, (6,)), (again, (3,)), (kept, (1,)), (kept, (2**70,))]
CASES += [(from_call, (1,)), (is_itself, ((1, 2.0), (1, 2.0))), (same_constant, ()), (constants_in_lists, ()), (previous, (5,)), (given_back, ())]
CASES += [(constant_or_new, (n,)) for n in (0, 1, 3)] + [(shared_with_callee, (4,)), (nested, (1,)), (in_handler, ([1, 2], 4)), (unpacked_again, (5,))]
CASES += [(of_kinds, (flag, 1)) for flag in (True, False)]


def test_argument_is_itself():
    t = (1, 2.0)
    return is_itself(t, t), either(t, (0, 0.0)) is t
