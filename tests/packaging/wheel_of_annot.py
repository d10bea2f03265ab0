"""Makes a wheel of annot without building it again: the Python package, and a script that starts the program under test.

    python wheel_of_annot.py ROOT PROGRAM VERSION FOLDER
"""

import pathlib
import sys
import tomllib
import zipfile

root, program, version, folder = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4])
project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
info = f"annot-{version}.dist-info"
files = {
    f"{info}/METADATA": f"Metadata-Version: 2.1\nName: annot\nVersion: {version}\nRequires-Python: {project['requires-python']}\n",
    f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    f"{info}/entry_points.txt": "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in project["entry-points"].items()
    ),
    f"annot-{version}.data/scripts/annot": f"#!/bin/sh\nexec '{program}' \"$@\"\n",
}
source = root / "pyproject-plugin"
for path in sorted((source / "annot").rglob("*")):
    if path.is_file() and "__pycache__" not in path.parts:
        files[path.relative_to(source).as_posix()] = path.read_text()
folder.mkdir(parents=True, exist_ok=True)
with zipfile.ZipFile(folder / f"annot-{version}-py3-none-any.whl", "w") as wheel:
    for name, text in files.items():
        entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
        entry.external_attr = 0o100755 << 16 if name.endswith("scripts/annot") else 0o100644 << 16
        wheel.writestr(entry, text)
    record = f"{info}/RECORD"
    wheel.writestr(record, "".join(f"{name},,\n" for name in [*files, record]))
