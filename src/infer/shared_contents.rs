//! What is in the containers that functions share: in captured variables, attributes and globals of which no hint says it.

use super::promises::{Promises, Put, is_vague, join_into};
use crate::types::{Type, container_types};
use std::collections::{BTreeMap, BTreeSet};

/// Where functions that share a container have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shared {
    /// In the captured variable of that number.
    Cell(u32),
    /// In an attribute of the instances of a class.
    Field(String, String),
    Global(String),
}

/// What is in the containers that functions share.
#[derive(Clone, Default)]
pub struct SharedContents {
    /// What each function puts in, by its index.
    pub(super) puts: BTreeMap<usize, BTreeMap<Shared, Put>>,
    pub(super) promises: Promises<Shared>,
    /// Those of whose items some function asks which objects they are.
    pub(super) identified: BTreeSet<Shared>,
    rounds: usize,
}

impl SharedContents {
    /// Learns from all functions, whose types have been found. Are they to be found once more, with other promises?
    pub fn learn(&mut self) -> bool {
        let mut all: BTreeMap<Shared, Put> = BTreeMap::new();
        for (shared, put) in std::mem::take(&mut self.puts).into_values().flatten() {
            join_into(all.entry(shared), put);
        }
        self.rounds += 1;
        if self.rounds > ROUNDS {
            return self.promises.give_up();
        }
        let mut changed = false;
        for (shared, put) in all {
            let is_identified = self.identified.contains(&shared);
            changed |= self.promises.learn(shared, put, is_identified);
        }
        changed
    }

    /// What is promised of a global of which is known only that it is a container.
    pub(super) fn global(&self, name: &str, known: &Type) -> Option<Type> {
        let promised = self.promises.of(&Shared::Global(name.to_owned()))?;
        match known {
            Type::Class(class, _) if is_vague(known) && container_types(class) == Some(promised.len()) => {
                Some(Type::Class(class.clone(), promised.to_vec()))
            }
            _ => None,
        }
    }
}

/// How often the types of a module are found, with more known of the containers that its functions share each time.
const ROUNDS: usize = 4;
