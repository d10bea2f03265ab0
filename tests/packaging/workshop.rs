//! What the tests of packaging work with: a Python with pip, wheels of the build tools (fetched once, then kept), a wheel of
//! annot, and fresh virtual environments.

use crate::pythons;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The tools that wheels are fetched of.
const TOOLS: [&str; 7] = [
    "setuptools>=77",
    "wheel",
    "hatchling",
    "editables",
    "build",
    "maturin>=1.9,<2",
    "uv",
];

pub(crate) struct Workshop {
    pub(crate) python: PathBuf,
    /// What an extension module's file name ends in.
    pub(crate) suffix: String,
    /// `cp313-cp313`
    pub(crate) tag: String,
    /// Wheels of the tools and of annot: all that pip finds.
    links: PathBuf,
    pub(crate) cache: PathBuf,
}

/// The workshop, or why there is none: then the tests that need it are skipped, and say so.
pub(crate) fn workshop() -> Option<&'static Workshop> {
    static WORKSHOP: OnceLock<std::result::Result<Workshop, String>> = OnceLock::new();
    match WORKSHOP.get_or_init(|| Workshop::open().map_err(|error| error.to_string())) {
        Ok(workshop) => Some(workshop),
        Err(why) => {
            eprintln!("skipped: {why}");
            None
        }
    }
}

impl Workshop {
    fn open() -> Result<Workshop> {
        let found = pythons::discover();
        let has_pip = |python: &&pythons::Python| {
            !python.label.ends_with('d')
                && output(Command::new(&python.executable).args(["-m", "pip", "--version"])).is_ok()
        };
        // `ANNOT_TEST_PACKAGING_ON=3.14` tries another one by hand.
        let asked = std::env::var("ANNOT_TEST_PACKAGING_ON");
        let wanted = asked.as_deref().unwrap_or("3.13");
        let others = found.iter().rev().filter(|_| asked.is_err());
        let python = found
            .iter()
            .filter(|python| python.label == wanted)
            .chain(others)
            .find(has_pip)
            .ok_or("no CPython 3.11 to 3.15 with pip")?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packaging");
        let links = folder.join(format!("links-{}", python.label));
        let fetched = links.join(format!("fetched-{}", TOOLS.len()));
        if !fetched.exists() {
            let mut pip = Command::new(&python.executable);
            pip.args(["-m", "pip", "download", "-q", "-d"]).arg(&links).args(TOOLS);
            output(&mut pip).map_err(|why| format!("the build tools cannot be fetched (no network?): {why}"))?;
            std::fs::write(fetched, "")?;
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut wheel = Command::new(&python.executable);
        wheel
            .arg(root.join("tests/packaging/wheel_of_annot.py"))
            .args([root, Path::new(env!("CARGO_BIN_EXE_annot"))])
            .arg(env!("CARGO_PKG_VERSION"))
            .arg(&links);
        output(&mut wheel)?;
        Ok(Workshop {
            python: python.executable.clone(),
            suffix: python.suffix.clone(),
            tag: format!("cp3{0}-cp3{0}", python.minor),
            links,
            cache: folder.join("cache"),
        })
    }

    /// A command in which pip finds the fetched wheels and nothing else.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("PIP_")
                || name.starts_with("ANNOT_")
                || name.starts_with("PYTHON")
                || name == "VIRTUAL_ENV"
            {
                command.env_remove(name.as_ref());
            }
        }
        command
            .env("PIP_CONFIG_FILE", "/dev/null")
            .env("PIP_NO_INDEX", "1")
            .env("PIP_FIND_LINKS", &self.links)
            .env("PIP_NO_CACHE_DIR", "1")
            .env("PIP_DISABLE_PIP_VERSION_CHECK", "1")
            .env("ANNOT_CACHE_DIR", &self.cache);
        command
    }

    /// Where the wheels are that pip finds.
    pub(crate) fn links(&self) -> &Path {
        &self.links
    }

    pub(crate) fn pip(&self, arguments: &[&str], folder: &Path) -> Command {
        let mut command = self.command(&self.python);
        command.args(["-m", "pip"]).args(arguments).current_dir(folder);
        command
    }

    /// A wheel of the project in `folder`, built by pip in an environment of its own.
    pub(crate) fn wheel(&self, folder: &Path) -> Result<PathBuf> {
        let wheels = folder.join("dist");
        output(&mut self.pip(&["wheel", "-q", "--no-deps", "-w", "dist", "."], folder))?;
        let mut found = files(&wheels)?;
        Ok(wheels.join(found.pop().ok_or("no wheel was made")?))
    }

    /// A new virtual environment with these packages.
    pub(crate) fn environment(&self, folder: &Path, packages: &[&str]) -> Result<PathBuf> {
        let environment = folder.join("environment");
        output(
            self.command(&self.python)
                .args(["-m", "venv", "--without-pip"])
                .arg(&environment),
        )?;
        if !packages.is_empty() {
            let place = environment.display().to_string();
            let mut arguments = vec!["--python", &place, "install", "-q"];
            arguments.extend(packages);
            output(&mut self.pip(&arguments, folder))?;
        }
        Ok(environment.join("bin/python"))
    }

    /// The environment that all tests share, in which the tools and annot are installed. Nothing is ever changed in it.
    pub(crate) fn tools(&self) -> Result<PathBuf> {
        static TOOLS_ENVIRONMENT: OnceLock<std::result::Result<(tempfile::TempDir, PathBuf), String>> = OnceLock::new();
        let made = TOOLS_ENVIRONMENT.get_or_init(|| {
            let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
            let packages = ["setuptools", "wheel", "hatchling", "build", "annot"];
            let python = self
                .environment(folder.path(), &packages)
                .map_err(|error| error.to_string())?;
            Ok((folder, python))
        });
        made.as_ref()
            .map(|(_, python)| python.clone())
            .map_err(|why| why.clone().into())
    }
}

/// A copy of an example in a folder whose name is as inconvenient as names may be.
pub(crate) fn example(name: &str) -> Result<(tempfile::TempDir, PathBuf)> {
    let scratch = tempfile::tempdir()?;
    let folder = scratch.path().join("ein Projekt, größer");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name),
        &folder,
    )?;
    Ok((scratch, folder))
}

/// A project made of these files.
pub(crate) fn project(texts: &[(&str, &str)]) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    for (name, text) in texts {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        std::fs::write(path, text)?;
    }
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Result {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() && name != "__pycache__" {
            copy(&entry.path(), &to.join(name))?;
        } else if entry.file_type()?.is_file() && entry.path().extension().is_none_or(|extension| extension != "so") {
            std::fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}

/// The names in a folder.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The names in a wheel or a source distribution.
pub(crate) fn members(workshop: &Workshop, archive: &Path) -> Result<Vec<String>> {
    let script = "import sys, tarfile, zipfile
path = sys.argv[1]
names = zipfile.ZipFile(path).namelist() if path.endswith('.whl') else tarfile.open(path).getnames()
print('\\n'.join(sorted(names)))";
    let text = output(workshop.command(&workshop.python).args(["-c", script]).arg(archive))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// What a command prints; an error with all it said if it fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let done = command.output()?;
    if !done.status.success() {
        return Err(format!("{command:?} ended with {}\n{}", done.status, said(&done)).into());
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// All that a command said.
pub(crate) fn said(done: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    )
}
