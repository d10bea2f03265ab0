# Makes a notebook, executes it as Jupyter does (a kernel in a process of its own), and compares what its cells show.
import nbclient
import nbformat
from nbformat.v4 import new_code_cell, new_notebook

CELLS = [
    ("%load_ext annot", []),
    (
        "%%annot --report --time\ndef total(n: int) -> int:\n    result = 0\n    for number in range(n):\n"
        "        result += number & 7\n    return result",
        ["native    total", "annot: ready in "],
    ),
    ("total(100)", ["342"]),
    ("import annot\nannot.info(total)['engine']", ["'native'"]),
    (
        "import time\nbest = 1\nfor _ in range(7):\n    start = time.perf_counter()\n    total(300_000)\n"
        "    best = min(best, time.perf_counter() - start)\nbest < 0.0025",
        ["True"],
    ),
    ("%%annot --check\nasync def wait() -> None:\n    pass", ["bytecode  wait", "coroutines run in CPython [coroutine-function]"]),
    ("%%annot\nwrong = 1 / 0", ["ZeroDivisionError"]),
    ("total(8)", ["28"]),
    ("%%annot --nonsense\nx = 1", ["unrecognized arguments: --nonsense"]),
]

notebook = new_notebook(cells=[new_code_cell(source) for source, _ in CELLS])
nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", allow_errors=True).execute()
nbformat.validate(notebook)
for cell, (source, expected) in zip(notebook.cells, CELLS):
    shown = ""
    for output in cell.outputs:
        shown += output.get("text", "") + output.get("data", {}).get("text/plain", "") + "\n".join(output.get("traceback", ()))
    missing = [text for text in expected if text not in shown]
    assert not missing, f"{source}\nshows\n{shown}\nwithout {missing}"
print("executed", len(CELLS), "cells")
