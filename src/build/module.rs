//! One generated crate -> one extension module: a single run of rustc.

use crate::assemble::{CrateParts, write_source};
use crate::build::cache::LIBRARY;
use crate::build::prune::prune_now_and_then;
use crate::build::{Cache, Lock, Progress, Runtime, Toolchain, digest};
use crate::diagnostics as code;
use crate::project::stopwatch::{note, stage};
use crate::project::{Fault, Profile, crate_name};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// What is to be compiled.
pub struct ModuleJob<'a> {
    pub parts: CrateParts<'a>,
    pub profile: Profile,
    /// Is it a build that tests drive through its guards? In the dev profile it is then not optimised at all: three times as
    /// quick to compile, and what optimisation makes of the same code is for other tests.
    pub stress: bool,
    /// What rustc's `-Ctarget-cpu` takes.
    pub target_cpu: Option<&'a str>,
    /// Ask rustc how long its stages take.
    pub timings: bool,
}

/// Why there is no extension module.
pub enum Failure {
    Fault(Fault),
    Refused(Refused),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Fault(fault)
    }
}

/// rustc refused generated code, which is always a bug in annot.
#[derive(Debug)]
pub struct Refused {
    /// Numbers of the functions that the errors are in, from the `// annot:function N` lines above them.
    pub functions: BTreeSet<u32>,
    /// An error is outside every function.
    pub elsewhere: bool,
    /// rustc's own words.
    pub text: String,
    /// Where the crate is kept for a bug report.
    pub kept: PathBuf,
}

/// Compiles a module, or finds it compiled. Gives the key of the object and the extension module's file in the cache.
pub fn compile(
    job: &ModuleJob,
    cache: &Cache,
    runtime: &Runtime,
    toolchain: &Toolchain,
    progress: &dyn Progress,
) -> Result<(String, PathBuf), Failure> {
    let name = crate_name(job.parts.module_name);
    let flags = flags(job, &name, toolchain);
    let mut flag_text = flags.join("\n");
    if job.target_cpu == Some("native") {
        flag_text.push_str(&this_cpu());
    }
    let key = digest(&[
        runtime.key.as_bytes(),
        job.parts.module_name.as_bytes(),
        flag_text.as_bytes(),
        job.parts.rust.as_bytes(),
        job.parts.marshal,
    ]);
    let key = key[..32].to_string();
    if cache.enabled
        && let Some(library) = cache.object(&key)
    {
        return Ok((key, library));
    }
    let _lock = Lock::acquire(&cache.dir, &format!("object-{key}"), progress)?;
    if cache.enabled
        && let Some(library) = cache.object(&key)
    {
        return Ok((key, library));
    }
    let scratch = cache.scratch()?;
    stage("write", || write_source(&job.parts, scratch.path()))?;
    match run_rustc(&flags, scratch.path(), runtime, toolchain, job.timings)? {
        None => {
            let library = cache.keep_object(scratch, &key)?;
            prune_now_and_then(&cache.dir, progress);
            Ok((key, library))
        }
        Some(errors) => Err(Failure::Refused(refused(&errors, job, cache, &key)?)),
    }
}

/// The flags that a module is compiled with. Paths are not among them: they do not change what is made.
fn flags(job: &ModuleJob, name: &str, toolchain: &Toolchain) -> Vec<String> {
    // Several units are compiled at a time, but functions of one are not inlined into another.
    let (level, units) = match job.profile {
        Profile::Dev if job.stress => ("0", "4"),
        Profile::Dev => ("1", "4"),
        Profile::Release => ("3", "1"),
    };
    let mut flags: Vec<String> = [
        "--crate-type=cdylib",
        "--edition=2024",
        "--cap-lints=allow",
        "--error-format=json",
        // A panic in a function that CPython calls ends the process either way; without landing pads it builds faster.
        "-Cpanic=abort",
        "-Cstrip=debuginfo",
    ]
    .map(String::from)
    .to_vec();
    flags.push(format!("--crate-name={name}"));
    flags.push(format!("-Copt-level={level}"));
    flags.push(format!("-Ccodegen-units={units}"));
    if job.profile == Profile::Dev {
        // Units are not optimised together: that takes longer than each of them.
        flags.push("-Clto=off".to_owned());
    }
    if let Some(cpu) = job.target_cpu {
        flags.push(format!("-Ctarget-cpu={cpu}"));
    }
    if toolchain.host == "x86_64-unknown-linux-gnu" && toolchain.minor < 95 {
        // The rust-lld of these keeps the unused part of the standard library in every module: ten times the size. That of
        // later toolchains makes modules as small as GNU ld, in less time.
        flags.push("-Clinker-features=-lld".to_string());
    }
    if toolchain.host.ends_with("-apple-darwin") {
        // CPython's symbols are found in the process that loads the module.
        flags.extend(["-Clink-arg=-undefined", "-Clink-arg=dynamic_lookup"].map(String::from));
    }
    flags
}

/// What `native` means here: a cache may be shared with machines that have other CPUs.
fn this_cpu() -> String {
    let text = fs_err::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let facts = text.lines().take_while(|line| !line.trim().is_empty());
    let named = ["model name", "flags", "Features", "CPU part"];
    let facts = facts.filter(|line| named.iter().any(|name| line.starts_with(name)));
    facts.collect::<Vec<_>>().join("\n")
}

