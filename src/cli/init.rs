//! `annot init`: `[tool.annot]` in a project's pyproject.toml, and annot among what its build needs. All else stays as it is.

use super::arguments::{BackendChoice, InitArguments};
use super::setting::setting;
use super::terminal::Terminal;
use crate::diagnostics as code;
use crate::driver::{self, Engine, Place, Request};
use crate::project::{Config, Fault, ModuleValues, Options, Values, select, write_atomically};
use std::path::Path;
use toml_edit::{Array, DocumentMut, Item, Table, value};

pub(super) fn run(arguments: &InitArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let file = Path::new("pyproject.toml");
    let text = match fs_err::read_to_string(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        result => result.map_err(|error| Fault::io("read pyproject.toml", &error))?,
    };
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let why = error.message().lines().last().unwrap_or("not TOML").to_string();
        Fault::usage(code::BAD_CONFIG, why).at(file)
    })?;
    if document.get("tool").and_then(|tool| tool.get("annot")).is_some() {
        return Err(Fault::usage(code::USAGE, "there is a [tool.annot] already")
            .at(file)
            .help("edit it; `annot config` shows what holds"));
    }
    let modules = match arguments.modules.as_slice() {
        [] => those_that_gain(arguments, terminal)?,
        named => {
            found(named)?;
            named.to_vec()
        }
    };
    let notes = write(&mut document, &modules, arguments.backend)?;
    write_atomically(file, document.to_string().as_bytes())
        .map_err(|error| Fault::io("write pyproject.toml", &error))?;
    terminal.status("Wrote", "pyproject.toml");
    for note in notes {
        terminal.status("Note", &note);
    }
    terminal.status("Next", "annot build");
    Ok(0)
}

/// The dotted names that patterns mean in this folder; an error if one means nothing.
fn found(patterns: &[String]) -> Result<Vec<(std::path::PathBuf, String)>, Fault> {
    let flags = Values {
        modules: Some(patterns.to_vec()),
        exclude: Some(
            ["tests", "test_*.py", "conftest.py", "docs", "setup.py"]
                .map(String::from)
                .to_vec(),
        ),
        module: ModuleValues::default(),
        ..Values::default()
    };
    let mut config = Config::load(Path::new("."))?;
    // A pyproject.toml further up is another project's.
    config.file = None;
    Ok(select(&config.under(flags))?.modules)
}

/// Modules in which at least one function would be native.
fn those_that_gain(arguments: &InitArguments, terminal: &Terminal) -> Result<Vec<String>, Fault> {
    let config = Config::load(Path::new("."))?;
    let setting = setting(&arguments.python, &config)?;
    let modules = found(&["*".to_string()])?;
    let request = Request {
        modules,
        options: Options::default(),
        place: Place::BesideSource,
    };
    let checked = driver::check(&setting, &request);
    let mut names = Vec::new();
    for ((_, name), result) in request.modules.iter().zip(checked) {
        match result {
            Ok(module) if module.functions.iter().any(|report| report.engine == Engine::Native) => {
                names.push(name.clone());
            }
            Ok(_) => {}
            Err(fault) => terminal.detail(&fault.message),
        }
    }
    Ok(names)
}

