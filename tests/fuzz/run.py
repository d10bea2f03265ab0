#!/usr/bin/env python3
"""Runs random programs interpreted and built, for as long as one likes, and reduces those that differ.

usage: run.py --seeds A-B [--kind KIND] [--annot EXE] [--python EXE]... [--native POLICY] [--keep DIR] [--no-reduce] [--no-stress | --one-build] [--dev]

Programs are built in batches and given to the conformance harness. A program that differs is written to the directory of
--keep, reduced by deleting what can go while it still differs, with the report beside it.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
HARNESS = os.path.join(os.path.dirname(HERE), "conformance", "harness.py")
sys.path.insert(0, HERE)

from generate import KINDS, program_of  # noqa: E402

BATCH = 40


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", required=True, metavar="A-B")
    parser.add_argument("--kind", choices=KINDS, default="numbers")
    parser.add_argument("--native", metavar="POLICY", help="handed to annot as --native=POLICY")
    parser.add_argument("--annot", default=shutil.which("annot") or "annot")
    parser.add_argument("--python", action="append")
    parser.add_argument("--keep", default="fuzz-failures")
    parser.add_argument("--no-reduce", action="store_true")
    parser.add_argument("--no-stress", action="store_true")
    parser.add_argument("--one-build", action="store_true", help="the stressed build serves for the plain run, too")
    parser.add_argument("--dev", action="store_true", help="build with --profile=dev")
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    failures = 0
    for python in options.python or [sys.executable]:
        for start in range(0, len(seeds), BATCH):
            failures += run_batch(options, python, seeds[start:start + BATCH])
    print(f"{len(seeds)} programs on {len(options.python or [0])} Pythons, {failures} differ")
    return 1 if failures else 0


def run_batch(options, python, seeds):
    """Builds the programs of these seeds in one go; how many of them differ."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as scratch:
        files = []
        for seed in seeds:
            text, name = program_of(options.kind, seed)
            files.append(os.path.join(scratch, f"{name}.py"))
            write(files[-1], text)
        said = build(options, python, scratch, files)
        failures = 0
        for seed, file in zip(seeds, files):
            report = complaint(said, file) or compare(options, python, scratch, file)
            if report:
                failures += 1
                print(f"seed {seed} on {python}:\n{report}", flush=True)
                keep(options, python, seed, file, report)
        print(f"seeds {seeds[0]} to {seeds[-1]} on {python}: {failures} differ", flush=True)
        return failures


def build(options, python, scratch, files):
    """Builds plain and stressed; what annot said."""
    said = ""
    for kind in ["stress"] if options.one_build else ["plain"] if options.no_stress else ["plain", "stress"]:
        call = [options.annot, "build", *files, "-o", os.path.join(scratch, kind), "--python", python, "-q"]
        call += [f"--native={options.native}"] if options.native else []
        call += ["--profile=dev"] if options.dev else []
        done = subprocess.run(call + (["--stress"] if kind == "stress" else []), capture_output=True, text=True)
        said += done.stderr
    return said


def complaint(said, file):
    lines = [line for line in said.splitlines() if file in line and ("bug in annot" in line or "error" in line)]
    return "\n".join(lines)


def compare(options, python, scratch, file):
    """The harness's report; empty if nothing differs."""
    call = [python, HARNESS, "compare", file, "--built", os.path.join(scratch, "stress" if options.one_build else "plain"), "--bound", "150"]
    if not options.no_stress:
        call += ["--stressed", os.path.join(scratch, "stress")]
    done = subprocess.run(call, capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


def keep(options, python, seed, file, report):
    os.makedirs(options.keep, exist_ok=True)
    place = os.path.join(options.keep, os.path.splitext(os.path.basename(file))[0])
    shutil.copy(file, place + ".py")
    write(place + ".txt", report)
    if not options.no_reduce:
        text = reduce(options, python, os.path.basename(file), read(file), kind_of(report))
        write(place + "_reduced.py", text)
        print(f"reduced to {len(text.splitlines())} lines: {place}_reduced.py", flush=True)


def kind_of(report):
    """What sort of difference it is: a reduction must not wander off to another one."""
    for kind in ("bug in annot", "exit status", "ended with", "leak", "exception", "value", "stdout", "globals"):
        if kind in report:
            return kind
    return ""


def reduce(options, python, name, text, kind):
    """Deletes statements, cases and branches, largest first, as long as the difference stays."""
    changed = True
    while changed:
        changed = False
        for smaller in candidates(text):
            if len(smaller) < len(text) and still_differs(options, python, name, smaller, kind):
                text, changed = smaller, True
                break
    return text


def still_differs(options, python, name, text, kind):
    with tempfile.TemporaryDirectory(prefix="fuzz-") as scratch:
        file = os.path.join(scratch, name)
        write(file, text)
        said = build(options, python, scratch, [file])
        report = complaint(said, file) or compare(options, python, scratch, file)
        return kind in report and bool(report) and "was to be loaded" not in report


def candidates(text):
    """Texts with one thing less: the settings in the comments at the top stay."""
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("# "))
    count = sum(1 for _ in places(ast.parse(text)))
    sized = []
    for index in range(count):
        tree = ast.parse(text)
        holder, name, position = list(places(tree))[index]
        body = getattr(holder, name)
        gone = body.pop(position)
        if not body and name in ("body", "finalbody") and not isinstance(holder, ast.Module):
            body.append(ast.Pass())
            if isinstance(gone, ast.Pass):
                continue
        try:
            sized.append(head + ast.unparse(ast.fix_missing_locations(tree)) + "\n")
        except ValueError:
            continue
        if isinstance(gone, (ast.If, ast.For, ast.While, ast.Try)):
            sized.append(unwrapped(text, head, index))
    return sorted(sized, key=len)


def unwrapped(text, head, index):
    """The statement's body in place of the statement."""
    tree = ast.parse(text)
    holder, name, position = list(places(tree))[index]
    body = getattr(holder, name)
    body[position:position + 1] = body[position].body
    return head + ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def places(tree):
    """Every statement, and every entry of a list of cases, by where it stands."""
    for holder in ast.walk(tree):
        for name in ("body", "orelse", "finalbody", "handlers", "elts"):
            body = getattr(holder, name, None)
            if isinstance(body, list) and (name != "elts" or isinstance(holder, ast.List)):
                for position in range(len(body)):
                    yield holder, name, position


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


if __name__ == "__main__":
    sys.exit(main())
