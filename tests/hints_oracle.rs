//! The functions that `hints` finds are the functions that CPython compiles, under the same qualified names and lines.
//!
//! The lasting test reads some modules of the standard library of every Python found; the ignored one reads all of it:
//! `cargo test --test hints_oracle -- --ignored --nocapture`.

// In a test, to panic is to fail.
#![allow(clippy::unwrap_used)]

// Each test looks at other facts about an interpreter.
#[allow(dead_code)]
#[path = "pythons/mod.rs"]
mod pythons;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use annot::{hints, syntax};

type Function = (String, u32);

/// Modules with decorators, nested classes, properties, conditional definitions and functions made global.
const SOME: [&str; 14] = [
    "ast",
    "bisect",
    "dataclasses",
    "_pydecimal",
    "enum",
    "fractions",
    "functools",
    "inspect",
    "json/decoder",
    "random",
    "statistics",
    "textwrap",
    "typing",
    "unittest/mock",
];

#[test]
fn some_modules_agree() {
    let pythons = pythons::discover();
    assert!(!pythons.is_empty(), "no Python found");
    for pythons::Python { executable: python, .. } in pythons {
        let files: Vec<_> = SOME
            .iter()
            .map(|module| stdlib(&python).join(module).with_extension("py"))
            .collect();
        let compared = compare(&python, &files);
        assert!(
            compared.functions > 1000,
            "{}: only {} functions",
            python.display(),
            compared.functions
        );
        assert_eq!(compared.differences, Vec::<String>::new(), "{}", python.display());
    }
}

#[test]
#[ignore = "reads the whole standard library of each Python"]
fn the_whole_standard_library_agrees() {
    let mut all_differences = Vec::new();
    for pythons::Python { executable: python, .. } in pythons::discover() {
        let files: Vec<_> = walkdir::WalkDir::new(stdlib(&python))
            .into_iter()
            .filter_map(Result::ok)
            .map(walkdir::DirEntry::into_path)
            .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
            .filter(|path| !path.components().any(|part| part.as_os_str() == "site-packages"))
            .collect();
        let compared = compare(&python, &files);
        println!(
            "{}: {} files, {} functions",
            python.display(),
            compared.files,
            compared.functions
        );
        println!("  not UTF-8, or refused by CPython: {}", compared.refused);
        println!("  differences: {}", compared.differences.len());
        assert!(compared.files > 500);
        all_differences.extend(compared.differences);
    }
    assert_eq!(all_differences, Vec::<String>::new());
}

/// The comparison itself sees a function that is missing, and one that is too many.
#[test]
fn a_difference_is_seen() {
    let python = &pythons::discover()[0].executable;
    let folder = tempfile::tempdir().unwrap();
    let (seen, read) = (folder.path().join("a.py"), folder.path().join("b.py"));
    fs_err::write(&seen, "def f(): pass\ndef g(): pass\n").unwrap();
    fs_err::write(&read, "def f(): pass\n\ndef g(): pass\n").unwrap();
    let compiled = compiled(python, &[seen]).remove(0).unwrap();
    assert_eq!(differences(&read, &compiled, &found(&read).unwrap()).len(), 2);
}

#[derive(Default)]
struct Compared {
    files: usize,
    functions: usize,
    refused: usize,
    differences: Vec<String>,
}

fn compare(python: &Path, files: &[PathBuf]) -> Compared {
    let mut compared = Compared::default();
    for (file, compiled) in files.iter().zip(compiled(python, files)) {
        match (compiled, found(file)) {
            (Some(compiled), Ok(found)) => {
                compared.files += 1;
                compared.functions += compiled.len();
                compared.differences.extend(differences(file, &compiled, &found));
            }
            (Some(_), Err(reason)) => compared.differences.push(format!("{}: {reason}", file.display())),
            (None, _) => compared.refused += 1,
        }
    }
    compared
}

fn differences(file: &Path, compiled: &BTreeSet<Function>, found: &BTreeSet<Function>) -> Vec<String> {
    let missing = compiled
        .difference(found)
        .map(|function| format!("{}: missing {function:?}", file.display()));
    let added = found
        .difference(compiled)
        .map(|function| format!("{}: added {function:?}", file.display()));
    missing.chain(added).collect()
}

/// What `hints` finds in a file, lambdas left out.
fn found(file: &Path) -> Result<BTreeSet<Function>, String> {
    let text = fs_err::read_to_string(file).map_err(|error| error.to_string())?;
    let tree = syntax::parse_accepted(&text).ok_or("no tree")?;
    let functions = hints::of_module(&tree).functions.into_iter();
    let defs = functions.filter(|function| function.kind != hints::FunctionKind::Lambda);
    Ok(defs.map(|function| (function.qualname, function.first_line)).collect())
}

/// What CPython makes of files; nothing for a file that it refuses. CPython drops the code objects of unreachable code
/// (`if 0: def ...`, after `return`), so conditions are made unknown to it first.
fn compiled(python: &Path, files: &[PathBuf]) -> Vec<Option<BTreeSet<Function>>> {
    const SCRIPT: &str = r#"
import ast, json, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)

class Reachable(ast.NodeTransformer):
    def visit_If(self, node):
        self.generic_visit(node)
        node.test = ast.copy_location(ast.Name("condition", ast.Load()), node.test)
        return node
    visit_While = visit_If
    def visit_Return(self, node):
        return ast.copy_location(ast.If(ast.copy_location(ast.Name("condition", ast.Load()), node), [node], []), node)
    visit_Raise = visit_Continue = visit_Break = visit_Return

def functions(text):
    tree = ast.parse(text)
    defs = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.decorator_list[0] if node.decorator_list else node
            defs.add((node.name, first.lineno))
    found, pending = set(), [compile(Reachable().visit(tree), "f", "exec")]
    while pending:
        code = pending.pop()
        pending += [const for const in code.co_consts if hasattr(const, "co_consts")]
        if (code.co_name, code.co_firstlineno) in defs:
            found.add((code.co_qualname, code.co_firstlineno))
    return sorted(found)

for file in json.load(sys.stdin):
    try:
        with open(file, encoding="utf-8-sig", newline="") as stream:
            text = stream.read()
        print(json.dumps(functions(text)))
    except (SyntaxError, ValueError, OSError, RecursionError):
        print("null")
"#;
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("files.json");
    fs_err::write(&input, serde_json::to_vec(files).unwrap()).unwrap();
    let input = fs_err::File::open(&input).unwrap().into_parts().0;
    let output = Command::new(python).args(["-c", SCRIPT]).stdin(input).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn stdlib(python: &Path) -> PathBuf {
    let script = "import sysconfig; print(sysconfig.get_path('stdlib'))";
    let output = Command::new(python).args(["-c", script]).output().unwrap();
    PathBuf::from(String::from_utf8(output.stdout).unwrap().trim())
}
