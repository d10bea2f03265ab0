//! Tells the compiler which CPython the runtime is for, and compiles the C files against that CPython's own headers.

use std::{env, fs, path::PathBuf, process::Command};

/// The minor versions of CPython 3 whose internals the runtime knows.
const KNOWN: std::ops::RangeInclusive<u8> = 11..=15;

/// Prints the directories of the public headers; the private ones are beside them, in `internal`.
const INCLUDES: &str =
    "import sysconfig; print(sysconfig.get_path('include')); print(sysconfig.get_path('platinclude'))";

fn main() {
    println!("cargo:rerun-if-env-changed=ANNOT_ALLOW_UNTESTED");
    pyo3_build_config::use_pyo3_cfgs();
    if let Err(message) = refuse_what_is_unknown().and_then(|()| compile_c_files()) {
        println!("cargo:error={}", message.replace('\n', " "));
        std::process::exit(1);
    }
}

fn refuse_what_is_unknown() -> Result<(), String> {
    let config = pyo3_build_config::get();
    let abi = config.target_abi();
    if !matches!(abi.implementation(), pyo3_build_config::PythonImplementation::CPython) {
        return Err("annot builds modules for CPython only; choose another interpreter with --python".into());
    }
    if config.is_free_threaded() {
        return Err(
            "annot does not support free-threaded builds of CPython; choose another interpreter with --python".into(),
        );
    }
    let version = abi.version();
    let untested_is_fine = env::var_os("ANNOT_ALLOW_UNTESTED").is_some_and(|value| value == "1");
    if version.major != 3 || !(KNOWN.contains(&version.minor) || untested_is_fine && version.minor > *KNOWN.end()) {
        return Err(format!(
            "annot supports CPython 3.{} to 3.{}, not {}.{}; choose another interpreter with --python",
            KNOWN.start(),
            KNOWN.end(),
            version.major,
            version.minor
        ));
    }
    Ok(())
}

/// Compiles every file of `csrc` with CPython's private headers.
fn compile_c_files() -> Result<(), String> {
    println!("cargo:rerun-if-changed=csrc");
    let mut files: Vec<PathBuf> = match fs::read_dir("csrc") {
        Ok(entries) => entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect(),
        Err(error) => return Err(format!("the runtime's C files cannot be read: {error}")),
    };
    files.retain(|path| path.extension().is_some_and(|extension| extension == "c"));
    files.sort();
    let mut build = cc::Build::new();
    build
        .files(&files)
        .define("Py_BUILD_CORE", None)
        .opt_level(2)
        .flag_if_supported("-fvisibility=hidden");
    // The headers of CPython, not ours: their warnings are no one's business here.
    build.warnings(false);
    for directory in include_directories()? {
        build.include(directory.join("internal"));
        build.include(&directory);
        // Debian's `pyconfig.h` includes `<x86_64-linux-gnu/python3.13/pyconfig.h>`, found from the directory above.
        if let Some(above) = directory.parent() {
            build.flag("-idirafter").flag(above);
        }
    }
    build
        .try_compile("annot_shim")
        .map_err(|error| format!("the runtime's C files do not compile: {error}"))
}

fn include_directories() -> Result<Vec<PathBuf>, String> {
    let config = pyo3_build_config::get();
    let executable = config
        .executable()
        .ok_or("no interpreter to ask for its headers: set PYO3_PYTHON")?;
    let output = Command::new(executable)
        // Not isolated (-I): an interpreter may need PYTHONHOME to find itself.
        .args(["-s", "-S", "-P", "-c", INCLUDES])
        .output()
        .map_err(|error| format!("{executable} cannot be run: {error}"))?;
    let mut directories: Vec<PathBuf> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(PathBuf::from)
        .collect();
    directories.dedup();
    let is_complete = |directory: &PathBuf| directory.join("Python.h").exists();
    if !output.status.success() || !directories.iter().any(is_complete) {
        return Err(format!(
            "the headers of {executable} are not installed (on Debian and Ubuntu: python3-dev)"
        ));
    }
    Ok(directories)
}
