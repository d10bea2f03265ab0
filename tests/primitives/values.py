"""Arguments for primitives: corner cases in all combinations, and random values. The seed is fixed.

ANNOT_TEST_ROUNDS=n takes n times as many random values, for a longer run by hand.
"""

import itertools
import os
import random
import struct

ROUNDS = int(os.environ.get("ANNOT_TEST_ROUNDS", "1"))

INTS = sorted({
    sign * value
    for value in [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 21, 25, 30, 50, 61, 62, 63, 64, 65, 67, 100, 127, 128, 250, 10**9,
                  (1 << 31) - 1, 1 << 31, (1 << 32) - 1, 1 << 32, 3037000499, 3037000500, (1 << 53) - 1, 1 << 53,
                  (1 << 53) + 1, (1 << 54) + 2, 10**18, 5 * 10**18, (1 << 62) - 1, 1 << 62, (1 << 62) + 1,
                  (1 << 63) - 1025, (1 << 63) - 512, (1 << 63) - 2, (1 << 63) - 1, 1 << 63]
    for sign in (1, -1)
    if sign * value < 1 << 63
})
WIDE_INTS = sorted({*INTS, *(
    sign * value + step
    for value in [1 << 63, 1 << 64, 1 << 65, 10**20, 1 << 100, 1 << 126]
    for sign in (1, -1)
    for step in (-1, 0, 1)
), (1 << 64) - 59, (1 << 127) - 1, -(1 << 127), 1 - (1 << 127), 6364136223846793005, 1442695040888963407})
FEW_INTS = [0, 1, -1, 2, -2, 3, 7, -10, 63, 1 << 31, (1 << 32) + 15, -(1 << 53) - 1, (1 << 62) + 1, (1 << 63) - 1,
            -(1 << 63)]
FEW_WIDE_INTS = FEW_INTS + [1 << 63, (1 << 64) - 59, (1 << 64) - 1, 1 << 64, -(1 << 64), 1 << 90, (1 << 127) - 1,
                            -(1 << 127)]

STRINGS = ["", "a", "b", "ab", "ba", "abab", "aXbXc", "\x00", "é", "aé", "żółw", "ół", "日本", "本", "😀", "a😀b", "\ud800", "ab" * 50]

LISTS = [[], [""], ["a"], ["a", "b"], ["ab", "", "é"], ["日本", "a", "😀"], ["\ud800", "b"], ["a", 1], [None], STRINGS]

#: Arguments that once told two versions of CPython apart.
KNOWN = {"math.hypot": [(6.837313192007824, -9.116417589343765)]}


