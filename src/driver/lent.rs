//! Which functions get other bodies that take vectors for their lists, or give one back, and those bodies.

use super::analysis::{Analysis, Made};
use super::unharmed::unharmed;
use crate::analysis::vectors::VectorFacts;
use crate::infer::fits;
use crate::ir::{Func, Lent, Op, Terminator, Ty};
use crate::passes::{Globals, LentVectors, lent_vectors, vector_of};
use crate::types::{DEFAULT_DICT, Type};
use std::collections::{BTreeMap, BTreeSet};

/// How often it is asked which parameters may be vectors.
const ROUNDS: usize = 8;

/// And how often what contradicts itself is looked for before.
const NARROWINGS: usize = 64;

impl Analysis {
    /// Which parameters may be vectors, and which functions give one. What a function passes on depends on what others take, and itself.
    pub(super) fn find_vectors(&mut self) {
        self.facts.takes_vectors = self.hinted_vectors();
        let hinted = self.hinted_returns();
        let (passes, gives) = hinted
            .into_iter()
            .partition(|(position, _)| self.facts.takes_vectors.contains_key(position));
        (self.facts.passes_vectors, self.facts.gives_vectors) = (passes, gives);
        // First all that is hinted is thought to be vectors, and what contradicts that is none; this finds also what functions hand
        // on to themselves.
        for _ in 0..NARROWINGS {
            if !self.narrow_vectors() {
                break;
            }
        }
        if !self.settle_vectors() {
            self.forget_vectors();
            if !self.settle_vectors() {
                self.forget_vectors();
            }
        }
    }

    fn forget_vectors(&mut self) {
        self.facts.takes_vectors.clear();
        self.facts.gives_vectors.clear();
        self.facts.passes_vectors.clear();
    }

    /// Can the function have another body that takes vectors, or gives one?
    fn may_have_vectors(&self, position: usize) -> bool {
        let function = &self.facts.functions[position];
        self.facts.objects
            && function.native
            && !function.starred
            && !function.captures
            && function.is_called()
            && !self.without_vectors.contains(&position)
    }

    /// What the hints of parameters say that is in them.
    fn hinted_vectors(&self) -> BTreeMap<usize, Vec<Option<Type>>> {
        let functions = self.candidates.iter().enumerate();
        let functions = functions.filter(|(position, _)| self.may_have_vectors(*position));
        let hinted = functions.map(|(position, candidate)| {
            let func = &candidate.lowered;
            let params = func.blocks[0].params.iter();
            (position, params.map(|param| hinted_item(func.ty(*param))).collect())
        });
        hinted
            .filter(|(_, items): &(usize, Vec<Option<Type>>)| items.iter().any(Option::is_some))
            .collect()
    }

    /// What the hints of results say that is in them.
    fn hinted_returns(&self) -> BTreeMap<usize, Type> {
        (0..self.candidates.len())
            .filter(|position| self.may_have_vectors(*position))
            .filter_map(|position| Some((position, hinted_item(&self.returns(position))?)))
            .collect()
    }

    /// The lists that a function may take and return as vectors, if the others are what is thought of them.
    fn lent_vectors(&self, position: usize) -> LentVectors {
        let known = VectorFacts {
            takes: &self.facts.takes_vectors,
            gives: &self.facts.gives_vectors,
            passes: &self.facts.passes_vectors,
            fits: &|callee, args| fits(callee, args, &self.facts),
        };
        lent_vectors(&self.candidates[position].lowered, known)
    }

    /// Gives up the parameters and results that cannot be vectors, if the others are. Were there any?
    fn narrow_vectors(&mut self) -> bool {
        let (mut narrowed, mut gives, mut passes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let hinted = self.hinted_returns();
        let concerned = self.facts.takes_vectors.keys().chain(hinted.keys());
        for position in concerned.collect::<BTreeSet<_>>() {
            let found = self.lent_vectors(*position);
            let is_hinted = |item: &Type| hinted.get(position) == Some(item);
            let own = |item: Type| (*position, item);
            passes.extend(found.passes.filter(is_hinted).map(own));
            gives.extend(found.gives.filter(is_hinted).map(own));
            let Some(items) = self.facts.takes_vectors.get(position) else {
                continue;
            };
            let items = items.iter().zip(found.takes);
            let items: Vec<Option<Type>> = items
                .map(|(item, found)| item.clone().filter(|_| *item == found))
                .collect();
            if items.iter().any(Option::is_some) {
                narrowed.insert(*position, items);
            }
        }
        let changed = narrowed != self.facts.takes_vectors
            || gives != self.facts.gives_vectors
            || passes != self.facts.passes_vectors;
        self.facts.takes_vectors = narrowed;
        self.facts.gives_vectors = gives;
        self.facts.passes_vectors = passes;
        changed
    }

    /// Asks until nothing changes; does it come to that?
    fn settle_vectors(&mut self) -> bool {
        for _ in 0..ROUNDS {
            let (mut takes, mut gives, mut passes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
            for position in 0..self.candidates.len() {
                if !self.may_have_vectors(position) {
                    continue;
                }
                let lent = self.lent_vectors(position);
                if lent.takes.iter().any(Option::is_some) {
                    takes.insert(position, lent.takes);
                }
                gives.extend(lent.gives.map(|item| (position, item)));
                passes.extend(lent.passes.map(|item| (position, item)));
            }
            let found = (takes, gives, passes);
            let facts = &mut self.facts;
            let known = (
                &mut facts.takes_vectors,
                &mut facts.gives_vectors,
                &mut facts.passes_vectors,
            );
            if (&found.0, &found.1, &found.2) == (&*known.0, &*known.1, &*known.2) {
                return true;
            }
            (*known.0, *known.1, *known.2) = found;
        }
        false
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

/// What is in a parameter that is hinted to be a list, or what keys and values it has.
fn hinted_item(ty: &Ty) -> Option<Type> {
    let Ty::Obj(Type::Class(name, of)) = ty else {
        return None;
    };
    let is_number = |ty: &Type| matches!(ty, Type::Int | Type::Float | Type::Bool);
    let is_key = |ty: &Type| match ty {
        Type::Tuple(items) => matches!(items.len(), 2 | 3) && items.iter().all(|item| *item == Type::Int),
        ty => *ty == Type::Int,
    };
    match (name.as_str(), of.as_slice()) {
        ("list", [item]) => match item {
            Type::Class(name, of) if name == "list" => {
                let inner = hinted_item(&Ty::Obj(item.clone()))?;
                (of.len() == 1).then_some(Type::Class(name.clone(), vec![inner]))
            }
            Type::Tuple(_) => Some(item.clone()),
            item => is_number(item).then(|| item.clone()),
        },
        ("dict" | DEFAULT_DICT, [key, rows @ Type::Class(list, _)]) if is_key(key) && list == "list" => {
            let inner = hinted_item(&Ty::Obj(rows.clone()))?;
            let rows = Type::Class(list.clone(), vec![inner]);
            Some(Type::Class("dict".to_owned(), vec![key.clone(), rows]))
        }
        ("dict" | DEFAULT_DICT, [key, value]) if is_key(key) && is_number(value) => {
            Some(Type::Class("dict".to_owned(), of.clone()))
        }
        ("set", [key]) if is_key(key) => Some(Type::Class(name.clone(), of.clone())),
        _ => None,
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
