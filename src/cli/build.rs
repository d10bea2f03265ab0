//! `annot build`: modules in place, and their paths on stdout.

use super::arguments::BuildArguments;
use super::setting::{compile_setting, config, request};
use super::terminal::Terminal;
use crate::driver::{self, Built, Emitted, Engine, Place};
use crate::project::Fault;
use std::time::Instant;

pub(super) fn run(arguments: &BuildArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let start = Instant::now();
    let config = config(&arguments.paths)?;
    let (setting, options) = compile_setting(&arguments.compile, &config)?;
    let place = arguments.output.clone().map_or(Place::BesideSource, Place::Folder);
    let request = request(&arguments.paths, &config, options, place, terminal)?;
    if let Some(stage) = &arguments.emit {
        return emit(&setting, &request, stage, terminal);
    }
    let results = driver::build(&setting, &request, terminal)?;
    let mut code = 0;
    let mut made = Vec::new();
    for result in results {
        match result {
            Ok(built) => made.push(built),
            Err(fault) => {
                terminal.fault(&fault);
                code = code.max(fault.kind.exit_code());
            }
        }
    }
    for built in &made {
        terminal.status("Built", &summary(built));
        terminal.artifact(&built.module_name, &built.source, &built.artifact, built.was_cached);
    }
    terminal.finished(code == 0, start.elapsed());
    Ok(code)
}

fn emit(setting: &driver::Setting, request: &driver::Request, stage: &str, terminal: &Terminal) -> Result<u8, Fault> {
    let mut code = 0;
    for result in driver::emit(setting, request, stage)? {
        match result {
            Ok(Emitted::Text(text)) => terminal.print(text.trim_end_matches('\n')),
            Ok(Emitted::Folder(folder)) => terminal.print(&folder.display().to_string()),
            Err(fault) => {
                terminal.fault(&fault);
                code = code.max(fault.kind.exit_code());
            }
        }
    }
    Ok(code)
}

/// `pkg.fast (3 of 4 functions native)`
fn summary(built: &Built) -> String {
    let native = built
        .functions
        .iter()
        .filter(|report| report.engine == Engine::Native)
        .count();
    let fresh = if built.was_cached { ", unchanged" } else { "" };
    format!(
        "{} ({native} of {} functions native{fresh})",
        built.module_name,
        built.functions.len()
    )
}
