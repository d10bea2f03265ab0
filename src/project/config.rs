//! What a project, its environment and a command line set: `[tool.annot]`, `ANNOT_…` variables and flags, the later over the
//! earlier, and of every value where it came from.

use crate::diagnostics as code;
use crate::project::config_values::{OVERRIDE_KEYS, Values, from_environment, from_text};
use crate::project::select::glob_name;
use crate::project::{Fault, Native, Profile};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};

/// What holds for a command. Built of layers; a value is taken from the first layer that has it.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The command line, the environment, then the file.
    layers: Vec<(Origin, Values)>,
    /// The pyproject.toml that the last layer came from.
    pub file: Option<PathBuf>,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Default,
    File(PathBuf),
    Environment,
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File(file) => write!(f, "{}", file.display()),
            Origin::Environment => f.write_str("environment"),
            Origin::CommandLine => f.write_str("command line"),
        }
    }
}

/// What happens to a module that this machine cannot compile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fallback {
    /// The build fails.
    #[default]
    Error,
    /// A warning; the module stays as it is, interpreted.
    Warn,
}

/// What holds for one module.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModuleConfig {
    pub profile: Profile,
    pub native: Native,
    /// As rustc names it: `native`, `x86-64-v3`.
    pub target_cpu: Option<String>,
    /// A function that stays bytecode is an error.
    pub strict: bool,
    pub fallback: Fallback,
}

impl Config {
    /// Reads the nearest pyproject.toml at or above a path, and the environment. Without a file all is default.
    pub fn load(start: &Path) -> Result<Config, Fault> {
        let mut layers = vec![(Origin::Environment, from_environment(|name| std::env::var_os(name))?)];
        let start = std::path::absolute(start).unwrap_or_else(|_| start.to_path_buf());
        let file = start
            .ancestors()
            .map(|folder| folder.join("pyproject.toml"))
            .find(|file| file.is_file());
        if let Some(file) = &file {
            let text = fs_err::read_to_string(file)
                .map_err(|error| Fault::io(format_args!("read {}", file.display()), &error))?;
            let values = from_text(&text).map_err(|fault| fault.at(file))?;
            if let Some(python) = values.python.as_deref() {
                refuse_path(python).map_err(|fault| fault.at(file))?;
            }
            layers.push((Origin::File(file.clone()), values));
        }
        Ok(Config { layers, file })
    }

    /// The same under what the command line says.
    pub fn under(mut self, flags: Values) -> Config {
        self.layers.insert(0, (Origin::CommandLine, flags));
        self
    }

    /// The folder that paths and modules are relative to.
    pub fn folder(&self) -> PathBuf {
        match self.file.as_deref().and_then(Path::parent) {
            Some(folder) => folder.to_path_buf(),
            None => std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
        }
    }

    pub fn python(&self) -> Option<&str> {
        self.first(|values| values.python.as_deref())
    }

    /// The same if it is a file that says so: it may have come with a checkout, and names no program of its own.
    pub fn python_of_file(&self) -> Option<&str> {
        let (origin, values) = self.layers.iter().find(|(_, values)| values.python.is_some())?;
        matches!(origin, Origin::File(_)).then_some(values.python.as_deref()?)
    }

    pub fn jobs(&self) -> Option<usize> {
        self.first(|values| values.jobs)
    }

    pub fn offline(&self) -> bool {
        self.first(|values| values.offline).unwrap_or(false)
    }

    /// Patterns of the modules to build; none: nobody has said.
    pub fn modules(&self) -> Option<&[String]> {
        self.first(|values| values.modules.as_deref())
    }

    pub fn exclude(&self) -> &[String] {
        self.first(|values| values.exclude.as_deref()).unwrap_or_default()
    }

    /// Folders that are on `sys.path` when the project is used; none: the usual ones.
    pub fn source_roots(&self) -> Option<&[String]> {
        self.first(|values| values.source_roots.as_deref())
    }

    /// What holds for one module: an override is stronger than the table that it stands in, and weaker than the rest; the
    /// last override that matches wins.
    pub fn for_module(&self, name: &str) -> ModuleConfig {
        let mut layers = Vec::new();
        for (_, values) in &self.layers {
            let matching = values
                .overrides
                .iter()
                .rev()
                .filter(|entry| entry.modules.iter().any(|pattern| glob_name(pattern, name)));
            layers.extend(matching.map(|entry| &entry.values));
            layers.push(&values.module);
        }
        let layers = || layers.iter();
        ModuleConfig {
            profile: layers().find_map(|values| values.profile).unwrap_or_default(),
            native: layers().find_map(|values| values.native).unwrap_or_default(),
            target_cpu: layers().find_map(|values| values.target_cpu.clone()),
            strict: layers().find_map(|values| values.strict).unwrap_or(false),
            fallback: layers().find_map(|values| values.fallback).unwrap_or_default(),
        }
    }

