"""Writes what sample.rs includes, as annot would: prepare.py SAMPLE_PY DIRECTORY."""
import importlib.util
import marshal
import pathlib
import sys
import types

# In the order of FUNCTIONS in sample.rs.
NAMES = """fib half root read_limit with_defaults Point.double Point.triple call_half length imported_root
make_adder.<locals>.add_one defaulted_half call_defaulted read_state""".split()


def code_objects(code):
    """In preorder."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from code_objects(constant)


source = pathlib.Path(sys.argv[1]).read_bytes()
directory = pathlib.Path(sys.argv[2])
code = compile(source, "sample.py", "exec")
names = [code.co_qualname for code in code_objects(code)]
directory.joinpath("code.bin").write_bytes(marshal.dumps(code))
directory.joinpath("codes.rs").write_text(str([names.index(name) for name in NAMES]))
directory.joinpath("hash.rs").write_text(str(list(importlib.util.source_hash(source))))
directory.joinpath("minor.rs").write_text(str(sys.version_info.minor))
directory.joinpath("sample.py").write_bytes(source)
