#!/usr/bin/env python3
"""Builds annot and the examples with it, then runs each example interpreted and built, and shows what it gained.

    python3 examples/demo.py            with the Python that runs it: CPython 3.11 to 3.15

Needs Rust and a C compiler. Each number is the best of interleaved runs, each in a fresh process; the answers of both must be
equal, or this fails.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = {"collatz": 20_000, "integrate": 100_000, "primes": 1_000}
RUNS = 3
CHILD = """
import importlib, json, sys, time
sys.path.insert(0, sys.argv[1])
module = importlib.import_module(sys.argv[2])
seconds = []
for _ in range(3):
    start = time.perf_counter()
    answer = module.bench(int(sys.argv[3]))
    seconds.append(time.perf_counter() - start)
print(json.dumps([min(seconds), repr(answer), module.__file__]))
"""


def run(folder, name, n):
    command = [sys.executable, "-c", CHILD, str(folder), name, str(n)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    subprocess.run(["cargo", "build", "--release", "--quiet"], check=True, cwd=HERE.parent)
    annot = HERE.parent / "target" / "release" / "annot"
    with tempfile.TemporaryDirectory() as built:
        sources = [str(HERE / f"{name}.py") for name in EXAMPLES]
        subprocess.run([str(annot), "build", *sources, "-o", built, "--python", sys.executable], check=True)
        print(f"\n{'program':12} {'CPython ' + sys.version.split()[0]:>16} {'built':>12} {'faster':>9}")
        for name, n in EXAMPLES.items():
            interpreted, native = [], []
            for _ in range(RUNS):
                interpreted.append(run(HERE, name, n))
                native.append(run(built, name, n))
            if {answer for _, answer, _ in interpreted} != {answer for _, answer, _ in native}:
                raise SystemExit(f"{name}: the answers differ")
            if any(file.endswith(".py") for _, _, file in native):
                raise SystemExit(f"{name}: the built module was not used")
            before, after = min(interpreted)[0], min(native)[0]
            print(f"{name:12} {before * 1000:13.2f} ms {after * 1000:9.2f} ms {before / after:8.1f}x")
        print("\nThe same answers, each time. `annot check examples` says why a function is native or not.")


if __name__ == "__main__":
    main()
