//! Builds a few quick modules of the standard library and runs CPython's own tests with them in place of the source.
//! `tests/stdlib/run.py` does the same by hand for any module, or for all.

#[path = "pythons/mod.rs"]
mod pythons;

use std::path::Path;
use std::process::Command;

#[test]
fn quick_modules_pass_the_tests_of_cpython() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stdlib/run.py");
    let mut tried = 0;
    for python in pythons::discover() {
        if !has_test_suite(&python) {
            continue;
        }
        tried += 1;
        let done = Command::new(&python.executable)
            .arg(&script)
            .args(["--quick", "--annot", env!("CARGO_BIN_EXE_annot")])
            .output()
            .expect("the Python that was found starts");
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
        assert!(
            done.status.success(),
            "on {} (3.{}, {}):\n{said}",
            python.label,
            python.minor,
            python.suffix
        );
    }
    assert!(
        tried > 0 || !requires_test_suite(),
        "no Python found has CPython's test suite"
    );
}

/// Some distributions package the test suite apart.
fn has_test_suite(python: &pythons::Python) -> bool {
    let probe = Command::new(&python.executable)
        .args(["-c", "import test.test_bisect"])
        .output();
    probe.is_ok_and(|done| done.status.success())
}

/// Machines that run the tests for everyone must have it; those of others need not.
fn requires_test_suite() -> bool {
    std::env::var_os("CI").is_some()
}
