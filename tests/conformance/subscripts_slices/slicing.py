"""Slices: every combination of bounds and step, read, assigned, deleted and augmented, on built-ins and on one's own classes."""


class Seen:
    def __init__(self):
        self.log = []

    def __getitem__(self, key):
        self.log.append(repr(key))
        return self.log

    def __setitem__(self, key, value):
        self.log.append((repr(key), value))

    def __delitem__(self, key):
        self.log.append("del " + repr(key))


class Bound:
    def __init__(self, n, log):
        self.n, self.log = n, log

    def __index__(self):
        self.log.append(self.n)
        if self.n == 99:
            raise ArithmeticError("bound")
        return self.n


def all_shapes(v, a, b, c) -> list:
    return [v[:], v[a:], v[:b], v[a:b], v[::c], v[a::c], v[:b:c], v[a:b:c]]


def hinted_shapes(v: list[int], a: int, b: int) -> list:
    return [v[a:b], v[a + 1 : b - 1], v[-a:], v[: len(v) // 2], v[::-1]]


def constant_shapes(v) -> list:
    return [v[1:3], v[:2], v[-2:], v[::2], v[::-1], v[5:1:-2], v[None:None:None]]


def of_text(text: str, start: int, width: int) -> list:
    pieces = []
    while start < len(text):
        pieces.append(text[start : start + width])
        start += width
    return pieces


def assign(v, a, b, new):
    v[a:b] = new
    return v


def assign_step(v: list, a: int, b: int, c: int, new) -> list:
    v[a:b:c] = new
    return v


def assign_all(v: list, new) -> list:
    v[:] = new
    return v


def delete(v, a, b):
    del v[a:b]
    return v


def delete_step(v: list, c: int) -> list:
    del v[::c]
    return v


def augment(v: list, a: int, b: int, new) -> list:
    v[a:b] += new
    return v


def augment_times(v: list, a: int, b: int, n: int) -> list:
    v[a:b] *= n
    return v


def own_class(a, b) -> list:
    s = Seen()
    s[a:b]
    s[a:b:1, ..., ::2]
    s[a:b] = 3
    s[:, None] = 4
    del s[a:]
    s[a:b] += [1] if a else []
    return s.log[:6]


def slice_value(v, a, b) -> list:
    s = slice(a, b)
    return [v[s], s.start, s.stop, s.step, s == slice(a, b, None)]


def bounds_are_asked(v: list, a: int, b: int, log: list) -> list:
    first = v[Bound(a, log) : Bound(b, log)]
    return [first, log]


def assign_itself(v: list) -> list:
    v[1:1] = v
    v[::2] = v[::2]
    return v


def unpack_slices(v: list) -> list:
    v[:2], v[2:] = v[2:], v[:2]
    return v


def store_into_tuple(v):
    v[0:1] = (1,)


L = [0, 1, 2, 3, 4, 5]
CASES = [(all_shapes, (v, a, b, c)) for v in (L, "abcdef", (1, 2, 3), b"abc", range(9)) for a, b, c in ((1, 4, 2), (-3, -1, -1), (None, 2**70, 1), (4, 1, -2), (True, 3, 3))]
CASES += [(all_shapes, (L, a, b, c)) for a, b, c in (("x", 1, 1), (1, 2.0, 1), (0, 3, 0), (None, None, None))] + [(all_shapes, (v, 0, 1, 1)) for v in (None, 5, {}, {1})]
CASES += [(hinted_shapes, (L, a, b)) for a, b in ((1, 4), (0, 9), (-2, 2**63))] + [(constant_shapes, (v,)) for v in (L, "abcdef", (1,), 3)] + [(of_text, ("the quick brown", 0, w)) for w in (4, 20)]
CASES += [(assign, (L, a, b, new)) for a, b in ((1, 3), (4, 1), (None, None)) for new in ([9], (), "xy", 5, L)] + [(assign, ("s", 0, 1, "t")), (assign, (bytearray(b"abc"), 1, 2, b"zz"))]
CASES += [(assign_step, (L, 0, 6, c, new)) for c in (2, -1, 0, 1) for new in ([7, 8, 9], [1], 4)] + [(assign_all, (L, new)) for new in ([], "ab", None, {1: 2})]
CASES += [(delete, (v, 1, 3)) for v in (L, "abc", (1, 2), None, bytearray(b"abcd"))] + [(delete, (L, "x", 2)), (delete_step, (L, 2)), (delete_step, (L, -1)), (delete_step, (L, 0))]
CASES += [(augment, (L, 1, 3, new)) for new in ([7], (1,), 3)] + [(augment_times, (L, 1, 3, n)) for n in (0, 2, "x")] + [(own_class, (1, 5)), (slice_value, (L, 1, 3)), (slice_value, (L, "x", 3))]
CASES += [(bounds_are_asked, (L, a, b, [])) for a, b in ((1, 3), (99, 3), (1, 99))] + [(assign_itself, (L,)), (unpack_slices, (L,)), (store_into_tuple, ((1, 2),)), (store_into_tuple, (None,))]
