//! The keys of `[tool.annot]` as one source of values has them: a file, the environment or a command line.

use crate::diagnostics as code;
use crate::project::config::Fallback;
use crate::project::{Fault, Native, Profile, nearest};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;

/// What may be set once for all modules. A key that nobody has set is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Values {
    /// Dotted names (`pkg.fast`, `pkg.geometry.*`) or paths (`src/pkg/fast.py`, `pkg/**/*.py`) of what is built.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modules: Option<Vec<String>>,
    /// The same for what is not; a name without `/` and `.` stands for any file or folder of that name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_roots: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub python: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jobs: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offline: Option<bool>,
    #[serde(flatten)]
    pub module: ModuleValues,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
}

/// What may be set for some modules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct ModuleValues {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native: Option<Native>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_cpu: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strict: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Fallback>,
}

/// `[[tool.annot.overrides]]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    pub modules: Vec<String>,
    #[serde(flatten)]
    pub values: ModuleValues,
}

/// The keys of `[tool.annot]`.
pub(super) const KEYS: [&str; 12] = [
    "exclude",
    "fallback",
    "jobs",
    "modules",
    "native",
    "offline",
    "overrides",
    "profile",
    "python",
    "source-roots",
    "strict",
    "target-cpu",
];

/// The keys of an override, besides `modules`.
pub(super) const OVERRIDE_KEYS: [&str; 5] = ["fallback", "native", "profile", "strict", "target-cpu"];

impl Values {
    /// What holds where nobody has set anything.
    pub(super) fn defaults() -> Values {
        Values {
            modules: Some(Vec::new()),
            exclude: Some(Vec::new()),
            offline: Some(false),
            module: ModuleValues {
                profile: Some(Profile::default()),
                native: Some(Native::default()),
                target_cpu: None,
                strict: Some(false),
                fallback: Some(Fallback::default()),
            },
            ..Values::default()
        }
    }
}

/// The table of a pyproject.toml; default if it has none.
pub(super) fn from_text(text: &str) -> Result<Values, Fault> {
    let document: toml::Table = toml::from_str(text).map_err(|error| invalid(error.message()))?;
    let Some(table) = document.get("tool").and_then(|tool| tool.get("annot")) else {
        return Ok(Values::default());
    };
    if let Some(table) = table.as_table() {
        refuse_unknown(table, "[tool.annot]", &KEYS)?;
        let overrides = table.get("overrides").and_then(toml::Value::as_array);
        for entry in overrides.into_iter().flatten().filter_map(toml::Value::as_table) {
            let keys: Vec<&str> = OVERRIDE_KEYS.into_iter().chain(["modules"]).collect();
            refuse_unknown(entry, "[[tool.annot.overrides]]", &keys)?;
            if entry.get("modules").is_none() {
                return Err(invalid("[[tool.annot.overrides]] must say for which `modules` it is"));
            }
        }
    }
    let values: Values = table
        .clone()
        .try_into()
        .map_err(|error: toml::de::Error| invalid(&format!("[tool.annot]: {}", error.message())))?;
    checked(values, "[tool.annot] ")
}

/// `ANNOT_PROFILE` and the like: the key in capitals. Lists are separated by commas.
pub(super) fn from_environment(variable: impl Fn(&str) -> Option<OsString>) -> Result<Values, Fault> {
    let mut table = toml::Table::new();
    for key in KEYS.iter().filter(|key| **key != "overrides") {
        let name = format!("ANNOT_{}", key.replace('-', "_").to_uppercase());
        let Some(text) = variable(&name).filter(|text| !text.is_empty()) else {
            continue;
        };
        let text = text
            .into_string()
            .map_err(|_| invalid(&format!("{name} is not a text")))?;
        let value = match *key {
            "modules" | "exclude" | "source-roots" => {
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                toml::Value::Array(parts.map(|part| toml::Value::String(part.to_owned())).collect())
            }
            "offline" | "strict" => toml::Value::Boolean(match text.to_ascii_lowercase().as_str() {
                "1" | "true" | "yes" | "on" => true,
                "0" | "false" | "no" | "off" => false,
                _ => return Err(invalid(&format!("{name} is `{text}`, which is neither true nor false"))),
            }),
            "jobs" => toml::Value::Integer(
                text.parse()
                    .map_err(|_| invalid(&format!("{name} is `{text}`, which is not a number")))?,
            ),
            _ => toml::Value::String(text),
        };
        let one: toml::Table = std::iter::once(((*key).to_owned(), value.clone())).collect();
        let parsed: Result<Values, toml::de::Error> = one.try_into();
        parsed.map_err(|error| invalid(&format!("{name}: {}", error.message())))?;
        table.insert((*key).to_owned(), value);
    }
    let values: Values = table
        .try_into()
        .map_err(|error: toml::de::Error| invalid(error.message()))?;
    checked(values, "ANNOT_JOBS: ")
}

