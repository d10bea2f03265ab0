#!/usr/bin/env python3
"""The loops of `kernels.py` interpreted, built by annot, and written by hand in Rust with checked arithmetic.

usage: native_loops.py [--annot EXE] [--python EXE] [--repeats N]

Each repeat starts a fresh process of each kind in turn, so that noise on the machine hits all alike, and a process calls each
loop five times, so that none is measured on its first call alone; the least time counts.
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
from kernels import KERNELS  # noqa: E402

CHILD = """
import sys, time
sys.path.insert(0, sys.argv[1])
import kernels
assert kernels.__file__.endswith(".py") == (sys.argv[2] == "source"), kernels.__file__
for kernel, argument in kernels.KERNELS:
    for _ in range(5):
        started = time.perf_counter_ns()
        result = kernel(argument)
        print(kernel.__name__, time.perf_counter_ns() - started, result)
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annot", default=shutil.which("annot") or "annot")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="native-loops-") as scratch:
        timing.build(options.annot, options.python, [os.path.join(HERE, "kernels.py")], scratch)
        rust = os.path.join(scratch, "kernels-by-hand")
        subprocess.run(["rustc", "--edition", "2024", "-O", "-o", rust, os.path.join(HERE, "kernels.rs")], check=True)
        arguments = [str(argument) for _, argument in KERNELS]
        calls = {
            "interpreted": [options.python, "-c", CHILD, HERE, "source"],
            "built": [options.python, "-c", CHILD, scratch, "extension"],
            "rust": [rust, *arguments],
        }
        times = measure(calls, options.repeats)
    print(f"{'loop':12} {'interpreted':>12} {'annot':>10} {'Rust':>10} {'faster':>8} {'of Rust':>8}")
    for name in times["rust"]:
        interpreted, built, by_hand = (times[kind][name] / 1e6 for kind in ("interpreted", "built", "rust"))
        print(f"{name:12} {interpreted:9.1f} ms {built:7.2f} ms {by_hand:7.2f} ms {interpreted / built:7.1f}x {built / by_hand:7.2f}x")


def measure(calls, repeats):
    """The least time of each kernel in each kind; every kind must compute the same."""
    least, results = {kind: {} for kind in calls}, {}
    for _ in range(repeats):
        for kind, call in calls.items():
            done = subprocess.run(call, capture_output=True, text=True, check=True)
            for line in done.stdout.splitlines():
                name, nanoseconds, result = line.split()
                least[kind][name] = min(int(nanoseconds), least[kind].get(name, int(nanoseconds)))
                if results.setdefault(name, result) != result:
                    raise SystemExit(f"{name} gives {result} {kind}, but {results[name]} before")
    return least


if __name__ == "__main__":
    main()
