//! `annot build`: modules in place, and their paths on stdout.

use super::arguments::{BuildArguments, MessageFormat};
use super::setting::{compile_config, compile_setting, modules, options, request};
use super::terminal::Terminal;
use crate::diagnostics as code;
use crate::driver::{self, Built, Emitted, Engine, Place, Request, Setting};
use crate::project::stopwatch::Lap;
use crate::project::{Config, Fallback, Fault, FaultKind, ModuleConfig, ModuleValues, Options, Values};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

pub(super) fn run(arguments: &BuildArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let start = Instant::now();
    let config = compile_config(&arguments.paths, &arguments.compile)?.under(Values {
        module: ModuleValues {
            strict: arguments.strict.then_some(true),
            fallback: arguments.fallback.map(Into::into),
            ..ModuleValues::default()
        },
        ..Values::default()
    });
    let place = match (&arguments.output, arguments.in_cache) {
        (Some(folder), _) => Place::Folder(folder.clone()),
        (None, true) => Place::Cache,
        (None, false) => Place::BesideSource,
    };
    if let Some(stage) = &arguments.emit {
        let setting = compile_setting(&arguments.compile, &config)?;
        let stress = arguments.compile.stress;
        let options = Options {
            stress,
            native: arguments.compile.native.map(Into::into).unwrap_or_default(),
            ..Options::default()
        };
        let request = request(&arguments.paths, &config, options, place, terminal)?;
        return emit(&setting, &request, stage, terminal);
    }
    let mut modules = modules(&arguments.paths, &config, terminal)?;
    if let (Some(name), [module]) = (&arguments.name, modules.as_mut_slice()) {
        module.1.clone_from(name);
    }
    if arguments.paths.is_empty() {
        let names: Vec<&str> = modules.iter().map(|(_, name)| name.as_str()).collect();
        config.refuse_idle_overrides(&names)?;
    }
    let setting = match compile_setting(&arguments.compile, &config) {
        Ok(setting) => Setting {
            timings: arguments.timings,
            ..setting
        },
        Err(fault) => return give_up(&fault, &modules, &config, terminal),
    };
    let make = |module: &ModuleConfig| options(&arguments.compile, module);
    let results = match build_groups(&modules, &config, &setting, &place, make, terminal) {
        Ok(results) => results,
        Err(fault) => return give_up(&fault, &modules, &config, terminal),
    };
    let mut code = 0;
    for ((path, name), result) in modules.iter().zip(results) {
        let wanted = config.for_module(name);
        match result {
            Ok(built) => {
                terminal.status("Built", &summary(&built));
                terminal.artifact(&built);
                if arguments.timings {
                    show_timings(&built, terminal);
                }
                if wanted.strict {
                    code = code.max(refuse_bytecode(&built, terminal));
                }
            }
            Err(fault) if may_fall_back(&fault, &wanted) => {
                terminal.fell_back(&[(path.clone(), name.clone())], &fault);
            }
            Err(fault) => {
                terminal.fault(&fault);
                code = code.max(fault.kind.exit_code());
            }
        }
    }
    terminal.finished(code == 0, start.elapsed());
    Ok(code)
}

/// Modules that are compiled in the same way are built together. Results are in the order of the modules.
pub(super) fn build_groups(
    modules: &[(PathBuf, String)],
    config: &Config,
    setting: &Setting,
    place: &Place,
    options: impl Fn(&ModuleConfig) -> Options,
    terminal: &Terminal,
) -> Result<Vec<Result<Built, Fault>>, Fault> {
    let mut groups: BTreeMap<ModuleConfig, Vec<usize>> = BTreeMap::new();
    for (index, (_, name)) in modules.iter().enumerate() {
        // What does not change how a module is compiled makes no group.
        let way = ModuleConfig {
            strict: false,
            fallback: Fallback::Error,
            ..config.for_module(name)
        };
        groups.entry(way).or_default().push(index);
    }
    let mut results: Vec<Option<Result<Built, Fault>>> = modules.iter().map(|_| None).collect();
    for (way, members) in groups {
        let request = Request {
            modules: members.iter().map(|index| modules[*index].clone()).collect(),
            options: options(&way),
            place: place.clone(),
        };
        for (index, result) in members.into_iter().zip(driver::build(setting, &request, terminal)?) {
            results[index] = Some(result);
        }
    }
    Ok(results.into_iter().flatten().collect())
}

