//! What `annot bench` prints: a table for a terminal, a page for a reader, JSON for a program.

use crate::bench::{Benchmark, Machine, Measured, geometric_mean};
use crate::project::Fault;
use serde_json::json;
use std::fmt::Write;

pub(super) struct Report {
    pub(super) machine: Machine,
    /// The version of CPython.
    pub(super) python: String,
    /// What was typed.
    pub(super) command: String,
    pub(super) rows: Vec<Row>,
}

/// One benchmark under all systems, CPython first.
pub(super) struct Row {
    pub(super) benchmark: Benchmark,
    /// How many of its functions annot made native.
    pub(super) native: usize,
    pub(super) functions: usize,
    pub(super) measured: Vec<Measured>,
}

impl Row {
    fn title(&self) -> String {
        format!("{}: {}", self.benchmark.subject.module, self.benchmark.statement)
    }

    /// How many times as fast as the first system another one is: by the minimum, and by the median.
    fn ratios(&self, other: &Measured) -> Option<(f64, f64)> {
        let first = self.measured.first()?.figures.as_ref()?;
        let figures = other.figures.as_ref()?;
        Some((first.minimum / figures.minimum, first.median / figures.median))
    }
}

impl Report {
    /// The geometric means of the ratios of each system, over the benchmarks that it could do and did right.
    fn geometric_means(&self) -> Vec<(&str, f64, usize)> {
        let systems: Vec<&str> = self.systems().collect();
        let means = systems.into_iter().skip(1).filter_map(|system| {
            let ratios: Vec<f64> = self.rows.iter().filter_map(|row| ratio_of(row, system)).collect();
            Some((system, geometric_mean(&ratios)?, ratios.len()))
        });
        means.collect()
    }

    fn systems(&self) -> impl Iterator<Item = &str> {
        let first = self.rows.first().map_or(&[][..], |row| row.measured.as_slice());
        first.iter().map(|measured| measured.system.as_str())
    }

    /// One line, if there is more than one benchmark.
    pub(super) fn means(&self) -> Option<String> {
        if self.rows.len() < 2 {
            return None;
        }
        let all = self.rows.len();
        let part = |count: usize| match count == all {
            true => String::new(),
            false => format!(" (of {count})"),
        };
        let means = self.geometric_means();
        let means = means
            .iter()
            .map(|(system, mean, count)| format!("{system} {mean:.2}x{}", part(*count)));
        let means: Vec<String> = means.collect();
        Some(format!("geometric mean of {all}: {}", means.join(", ")))
    }
}

fn ratio_of(row: &Row, system: &str) -> Option<f64> {
    let measured = row.measured.iter().find(|measured| measured.system == system)?;
    row.ratios(measured).filter(|_| measured.agrees).map(|(ratio, _)| ratio)
}

/// One benchmark for a terminal.
pub(super) fn text(row: &Row) -> String {
    let mut text = format!(
        "{} ({} of {} functions native)\n",
        row.title(),
        row.native,
        row.functions
    );
    let width = row.measured.iter().map(|one| one.system.chars().count()).max();
    let width = width.unwrap_or_default().max("system".len());
    let _ = writeln!(
        text,
        "  {:width$}  {:>9}  {:>9}  {:>6}  {:>8}  {:>9}  {:>9}",
        "system", "minimum", "median", "spread", "ratio", "by median", "memory"
    );
    for one in &row.measured {
        let _ = write!(text, "  {:width$}  ", one.system);
        let (Some(figures), Some((minimum, median))) = (&one.figures, row.ratios(one)) else {
            let _ = writeln!(text, "{}", one.problem.as_deref().unwrap_or("not measured"));
            continue;
        };
        let memory = one.peak_memory.map_or("-".to_owned(), memory);
        let differs = if one.agrees { "" } else { "  another result" };
        let _ = writeln!(
            text,
            "{:>9}  {:>9}  {:>4.0} %  {minimum:>7.2}x  {median:>8.2}x  {memory:>9}{differs}",
            seconds(figures.minimum),
            seconds(figures.median),
            100.0 * figures.spread,
        );
    }
    text
}

