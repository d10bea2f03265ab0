//! `annot explain`: the page of a diagnostic code.

use super::arguments::ExplainArguments;
use super::terminal::Terminal;
use crate::project::Fault;

pub(super) fn run(arguments: &ExplainArguments, _terminal: &Terminal) -> Result<u8, Fault> {
    let code = arguments.code.as_deref().unwrap_or("");
    Err(Fault::usage(
        "unknown-code",
        format!("there is no diagnostic code `{code}`"),
    ))
}