/// Nothing can be compiled here: an error, or one warning if every module may stay as it is.
fn give_up(fault: &Fault, modules: &[(PathBuf, String)], config: &Config, terminal: &Terminal) -> Result<u8, Fault> {
    let all = modules
        .iter()
        .all(|(_, name)| may_fall_back(fault, &config.for_module(name)));
    if !all {
        return Err(fault.clone());
    }
    terminal.fell_back(modules, fault);
    Ok(0)
}

/// A program with an error, and a wrong command line, are errors whatever is wanted.
fn may_fall_back(fault: &Fault, wanted: &ModuleConfig) -> bool {
    let is_ours = matches!(fault.kind, FaultKind::Environment | FaultKind::Internal);
    is_ours && wanted.fallback == Fallback::Warn
}

/// `--strict`: each function that stays bytecode is an error, with its first reason.
fn refuse_bytecode(built: &Built, terminal: &Terminal) -> u8 {
    let mut code = 0;
    for report in built
        .functions
        .iter()
        .filter(|report| report.engine == Engine::Bytecode)
    {
        let why = report.reasons.first().map(|reason| reason.message.as_str());
        let message = format!(
            "line {}: {} stays bytecode: {}",
            report.line,
            report.qualname,
            why.unwrap_or("it would not gain")
        );
        let fault = Fault::program(code::NOT_NATIVE, message)
            .at(&built.source)
            .help("`annot check` lists all reasons; `strict = false` lets it stay");
        terminal.fault(&fault);
        code = fault.kind.exit_code();
    }
    code
}

fn emit(setting: &Setting, request: &Request, stage: &str, terminal: &Terminal) -> Result<u8, Fault> {
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

/// Where the time went. What took less than a thousandth of the whole is left out for people.
fn show_timings(built: &Built, terminal: &Terminal) {
    let timings = &built.timings;
    if terminal.format == MessageFormat::Json {
        let whole = json!({"reason": "timings", "module": built.module_name, "fresh": built.was_cached,
                           "seconds": timings.seconds(), "stages": timings.stages, "functions": timings.functions});
        return terminal.print(&whole.to_string());
    }
    let all = timings.seconds().max(f64::MIN_POSITIVE);
    let note = if built.was_cached {
        ", unchanged: nothing was compiled (`--no-cache` compiles it again)"
    } else {
        ""
    };
    terminal.say(&format!("{}: {:.3} s{note}", built.module_name, timings.seconds()));
    let line = |lap: &Lap| {
        let part = 100.0 * lap.seconds / all;
        (part >= 0.1).then(|| format!("{:>10.1} ms  {part:>5.1} %  {}", 1e3 * lap.seconds, lap.name))
    };
    timings
        .stages
        .iter()
        .filter_map(line)
        .for_each(|line| terminal.say(&line));
    let mut functions: Vec<&Lap> = timings.functions.iter().collect();
    functions.sort_by(|a, b| b.seconds.total_cmp(&a.seconds));
    let mut heading = Some("           lower and passes, by function:");
    for text in functions.into_iter().take(SLOWEST).filter_map(line) {
        heading.take().into_iter().for_each(|heading| terminal.say(heading));
        terminal.say(&text);
    }
}

/// How many functions people are told of.
const SLOWEST: usize = 10;

/// `pkg.fast (3 of 4 functions native)`
pub(super) fn summary(built: &Built) -> String {
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
