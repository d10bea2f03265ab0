"""Builds a crate written by hand, NAME.rs with NAME.py, for the interpreter that runs this, and runs NAME_check.py on it.

usage: python build.py NAME DIRECTORY    (where to build; kept, so that the next time is quicker)

tests/runtime.rs builds in the same directory, and what it has built of the runtime is used."""
import importlib.util
import itertools
import json
import marshal
import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig
import types

here = pathlib.Path(__file__).resolve().parent
runtime = here.parent.parent / "templates" / "runtime"
name = sys.argv[1]
directory = pathlib.Path(sys.argv[2]).resolve()
debug = "d" if hasattr(sys, "gettotalrefcount") else ""
label = f"3.{sys.version_info[1]}{debug}"
place = directory / f"{name}-{label}"
target = directory / f"target-{label}"
MANIFEST = """[package]
name = "{name}"
version = "0.1.0"
edition = "2024"
[lib]
crate-type = ["cdylib"]
path = "lib.rs"
[dependencies]
annot_runtime = {{ path = "{runtime}" }}
pyo3 = {{ version = "=0.30.1", default-features = false }}
[workspace]
"""


def copy_if_changed(source, target):
    if not target.exists() or source.read_bytes() != target.read_bytes():
        shutil.copyfile(source, target)


def functions_of(code, numbers=None):
    """All functions of the module, in preorder. The entry of `a.<locals>.b` is `entry_a_b` if the crate has that, else `entry`."""
    numbers = itertools.count() if numbers is None else numbers
    number = next(numbers)
    if code.co_flags & 2:  # It has fast locals.
        params = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
        entry = "entry_" + code.co_qualname.replace(".<locals>", "").replace(".", "_").lower()
        entry = entry if re.search(rf"\b{entry}\b", (here / f"{name}.rs").read_text()) else "entry"
        yield (f"rt::Function::new(&rt::FunctionSpec {{ more_names: &[], name: {json.dumps(code.co_qualname)}, code: {number}, "
               f"params: {params}, guards: 0, entry: {entry}, resume: None, begin: None }})")
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from functions_of(constant, numbers)


def main():
    copy = directory / "runtime"
    for source in runtime.rglob("*"):
        relative = source.relative_to(runtime)
        if source.is_file() and relative.parts[0] in ("src", "csrc", "build.rs", "Cargo.lock", "Cargo.toml.j2"):
            copied = copy / relative.with_suffix("" if source.suffix == ".j2" else source.suffix)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copy_if_changed(source, copied)
    place.mkdir(parents=True, exist_ok=True)
    (place / "Cargo.toml").write_text(MANIFEST.format(name=name, runtime=copy))
    copy_if_changed(here / f"{name}.rs", place / "lib.rs")
    lines = "; ".join(f"v{i} = t + {i + 1000}; t = v{i} % 1000003" for i in range(400))
    module = place / "module"
    module.mkdir(exist_ok=True)
    source = (here / f"{name}.py").read_text().replace("LARGE", lines).encode()
    (module / f"{name}.py").write_bytes(source)
    code = compile(source, f"{name}.py", "exec", dont_inherit=True)
    functions = list(functions_of(code))
    (place / "functions").write_text(f"[{', '.join(functions)}]")
    (place / "count").write_text(str(len(functions)))
    (place / "code").write_bytes(marshal.dumps(code))
    (place / "hash").write_text(repr(list(importlib.util.source_hash(source))))
    (place / "minor").write_text(str(sys.version_info[1]))
    environment = dict(os.environ, PYO3_PYTHON=sys.executable, PYO3_BUILD_EXTENSION_MODULE="1",
                       CRATE_CODE=str(place / "code"), CRATE_HASH=str(place / "hash"),
                       CRATE_MINOR=str(place / "minor"), CARGO_TARGET_DIR=str(target),
                       CRATE_FUNCTIONS=str(place / "functions"), CRATE_COUNT=str(place / "count"))
    cargo = os.environ.get("CARGO", "cargo")
    subprocess.run([cargo, "build", "--release", "--quiet"], cwd=place, env=environment, check=True)
    library = next(target / "release" / name for name in (f"lib{name}.so", f"lib{name}.dylib")
                   if (target / "release" / name).exists())
    shutil.copyfile(library, module / (name + sysconfig.get_config_var("EXT_SUFFIX")))
    check = [sys.executable, "-X", "faulthandler", str(here / f"{name}_check.py"), str(module)]
    environment["ANNOT_STRESS"] = "0"
    sys.exit(subprocess.run(check, env=environment).returncode)


main()
