"""Finds the program `annot` and runs it. All that annot knows about compiling is in that program."""

import functools
import json
import os
import shutil
import subprocess
import sys
import sysconfig

NAME = "annot" + (sysconfig.get_config_var("EXE") or "")


class Missing(RuntimeError):
    """The program is nowhere to be found."""


def find():
    """The path of the program: `ANNOT_BIN`, beside this package, this Python's scripts, then PATH."""
    asked = os.environ.get("ANNOT_BIN")
    if asked:
        return asked
    for folder in _script_folders():
        path = os.path.join(folder, NAME)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    found = shutil.which(NAME)
    if found:
        return found
    raise Missing("the program `annot` is not installed: `pip install annot` or `cargo install annot`, or set ANNOT_BIN")


def _script_folders():
    scripts = "Scripts" if os.name == "nt" else "bin"
    package = os.path.dirname(os.path.abspath(__file__))
    site = os.path.dirname(package)
    # `pip install --target`, and the environment that pip builds in: lib/python3.x/site-packages has its own scripts.
    yield os.path.join(site, scripts)
    yield os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(site))), scripts)
    yield sysconfig.get_path("scripts")
    try:
        yield sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user"))
    except KeyError:
        pass


def messages(arguments, *, folder=None, capture=False):
    """Runs annot; gives its exit code, what it says as JSON, and with `capture` what it printed for people."""
    done = subprocess.run(
        [find(), *arguments, "--message-format", "json"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if capture else None,
        encoding="utf-8",
        errors="replace",
    )
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return done.returncode, lines, done.stderr or ""


def run(arguments):
    """Runs annot; gives what it printed, as text."""
    return subprocess.run([find(), *arguments], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8")


@functools.cache
def cache_folder():
    """Where annot keeps what it made."""
    done = run(["cache", "dir"])
    if done.returncode != 0:
        raise OSError(done.stderr.strip())
    return done.stdout.rstrip("\n")


def explain(lines, text=""):
    """The errors among messages, as one text."""
    parts = []
    for line in lines:
        if line["reason"] == "diagnostic":
            parts.append(_rendered(line))
    if text.strip():
        parts.append(text.strip())
    return "\n".join(parts) or "annot failed without a word"


def _rendered(line):
    text = f"{line['level']}[{line['code']}]: {line['message']}"
    place = [str(line[part]) for part in ("file", "line", "column") if line.get(part) is not None]
    if place:
        text += f"\n  --> {':'.join(place)}"
    for help in line.get("help") or ():
        text += f"\n  help: {help}"
    return text


def this_python():
    """The flags that name the running interpreter."""
    return ["--python", sys.executable] if sys.executable else []
