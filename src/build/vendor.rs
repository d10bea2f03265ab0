//! The crates that the runtime is built of, outside of cargo's own folders: fetched once, carried anywhere.
//!
//! Which folder they are taken from is said by the environment alone, never by a project: they are programs that are run.

use crate::assemble;
use crate::build::Toolchain;
use crate::build::runtime::cargo_fault;
use crate::build::toolchain::neutral_folder;
use crate::diagnostics as code;
use crate::project::Fault;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Puts the crates into a folder, and says how many they are.
pub fn vendor(folder: &Path, toolchain: &Toolchain, offline: bool) -> Result<usize, Fault> {
    let failed = |error: std::io::Error| Fault::io(format_args!("write {}", folder.display()), &error);
    fs_err::create_dir_all(folder).map_err(failed)?;
    let scratch = tempfile::tempdir().map_err(|error| Fault::io("make a temporary folder", &error))?;
    let source = scratch.path().join("crate");
    assemble::write_runtime(&source)?;
    let mut command = toolchain.command(&toolchain.cargo, &neutral_folder());
    command
        .args(["vendor", "--locked", "--versioned-dirs", "--manifest-path"])
        .arg(source.join("Cargo.toml"));
    if offline {
        command.arg("--offline");
    }
    let done = command
        .arg(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Fault::io(format_args!("run {}", toolchain.cargo.display()), &error))?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        return Err(cargo_fault("", &said, &source, offline));
    }
    let entries = fs_err::read_dir(folder).map_err(failed)?.flatten();
    Ok(entries
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .count())
}

/// Arguments that have cargo take crates from the folder that the environment names, and from nowhere else.
pub(super) fn vendored() -> Result<Option<Vec<String>>, Fault> {
    let Some(folder) = std::env::var_os("ANNOT_VENDOR_DIR").filter(|folder| !folder.is_empty()) else {
        return Ok(None);
    };
    let folder = std::path::absolute(&folder).unwrap_or_else(|_| PathBuf::from(&folder));
    if !folder.is_dir() {
        let message = format!("ANNOT_VENDOR_DIR is {}, which is not a folder", folder.display());
        return Err(
            Fault::environment(code::NO_CRATES, message).help("`annot vendor DIR` makes one where there is a network")
        );
    }
    let quoted = toml::Value::String(folder.to_string_lossy().into_owned());
    Ok(Some(vec![
        "--offline".to_owned(),
        "--config".to_owned(),
        "source.crates-io.replace-with=\"annot-vendored\"".to_owned(),
        "--config".to_owned(),
        format!("source.annot-vendored.directory={quoted}"),
    ]))
}
