//! `annot emit`: the crate of a module, to be committed and built with cargo or maturin, and the check that it is up to date.

use super::arguments::EmitArguments;
use super::setting::{config, request, setting};
use super::terminal::Terminal;
use crate::diagnostics as code;
use crate::driver::{self, Place};
use crate::project::{Fault, Options};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

pub(super) fn run(arguments: &EmitArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let paths = std::slice::from_ref(&arguments.path);
    let config = config(paths)?;
    let setting = setting(&arguments.python, &config)?;
    let scratch = match arguments.check {
        true => Some(tempfile::tempdir().map_err(|error| Fault::io("make a temporary folder", &error))?),
        false => None,
    };
    let folder = scratch
        .as_ref()
        .map_or(arguments.folder.as_path(), tempfile::TempDir::path);
    let place = Place::Folder(folder.to_path_buf());
    let request = request(paths, &config, Options::default(), place, terminal)?;
    if request.modules.len() != 1 {
        return Err(Fault::usage(code::USAGE, "a crate holds one module").help("name one file"));
    }
    for result in driver::emit(&setting, &request, "crate")? {
        result?;
    }
    if !arguments.check {
        terminal.print(&folder.display().to_string());
        return Ok(0);
    }
    let differing = differing(folder, &arguments.folder)?;
    if differing.is_empty() {
        return Ok(0);
    }
    let names: Vec<String> = differing.iter().map(|path| path.display().to_string()).collect();
    let message = format!(
        "{} is not what annot makes today: {}",
        arguments.folder.display(),
        names.join(", ")
    );
    let again = format!(
        "annot emit {} --crate {}",
        arguments.path.display(),
        arguments.folder.display()
    );
    Err(Fault::program(code::STALE_CRATE, message).help(again))
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
