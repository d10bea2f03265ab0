//! Every primitive against the CPython that it must agree with, bit for bit.
//!
//! For each Python found, the runtime's own sources are compiled into a library that exports every primitive of the table,
//! and `primitives/check.py`, run by that Python, calls them on a grid of corner cases and on random values and compares
//! with what the interpreter itself computes. `primitives/boxing.py` does the same for the conversions from and to objects.
//! The last test breaks some primitives and wants the comparison to notice.

#[allow(dead_code)] // not every test needs every field
mod pythons;

use annot::primitives::{Primitive, table};
use annot::types::{Repr, Type};
use pythons::Python;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The files of the runtime that primitives need; the rest of the runtime is not compiled here.
const MODULES: [&str; 26] = [
    "value",
    "boxing",
    "collecting",
    "compare",
    "complex_value",
    "convert",
    "float",
    "hypot",
    "int",
    "layout_long",
    "libm",
    "power",
    "list",
    "list_iter",
    "math",
    "number",
    "text",
    "text_float",
    "text_layout",
    "text_methods",
    "text_parts",
    "text_new",
    "text_room",
    "text_search",
    "through_cpython",
    "wide",
];

#[test]
fn primitives_agree_with_every_python_found() {
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
                    let found = compare(python);
                    problems.lock().expect("no panic in a worker").push_str(&found);
                }
            });
        }
    });
    let problems = problems.into_inner().expect("no panic in a worker");
    assert!(problems.is_empty(), "{problems}");
}

/// What is wrong on one Python. A debug build computes like the other one of its version, slowly; it counts references.
fn compare(python: &Python) -> String {
    let library = build(python, "plain", |_, text| text);
    let scripts: &[&str] = if python.label.ends_with('d') {
        &["boxing.py"]
    } else {
        &["check.py", "boxing.py"]
    };
    let mut problems = String::new();
    for script in scripts {
        if let Err(output) = run(python, script, &library, &[]) {
            let _ = writeln!(problems, "{} {script}:\n{output}", python.label);
        }
    }
    problems
}

/// One edit each, of which none may go unnoticed.
const MUTANTS: [(&str, &str, &str, &str); 6] = [
    ("int", "remainder + b", "remainder - b", "int.__mod__"),
    ("int", "quotient | u64::from(inexact)", "quotient", "int.__truediv__"),
    (
        "float",
        "rest == half && whole & 1 == 1",
        "rest == half",
        "float.__round__",
    ),
    (
        "compare",
        "Ordering::Equal if fraction > 0.0 => Ordering::Less",
        "Ordering::Equal if fraction > 0.0 => Ordering::Equal",
        "int.__lt__",
    ),
    (
        "hypot",
        "(root + sum.value() / (2.0 * root)) / scale",
        "root / scale",
        "math.hypot",
    ),
    ("wide", "modulus - remainder", "remainder", "wide.mod_wide"),
];

#[test]
fn a_broken_primitive_is_noticed() {
    let python = pythons::discover()
        .into_iter()
        .rfind(|python| !python.label.ends_with('d'))
        .expect("a Python");
    let library = build(&python, "mutants", |module, mut text| {
        for (_, before, after, _) in MUTANTS.iter().filter(|(of, ..)| *of == module) {
            assert!(
                text.contains(before),
                "{module}.rs has no `{before}` any more: choose another mutant"
            );
            text = text.replace(before, after);
        }
        text
    });
    for (_, _, _, name) in MUTANTS {
        let output = run(&python, "check.py", &library, &[name]).expect_err(name);
        assert!(
            output.contains(name),
            "{name}: the comparison failed for another reason:\n{output}"
        );
    }
}

/// Compiles the library for one Python, each source file as `edit` leaves it, and returns its path.
fn build(python: &Python, kind: &str, edit: impl Fn(&str, String) -> String) -> PathBuf {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/runtime/src");
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("primitives")
        .join(&python.label);
    let package = root.join(kind);
    std::fs::create_dir_all(package.join("src")).expect("a folder for the crate");
    write_if_changed(&package.join("Cargo.toml"), &MANIFEST.replace("KIND", kind));
    write_if_changed(
        &package.join("build.rs"),
        "fn main() {\n    pyo3_build_config::use_pyo3_cfgs();\n}\n",
    );
    let mut library = String::new();
    for module in MODULES {
        let text = std::fs::read_to_string(sources.join(format!("{module}.rs"))).expect("a file of the runtime");
        write_if_changed(&package.join(format!("src/{module}.rs")), &edit(module, text));
        let _ = writeln!(library, "pub mod {module};");
    }
    library.push_str(include_str!("primitives/harness.rs"));
    library.push_str(include_str!("stand_ins/kept.rs"));
    for (index, primitive) in table().iter().enumerate() {
        library.push_str(&export(index, primitive));
    }
    write_if_changed(&package.join("src/lib.rs"), &library);
    cargo_build(python, &package, &root.join("target"));
    root.join("target/release").join(format!(
        "{}primitives_{kind}{}",
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
            "the runtime does not compile for {}:\n{}",
            python.label,
            String::from_utf8_lossy(&offline.stderr)
        );
    }
}

