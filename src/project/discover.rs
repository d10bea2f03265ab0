//! Paths on the command line -> the modules to build, in a fixed order.

use crate::diagnostics as code;
use crate::project::{Fault, source};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What a walk found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// Files and the dotted names of their modules.
    pub modules: Vec<(PathBuf, String)>,
    /// Files that were passed over, and why.
    pub notes: Vec<String>,
}

/// Walks files and folders. A file that is named itself must be a module; one that is only met is passed over with a note.
pub fn discover(paths: &[PathBuf], exclude: &[String]) -> Result<Discovery, Fault> {
    let mut found = Discovery::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        let meta = fs_err::metadata(path).map_err(|error| {
            if error.kind() == std::io::ErrorKind::NotFound {
                Fault::usage(code::NO_SUCH_FILE, format!("there is no file {}", path.display()))
            } else {
                Fault::io(format_args!("read {}", path.display()), &error)
            }
        })?;
        if meta.is_dir() {
            walk(path, exclude, &mut seen, &mut found)?;
        } else {
            if path.extension().is_none_or(|extension| extension != "py") {
                return Err(Fault::usage(
                    code::NOT_PYTHON,
                    format!("{} is not a Python source file", path.display()),
                )
                .help("annot builds files whose names end in .py"));
            }
            let name = source::module_name(path)?;
            if seen.insert(identity(path)) {
                found.modules.push((path.clone(), name));
            }
        }
    }
    if found.modules.is_empty() {
        let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Fault::usage(
            code::NO_MODULES,
            format!("there are no Python modules in {}", named.join(", ")),
        ));
    }
    Ok(found)
}

fn walk(root: &Path, exclude: &[String], seen: &mut BTreeSet<PathBuf>, found: &mut Discovery) -> Result<(), Fault> {
    let walker = WalkDir::new(root).sort_by_file_name().into_iter();
    for entry in walker.filter_entry(|entry| entry.depth() == 0 || is_wanted(entry)) {
        let entry = entry.map_err(|error| {
            let why = error
                .into_io_error()
                .unwrap_or_else(|| std::io::Error::other("a loop of links"));
            Fault::io(format_args!("read {}", root.display()), &why)
        })?;
        let path = entry.path();
        if !path.is_file() {
            continue;
        }
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let below = path
            .strip_prefix(root)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/");
        if exclude.iter().any(|pattern| matches(pattern, &below)) {
            found.notes.push(format!("{} is excluded", path.display()));
            continue;
        }
        // `python -m package` wants the code of this one, and CPython's loader of extension modules has none to give.
        if path.file_name().is_some_and(|name| name == "__main__.py") {
            let note = format!("{} is passed over: `python -m` runs its source only", path.display());
            found.notes.push(note);
            continue;
        }
        match source::module_name(path) {
            // An `__init__.py` at the very top of nothing that can be imported.
            Ok(name) if name.is_empty() => {}
            Ok(name) => {
                if seen.insert(identity(path)) {
                    found.modules.push((path.to_path_buf(), name));
                }
            }
            Err(fault) => found
                .notes
                .push(format!("{} is passed over: {}", path.display(), fault.message)),
        }
    }
    Ok(())
}

/// Hidden folders, caches and virtual environments hold no modules of the user's.
pub(super) fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('.') {
        return false;
    }
    if !entry.file_type().is_dir() {
        return true;
    }
    let skipped = ["__pycache__", "node_modules", "site-packages"].contains(&name.as_ref());
    !skipped && !entry.path().join("pyvenv.cfg").is_file()
}

fn identity(path: &Path) -> PathBuf {
    fs_err::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// A glob over a path with `/` between its parts: `*` and `?` stay within a part, `**` does not. A pattern without `/`
/// matches any part, and a pattern that matches a folder matches all that is in it.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let pattern = pattern.trim_end_matches('/');
    if !pattern.contains('/') {
        return path.split('/').any(|part| glob(pattern.as_bytes(), part.as_bytes()));
    }
    let whole = std::iter::once(path.len()).chain(path.match_indices('/').map(|(at, _)| at));
    whole
        .into_iter()
        .any(|end| glob(pattern.as_bytes(), &path.as_bytes()[..end]))
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    match pattern {
        [] => text.is_empty(),
        [b'*', b'*', rest @ ..] => {
            let rest = rest.strip_prefix(b"/").unwrap_or(rest);
            (0..=text.len()).any(|at| glob(rest, &text[at..]))
        }
        [b'*', rest @ ..] => {
            let limit = text.iter().position(|byte| *byte == b'/').unwrap_or(text.len());
            (0..=limit).any(|at| glob(rest, &text[at..]))
        }
        [b'?', rest @ ..] => matches!(text, [byte, tail @ ..] if *byte != b'/' && glob(rest, tail)),
        [byte, rest @ ..] => text.first() == Some(byte) && glob(rest, &text[1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_as_a_user_expects() {
        assert!(matches("tests", "tests/test_a.py"));
        assert!(matches("test_*.py", "pkg/test_a.py"));
        assert!(matches("pkg/old", "pkg/old/a.py"));
        assert!(matches("**/gen/*.py", "pkg/gen/a.py"));
        assert!(!matches("pkg/*.py", "pkg/sub/a.py"));
        assert!(!matches("a.py", "ba.py"));
    }

    #[test]
    fn a_walk_passes_over_what_is_not_the_users() -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        for file in [
            "pkg/__init__.py",
            "pkg/b.py",
            "pkg/a.py",
            "pkg/__main__.py",
            ".hid/c.py",
            "__pycache__/d.py",
            "env/lib/e.py",
            "my-script.py",
        ] {
            let path = dir.path().join(file);
            fs_err::create_dir_all(path.parent().ok_or("no parent")?)?;
            fs_err::write(path, "")?;
        }
        fs_err::write(dir.path().join("env/pyvenv.cfg"), "")?;
        let found = discover(&[dir.path().to_path_buf()], &[])?;
        let names: Vec<&str> = found.modules.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["pkg", "pkg.a", "pkg.b"]);
        assert_eq!(found.notes.len(), 2, "{:?}", found.notes);
        Ok(())
    }
}