fn checked(values: Values, place: &str) -> Result<Values, Fault> {
    if values.jobs == Some(0) {
        return Err(invalid(&format!("{place}jobs must be at least 1")));
    }
    let cpus = values.overrides.iter().map(|entry| &entry.values);
    for cpu in cpus
        .chain([&values.module])
        .filter_map(|values| values.target_cpu.as_ref())
    {
        if cpu.is_empty()
            || !cpu
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+'))
        {
            return Err(invalid(&format!("{place}target-cpu: `{cpu}` is not the name of a CPU"))
                .help("`native`, or a name that `rustc --print target-cpus` lists"));
        }
    }
    Ok(values)
}

fn refuse_unknown(table: &toml::Table, place: &str, keys: &[&str]) -> Result<(), Fault> {
    let Some(unknown) = table.keys().find(|key| !keys.contains(&key.as_str())) else {
        return Ok(());
    };
    let fault = Fault::usage(code::UNKNOWN_KEY, format!("{place} has no key `{unknown}`"));
    Err(match nearest(unknown, keys) {
        Some(key) => fault.help(format!("did you mean `{key}`?")),
        None => fault.help(format!("the keys are {}", keys.join(", "))),
    })
}

fn invalid(why: &str) -> Fault {
    Fault::usage(code::BAD_CONFIG, why.trim().lines().last().unwrap_or(why).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read() -> Result<(), Fault> {
        let values = from_text("[tool.annot]\nprofile = \"dev\"\njobs = 3\nexclude = [\"tests\"]\n")?;
        assert_eq!(values.module.profile, Some(Profile::Dev));
        assert_eq!(
            (values.jobs, values.exclude),
            (Some(3), Some(vec!["tests".to_string()]))
        );
        assert_eq!(from_text("[project]\nname = \"x\"\n")?, Values::default());
        Ok(())
    }

    #[test]
    fn a_mistyped_key_is_named_with_what_was_meant() {
        let fault = from_text("[tool.annot]\nprofil = \"dev\"\n").expect_err("an unknown key");
        assert_eq!(fault.message, "[tool.annot] has no key `profil`");
        assert_eq!(fault.help, ["did you mean `profile`?"]);
        assert!(from_text("[tool.annot]\njobs = \"many\"\n").is_err());
        assert!(from_text("[tool.annot]\njobs = 0\n").is_err());
        let text = "[[tool.annot.overrides]]\nmodules = [\"a\"]\njobs = 3\n";
        let fault = from_text(text).expect_err("an override has no jobs");
        assert_eq!(fault.message, "[[tool.annot.overrides]] has no key `jobs`");
        assert!(from_text("[[tool.annot.overrides]]\nstrict = true\n").is_err());
    }

    #[test]
    fn the_environment_is_read_with_the_same_words() -> Result<(), Fault> {
        let set = |name: &'static str, value: &'static str| {
            from_environment(move |asked| (asked == name).then(|| OsString::from(value)))
        };
        assert_eq!(
            set("ANNOT_MODULES", "a, b.*")?.modules,
            Some(vec!["a".into(), "b.*".into()])
        );
        assert_eq!(set("ANNOT_STRICT", "1")?.module.strict, Some(true));
        assert_eq!(
            set("ANNOT_TARGET_CPU", "native")?.module.target_cpu,
            Some("native".into())
        );
        for (name, value) in [
            ("ANNOT_STRICT", "perhaps"),
            ("ANNOT_JOBS", "0"),
            ("ANNOT_FALLBACK", "no"),
            ("ANNOT_TARGET_CPU", "a b"),
        ] {
            assert!(set(name, value).is_err(), "{name}={value}");
        }
        Ok(())
    }

    #[test]
    fn every_key_of_the_table_is_known() -> Result<(), Fault> {
        let table = |values: &Values| toml::Table::try_from(values).map_err(|error| Fault::internal(error.to_string()));
        let module = ModuleValues {
            target_cpu: Some("native".into()),
            ..Values::defaults().module
        };
        let all = table(&Values {
            source_roots: Some(vec![]),
            python: Some("3.13".into()),
            jobs: Some(1),
            overrides: vec![Override {
                modules: vec![],
                values: module.clone(),
            }],
            module,
            ..Values::defaults()
        })?;
        let mut names: Vec<&str> = all.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, KEYS);
        let schema: serde_json::Value = serde_json::from_str(include_str!("annot.schema.json")).expect("valid JSON");
        let mut described: Vec<&String> = schema["properties"].as_object().expect("an object").keys().collect();
        described.sort_unstable();
        assert_eq!(described, KEYS);
        let entry = schema["properties"]["overrides"]["items"]["properties"].as_object();
        let described: Vec<&String> = entry.expect("an object").keys().collect();
        assert_eq!(described.len(), OVERRIDE_KEYS.len() + 1);
        assert!(
            OVERRIDE_KEYS
                .iter()
                .all(|key| described.iter().any(|known| known == key))
        );
        Ok(())
    }
}