fn write_if_changed(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|present| present == text) {
        return;
    }
    std::fs::write(path, text).expect("a file of the crate");
}

const MANIFEST: &str = r#"[package]
name = "primitives_KIND"
version = "0.0.0"
edition = "2024"

[lib]
crate-type = ["cdylib"]

[dependencies]
pyo3 = { version = "=0.30.1", default-features = false }

[build-dependencies]
pyo3-build-config = "=0.30.1"

[profile.release]
debug = false

[workspace]
"#;

/// The exported function that calls one primitive on many rows of arguments.
fn export(index: usize, primitive: &Primitive) -> String {
    let path = primitive.rust_path.replacen("rt::", "crate::", 1);
    let arguments = vec!["row.next()"; primitive.param_reprs.len()].join(", ");
    let call = if primitive.leaves {
        format!("{path}({arguments})")
    } else {
        format!("Some({path}({arguments}))")
    };
    format!(
        "\n// {}\n#[unsafe(no_mangle)]\npub extern \"C\" fn primitive_{index}(input: *const u64, output: *mut u64, rows: usize) {{\n    \
         each_row(input, output, rows, {}, {}, |row| {call});\n}}\n",
        primitive.python_name,
        primitive.param_reprs.iter().map(words).sum::<usize>(),
        words(&primitive.result_repr),
    )
}

/// How many words of 64 bits a value takes.
fn words(repr: &Repr) -> usize {
    match repr {
        Repr::I128 => 2,
        Repr::Tuple(items) => items.iter().map(words).sum(),
        _ => 1,
    }
}

/// Runs a script on the library; `only` names primitives. The error is what it printed.
fn run(python: &Python, script: &str, library: &Path, only: &[&str]) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/primitives");
    let description = library.with_extension("json");
    write_if_changed(&description, &describe((3, python.minor)).to_string());
    let output = Command::new(&python.executable)
        // Not isolated (-I): an interpreter may need PYTHONHOME to find itself.
        .args(["-s", "-B"])
        .arg(folder.join(script))
        .arg(library)
        .arg(&description)
        .args(only)
        .output()
        .map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    ))
}

/// The table, and every call that the compiler may make of it, as data for Python.
fn describe(version: (u8, u8)) -> Value {
    let all: Vec<&Primitive> = table().iter().collect();
    let primitives: Vec<Value> = all
        .iter()
        .map(|primitive| {
            json!({
                "name": primitive.python_name,
                "reprs": primitive.param_reprs.iter().map(Repr::to_string).collect::<Vec<_>>(),
                "types": primitive.params.iter().map(|(_, type_)| type_.to_string()).collect::<Vec<_>>(),
                "result_repr": primitive.result_repr.to_string(),
                "result": primitive.result.to_string(),
            })
        })
        .collect();
    let mut calls: BTreeMap<(&str, Vec<String>), usize> = BTreeMap::new();
    for primitive in &all {
        let own: Vec<Type> = primitive.params.iter().map(|(_, type_)| type_.clone()).collect();
        let lists = match primitive.param_reprs.contains(&Repr::Obj) {
            true => vec![own],
            false => argument_types(primitive.params.len()),
        };
        for args in lists {
            let Some(found) = table()
                .find(&primitive.python_name, &args)
                .filter(|found| found.exists_in(version))
            else {
                continue;
            };
            let index = all.iter().position(|other| *other == found).expect("of the table");
            calls.insert(
                (&primitive.python_name, args.iter().map(Type::to_string).collect()),
                index,
            );
        }
    }
    let calls: Vec<Value> = calls
        .iter()
        .map(|((name, args), index)| json!({"name": name, "args": args, "primitive": index}))
        .collect();
    json!({ "primitives": primitives, "calls": calls })
}

/// Every list of scalar types of that length (objects are passed as what they are); of four and more only ints, which is all there is.
fn argument_types(length: usize) -> Vec<Vec<Type>> {
    let choices: &[Type] = if length > 3 {
        &[Type::Int]
    } else {
        &[Type::Int, Type::Float, Type::Bool]
    };
    let mut lists = vec![Vec::new()];
    for _ in 0..length {
        lists = lists
            .into_iter()
            .flat_map(|list: Vec<Type>| {
                choices
                    .iter()
                    .map(move |choice| [list.clone(), vec![choice.clone()]].concat())
            })
            .collect();
    }
    lists
}
