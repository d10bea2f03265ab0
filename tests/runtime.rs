//! The runtime alone, without the compiler: a crate written by hand, as annot generates them, is built for each Python found
//! and checked by a Python program. See `tests/runtime/sample.rs` and `tests/runtime/check.py`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

#[allow(dead_code, reason = "other tests use more of it")]
mod pythons;

use pythons::Python;

const SAMPLE_MANIFEST: &str = r#"[package]
name = "sample"
version = "0.1.0"
edition = "2024"

[lib]
crate-type = ["cdylib"]

[dependencies]
annot_runtime = { path = "../runtime" }

[workspace]
"#;

#[test]
fn every_python_passes_the_checks() -> Result<(), Box<dyn Error>> {
    let pythons = pythons::discover();
    assert!(
        !pythons.is_empty(),
        "no CPython 3.11 to 3.15 found: put one on PATH or name it in ANNOT_TEST_PYTHONS"
    );
    let crates = write_crates()?;
    let mut failures = String::new();
    for python in &pythons {
        eprintln!("CPython {}", python.label);
        if let Err(failure) = build(&crates, python).and_then(|directory| check(&directory, python)) {
            failures += &format!("---- CPython {}\n{failure}\n", python.label);
        }
    }
    assert!(failures.is_empty(), "{failures}");
    Ok(())
}

/// The runtime and the sample side by side. Files that are there already keep their times, so that cargo does nothing twice.
fn write_crates() -> Result<PathBuf, Box<dyn Error>> {
    let crates = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runtime");
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/runtime");
    for folder in ["", "src", "src/object", "csrc"] {
        for entry in fs_err::read_dir(templates.join(folder))? {
            let path = entry?.path();
            let Some(name) = path
                .file_name()
                .and_then(|name| name.to_str())
                .filter(|_| path.is_file())
            else {
                continue;
            };
            let name = name.strip_suffix(".j2").unwrap_or(name);
            write_if_new(&crates.join("runtime").join(folder).join(name), &fs_err::read(&path)?)?;
        }
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/runtime/sample.rs");
    write_if_new(&crates.join("sample/src/lib.rs"), &fs_err::read(source)?)?;
    write_if_new(&crates.join("sample/Cargo.toml"), SAMPLE_MANIFEST.as_bytes())?;
    Ok(crates)
}

fn write_if_new(path: &Path, text: &[u8]) -> Result<(), Box<dyn Error>> {
    if fs_err::read(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder)?;
    }
    Ok(fs_err::write(path, text)?)
}

/// The directory with the built module and its source.
fn build(crates: &Path, python: &Python) -> Result<PathBuf, Box<dyn Error>> {
    let directory = crates.join(format!("out-{}", python.label));
    fs_err::create_dir_all(&directory)?;
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/runtime");
    succeed(
        Command::new(&python.executable)
            .arg(scripts.join("prepare.py"))
            .arg(scripts.join("sample.py"))
            .arg(&directory),
    )?;
    let target = crates.join(format!("target-{}", python.label));
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--release", "--quiet"])
        .current_dir(crates.join("sample"));
    cargo.env("CARGO_TARGET_DIR", &target);
    cargo
        .env("PYO3_PYTHON", &python.executable)
        .env("PYO3_BUILD_EXTENSION_MODULE", "1");
    for (variable, file) in [
        ("SAMPLE_CODE", "code.bin"),
        ("SAMPLE_CODES", "codes.rs"),
        ("SAMPLE_HASH", "hash.rs"),
        ("SAMPLE_MINOR", "minor.rs"),
    ] {
        cargo.env(variable, directory.join(file));
    }
    succeed(&mut cargo)?;
    let library = target.join("release").join(format!(
        "{}sample{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    ));
    fs_err::copy(library, directory.join(format!("sample{}", python.suffix)))?;
    Ok(directory)
}

fn check(directory: &Path, python: &Python) -> Result<(), Box<dyn Error>> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/runtime/check.py");
    succeed(Command::new(&python.executable).arg(program).arg(directory))?;
    embed(directory, python)
}

/// In a program that finalizes CPython and initializes it again, the module is refused from the second time on.
fn embed(directory: &Path, python: &Python) -> Result<(), Box<dyn Error>> {
    const ASK: &str = "import os, sys, sysconfig as s; v = s.get_config_var; \
                       shared = os.path.join(v('LIBDIR') or '', v('INSTSONAME') or ''); \
                       print(s.get_path('include'), v('LIBDIR'), shared if '.so' in shared and os.path.exists(shared) else '', \
                       sys.base_prefix, sep='\\n')";
    let said = Command::new(&python.executable).args(["-c", ASK]).output()?.stdout;
    let said = String::from_utf8(said)?;
    let [include, libraries, library, home] = said.lines().collect::<Vec<_>>()[..] else {
        return Err(format!("{}: sysconfig says {said:?}", python.label).into());
    };
    if library.is_empty() {
        eprintln!("CPython {} has no shared library to embed", python.label);
        return Ok(());
    }
    let program = directory.join("embed");
    succeed(
        Command::new("cc")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/runtime/embed.c"))
            .arg("-o")
            .arg(&program)
            .arg(format!("-I{include}"))
            .arg(library)
            .arg(format!("-Wl,-rpath,{libraries}")),
    )?;
    let statements = format!(
        "import sys\nsys.path.insert(0, {directory:?})\ntry:\n import sample\nexcept ImportError as error:\n \
         assert 'after Py_Finalize' in str(error), error\nelse:\n assert sample.fib(10) == 55\n"
    );
    succeed(Command::new(program).arg(statements).env("PYTHONHOME", home))
}

fn succeed(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let done = command.output()?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    Err(format!("{command:?}: {}\n{said}", done.status).into())
}
