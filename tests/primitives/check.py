"""Compares every primitive with this interpreter: check.py LIBRARY DESCRIPTION [NAME...]"""

import ctypes
import json
import struct
import sys

import oracle
import values

FORMATS = {"i64": "q", "i128": "QQ", "f64": "d", "bool": "Q", "rt::Obj": "Q"}
LIMITS = {"i64": 1 << 63, "i128": 1 << 127}


def leaf_reprs(repr_):
    """`(i64, f64, )` -> ["i64", "f64"]"""
    return [item.strip() for item in repr_.strip("()").split(",") if item.strip()]


def to_words(value, repr_):
    if repr_ == "i128":
        return [value & 0xFFFFFFFFFFFFFFFF, value >> 64 & 0xFFFFFFFFFFFFFFFF]
    if repr_ == "rt::Obj":
        return [id(value)]
    return [value]


def from_words(words, repr_):
    if repr_ == "i128":
        low, high = next(words), next(words)
        return (high - (1 << 64) if high >> 63 else high) << 64 | low
    if repr_ == "bool":
        return {0: False, 1: True}[next(words)]
    if repr_ == "rt::Obj":
        owned = ctypes.c_void_p(next(words))
        value = ctypes.cast(owned, ctypes.py_object).value
        ctypes.pythonapi.Py_DecRef(owned)
        return value
    return next(words)


def identical(left, right):
    if type(left) is not type(right):
        return False
    if type(left) is tuple:
        return len(left) == len(right) and all(map(identical, left, right))
    if type(left) is float:
        return struct.pack("d", left) == struct.pack("d", right)
    return left == right


def representable(value, repr_):
    """Must the primitive have an answer where CPython's is this? It may do without infinities and NaNs."""
    leaves = leaf_reprs(repr_)
    items = value if type(value) is tuple else (value,)
    if len(leaves) != len(items):
        return False
    for item, leaf in zip(items, leaves):
        if leaf == "rt::Obj":
            continue
        wanted = {"i64": int, "i128": int, "f64": float, "bool": bool}[leaf]
        if type(item) is not wanted:
            return False
        if leaf in LIMITS and not -LIMITS[leaf] <= item < LIMITS[leaf]:
            return False
        if leaf == "f64" and item - item != 0:
            return False
    return True


def call_native(library, index, primitive, rows):
    """The results for all rows: a list of one-tuples, or None where the primitive leaves."""
    arguments = struct.Struct("<" + "".join(FORMATS[repr_] for repr_ in primitive["reprs"]))
    leaves = leaf_reprs(primitive["result_repr"])
    result = struct.Struct("<Q" + "".join(FORMATS[repr_] for repr_ in leaves))
    packed = bytearray()
    # What is made for the calls lives until they are done.
    rows = [[values.given(value) for value in row] for row in rows]
    for row in rows:
        words = []
        for value, repr_ in zip(row, primitive["reprs"]):
            words += to_words(float(value) if repr_ == "f64" else value, repr_)
        packed += arguments.pack(*words)
    given = (ctypes.c_char * len(packed)).from_buffer(packed)
    got = ctypes.create_string_buffer(result.size * len(rows))
    getattr(library, f"primitive_{index}")(given, got, ctypes.c_size_t(len(rows)))
    answers = []
    for words in result.iter_unpack(got.raw):
        words = iter(words)
        if not next(words):
            answers.append(None)
            continue
        items = tuple(from_words(words, repr_) for repr_ in leaves)
        answers.append((items,) if primitive["result_repr"].startswith("(") else items)
    return answers


def check(library, call, primitives):
    """What is wrong with one call, a line each, and how many rows had an answer."""
    primitive = primitives[call["primitive"]]
    name, reprs = call["name"], primitive["reprs"]
    promoted = call["args"] != primitive["types"]
    rows = values.rows(name, call["args"], reprs, promoted)
    function = oracle.function(name)
    problems, answered = [], 0
    for row, native in zip(rows, call_native(library, call["primitive"], primitive, rows)):
        shown = f"{name}({', '.join(map(values.show, row))})"
        expected = oracle.ask(name, function, row)
        if native is not None:
            answered += 1
            if expected is None:
                problems.append(f"{shown}: CPython raises, the primitive says {values.show(native[0])}")
            elif not identical(native[0], expected[0]):
                problems.append(f"{shown}: CPython says {values.show(expected[0])}, the primitive {values.show(native[0])}")
        elif expected is not None and representable(expected[0], primitive["result_repr"]):
            if not oracle.may_leave(name, row, expected[0]):
                problems.append(f"{shown}: CPython says {values.show(expected[0])}, the primitive leaves")
    if not answered and not promoted:
        problems.append(f"{name}({', '.join(call['args'])}): never answers")
    return problems, len(rows)


def main():
    library, description, *only = sys.argv[1:]
    library = ctypes.PyDLL(library)
    with open(description, encoding="utf-8") as file:
        table = json.load(file)
    calls = [call for call in table["calls"] if not only or call["name"] in only]
    failed = total = 0
    for call in calls:
        problems, rows = check(library, call, table["primitives"])
        total += rows
        failed += len(problems)
        for problem in problems[:5]:
            print(problem)
        if len(problems) > 5:
            print(f"    and {len(problems) - 5} more of {rows}")
    print(f"{len(calls)} calls, {total} rows, {failed} differences")
    return 1 if failed or not calls else 0


if __name__ == "__main__":
    sys.exit(main())
