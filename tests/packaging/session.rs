//! Python processes in which the package of this working tree is imported, and the program under test is `annot`.

use crate::pythons;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The oldest Python and the newest, and none twice.
pub(crate) fn interpreters() -> Vec<PathBuf> {
    let mut found: Vec<_> = pythons::discover();
    found.retain(|python| !python.label.ends_with('d'));
    let ends = [found.first(), found.last()];
    let mut paths: Vec<PathBuf> = ends
        .into_iter()
        .flatten()
        .map(|python| python.executable.clone())
        .collect();
    paths.dedup();
    assert!(!paths.is_empty(), "no CPython 3.11 to 3.15 found");
    paths
}

pub(crate) fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("packaging/cache")
}

pub(crate) fn python(executable: &Path, folder: &Path, script: &str) -> Command {
    let mut command = Command::new(executable);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("ANNOT_") || name.starts_with("PYTHON") || name == "VIRTUAL_ENV" {
            command.env_remove(name.as_ref());
        }
    }
    command
        .args(["-c", script])
        .current_dir(folder)
        .env(
            "PYTHONPATH",
            Path::new(env!("CARGO_MANIFEST_DIR")).join("pyproject-plugin"),
        )
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("ANNOT_BIN", env!("CARGO_BIN_EXE_annot"))
        .env("ANNOT_CACHE_DIR", cache());
    command
}

pub(crate) fn text(done: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    )
}

/// What a script prints; an error with all it said if it fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let done = command.output()?;
    match done.status.success() {
        true => Ok(String::from_utf8_lossy(&done.stdout).into_owned()),
        false => Err(text(&done).into()),
    }
}

pub(crate) fn project(files: &[(&str, &str)]) -> Result<tempfile::TempDir> {
    let folder = tempfile::Builder::new().prefix("größer als 1 ").tempdir()?;
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        std::fs::write(path, text)?;
    }
    Ok(folder)
}
