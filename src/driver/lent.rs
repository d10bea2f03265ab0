//! Which functions get other bodies that take vectors for their lists, or give one back, and those bodies.

use super::analysis::{Analysis, Made};
use super::unharmed::unharmed;
use crate::analysis::vectors::VectorFacts;
use crate::ir::{Func, Lent, Op, Terminator, Ty};
use crate::passes::{Globals, lent_vectors, vector_of};
use crate::types::Type;
use std::collections::BTreeMap;

/// How often it is asked which parameters may be vectors.
const ROUNDS: usize = 8;

impl Analysis {
    /// Which parameters may be vectors, and which functions give one. What a function passes on depends on what others take.
    pub(super) fn find_vectors(&mut self) {
        self.facts.takes_vectors.clear();
        self.facts.gives_vectors.clear();
        for _ in 0..ROUNDS {
            let (mut takes, mut gives) = (BTreeMap::new(), BTreeMap::new());
            for (position, candidate) in self.candidates.iter().enumerate() {
                let function = &self.facts.functions[position];
                if !self.facts.objects
                    || !function.native
                    || function.starred
                    || function.captures
                    || function.generator.is_some()
                    || self.without_vectors.contains(&position)
                {
                    continue;
                }
                let known = VectorFacts {
                    takes: &self.facts.takes_vectors,
                    gives: &self.facts.gives_vectors,
                };
                let (params, given) = lent_vectors(&candidate.lowered, known);
                if params.iter().any(Option::is_some) {
                    takes.insert(position, params);
                }
                if let Some(item) = given {
                    gives.insert(position, item);
                }
            }
            if takes == self.facts.takes_vectors && gives == self.facts.gives_vectors {
                return;
            }
            self.facts.takes_vectors = takes;
            self.facts.gives_vectors = gives;
        }
        self.facts.takes_vectors.clear();
        self.facts.gives_vectors.clear();
    }

    /// The bodies that take or give vectors and are called; or a function of which there cannot be one.
    pub(super) fn others(
        &self,
        made: &BTreeMap<usize, Made>,
        globals: &mut Globals,
    ) -> Result<BTreeMap<(usize, Lent), Made>, usize> {
        let mut others: BTreeMap<(usize, Lent), Made> = BTreeMap::new();
        loop {
            let insts = made
                .values()
                .chain(others.values())
                .flat_map(|made| made.func.blocks.iter().flat_map(|block| &block.insts));
            let wanted = insts.filter_map(|inst| match inst.op {
                Op::CallVectors(callee, lent) if !others.contains_key(&(callee, lent)) => Some((callee, lent)),
                _ => None,
            });
            let Some((position, lent)) = wanted.min() else {
                return Ok(others);
            };
            let other = unharmed(|| self.make_body(position, globals, lent));
            match other {
                Ok(Ok((other, _))) if made.contains_key(&position) => {
                    others.insert((position, lent), other);
                }
                _ => return Err(position),
            }
        }
    }
}

/// Is all that a function returns of that type?
pub(super) fn gives_only(func: &Func, returns: &Ty) -> bool {
    func.reverse_postorder()
        .into_iter()
        .all(|block| match func.block(block).terminator {
            Terminator::Return(value) => func.ty(value) == returns,
            _ => true,
        })
}

/// Are the parameters that may be vectors those?
pub(super) fn takes_these(func: &Func, takes: &[Option<Type>]) -> bool {
    let params = func.blocks[0].params.iter();
    params.zip(takes).all(|(param, item)| match item {
        Some(item) => *func.ty(*param) == vector_of(item),
        None => true,
    })
}
