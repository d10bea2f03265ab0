"""Builds resume.rs for the interpreter that runs this, and runs resume_check.py on it.

usage: python resume_build.py DIRECTORY    (where to build; kept, so that the next time is quicker)

tests/runtime.rs builds in the same directory, and what it has built of the runtime is used."""
import importlib.util
import marshal
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig

here = pathlib.Path(__file__).resolve().parent
runtime = here.parent.parent / "templates" / "runtime"
directory = pathlib.Path(sys.argv[1]).resolve()
debug = "d" if hasattr(sys, "gettotalrefcount") else ""
label = f"3.{sys.version_info[1]}{debug}"
place = directory / f"resume-{label}"
target = directory / f"target-{label}"
MANIFEST = """[package]
name = "resume"
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


def main():
    copy = directory / "runtime"
    for source in runtime.rglob("*"):
        relative = source.relative_to(runtime)
        if source.is_file() and relative.parts[0] in ("src", "csrc", "build.rs", "Cargo.lock", "Cargo.toml.j2"):
            copied = copy / relative.with_suffix("" if source.suffix == ".j2" else source.suffix)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copy_if_changed(source, copied)
    place.mkdir(parents=True, exist_ok=True)
    (place / "Cargo.toml").write_text(MANIFEST.format(runtime=copy))
    copy_if_changed(here / "resume.rs", place / "lib.rs")
    lines = "; ".join(f"v{i} = t + {i + 1000}; t = v{i} % 1000003" for i in range(400))
    module = place / "module"
    module.mkdir(exist_ok=True)
    source = (here / "resume.py").read_text().replace("LARGE", lines).encode()
    (module / "resume.py").write_bytes(source)
    (place / "code").write_bytes(marshal.dumps(compile(source, "resume.py", "exec", dont_inherit=True)))
    (place / "hash").write_text(repr(list(importlib.util.source_hash(source))))
    (place / "minor").write_text(str(sys.version_info[1]))
    environment = dict(os.environ, PYO3_PYTHON=sys.executable, PYO3_BUILD_EXTENSION_MODULE="1",
                       RESUME_CODE=str(place / "code"), RESUME_HASH=str(place / "hash"),
                       RESUME_MINOR=str(place / "minor"), CARGO_TARGET_DIR=str(target))
    cargo = os.environ.get("CARGO", "cargo")
    subprocess.run([cargo, "build", "--release", "--quiet"], cwd=place, env=environment, check=True)
    library = next(target / "release" / name for name in ("libresume.so", "libresume.dylib")
                   if (target / "release" / name).exists())
    shutil.copyfile(library, module / ("resume" + sysconfig.get_config_var("EXT_SUFFIX")))
    check = [sys.executable, "-X", "faulthandler", str(here / "resume_check.py"), str(module)]
    environment["ANNOT_STRESS"] = "0"
    sys.exit(subprocess.run(check, env=environment).returncode)


main()
