"""How long builds take: the very first one, one after an edit, and one without; an import through the hook, and a decorator.

    python tests/bench/build_times.py [--annot PROGRAM] [--python INTERPRETER] [--repeat N]

The import through the hook is that of the unchanged module, above a plain import of it. `annot.compile` is given ten lines that it
never saw, in a process that runs, when the runtime is in the cache.

The first build starts with an empty cache of annot; the crates that cargo has fetched stay. The edited module has 300 lines;
its time is that of `annot build` and of the import that follows. Prints the median of each, what it took of the processor
(which is what to look at on a machine that is busy with something else), and its limit; the exit code is 1 if one is above
its limit. Runs on any Python.
"""

import argparse
import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

FIRST, EDITED, UNCHANGED, HOOK, LIVE = 15.0, 1.0, 0.05, 0.02, 1.5

PACKAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "pyproject-plugin")

# Prints the seconds on the clock and of the processor that an import takes, with the hook or without.
IMPORT = """
import os, sys, time
if sys.argv[1] == "hook":
    import annot
    annot.install(["edited"], fallback="error")
start, before = time.perf_counter(), os.times()
import edited
after = os.times()
if sys.argv[1] == "hook":
    assert annot.info(edited.f0)["engine"] == "native"
print(time.perf_counter() - start, sum(after[:4]) - sum(before[:4]))
"""

# The same of `annot.compile`, of a function that is new each time.
COMPILE = """
import os, sys, time
import annot, live
start, before = time.perf_counter(), os.times()
annot.compile(live.ten_lines, fallback="error")
after = os.times()
assert annot.info(live.ten_lines)["engine"] == "native"
print(time.perf_counter() - start, sum(after[:4]) - sum(before[:4]))
"""

TEN_LINES = '''
def ten_lines(count: int, x: float) -> float:
    total: float = {edit}
    for i in range(count):
        if i % 3 == 0:
            total += x * i
        else:
            total -= x / (i + 1)
    while total > 1e6:
        total *= 0.5
    return total
'''

FUNCTION = '''
def f{n}(count: int, x: float) -> float:
    total: float = 0
    for i in range(count):
        if i % {m} == 0:
            total += x * i
        elif i > {n}:
            total -= x / (i + 1)
        else:
            total += abs(x)
    while count > {n}:
        count //= 2
        total *= {factor}
    return total
'''


def module(edit):
    """A module of 300 lines; each edit changes a constant in one of them."""
    functions = [FUNCTION.format(n=n, m=n + 2, factor=1.5 + (edit if n == 10 else 0) / 64) for n in range(20)]
    text = "".join(functions)
    return text + "\n" * (300 - text.count("\n"))


class Took(tuple):
    """Seconds on the clock, and of the processor."""

    def __add__(self, other):
        return Took(mine + its for mine, its in zip(self, other))


def seconds(command, **options):
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    after = os.times()
    worked = after.children_user - before.children_user + after.children_system - before.children_system
    return Took((time.perf_counter() - start, worked))


def reported(python, script, *arguments, **options):
    """What a script says that it took."""
    done = subprocess.run([python, "-c", script, *arguments], check=True, stdout=subprocess.PIPE, text=True, **options)
    return Took(map(float, done.stdout.split()))


def median(runs):
    return Took(statistics.median(column) for column in zip(*runs))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--annot", default=shutil.which("annot") or "target/release/annot")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--repeat", type=int, default=5)
    arguments = parser.parse_args()
    annot = os.path.abspath(arguments.annot)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ANNOT_CACHE_DIR": os.path.join(folder, "cache"), "ANNOT_BIN": annot}
        environment["PYTHONPATH"] = PACKAGE
        options = {"cwd": folder, "env": environment}
        source = os.path.join(folder, "edited.py")
        build = [annot, "build", "-q", "--python", arguments.python, "edited.py"]

        def write(edit):
            with open(source, "w") as file:
                file.write(module(edit))

        write(0)
        first = seconds(build, **options)
        edited, unchanged = [], []
        for edit in range(1, arguments.repeat + 1):
            write(edit)
            took = seconds(build, **options)
            edited.append(took + seconds([arguments.python, "-c", "import edited"], **options))
            unchanged.append(seconds(build, **options))
        for library in glob.glob(os.path.join(folder, "*.so")):
            os.remove(library)
        reported(arguments.python, IMPORT, "hook", **options)
        hooked, live = [], []
        for edit in range(arguments.repeat):
            plain = reported(arguments.python, IMPORT, "plain", **options)
            mine = reported(arguments.python, IMPORT, "hook", **options)
            hooked.append(Took(of - without for of, without in zip(mine, plain)))
            with open(os.path.join(folder, "live.py"), "w") as file:
                file.write(TEN_LINES.format(edit=edit + 0.5))
            live.append(reported(arguments.python, COMPILE, **options))
    rows = [("first build", first, FIRST), ("300 lines, one edited", median(edited), EDITED)]
    rows.append(("300 lines, unchanged", median(unchanged), UNCHANGED))
    rows.append(("hook, above plain import", median(hooked), HOOK))
    rows.append(("annot.compile, ten lines", median(live), LIVE))
    for name, (took, worked), limit in rows:
        verdict = "ok" if took <= limit else "TOO SLOW"
        print(f"{name:24} {took:7.3f} s   processor {worked:7.3f} s   limit {limit:6.2f} s   {verdict}")
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    return int(any(took > limit for _, (took, _), limit in rows))


if __name__ == "__main__":
    sys.exit(main())
