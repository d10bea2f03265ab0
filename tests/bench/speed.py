#!/usr/bin/env python3
"""Modules interpreted and built, in turn: how many times faster, and do they compute the same?

usage: speed.py [--annot EXE] [--python EXE] [--repeats N] [--profile dev|release] FILE[=ARGUMENT]...

Each FILE has a function `bench(n)`; ARGUMENT is its n, else what stands in its line `# N=...`. Each repeat starts a fresh process per module and kind.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import timing  # noqa: E402

CHILD = """
import json, sys, time
directory, name, kind, n = sys.argv[1:]
sys.path.insert(0, directory)
sys.setrecursionlimit(20000)
started = time.perf_counter()
module = __import__(name)
imported = time.perf_counter() - started
assert module.__file__.endswith(".py") == (kind == "source"), module.__file__
times = []
for _ in range(3):
    started = time.perf_counter()
    result = module.bench(int(n))
    times.append(time.perf_counter() - started)
print(json.dumps({"least": min(times), "first": times[0], "import": imported, "result": repr(result)}))
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE[=ARGUMENT]")
    parser.add_argument("--annot", default=shutil.which("annot") or "annot")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--profile", default="release")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    given = [sized(text) for text in options.files]
    print(f"{'module':20} {'native':>8} {'interpreted':>12} {'built':>12} {'faster':>8} {'first':>8}  result")
    slower = 0
    with tempfile.TemporaryDirectory(prefix="speed-") as scratch:
        timing.build(options.annot, options.python, [file for file, _ in given], scratch, "--profile", options.profile)
        for file, argument in given:
            slower += one_module(options, scratch, file, argument)
    return 1 if slower else 0


def sized(text):
    """A file and its argument, from `FILE=ARGUMENT`, or from the file itself."""
    file, _, argument = text.partition("=")
    if not argument:
        with open(file, encoding="utf-8") as source:
            argument = next(line[4:].strip() for line in source if line.startswith("# N="))
    return os.path.abspath(file), argument


def one_module(options, scratch, file, argument):
    """Measures and prints one module; 1 if it is not faster or not equal."""
    name = os.path.splitext(os.path.basename(file))[0]
    runs = {"source": [], "extension": []}
    for _ in range(options.repeats):
        for kind, directory in (("source", os.path.dirname(file)), ("extension", scratch)):
            call = [options.python, "-c", CHILD, directory, name, kind, argument]
            runs[kind].append(json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout))
    least, first = ({kind: min(run[key] for run in each) for kind, each in runs.items()} for key in ("least", "first"))
    same = len({run["result"] for each in runs.values() for run in each}) == 1
    native, functions = timing.native_functions(options.annot, options.python, file)
    ratio = least["source"] / least["extension"]
    row = f"{name:20} {f'{native}/{functions}':>8} {least['source'] * 1000:9.1f} ms {least['extension'] * 1000:9.2f} ms {ratio:7.1f}x"
    print(f"{row} {first['source'] / first['extension']:7.1f}x  {'same' if same else 'DIFFERENT'}", flush=True)
    return 0 if same and ratio >= 1 else 1


if __name__ == "__main__":
    sys.exit(main())
