#!/usr/bin/env python3
"""Conformance files on one Python by hand: built plain and stressed, compared with their source, their claims checked.

usage: by_hand.py [--annot EXE] [--python EXE] [--plain] [--profile dev|release] FILE...

`cargo test --test conformance` builds all files of a Python before the first is compared; this builds those that are named.
`--plain` leaves the stress out. The exit status is 0 if nothing differs.
"""

import argparse
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--annot", default=os.path.join(HERE, "../../target/debug/annot"))
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--profile", default="dev")
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="by-hand-") as scratch:
        return max([compared(options, scratch, os.path.abspath(file)) for file in options.files])


def compared(options, scratch, file):
    """Builds and compares one file; 1 if something differs."""
    with open(file, encoding="utf-8") as source:
        lines = source.read().splitlines()
    is_limited = any(line.startswith("# limit:") for line in lines)
    kinds = {"plain": (["--profile", options.profile], []), "stress": (["--profile=dev", "--stress"], ["--native=all"])}
    if options.plain:
        del kinds["stress"]
    for kind, (flags, native) in kinds.items():
        native = ["--native=numbers"] if is_limited else native
        call = [options.annot, "build", "-q", file, "--python", options.python, "-o", os.path.join(scratch, kind)]
        built = subprocess.run([*call, *flags, *native], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        # What annot could not compile as it meant to works as bytecode, and is a fault all the same.
        if built.returncode or "bug in annot" in built.stderr:
            print(f"{file}: not built ({kind})\n{built.stderr}")
            return 1
    report = os.path.join(scratch, "native.json")
    with open(report, "w", encoding="utf-8") as listed:
        call = [options.annot, "check", "--format", "json", file, "--python", options.python]
        subprocess.run(call, stdout=listed, check=True)
    call = [options.python, os.path.join(HERE, "harness.py"), "compare", file, "--native", report]
    call += ["--built", os.path.join(scratch, "plain")]
    if not options.plain:
        call += ["--stressed", os.path.join(scratch, "stress")]
    done = subprocess.run(call, capture_output=True, text=True)
    print(f"{file}: {'equal' if done.returncode == 0 else 'DIFFERS'}", flush=True)
    if done.returncode:
        print(done.stdout, done.stderr)
    return min(done.returncode, 1)


if __name__ == "__main__":
    sys.exit(main())
