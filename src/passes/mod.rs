//! Rewrites of the IR, one file each, in the order of [`run`].

mod append;
mod attempt;
mod borrow;
mod boxing;
mod cell_tables;
mod chains;
mod classes;
mod common;
mod dead_code;
mod guards;
mod inline;
mod instances;
mod keyed;
mod lend;
mod magnitudes;
mod mask;
mod ownership;
mod pairs;
mod pieces;
mod probes;
mod quiet;
mod ranges;
mod regions;
mod sums;
mod unbox;
mod uses;
mod vectors;
mod walks;
mod wide_modulo;
mod words;

pub use attempt::{Bodies, attempt, may_be_tried};
pub use inline::{inline, is_passed, small};
pub use instances::put_off;
pub use regions::misfits;
pub use vectors::{LentVectors, lent_vectors, vector_of};

pub use unbox::{GlobalSpec, Globals, Watched, unbox};

use crate::ir::Func;

type Pass = fn(&mut Func);

/// The passes behind `unbox`, in their order.
const PIPELINE: &[(&str, Pass)] = &[
    ("quiet", quiet::run),
    ("prune", crate::lower::prune),
    ("regions", regions::run),
    ("classes", classes::run),
    ("words", words::run),
    ("pairs", pairs::run),
    ("walks", walks::run),
    // Before dead code is gone: a guard that leaves a loop needs the whole state there.
    ("guards", guards::run),
    ("dead-code", dead_code::run),
    // Behind that: no snapshot is left of what does not leave.
    ("sums", sums::run),
    ("magnitudes", magnitudes::run),
    ("wide-modulo", wide_modulo::run),
    ("mask", mask::run),
    ("ranges", ranges::run),
    ("dead-code-again", dead_code::run),
    ("chains", chains::run),
    ("borrow", borrow::run),
    ("ownership", ownership::run),
    ("lend", lend::run),
    ("common", common::run),
    ("append", append::run),
    ("probes", probes::run),
];

/// Sees to it that what a function misses leads quietly to what its handlers do, before it is tried in others.
pub fn quiet(func: &mut Func) {
    quiet::run(func);
}

/// The names of the passes, in their order.
pub fn names() -> impl Iterator<Item = &'static str> {
    PIPELINE.iter().map(|(name, _)| *name)
}

/// Runs the pipeline; `show` is given each pass's name and what it left.
pub fn run(func: &mut Func, mut show: impl FnMut(&str, &Func)) -> Result<(), String> {
    for (name, pass) in PIPELINE {
        pass(func);
        crate::ir::verify(func).map_err(|problem| format!("after {name}: {problem}"))?;
        show(name, func);
    }
    Ok(())
}
