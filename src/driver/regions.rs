//! Functions with generator expressions in the places of their consumers, lowered again without some of them.

use super::analysis::Analysis;
use super::candidate::poll_at_entry;
use super::unharmed::unharmed;
use crate::bytecode::{CodeObject, Instruction};
use crate::infer::generators;
use crate::ir::Func;
use crate::lower::{lower, splice};
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet};

/// What it takes to lower a function again.
pub(super) struct Lowering {
    pub(super) code: CodeObject,
    pub(super) codes: BTreeMap<usize, CodeObject>,
    pub(super) index: usize,
    pub(super) instructions: Vec<Instruction>,
    pub(super) minor: u8,
    pub(super) slots: Vec<Option<u32>>,
    pub(super) hinted: BTreeMap<String, Type>,
    /// The regions that do not fit, by the code unit before which they begin.
    pub(super) without: BTreeSet<u32>,
}

impl Lowering {
    /// The function with those regions that are left; an error is annot's own.
    pub(super) fn lower(&self) -> Result<Func, String> {
        let spliced = splice(&self.code, &self.codes, &self.instructions, self.minor, &self.without);
        let func = unharmed(|| {
            lower(
                &self.code,
                self.index,
                &self.instructions,
                self.minor,
                &self.slots,
                &self.hinted,
                spliced.as_ref(),
            )
        })??;
        crate::ir::verify(&func).map_err(|problem| format!("after lowering: {problem}"))?;
        Ok(func)
    }
}

impl Analysis {
    /// Lowers a function again without some of its regions.
    pub(super) fn lower_without(&mut self, position: usize, misfits: BTreeSet<u32>) -> Result<(), String> {
        let candidate = &mut self.candidates[position];
        let lowering = candidate.regions.as_mut().ok_or("a region in a function without one")?;
        lowering.without.extend(misfits);
        candidate.lowered = lowering.lower()?;
        poll_at_entry(&mut candidate.lowered, &self.facts);
        candidate.lowered.fused = generators::consumed(&candidate.lowered, &self.facts);
        Ok(())
    }
}
