//! The runtime as a compiled library: one for each Python, toolchain and version of annot.

use crate::assemble;
use crate::build::cache::{READY, mark_used};
use crate::build::prune::prune_now_and_then;
use crate::build::toolchain::neutral_folder;
use crate::build::vendor::vendored;
use crate::build::{Lock, Progress, Toolchain, digest};
use crate::diagnostics as code;
use crate::project::{CacheDir, Fault, Python, write_atomically};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// A built runtime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runtime {
    /// Names all that it was built from.
    pub key: String,
    /// `libannot_runtime.rlib`.
    pub library: PathBuf,
    /// Where the libraries that it uses are.
    pub dependencies: Vec<PathBuf>,
}

/// The runtime for this Python, built first if there is none yet.
pub fn ensure_runtime(
    cache: &CacheDir,
    python: &Python,
    toolchain: &Toolchain,
    offline: bool,
    progress: &dyn Progress,
) -> Result<Runtime, Fault> {
    let key = key(python, toolchain);
    let folder = cache.root().join("runtimes").join(&key);
    if let Some(runtime) = recall(&folder) {
        return Ok(runtime);
    }
    let _lock = Lock::acquire(cache, &format!("runtime-{key}"), progress)?;
    // Another annot may have built it while this one waited.
    if let Some(runtime) = recall(&folder) {
        return Ok(runtime);
    }
    cache.folder("runtimes")?;
    let source = folder.join("crate");
    assemble::write_runtime(&source)?;
    progress.begin(
        &format!("Building the runtime for CPython {} (once)", python.version),
        assemble::runtime_package_count(),
    );
    let built = run_cargo(
        &key,
        &source,
        &folder.join("target"),
        python,
        toolchain,
        offline,
        progress,
    );
    progress.finish();
    let runtime = built?;
    let text = serde_json::to_vec_pretty(&runtime).map_err(|error| Fault::internal(error.to_string()))?;
    let ready = folder.join(READY);
    write_atomically(&ready, &text).map_err(|error| Fault::io(format_args!("write {}", ready.display()), &error))?;
    prune_now_and_then(cache, progress);
    Ok(runtime)
}

fn key(python: &Python, toolchain: &Toolchain) -> String {
    let python_bytes = format!(
        "{:08x}|{}|{}|{}|{}",
        python.hexversion,
        python.soabi,
        python.is_debug,
        python.include.display(),
        python.identity
    );
    let parts = [
        env!("CARGO_PKG_VERSION"),
        &assemble::runtime_hash(),
        &toolchain.verbose_version,
        &toolchain.rustc.to_string_lossy(),
        &python_bytes,
    ];
    let digest = digest(&parts.map(str::as_bytes));
    format!("{}-{}", python.soabi, &digest[..16])
}

fn recall(folder: &Path) -> Option<Runtime> {
    let runtime: Runtime = serde_json::from_slice(&fs_err::read(folder.join(READY)).ok()?).ok()?;
    mark_used(&folder.join(READY));
    runtime.library.is_file().then_some(runtime)
}

