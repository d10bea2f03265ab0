//! What else makes Python fast: other compilers, which the measured interpreter must have installed, and other interpreters.

use crate::diagnostics as code;
use crate::project::{CacheDir, Fault, Python, in_path};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A compiler or an interpreter that is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rival {
    /// With its version.
    pub label: String,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Compiler(&'static Compiler),
    Interpreter(PathBuf),
}

/// A compiler: a Python package that makes an extension module beside a source file.
#[derive(Debug, PartialEq, Eq)]
struct Compiler {
    name: &'static str,
    /// The module whose presence says that it is installed.
    module: &'static str,
    /// What pip installs.
    package: &'static str,
    /// Arguments of the interpreter, before the file.
    arguments: &'static [&'static str],
}

const COMPILERS: [Compiler; 3] = [
    Compiler {
        name: "mypyc",
        module: "mypyc",
        package: "mypy",
        arguments: &["-m", "mypyc"],
    },
    Compiler {
        name: "cython",
        module: "Cython",
        package: "cython",
        arguments: &["-m", "Cython.Build.Cythonize", "-q", "-i", "-3"],
    },
    Compiler {
        name: "nuitka",
        module: "nuitka",
        package: "nuitka",
        arguments: &[
            "-m",
            "nuitka",
            "--module",
            "--quiet",
            "--remove-output",
            "--no-pyi-file",
        ],
    },
];

/// Interpreters that are known by a name of their own.
const INTERPRETERS: [(&str, &[&str]); 2] = [("pypy", &["pypy3", "pypy"]), ("graalpy", &["graalpy"])];

/// The rivals of these names, in their order. `all` stands for those that are there; one that is named and is not there is a fault.
pub fn rivals(names: &[String], python: &Python, cache: &CacheDir) -> Result<Vec<Rival>, Fault> {
    let mut found: Vec<Rival> = Vec::new();
    if names.is_empty() {
        return Ok(found);
    }
    let installed = installed(&python.executable)?;
    for name in names {
        match name.as_str() {
            // They are always there.
            "cpython" | "annot" => {}
            "all" => {
                let known = COMPILERS.iter().map(|compiler| compiler.name);
                let known = known.chain(INTERPRETERS.iter().map(|(name, _)| *name));
                found.extend(known.filter_map(|name| rival(name, &installed, cache).ok()));
            }
            name => found.push(rival(name, &installed, cache)?),
        }
    }
    let mut seen = Vec::new();
    found.retain(|rival| {
        let is_new = !seen.contains(&rival.label);
        seen.push(rival.label.clone());
        is_new
    });
    Ok(found)
}

fn rival(name: &str, installed: &Installed, cache: &CacheDir) -> Result<Rival, Fault> {
    if let Some(compiler) = COMPILERS.iter().find(|compiler| compiler.name == name) {
        let missing = |package: &str| {
            Fault::environment(code::NO_RIVAL, format!("{name} is not installed for this Python")).help(format!(
                "`{} -m pip install {package}`, or name another interpreter with `--python`",
                installed.executable.display()
            ))
        };
        let version = installed
            .versions
            .get(compiler.module)
            .ok_or_else(|| missing(compiler.package))?;
        if !installed.versions.contains_key("setuptools") && compiler.name != "nuitka" {
            return Err(missing("setuptools"));
        }
        return Ok(Rival {
            label: format!("{name} {version}"),
            kind: Kind::Compiler(compiler),
        });
    }
    let names = INTERPRETERS.iter().find(|(known, _)| *known == name);
    let found = match names {
        Some((_, programs)) => programs.iter().find_map(|program| in_path(program)),
        None if Path::new(name).components().count() > 1 && Path::new(name).is_file() => std::path::absolute(name).ok(),
        None => Python::find(Some(name), cache)
            .map(|python| python.executable)
            .ok()
            .or_else(|| in_path(name)),
    };
    let interpreter = found.ok_or_else(|| {
        let known: Vec<&str> = COMPILERS.iter().map(|compiler| compiler.name).collect();
        Fault::environment(code::NO_RIVAL, format!("there is no `{name}` to compare with")).help(format!(
            "known are {}, pypy and graalpy, `all` for those that are installed, and every interpreter by its path or version",
            known.join(", ")
        ))
    })?;
    let label = Command::new(&interpreter)
        .args([
            "-c",
            "import platform as p, sys; v = getattr(sys, 'pypy_version_info', sys.version_info)\n\
             sys.stdout.write('%s %d.%d.%d' % (p.python_implementation(), *v[:3]))",
        ])
        .stdin(Stdio::null())
        .output()
        .ok()
        .filter(|done| done.status.success())
        .map(|done| String::from_utf8_lossy(&done.stdout).into_owned());
    let label = label.ok_or_else(|| {
        let message = format!("{} did not answer as a Python interpreter", interpreter.display());
        Fault::environment(code::NO_RIVAL, message)
    })?;
    Ok(Rival {
        label,
        kind: Kind::Interpreter(interpreter),
    })
}

