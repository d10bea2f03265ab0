//! Every object operation of the runtime against the instruction of CPython that it must do the work of.
//!
//! For each Python found, the runtime's own sources are compiled into a library with one function that runs an operation by
//! its name, and `object_operations/check.py`, run by that Python, compares what it gives with what the interpreter's own
//! bytecode does: results, exceptions and their texts, calls of special methods, reference counts. The last test breaks some
//! operations and wants the comparison to notice.

#[allow(dead_code)] // not every test needs every field
mod pythons;

use pythons::Python;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The files of the runtime that the operations need besides their own; the rest of the runtime is not compiled here.
const MODULES: [&str; 4] = ["value", "boxing", "layout_long", "owned"];

#[test]
fn object_operations_do_what_instructions_do() {
    let pythons = pythons::discover();
    assert!(
        !pythons.is_empty(),
        "no Python found: put one on PATH or name it in ANNOT_TEST_PYTHONS"
    );
    let next = AtomicUsize::new(0);
    let problems = Mutex::new(String::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(python) = pythons.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let library = build(python, "plain", |_, text| text);
                    if let Err(output) = run(python, &library, &[]) {
                        let mut problems = problems.lock().expect("no panic in a worker");
                        let _ = writeln!(problems, "{}:\n{output}", python.label);
                    }
                }
            });
        }
    });
    let problems = problems.into_inner().expect("no panic in a worker");
    assert!(problems.is_empty(), "{problems}");
}

/// One edit each, of which none may go unnoticed: file, before, after, and the operation that then differs.
const MUTANTS: [(&str, &str, &str, &str); 6] = [
    ("item", "index + size", "index + size - 1", "get_item"),
    ("build", "fine && unsafe", "fine || unsafe", "set"),
    (
        "unpack",
        "(items.len() - 1) as c_int",
        "items.len() as c_int",
        "unpack_ex",
    ),
    ("update", "must be an iterable", "must be iterable", "list_extend"),
    ("call", "all[1] = first", "all[1] = function", "call_method"),
    (
        "compare",
        "ffi::PyObject_IsTrue(a)",
        "1 - ffi::PyObject_IsTrue(a)",
        "truth",
    ),
];

#[test]
fn a_broken_operation_is_noticed() {
    let python = pythons::discover()
        .into_iter()
        .rfind(|python| !python.label.ends_with('d'))
        .expect("a Python");
    let library = build(&python, "mutants", |file, mut text| {
        for (of, before, after, _) in MUTANTS.iter().filter(|(of, ..)| *of == file) {
            assert!(
                text.contains(before),
                "{of}.rs has no `{before}` any more: choose another mutant"
            );
            text = text.replace(before, after);
        }
        text
    });
    for (_, _, _, name) in MUTANTS {
        let output = run(&python, &library, &[name]).expect_err(name);
        assert!(
            output.contains(&format!("{name}:")),
            "{name}: the comparison failed for another reason:\n{output}"
        );
    }
}

/// Compiles the library for one Python, each file of operations as `edit` leaves it, and returns its path.
fn build(python: &Python, kind: &str, edit: impl Fn(&str, String) -> String) -> PathBuf {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/runtime");
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("object_operations")
        .join(&python.label);
    let package = root.join(kind);
    write_if_changed(&package.join("Cargo.toml"), &MANIFEST.replace("KIND", kind));
    for file in ["build.rs", "csrc/object.c"] {
        write_if_changed(&package.join(file), &read(&runtime.join(file)));
    }
    for module in MODULES {
        let file = format!("src/{module}.rs");
        write_if_changed(&package.join(&file), &read(&runtime.join(&file)));
    }
    for entry in std::fs::read_dir(runtime.join("src/object")).expect("the operations") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        let text = edit(name, read(&path));
        write_if_changed(&package.join(format!("src/object/{name}.rs")), &text);
    }
    write_if_changed(
        &package.join("src/lib.rs"),
        concat!(
            include_str!("object_operations/harness.rs"),
            include_str!("stand_ins/kept.rs")
        ),
    );
    cargo_build(python, &package, &root.join("target"));
    root.join("target/release").join(format!(
        "{}object_operations_{kind}{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    ))
}

/// Without the network if the crates are already here, which is the rule: annot's own build has fetched them.
fn cargo_build(python: &Python, package: &Path, target: &Path) {
    let attempt = |arguments: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["build", "--release", "--quiet"])
            .args(arguments)
            .arg("--target-dir")
            .arg(target)
            .current_dir(package)
            .env("PYO3_PYTHON", &python.executable)
            .env("PYO3_BUILD_EXTENSION_MODULE", "1")
            .env_remove("CARGO_TARGET_DIR")
            .output()
            .expect("cargo runs")
    };
    let offline = attempt(&["--offline"]);
    if !offline.status.success() {
        let online = attempt(&[]);
        assert!(
            online.status.success(),
            "the operations do not compile for {}:\n{}",
            python.label,
            String::from_utf8_lossy(&offline.stderr)
        );
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a file of the runtime")
}

fn write_if_changed(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|present| present == text) {
        return;
    }
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the crate");
    std::fs::write(path, text).expect("a file of the crate");
}

const MANIFEST: &str = r#"[package]
name = "object_operations_KIND"
version = "0.0.0"
edition = "2024"

[lib]
crate-type = ["cdylib"]

[dependencies]
pyo3 = { version = "=0.30.1", default-features = false }

[build-dependencies]
pyo3-build-config = "=0.30.1"
cc = "1"

[profile.release]
debug = false
opt-level = 1

[workspace]
"#;

/// Runs the comparison on the library; `only` names operations. The error is what it printed.
fn run(python: &Python, library: &Path, only: &[&str]) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/object_operations");
    let output = Command::new(&python.executable)
        // Not isolated (-I): an interpreter may need PYTHONHOME to find itself.
        .args(["-s", "-B"])
        .arg(folder.join("check.py"))
        .arg(library)
        .args(only)
        .output()
        .map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{}{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    ))
}
