//! `annot explain`: the page of a diagnostic code.

use super::arguments::ExplainArguments;
use super::terminal::Terminal;
use crate::diagnostics;
use crate::project::Fault;

pub(super) fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let Some(code) = &arguments.code else {
        let width = diagnostics::codes()
            .map(|(code, _)| code.len())
            .max()
            .unwrap_or_default();
        for (code, meaning) in diagnostics::codes() {
            terminal.print(&format!("{code:width$}  {meaning}"));
        }
        return Ok(0);
    };
    match diagnostics::page(code) {
        Some(page) => {
            terminal.print(page.trim_end());
            Ok(0)
        }
        None => Err(
            Fault::usage("unknown-code", format!("there is no diagnostic code `{code}`"))
                .help("`annot explain` lists them all"),
        ),
    }
}
