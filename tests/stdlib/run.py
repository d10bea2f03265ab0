#!/usr/bin/env python3
"""Builds modules of the standard library and runs CPython's own tests with them in place of the source.

usage: run.py [--annot EXE] [--python EXE] [--native POLICY] [--profile PROFILE] [--stress] [--jobs N] [--quick | MODULE...]
       run.py --build-only (all | MODULE...)       builds, and imports each alone

Without names: the modules of the default list (modules.py). The sources of the Python are never touched: they are copied to a
folder of their own, which goes first on the path, and the extension modules are built there. Each test file is run twice, from
the copied source and with the built module, and must end the same test by test. Prints a table (the last columns: seconds on the
clock, and of the processor, that the tests took built and from source); the exit status is 1 if
anything differs but what expectations.py lists, which is printed with its reason. Run it with the Python that is to be tested,
or name that with --python.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import expectations  # noqa: E402
import modules  # noqa: E402

TIMEOUT = 1200
BATCH = 60


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="MODULE")
    parser.add_argument("--annot", default=shutil.which("annot") or "annot")
    parser.add_argument("--python")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--build-only", action="store_true")
    parser.add_argument("--native", metavar="POLICY", help="handed to annot as --native=POLICY")
    parser.add_argument("--profile", help="handed to annot as --profile=PROFILE")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many modules to test at a time")
    parser.add_argument("--stress", action="store_true", help="build with --stress (no guard is made to fail)")
    parser.add_argument("-v", "--verbose", action="store_true", help="show the messages of tests that differ")
    options = parser.parse_args()
    if options.python and os.path.realpath(shutil.which(options.python) or options.python) != os.path.realpath(sys.executable):
        os.execv(shutil.which(options.python) or options.python, [options.python, __file__, *without_python(sys.argv[1:])])
    with tempfile.TemporaryDirectory(prefix="stdlib-") as scratch:
        if options.build_only:
            return build_only(options, scratch)
        return test_all(options, scratch)


def without_python(arguments):
    """The arguments for the Python that was named."""
    if "--python" in arguments:
        place = arguments.index("--python")
        return arguments[:place] + arguments[place + 2:]
    return [argument for argument in arguments if not argument.startswith("--python=")]


def test_all(options, scratch):
    names = modules.QUICK if options.quick else options.names or [name for name in modules.DEFAULT if modules.exists(name)]
    head = f"{'module':16} {'built':>9} {'native':>9} {'tests':>6} {'passed':>7} {'as source':>10} {'clock':>13} {'processor':>13}"
    print(f"{head}   Python {sys.version.split()[0]}", flush=True)
    with ThreadPoolExecutor(options.jobs) as pool:
        rows = list(pool.map(lambda name: test_module(options, scratch, name), names))
    for row in rows:
        for reason, tests in row["expected"].items():
            print(f"\n{row['name']}: {len(tests)} differ, as they must: {reason}")
            for test in tests:
                print("  " + test)
    bad = [row for row in rows if row["problems"]]
    for row in bad:
        print(f"\n{row['name']}:")
        for problem in row["problems"]:
            print("  " + problem)
    excused = sum(len(tests) for row in rows for tests in row["expected"].values())
    print(f"\n{len(rows)} modules, {len(bad)} with differences; {excused} tests differ as they must")
    return 1 if bad else 0


def test_module(options, scratch, name):
    """The row of one module: built and tested beside its source."""
    row = {"name": name, "problems": [], "expected": {}, "built": 0, "native": 0, "functions": 0}
    members = modules.members(name)
    plain, built = (os.path.join(scratch, name, kind) for kind in ("source", "built"))
    for folder in (plain, built):
        for module in members:
            shadow(module, folder)
    files = [modules.source(module, built) for module in members]
    row["problems"] += build(options, files)
    row["built"] = sum(has_extension(module, built) for module in members)
    row["native"], row["functions"] = native_functions(options, files)
    expected = run_tests(plain, "source", name, members)
    actual = run_tests(built, "extension", name, members)
    compare(options, row, expected, actual)
    show(row, len(members), expected, actual)
    return row


def shadow(module, folder):
    """Copies the module, with all of its package, to a folder that goes before the library on the path."""
    top = module.split(".")[0]
    file = os.path.join(modules.library(), top + ".py")
    os.makedirs(folder, exist_ok=True)
    if os.path.exists(file):
        shutil.copy(file, folder)
    elif not os.path.exists(os.path.join(folder, top)):
        ignored = shutil.ignore_patterns("__pycache__", "test", "tests", "idle_test")
        shutil.copytree(os.path.join(modules.library(), top), os.path.join(folder, top), ignore=ignored)


def build(options, files):
    """Builds the files beside themselves; what annot had to complain about."""
    call = [options.annot, "build", *files, "--python", sys.executable, "-q", *policy(options)]
    call += ([f"--profile={options.profile}"] if options.profile else []) + (["--stress"] if options.stress else [])
    done = subprocess.run(call, capture_output=True, text=True)
    lines = done.stderr.strip().splitlines()
    return lines if done.returncode or any("bug in annot" in line for line in lines) else []


def policy(options):
    return [f"--native={options.native}"] if options.native else []


def has_extension(module, folder):
    source = modules.source(module, folder)
    start = os.path.basename(source)[: -len("py")]
    return any(name.startswith(start) and name.endswith((".so", ".pyd")) for name in os.listdir(os.path.dirname(source)))


def native_functions(options, files):
    """How many functions are native, of how many."""
    call = [options.annot, "check", *files, "--format", "json", "--python", sys.executable, *policy(options)]
    done = subprocess.run(call, capture_output=True, text=True)
    try:
        entries = json.loads(done.stdout)
    except ValueError:
        return 0, 0
    return sum(entry["engine"] == "native" for entry in entries), len(entries)


def run_tests(folder, want, name, members):
    """What became of each test, in a process of its own."""
    return run_child(folder, want, modules.tests_of(name), *members)


def run_child(folder, want, test, *members):
    with tempfile.TemporaryDirectory(prefix="stdlib-cwd-") as empty:
        out = os.path.join(empty, "result.json")
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ANNOT_")) or key == "PYTHONHOME"}
        environment.update(PYTHONPATH=folder, PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0", NO_COLOR="1", TERM="dumb")
        call = [sys.executable, "-X", "frozen_modules=off", os.path.join(HERE, "child.py"), out, want, test, *members]
        try:
            done = subprocess.run(call, env=environment, cwd=empty, capture_output=True, text=True, errors="replace", timeout=TIMEOUT)
            said, ended = done.stderr, f"exit status {done.returncode}"
        except subprocess.TimeoutExpired:
            said, ended = "", f"no end after {TIMEOUT} s"
        if not os.path.exists(out):
            return {"complaints": [f"{want}: {ended}: {' / '.join(said.strip().splitlines()[-3:])}"], "outcomes": {}, "messages": {}}
        with open(out, encoding="utf-8") as file:
            return json.load(file)


def compare(options, row, expected, actual):
    """Whatever ended otherwise than from the source."""
    row["problems"] += expected["complaints"] + actual["complaints"]
    if actual["complaints"]:
        return
    for test in {**expected["outcomes"], **actual["outcomes"]}:
        before, after = expected["outcomes"].get(test, "absent"), actual["outcomes"].get(test, "absent")
        if before != after:
            message = actual["messages"].get(test, "").strip()
            reason = expectations.reason(row["name"], test, message)
            if reason:
                row["expected"].setdefault(reason, []).append(test)
                continue
            shown = message if options.verbose else message.splitlines()[-1:] and message.splitlines()[-1]
            row["problems"].append(f"{test}: {before} from source, {after} built: {shown}")


def show(row, members, expected, actual):
    passed = [sum(outcome == "passed" for outcome in each["outcomes"].values()) for each in (actual, expected)]
    both = lambda kind: f"{actual.get(kind, 0):6.1f} {expected.get(kind, 0):6.1f}"  # noqa: E731
    built, native = f"{row['built']} of {members}", f"{row['native']}/{row['functions']}"
    print(f"{row['name']:16} {built:>9} {native:>9} {len(actual['outcomes']):6} {passed[0]:7} {passed[1]:10} {both('seconds')} {both('processor')}", flush=True)


def build_only(options, scratch):
    """Builds modules in a copy of the library and imports each alone, from the source first."""
    everything = not options.names or options.names == ["all"]
    chosen = modules.every_module(modules.library()) if everything else options.names
    plain, built = os.path.join(scratch, "source"), os.path.join(scratch, "built")
    for module in chosen:
        shadow(module, plain)
    shutil.copytree(plain, built)
    problems = []
    files = {module: modules.source(module, built) for module in chosen}
    for start in range(0, len(chosen), BATCH):
        problems += build(options, [files[module] for module in chosen[start:start + BATCH]])
        print(f"built {min(start + BATCH, len(chosen))} of {len(chosen)}", file=sys.stderr, flush=True)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        alone = dict(zip(chosen, pool.map(lambda module: run_child(plain, "source", "-", module)["complaints"], chosen)))
        importable = [module for module in chosen if not alone[module]]
        for module, complaints in zip(importable, pool.map(lambda module: run_child(built, "extension", "-", module)["complaints"], importable)):
            problems += [f"{module}: {complaint}" for complaint in complaints]
    made = sum(has_extension(module, built) for module in importable)
    native, functions = native_functions(options, list(files.values()))
    for problem in problems:
        print(problem)
    print(f"{len(importable)} of {len(chosen)} modules can be imported alone; {made} of them built; {native} of {functions} functions native; {len(problems)} problems")
    return 1 if problems or made != len(importable) else 0


if __name__ == "__main__":
    sys.exit(main())
