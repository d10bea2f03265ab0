//! The interpreter that a module is built for, and where it is looked for.

use crate::diagnostics as code;
use crate::project::{CacheDir, Fault, probe};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The CPython versions that annot knows, as minor numbers of Python 3.
pub const SUPPORTED: std::ops::RangeInclusive<u32> = 11..=15;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    pub major: u32,
    pub minor: u32,
    pub micro: u32,
    /// `alpha`, `beta`, `candidate` or `final`.
    pub releaselevel: String,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.micro)
    }
}

/// The target CPython.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Python {
    pub executable: PathBuf,
    pub version: Version,
    /// What an extension module's file name ends with, such as `.cpython-313-x86_64-linux-gnu.so`.
    pub ext_suffix: String,
    pub soabi: String,
    /// The folder that holds `Python.h`, if headers are installed.
    pub include: PathBuf,
    pub is_debug: bool,
    pub gil_disabled: bool,
    pub platform: String,
    pub prefix: PathBuf,
    pub cache_tag: String,
    /// `importlib.util.MAGIC_NUMBER`, little-endian.
    pub magic: u32,
    pub hexversion: u32,
    /// Names this very program: its path (links followed, so that virtual environments share it), size and time of change.
    pub identity: String,
    /// How it was asked for, and what it was then: what the answer is remembered under.
    pub(super) asked: String,
}

impl Python {
    /// The interpreter that `--python` names, else the active environment's, else `python3` in PATH.
    pub fn find(asked: Option<&str>, cache: &CacheDir) -> Result<Python, Fault> {
        match asked {
            Some(name) => first_that_works(named_interpreters(name, true)?, cache),
            None => first_that_works(vec![default_interpreter()?], cache),
        }
    }

    /// The interpreter of this version or name, looked for where programs are and nowhere else.
    pub fn find_by_name(name: &str, cache: &CacheDir) -> Result<Python, Fault> {
        first_that_works(named_interpreters(name, false)?, cache)
    }

    /// A command that runs this interpreter on annot's own scripts: the user's environment does not reach it.
    pub fn command(&self) -> Command {
        probe::isolated_command(&self.executable)
    }
}

fn first_that_works(candidates: Vec<PathBuf>, cache: &CacheDir) -> Result<Python, Fault> {
    let mut first_fault = None;
    for executable in candidates {
        match probe::probe(&executable, cache) {
            Ok(python) => return Ok(python),
            Err(fault) => first_fault = first_fault.or(Some(fault)),
        }
    }
    Err(first_fault.unwrap_or_else(|| Fault::environment(code::NO_PYTHON, "there is no Python interpreter")))
}

/// What a user may mean by a name, the likeliest first.
fn named_interpreters(name: &str, may_be_path: bool) -> Result<Vec<PathBuf>, Fault> {
    let path = Path::new(name);
    let mut found = Vec::new();
    if may_be_path && (path.components().count() > 1 || path.is_absolute() || path.is_dir()) {
        if path.is_dir() {
            // A virtual environment or an installation.
            found.extend(in_environment(&absolute(path)));
        } else if path.is_file() {
            found.push(absolute(path));
        }
    } else {
        found.extend(in_path(name));
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            found.extend(in_path(&format!("python{name}")));
            found.extend(of_pyenv(name));
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    Err(
        Fault::environment(code::NO_PYTHON, format!("there is no Python interpreter `{name}`"))
            .help("give `--python` a path, a name in PATH such as python3.13, or a version such as 3.13"),
    )
}

fn in_environment(prefix: &Path) -> Option<PathBuf> {
    let names = match cfg!(windows) {
        true => ["Scripts/python.exe", "python.exe"],
        false => ["bin/python3", "bin/python"],
    };
    names.iter().map(|name| prefix.join(name)).find(|path| path.is_file())
}

/// Interpreters of pyenv whose version is this one or begins with it, the newest first: pyenv's own `python3.13` works only
/// where that version is switched on.
fn of_pyenv(version: &str) -> Vec<PathBuf> {
    let root = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let root = root.or_else(|| std::env::home_dir().map(|home| home.join(".pyenv")));
    let Some(entries) = root.and_then(|root| fs_err::read_dir(root.join("versions")).ok()) else {
        return Vec::new();
    };
    let numbers = |text: &str| -> Option<Vec<u32>> { text.split('.').map(|part| part.parse().ok()).collect() };
    let Some(wanted) = numbers(version) else {
        return Vec::new();
    };
    let mut found: Vec<(Vec<u32>, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let has = numbers(&entry.file_name().to_string_lossy())?;
            if !has.starts_with(&wanted) {
                return None;
            }
            Some((has, in_environment(&entry.path())?))
        })
        .collect();
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
}

fn default_interpreter() -> Result<PathBuf, Fault> {
    for variable in ["VIRTUAL_ENV", "CONDA_PREFIX"] {
        if let Some(prefix) = std::env::var_os(variable).filter(|value| !value.is_empty()) {
            let prefix = PathBuf::from(prefix);
            if let Some(found) = in_environment(&prefix) {
                return Ok(found);
            }
            return Err(Fault::environment(
                code::NO_PYTHON,
                format!("{variable} is {}, but there is no Python in it", prefix.display()),
            )
            .help("deactivate that environment, or name an interpreter with `--python`"));
        }
    }
    let found = if cfg!(windows) {
        in_path("python3").or_else(|| in_path("python"))
    } else {
        in_path("python3")
    };
    found.ok_or_else(|| {
        Fault::environment(code::NO_PYTHON, "there is no `python3` in PATH")
            .help("install CPython 3.11 or later, or name an interpreter with `--python`")
    })
}

/// Looks a program up as a shell does.
pub(crate) fn in_path(name: &str) -> Option<PathBuf> {
    let file = if cfg!(windows) && !name.ends_with(".exe") {
        format!("{name}.exe")
    } else {
        name.to_string()
    };
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| absolute(&dir.join(&file)))
        .find(|path| is_executable(path))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}