/// Which compilers an interpreter has, with their versions.
struct Installed {
    executable: PathBuf,
    versions: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Versions(BTreeMap<String, String>);

fn installed(executable: &Path) -> Result<Installed, Fault> {
    const QUESTION: &str = "
import importlib.metadata, importlib.util, json, sys
found = {}
for module, package in (('mypyc', 'mypy'), ('Cython', 'cython'), ('nuitka', 'nuitka'), ('setuptools', 'setuptools')):
    if importlib.util.find_spec(module):
        try:
            found[module] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            found[module] = '?'
json.dump(found, sys.stdout)";
    let done = Command::new(executable)
        .args(["-c", QUESTION])
        .env("PYTHONSAFEPATH", "1")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Fault::io(format_args!("run {}", executable.display()), &error))?;
    let versions = serde_json::from_slice::<Versions>(&done.stdout).map_or_else(|_| BTreeMap::new(), |found| found.0);
    Ok(Installed {
        executable: executable.to_path_buf(),
        versions,
    })
}

/// What a rival runs a module with: an interpreter, and a file that it loads the module from, or why it has none. A compiler
/// works on a copy of the source in `folder`.
pub fn make(
    rival: &Rival,
    source: &Path,
    python: &Python,
    folder: &Path,
) -> Result<(PathBuf, Result<PathBuf, String>), Fault> {
    let compiler = match &rival.kind {
        Kind::Interpreter(interpreter) => return Ok((interpreter.clone(), Ok(source.to_path_buf()))),
        Kind::Compiler(compiler) => compiler,
    };
    let folder = folder.join(compiler.name);
    let failed = |error: std::io::Error| Fault::io(format_args!("write to {}", folder.display()), &error);
    fs_err::create_dir_all(&folder).map_err(failed)?;
    let name = source.file_name().unwrap_or_default();
    fs_err::copy(source, folder.join(name)).map_err(failed)?;
    let done = Command::new(&python.executable)
        .args(compiler.arguments)
        .arg(name)
        .current_dir(&folder)
        .env("MYPYC_OPT_LEVEL", "3")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Fault::io(format_args!("run {}", python.executable.display()), &error))?;
    let stem = format!("{}.", source.file_stem().unwrap_or_default().to_string_lossy());
    let made = fs_err::read_dir(&folder)
        .map_err(failed)?
        .flatten()
        .map(|entry| entry.path());
    let library = made.into_iter().find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&stem) && (name.ends_with(".so") || name.ends_with(".pyd"))
    });
    let library = library.ok_or_else(|| {
        let said = String::from_utf8_lossy(&done.stderr).into_owned() + &String::from_utf8_lossy(&done.stdout);
        let error = said.lines().find(|line| line.contains("error"));
        let line = error.or(said.lines().rev().find(|line| !line.trim().is_empty()));
        format!("cannot compile it: {}", line.unwrap_or("it says nothing").trim())
    });
    Ok((python.executable.clone(), library))
}
