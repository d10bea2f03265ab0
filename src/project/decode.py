# Decodes a source file as CPython does, or says what CPython says. Standard input: the bytes; argument: the file's name.
import importlib.util
import json
import sys

source = sys.stdin.buffer.read()
answer = {}
try:
    compile(source, sys.argv[1], "exec", dont_inherit=True)
except SyntaxError as error:
    answer["error"] = {
        "kind": type(error).__name__,
        "message": error.msg,
        "line": error.lineno,
        "column": error.offset,
        "end_line": error.end_lineno,
        "end_column": error.end_offset,
        "text": error.text if isinstance(error.text, str) else None,
    }
except Exception as error:
    answer["error"] = {"kind": type(error).__name__, "message": str(error)}
else:
    answer["text"] = importlib.util.decode_source(source)
sys.stdout.write(json.dumps(answer))
