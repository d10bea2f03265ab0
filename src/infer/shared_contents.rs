//! What is in the containers that functions share: in captured variables, attributes, globals and parameters of which no hint says it.

use super::promises::{Promises, Put, is_vague, join_into};
use crate::ir::Ty;
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
    /// In the parameter of that number of the function of that index.
    Param(usize, usize),
}

/// What is in the containers that functions share.
#[derive(Clone, Default)]
pub struct SharedContents {
    /// What each function puts in, by its index.
    pub(super) puts: BTreeMap<usize, BTreeMap<Shared, Put>>,
    /// Parameters, and what else the same container is in, as each function sees it, by its index.
    pub(super) links: BTreeMap<usize, BTreeSet<(Shared, Shared)>>,
    pub(super) promises: Promises<Shared>,
    /// Those of whose items some function asks which objects they are.
    pub(super) identified: BTreeSet<Shared>,
    rounds: usize,
    /// Was something left out that is found out when more is known of what is in containers?
    pub(super) left_out: bool,
}

impl SharedContents {
    /// Were types found without what depends on what is in containers?
    pub fn is_partial(&self) -> bool {
        self.left_out
    }

    /// Has nothing been learned yet?
    pub(super) fn is_first(&self) -> bool {
        self.rounds == 0
    }

    /// Learns from all functions, whose types have been found. Are they to be found once more, with other promises?
    pub fn learn(&mut self) -> bool {
        let mut all: BTreeMap<Shared, Put> = BTreeMap::new();
        for (shared, put) in std::mem::take(&mut self.puts).into_values().flatten() {
            join_into(all.entry(shared), put);
        }
        let all = self.through_parameters(all);
        self.rounds += 1;
        if self.rounds > ROUNDS {
            return self.promises.give_up();
        }
        let mut changed = std::mem::take(&mut self.left_out);
        for (shared, put) in all {
            let is_identified = self.identified.contains(&shared);
            changed |= self.promises.learn(shared, put, is_identified);
        }
        changed
    }

    /// What is put in somewhere is also in what is given on as an argument, and in what arguments are given on to.
    fn through_parameters(&mut self, own: BTreeMap<Shared, Put>) -> BTreeMap<Shared, Put> {
        let mut next: BTreeMap<Shared, BTreeSet<Shared>> = BTreeMap::new();
        for (one, other) in std::mem::take(&mut self.links).into_values().flatten() {
            next.entry(one.clone()).or_default().insert(other.clone());
            next.entry(other).or_default().insert(one);
        }
        let mut all = own.clone();
        for place in next.keys() {
            let mut found = BTreeSet::from([place.clone()]);
            let mut open = vec![place];
            while let Some(at) = open.pop() {
                // Beyond what is no parameter are others' containers, too.
                if at != place && !matches!(at, Shared::Param(..)) {
                    continue;
                }
                for other in next.get(at).into_iter().flatten() {
                    if found.insert(other.clone()) {
                        open.push(other);
                    }
                }
            }
            for put in found
                .iter()
                .filter(|other| *other != place)
                .filter_map(|other| own.get(other))
            {
                join_into(all.entry(place.clone()), put.clone());
            }
        }
        all
    }

    /// The type of a parameter, with what is promised of the container that it is.
    pub(super) fn param(&self, function: usize, number: usize, ty: &Ty) -> Ty {
        let Some(promised) = self.promises.of(&Shared::Param(function, number)) else {
            return ty.clone();
        };
        let refined = |known: &Type| match known {
            Type::Class(class, _) if is_vague(known) && container_types(class) == Some(promised.len()) => {
                Type::Class(class.clone(), promised.to_vec())
            }
            other => other.clone(),
        };
        match ty {
            Ty::Obj(Type::Union(members)) => Ty::Obj(Type::union(members.iter().map(refined))),
            Ty::Obj(known) => Ty::Obj(refined(known)),
            other => other.clone(),
        }
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
const ROUNDS: usize = 5;
