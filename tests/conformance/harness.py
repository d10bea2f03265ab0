#!/usr/bin/env python3
"""Runs one Python module interpreted and built, and reports every difference a program could notice.

usage: harness.py compare SOURCE --built DIR [--stressed DIR] [--native JSON] [--bound N] [--exhaustive] [--want extension|source]
       harness.py drift SOURCE --built DIR      references that calls leave behind, in a debug build of CPython
       harness.py observe | stress | count ...  (the child processes of these)

DIR holds the extension module of that name. The exit status is 0 if nothing differs, 1 if something does. Needs nothing but the
standard library, and runs in the Python it tests. `tests/conformance/README.md` says how a conformance file is written.
"""

import argparse
import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
if sys.path and os.path.abspath(sys.path[0]) == HERE:
    del sys.path[0]
sys.path.append(HERE)

from _harness import comparing, drifting, encoding, observing, stressing  # noqa: E402

TIMEOUT = 300


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    compare = commands.add_parser("compare")
    compare.add_argument("source")
    compare.add_argument("--built", required=True)
    compare.add_argument("--stressed")
    compare.add_argument("--native", help="the JSON of `annot check` for this file")
    compare.add_argument("--bound", type=int, default=300)
    compare.add_argument("--exhaustive", action="store_true")
    compare.add_argument("--want", choices=["extension", "source"], default="extension")
    compare.add_argument("--tests-only", action="store_true", help="leave out introspection of the functions")
    drift = commands.add_parser("drift")
    drift.add_argument("source")
    drift.add_argument("--built", required=True)
    drift.set_defaults(nan="bits", tests_only=True)
    for name in ("observe", "stress", "count"):
        child = commands.add_parser(name)
        for option in ("--dir", "--name", "--out", "--want"):
            child.add_argument(option, required=True)
        child.add_argument("--expected")
        child.add_argument("--nan", default="bits")
        child.add_argument("--bound", type=int, default=0)
        child.add_argument("--tests-only", action="store_true")
    options = parser.parse_args()
    encoding.nan_bits = getattr(options, "nan", "bits") == "bits"
    handlers = {"compare": compare_command, "drift": drift_command, "observe": observe_command, "stress": stress_command, "count": count_command}
    sys.exit(handlers[options.command](options))


def compare_command(options):
    """The whole test of one file."""
    header = read_header(options.source)
    if not runs_here(header):
        print(f"skipped: the file asks for Python {header['python']}")
        return 0
    name = os.path.splitext(os.path.basename(options.source))[0]
    options.nan = header.get("nan", "bits")
    problems, summary = [], []
    if options.native:
        problems += check_native(options.native, options.source, header, summary)
    with tempfile.TemporaryDirectory(prefix="conformance-") as scratch:
        plain = os.path.join(scratch, "plain")
        os.mkdir(plain)
        shutil.copy(options.source, plain)
        expected = os.path.join(scratch, "expected.json")
        problems += child("observe", options, plain, name, expected, "source")
        problems += compare_built(options, name, scratch, expected)
        if options.stressed:
            problems += compare_stressed(options, name, scratch, expected, header, summary)
    for line in problems:
        print(line)
    print("; ".join([f"{len(problems)} differences" if problems else "no difference", *summary]))
    return 1 if problems else 0


def drift_command(options):
    """What calls of the tests leave behind, beyond what they do interpreted."""
    if not hasattr(sys, "gettotalrefcount"):
        print("this Python does not count all references: a debug build does")
        return 2
    if not runs_here(read_header(options.source)):
        print("skipped")
        return 0
    name = os.path.splitext(os.path.basename(options.source))[0]
    with tempfile.TemporaryDirectory(prefix="conformance-") as scratch:
        shutil.copy(options.source, scratch)
        beside(options.source, options.built, "extension")
        problems, counts = [], []
        for directory, want in ((options.built, "extension"), (scratch, "source")):
            out = os.path.join(scratch, f"{want}.json")
            problems += child("count", options, directory, name, out, want)
            counts.append(read_accounts(out).get("drift", {}))
            if not any(counts[0].values()):
                break
        problems += drifting.beyond(counts[-1] if len(counts) > 1 else {}, counts[0])
    for line in problems:
        print(line)
    print(f"{len(counts[0])} tests, {len(problems)} drift")
    return 1 if problems else 0


def compare_built(options, name, scratch, expected):
    beside(options.source, options.built, options.want)
    actual = os.path.join(scratch, "actual.json")
    problems = child("observe", options, options.built, name, actual, options.want)
    return problems + comparing.compare_accounts(read_accounts(expected), read_accounts(actual))


def compare_stressed(options, name, scratch, expected, header, summary):
    beside(options.source, options.stressed, options.want)
    out = os.path.join(scratch, "stress.json")
    bound = 0 if options.exhaustive else min(options.bound, int(header.get("stress", options.bound)))
    started = time.monotonic()
    problems = child("stress", options, options.stressed, name, out, options.want, "--expected", expected, "--bound", str(bound))
    accounts = read_accounts(out)
    if "stress" in accounts:
        problems += [f"stress: {line}" for line in accounts["stress"]["problems"]]
        summary.append(f"{accounts['stress']['driven']} guards driven in {time.monotonic() - started:.1f} s")
    return problems


def beside(source, directory, want):
    """The source stands beside the extension module, as it does for users: tracebacks quote it. A mutant is its own source."""
    target = os.path.join(directory, os.path.basename(source))
    if not os.path.exists(target) or want == "extension" and not filecmp.cmp(source, target, shallow=False):
        temporary = f"{target}.{os.getpid()}"
        shutil.copy(source, temporary)
        os.replace(temporary, target)


