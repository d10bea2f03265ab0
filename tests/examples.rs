//! The examples are native from end to end, and give the same answers built and interpreted, on the newest Python found.

// In a test, to panic is to fail.
#![allow(clippy::unwrap_used)]

// Each test looks at other facts about an interpreter.
#[allow(dead_code)]
#[path = "pythons/mod.rs"]
mod pythons;

use std::path::Path;
use std::process::Command;

const MODULES: [&str; 3] = ["collatz", "integrate", "primes"];

#[test]
fn examples_are_native_and_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    let pythons = pythons::discover();
    let python = pythons
        .iter()
        .rfind(|python| !python.label.ends_with('d'))
        .expect("no Python found");
    let report = annot(&["check", "--format", "json"], &folder, &python.executable);
    let mut functions: Vec<serde_json::Value> = serde_json::from_str(&report).unwrap();
    // `demo.py` runs the examples; it is none.
    functions.retain(|function| !function["file"].as_str().unwrap_or_default().ends_with("demo.py"));
    assert!(functions.len() >= 14, "{report}");
    assert!(
        functions.iter().all(|function| function["engine"] == "native"),
        "{report}"
    );

    annot(
        &["build", "-q", "-o", &built.to_string_lossy()],
        &folder,
        &python.executable,
    );
    for module in MODULES {
        assert!(built.join(format!("{module}{}", python.suffix)).exists(), "{module}");
        assert_eq!(
            answer(module, &built, python),
            answer(module, &folder, python),
            "{module}"
        );
    }
}

fn annot(arguments: &[&str], folder: &Path, python: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_annot"))
        .args(arguments)
        .arg("--python")
        .args([python, folder])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What `bench` answers, with the module from this folder.
fn answer(module: &str, folder: &Path, python: &pythons::Python) -> String {
    let script = format!("import sys; sys.path.insert(0, sys.argv[1]); import {module}; print({module}.bench(3000))");
    let output = Command::new(&python.executable)
        .args(["-c", &script])
        .arg(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