/// One line of cargo's `--message-format=json`.
#[derive(Deserialize)]
struct Message {
    reason: String,
    target: Option<Target>,
    filenames: Option<Vec<PathBuf>>,
    linked_paths: Option<Vec<String>>,
    message: Option<Rendered>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Rendered {
    level: String,
    rendered: Option<String>,
}

fn run_cargo(
    key: &str,
    source: &Path,
    target: &Path,
    python: &Python,
    toolchain: &Toolchain,
    offline: bool,
    progress: &dyn Progress,
) -> Result<Runtime, Fault> {
    // cargo obeys the configuration of the folder that it is started in and of those above it; none of a project's is there.
    let mut command = toolchain.command(&toolchain.cargo, &neutral_folder());
    command
        .arg("build")
        .arg("--manifest-path")
        .arg(source.join("Cargo.toml"));
    command.args(["--release", "--locked", "--message-format=json", "--color=never"]);
    // The module that links it aborts on a panic, which is what a panic that reaches CPython does anyway.
    command.args([
        "--config",
        "profile.release.panic='abort'",
        "--config",
        "profile.release.debug=false",
    ]);
    // Of PyO3 itself only the declarations are used, and optimising the rest of it is a third of the build.
    command.args(["--config", "profile.release.package.pyo3.opt-level=0"]);
    command.arg("--target-dir").arg(target);
    match vendored()? {
        Some(arguments) => {
            command.args(arguments);
        }
        None if offline => {
            command.arg("--offline");
        }
        None => {}
    }
    command
        .env("RUSTC", &toolchain.rustc)
        .env("PYO3_PYTHON", &python.executable)
        .env("PYO3_BUILD_EXTENSION_MODULE", "1");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let failed = |error: &std::io::Error| Fault::io(format_args!("run {}", toolchain.cargo.display()), error);
    let mut child = command.spawn().map_err(|error| failed(&error))?;
    let stderr = child.stderr.take();
    let reader = std::thread::spawn(move || {
        stderr
            .map(std::io::read_to_string)
            .and_then(Result::ok)
            .unwrap_or_default()
    });
    let mut library = None;
    let mut dependencies = Vec::new();
    let mut errors = String::new();
    let stdout = child.stdout.take().map(BufReader::new);
    for line in stdout.into_iter().flat_map(BufRead::lines) {
        let line = line.map_err(|error| failed(&error))?;
        let Ok(message) = serde_json::from_str::<Message>(&line) else {
            continue;
        };
        match message.reason.as_str() {
            "compiler-artifact" => {
                let Some(built) = message.target else { continue };
                let is_script = built.kind.iter().any(|kind| kind == "custom-build");
                if !is_script {
                    progress.advance(&built.name);
                }
                if built.name == "annot_runtime" && !is_script {
                    let files = message.filenames.unwrap_or_default();
                    library = files
                        .into_iter()
                        .find(|file| file.extension().is_some_and(|extension| extension == "rlib"));
                }
            }
            "build-script-executed" => {
                for path in message.linked_paths.unwrap_or_default() {
                    // `native=/some/folder`, or without the kind.
                    let path = path.split_once('=').map_or(path.as_str(), |(_, path)| path);
                    dependencies.push(PathBuf::from(path));
                }
            }
            "compiler-message" => {
                if let Some(message) = message.message.filter(|message| message.level == "error") {
                    errors.push_str(&message.rendered.unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    let status = child.wait().map_err(|error| failed(&error))?;
    let stderr = reader.join().unwrap_or_default();
    if !status.success() {
        return Err(cargo_fault(&errors, &stderr, source, offline));
    }
    let library = library.ok_or_else(|| Fault::internal("cargo built the runtime and did not say where it is"))?;
    dependencies.insert(0, target.join("release/deps"));
    Ok(Runtime {
        key: key.to_string(),
        library,
        dependencies,
    })
}

/// Tells apart what a machine lacks (network, headers, a C compiler, space) from what annot did wrong.
pub(super) fn cargo_fault(errors: &str, stderr: &str, source: &Path, offline: bool) -> Fault {
    let said = |words: &[&str]| words.iter().any(|word| stderr.contains(word) || errors.contains(word));
    let told = stderr.lines().find_map(|line| {
        line.strip_prefix("error: annot_runtime@")
            .and_then(|line| line.split_once(": "))
    });
    if said(&["No space left on device"]) {
        return Fault::environment(code::DISK_FULL, "cannot build the runtime: no space left on device")
            .help("free some space, or choose another place with ANNOT_CACHE_DIR");
    }
    if let Some((_, told)) = told {
        return Fault::environment(code::NO_RUNTIME, format!("cannot build the runtime: {told}"));
    }
    if said(&[
        "failed to download",
        "Could not resolve host",
        "offline was specified",
        "--offline",
        "failed to get",
        "spurious network error",
    ]) {
        let fault = Fault::environment(code::NO_CRATES, "the crates that the runtime needs cannot be fetched");
        return if offline {
            fault.help("run once without `--offline`; what was fetched is kept. Or fetch it elsewhere with `annot vendor DIR`, and set ANNOT_VENDOR_DIR")
        } else {
            fault.help("the first build needs the network, once; check the connection and any proxy settings")
        };
    }
    if said(&[
        "linker `cc` not found",
        "linker `link.exe` not found",
        "failed to find tool",
    ]) {
        return Fault::environment(code::NO_LINKER, "there is no C compiler to link with")
            .help("install one (on Debian and Ubuntu: `apt install gcc`)");
    }
    if errors.is_empty() {
        let lines: Vec<&str> = stderr.lines().filter(|line| !line.trim().is_empty()).collect();
        let last = lines[lines.len().saturating_sub(12)..].join("\n");
        return Fault::environment(code::NO_RUNTIME, format!("cannot build the runtime:\n{last}"));
    }
    Fault::internal(format!(
        "the runtime in {} does not compile:\n{errors}",
        source.display()
    ))
}
