//! `annot watch`: builds again whenever a source has changed, and keeps the last good module while it is wrong.

use super::arguments::WatchArguments;
use super::build::{build_groups, summary};
use super::setting::{compile_config, compile_setting, modules, options};
use super::terminal::Terminal;
use crate::driver::Place;
use crate::project::Fault;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// How often the sources are looked at. Files are few, and a look at one is a microsecond.
const PAUSE: Duration = Duration::from_millis(50);

pub(super) fn run(arguments: &WatchArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let mut seen: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    let mut builds = 0;
    // What is wrong with the project itself, so that it is said once.
    let mut told = String::new();
    loop {
        let code = match changed(arguments, &mut seen, terminal) {
            Ok(changed) => {
                told.clear();
                (!changed.is_empty()).then(|| build(arguments, &changed, terminal))
            }
            Err(fault) if builds == 0 => return Err(fault),
            // Such as a pyproject.toml that is being edited.
            Err(fault) => {
                if told != fault.message {
                    terminal.fault(&fault);
                    terminal.status("Waiting", "for a change; the last good modules are still in place");
                    told = fault.message;
                }
                None
            }
        };
        if let Some(code) = code {
            builds += 1;
            if code == 0 {
                then(&arguments.command, terminal);
            }
            if arguments.builds.is_some_and(|wanted| builds >= wanted) {
                return Ok(code);
            }
        }
        std::thread::sleep(PAUSE);
    }
}

/// The modules that have other bytes than when this was last asked, or are gone. Not their times decide: clocks go backwards.
fn changed(
    arguments: &WatchArguments,
    seen: &mut Vec<(PathBuf, Vec<u8>)>,
    terminal: &Terminal,
) -> Result<Vec<PathBuf>, Fault> {
    let config = compile_config(&arguments.paths, &arguments.compile)?;
    let now: Vec<(PathBuf, Vec<u8>)> = modules(&arguments.paths, &config, terminal)?
        .into_iter()
        .map(|(path, _)| {
            let bytes = fs_err::read(&path).unwrap_or_default();
            (path, bytes)
        })
        .collect();
    let new = now.iter().filter(|module| !seen.contains(module));
    let gone = seen
        .iter()
        .filter(|(path, _)| !now.iter().any(|(other, _)| other == path));
    let changed = new.chain(gone).map(|(path, _)| path.clone()).collect();
    *seen = now;
    Ok(changed)
}

fn build(arguments: &WatchArguments, changed: &[PathBuf], terminal: &Terminal) -> u8 {
    let start = Instant::now();
    let result = || -> Result<u8, Fault> {
        let config = compile_config(&arguments.paths, &arguments.compile)?;
        let modules = modules(&arguments.paths, &config, terminal)?;
        let setting = compile_setting(&arguments.compile, &config)?;
        let make = |module: &_| options(&arguments.compile, module);
        let mut code = 0;
        for result in build_groups(&modules, &config, &setting, &Place::BesideSource, make, terminal)? {
            match result {
                Ok(built) if built.was_cached && !changed.contains(&built.source) => {}
                Ok(built) => terminal.status("Built", &summary(&built)),
                Err(fault) => {
                    terminal.fault(&fault);
                    code = code.max(fault.kind.exit_code());
                }
            }
        }
        Ok(code)
    };
    match result() {
        Ok(0) => {
            terminal.status("Ready", &format!("in {:.2} s", start.elapsed().as_secs_f64()));
            0
        }
        Ok(code) => {
            terminal.status("Waiting", "for a change; the last good modules are still in place");
            code
        }
        Err(fault) => {
            terminal.fault(&fault);
            fault.kind.exit_code()
        }
    }
}

fn then(command: &[String], terminal: &Terminal) {
    let Some((program, rest)) = command.split_first() else {
        return;
    };
    match Command::new(program).args(rest).status() {
        Ok(status) if status.success() => {}
        Ok(status) => terminal.status("Ended", &format!("{program}: {status}")),
        Err(error) => terminal.fault(&Fault::io(format_args!("run {program}"), &error)),
    }
}
