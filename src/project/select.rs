//! The modules that a project's configuration means, and their dotted names.

use crate::diagnostics as code;
use crate::project::discover::{Discovery, is_wanted, matches};
use crate::project::{Config, Fault, is_identifier, nearest};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The modules that `modules` and `exclude` of a configuration stand for, in order. A pattern that means nothing is an error:
/// a misspelt one would otherwise leave modules uncompiled without a word.
pub fn select(config: &Config) -> Result<Discovery, Fault> {
    let patterns = config.modules().unwrap_or_default();
    let folder = config.folder();
    let mut found = Discovery::default();
    if patterns.is_empty() {
        return Ok(found);
    }
    let roots = roots(config, &folder)?;
    let all = match plain_modules(patterns, &roots) {
        Some(all) => all,
        None => walk(&roots, &folder)?,
    };
    let mut used = BTreeSet::new();
    for module in all {
        let meant = patterns.iter().filter(|pattern| module.is_meant_by(pattern));
        let mut is_meant = false;
        for pattern in meant {
            used.insert(pattern.as_str());
            is_meant = true;
        }
        if !is_meant {
            continue;
        }
        if config.exclude().iter().any(|pattern| module.is_excluded_by(pattern)) {
            found.notes.push(format!("{} is excluded", module.path.display()));
            continue;
        }
        found.modules.push((module.path, module.name));
    }
    match patterns.iter().find(|pattern| !used.contains(pattern.as_str())) {
        Some(pattern) => Err(nothing_matches(pattern, config, &roots, &folder)),
        None => Ok(found),
    }
}

/// Does a pattern mean this dotted name? `*` stands for anything, dots included, and `?` for one character.
pub(super) fn glob_name(pattern: &str, name: &str) -> bool {
    fn glob(pattern: &[u8], text: &[u8]) -> bool {
        match pattern {
            [] => text.is_empty(),
            [b'*', rest @ ..] => (0..=text.len()).any(|at| glob(rest, &text[at..])),
            [b'?', rest @ ..] => !text.is_empty() && glob(rest, &text[1..]),
            [byte, rest @ ..] => text.first() == Some(byte) && glob(rest, &text[1..]),
        }
    }
    glob(pattern.as_bytes(), name.as_bytes())
}

struct Module {
    path: PathBuf,
    /// Relative to the project's folder, with `/`.
    below: String,
    name: String,
}

impl Module {
    fn is_meant_by(&self, pattern: &str) -> bool {
        match is_path(pattern) {
            true => matches(pattern.trim_start_matches("./"), &self.below),
            false => glob_name(pattern, &self.name),
        }
    }

    fn is_excluded_by(&self, pattern: &str) -> bool {
        matches(pattern.trim_start_matches("./"), &self.below) || (!is_path(pattern) && glob_name(pattern, &self.name))
    }
}

fn is_path(pattern: &str) -> bool {
    pattern.contains('/') || pattern.ends_with(".py")
}

/// The folders that dotted names begin in.
fn roots(config: &Config, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let Some(named) = config.source_roots() else {
        let source = folder.join("src");
        let has_source = source.is_dir() && !source.join("__init__.py").is_file();
        let all = [has_source.then_some(source), Some(folder.to_path_buf())];
        return Ok(all.into_iter().flatten().collect());
    };
    for name in named {
        if !folder.join(name).is_dir() {
            return Err(Fault::usage(
                code::BAD_CONFIG,
                format!("source-roots: there is no folder `{name}`"),
            ));
        }
    }
    Ok(named.iter().map(|name| folder.join(name)).collect())
}

/// Modules that are all named without a wildcard need no walk. `None`: one of them is not where its name says.
fn plain_modules(patterns: &[String], roots: &[PathBuf]) -> Option<Vec<Module>> {
    let mut found = Vec::new();
    for pattern in patterns {
        if is_path(pattern) || pattern.contains(['*', '?']) {
            return None;
        }
        let relative: PathBuf = pattern.split('.').collect();
        let place = roots.iter().find_map(|root| {
            [relative.join("__init__.py"), relative.with_extension("py")]
                .into_iter()
                .find(|file| root.join(file).is_file())
                .map(|file| (root.join(&file), file))
        });
        let (path, below) = place?;
        found.push(Module {
            path,
            below: below.to_string_lossy().replace('\\', "/"),
            name: pattern.clone(),
        });
    }
    Some(found)
}

