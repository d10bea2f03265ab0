//! `annot bench`: how fast a module is interpreted, built, and as others make it. The table is a result and goes to stdout.

use super::arguments::{BenchArguments, BenchFormat, MessageFormat};
use super::bench_table::{Report, Row, json, markdown, text};
use super::setting::{compile_config, compile_setting, modules, options};
use super::terminal::Terminal;
use crate::bench::{self, Benchmark, Effort, Machine, Measured, Rival, Subject, System};
use crate::build::Progress;
use crate::diagnostics as code;
use crate::driver::{self, Built, Engine, Place, Request, Setting};
use crate::project::{Config, Fault};
use std::path::Path;

pub(super) fn run(arguments: &BenchArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let config = compile_config(&arguments.paths, &arguments.compile)?;
    let setting = compile_setting(&arguments.compile, &config)?;
    let modules = modules(&arguments.paths, &config, terminal)?;
    let rivals = bench::rivals(&arguments.against, &setting.python, &setting.cache.dir)?;
    let machine = Machine::here();
    if machine.is_busy() {
        terminal.warn("this machine is busy: the figures will say little");
    }
    let scratch = tempfile::tempdir().map_err(|error| Fault::io("make a temporary folder", &error))?;
    let scratch = fs_err::canonicalize(scratch.path())
        .map(|path| (path, scratch))
        .map_err(|error| Fault::io("find a temporary folder", &error))?;
    let mut report = Report {
        machine,
        python: setting.python.version.to_string(),
        command: command(),
        rows: Vec::new(),
    };
    let mut code = 0;
    for (path, name) in &modules {
        let subject = Subject {
            source: std::path::absolute(path).unwrap_or_else(|_| path.clone()),
            module: name.clone(),
        };
        let benchmarks = benchmarks(arguments, &subject, &setting, &scratch.0)?;
        if benchmarks.is_empty() {
            if modules.len() > 1 {
                terminal.detail(&format!("{name} has no `bench`"));
                continue;
            }
            return Err(Fault::usage(code::NO_BENCHMARK, "the module has no function `bench`")
                .at(path)
                .help("define `def bench(n: int = 1000)`, or give `--statement 'f(1000)'`"));
        }
        let built = built(arguments, &subject, &config, &setting, terminal)?;
        let systems = systems(&subject, &built, &rivals, &setting, &scratch.0, terminal)?;
        for benchmark in benchmarks {
            let measured = measured(arguments, &benchmark, &systems, &scratch.0, terminal)?;
            let row = Row {
                native: natives(&built),
                functions: built.functions.len(),
                measured,
                benchmark,
            };
            if let Some(fault) = wrong(&row) {
                terminal.fault(&fault);
                code = fault.kind.exit_code();
            }
            if arguments.format == BenchFormat::Text && terminal.format == MessageFormat::Human {
                terminal.print(&text(&row));
            }
            report.rows.push(row);
        }
    }
    if report.rows.is_empty() {
        return Err(Fault::usage(code::NO_BENCHMARK, "no module has a function `bench`")
            .help("define `def bench(n: int = 1000)`, or give `--statement 'f(1000)'`"));
    }
    match (arguments.format, terminal.format) {
        (BenchFormat::Json, _) | (BenchFormat::Text, MessageFormat::Json) => terminal.print(&json(&report)?),
        (BenchFormat::Markdown, _) => terminal.print(markdown(&report).trim_end()),
        (BenchFormat::Text, MessageFormat::Human) => {
            if let Some(line) = report.means() {
                terminal.print(&line);
            }
        }
    }
    Ok(code)
}

fn effort(arguments: &BenchArguments) -> Effort {
    Effort {
        processes: arguments.processes,
        runs: arguments.runs,
        seconds: arguments.timeout,
    }
}

