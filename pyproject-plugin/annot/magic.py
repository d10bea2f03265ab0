"""The notebook magic: `%load_ext annot`, then `%%annot` at the top of a cell.

The cell runs as it would without it, in the notebook's own namespace; then the functions and classes that it made are
compiled, in place.
"""

import argparse
import shlex
import time
import types

from annot import live


def load(shell):
    shell.register_magic_function(lambda line, cell: run(shell, line, cell), "cell", "annot")


def run(shell, line, cell):
    """`%%annot [--check] [--report] [--time] [--profile dev|release]`"""
    try:
        options = _options(line)
    except SystemExit:
        return
    before = {name: id(value) for name, value in shell.user_ns.items()}
    result = shell.run_cell(cell)
    if not result.success:
        # The shell has shown the exception.
        return
    made = [
        value
        for name, value in list(shell.user_ns.items())
        if before.get(name) != id(value)
        and isinstance(value, (types.FunctionType, type))
        and getattr(value, "__module__", None) == shell.user_ns.get("__name__")
    ]
    functions = [function for value in made for function in live._functions(value)]
    start = time.perf_counter()
    if functions and not options.check:
        job = live.Job(functions[0], "warn", options.profile)
        job.wanted.extend(functions)
        job.run()
    seconds = time.perf_counter() - start
    if options.check:
        _report(live.check(functions))
    if options.report:
        _report([(function.__qualname__, live.info(function)) for function in functions])
    if options.time:
        print(f"annot: ready in {seconds:.2f} s")


def _options(line):
    parser = argparse.ArgumentParser(prog="%%annot", description="Compile the functions that the cell makes.")
    parser.add_argument("--check", action="store_true", help="compile nothing; say which functions would be native")
    parser.add_argument("--report", action="store_true", help="say which functions are native, and why the others are not")
    parser.add_argument("--time", action="store_true", help="say how long compiling took")
    parser.add_argument("--profile", choices=["dev", "release"])
    return parser.parse_args(shlex.split(line))


def _report(rows):
    for name, facts in rows:
        print(f"{facts['engine']:8}  {name}")
        for reason in facts["reasons"]:
            print(f"          line {reason['line']}: {reason['message']} [{reason['code']}]")
