"""Runs inside the target CPython: compiles modules and writes what annot needs of their code objects as JSON.

stdin: {"modules": [{"path": ..., "filename": ...}, ...], "optimize": N}; stdout: one JSON list, an entry for each module, either
{"error": {...}} or {"hash": hex, "marshal": base64, "codes": [...]}. Nothing of the module is executed.
"""
import base64
import json
import marshal
import opcode
import sys
import types


def cache_entries(op):
    table = opcode._inline_cache_entries
    if isinstance(table, list):  # 3.11, 3.12: by number; since then a mapping by name
        return table[op]
    return table.get(opcode.opname[op], 0)


CACHES = [cache_entries(op) if not opcode.opname[op].startswith("<") else 0 for op in range(256)]
EXTENDED_ARG = opcode.EXTENDED_ARG


def instructions(code):
    raw = code.co_code
    positions = list(code.co_positions())
    result = []
    unit, count = 0, len(raw) // 2
    start, extended = 0, 0
    while unit < count:
        op, arg = raw[2 * unit], raw[2 * unit + 1] | extended
        if op == EXTENDED_ARG:
            extended = arg << 8
            unit += 1
            continue
        after = unit + 1 + CACHES[op]
        place = positions[unit] if unit < len(positions) else (None,) * 4
        result.append([start, after, opcode.opname[op], arg, *(-1 if p is None else p for p in place)])
        unit = start = after
        extended = 0
    return result


def handlers(code):
    """The exception table as [start, end, target, depth, lasti], in code units."""
    table = iter(code.co_exceptiontable)

    def varint():
        byte = next(table)
        value = byte & 63
        while byte & 64:
            byte = next(table)
            value = value << 6 | byte & 63
        return value

    result = []
    try:
        while True:
            start = varint()
            length = varint()
            target = varint()
            dl = varint()
            result.append([start, start + length, target, dl >> 1, dl & 1])
    except StopIteration:
        return result


def constant(value, numbers):
    if value is None:
        return {"t": "none"}
    if value is True or value is False:
        return {"t": "bool", "v": value}
    if type(value) is int:
        # Hexadecimal: no limit on the number of digits applies to it.
        return {"t": "int", "v": hex(value)}
    if type(value) is float:
        import struct

        return {"t": "float", "v": struct.pack(">d", value).hex()}
    if type(value) is complex:
        import struct

        return {"t": "complex", "v": struct.pack(">dd", value.real, value.imag).hex()}
    if type(value) is str:
        return {"t": "str", "v": value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")}
    if type(value) is tuple:
        return {"t": "tuple", "v": [constant(item, numbers) for item in value]}
    if type(value) is slice:
        return {"t": "slice", "v": [constant(item, numbers) for item in (value.start, value.stop, value.step)]}
    if isinstance(value, types.CodeType):
        return {"t": "code", "v": numbers.pop(0)}
    return {"t": "other", "v": type(value).__name__}


def walk(code, parent, codes):
    """Preorder, as the runtime numbers code objects when it loads the module."""
    index = len(codes)
    codes.append(None)
    children = []
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            children.append(walk(const, index, codes))
    names = list(children)
    codes[index] = {
        "parent": parent,
        "name": code.co_name,
        "qualname": code.co_qualname,
        "first_line": code.co_firstlineno,
        "argcount": code.co_argcount,
        "posonly": code.co_posonlyargcount,
        "kwonly": code.co_kwonlyargcount,
        "flags": code.co_flags,
        "varnames": list(code.co_varnames),
        "cellvars": list(code.co_cellvars),
        "freevars": list(code.co_freevars),
        "names": list(code.co_names),
        "consts": [constant(const, names) for const in code.co_consts],
        "instructions": instructions(code),
        "handlers": handlers(code),
    }
    return index


def module(request, optimize):
    import importlib.util
    import warnings

    with open(request["path"], "rb") as file:
        source = file.read()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(source, request["filename"], "exec", dont_inherit=True, optimize=optimize)
    except SyntaxError as error:
        return {
            "error": {
                "kind": type(error).__name__,
                "message": str(error.msg),
                "line": error.lineno or 0,
                "column": error.offset or 0,
                "end_line": getattr(error, "end_lineno", None) or 0,
                "end_column": getattr(error, "end_offset", None) or 0,
            }
        }
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return {"error": {"kind": type(error).__name__, "message": str(error), "line": 0, "column": 0, "end_line": 0, "end_column": 0}}
    codes = []
    walk(code, None, codes)
    return {
        "hash": importlib.util.source_hash(source).hex(),
        "marshal": base64.b64encode(marshal.dumps(code)).decode(),
        "codes": codes,
    }


def main():
    sys.setrecursionlimit(20000)
    request = json.loads(sys.stdin.buffer.read())
    result = [module(item, request["optimize"]) for item in request["modules"]]
    # Lone surrogates cannot be UTF-8: ASCII escapes carry them.
    sys.stdout.buffer.write(json.dumps(result, ensure_ascii=True).encode())


main()
