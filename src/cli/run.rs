//! `annot run`: builds a script and runs it as `python script.py` would.
//!
//! The module is built under the name `__main__`, stays in the cache, and is executed by the target Python with
//! `run_script.py`. annot's own process is replaced: signals, exit code and standard streams are Python's.

use super::arguments::{CompileArguments, NativeChoice, ProfileChoice, RunArguments};
use super::setting::{compile_config, compile_setting, options};
use super::terminal::Terminal;
use crate::diagnostics as code;
use crate::driver::{self, Place, Request, Setting};
use crate::project::{Fault, Options, write_atomically};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(super) fn run(arguments: &RunArguments, terminal: &Terminal) -> Result<u8, Fault> {
    if let Some(words) = &arguments.module {
        return run_module(arguments, words);
    }
    let Some((script, rest)) = arguments.script.split_first() else {
        return Err(Fault::usage(code::USAGE, "there is no script to run").help("annot run script.py [ARGUMENT]..."));
    };
    let path = PathBuf::from(script);
    if !path.exists() {
        return Err(Fault::usage(code::NO_SUCH_FILE, format!("there is no file {script}")));
    }
    let config = compile_config(std::slice::from_ref(&path), &arguments.compile)?;
    let setting = compile_setting(&arguments.compile, &config)?;
    let options = options(&arguments.compile, &config.for_module("__main__"));
    let library = library(&setting, options, &path, terminal)?;
    if let Some(file) = &arguments.library_into {
        let text = library.to_string_lossy();
        write_atomically(file, text.as_bytes())
            .map_err(|error| Fault::io(format_args!("write {}", file.display()), &error))?;
        return Ok(0);
    }
    let mut command = python(&setting);
    command.arg("file").arg(library).arg(script).args(rest);
    replace_process(command)
}

/// The extension module of a script, in the cache.
fn library(setting: &Setting, options: Options, script: &Path, terminal: &Terminal) -> Result<PathBuf, Fault> {
    // CPython makes a script's path absolute before it compiles it.
    let path = std::path::absolute(script).unwrap_or_else(|_| script.to_path_buf());
    if path.is_dir() {
        return Err(
            Fault::usage(code::USAGE, format!("{} is a folder", script.display())).help("name a script, or use -m")
        );
    }
    let request = Request {
        modules: vec![(path, "__main__".to_string())],
        options,
        place: Place::Cache,
    };
    let mut results = driver::build(setting, &request, terminal)?;
    match results.pop() {
        Some(result) => result.map(|built| built.artifact),
        None => Err(Fault::internal("a build without a result")),
    }
}

/// Which file a module is, its packages say, and they must be imported to be asked: so Python finds it, and calls back.
fn run_module(arguments: &RunArguments, words: &[String]) -> Result<u8, Fault> {
    let Some((module, rest)) = words.split_first() else {
        return Err(Fault::usage(code::USAGE, "there is no module to run"));
    };
    let config = compile_config(&[PathBuf::from(".")], &arguments.compile)?;
    let setting = compile_setting(&arguments.compile, &config)?;
    let annot = std::env::current_exe()
        .map_err(|error| Fault::io("find annot's own program", &error))?
        .display()
        .to_string();
    let result = setting
        .cache
        .dir
        .folder("tmp")?
        .join(format!("library-{}", std::process::id()));
    let mut call = vec![result.display().to_string(), annot, "run".to_string()];
    call.extend(flags(&arguments.compile, &setting));
    let mut command = python(&setting);
    command.arg("module").arg(call.join("\n")).arg(module).args(rest);
    replace_process(command)
}

/// The flags with which the second annot does what this one was asked to.
fn flags(compile: &CompileArguments, setting: &Setting) -> Vec<String> {
    let mut flags = vec!["--python".to_string(), setting.python.executable.display().to_string()];
    if let Some(profile) = compile.profile {
        let name = match profile {
            ProfileChoice::Dev => "dev",
            ProfileChoice::Release => "release",
        };
        flags.extend(["--profile".to_string(), name.to_string()]);
    }
    if compile.native == Some(NativeChoice::All) {
        flags.push("--native=all".to_string());
    }
    if let Some(cpu) = &compile.target_cpu {
        flags.extend(["--target-cpu".to_string(), cpu.clone()]);
    }
    let switches = [
        ("--offline", setting.offline),
        ("--stress", compile.stress),
        ("--no-cache", compile.no_cache),
    ];
    flags.extend(switches.iter().filter(|(_, on)| *on).map(|(flag, _)| flag.to_string()));
    flags
}

fn python(setting: &Setting) -> Command {
    let mut command = Command::new(&setting.python.executable);
    command.args([OsString::from("-c"), OsString::from(include_str!("run_script.py"))]);
    command
}

#[cfg(unix)]
fn replace_process(mut command: Command) -> Result<u8, Fault> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(Fault::io("run Python", &error))
}

#[cfg(not(unix))]
fn replace_process(mut command: Command) -> Result<u8, Fault> {
    let status = command.status().map_err(|error| Fault::io("run Python", &error))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}
