"""What the benchmarks share: building with annot, and refusing to measure a module that was not built."""

import json
import os
import subprocess


def build(annot, python, files, output, *options):
    """Builds the files; the paths of what was made."""
    call = [annot, "build", *files, "-o", output, "--python", python, "-q", *options]
    done = subprocess.run(call, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(call)}:\n{done.stdout}{done.stderr}")
    made = [line for line in done.stdout.splitlines() if os.path.exists(line)]
    if len(made) != len(files):
        raise SystemExit(f"annot build made {len(made)} of {len(files)} modules:\n{done.stdout}{done.stderr}")
    return made


def native_functions(annot, python, file):
    """How many functions of the file are native, of how many."""
    call = [annot, "check", file, "--format", "json", "--python", python]
    entries = json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)
    return sum(entry["engine"] == "native" for entry in entries), len(entries)