/// A page.
pub(super) fn markdown(report: &Report) -> String {
    let mut text = "# Benchmarks\n\n".to_owned();
    let machine = &report.machine;
    let _ = writeln!(
        text,
        "CPython {} interpreting a program is 1; a ratio of 10 is ten times as fast. Each system runs each program in fresh\n\
         processes, in turn with the others, and the fastest run counts; a result that is not CPython's does not. The spread is\n\
         the distance between the quartiles of annot's runs. Memory is the peak of the whole process.\n\n\
         - Machine: {}, {} cores, {}\n- Date: {}\n- Made by:\n\n```sh\n{}\n```\n",
        report.python, machine.processor, machine.cores, machine.system, machine.date, report.command
    );
    let systems: Vec<&str> = report.systems().collect();
    let _ = write!(text, "| program | what it does |");
    systems.iter().for_each(|system| {
        let _ = write!(text, " {system} |");
    });
    let _ = writeln!(text, " spread | native functions | memory, CPython to annot |");
    let _ = writeln!(
        text,
        "| --- | --- |{} --- | --- | --- |",
        " ---: |".repeat(systems.len())
    );
    for row in &report.rows {
        let _ = write!(
            text,
            "| {} | {} |",
            row.benchmark.subject.module,
            cell(&row.benchmark.summary)
        );
        for (index, one) in row.measured.iter().enumerate() {
            let shown = match (&one.figures, row.ratios(one)) {
                (Some(figures), _) if index == 0 => seconds(figures.minimum),
                (Some(_), Some((ratio, _))) if one.agrees => format!("{ratio:.2}"),
                (Some(_), _) => "another result".to_owned(),
                (None, _) => "cannot".to_owned(),
            };
            let _ = write!(text, " {shown} |");
        }
        let built = row.measured.get(1);
        let spread = built.and_then(|one| one.figures.as_ref()).map(|figures| figures.spread);
        let memories: Vec<String> = row
            .measured
            .iter()
            .take(2)
            .filter_map(|one| one.peak_memory.map(memory))
            .collect();
        let _ = writeln!(
            text,
            " {} | {} of {} | {} |",
            spread.map_or("-".to_owned(), |spread| format!("{:.0} %", 100.0 * spread)),
            row.native,
            row.functions,
            memories.join(" to ")
        );
    }
    if !report.geometric_means().is_empty() {
        let _ = write!(text, "| **geometric mean** | | |");
        let means = report.geometric_means();
        for system in systems.iter().skip(1) {
            let shown = match means.iter().find(|(name, ..)| name == system) {
                Some((_, mean, count)) if *count == report.rows.len() => format!("**{mean:.2}**"),
                Some((_, mean, count)) => format!("{mean:.2} (of {count})"),
                None => String::new(),
            };
            let _ = write!(text, " {shown} |");
        }
        let _ = writeln!(text, " | | |");
    }
    text
}

/// A text that does not end a cell.
fn cell(text: &str) -> String {
    text.trim_end_matches('.').replace('|', "\\|")
}

pub(super) fn json(report: &Report) -> Result<String, Fault> {
    let rows = report.rows.iter().map(|row| {
        let systems = row.measured.iter().map(|one| {
            let (minimum, median) = row.ratios(one).unzip();
            json!({"system": one.system, "minimum": one.figures.as_ref().map(|figures| figures.minimum),
                   "median": one.figures.as_ref().map(|figures| figures.median),
                   "spread": one.figures.as_ref().map(|figures| figures.spread),
                   "times": one.figures.as_ref().map(|figures| &figures.times),
                   "ratio": minimum, "ratio_by_median": median, "peak_memory": one.peak_memory,
                   "agrees": one.agrees, "result": one.result, "problem": one.problem})
        });
        json!({"module": row.benchmark.subject.module, "file": row.benchmark.subject.source.display().to_string(),
               "summary": row.benchmark.summary, "statement": row.benchmark.statement,
               "executions": row.benchmark.count, "native": row.native, "functions": row.functions,
               "systems": systems.collect::<Vec<_>>()})
    });
    let means: serde_json::Map<String, serde_json::Value> = report
        .geometric_means()
        .into_iter()
        .map(|(system, mean, _)| (system.to_owned(), json!(mean)))
        .collect();
    let whole = json!({"machine": report.machine, "python": report.python, "annot": env!("CARGO_PKG_VERSION"),
                       "command": report.command, "benchmarks": rows.collect::<Vec<_>>(), "geometric_means": means});
    serde_json::to_string_pretty(&whole).map_err(|error| Fault::internal(error.to_string()))
}

