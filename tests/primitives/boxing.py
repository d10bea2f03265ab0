"""Values to objects and back: boxing.py LIBRARY"""

import ctypes
import struct
import sys


class Int(int):
    pass


class Float(float):
    pass


class Tuple(tuple):
    pass


SAMPLES = [
    0, 1, -1, 255, 256, 257, -5, -6, (1 << 30) - 1, 1 << 30, -(1 << 30), (1 << 60) - 1, 1 << 60, -(1 << 60), (1 << 63) - 1,
    1 << 63, -(1 << 63), -(1 << 63) - 1, 1 << 64, (1 << 127) - 1, 1 << 127, -(1 << 127), -(1 << 127) - 1, 1 << 150,
    0.0, -0.0, 1.5, float("inf"), float("nan"), 5e-324, True, False, None, "text", b"", (1, 2.0, None), (1, 2), (), [1],
    Int(3), Float(2.0), Tuple((1, 2, 3)), 1j, object(),
]


def fits(value, bits):
    return type(value) is int and -(1 << bits - 1) <= value < 1 << bits - 1


def expected_words(kind, value):
    """What `get` must answer, or None."""
    if kind == "i":
        return struct.pack("<q", value) if fits(value, 64) else None
    if kind == "w":
        return value.to_bytes(16, "little", signed=True) if fits(value, 128) else None
    if kind == "f":
        return struct.pack("<d", value) if type(value) is float else None
    if kind == "b":
        return struct.pack("<Q", value) if type(value) is bool else None
    if kind == "n":
        return b"" if value is None else None
    if kind == "m":
        if fits(value, 64):
            return struct.pack("<dqQ", float(value), value, 1)
        return struct.pack("<dqQ", value, 0, 0) if type(value) is float else None
    if value is None:
        return struct.pack("<qq", 1, 0)
    if type(value) is bool:
        return struct.pack("<qq", 2, value)
    if fits(value, 64):
        return struct.pack("<qq", 3, value)
    if type(value) is float:
        return struct.pack("<qd", 4, value)
    return struct.pack("<qQ", 5, id(value))


def same(left, right):
    return type(left) is type(right) and (left is right or repr(left) == repr(right))


def check_value(library, value):
    kinds = "iwfbnmd"
    for kind in kinds:
        words = ctypes.create_string_buffer(32)
        wanted = expected_words(kind, value)
        found = library.boxing_get(ord(kind), ctypes.py_object(value), words)
        assert found == (wanted is not None), (kind, value, found)
        if wanted is not None:
            assert words.raw[: len(wanted)] == wanted, (kind, value, words.raw)
            taken = library.boxing_take(ord(kind), ctypes.py_object(value))
            assert taken == (kind != "d" or wanted[0] != 5), (kind, value, taken)
            if kind != "d":
                again = library.boxing_new(ord(kind), words)
                assert same(again, value), (kind, value, again)
        else:
            assert library.boxing_take(ord(kind), ctypes.py_object(value)) == 0, (kind, value)
    assert same(library.boxing_dyn(ctypes.py_object(value)), value), value
    other = library.boxing_tuple(ctypes.py_object(value))
    if type(value) is tuple and len(value) == 3:
        assert other == value[::-1], other
    else:
        assert other is value, other


def main():
    library = ctypes.PyDLL(sys.argv[1])
    library.boxing_new.restype = library.boxing_dyn.restype = library.boxing_tuple.restype = ctypes.py_object
    assert library.boxing_layout_is_right() == 1
    for value in SAMPLES:
        check_value(library, value)
    words = struct.pack("<qdqq", -7, 2.5, 0, 0)
    assert library.boxing_new(ord("t"), words) == (-7, 2.5, None)
    # Not immortal, and nobody else holds them: any reference lost or leaked shows.
    fresh = [int("123456789012345678901234"), float("1.25"), Int(7), [1], tuple(range(3)), "te" + str(len(words)), object()]
    before = [sys.getrefcount(value) for value in fresh]
    for _ in range(50):
        for value in fresh:
            check_value(library, value)
    del value
    assert [sys.getrefcount(value) for value in fresh] == before, (before, fresh)
    if hasattr(sys, "gettotalrefcount"):
        check_total(library, fresh)


def check_total(library, fresh):
    """Objects that only native code held, counted by a debug build."""
    totals = []
    for _ in range(6):
        for _ in range(100):
            for value in fresh:
                check_value(library, value)
            library.boxing_new(ord("t"), struct.pack("<qdqq", 1 << 40, 2.5, 0, 0))
        totals.append(sys.gettotalrefcount())
    assert totals[-1] - totals[2] < 100, totals


if __name__ == "__main__":
    sys.exit(main())
