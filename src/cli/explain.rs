//! `annot explain`: the page of a diagnostic code.

use super::arguments::ExplainArguments;
use super::terminal::Terminal;
use crate::diagnostics as code;
use crate::diagnostics;
use crate::project::{Fault, nearest};

pub(super) fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Result<u8, Fault> {
    let Some(code) = &arguments.code else {
        let width = diagnostics::codes().map(|(code, _)| code.len()).max().unwrap_or(0);
        for (code, meaning) in diagnostics::codes() {
            terminal.print(&format!("{code:width$}  {meaning}"));
        }
        return Ok(0);
    };
    let wanted = code.trim_matches(['[', ']']);
    if let Some(page) = diagnostics::page(wanted) {
        terminal.print(page.trim_end());
        return Ok(0);
    }
    let fault = Fault::usage(code::UNKNOWN_CODE, format!("there is no diagnostic code `{wanted}`"));
    let codes: Vec<&str> = diagnostics::codes().map(|(code, _)| code).collect();
    Err(match nearest(wanted, &codes) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("`annot explain` lists all codes"),
    })
}