/// What is to be measured of a module; nothing if it has no `bench`.
fn benchmarks(
    arguments: &BenchArguments,
    subject: &Subject,
    setting: &Setting,
    scratch: &Path,
) -> Result<Vec<Benchmark>, Fault> {
    let n = arguments.n.map(|n| n.to_string());
    let statements: Vec<Option<&str>> = match arguments.statement.as_slice() {
        [] => vec![None],
        given => given.iter().map(|text| Some(text.as_str())).collect(),
    };
    let calibrated = statements.into_iter().map(|statement| {
        bench::calibrate(
            subject,
            statement,
            n.as_deref(),
            &setting.python.executable,
            effort(arguments),
            scratch,
        )
    });
    Ok(calibrated
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect())
}

fn built(
    arguments: &BenchArguments,
    subject: &Subject,
    config: &Config,
    setting: &Setting,
    terminal: &Terminal,
) -> Result<Built, Fault> {
    let request = Request {
        modules: vec![(subject.source.clone(), subject.module.clone())],
        options: options(&arguments.compile, &config.for_module(&subject.module)),
        place: Place::Cache,
    };
    let mut results = driver::build(setting, &request, terminal)?;
    match results.pop() {
        Some(result) => result,
        None => Err(Fault::internal("a build without a result")),
    }
}

/// The interpreter first: it says what is right, and what fast means.
fn systems(
    subject: &Subject,
    built: &Built,
    rivals: &[Rival],
    setting: &Setting,
    scratch: &Path,
    terminal: &Terminal,
) -> Result<Vec<System>, Fault> {
    let interpreter = setting.python.executable.clone();
    let mut systems = vec![
        System {
            label: format!("CPython {}", setting.python.version),
            interpreter: interpreter.clone(),
            file: Ok(subject.source.clone()),
        },
        System {
            label: format!("annot {}", env!("CARGO_PKG_VERSION")),
            interpreter,
            file: Ok(built.artifact.clone()),
        },
    ];
    for rival in rivals {
        terminal.status("Making", &format!("{} with {}", subject.module, rival.label));
        let folder = scratch.join(&subject.module);
        let (interpreter, file) = bench::make(rival, &subject.source, &setting.python, &folder)?;
        if let Err(why) = &file {
            terminal.warn(&format!("{}: {why}", rival.label));
        }
        systems.push(System {
            label: rival.label.clone(),
            interpreter,
            file,
        });
    }
    Ok(systems)
}

fn measured(
    arguments: &BenchArguments,
    benchmark: &Benchmark,
    systems: &[System],
    scratch: &Path,
    terminal: &Terminal,
) -> Result<Vec<Measured>, Fault> {
    let effort = effort(arguments);
    let step = format!("Measuring {}: {}", benchmark.subject.module, benchmark.statement);
    terminal.begin(&step, effort.processes as usize * systems.len());
    let measured = bench::measure(benchmark, systems, effort, scratch, |system| terminal.tick(system));
    terminal.finish();
    measured
}

/// A module that does something else when it is built is an error; a rival that does is only told of.
fn wrong(row: &Row) -> Option<Fault> {
    let [interpreted, built, ..] = row.measured.as_slice() else {
        return None;
    };
    let statement = &row.benchmark.statement;
    let file = &row.benchmark.subject.source;
    if let Some(why) = &interpreted.problem {
        let message = format!("`{statement}` fails, interpreted: {why}");
        return Some(Fault::program(code::BENCHMARK_FAILED, message).at(file));
    }
    if let Some(why) = &built.problem {
        let message = format!("`{statement}` fails, built: {why}");
        return Some(Fault::program(code::BENCHMARK_FAILED, message).at(file));
    }
    if built.agrees {
        return None;
    }
    let message = format!(
        "`{statement}` gives {} built, and {} interpreted",
        built.result, interpreted.result
    );
    let help = "if it gives the same every time it is interpreted, this is a bug in annot: please report it";
    Some(Fault::program(code::RESULTS_DIFFER, message).at(file).help(help))
}

fn natives(built: &Built) -> usize {
    let native = |report: &&driver::FunctionReport| report.engine == Engine::Native;
    built.functions.iter().filter(native).count()
}

/// As it was typed, with nothing but the program's name of its path.
fn command() -> String {
    let words = std::env::args().skip(1).map(|word| match word.contains(' ') {
        true => format!("'{word}'"),
        false => word,
    });
    std::iter::once("annot".to_owned())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}
