#!/usr/bin/env python3
"""Builds whole packages from PyPI, unmodified, and runs their own tests interpreted and built.

usage: run.py [--annot EXE] [--python EXE] [--native POLICY] [--profile PROFILE] [--stress] [--quick | PACKAGE[==VERSION]...]
              [--tests PACKAGE=DIR]... [--keep DIR] [-v]

Without names: the packages of recipes.py. Any other package works as well, by the default recipe. Of each, pip fetches the source
distribution; it is installed into a scratch environment together with what its tests need; a copy of it is built in place, all of
its modules; its tests run with the one and with the other in front on the path, and must end the same, test by test. --tests
gives a checkout of the project, for those whose source distribution leaves the tests out.

Prints a table (modules built, native functions, tests, seconds) and every difference but those that a recipe lists with its
reason. The exit status is 1 if anything differs, 75 if nothing could be fetched.
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

import comparing  # noqa: E402
import environment  # noqa: E402
import recipes  # noqa: E402

NOTHING_FETCHED = 75
HEAD = f"{'package':24} {'built':>9} {'native':>10} {'tests':>6} {'passed':>7} {'as source':>9} {'seconds':>8} {'as source':>9}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="PACKAGE")
    parser.add_argument("--annot", default=shutil.which("annot") or "annot")
    parser.add_argument("--python")
    parser.add_argument("--native", metavar="POLICY", help="handed to annot as --native=POLICY")
    parser.add_argument("--profile", help="handed to annot as --profile=PROFILE")
    parser.add_argument("--stress", action="store_true", help="build with --stress (no guard is made to fail)")
    parser.add_argument("--quick", action="store_true", help="only a few small packages")
    parser.add_argument("--tests", action="append", default=[], metavar="PACKAGE=DIR")
    parser.add_argument("--keep", metavar="DIR", help="work in this folder, and leave everything there")
    parser.add_argument("-v", "--verbose", action="store_true", help="show the whole message of tests that differ")
    options = parser.parse_args()
    if options.python and os.path.realpath(shutil.which(options.python) or options.python) != os.path.realpath(sys.executable):
        os.execv(shutil.which(options.python) or options.python, [options.python, __file__, *without_python(sys.argv[1:])])
    options.annot = os.path.abspath(shutil.which(options.annot) or options.annot)
    options.trees = dict(item.split("=", 1) for item in options.tests)
    names = recipes.QUICK if options.quick else options.names or list(recipes.RECIPES)
    with tempfile.TemporaryDirectory(prefix="packages-") as scratch:
        root = os.path.abspath(options.keep or scratch)
        os.makedirs(root, exist_ok=True)
        print(f"{HEAD}   Python {sys.version.split()[0]}", flush=True)
        rows = [row_of(options, root, name) for name in names]
    return conclude(rows)


def without_python(arguments):
    """The arguments for the Python that was named."""
    if "--python" in arguments:
        place = arguments.index("--python")
        return arguments[:place] + arguments[place + 2:]
    return [argument for argument in arguments if not argument.startswith("--python=")]


def row_of(options, root, name):
    """The row of one package; what stops it is its only problem."""
    row = {"name": name, "problems": [], "expected": {}, "fetched": True}
    try:
        test_package(options, root, name, row)
    except environment.Stopped as error:
        row["problems"].append(str(error))
        row["fetched"] = error.fetched
    for problem in row["problems"]:
        print(f"  {name}: {problem}", flush=True)
    return row


def test_package(options, root, name, row):
    recipe = recipes.recipe_of(name)
    place = environment.prepare(os.path.join(root, name.partition("==")[0]), name, recipe, options.trees.get(name.partition("==")[0]))
    shown = f"{place.name} {place.version}"
    files = place.modules(recipe)
    row["problems"] += build(options, place, files)
    built = sum(has_extension(file) for file in files)
    if built < len(files):
        row["problems"].append("not built: " + ", ".join(os.path.basename(file) for file in files if not has_extension(file)))
    native, functions = native_functions(options, place, files)
    expected = run_tests(place, recipe, "source")
    actual = run_tests(place, recipe, "built")
    comparing.compare(row, recipe, expected, actual, options.verbose)
    passed = [sum(outcome == "passed" for outcome in each["outcomes"].values()) for each in (actual, expected)]
    print(
        f"{shown:24} {f'{built} of {len(files)}':>9} {f'{native}/{functions}':>10} {len(actual['outcomes']):6} {passed[0]:7} {passed[1]:9}"
        f" {actual['seconds']:8.1f} {expected['seconds']:9.1f}",
        flush=True,
    )


def build(options, place, files):
    """Builds the files beside themselves; what annot had to complain about."""
    call = [options.annot, "build", *files, "--python", place.python, "-q", *policy(options)]
    call += ([f"--profile={options.profile}"] if options.profile else []) + (["--stress"] if options.stress else [])
    done = subprocess.run(call, capture_output=True, text=True)
    lines = done.stderr.strip().splitlines()
    return lines[:20] if done.returncode or any("bug in annot" in line for line in lines) else []


def policy(options):
    return [f"--native={options.native}"] if options.native else []


def has_extension(file):
    start = os.path.basename(file)[: -len("py")]
    return any(name.startswith(start) and name.endswith((".so", ".pyd")) for name in os.listdir(os.path.dirname(file)))


def native_functions(options, place, files):
    """How many functions are native, of how many."""
    call = [options.annot, "check", *files, "--format", "json", "--python", place.python, *policy(options)]
    done = subprocess.run(call, capture_output=True, text=True)
    try:
        entries = json.loads(done.stdout)
    except ValueError:
        return 0, 0
    return sum(entry["engine"] == "native" for entry in entries), len(entries)


def run_tests(place, recipe, kind):
    """What became of each test, with the package as source or built."""
    out = os.path.join(place.root, f"{kind}.json")
    log = os.path.join(place.root, f"{kind}.log")
    if os.path.exists(out):
        os.remove(out)
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ANNOT_", "PYTEST"))}
    variables.update(
        PYTHONPATH=os.pathsep.join([place.folder(kind), HERE]), PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0", NO_COLOR="1", TERM="dumb",
        PROBE_OUT=out, PROBE_PACKAGE=place.folder(kind), **recipe.get("environment", {}),
    )
    tests = [os.path.join(place.folder(kind), path[1:]) if path.startswith("@") else path for path in recipe.get("tests") or place.tests()]
    call = [place.python, "-m", "pytest", "-q", "-p", "probe", "-p", "no:cacheprovider", "-o", "addopts=", "-o", "pythonpath=", *recipe.get("options", []), *tests]
    with open(log, "w", encoding="utf-8") as output:
        try:
            ended = subprocess.run(call, cwd=place.tree(kind), env=variables, stdout=output, stderr=subprocess.STDOUT, timeout=recipes.TIMEOUT).returncode
        except subprocess.TimeoutExpired:
            ended = f"no end after {recipes.TIMEOUT} s"
    if not os.path.exists(out):
        with open(log, encoding="utf-8", errors="replace") as output:
            tail = " / ".join(output.read().strip().splitlines()[-6:])
        raise environment.Stopped(f"the tests of the {kind} gave no account ({ended}): {tail}")
    with open(out, encoding="utf-8") as file:
        account = json.load(file)
    if ended not in (0, 1):
        account["outcomes"][f"pytest, exit status {ended}"] = "failed"
    return account


def conclude(rows):
    for row in rows:
        for reason, tests in row["expected"].items():
            print(f"\n{row['name']}: {len(tests)} differ, as they must: {reason}")
            for test in tests[:10]:
                print("  " + test)
    bad = [row for row in rows if row["problems"]]
    print(f"\n{len(rows)} packages, {len(bad)} with differences")
    if rows and not any(row["fetched"] for row in rows):
        print("nothing could be fetched: is there a network?")
        return NOTHING_FETCHED
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
