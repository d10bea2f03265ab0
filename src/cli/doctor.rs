//! `annot doctor`: has this machine all that annot needs? What is missing, and the one command that mends it.

use super::arguments::{DoctorArguments, MessageFormat};
use super::setting::{config, setting};
use super::terminal::Terminal;
use crate::build::Toolchain;
use crate::diagnostics as code;
use crate::project::{CacheDir, Config, Fault, Python, in_path};
use serde_json::json;
use std::process::{Command, Stdio};

pub(super) fn run(arguments: &DoctorArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let config = config(&[]);
    let cache = CacheDir::locate();
    let (python, rust, linker) = match &cache {
        Ok(dir) => {
            let found = config.clone().and_then(|config| python(arguments, &config));
            (found, Toolchain::find(dir), linker())
        }
        Err(fault) => (Err(fault.clone()), Err(fault.clone()), linker()),
    };
    let headers = match &python {
        Ok(python) => Some(headers(python)),
        Err(_) => None,
    };
    let rows = [
        ("configuration", Some(config.map(|config| configured(&config)))),
        ("cache", Some(cache.and_then(|dir| writable(&dir)))),
        ("interpreter", Some(python.map(|python| shown(&python)))),
        ("headers", headers),
        (
            "Rust",
            Some(rust.map(|rust| format!("rustc 1.{} ({})", rust.minor, rust.rustc.display()))),
        ),
        ("linker", Some(linker)),
    ];
    let mut worst = 0;
    for (what, result) in rows.into_iter().filter_map(|(what, result)| Some((what, result?))) {
        if let Err(fault) = &result {
            worst = worst.max(fault.kind.exit_code());
        }
        tell(what, &result, terminal);
    }
    Ok(worst)
}

fn tell(what: &str, result: &Result<String, Fault>, terminal: &Terminal) {
    if terminal.format == MessageFormat::Json {
        terminal.print(
            &match result {
                Ok(found) => json!({"reason": "check", "what": what, "ok": true, "found": found}),
                Err(fault) => json!({"reason": "check", "what": what, "ok": false, "code": fault.code.name(),
                                     "message": fault.message, "help": fault.help}),
            }
            .to_string(),
        );
        return;
    }
    match result {
        Ok(found) => terminal.print(&format!("{}  {what:13}  {found}", terminal.green("ok     "))),
        Err(fault) => {
            terminal.print(&format!("{}  {what:13}  {}", terminal.yellow("missing"), fault.message));
            for help in &fault.help {
                terminal.print(&format!("{:24} {help}", ""));
            }
        }
    }
}

fn python(arguments: &DoctorArguments, config: &Config) -> Result<Python, Fault> {
    setting(&arguments.python, config).map(|setting| setting.python)
}

fn shown(python: &Python) -> String {
    format!("CPython {} ({})", python.version, python.executable.display())
}

fn configured(config: &Config) -> String {
    match &config.file {
        Some(file) => file.display().to_string(),
        None => "no pyproject.toml here: all is default".to_string(),
    }
}

/// The runtime has a little C in it, which is compiled against Python's headers once.
fn headers(python: &Python) -> Result<String, Fault> {
    let header = python.include.join("Python.h");
    if header.is_file() {
        return Ok(header.display().to_string());
    }
    let minor = python.version.minor;
    Err(
        Fault::environment(code::NO_RUNTIME, format!("there is no {}", header.display())).help(format!(
            "install the headers of this Python (on Debian and Ubuntu: `apt install python3.{minor}-dev`)"
        )),
    )
}

/// What rustc links with.
fn linker() -> Result<String, Fault> {
    let missing = || {
        Fault::environment(code::NO_LINKER, "there is no C compiler to link with")
            .help("install one (on Debian and Ubuntu: `apt install gcc`)")
    };
    let program = if cfg!(windows) { "link" } else { "cc" };
    let path = in_path(program).ok_or_else(missing)?;
    if cfg!(windows) {
        return Ok(path.display().to_string());
    }
    let works = Command::new(&path)
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .is_ok_and(|done| done.status.success());
    if works {
        Ok(path.display().to_string())
    } else {
        Err(missing())
    }
}

fn writable(cache: &CacheDir) -> Result<String, Fault> {
    let folder = cache.folder("tmp")?;
    tempfile::tempfile_in(&folder).map_err(|error| Fault::io(format_args!("write to {}", folder.display()), &error))?;
    Ok(cache.root().display().to_string())
}
