//! The interpreter that a module is built for: found, asked once, remembered.
//!
//! **Invariant:** nothing of the user's is run to learn this: no `site`, no current folder on the path.

use crate::diagnostics as code;
use crate::project::files::write_atomically;
use crate::project::{CacheDir, Fault};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

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
    asked: String,
}

impl Python {
    /// The interpreter that `--python` names, else the active environment's, else `python3` in PATH.
    pub fn find(asked: Option<&str>, cache: &CacheDir) -> Result<Python, Fault> {
        let candidates = match asked {
            Some(name) => named_interpreters(name)?,
            None => vec![default_interpreter()?],
        };
        let mut first_fault = None;
        for executable in candidates {
            match Python::probe(&executable, cache) {
                Ok(python) => return Ok(python),
                Err(fault) => first_fault = first_fault.or(Some(fault)),
            }
        }
        Err(first_fault.unwrap_or_else(|| Fault::environment(code::NO_PYTHON, "there is no Python interpreter")))
    }

    /// A command that runs this interpreter on annot's own scripts: the user's environment does not reach it.
    pub fn command(&self) -> Command {
        isolated_command(&self.executable)
    }

    fn probe(executable: &Path, cache: &CacheDir) -> Result<Python, Fault> {
        let identity = identity(executable)?;
        let asked = format!("{}|{identity}", executable.display());
        let remembered = cache
            .root()
            .join("pythons")
            .join(format!("{}.json", short_hash(&asked)));
        if let Some(python) = recall(&remembered, &asked) {
            return Ok(python);
        }
        let answer = ask(executable)?;
        let reported = PathBuf::from(&answer.executable);
        // A shim (pyenv, asdf) answers for another interpreter, and for another one tomorrow: follow it, do not remember it.
        if is_script(executable) && answer.executable != executable.to_string_lossy() && reported.is_file() {
            return if is_script(&reported) {
                answer.python(executable, identity, asked)
            } else {
                Python::probe(&reported, cache)
            };
        }
        let python = answer.python(executable, identity, asked)?;
        // A cache that cannot be written costs a question each time; the build itself reports it.
        if let (Ok(_), Ok(text)) = (cache.folder("pythons"), serde_json::to_vec_pretty(&python)) {
            let _ = write_atomically(&remembered, &text);
        }
        Ok(python)
    }
}

/// What a user may mean by a name, the likeliest first.
fn named_interpreters(name: &str) -> Result<Vec<PathBuf>, Fault> {
    let path = Path::new(name);
    let mut found = Vec::new();
    if path.components().count() > 1 || path.is_absolute() || path.is_dir() {
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

fn is_script(path: &Path) -> bool {
    use std::io::Read;
    let mut start = [0u8; 2];
    fs_err::File::open(path)
        .and_then(|mut file| file.read_exact(&mut start))
        .is_ok()
        && &start == b"#!"
}

/// Path, size and time of change of the program, links followed: an upgraded interpreter is another one.
fn identity(executable: &Path) -> Result<String, Fault> {
    let meta = executable
        .metadata()
        .map_err(|error| Fault::io(format_args!("use the interpreter {}", executable.display()), &error))?;
    let changed = meta
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |time| time.as_nanos());
    let program = fs_err::canonicalize(executable).unwrap_or_else(|_| executable.to_path_buf());
    Ok(format!(
        "{}|{}|{changed}|{}",
        program.display(),
        meta.len(),
        env!("CARGO_PKG_VERSION")
    ))
}

fn short_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..24].to_string()
}

fn recall(path: &Path, asked: &str) -> Option<Python> {
    let python: Python = serde_json::from_slice(&fs_err::read(path).ok()?).ok()?;
    (python.asked == asked).then_some(python)
}

fn isolated_command(executable: &Path) -> Command {
    let mut command = Command::new(executable);
    // Not `-I`: it would also ignore PYTHONHOME, which a relocated interpreter needs.
    command.args(["-S", "-B"]);
    for (name, _) in std::env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("PYTHON") && name != "PYTHONHOME")
        {
            command.env_remove(&name);
        }
    }
    command
        .env("PYTHONSAFEPATH", "1")
        .env("PYTHONUTF8", "1")
        .env("PYTHONDONTWRITEBYTECODE", "1");
    command.current_dir(std::env::temp_dir());
    command
}

/// What `probe.py` prints. Fields after `executable` are there only for a CPython that annot may know.
#[derive(Deserialize)]
struct Answer {
    version: [u32; 3],
    releaselevel: String,
    implementation: String,
    executable: String,
    #[serde(default)]
    ext_suffix: String,
    #[serde(default)]
    soabi: String,
    #[serde(default)]
    include: PathBuf,
    #[serde(default)]
    is_debug: bool,
    #[serde(default)]
    gil_disabled: bool,
    #[serde(default)]
    platform: String,
    #[serde(default)]
    prefix: PathBuf,
    #[serde(default)]
    cache_tag: String,
    #[serde(default)]
    magic: u32,
    #[serde(default)]
    hexversion: u32,
}

fn ask(executable: &Path) -> Result<Answer, Fault> {
    let failed = |why: String| {
        Fault::environment(
            code::NO_PYTHON,
            format!("{} did not answer as a Python interpreter: {why}", executable.display()),
        )
        .help("name a working interpreter with `--python`")
    };
    let output = isolated_command(executable)
        .args(["-c", include_str!("probe.py")])
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        let first = text
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty())
            .unwrap_or("it failed")
            .to_string();
        return Err(failed(first));
    }
    serde_json::from_slice(&output.stdout).map_err(|_| failed("its answer is not what annot asked for".to_string()))
}

impl Answer {
    fn python(self, executable: &Path, identity: String, asked: String) -> Result<Python, Fault> {
        let [major, minor, micro] = self.version;
        let refuse = |what: String| {
            Err(
                Fault::environment(code::UNSUPPORTED_PYTHON, format!("{} is {what}", executable.display())).help(
                    format!(
                        "annot builds for CPython 3.{} to 3.{} with the GIL; name one with `--python`",
                        SUPPORTED.start(),
                        SUPPORTED.end()
                    ),
                ),
            )
        };
        if self.implementation != "cpython" {
            return refuse(format!(
                "{} {major}.{minor}.{micro}, which is not CPython",
                self.implementation
            ));
        }
        if major != 3 || !SUPPORTED.contains(&minor) {
            return refuse(format!("CPython {major}.{minor}.{micro}, which annot does not support"));
        }
        if self.gil_disabled {
            return refuse(format!(
                "a free-threaded CPython {major}.{minor}.{micro}, which annot does not support yet"
            ));
        }
        Ok(Python {
            executable: executable.to_path_buf(),
            version: Version {
                major,
                minor,
                micro,
                releaselevel: self.releaselevel,
            },
            ext_suffix: self.ext_suffix,
            soabi: self.soabi,
            include: self.include,
            is_debug: self.is_debug,
            gil_disabled: self.gil_disabled,
            platform: self.platform,
            prefix: self.prefix,
            cache_tag: self.cache_tag,
            magic: self.magic,
            hexversion: self.hexversion,
            identity,
            asked,
        })
    }
}
