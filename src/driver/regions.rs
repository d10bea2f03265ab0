//! Functions with generator expressions in the places of their consumers, lowered again without some of them.

use super::analysis::Analysis;
use super::candidate::{Candidate, poll_at_entry};
use super::unharmed::unharmed;
use crate::bytecode::{CodeObject, Instruction};
use crate::infer::{Facts, generators};
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

/// Lowers a function again without those of its regions that keep generators from being consumed natively: each iterates over one.
pub(super) fn prefer_generators(candidate: &mut Candidate, facts: &Facts) {
    let Some(lowering) = candidate.regions.as_mut() else {
        return;
    };
    let mut consumed = generators::consumed(&candidate.lowered, facts);
    let calls = generators::calls(&candidate.lowered, facts);
    if calls.keys().all(|call| consumed.contains(call)) {
        return;
    }
    let spliced = splice(
        &lowering.code,
        &lowering.codes,
        &lowering.instructions,
        lowering.minor,
        &lowering.without,
    );
    for unit in spliced.map(|spliced| spliced.units()).unwrap_or_default() {
        lowering.without.insert(unit);
        let Ok(lowered) = lowering.lower() else {
            lowering.without.remove(&unit);
            continue;
        };
        let more = generators::consumed(&lowered, facts);
        // What was in its place is one itself.
        if more.len() > consumed.len() + 1 {
            (candidate.lowered, consumed) = (lowered, more);
        } else {
            lowering.without.remove(&unit);
        }
    }
}

impl Analysis {
    /// The regions that did not fit, by the code objects of the functions.
    pub(super) fn misfits(&self) -> BTreeMap<usize, BTreeSet<u32>> {
        let mut misfits: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
        for lowering in self
            .candidates
            .iter()
            .filter_map(|candidate| candidate.regions.as_ref())
        {
            misfits.entry(lowering.index).or_default().extend(&lowering.without);
        }
        misfits
    }

    /// Lowers all functions again without the regions that did not fit before: what is consumed there is a generator.
    pub(super) fn without(mut self, misfits: &BTreeMap<usize, BTreeSet<u32>>) -> Result<Analysis, String> {
        for position in 0..self.candidates.len() {
            let lowering = self.candidates[position].regions.as_ref();
            let units = lowering
                .and_then(|lowering| misfits.get(&lowering.index))
                .filter(|units| !units.is_empty());
            if let Some(units) = units {
                self.lower_without(position, units.clone())?;
            }
        }
        Ok(self)
    }

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