/// All modules below the roots. What is below two roots belongs to the first.
fn walk(roots: &[PathBuf], folder: &Path) -> Result<Vec<Module>, Fault> {
    let mut found = Vec::new();
    for root in roots {
        let walker = WalkDir::new(root).sort_by_file_name().into_iter();
        let enters = |entry: &walkdir::DirEntry| {
            let path = entry.path();
            let is_another_root = roots.iter().any(|other| other != root && other == path);
            let is_output = entry.depth() == 1
                && ["build", "dist"].iter().any(|name| entry.file_name() == *name)
                && !path.join("__init__.py").is_file();
            entry.depth() == 0 || (is_wanted(entry) && !is_another_root && !(entry.file_type().is_dir() && is_output))
        };
        for entry in walker.filter_entry(enters) {
            let entry = entry.map_err(|error| {
                let why = error.into_io_error();
                Fault::io(
                    format_args!("read {}", root.display()),
                    &why.unwrap_or_else(|| std::io::Error::other("a loop of links")),
                )
            })?;
            let path = entry.path();
            if path.extension().is_none_or(|extension| extension != "py") || !path.is_file() {
                continue;
            }
            let below = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
            if let Some(name) = path.strip_prefix(root).ok().and_then(dotted_name) {
                found.push(Module {
                    path: path.to_path_buf(),
                    below: below.replace('\\', "/"),
                    name,
                });
            }
        }
    }
    Ok(found)
}

/// `pkg/fast.py` is `pkg.fast`, `pkg/__init__.py` is `pkg`. None: no `import` can name it.
fn dotted_name(relative: &Path) -> Option<String> {
    let mut parts: Vec<String> = relative
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if parts.last().is_some_and(|last| last == "__init__") {
        parts.pop();
    }
    let is_name = !parts.is_empty() && parts.iter().all(|part| is_identifier(part));
    is_name.then(|| parts.join("."))
}

fn nothing_matches(pattern: &str, config: &Config, roots: &[PathBuf], folder: &Path) -> Fault {
    let fault = Fault::usage(code::NO_MODULES, format!("`modules`: nothing matches `{pattern}`"));
    let fault = match &config.file {
        Some(file) => fault.at(file),
        None => fault,
    };
    let all = walk(roots, folder).unwrap_or_default();
    let known: Vec<&str> = all
        .iter()
        .map(|module| match is_path(pattern) {
            true => module.below.as_str(),
            false => module.name.as_str(),
        })
        .collect();
    match nearest(pattern, &known) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("a dotted name as in `import`, or a path below the project's folder"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Values;

    fn project(files: &[&str]) -> std::io::Result<tempfile::TempDir> {
        let dir = tempfile::tempdir()?;
        for file in files.iter().chain([&"pyproject.toml"]) {
            let path = dir.path().join(file);
            fs_err::create_dir_all(path.parent().unwrap_or(dir.path()))?;
            fs_err::write(path, "")?;
        }
        Ok(dir)
    }

    fn names(dir: &Path, modules: &[&str], exclude: &[&str]) -> Result<Vec<String>, Fault> {
        let list = |patterns: &[&str]| Some(patterns.iter().map(|pattern| (*pattern).to_owned()).collect());
        let values = Values {
            modules: list(modules),
            exclude: list(exclude),
            ..Values::default()
        };
        let config = Config::load(dir)?.under(values);
        Ok(select(&config)?.modules.into_iter().map(|(_, name)| name).collect())
    }

    #[test]
    fn patterns_mean_modules_in_every_layout() -> Result<(), Box<dyn std::error::Error>> {
        let flat = project(&[
            "pkg/__init__.py",
            "pkg/a.py",
            "pkg/sub/b.py",
            "tests/test_a.py",
            "build/lib/pkg/a.py",
            "my-x.py",
        ])?;
        let flat = flat.path();
        assert_eq!(names(flat, &["pkg.*"], &[])?, ["pkg.a", "pkg.sub.b"]);
        assert_eq!(names(flat, &["pkg", "pkg.sub.b"], &[])?, ["pkg", "pkg.sub.b"]);
        assert_eq!(names(flat, &["**"], &["tests", "pkg.a"])?, ["pkg", "pkg.sub.b"]);
        assert_eq!(names(flat, &["pkg/sub/*.py"], &[])?, ["pkg.sub.b"]);
        assert_eq!(names(flat, &["pkg"], &["pkg/__init__.py"])?, Vec::<String>::new());
        let source = project(&["src/space/pkg/a.py", "src/one.py", "tools/gen.py"])?;
        assert_eq!(names(source.path(), &["space.*", "one"], &[])?, ["one", "space.pkg.a"]);
        assert_eq!(
            names(source.path(), &["src/one.py", "tools.gen"], &[])?,
            ["one", "tools.gen"]
        );
        assert_eq!(names(source.path(), &[], &[])?, Vec::<String>::new());
        Ok(())
    }

    #[test]
    fn a_pattern_that_means_nothing_is_an_error() -> Result<(), Box<dyn std::error::Error>> {
        let dir = project(&["pkg/__init__.py", "pkg/fast.py"])?;
        let fault = names(dir.path(), &["pkg.fsat"], &[]).expect_err("nothing is so called");
        assert_eq!(fault.help, ["did you mean `pkg.fast`?"]);
        assert!(names(dir.path(), &["pkg.*", "other.*"], &[]).is_err());
        Ok(())
    }
}
