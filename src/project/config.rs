//! `[tool.annot]` in pyproject.toml.

use crate::diagnostics as code;
use crate::project::{Fault, Profile, nearest};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What a project sets once, so that nobody has to type it. The command line wins over it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub python: Option<String>,
    pub profile: Option<Profile>,
    /// Globs of files and folders that a walk passes over.
    pub exclude: Vec<String>,
    pub jobs: Option<usize>,
    pub offline: Option<bool>,
    /// The pyproject.toml that this came from.
    #[serde(skip)]
    pub file: Option<PathBuf>,
}

/// The keys of [`Config`], for suggestions.
const KEYS: [&str; 5] = ["exclude", "jobs", "offline", "profile", "python"];

impl Config {
    /// Reads the nearest pyproject.toml at or above a folder; without one, or without the table, all is default.
    pub fn load(start: &Path) -> Result<Config, Fault> {
        let start = std::path::absolute(start).unwrap_or_else(|_| start.to_path_buf());
        let file = start
            .ancestors()
            .map(|folder| folder.join("pyproject.toml"))
            .find(|file| file.is_file());
        let Some(file) = file else { return Ok(Config::default()) };
        let text = fs_err::read_to_string(&file)
            .map_err(|error| Fault::io(format_args!("read {}", file.display()), &error))?;
        let mut config = parse(&text).map_err(|fault| fault.at(&file))?;
        if let Some(python) = config.python.as_mut().filter(|python| python.starts_with('.')) {
            let base = file.parent().unwrap_or(Path::new("."));
            *python = base.join(&*python).to_string_lossy().into_owned();
        }
        config.file = Some(file);
        Ok(config)
    }
}

fn parse(text: &str) -> Result<Config, Fault> {
    let invalid = |why: &str| Fault::usage(code::BAD_CONFIG, why.trim().lines().last().unwrap_or(why).to_string());
    let document: toml::Table = toml::from_str(text).map_err(|error| invalid(error.message()))?;
    let Some(table) = document.get("tool").and_then(|tool| tool.get("annot")) else {
        return Ok(Config::default());
    };
    if let Some(unknown) = table
        .as_table()
        .and_then(|table| table.keys().find(|key| !KEYS.contains(&key.as_str())))
    {
        let fault = Fault::usage(code::UNKNOWN_KEY, format!("[tool.annot] has no key `{unknown}`"));
        return Err(match nearest(unknown, &KEYS) {
            Some(key) => fault.help(format!("did you mean `{key}`?")),
            None => fault.help(format!("the keys are {}", KEYS.join(", "))),
        });
    }
    let config: Config = table
        .clone()
        .try_into()
        .map_err(|error: toml::de::Error| invalid(&format!("[tool.annot]: {}", error.message())))?;
    if config.jobs == Some(0) {
        return Err(invalid("[tool.annot] jobs must be at least 1"));
    }
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read() -> Result<(), Fault> {
        let config = parse("[tool.annot]\nprofile = \"dev\"\njobs = 3\nexclude = [\"tests\"]\n")?;
        assert_eq!(config.profile, Some(Profile::Dev));
        assert_eq!((config.jobs, config.exclude), (Some(3), vec!["tests".to_string()]));
        assert_eq!(parse("[project]\nname = \"x\"\n")?, Config::default());
        Ok(())
    }

    #[test]
    fn a_mistyped_key_is_named_with_what_was_meant() {
        let fault = parse("[tool.annot]\nprofil = \"dev\"\n").expect_err("an unknown key");
        assert_eq!(fault.message, "[tool.annot] has no key `profil`");
        assert_eq!(fault.help, ["did you mean `profile`?"]);
        assert!(parse("[tool.annot]\njobs = \"many\"\n").is_err());
        assert!(parse("[tool.annot]\njobs = 0\n").is_err());
    }

    #[test]
    fn every_key_of_the_table_is_known() {
        let all = "[tool.annot]\nexclude = []\njobs = 1\noffline = true\nprofile = \"release\"\npython = \"3.13\"\n";
        assert!(KEYS.iter().all(|key| all.contains(&format!("\n{key} = "))));
        assert!(parse(all).is_ok());
    }
}
