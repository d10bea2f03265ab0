//! What is in the containers that functions share: in captured variables, attributes and globals of which no hint says it.

use crate::ir::Ty;
use crate::types::{DEQUE, Type};
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

/// What was seen to be put into a container.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Put {
    /// The join of what is known: of the items, or of the keys and of the values.
    pub(super) known: Vec<Option<Type>>,
    /// Is everything known?
    pub(super) is_all: Vec<bool>,
}

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
#[derive(Default)]
pub struct SharedContents {
    /// What each function puts in, by its index.
    pub(super) puts: BTreeMap<(Shared, usize), Put>,
    pub(super) promised: BTreeMap<Shared, Vec<Type>>,
    given_up: BTreeSet<(Shared, usize)>,
    /// Those of whose items some function asks which objects they are.
    pub(super) identified: BTreeSet<Shared>,
    rounds: usize,
}

impl SharedContents {
    /// Learns from all functions, whose types have been found. Are they to be found once more, with other promises?
    pub fn learn(&mut self) -> bool {
        let mut all: BTreeMap<Shared, Put> = BTreeMap::new();
        for ((shared, _), put) in std::mem::take(&mut self.puts) {
            join_into(all.entry(shared), put);
        }
        self.rounds += 1;
        if self.rounds > ROUNDS {
            let is_any = !self.promised.is_empty();
            let promised = std::mem::take(&mut self.promised).into_keys();
            self.given_up.extend(promised.map(|shared| (shared, 0)));
            return is_any;
        }
        let mut changed = false;
        for (shared, put) in all {
            let is_identified = self.identified.contains(&shared);
            let last = put.known.len() - 1;
            let is_given_up =
                |index| is_identified && index == last || self.given_up.contains(&(shared.clone(), index));
            match put.decide(self.promised.get(&shared), is_given_up) {
                Decision::Keep => continue,
                Decision::Promise(now) => {
                    self.promised.insert(shared, now);
                }
                Decision::GiveUp(index) => {
                    self.promised.remove(&shared);
                    self.given_up.insert((shared, index));
                }
            }
            changed = true;
        }
        changed
    }

    /// What is promised of a global of which is known only that it is a container.
    pub(super) fn global(&self, name: &str, known: &Type) -> Option<Type> {
        let promised = self.promised.get(&Shared::Global(name.to_owned()))?;
        match known {
            Type::Class(class, _) if is_vague(known) && (class == "dict") == (promised.len() == 2) => {
                Some(Type::Class(class.clone(), promised.clone()))
            }
            _ => None,
        }
    }
}

/// How often the types of a module are found, with more known of the containers that its functions share each time.
const ROUNDS: usize = 4;

/// What becomes of a promise.
pub(super) enum Decision {
    Keep,
    Promise(Vec<Type>),
    /// Nothing is promised any more of the items, 0, or of the values, 1.
    GiveUp(usize),
}

impl Put {
    /// What is put in somewhere else.
    fn join(&mut self, other: Put) {
        if self.known.len() != other.known.len() {
            // A list in one place, a dictionary in another.
            (self.known, self.is_all) = (vec![None], vec![false]);
            return;
        }
        for (is_all, other) in self.is_all.iter_mut().zip(other.is_all) {
            *is_all &= other;
        }
        for (known, more) in self.known.iter_mut().zip(other.known) {
            *known = match (known.take(), more) {
                (Some(one), Some(other)) => Some(Ty::Obj(one).join(&Ty::Obj(other)).promise()),
                (one, other) => one.or(other),
            };
        }
    }

    /// What is promised next, where that was promised while this was found. Items of which nothing is known are of none; values may be
    /// of any type.
    pub(super) fn decide(self, before: Option<&Vec<Type>>, is_given_up: impl Fn(usize) -> bool) -> Decision {
        let all = self.known.into_iter().enumerate();
        let now: Vec<Type> = all
            .map(|(index, known)| known.filter(|_| !is_given_up(index)).unwrap_or(Type::Unknown))
            .collect();
        if now.first() == Some(&Type::Unknown) {
            return if before.is_some() {
                Decision::GiveUp(0)
            } else {
                Decision::Keep
            };
        }
        if before != Some(&now) {
            return Decision::Promise(now);
        }
        // What is unknown stays so with that promise.
        let unknown = (0..now.len()).find(|index| !self.is_all[*index] && now[*index] != Type::Unknown);
        unknown.map_or(Decision::Keep, Decision::GiveUp)
    }
}

pub(super) fn join_into<K: Ord>(entry: Entry<'_, K, Put>, put: Put) {
    match entry {
        Entry::Vacant(entry) => {
            entry.insert(put);
        }
        Entry::Occupied(mut entry) => entry.get_mut().join(put),
    }
}

/// Is a container promised, and nothing of what is in it?
pub(super) fn is_vague(ty: &Type) -> bool {
    matches!(ty, Type::Class(name, items) if items.is_empty() && matches!(name.as_str(), "dict" | "list" | "set" | DEQUE))
}
