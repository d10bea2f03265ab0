//! Which of a module's functions its own decorators replace.

use super::analysis::Analysis;
use crate::bytecode::Loaded;
use crate::hints::{FunctionKind, ModuleHints};
use crate::infer::{Decorated, GlobalKind, cached};
use std::collections::BTreeMap;

impl Analysis {
    /// What is known of the functions at the top of the module that have decorators.
    pub(super) fn find_decorated(&mut self, loaded: &Loaded, hints: &ModuleHints, bound: &BTreeMap<String, u32>) {
        self.facts.decorated = self.decorated(loaded, hints, bound);
        for candidate in self.candidates.iter().filter(|_| self.facts.objects) {
            let code = &loaded.codes[candidate.code];
            let hints = hints.function(&code.qualname, code.first_line);
            let hints = hints.filter(|hints| hints.kind == FunctionKind::Function && code.parent == Some(0));
            let promise = hints.and_then(|hints| cached(&hints.decorators, hints.returns.as_ref()));
            if let Some(promise) = promise.filter(|_| bound.get(&code.qualname) == Some(&1)) {
                self.facts.hinted_globals.insert(code.qualname.clone(), promise);
            }
        }
    }

    /// The functions at the top of the module all of whose decorators are functions of the module. `bound`: how often the module's
    /// body binds a name.
    fn decorated(&self, loaded: &Loaded, hints: &ModuleHints, bound: &BTreeMap<String, u32>) -> Vec<Decorated> {
        if !self.facts.objects {
            return vec![];
        }
        let candidates = self.candidates.iter().enumerate();
        let found = candidates.filter_map(|(position, candidate)| {
            let function = &self.facts.functions[position];
            let code = &loaded.codes[candidate.code];
            let hints = hints.function(&code.qualname, code.first_line)?;
            let is_alone = hints.kind == FunctionKind::Function
                && code.parent == Some(0)
                && bound.get(&code.qualname) == Some(&1)
                && function.is_called();
            if !is_alone || hints.decorators.is_empty() {
                return None;
            }
            let decorators = hints.decorators.iter().zip(&hints.decorator_calls).rev();
            let decorators = decorators.map(|(name, is_called)| {
                let name = name.strip_prefix("<module>.")?;
                match self.facts.globals.get(name) {
                    Some(GlobalKind::Function(decorator)) => Some((*decorator, *is_called)),
                    _ => None,
                }
            });
            Some(Decorated {
                name: code.qualname.clone(),
                function: position,
                decorators: decorators.collect::<Option<_>>()?,
            })
        });
        found.collect()
    }
}
