#!/usr/bin/env python3
"""Nanoseconds that one call from interpreted Python into a native function takes, above an empty loop.

usage: call_overhead.py [--annot EXE] [--python EXE]... [--repeats N]

The same calls into the plain function, and into a built-in function of C, are measured beside it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import timing  # noqa: E402

MODULE = '''def one_float(x: float) -> float:
    return x * 2.0 + 1.0


def two_ints(a: int, b: int) -> int:
    return a * 3 + b


def with_default(x: float, k: float = 2.5) -> float:
    return x * k


def for_nothing(n: int) -> bool:
    return n * n > 5
'''

CHILD = '''
import sys, time
sys.path.insert(0, sys.argv[1])
import called
from math import sqrt
assert called.__file__.endswith(".py") == (sys.argv[2] == "source"), called.__file__
N = 50000

def empty():
    for _ in range(N): pass
def one_float(f=called.one_float):
    for _ in range(N): f(1.5)
def two_ints(f=called.two_ints):
    for _ in range(N): f(3, 4)
def with_default(f=called.with_default):
    for _ in range(N): f(1.5)
def for_nothing(f=called.for_nothing):
    for _ in range(N): f(3)
def math_sqrt(f=sqrt):
    for _ in range(N): f(1.5)

def least(function):
    times = []
    for _ in range(60):
        started = time.perf_counter_ns()
        function()
        times.append(time.perf_counter_ns() - started)
    return min(times) / N

base = least(empty)
for function in (one_float, two_ints, with_default, for_nothing, math_sqrt):
    print(function.__name__, least(function) - base)
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annot", default=shutil.which("annot") or "annot")
    parser.add_argument("--python", action="append")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    print(f"{'call':14} {'interpreted':>12} {'native':>9}   ns above an empty loop")
    for python in options.python or [sys.executable]:
        one_python(options, python)


def one_python(options, python):
    with tempfile.TemporaryDirectory(prefix="call-overhead-") as scratch:
        source = os.path.join(scratch, "source")
        os.mkdir(source)
        file = os.path.join(source, "called.py")
        with open(file, "w", encoding="utf-8") as out:
            out.write(MODULE)
        built = os.path.join(scratch, "built")
        timing.build(options.annot, python, [file], built)
        native, functions = timing.native_functions(options.annot, python, file)
        times = {"source": {}, "extension": {}}
        for _ in range(options.repeats):
            for kind, directory in (("source", source), ("extension", built)):
                done = subprocess.run([python, "-c", CHILD, directory, kind], capture_output=True, text=True, check=True)
                for name, nanoseconds in map(str.split, done.stdout.splitlines()):
                    times[kind][name] = min(float(nanoseconds), times[kind].get(name, 1e9))
    version = subprocess.run([python, "-V"], capture_output=True, text=True).stdout.strip()
    print(f"{version}, {native} of {functions} functions native")
    for name, interpreted in times["source"].items():
        print(f"{name:14} {interpreted:12.1f} {times['extension'][name]:9.1f}")


if __name__ == "__main__":
    main()
