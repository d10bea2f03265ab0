//! An internal error costs one function its engine, never the build: rustc refuses what a compiler with a mistake makes of
//! one function, and the module is built without it.

#[path = "pythons/mod.rs"]
#[allow(dead_code)]
mod pythons;

use annot::build::{Cache, Progress};
use annot::driver::{self, CompileError, Compiled, Engine, Place, Request, Setting};
use annot::project::{CacheDir, FaultKind, Options, Python, Source};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

type Failure = Box<dyn std::error::Error>;

const SOURCE: &str = "def first(x: int) -> int:\n    return x + 1\n\n\ndef second(x: int) -> int:\n    return x + 2\n";

/// Makes a mistake in the Rust of the second function.
fn mistaken(source: &Source, python: &Python, options: &Options) -> Result<Compiled, CompileError> {
    let mut compiled = driver::compile_module(source, python, options)?;
    compiled.rust = compiled.rust.replace(
        "// annot:function 2\n",
        "// annot:function 2\nfn mistake() -> i64 { \"no\" }\n",
    );
    Ok(compiled)
}

/// Makes a mistake that no function can be blamed for, while there are functions.
fn mistaken_outside(source: &Source, python: &Python, options: &Options) -> Result<Compiled, CompileError> {
    let mut compiled = driver::compile_module(source, python, options)?;
    if compiled.rust.contains("// annot:function ") {
        compiled.rust.insert_str(0, "fn mistake() -> i64 { \"no\" }\n");
    }
    Ok(compiled)
}

/// Makes a mistake that never goes away.
fn hopeless(source: &Source, python: &Python, options: &Options) -> Result<Compiled, CompileError> {
    let mut compiled = driver::compile_module(source, python, options)?;
    compiled.rust.insert_str(0, "fn mistake() -> i64 { \"no\" }\n");
    Ok(compiled)
}

/// Keeps the warnings.
#[derive(Default)]
struct Warnings(Mutex<Vec<String>>);

impl Progress for Warnings {
    fn begin(&self, _step: &str, _total: usize) {}
    fn advance(&self, _part: &str) {}
    fn finish(&self) {}
    fn note(&self, _text: &str) {}
    fn warn(&self, text: &str) {
        if let Ok(mut warnings) = self.0.lock() {
            warnings.push(text.to_string());
        }
    }
}

struct Bench {
    setting: Setting,
    folder: tempfile::TempDir,
    warnings: Warnings,
}

impl Bench {
    fn new() -> Result<Bench, Failure> {
        let found = pythons::discover();
        let python = found
            .iter()
            .rfind(|python| !python.label.ends_with('d'))
            .ok_or("no Python to test on")?;
        let dir = CacheDir::at(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("refused-cache"));
        let python = Python::find(Some(&python.executable.to_string_lossy()), &dir)?;
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("m.py"), SOURCE)?;
        let setting = Setting {
            python,
            cache: Cache { dir, enabled: false },
            jobs: 1,
            offline: false,
            timings: false,
        };
        Ok(Bench {
            setting,
            folder,
            warnings: Warnings::default(),
        })
    }

    fn build(&self, compiler: driver::Compiler) -> Result<Result<driver::Built, annot::project::Fault>, Failure> {
        let request = Request {
            modules: vec![(self.source(), "m".to_string())],
            options: Options::default(),
            place: Place::BesideSource,
        };
        let mut results = driver::build_with(compiler, &self.setting, &request, &self.warnings)?;
        Ok(results.pop().ok_or("no result")?)
    }

    fn source(&self) -> PathBuf {
        self.folder.path().join("m.py")
    }

    /// What the built module says.
    fn answers(&self) -> Result<String, Failure> {
        let code = "import m; print(m.first(1), m.second(1), m.__file__.endswith('.py'))";
        let output = Command::new(&self.setting.python.executable)
            .args(["-c", code])
            .current_dir(self.folder.path())
            .output()?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_string() + &String::from_utf8_lossy(&output.stderr))
    }

    fn warned(&self) -> Vec<String> {
        self.warnings
            .0
            .lock()
            .map(|warnings| warnings.clone())
            .unwrap_or_default()
    }
}

#[test]
fn rustc_takes_the_engine_of_the_function_it_refuses() -> Result<(), Failure> {
    let bench = Bench::new()?;
    let built = bench.build(mistaken)??;
    let engines: Vec<(&str, Engine)> = built
        .functions
        .iter()
        .map(|report| (report.qualname.as_str(), report.engine))
        .collect();
    assert_eq!(engines, [("first", Engine::Native), ("second", Engine::Bytecode)]);
    assert!(
        built.functions[1]
            .reasons
            .iter()
            .any(|reason| reason.code == "internal-error")
    );
    assert_eq!(bench.answers()?, "2 3 False");
    let warned = bench.warned();
    assert!(warned.len() == 1 && warned[0].contains("a bug in annot"), "{warned:?}");
    Ok(())
}

#[test]
fn a_mistake_outside_all_functions_costs_them_all() -> Result<(), Failure> {
    let bench = Bench::new()?;
    let built = bench.build(mistaken_outside)??;
    assert!(built.functions.iter().all(|report| report.engine == Engine::Bytecode));
    assert_eq!(bench.answers()?, "2 3 False");
    Ok(())
}

#[test]
fn what_never_compiles_is_reported_with_the_crate() -> Result<(), Failure> {
    let bench = Bench::new()?;
    let fault = bench.build(hopeless)?.err().ok_or("it was built")?;
    assert_eq!(fault.kind, FaultKind::Internal);
    assert_eq!(fault.kind.exit_code(), 4);
    let kept = fault.message.rsplit("kept in ").next().ok_or("no folder named")?;
    for file in ["lib.rs", "code.bin", "rustc.txt"] {
        assert!(Path::new(kept).join(file).is_file(), "{kept}/{file}");
    }
    assert!(
        !bench
            .folder
            .path()
            .join(format!("m{}", bench.setting.python.ext_suffix))
            .exists()
    );
    Ok(())
}