def float_of(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


POSITIVE_FLOATS = [
    0.0, 1.0, 0.5, 1.5, 2.0, 2.5, 3.0, 3.5, 7.0, 10.0, 15.0, 25.0, 50.0, 100.0, 170.6, 171.7, 709.78, 710.5, 745.2, 1024.0,
    0.1, 0.125, 0.25, 0.375, 0.7, 2.675, 1e-5, 1e-9, 1e-20, 1e-300, 1e16, 1e17, 1e22, 1e23, 1e300, 3.141592653589793,
    2.718281828459045, 0.49999999999999994, 0.9999999999999999, 1.0000000000000002, 4503599627370495.5, 4503599627370497.0,
    9007199254740992.0, 9007199254740994.0, float_of(0x43CFFFFFFFFFFFFF), 2.0**62, float_of(0x43DFFFFFFFFFFFFF), 2.0**63,
    2.0**64, 5e-324, float_of(0x000FFFFFFFFFFFFF), 2.2250738585072014e-308, 8.98846567431158e307, 1.7976931348623157e308,
    float("inf"), float_of(0x7FF8000000000000), float_of(0x7FF8000000012345),
]
FLOATS = POSITIVE_FLOATS + [-value for value in POSITIVE_FLOATS]
FEW_FLOATS = [0.0, -0.0, 1.0, -1.5, 2.0, 1e-300, -3e200, 1e308, 5e-324, float("inf"), float("-inf"), float("nan")]


class Turned:
    """A list from which each call gets an iterator of its own, which goes backwards; somebody else keeps the list."""

    def __init__(self, items):
        self.items = items

    def __repr__(self):
        return f"reversed({self.items!r})"


def given(value):
    """The argument itself, made for one call if it is used up by that."""
    return reversed(value.items) if isinstance(value, Turned) else value


def show(value):
    if isinstance(value, float):
        if value != value:
            return f"nan:{struct.unpack('<Q', struct.pack('<d', value))[0]:x}"
        return f"{value!r}:{value.hex()}"
    return repr(value)


def random_int(source, bits):
    if source.random() < 0.25:
        # Long runs of equal bits, where carries and guesses of quotients go wrong.
        power = 1 << source.randrange(bits)
        other = 1 << source.randrange(power.bit_length())
        return source.choice((1, -1)) * (power - other + source.choice((-1, 0, 1)))
    return source.choice((1, -1)) * source.getrandbits(source.randint(1, bits))


def random_float(source):
    kind = source.randrange(6)
    if kind == 0:
        return float_of(source.getrandbits(64) & ~(0x7FF << 52) | source.randrange(0x7FF) << 52)
    if kind == 1:
        return random_int(source, 60) / 2
    if kind == 2:
        return source.uniform(-10, 10)
    if kind == 3:
        return round(source.uniform(-1000, 1000), source.randrange(6))
    if kind == 4:
        return source.choice((1, -1)) * 10.0 ** source.uniform(-20, 20)
    return float(random_int(source, 20)) / 1024


def small_second(source, name):
    """The second argument where large ones all end alike: shifts, exponents, digits."""
    method = name.split(".")[1]
    if method in ("__lshift__", "__rshift__", "lshift", "rshift"):
        return source.randint(-2, 130)
    if method in ("__pow__", "pow"):
        return source.randint(-3, 70)
    if method in ("__round__", "round"):
        return source.randint(-25, 25)
    if method == "ldexp":
        return source.choice((source.randint(-2200, 2200), source.randint(-60, 60)))
    if method in ("comb", "perm"):
        return source.randint(-1, 40)
    return None


def grid(type_, repr_, few):
    if type_ == "str":
        return STRINGS
    if type_ == "list":
        return LISTS
    if type_.startswith("list_reverseiterator"):
        return [Turned(items) for items in LISTS]
    if type_ == "tuple":
        return [tuple(items) for items in LISTS]
    if type_ == "bool":
        return [False, True]
    if type_ == "float":
        return FEW_FLOATS if few else FLOATS
    if repr_ == "i128":
        return FEW_WIDE_INTS if few else WIDE_INTS
    return FEW_INTS if few else INTS


def rows(name, types, reprs, promoted):
    """The argument lists for one primitive; fewer where an argument is promoted, as the exact types are tested too."""
    source = random.Random(f"{name} {types}")
    few = promoted or len(types) > 2
    all_rows = list(itertools.product(*(grid(type_, repr_, few) for type_, repr_ in zip(types, reprs))))
    if len(all_rows) > 4000 * ROUNDS:
        all_rows = source.sample(all_rows, 4000 * ROUNDS)
    for _ in range((200 if promoted else 1500) * ROUNDS):
        row = []
        for type_, repr_ in zip(types, reprs):
            if type_ == "bool":
                row.append(source.random() < 0.5)
            elif type_ == "float":
                row.append(random_float(source))
            elif type_ == "list":
                row.append(source.choices(STRINGS, k=source.randrange(6)))
            elif type_.startswith("list_reverseiterator"):
                row.append(Turned(source.choices(STRINGS, k=source.randrange(6))))
            elif type_ == "tuple":
                row.append(tuple(source.choices(STRINGS, k=source.randrange(6))))
            elif type_ == "str":
                row.append("".join(source.choices("ab é日", k=source.randrange(6))))
            else:
                row.append(random_int(source, 127 if repr_ == "i128" else 63))
        if len(row) == 2 and types[1] == "int":
            small = small_second(source, name)
            if small is not None and source.random() < 0.9:
                row[1] = small
                if types[0] == "int" and name.split(".")[1] in ("__pow__", "pow", "comb", "perm"):
                    row[0] = random_int(source, source.choice((4, 8, 16, 32)))
            elif source.random() < 0.3 and types[0] == "int":
                # Near a multiple, where rounding and remainders change.
                row[0] = max(-(1 << 63), min((1 << 63) - 1, row[1] * source.randint(-9, 9) + source.randint(-1, 1)))
        if len(row) == 2 and types == ["int", "float"] and source.random() < 0.5:
            row[1] = float(row[0]) + source.choice((0, 0.5, -0.5, 1))
        if len(row) == 2 and types == ["float", "int"] and name.startswith("float.__") and source.random() < 0.5:
            if "round" not in name:
                row[0] = float(row[1]) + source.choice((0, 0.5, -0.5, 1))
        if types == ["float", "float"] and source.random() < 0.2:
            row[0] = row[1] * source.randint(-5, 5) / source.choice((1, 2, 4))
        all_rows.append(tuple(row))
    if not promoted:
        all_rows += KNOWN.get(name, [])
    return all_rows
