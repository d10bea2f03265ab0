#!/usr/bin/env python3
"""Writes random programs for the conformance harness: numeric ones, ones over objects, with hints of containers, over local values, these with consumers, or of generators.

usage: generate.py [--kind KIND] SEED                    one program, to standard output
       generate.py [--kind KIND] --seeds A-B -o DIR      one file per seed; their paths are printed

KIND is `numbers`, `objects`, `typed`, `locals`, `consumers` or `generators`. The same seed gives the same program of a kind on every Python.
"""

import argparse
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from expressions import FLOATS, INTS  # noqa: E402
from generator_program import generator_program  # noqa: E402
from local_program import consumer_program, local_program  # noqa: E402
from object_program import object_program  # noqa: E402
from statements import Function, Statements  # noqa: E402
from typed_program import typed_program  # noqa: E402

KINDS = ["numbers", "objects", "typed", "locals", "consumers", "generators"]

HEAD = '''# nan: any
"""A random program, seed {seed}."""

import math
from typing import Final, Optional

'''


def program(seed):
    """The text of the module of this seed."""
    source = random.Random(f"program {seed}")
    module_globals = {"int_global": "int", "float_global": "float", "LIMIT": "int"}
    lines = [f"int_global{source.choice(['', ': int'])} = {source.choice(INTS)}", f"float_global: float = {source.choice(FLOATS)}", f"LIMIT{source.choice(['', ': int', ': Final'])} = {source.choice(INTS)}"]
    start = list(lines)
    functions = []
    for index in range(source.randint(2, 4)):
        function = Function(source, f"fun{index}")
        lines += ["", "", *Statements(source, function, list(functions), module_globals).lines()]
        functions.append(function)
    lines += ["", "", *recursive(source, functions)]
    lines += ["", "", *cases(source, functions, start)]
    return HEAD.format(seed=seed) + "\n".join(lines) + "\n"


def program_of(kind, seed):
    """The text of the module, and its name."""
    if kind == "objects":
        return object_program(seed), f"random_objects_{seed:05}"
    if kind == "typed":
        return typed_program(seed), f"random_typed_{seed:05}"
    if kind == "locals":
        return local_program(seed), f"random_locals_{seed:05}"
    if kind == "consumers":
        return consumer_program(seed), f"random_consumers_{seed:05}"
    if kind == "generators":
        return generator_program(seed), f"random_generators_{seed:05}"
    return program(seed), f"random_{seed:05}"


def recursive(source, functions):
    """A function that calls itself, and through it some other."""
    function = Function(source, "again")
    function.parameters, function.returns = [("n", "int", None), ("acc", "float", None)], "float"
    body = Statements(source, function, functions, {})
    step = body.float(2)
    return [
        "def again(n: int, acc: float) -> float:",
        "    if n <= 0:",
        "        return acc",
        f"    return again(n - 1, {step}) {source.choice(['+', '-', '*'])} {source.choice(['acc', 'n', '1', '0.5'])}",
    ]


def cases(source, functions, start):
    """Calls with values that fit the hints, and some that do not; the globals start afresh for each."""
    lines = ["CASES = ["]
    for function in functions:
        for _ in range(4):
            values = [value(source, kind) for _, kind, default in function.parameters if default is None or source.random() < 0.7]
            lines.append(f"    (start_and_call, ({function.name!r}, {', '.join(values)})),")
    for n in (0, 3, 12):
        lines.append(f"    (start_and_call, ('again', {n}, {value(source, 'float')})),")
    lines.append("]")
    names = [line.split(":")[0].split(" ")[0] for line in start]
    values = [line.split("= ", 1)[1] for line in start]
    head = ["def start_and_call(name, *arguments):"]
    head += [f"    globals().update({', '.join(f'{name}={text}' for name, text in zip(names, values))})"]
    return head + ["    return globals()[name](*arguments), " + ", ".join(names), "", ""] + lines


def value(source, kind):
    if source.random() < 0.02:
        return source.choice(["None", "'text'", "1j"])
    if kind == "int":
        return source.choice(["True", "1.5"]) if source.random() < 0.05 else source.choice(INTS)
    if kind == "float":
        return source.choice(INTS) if source.random() < 0.15 else source.choice(FLOATS)
    return source.choice(["True", "False"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", nargs="?", type=int)
    parser.add_argument("--kind", choices=KINDS, default="numbers")
    parser.add_argument("--seeds", metavar="A-B")
    parser.add_argument("-o", "--output", metavar="DIR")
    options = parser.parse_args()
    if options.seeds is None:
        print(program_of(options.kind, options.seed or 0)[0], end="")
        return
    first, _, last = options.seeds.partition("-")
    os.makedirs(options.output, exist_ok=True)
    for seed in range(int(first), int(last or first) + 1):
        text, name = program_of(options.kind, seed)
        path = os.path.join(options.output, f"{name}.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        print(path)


if __name__ == "__main__":
    main()
