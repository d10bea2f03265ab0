//! Builds a few small packages from PyPI whole and runs their own tests interpreted and built.
//! `tests/packages/run.py` does the same by hand for any package.

#[path = "pythons/mod.rs"]
mod pythons;

use std::path::Path;
use std::process::Command;

/// What the script ends with if no package could be fetched.
const NOTHING_FETCHED: i32 = 75;

#[test]
fn small_packages_pass_their_own_tests() {
    let Some(python) = pythons::discover().into_iter().rev().find(can_make_environments) else {
        eprintln!("skipped: no Python found has pip and venv");
        return;
    };
    let done = Command::new(&python.executable)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packages/run.py"))
        .args(["--quick", "--annot", env!("CARGO_BIN_EXE_annot")])
        .output()
        .expect("the Python that was found starts");
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
    if done.status.code() == Some(NOTHING_FETCHED) {
        eprintln!("skipped: no package could be fetched, is there a network?\n{said}");
        return;
    }
    assert!(
        done.status.success(),
        "on {} (3.{}, {}):\n{said}",
        python.label,
        python.minor,
        python.suffix
    );
}

/// Some distributions package pip and venv apart; a debug build has no wheels of what the tests need.
fn can_make_environments(python: &pythons::Python) -> bool {
    let probe = Command::new(&python.executable)
        .args([
            "-c",
            "import sys, pip, venv, ensurepip; sys.exit(hasattr(sys, 'gettotalrefcount'))",
        ])
        .output();
    probe.is_ok_and(|done| done.status.success())
}
