//! What containers are promised to hold, found by turns: promised is what is known to be put in, types are found with that, and what
//! is unknown even so is promised no more.

use crate::ir::Ty;
use crate::types::{Type, container_types};
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

/// What was seen to be put into a container.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Put {
    /// The join of what is known: of the items, or of the keys and of the values.
    known: Vec<Option<Type>>,
    /// Is everything known?
    is_all: Vec<bool>,
}

/// What containers are promised to hold: the items, or the keys and the values.
#[derive(Clone)]
pub(super) struct Promises<K> {
    promised: BTreeMap<K, Vec<Type>>,
    /// Of these nothing is promised any more: of the items or keys, 0, or of the values, 1.
    given_up: BTreeSet<(K, usize)>,
}

impl<K> Default for Promises<K> {
    fn default() -> Promises<K> {
        Promises {
            promised: BTreeMap::new(),
            given_up: BTreeSet::new(),
        }
    }
}

impl<K: Ord + Clone> Promises<K> {
    pub(super) fn of(&self, container: &K) -> Option<&[Type]> {
        self.promised.get(container).map(Vec::as_slice)
    }

    /// What others promise of a container. Is that something new?
    pub(super) fn take_over(&mut self, container: K, promised: &[Type]) -> bool {
        let is_new = self.of(&container) != Some(promised);
        if is_new {
            self.promised.insert(container, promised.to_vec());
        }
        is_new
    }

    /// Learns from what was put in while that was promised. Did a promise change? Items of which nothing is known are of none; values
    /// may be of any type, as are items and values of which somebody asks which objects they are.
    pub(super) fn learn(&mut self, container: K, put: Put, is_identified: bool) -> bool {
        let last = put.known.len() - 1;
        let is_open = |index| is_identified && index == last || self.given_up.contains(&(container.clone(), index));
        let known = put.known.into_iter().enumerate();
        let now: Vec<Type> = known
            .map(|(index, known)| known.filter(|_| !is_open(index)).unwrap_or(Type::Unknown))
            .collect();
        let before = self.promised.get(&container);
        let lost = if now.first() == Some(&Type::Unknown) {
            before.map(|_| 0)
        } else if before != Some(&now) {
            self.promised.insert(container, now);
            return true;
        } else {
            // What is unknown stays so with that promise.
            (0..now.len()).find(|index| !put.is_all[*index] && now[*index] != Type::Unknown)
        };
        let Some(index) = lost else {
            return false;
        };
        self.promised.remove(&container);
        self.given_up.insert((container, index));
        true
    }

    /// Keeps no promise that was made last. Was there one?
    pub(super) fn give_up(&mut self) -> bool {
        let is_any = !self.promised.is_empty();
        let promised = std::mem::take(&mut self.promised).into_keys();
        self.given_up.extend(promised.map(|container| (container, 0)));
        is_any
    }
}

impl Put {
    /// What is known of what is put in at one place.
    pub(super) fn of(known: impl Iterator<Item = Option<Type>>) -> Put {
        let known: Vec<Option<Type>> = known.collect();
        Put {
            is_all: known.iter().map(Option::is_some).collect(),
            known,
        }
    }

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
}

/// What is put in at several places.
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
    matches!(ty, Type::Class(name, items) if items.is_empty() && container_types(name).is_some())
}
