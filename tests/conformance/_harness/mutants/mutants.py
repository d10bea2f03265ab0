#!/usr/bin/env python3
"""Proves that the harness catches a wrong module: each mutant of the specimen must be reported, in the right place.

A mutant is the specimen with one text replaced, loaded in place of the built module. Introspection is off, since a changed
source is all too easy to see there; the unchanged specimen must pass with everything on.
"""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
HARNESS = os.path.join(os.path.dirname(os.path.dirname(HERE)), "harness.py")

# What is broken, the text replaced and its replacement, and what the report must contain.
MUTANTS = [
    ("another operator", "return a + b", "return a - b", "add(2, 3): value"),
    ("ints that wrap", "return a + b", "return (a + b + 2**63) % 2**64 - 2**63", "CASES[1] add"),
    ("a bool for an int", "return a + b", "return (a + b) if type(a) is int else bool(a + b)", "CASES[2] add(True, False): value"),
    ("an int for a float", "return x / scale", "return x / scale if x else 0", "half(-0.0,): value"),
    ("the sign of zero", "return x / scale", "return x / scale + 0.0", "half(-0.0,): value"),
    ("another exception", "return 1 / twice", "return 1 / twice if twice else [][1]", "exception.type"),
    ("another message", "return 1 / twice", "return 1 / twice if twice else fault()", "exception.args"),
    ("a line too far", "    return 1 / twice", "    return (\n        1 / twice)", "].line"),
    ("a column too far", "return 1 / twice", "return  1 / twice", "].position"),
    ("a lost local", "    return 1 / twice", "    del x; return 1 / twice", "].locals"),
    ("another local", "twice = x * 2", "twice = x * 2; x = 0", "].locals"),
    ("a lost frame", "return inverse(x)", "twice = x * 2; return 1 / twice", ".frames"),
    ("a lost cause", 'raise ValueError("no inverse") from error', 'raise ValueError("no inverse")', "__cause__"),
    ("other output", 'print("n is", n)', 'print("n is ", n)', "stdout"),
    ("a lost warning", 'warnings.warn("large")', "pass", "warnings"),
    ("no mutation", "items.append(item)", "items = items + [item]", "append([1.5], 2.5): arguments"),
    ("a mutation done twice", "items.append(item)", "items.append(item); items.append(item)", "append([1.5], 2.5): value"),
    ("a copy returned", "    return items", "    return list(items)", "append([1.5], 2.5): same"),
    ("another global", "total = total + 1", "total = total + 2", "end: globals"),
    ("a reference kept", "items.append(item)", "items.append(item); kept.append(items)", "append([1.5], 2.5): refcounts"),
    ("memory kept", "scale = 2.0", "scale = 2.0; kept.append([])", "leaks"),
    ("a crash", "return 1 / twice", "import os; os.abort()", "exit status"),
    ("a guard that repeats", "return n + (1 if guard(n < 10) else 1)", "return n + (1 if guard(n < 10) or n > 9 else 2)", "guard 2 of 4: value"),
    ("a guard that raises", "return n + (1 if guard(n < 10) else 1)", "return n + (1 if guard(n < 10) or n > 9 else [][0])", "guard 2 of 4"),
    ("a guard that crashes", "        return n + 1\n", "        import os; os.abort()\n", "guard 1: the process ended with SIGABRT"),
    ("a guard that leaks", "        return n + 1\n", "        kept.append([]); return n + 1\n", "guard 1: each failing leaks"),
]


def main():
    failures = []
    specimen = os.path.join(HERE, "specimen.py")
    with open(specimen, encoding="utf-8") as file:
        text = file.read()
    status, report = compare(specimen, text, "--stressed", "DIRECTORY")
    if status != 0:
        failures.append(f"the specimen itself was reported as different:\n{report}")
    for name, old, new, place in MUTANTS:
        if old not in text:
            failures.append(f"{name}: the specimen has no {old!r}")
            continue
        broken = text.replace(old, new, 1)
        if "fault()" in new:
            broken += "\n\ndef fault():\n    raise ZeroDivisionError('other words')\n"
        options = ["--stressed", "DIRECTORY"] if place.startswith("guard") else []
        status, report = compare(specimen, broken, *options, *(["--tests-only"] if place != "leaks" else []))
        if status == 0 or place not in report:
            failures.append(f"{name}: not caught (looked for {place!r}):\n{report}")
    for failure in failures:
        print(failure)
    print(f"{len(MUTANTS)} mutants, {len(failures)} failures")
    return 1 if failures else 0


def compare(specimen, text, *options):
    """The verdict of the harness on this text in place of the built specimen."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as directory:
        with open(os.path.join(directory, "specimen.py"), "w", encoding="utf-8") as file:
            file.write(text)
        options = [directory if option == "DIRECTORY" else option for option in options]
        call = [sys.executable, HARNESS, "compare", specimen, "--built", directory, "--want", "source", *options]
        done = subprocess.run(call, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main())
