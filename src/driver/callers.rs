//! Which of a module's functions no other function of the module can be seen to call.

use super::candidate::Candidate;
use crate::bytecode::Op as Code;
use crate::infer::Facts;
use std::collections::{BTreeMap, BTreeSet};

/// The positions of functions whose callers, if any, are elsewhere: nothing will ever be found out about their parameters. Those
/// that are used as values, and what the interpreter calls by itself, are not among them.
pub(super) fn entries(candidates: &[Candidate], facts: &Facts) -> Vec<usize> {
    let mut loaded: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (position, candidate) in candidates.iter().enumerate() {
        for instruction in &candidate.instructions {
            if let Code::LoadGlobal { name, .. } | Code::LoadAttr { name, .. } | Code::LoadSuperAttr { name, .. } =
                &instruction.op
            {
                loaded.entry(name).or_default().insert(position);
            }
        }
    }
    let is_loaded = |of: usize, name: &str| loaded.get(name).is_some_and(|by| by.iter().any(|by| *by != of));
    let is_entry = |position: &usize| {
        let callee = &facts.functions[*position];
        let mut parts = callee.qualname.rsplit('.');
        let name = parts.next().unwrap_or_default();
        if callee.is_value || name == "<lambda>" {
            return false;
        }
        match parts.next() {
            // Construction, by whatever name the class is known.
            Some(class) if name == "__init__" => !is_loaded(*position, class),
            _ => !name.starts_with("__") && !is_loaded(*position, name),
        }
    };
    (0..candidates.len()).filter(is_entry).collect()
}