/// Runs rustc in a folder that holds `lib.rs` and `code.bin`. Gives its errors, if it has any.
fn run_rustc(
    flags: &[String],
    folder: &Path,
    runtime: &Runtime,
    toolchain: &Toolchain,
    timings: bool,
) -> Result<Option<Vec<Message>>, Fault> {
    let mut command = toolchain.command(&toolchain.rustc, folder);
    command.args(flags);
    if timings {
        // Not a stable option, and nothing but a report depends on it.
        command.env("RUSTC_BOOTSTRAP", "1");
        command.args(["-Ztime-passes", "-Ztime-passes-format=json"]);
    }
    let start = Instant::now();
    for dependency in &runtime.dependencies {
        command.arg("-L").arg(dependency);
    }
    let mut library = std::ffi::OsString::from("annot_runtime=");
    library.push(&runtime.library);
    command.arg("--extern").arg(library).args(["-o", LIBRARY, "lib.rs"]);
    command.stdin(Stdio::null());
    let output = command
        .output()
        .map_err(|error| Fault::io(format_args!("run {}", toolchain.rustc.display()), &error))?;
    let text = String::from_utf8_lossy(&output.stderr);
    note_stages(&text, start.elapsed());
    // LLVM says so in passing, and goes on without.
    if text.contains("is not a recognized processor for this target") {
        let cpu = flags.iter().find_map(|flag| flag.strip_prefix("-Ctarget-cpu="));
        let message = format!("rustc knows no CPU `{}` for this target", cpu.unwrap_or_default());
        return Err(
            Fault::usage(code::BAD_CONFIG, message).help("`rustc --print target-cpus` lists those that it knows")
        );
    }
    if output.status.success() {
        return Ok(None);
    }
    let messages: Vec<Message> = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    if text.contains("No space left on device") {
        return Err(
            Fault::environment(code::DISK_FULL, "cannot compile the module: no space left on device")
                .help("free some space, or choose another place with ANNOT_CACHE_DIR"),
        );
    }
    if text.contains("linker `cc` not found") {
        return Err(
            Fault::environment(code::NO_LINKER, "there is no C compiler to link with")
                .help("install one (on Debian and Ubuntu: `apt install gcc`)"),
        );
    }
    let errors: Vec<Message> = messages
        .into_iter()
        .filter(|message| message.level == "error")
        .collect();
    if errors.is_empty() {
        // Killed (out of memory, most likely), or it could not start.
        let last = text.lines().last().unwrap_or("it says nothing");
        return Err(Fault::environment(
            code::NO_RUST,
            format!("{} ended with {}: {last}", toolchain.rustc.display(), output.status),
        ));
    }
    Ok(Some(errors))
}

/// What rustc spent its time on, if it told: its stages are within one another, and code is generated while the crate is still
/// being translated.
fn note_stages(text: &str, whole: Duration) {
    #[derive(Deserialize)]
    struct Pass {
        pass: String,
        time: f64,
    }
    let passes: Vec<Pass> = text
        .lines()
        .filter_map(|line| serde_json::from_str(line.strip_prefix("time: ")?).ok())
        .collect();
    let time = |names: &[&str]| {
        let seconds = passes.iter().filter(|pass| names.contains(&pass.pass.as_str()));
        Duration::from_secs_f64(seconds.map(|pass| pass.time.max(0.0)).sum())
    };
    let total = time(&["total"]);
    if total.is_zero() {
        return note("rustc", whole);
    }
    let (generated, linked) = (time(&["codegen_crate", "finish_ongoing_codegen"]), time(&["link"]));
    note("rustc: start", whole.saturating_sub(total));
    note("rustc: front end", total.saturating_sub(generated + linked));
    note("rustc: LLVM", generated);
    note("rustc: link", linked);
}

/// One diagnostic of rustc.
#[derive(Deserialize)]
struct Message {
    level: String,
    rendered: Option<String>,
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    line_start: usize,
    is_primary: bool,
    file_name: String,
}

fn refused(errors: &[Message], job: &ModuleJob, cache: &Cache, key: &str) -> Result<Refused, Fault> {
    let kept = cache.dir.folder("refused")?.join(key);
    let text: String = errors.iter().filter_map(|error| error.rendered.as_deref()).collect();
    write_source(&job.parts, &kept)?;
    let log = kept.join("rustc.txt");
    fs_err::write(&log, &text).map_err(|error| Fault::io(format_args!("write {}", log.display()), &error))?;
    let owners = owners(job.parts.rust);
    let mut refused = Refused {
        functions: BTreeSet::new(),
        elsewhere: false,
        text,
        kept,
    };
    for error in errors {
        for span in error
            .spans
            .iter()
            .filter(|span| span.is_primary && span.file_name == "lib.rs")
        {
            match owners.get(span.line_start.saturating_sub(1)).copied().flatten() {
                Some(function) => {
                    refused.functions.insert(function);
                }
                None => refused.elsewhere = true,
            }
        }
    }
    Ok(refused)
}

/// For each line of generated Rust, the function that it is of: from a line `// annot:function N` to the next such line
/// or to `// annot:end`.
fn owners(rust: &str) -> Vec<Option<u32>> {
    let mut owner = None;
    rust.lines()
        .map(|line| {
            match line.trim_start().strip_prefix("// annot:") {
                Some("end") => owner = None,
                Some(mark) => {
                    if let Some(number) = mark.strip_prefix("function ") {
                        owner = number.split_whitespace().next().and_then(|number| number.parse().ok());
                    }
                }
                None => {}
            }
            owner
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_belong_to_the_function_above_them() {
        let rust =
            "use x;\n// annot:function 0 fib\nfn a() {}\n// annot:function 12\nfn b() {}\n// annot:end\nfn c() {}\n";
        assert_eq!(owners(rust), [None, Some(0), Some(0), Some(12), Some(12), None, None]);
    }
}
