# Decodes a source file as CPython does, or says what CPython says. Standard input: the bytes; argument: the file's name.
import importlib.util
import json
import sys



def positive(number):
    return number if number and number > 0 else None


source = sys.stdin.buffer.read()
answer = {}
try:
    compile(source, sys.argv[1], "exec", dont_inherit=True)
except SyntaxError as error:
    answer["error"] = {
        "kind": type(error).__name__,
        "message": error.msg,
        "line": positive(error.lineno),
        "column": positive(error.offset),
        "end_line": positive(error.end_lineno),
        "end_column": positive(error.end_offset),
        "text": error.text if isinstance(error.text, str) else None,
    }
except Exception as error:
    answer["error"] = {"kind": type(error).__name__, "message": str(error)}
else:
    answer["text"] = importlib.util.decode_source(source)
sys.stdout.write(json.dumps(answer))
