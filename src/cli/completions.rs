//! `annot completions`: what a shell needs to complete annot's command line.

use super::arguments::{Arguments, CompletionsArguments};
use crate::project::Fault;
use clap::CommandFactory;
use std::io::Write;

pub(super) fn run(arguments: &CompletionsArguments) -> Result<u8, Fault> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "annot", &mut script);
    // A reader that has seen enough is no error.
    let _ = std::io::stdout().write_all(&script);
    Ok(0)
}
