//! Which functions take the places of their calls (`passes::inline`).

use super::analysis::Analysis;
use super::unharmed::unharmed;
use crate::ir::Func;
use crate::passes::{self, Globals};
use std::collections::BTreeMap;

/// A function of more operations, as it was lowered, is not small: there are some for each that is left.
const LOWERED: usize = 400;

/// How many calls of small functions may be in the bodies of others.
const NESTED: u32 = 2;

impl Analysis {
    /// Puts small functions into the places of their calls in loops of one that was unboxed.
    pub(super) fn inline(&self, position: usize, func: &mut Func, globals: &mut Globals) {
        if self.facts.functions[position].generator.is_some() {
            return;
        }
        let mut known: BTreeMap<usize, Option<Func>> = BTreeMap::new();
        passes::inline(func, false, &mut |callee| {
            let small = || unharmed(|| self.small(callee, globals, NESTED)).ok().flatten();
            known.entry(callee).or_insert_with(small).clone()
        });
    }

    /// A function as it can take the place of its calls.
    fn small(&self, position: usize, globals: &mut Globals, nested: u32) -> Option<Func> {
        let function = &self.facts.functions[position];
        let is_plain = function.native && !function.starred && !function.captures && function.generator.is_none();
        let candidate = self.candidates.get(position).filter(|_| is_plain)?;
        if !function.params.iter().all(passes::is_number)
            || !passes::is_number(&function.returns)
            || candidate.regions.is_some()
        {
            return None;
        }
        let count: usize = candidate.lowered.blocks.iter().map(|block| block.insts.len()).sum();
        if count > LOWERED {
            return None;
        }
        let mut func = candidate.lowered.clone();
        passes::unbox(&mut func, &self.facts, globals, &function.returns);
        if nested > 0 {
            passes::inline(&mut func, true, &mut |callee| self.small(callee, globals, nested - 1));
        }
        passes::is_small(&func).then_some(func)
    }
}
