//! Has annot write what `lib.rs` includes, for the interpreter that maturin builds for.

use std::env;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=../mosaic/tiles.py");
    println!("cargo:rerun-if-changed=annot");
    println!("cargo:rerun-if-env-changed=PYO3_PYTHON");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    annot(&["emit", "--runtime", "annot", "--check"]);
    annot(&["emit", "../mosaic/tiles.py", "--include", &out]);
}

fn annot(arguments: &[&str]) {
    let mut command = Command::new("annot");
    command.args(arguments);
    if let (Ok(python), true) = (env::var("PYO3_PYTHON"), arguments.contains(&"--include")) {
        command.args(["--python", &python]);
    }
    let status = command.status().expect("annot runs: pip install annot");
    assert!(status.success(), "annot {}", arguments.join(" "));
}
