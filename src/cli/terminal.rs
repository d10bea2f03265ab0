//! What a user sees. Messages go to stderr, results to stdout.

use super::arguments::{ColorChoice, Common, MessageFormat};
use crate::build::Progress;
use crate::diagnostics::{self, Color};
use crate::driver::Built;
use crate::project::Fault;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

/// Standard output and standard error, as the user wants them.
pub(super) struct Terminal {
    pub(super) format: MessageFormat,
    quiet: bool,
    verbose: u8,
    color_stdout: bool,
    color_stderr: bool,
    /// stderr is a terminal that can show a bar.
    interactive: bool,
    bar: Mutex<Option<ProgressBar>>,
}

impl Terminal {
    pub(super) fn new(common: &Common) -> Terminal {
        let interactive = std::io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        Terminal {
            format: common.message_format,
            quiet: common.quiet,
            verbose: common.verbose,
            color_stdout: wants_color(common.color, std::io::stdout().is_terminal()),
            color_stderr: wants_color(common.color, std::io::stderr().is_terminal()),
            interactive: interactive && !common.quiet && common.message_format == MessageFormat::Human,
            bar: Mutex::new(None),
        }
    }

    /// A line of results, on stdout.
    pub(super) fn print(&self, text: &str) {
        // A reader that has seen enough is no error.
        let _ = writeln!(std::io::stdout(), "{text}");
    }

    /// What was done: "   Built pkg.fast (…)".
    pub(super) fn status(&self, verb: &str, what: &str) {
        if !self.quiet && self.format == MessageFormat::Human {
            self.say(&format!(
                "{} {what}",
                self.paint(self.color_stderr, "1;32", &format!("{verb:>9}"))
            ));
        }
    }

    /// Something only `-v` shows.
    pub(super) fn detail(&self, text: &str) {
        if self.verbose > 0 {
            self.say(&format!("{} {text}", self.paint(self.color_stderr, "36", "note:")));
        }
    }

    /// A module that was made: its path is the result.
    pub(super) fn artifact(&self, built: &Built) {
        let path = built.artifact.display().to_string();
        if self.format == MessageFormat::Human {
            return self.print(&path);
        }
        let functions: Vec<_> = built
            .functions
            .iter()
            .map(|report| {
                json!({"qualname": report.qualname, "line": report.line, "engine": report.engine,
                       "reasons": report.reasons})
            })
            .collect();
        let file = built.source.display().to_string();
        self.print(
            &json!({"reason": "artifact", "module": built.module_name, "file": file, "path": path,
                    "fresh": built.was_cached, "functions": functions})
            .to_string(),
        );
    }

    /// Modules that stay as they are, because this machine cannot compile them: one warning.
    pub(super) fn fell_back(&self, modules: &[(PathBuf, String)], fault: &Fault) {
        if self.format == MessageFormat::Json {
            for (source, module) in modules {
                self.print(
                    &json!({"reason": "fallback", "module": module, "file": source.display().to_string(),
                            "code": fault.code.name(), "message": fault.message, "help": fault.help})
                    .to_string(),
                );
            }
        }
        let names: Vec<&str> = modules.iter().map(|(_, name)| name.as_str()).collect();
        let (verb, pronoun) = if names.len() == 1 {
            ("is", "its")
        } else {
            ("are", "their")
        };
        self.warn(&format!(
            "{} {verb} not compiled, {pronoun} source runs instead: {}",
            names.join(", "),
            fault.message
        ));
        for help in fault
            .help
            .iter()
            .map(String::as_str)
            .chain(["`annot doctor` checks this machine"])
        {
            self.say(&format!("  help: {help}"));
        }
    }

    /// The last line of `--message-format json`.
    pub(super) fn finished(&self, success: bool, time: Duration) {
        if self.format == MessageFormat::Json {
            let seconds = (time.as_secs_f64() * 1000.0).round() / 1000.0;
            self.print(&json!({"reason": "build-finished", "success": success, "seconds": seconds}).to_string());
        }
    }

    /// An error, with its place and what to do.
    pub(super) fn fault(&self, fault: &Fault) {
        let (diagnostic, source) = fault.diagnostic();
        match self.format {
            MessageFormat::Json => self.print(&diagnostics::json(&diagnostic, source.as_deref())),
            MessageFormat::Human => {
                let color = if self.color_stderr { Color::Always } else { Color::Never };
                self.say(&diagnostics::human(&diagnostic, source.as_deref(), color));
            }
        }
    }

    /// A part of a step is done: the bar moves, if there is one.
    pub(super) fn tick(&self, part: &str) {
        if let Some(bar) = self.bar.lock().ok().as_ref().and_then(|bar| bar.as_ref()) {
            bar.inc(1);
            bar.set_message(part.to_string());
        }
    }

    pub(super) fn green(&self, text: &str) -> String {
        self.paint(self.color_stdout, "32", text)
    }

    pub(super) fn yellow(&self, text: &str) -> String {
        self.paint(self.color_stdout, "33", text)
    }

    fn paint(&self, color: bool, style: &str, text: &str) -> String {
        if color {
            format!("\x1b[{style}m{text}\x1b[0m")
        } else {
            text.to_string()
        }
    }

    /// A line on stderr, above the bar if there is one.
    pub(super) fn say(&self, text: &str) {
        let bar = self.bar.lock().ok();
        let print = || {
            let _ = writeln!(std::io::stderr(), "{text}");
        };
        match bar.as_ref().and_then(|bar| bar.as_ref()) {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

impl Progress for Terminal {
    fn begin(&self, step: &str, total: usize) {
        if self.quiet || self.format == MessageFormat::Json {
            return;
        }
        if !self.interactive {
            self.status(
                step.split(' ').next().unwrap_or(""),
                step.split_once(' ').map_or("", |(_, rest)| rest),
            );
            return;
        }
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{prefix} [{bar:12}] {pos}/{len} {wide_msg}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_prefix(step.to_string());
        bar.enable_steady_tick(Duration::from_millis(100));
        if let Ok(mut slot) = self.bar.lock() {
            *slot = Some(bar);
        }
    }

    fn advance(&self, part: &str) {
        if let Some(bar) = self.bar.lock().ok().as_ref().and_then(|bar| bar.as_ref()) {
            bar.inc(1);
            bar.set_message(part.to_string());
            return;
        }
        if !self.interactive {
            self.status("Compiled", part);
        }
    }

    fn finish(&self) {
        if let Some(bar) = self.bar.lock().ok().and_then(|mut bar| bar.take()) {
            bar.finish_and_clear();
        }
    }

    fn note(&self, text: &str) {
        if !self.quiet {
            self.say(&format!("{} {text}", self.paint(self.color_stderr, "36", "note:")));
        }
    }

    fn warn(&self, text: &str) {
        self.say(&format!("{} {text}", self.paint(self.color_stderr, "1;33", "warning:")));
    }
}

fn wants_color(choice: ColorChoice, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if set("NO_COLOR") => false,
        ColorChoice::Auto if std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        ColorChoice::Auto => terminal,
    }
}
