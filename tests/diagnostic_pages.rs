//! The examples in the pages of diagnostic codes are true: `annot check` gives that reason, at the line that says so, and
//! nothing but native functions for the program that the page recommends instead.

// In a test, to panic is to fail.
#![allow(clippy::unwrap_used)]

// Each test looks at other facts about an interpreter.
#[allow(dead_code)]
#[path = "pythons/mod.rs"]
mod pythons;

use std::path::Path;
use std::process::Command;

use annot::diagnostics;

/// The one reason that only the oldest version gives.
const ONLY_ON_311: &str = "nested-on-311";

/// Reasons that only functions have that could be native otherwise.
const ONLY_WITH_ALL: [&str; 1] = ["frame-access"];

/// What `--performance` says of native functions.
const COSTS: [&str; 4] = ["generic-operation", "generic-call", "boxed-value", "guard-in-loop"];

/// The first line of a program that a page recommends.
const RECOMMENDED: &str = "# native\n";

#[test]
fn examples_are_true() {
    let pythons = pythons::discover();
    let folder = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for (code, _) in diagnostics::codes() {
        let python = pythons
            .iter()
            .rfind(|python| (python.minor == 11) == (code == ONLY_ON_311));
        let Some(python) = python else { continue };
        for example in programs(code).filter(|program| !program.starts_with(RECOMMENDED)) {
            let line = 1 + example
                .lines()
                .position(|line| line.ends_with(&format!("# {code}")))
                .expect(code);
            let (_, reasons) = check(code, folder.path(), example, &python.executable);
            assert!(
                reasons.contains(&(code.to_string(), line as u64)),
                "{code} at line {line}: {reasons:?}"
            );
            tried += 1;
        }
    }
    assert!(tried >= 10, "only {tried} examples were tried");
}

#[test]
fn recommendations_are_native() {
    let pythons = pythons::discover();
    let folder = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for (code, _) in diagnostics::codes() {
        for program in programs(code).filter(|program| program.starts_with(RECOMMENDED)) {
            for python in pythons.iter().take(1).chain(pythons.last()) {
                let (engines, reasons) = check(code, folder.path(), program, &python.executable);
                assert!(
                    !engines.is_empty() && engines.iter().all(|engine| engine == "native"),
                    "{code}: {engines:?}"
                );
                assert!(reasons.is_empty(), "{code}: {reasons:?}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 10, "only {tried} recommendations were tried");
}

/// The programs of a page that are fenced as `python`.
fn programs(code: &str) -> impl Iterator<Item = &'static str> {
    let page = diagnostics::page(code).unwrap();
    page.split("```python\n")
        .skip(1)
        .map(|rest| rest.split_once("```").unwrap().0)
}

/// The engines of all functions, and the codes and lines of all reasons that `annot check` gives.
fn check(code: &str, folder: &Path, source: &str, python: &Path) -> (Vec<String>, Vec<(String, u64)>) {
    let file = folder.join("example.py");
    fs_err::write(&file, source).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_annot"))
        .args(["check", "--format", "json"])
        .arg(match ONLY_WITH_ALL.contains(&code) || COSTS.contains(&code) {
            true => "--native=all",
            // The other reasons are about what could not be unboxed.
            false => "--native=numbers",
        })
        .args(COSTS.contains(&code).then_some("--performance"))
        .arg("--python")
        .args([python, &file])
        .env("ANNOT_CACHE_DIR", folder.join("cache"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let functions: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let functions = functions.as_array().unwrap();
    let engines = functions
        .iter()
        .map(|function| function["engine"].as_str().unwrap().to_string());
    let reasons = functions
        .iter()
        .flat_map(|function| [function["reasons"].as_array(), function["performance"].as_array()])
        .flatten()
        .flatten();
    let reasons = reasons.map(|reason| {
        (
            reason["code"].as_str().unwrap().to_string(),
            reason["line"].as_u64().unwrap(),
        )
    });
    (engines.collect(), reasons.collect())
}