/// Puts what is needed into the document. What cannot be done by itself is told.
fn write(document: &mut DocumentMut, modules: &[String], choice: BackendChoice) -> Result<Vec<String>, Fault> {
    let mut notes = Vec::new();
    let backend = document
        .get("build-system")
        .map(|system| {
            system
                .get("build-backend")
                .and_then(Item::as_str)
                .unwrap_or("setuptools.build_meta")
        })
        .map(str::to_owned);
    match backend.as_deref() {
        None => {
            let (requires, backend): (&[&str], &str) = match choice {
                BackendChoice::Annot => (&["annot"], "annot.build_meta"),
                BackendChoice::Setuptools => (&["setuptools>=77", "annot"], "setuptools.build_meta"),
                BackendChoice::Hatchling => (&["hatchling", "annot"], "hatchling.build"),
            };
            let mut system = Table::new();
            system["requires"] = value(requires.iter().copied().collect::<Array>());
            system["build-backend"] = value(backend);
            document["build-system"] = Item::Table(system);
            if choice == BackendChoice::Hatchling {
                add_hook(document)?;
            }
        }
        Some("annot.build_meta") => {}
        Some("setuptools.build_meta" | "setuptools.build_meta:__legacy__") => require(document)?,
        Some("hatchling.build") => {
            require(document)?;
            add_hook(document)?;
        }
        Some("maturin") => {
            require(document)?;
            notes.push("maturin builds a crate: `annot emit FILE --crate DIR`, see docs/maturin.md".to_string());
        }
        Some(other) => notes.push(format!(
            "annot has no part in builds with {other}; `build-backend = \"annot.build_meta\"` builds with setuptools"
        )),
    }
    let mut list: Array = modules.iter().map(String::as_str).collect();
    if modules.len() > 3 {
        for module in list.iter_mut() {
            module.decor_mut().set_prefix("\n    ");
        }
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    }
    let mut annot = Table::new();
    annot["modules"] = value(list);
    table(document.as_table_mut(), "tool")?.insert("annot", Item::Table(annot));
    Ok(notes)
}

/// annot is needed to build.
fn require(document: &mut DocumentMut) -> Result<(), Fault> {
    let requires = document["build-system"]
        .as_table_like_mut()
        .map(|system| system.entry("requires").or_insert(value(Array::new())))
        .and_then(Item::as_array_mut)
        .ok_or_else(|| Fault::usage(code::BAD_CONFIG, "[build-system] requires is not a list"))?;
    let is_annot = |item: &toml_edit::Value| {
        item.as_str().is_some_and(|text| {
            text.strip_prefix("annot")
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "-_.".contains(c)))
        })
    };
    if !requires.iter().any(is_annot) {
        requires.push("annot");
    }
    Ok(())
}

/// `[tool.hatch.build.targets.wheel.hooks.annot]`
fn add_hook(document: &mut DocumentMut) -> Result<(), Fault> {
    let mut place = document.as_table_mut();
    for name in ["tool", "hatch", "build", "targets", "wheel", "hooks"] {
        place = table(place, name)?;
    }
    place.entry("annot").or_insert(Item::Table(Table::new()));
    Ok(())
}

/// A table in a table, made if it is not there; its own head is only written if it has keys.
fn table<'a>(parent: &'a mut Table, name: &str) -> Result<&'a mut Table, Fault> {
    let mut fresh = Table::new();
    fresh.set_implicit(true);
    parent
        .entry(name)
        .or_insert(Item::Table(fresh))
        .as_table_mut()
        .ok_or_else(|| Fault::usage(code::BAD_CONFIG, format!("`{name}` in pyproject.toml is not a table")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, choice: BackendChoice) -> String {
        let mut document: DocumentMut = text.parse().expect("TOML");
        write(&mut document, &["pkg.fast".to_string()], choice).expect("written");
        document.to_string()
    }

    #[test]
    fn what_is_there_stays_as_it_is() {
        let project = "# mine\n[project]\nname = 'x'   # quoted so\n";
        let text = written(project, BackendChoice::Annot);
        assert!(text.starts_with(project), "{text}");
        assert!(text.contains("requires = [\"annot\"]\nbuild-backend = \"annot.build_meta\"\n"));
        assert!(text.ends_with("[tool.annot]\nmodules = [\"pkg.fast\"]\n"), "{text}");
        let setuptools = "[build-system]\nrequires = [\"setuptools>=70\", \"annotated-types\"]\n";
        let text = written(setuptools, BackendChoice::Annot);
        assert!(
            text.contains("requires = [\"setuptools>=70\", \"annotated-types\", \"annot\"]"),
            "{text}"
        );
        let hatch = "[build-system]\nrequires = [\"hatchling\", \"annot>=0.1\"]\nbuild-backend = \"hatchling.build\"\n";
        let text = written(hatch, BackendChoice::Annot);
        assert!(
            text.contains("[tool.hatch.build.targets.wheel.hooks.annot]\n"),
            "{text}"
        );
        assert_eq!(text.matches("annot>=0.1").count(), 1);
    }
}
