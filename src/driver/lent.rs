//! Which functions get a second body that takes vectors for its lists, and those bodies.

use super::analysis::{Analysis, Made};
use super::unharmed::unharmed;
use crate::ir::Op;
use crate::passes::{Globals, vector_parameters};
use std::collections::BTreeMap;

/// How often it is asked which parameters may be vectors.
const ROUNDS: usize = 6;

impl Analysis {
    /// Which parameters may be vectors. What a function passes on depends on what others take.
    pub(super) fn find_vectors(&mut self) {
        self.facts.takes_vectors.clear();
        for _ in 0..ROUNDS {
            let mut found = BTreeMap::new();
            for (position, candidate) in self.candidates.iter().enumerate() {
                let function = &self.facts.functions[position];
                if !self.facts.objects
                    || !function.native
                    || function.starred
                    || function.captures
                    || self.without_vectors.contains(&position)
                {
                    continue;
                }
                let takes = vector_parameters(&candidate.lowered, &self.facts.takes_vectors);
                if takes.iter().any(Option::is_some) {
                    found.insert(position, takes);
                }
            }
            if found == self.facts.takes_vectors {
                return;
            }
            self.facts.takes_vectors = found;
        }
        self.facts.takes_vectors.clear();
    }

    /// The bodies that take vectors and are called; or a function of which there cannot be one.
    pub(super) fn others(
        &self,
        made: &BTreeMap<usize, Made>,
        globals: &mut Globals,
    ) -> Result<BTreeMap<usize, Made>, usize> {
        let mut others: BTreeMap<usize, Made> = BTreeMap::new();
        loop {
            let insts = made
                .values()
                .chain(others.values())
                .flat_map(|made| made.func.blocks.iter().flat_map(|block| &block.insts));
            let wanted = insts.filter_map(|inst| match inst.op {
                Op::CallVectors(callee) if !others.contains_key(&callee) => Some(callee),
                _ => None,
            });
            let Some(position) = wanted.min() else {
                return Ok(others);
            };
            let other = unharmed(|| self.make_body(position, globals, true));
            match other {
                Ok(Ok((other, _))) if made.contains_key(&position) => {
                    others.insert(position, other);
                }
                _ => return Err(position),
            }
        }
    }
}
