//! `annot run`: builds a script and runs it as `python script.py` would.

use super::arguments::RunArguments;
use super::terminal::Terminal;
use crate::project::Fault;

pub(super) fn run(_arguments: &RunArguments, _terminal: &Terminal) -> Result<u8, Fault> {
    Err(Fault::usage("usage", "not there yet"))
}
