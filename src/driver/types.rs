//! The types of all values of a module, to a fixed point over its functions.

use super::analysis::Analysis;
use super::callers::entries;
use super::unharmed::unharmed;

use crate::analysis::identified::identifies_unboxed;
use crate::bytecode::Place;
use crate::infer::{guess, infer, keep_identities, not_in_pieces};
use crate::ir::{Reason, Ty};

/// Types that change after so many rounds over the module never settle: each round makes some wider.
const MOST_ROUNDS: usize = 400;

impl Analysis {
    /// Types of all values, to a fixed point over the module.
    pub(super) fn infer(&mut self) {
        loop {
            self.infer_once();
            // Tuples of which somebody may ask which objects they are become objects, and all types are found anew.
            let is_partial = self.facts.contents.is_partial();
            let mut changed = self.facts.contents.learn();
            if is_partial {
                continue;
            }
            for position in 0..self.candidates.len() {
                if self.facts.functions[position].native {
                    let lowered = &mut self.candidates[position].lowered;
                    changed |= keep_identities(lowered, position, &mut self.facts);
                }
            }
            changed |= self.leave_identities();
            if !changed {
                return;
            }
        }
    }

    /// Functions that ask which object a number is that they have unboxed stay bytecode. Did one lose its engine?
    fn leave_identities(&mut self) -> bool {
        let mut changed = false;
        for position in 0..self.candidates.len() {
            let func = &self.candidates[position].lowered;
            let insts = func.blocks.iter().flat_map(|block| &block.insts);
            let asking = insts.into_iter().find(|inst| identifies_unboxed(func, inst));
            let Some(place) = asking.map(|inst| inst.place) else {
                continue;
            };
            if self.facts.functions[position].native {
                let reason = Reason::new("object-operation", "which object a number is");
                self.drop_engine(position, vec![(reason, place)]);
                changed = true;
            }
        }
        changed
    }

    fn infer_once(&mut self) {
        for generator in self
            .facts
            .generators
            .values_mut()
            .chain(self.facts.resumed.values_mut())
        {
            generator.gives = Ty::Bottom;
        }
        for (position, params) in self.hinted.iter().enumerate() {
            let taken = params.iter().enumerate();
            let taken = taken.map(|(param, ty)| self.facts.taken(position, param, ty));
            let taken = taken.collect();
            let function = &mut self.facts.functions[position];
            function.params = taken;
            function.guessed.fill(false);
            function.returns = Ty::Bottom;
            function.never_returns = false;
        }
        self.facts.reset_cells();
        self.facts.reset_fields();
        self.facts.reset_decorated();
        self.settle();
        // A parameter without a hint that no caller in the module gives a value: any object. First those of functions that are
        // called from elsewhere only: what is behind them gives others theirs.
        for position in entries(&self.candidates, &self.facts) {
            self.open_parameters(position);
        }
        self.settle();
        for position in 0..self.candidates.len() {
            self.open_parameters(position);
        }
        self.settle();
        self.facts.close_fields();
        self.settle();
        // What raises in one class may be another function in a class that inherits from it: that returns any object.
        let is_partial = self.facts.contents.is_partial();
        for function in &mut self.facts.functions {
            function.never_returns = function.native && function.returns == Ty::Bottom;
            function.typed &= is_partial || function.native || function.returns != Ty::Bottom;
        }
        self.settle();
    }

    /// What is not known of a function's parameters will not be found out: they are what they look like, or any objects.
    fn open_parameters(&mut self, position: usize) {
        let params = &self.facts.functions[position].params;
        if !self.facts.functions[position].typed || !params.contains(&Ty::Bottom) {
            return;
        }
        let lowered = &self.candidates[position].lowered;
        let guesses = match self.facts.functions[position].generator {
            Some(_) => vec![],
            None if self.facts.functions[position].resumes.is_some() => vec![],
            None => unharmed(|| guess(lowered, &self.facts)).unwrap_or_default(),
        };
        let function = &mut self.facts.functions[position];
        for (index, param) in function.params.iter_mut().enumerate() {
            if *param == Ty::Bottom {
                let guess = guesses.get(index).cloned().flatten();
                function.guessed[index] = guess.is_some();
                *param = guess.unwrap_or_else(Ty::object);
            }
        }
    }

    /// Finds types until none changes. A function whose types never settle gets no native engine.
    fn settle(&mut self) {
        for round in 0.. {
            let mut changed = self.facts.note_decorated();
            for position in 0..self.candidates.len() {
                if !self.facts.functions[position].typed {
                    continue;
                }
                self.facts.changed = false;
                let (lowered, facts) = (&mut self.candidates[position].lowered, &mut self.facts);
                let returns = match unharmed(|| infer(lowered, position, facts)) {
                    Ok(returns) => returns,
                    Err(problem) => {
                        self.drop_engine(
                            position,
                            vec![(Reason::new("internal-error", problem), Place::default())],
                        );
                        changed = true;
                        continue;
                    }
                };
                let known = &self.facts.functions[position].returns;
                let mut joined = self.facts.join(known, &returns);
                if [known, &returns].iter().any(|ty| matches!(ty, Ty::Obj(_))) {
                    joined = not_in_pieces(joined);
                }
                if joined != self.facts.functions[position].returns {
                    self.facts.functions[position].returns = joined;
                    self.facts.changed = true;
                }
                if self.facts.changed && round > MOST_ROUNDS {
                    let problem = Reason::new("internal-error", "its types do not settle");
                    self.drop_engine(position, vec![(problem, Place::default())]);
                }
                changed |= self.facts.changed;
            }
            if !changed {
                return;
            }
        }
    }
}
