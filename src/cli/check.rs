//! `annot check`: which engine every function gets, and why.

use super::arguments::{CheckArguments, CheckFormat, MessageFormat};
use super::setting::{config, request, setting};
use super::terminal::Terminal;
use crate::driver::{self, Checked, Cost, Engine, Place, Reason};
use crate::project::{Fault, Options};
use serde::Serialize;

pub(super) fn run(arguments: &CheckArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let config = config(&arguments.paths)?;
    let setting = setting(&arguments.python, &config)?;
    let request = request(
        &arguments.paths,
        &config,
        Options {
            native: arguments.native.map(Into::into).unwrap_or_default(),
            performance: arguments.performance,
            ..Options::default()
        },
        Place::BesideSource,
        terminal,
    )?;
    let mut code = 0;
    let mut checked = Vec::new();
    for result in driver::check(&setting, &request) {
        match result {
            Ok(module) => checked.push(module),
            Err(fault) => {
                terminal.fault(&fault);
                code = code.max(fault.kind.exit_code());
            }
        }
    }
    if arguments.format == CheckFormat::Json || terminal.format == MessageFormat::Json {
        terminal.print(&json(&checked)?);
    } else {
        for module in &checked {
            text(module, terminal);
        }
    }
    Ok(code)
}

/// One function, as `--format json` has it.
#[derive(Serialize)]
struct Row<'a> {
    file: String,
    qualname: &'a str,
    line: u32,
    engine: Engine,
    reasons: &'a [Reason],
    #[serde(skip_serializing_if = "Option::is_none")]
    performance: Option<&'a [Cost]>,
}

fn json(checked: &[Checked]) -> Result<String, Fault> {
    let rows: Vec<Row> = checked
        .iter()
        .flat_map(|module| {
            module.functions.iter().map(|report| Row {
                file: module.source.display().to_string(),
                qualname: &report.qualname,
                line: report.line,
                engine: report.engine,
                reasons: &report.reasons,
                performance: module.costs.get(&report.code).map(Vec::as_slice),
            })
        })
        .collect();
    serde_json::to_string_pretty(&rows).map_err(|error| Fault::internal(error.to_string()))
}

fn text(module: &Checked, terminal: &Terminal) {
    let native = module
        .functions
        .iter()
        .filter(|report| report.engine == Engine::Native)
        .count();
    let file = module.source.display();
    terminal.print(&format!(
        "{file}: {native} of {} functions native",
        module.functions.len()
    ));
    for report in &module.functions {
        let engine = match report.engine {
            Engine::Native => terminal.green("native  "),
            Engine::Bytecode => terminal.yellow("bytecode"),
        };
        terminal.print(&format!("  {engine}  {}:{}  {}", file, report.line, report.qualname));
        for reason in &report.reasons {
            let place = format!("{file}:{}:{}", reason.line, reason.column);
            terminal.print(&format!("            {place}  {} [{}]", reason.message, reason.code));
        }
        for cost in module.costs.get(&report.code).into_iter().flatten() {
            let reason = &cost.reason;
            let place = format!("{file}:{}:{}", reason.line, reason.column);
            let often = match cost.loops {
                0 => String::new(),
                1 => ", in a loop".to_owned(),
                loops => format!(", in {loops} loops"),
            };
            terminal.print(&format!(
                "            {place}  {}{often} [{}]\n              help: {}",
                reason.message, reason.code, cost.help
            ));
        }
    }
}
