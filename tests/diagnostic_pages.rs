//! The examples in the pages of diagnostic codes are true: `annot check` gives that reason, at the line that says so.

// Each test looks at other facts about an interpreter.
#[allow(dead_code)]
#[path = "pythons/mod.rs"]
mod pythons;

use std::path::Path;
use std::process::Command;

use annot::diagnostics;

/// The one reason that only the oldest version gives.
const ONLY_ON_311: &str = "nested-on-311";

#[test]
fn examples_are_true() {
    let pythons = pythons::discover();
    let folder = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for (code, _) in diagnostics::codes() {
        let page = diagnostics::page(code).unwrap();
        let Some((_, rest)) = page.split_once("```python\n") else {
            continue;
        };
        let example = rest.split_once("```").unwrap().0;
        let python = pythons
            .iter()
            .rfind(|python| (python.minor == 11) == (code == ONLY_ON_311));
        let Some(python) = python else { continue };
        let line = 1 + example
            .lines()
            .position(|line| line.ends_with(&format!("# {code}")))
            .expect(code);
        let reasons = check(folder.path(), example, &python.executable);
        assert!(
            reasons.contains(&(code.to_string(), line as u64)),
            "{code} at line {line}: {reasons:?}"
        );
        tried += 1;
    }
    assert!(tried >= 10, "only {tried} examples were tried");
}

/// The codes and lines of all reasons that `annot check` gives.
fn check(folder: &Path, source: &str, python: &Path) -> Vec<(String, u64)> {
    let file = folder.join("example.py");
    fs_err::write(&file, source).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_annot"))
        .args(["check", "--format", "json", "--python"])
        .args([python, &file])
        .env("ANNOT_CACHE_DIR", folder.join("cache"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let functions: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let reasons = functions
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|function| function["reasons"].as_array().unwrap());
    reasons
        .map(|reason| {
            (
                reason["code"].as_str().unwrap().to_string(),
                reason["line"].as_u64().unwrap(),
            )
        })
        .collect()
}
