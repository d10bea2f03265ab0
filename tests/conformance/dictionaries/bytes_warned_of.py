# native: inside, within, count
"""Under `-bb` whoever compares bytes with a string is told, also where a key is looked up."""

import os
import subprocess
import sys


def inside(key: str, counts: dict[str, int]) -> bool:
    return key in counts


def within(key: str, found: set[str]) -> bool:
    return key in found


def count(key: str, counts: dict[str, int]) -> int:
    if key in counts:
        counts[key] += 1
    else:
        counts[key] = 1
    return counts[key]


def all_of_them() -> list:
    told: list = []
    for look, container in ((inside, {b"a": 1}), (within, {b"a"}), (count, {b"a": 1, "b": 2}), (inside, {("a",): 1, None: 2, "b": 3})):
        try:
            told.append(look("a", container))
        except BytesWarning as warning:
            told.append(str(warning))
    return told


def test_here() -> list:
    return all_of_them()


def test_under_bb() -> tuple:
    program = "import sys; sys.path.insert(0, sys.argv[1]); import bytes_warned_of; print(bytes_warned_of.all_of_them())"
    folder = os.path.dirname(os.path.abspath(__file__))
    ran = subprocess.run([sys.executable, "-bb", "-c", program, folder], capture_output=True, text=True)
    return ran.returncode, ran.stdout
