//! What annot asks an interpreter, once: the answer is remembered until the program changes.
//!
//! **Invariant:** nothing of the user's is run to learn this: no `site`, no current folder on the path.

use crate::diagnostics as code;
use crate::project::files::write_atomically;
use crate::project::python::{Python, SUPPORTED, Version};
use crate::project::{CacheDir, Fault};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

/// Asks an interpreter, or remembers what it said.
pub(super) fn probe(executable: &Path, cache: &CacheDir) -> Result<Python, Fault> {
    let identity = identity(executable)?;
    let asked = format!("{}|{identity}", executable.display());
    let remembered = cache
        .root()
        .join("pythons")
        .join(format!("{}.json", short_hash(&asked)));
    if let Some(python) = recall(&remembered, &asked) {
        return Ok(python);
    }
    if is_script(executable)
        && let Some(real) = behind_shim(executable, cache)
    {
        return probe(&real, cache);
    }
    let python = ask(executable)?.python(executable, identity, asked)?;
    // A cache that cannot be written costs a question each time; the build itself reports it.
    if let (Ok(_), Ok(text)) = (cache.folder("pythons"), serde_json::to_vec_pretty(&python)) {
        let _ = write_atomically(&remembered, &text);
    }
    Ok(python)
}

/// The interpreter that a shim (pyenv, asdf) stands for in the current folder. A script that starts an interpreter of its
/// own stands for itself.
fn behind_shim(script: &Path, cache: &CacheDir) -> Option<PathBuf> {
    let remembered = pyenv_choice(script).map(|choice| {
        cache
            .root()
            .join("pythons")
            .join(format!("{}.shim", short_hash(&choice)))
    });
    if let Some(file) = &remembered
        && let Ok(known) = fs_err::read_to_string(file)
        && Path::new(&known).is_file()
    {
        return Some(PathBuf::from(known));
    }
    // In the user's folder, on which the answer depends; so nothing is imported that could be found there.
    let question = "import sys; sys.stdout.write(sys.executable)";
    let mut command = isolated_command(script);
    let output = command.args(["-c", question]).current_dir(".").output().ok()?;
    let real = PathBuf::from(String::from_utf8(output.stdout).ok()?);
    if !output.status.success() || real == script || !real.is_file() || is_script(&real) {
        return None;
    }
    if let (Some(file), Ok(_)) = (remembered, cache.folder("pythons")) {
        let _ = write_atomically(&file, real.to_string_lossy().as_bytes());
    }
    Some(real)
}

/// All that pyenv's choice of a version depends on. `None`: the script is not one of pyenv's shims.
fn pyenv_choice(script: &Path) -> Option<String> {
    let root = script.parent().filter(|folder| folder.ends_with("shims"))?.parent()?;
    if !root.join("versions").is_dir() {
        return None;
    }
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let mut choice = format!(
        "{}|{}|{}",
        script.display(),
        variable("PYENV_VERSION"),
        stamp(&root.join("version"))
    );
    let start = match std::env::var_os("PYENV_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => std::env::current_dir().ok()?,
    };
    for folder in start.ancestors() {
        let file = folder.join(".python-version");
        if file.exists() {
            choice.push_str(&format!("|{}{}", file.display(), stamp(&file)));
        }
    }
    Some(choice)
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
    executable
        .metadata()
        .map_err(|error| Fault::io(format_args!("use the interpreter {}", executable.display()), &error))?;
    let program = fs_err::canonicalize(executable).unwrap_or_else(|_| executable.to_path_buf());
    Ok(format!(
        "{}|{}|{}",
        program.display(),
        stamp(&program),
        env!("CARGO_PKG_VERSION")
    ))
}

/// Size and time of change of a file.
fn stamp(path: &Path) -> String {
    let Ok(meta) = path.metadata() else {
        return "none".to_string();
    };
    let changed = meta
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{}@{}", meta.len(), changed.map_or(0, |time| time.as_nanos()))
}

fn short_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..24].to_string()
}

fn recall(path: &Path, asked: &str) -> Option<Python> {
    let python: Python = serde_json::from_slice(&fs_err::read(path).ok()?).ok()?;
    (python.asked == asked).then_some(python)
}

/// A command that runs an interpreter on annot's own scripts.
pub(super) fn isolated_command(executable: &Path) -> Command {
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

/// What `probe.py` prints. Fields after `implementation` are there only for a CPython that annot may know.
#[derive(Deserialize)]
struct Answer {
    version: [u32; 3],
    releaselevel: String,
    implementation: String,
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
