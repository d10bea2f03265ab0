//! `annot emit`: the crate of a module, to be committed and built with cargo or maturin; what a crate of one's own includes; the
//! runtime that such a crate depends on; and the check that they are up to date.

use super::arguments::EmitArguments;
use super::setting::{config, request, setting};
use super::terminal::Terminal;
use crate::diagnostics as code;
use crate::driver::{self, Place};
use crate::project::{Fault, Options};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

pub(super) fn run(arguments: &EmitArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let (folder, flag) = match (&arguments.folder, &arguments.include, &arguments.runtime) {
        (Some(folder), ..) => (folder, "--crate"),
        (_, Some(folder), _) => (folder, "--include"),
        (.., Some(folder)) => (folder, "--runtime"),
        _ => return Err(Fault::usage(code::USAGE, "where to?").help("--crate DIR, --include DIR, or --runtime DIR")),
    };
    if !arguments.check {
        write(arguments, flag, folder, terminal)?;
        terminal.print(&folder.display().to_string());
        return Ok(0);
    }
    let scratch = tempfile::tempdir().map_err(|error| Fault::io("make a temporary folder", &error))?;
    write(arguments, flag, scratch.path(), terminal)?;
    let differing = differing(scratch.path(), folder)?;
    if differing.is_empty() {
        return Ok(0);
    }
    let names: Vec<String> = differing.iter().map(|path| path.display().to_string()).collect();
    let message = format!(
        "{} is not what annot makes today: {}",
        folder.display(),
        names.join(", ")
    );
    let module = arguments.path.iter().map(|path| format!(" {}", path.display()));
    let again = format!("annot emit{} {flag} {}", module.collect::<String>(), folder.display());
    Err(Fault::program(code::STALE_CRATE, message).help(again))
}

/// Writes what is asked for to a folder.
fn write(arguments: &EmitArguments, flag: &str, folder: &Path, terminal: &Terminal) -> Result<(), Fault> {
    let Some(path) = &arguments.path else {
        return driver::emit_runtime(folder);
    };
    let paths = std::slice::from_ref(path);
    let config = config(paths)?;
    let setting = setting(&arguments.python, &config)?;
    let place = Place::Folder(folder.to_path_buf());
    let request = request(paths, &config, Options::default(), place, terminal)?;
    if request.modules.len() != 1 {
        return Err(Fault::usage(code::USAGE, "a crate holds one module").help("name one file"));
    }
    let stage = if flag == "--include" { "include" } else { "crate" };
    for result in driver::emit(&setting, &request, stage)? {
        result?;
    }
    Ok(())
}

/// The files of `made` that `present` does not have in the same way. Where Python is (`.cargo/config.toml`) is a matter of the
/// machine.
fn differing(made: &Path, present: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut found = Vec::new();
    for entry in WalkDir::new(made).sort_by_file_name().into_iter().flatten() {
        let Ok(below) = entry.path().strip_prefix(made) else {
            continue;
        };
        if !entry.file_type().is_file() || below.starts_with(".cargo") {
            continue;
        }
        let read = |path: &Path| fs_err::read(path);
        let new = read(entry.path()).map_err(|error| Fault::io("read a temporary file", &error))?;
        if read(&present.join(below)).ok() != Some(new) {
            found.push(below.to_path_buf());
        }
    }
    Ok(found)
}
