//! How the runtime hands over to CPython in the middle of a function, how native code is interrupted (`resume`), and what its
//! frames look like (`frames`): crates written by hand are built for each Python found by `tests/runtime/build.py`, and
//! checked by Python programs.

use std::path::Path;
use std::process::Command;

#[allow(dead_code, reason = "other tests use more of it")]
mod pythons;

#[test]
fn every_python_goes_on_where_native_code_left() {
    check("resume");
}

#[test]
fn native_frames_are_frames() {
    check("frames");
}

fn check(name: &str) {
    let pythons = pythons::discover();
    assert!(
        !pythons.is_empty(),
        "no CPython 3.11 to 3.15 found: put one on PATH or name it in ANNOT_TEST_PYTHONS"
    );
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/runtime/build.py");
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runtime");
    let mut failures = String::new();
    for python in &pythons {
        eprintln!("CPython {}", python.label);
        match Command::new(&python.executable)
            .arg(&program)
            .arg(name)
            .arg(&directory)
            .output()
        {
            Ok(done) if done.status.success() => eprint!("{}", String::from_utf8_lossy(&done.stdout)),
            Ok(done) => {
                let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
                failures += &format!("---- CPython {}\n{}\n{said}\n", python.label, done.status);
            }
            Err(error) => failures += &format!("---- CPython {}\n{error}\n", python.label),
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
