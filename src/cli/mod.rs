//! The command line: one file per command.

mod arguments;
mod bench;
mod bench_table;
mod build;
mod cache;
mod check;
mod clean;
mod completions;
mod config;
mod doctor;
mod emit;
mod explain;
mod init;
mod run;
mod setting;
mod stub;
mod terminal;
mod vendor;
mod watch;

use arguments::{Arguments, Command};
use clap::Parser;
use clap::error::ErrorKind;
use std::process::ExitCode;
use terminal::Terminal;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => 0,
                _ => 2,
            };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let terminal = Terminal::new(&arguments.common);
    let result = match &arguments.command {
        Command::Build(command) => build::run(command, &terminal),
        Command::Check(command) => check::run(command, &terminal),
        Command::Explain(command) => explain::run(command, &terminal),
        Command::Clean(command) => clean::run(command, &terminal),
        Command::Run(command) => run::run(command, &terminal),
        Command::Config(command) => config::run(command, &terminal),
        Command::Init(command) => init::run(command, &terminal),
        Command::Doctor(command) => doctor::run(command, &terminal),
        Command::Cache(command) => cache::run(command, &terminal),
        Command::Bench(command) => bench::run(command, &terminal),
        Command::Watch(command) => watch::run(command, &terminal),
        Command::Emit(command) => emit::run(command, &terminal),
        Command::Stub(command) => stub::run(command, &terminal),
        Command::Vendor(command) => vendor::run(command, &terminal),
        Command::Completions(command) => completions::run(command),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(fault) => {
            terminal.fault(&fault);
            ExitCode::from(fault.kind.exit_code())
        }
    }
}