def child(command, options, directory, name, out, want, *more):
    """Runs one process on the module; a problem if it dies."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ANNOT_"))}
    environment.update(PYTHONHASHSEED="0", NO_COLOR="1", PYTHONDONTWRITEBYTECODE="1", TERM="dumb")
    if command == "stress":
        environment["ANNOT_STRESS"] = "0"
    call = [sys.executable, "-X", "faulthandler", os.path.join(HERE, "harness.py"), command]
    call += ["--dir", directory, "--name", name, "--out", out, "--want", want, "--nan", options.nan, *more]
    if options.tests_only:
        call.append("--tests-only")
    try:
        done = subprocess.run(call, env=environment, capture_output=True, text=True, timeout=TIMEOUT, errors="replace")
    except subprocess.TimeoutExpired:
        return [f"{command} {want}: no end after {TIMEOUT} s, during {last_begun(out)}"]
    if done.returncode != 0:
        return [f"{command} {want}: exit status {done.returncode} during {last_begun(out)}: {done.stderr.strip()[-1500:]}"]
    return []


def observe_command(options):
    """A child: the accounts of all tests of the module, one per line as they are made."""
    with open(options.out, "w", encoding="utf-8") as out:
        emit(out, "begin", "import")
        module = observing.load(options.dir, options.name, options.want)
        if not options.tests_only:
            emit(out, "import", observing.describe(module))
        observing.settle()
        seconds = {}
        for test in observing.tests_of(module):
            emit(out, "begin", test[0])
            started = time.perf_counter()
            emit(out, "test " + test[0], observing.run(module, test))
            seconds[test[0]] = time.perf_counter() - started
        emit(out, "begin", "the end")
        emit(out, "end", {"globals": observing.namespace(module)})
        for test in observing.tests_of(module) if not options.tests_only else ():
            emit(out, "begin", f"the search for leaks in {test[0]}")
            emit(out, "leaks " + test[0], observing.leaks(module, test, seconds[test[0]]))
    return 0


def stress_command(options):
    """A child: drives the guards of the stressed module against the accounts in --expected."""
    module = observing.load(options.dir, options.name, options.want)
    if not hasattr(sys, "_annot_stress"):
        raise SystemExit("sys._annot_stress is missing: the module was not built with --stress")
    observing.settle()
    problems, driven = stressing.drive(module, read_accounts(options.expected), options.bound, options.name)
    with open(options.out, "w", encoding="utf-8") as out:
        emit(out, "stress", {"problems": problems, "driven": driven})
    return 0


def count_command(options):
    """A child: the references that calls of each test leave behind. Tests that change where they start from are left out."""
    module = observing.load(options.dir, options.name, options.want)
    observing.settle()
    with open(options.out, "w", encoding="utf-8") as out:
        counted = {}
        for test in observing.tests_of(module) if getattr(module, "RERUNNABLE", True) else ():
            emit(out, "begin", test[0])
            counted[test[0]] = drifting.drift(module, test)
        emit(out, "drift", counted)
    return 0


def emit(out, key, value):
    out.write(json.dumps([key, value]) + "\n")
    out.flush()


def read_accounts(path):
    """The accounts of a child, by key, without the marks of what was begun."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines if line.endswith("\n")]
    return {key: value for key, value in entries if key != "begin"}


def last_begun(path):
    if not os.path.exists(path):
        return "start"
    with open(path, encoding="utf-8") as lines:
        begun = [entry[1] for entry in map(json.loads, lines) if entry[0] == "begin"]
    return begun[-1] if begun else "start"


def read_header(source):
    """The settings in the comments at the top of a conformance file: `# native: f, g`, `# python: 3.12+`, `# stress: 40`."""
    header = {}
    at_top = True
    with open(source, encoding="utf-8") as lines:
        for line in lines:
            at_top = at_top and line.startswith("#")
            setting = re.match(r"# (native|python|stress|nan|limit)(?: 3\.(\d+)(?:\+|-3\.(\d+)))?: (.*)", line)
            if setting and not at_top:
                raise SystemExit(f"{source}: `{line.strip()}` does nothing, it has to stand above everything else")
            if setting and (3, int(setting[2] or 0)) <= sys.version_info[:2] <= (3, int(setting[3] or 99)):
                before = header.get(setting[1])
                header[setting[1]] = f"{before}, {setting[4]}".strip() if before else setting[4].strip()
    return header


def runs_here(header):
    wanted = re.match(r"3\.(\d+)\+", header.get("python", "3.0+"))
    return sys.version_info >= (3, int(wanted[1]))


def check_native(path, source, header, summary):
    """Functions that the header says are native must be, or the file would pass by being bytecode; in none may annot be wrong about itself."""
    with open(path, encoding="utf-8") as file:
        entries = json.load(file)
    ours = [entry for entry in entries if os.path.basename(entry["file"]) == os.path.basename(source)]
    native = {entry["qualname"] for entry in ours if entry["engine"] == "native"}
    summary.append(f"{len(native)} of {len(ours)} functions native")
    wanted = [name.strip() for name in header.get("native", "").split(",") if name.strip()]
    reasons = {entry["qualname"]: [f"{item['code']}: {item['message']} (line {item['line']})" for item in entry["reasons"]] for entry in ours}
    problems = [f"{name} must be native: {reasons.get(name, 'there is no such function')}" for name in wanted if name not in native]
    errors = [(entry["qualname"], item["message"]) for entry in ours for item in entry["reasons"] if item["code"] == "internal-error"]
    return problems + [f"an error of annot's own in {name}: {message}" for name, message in errors]


if __name__ == "__main__":
    main()
