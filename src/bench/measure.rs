//! Benchmarks, measured under several systems in turn.

use super::child::{Answer, Question, ask};
use super::figures::Figures;
use crate::diagnostics as code;
use crate::project::Fault;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// The module that is measured.
#[derive(Clone, Debug)]
pub struct Subject {
    pub source: PathBuf,
    pub module: String,
}

/// What runs it: an interpreter, and the file that it loads the module from.
#[derive(Clone, Debug)]
pub struct System {
    pub label: String,
    pub interpreter: PathBuf,
    /// The module's source, a library, or why there is none.
    pub file: Result<PathBuf, String>,
}

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Processes of each system.
    pub processes: u32,
    /// Measurements in each process.
    pub runs: u32,
    /// How long a process may take.
    pub seconds: u32,
}

/// One statement in the namespace of a module.
#[derive(Clone, Debug)]
pub struct Benchmark {
    pub subject: Subject,
    pub statement: String,
    /// How often it is executed for one measurement, so that a clock can tell.
    pub count: u64,
    /// The first line of the module's docstring.
    pub summary: String,
}

/// A system's figures, or why there are none.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    pub system: String,
    pub figures: Option<Figures>,
    /// Bytes that the process had in memory at most.
    pub peak_memory: Option<u64>,
    /// Is the result's `repr` that of the first system?
    pub agrees: bool,
    /// The beginning of that `repr`.
    pub result: String,
    pub problem: Option<String>,
}

/// Finds out how often a statement has to be executed. Without a statement it is `bench(n)`. `None`: the module has no `bench`.
pub fn calibrate(
    subject: &Subject,
    statement: Option<&str>,
    n: Option<&str>,
    interpreter: &Path,
    effort: Effort,
    scratch: &Path,
) -> Result<Option<Benchmark>, Fault> {
    let default = statement.is_none();
    let text = statement.map_or_else(|| format!("bench({})", n.unwrap_or_default()), str::to_owned);
    let answer = scratch.join("answer.json");
    let question = Question {
        default,
        needs_default: n.is_none(),
        calibrate: true,
        ..question(subject, &subject.source, &text, effort, &answer)
    };
    let file = subject.source.as_path();
    let answer = ask(interpreter, &question)?.map_err(|why| {
        Fault::program(code::BENCHMARK_FAILED, format!("`{text}` fails, interpreted: {why}"))
            .at(file)
            .help("the statement is executed in the module's own namespace")
    })?;
    match answer.problem.as_deref() {
        Some("no-bench") => return Ok(None),
        Some(_) => {
            return Err(Fault::usage(code::NO_BENCHMARK, "`bench` needs an argument")
                .at(file)
                .help("give one with `-n N`, or a default: `def bench(n: int = 1000)`"));
        }
        None => {}
    }
    Ok(Some(Benchmark {
        subject: subject.clone(),
        statement: text,
        count: answer.count.max(1),
        summary: answer.summary,
    }))
}

/// Measures one benchmark. The systems take turns, process by process, so that what disturbs the machine disturbs them all alike.
/// `tell` is called after every process.
pub fn measure(
    benchmark: &Benchmark,
    systems: &[System],
    effort: Effort,
    scratch: &Path,
    tell: impl Fn(&str),
) -> Result<Vec<Measured>, Fault> {
    let mut answers: Vec<Result<Vec<Answer>, String>> = systems
        .iter()
        .map(|system| system.file.clone().map(|_| Vec::new()))
        .collect();
    let path = scratch.join("answer.json");
    for _ in 0..effort.processes {
        for (system, known) in systems.iter().zip(&mut answers) {
            let (Ok(file), Ok(so_far)) = (&system.file, known.as_mut()) else {
                tell(&system.label);
                continue;
            };
            let question = Question {
                count: benchmark.count,
                ..question(&benchmark.subject, file, &benchmark.statement, effort, &path)
            };
            match ask(&system.interpreter, &question)? {
                Ok(answer) => so_far.push(answer),
                Err(why) => *known = Err(why),
            }
            tell(&system.label);
        }
    }
    let expected = match answers.first() {
        Some(Ok(first)) => first.first().map(|answer| answer.digest.clone()),
        _ => None,
    };
    let measured = systems.iter().zip(answers).map(|(system, answers)| match answers {
        Ok(answers) => summed_up(system, &answers, expected.as_deref()),
        Err(problem) => Measured {
            system: system.label.clone(),
            figures: None,
            peak_memory: None,
            agrees: false,
            result: String::new(),
            problem: Some(problem),
        },
    });
    Ok(measured.collect())
}

fn summed_up(system: &System, answers: &[Answer], expected: Option<&str>) -> Measured {
    let times: Vec<f64> = answers.iter().flat_map(|answer| answer.times.iter().copied()).collect();
    Measured {
        system: system.label.clone(),
        figures: Figures::of(&times),
        peak_memory: answers.iter().filter_map(|answer| answer.memory).min(),
        agrees: answers.iter().all(|answer| Some(answer.digest.as_str()) == expected),
        result: answers.first().map(|answer| answer.result.clone()).unwrap_or_default(),
        problem: None,
    }
}

fn question<'a>(
    subject: &'a Subject,
    file: &'a Path,
    statement: &'a str,
    effort: Effort,
    answer: &'a Path,
) -> Question<'a> {
    let packages = subject.module.matches('.').count();
    let is_package = subject.source.file_stem().is_some_and(|stem| stem == "__init__");
    let root = subject
        .source
        .ancestors()
        .nth(packages + 1 + usize::from(is_package))
        .unwrap_or(Path::new("."));
    Question {
        module: &subject.module,
        source: &subject.source,
        file,
        root,
        statement,
        default: false,
        needs_default: false,
        calibrate: false,
        count: 1,
        runs: effort.runs,
        seconds: effort.seconds,
        answer,
    }
}