    /// Every key with its value (as TOML has it) and where that came from, for people.
    pub fn explain(&self) -> Result<Vec<(String, toml::Value, Origin)>, Fault> {
        let defaults = (Origin::Default, Values::defaults());
        let mut rows: Vec<(String, toml::Value, Origin)> = Vec::new();
        for (origin, values) in self.layers.iter().chain(std::iter::once(&defaults)) {
            let table = toml::Table::try_from(values).map_err(|error| Fault::internal(error.to_string()))?;
            for (key, value) in table {
                if !rows.iter().any(|(known, ..)| *known == key) {
                    rows.push((key, value, origin.clone()));
                }
            }
        }
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(rows)
    }

    /// An override that no key is in, or a pattern that cannot match, is a mistake; so is a module that no override means.
    pub fn refuse_idle_overrides(&self, names: &[&str]) -> Result<(), Fault> {
        for (origin, values) in &self.layers {
            let Origin::File(file) = origin else { continue };
            for entry in &values.overrides {
                for pattern in &entry.modules {
                    if !names.iter().any(|name| glob_name(pattern, name)) {
                        let message = format!("an override is for `{pattern}`, and no module that is built matches it");
                        return Err(Fault::usage(code::BAD_CONFIG, message)
                            .at(file)
                            .help(format!("an override sets {}", OVERRIDE_KEYS.join(", "))));
                    }
                }
            }
        }
        Ok(())
    }

    fn first<'a, T>(&'a self, value: impl Fn(&'a Values) -> Option<T>) -> Option<T> {
        self.layers.iter().find_map(|(_, values)| value(values))
    }
}

/// annot runs the interpreter. Whoever only looks at a project (`annot check`) must not run a program that came with it.
fn refuse_path(python: &str) -> Result<(), Fault> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    if python.starts_with(|c: char| c.is_ascii_alphanumeric()) && python.chars().all(is_name) {
        return Ok(());
    }
    let message =
        format!("[tool.annot] python: `{python}` is a path, and a project must not say which program annot runs");
    Err(Fault::usage(code::BAD_CONFIG, message)
        .help("a version (\"3.13\") or a name in PATH (\"python3.13\"); a path goes to `--python` or ANNOT_PYTHON"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Result<Config, Fault> {
        let layer = (Origin::File(PathBuf::from("pyproject.toml")), from_text(text)?);
        Ok(Config {
            layers: vec![layer],
            file: None,
        })
    }

    #[test]
    fn flags_stand_over_the_environment_over_the_file() -> Result<(), Fault> {
        let mut config = file("[tool.annot]\njobs = 3\nprofile = \"dev\"\npython = \"3.12\"\n")?;
        let environment = from_environment(|name| (name == "ANNOT_PYTHON").then(|| "3.13".into()))?;
        config.layers.insert(0, (Origin::Environment, environment));
        let config = config.under(Values {
            jobs: Some(7),
            ..Values::default()
        });
        assert_eq!((config.jobs(), config.python()), (Some(7), Some("3.13")));
        let rows = config.explain()?;
        let origin = |key: &str| rows.iter().find(|row| row.0 == key).map(|row| row.2.to_string());
        assert_eq!(origin("jobs").as_deref(), Some("command line"));
        assert_eq!(origin("python").as_deref(), Some("environment"));
        assert_eq!(origin("profile").as_deref(), Some("pyproject.toml"));
        assert_eq!(origin("strict").as_deref(), Some("default"));
        Ok(())
    }

    #[test]
    fn a_file_names_no_program() {
        for name in ["3.13", "python3.13", "3.14.0"] {
            assert!(refuse_path(name).is_ok(), "{name}");
        }
        for path in [
            "./python",
            ".venv",
            "venv/bin/python",
            "/usr/bin/python3",
            "..",
            "~/python",
            "a\\b",
            "",
        ] {
            assert!(refuse_path(path).is_err(), "{path}");
        }
    }

    #[test]
    fn an_override_holds_for_its_modules_alone() -> Result<(), Fault> {
        let config = file(
            "[tool.annot]\nstrict = true\n[[tool.annot.overrides]]\nmodules = [\"pkg.*\"]\nprofile = \"dev\"\n\
             [[tool.annot.overrides]]\nmodules = [\"pkg.slow\"]\nstrict = false\nfallback = \"warn\"\n",
        )?;
        let other = config.for_module("other");
        assert_eq!((other.profile, other.strict), (Profile::Release, true));
        let slow = config.for_module("pkg.slow");
        assert_eq!(
            (slow.profile, slow.strict, slow.fallback),
            (Profile::Dev, false, Fallback::Warn)
        );
        assert!(config.for_module("pkg.a").strict);
        assert!(config.refuse_idle_overrides(&["pkg.a", "pkg.slow"]).is_ok());
        assert!(config.refuse_idle_overrides(&["pkg.a"]).is_err());
        Ok(())
    }
}