/// Three digits and a unit.
fn seconds(seconds: f64) -> String {
    let (value, unit) = match seconds {
        s if s >= 1.0 => (s, "s"),
        s if s >= 1e-3 => (s * 1e3, "ms"),
        s if s >= 1e-6 => (s * 1e6, "µs"),
        s => (s * 1e9, "ns"),
    };
    let digits = match value {
        v if v >= 100.0 => 0,
        v if v >= 10.0 => 1,
        _ => 2,
    };
    format!("{value:.digits$} {unit}")
}

fn memory(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::{Figures, Subject};

    fn measured(system: &str, times: &[f64], agrees: bool) -> Measured {
        Measured {
            system: system.to_owned(),
            figures: Figures::of(times),
            peak_memory: Some(10 << 20),
            agrees,
            result: "1".to_owned(),
            problem: times.is_empty().then(|| "cannot compile it: error".to_owned()),
        }
    }

    fn report() -> Report {
        let row = |module: &str, annot: f64, agrees: bool| Row {
            benchmark: Benchmark {
                subject: Subject {
                    source: "m.py".into(),
                    module: module.to_owned(),
                },
                statement: "bench()".to_owned(),
                count: 1,
                summary: "Counts a | b.".to_owned(),
            },
            native: 1,
            functions: 2,
            measured: vec![
                measured("CPython 3.13.0", &[2.0, 2.0], true),
                measured("annot 0.1.0", &[annot], true),
                measured("other 1", &[1e-3], agrees),
                measured("broken 1", &[], false),
            ],
        };
        Report {
            machine: Machine::here(),
            python: "3.13.0".to_owned(),
            command: "annot bench .".to_owned(),
            rows: vec![row("a", 0.5, true), row("b", 0.125, false)],
        }
    }

    #[test]
    fn a_terminal_sees_ratios_and_what_is_wrong() {
        let report = report();
        let text = text(&report.rows[1]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "b: bench() (1 of 2 functions native)");
        assert!(lines[2].contains("2.00 s") && lines[2].contains("1.00x"), "{text}");
        assert!(lines[3].contains("125 ms") && lines[3].contains("16.00x"), "{text}");
        assert!(lines[4].ends_with("another result"), "{text}");
        assert!(lines[5].ends_with("cannot compile it: error"), "{text}");
        let means = report.means().expect("two rows");
        assert_eq!(means, "geometric mean of 2: annot 0.1.0 8.00x, other 1 2000.00x (of 1)");
    }

    #[test]
    fn a_page_has_one_row_a_program() {
        let page = markdown(&report());
        assert!(
            page.contains("| a | Counts a \\| b | 2.00 s | 4.00 | 2000.00 | cannot | 0 % | 1 of 2 |"),
            "{page}"
        );
        assert!(
            page.contains("| **geometric mean** | | | **8.00** | 2000.00 (of 1) |  | | | |"),
            "{page}"
        );
        assert!(!page.contains("```console"));
    }

    #[test]
    fn times_have_three_digits() {
        let shown = [1.234_56, 0.012_345, 0.000_123_45, 3.4e-8].map(seconds);
        assert_eq!(shown, ["1.23 s", "12.3 ms", "123 µs", "34.0 ns"]);
    }
}
