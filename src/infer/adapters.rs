//! Iterators that are made of generators whose states are kept, and consumed on the spot: `enumerate`, `zip` and `itertools.islice`.
//!
//! They are kinds of generators, too ([`super::generators::ADAPTED`]): what is known of one is in a table that all rounds share.

use super::facts::Facts;
use super::generators::{ADAPTED, SHARED};
use super::plan::{Plan, Planned};
use crate::ir::Ty;
use crate::types::Type;
use std::sync::{Arc, Mutex, PoisonError};

/// What an iterator does with what generators give.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Adapter {
    /// It numbers the items of a kind of generators.
    Enumerate(usize),
    /// It gives some of its items: after so many, up to so many.
    Slice(usize),
    /// It pairs what two sides give.
    Zip(Side, Side),
}

/// What one side of a `zip` is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// A generator of that kind.
    Generator(usize),
    Range,
}

/// The adapters of a module, by number.
#[derive(Clone, Default, Debug)]
pub struct Adapters(Arc<Mutex<Vec<Adapter>>>);

impl Adapters {
    /// The number of an adapter.
    fn number(&self, adapter: Adapter) -> usize {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().position(|other| *other == adapter);
        found.unwrap_or_else(|| {
            known.push(adapter);
            known.len() - 1
        })
    }

    /// The adapter of that number.
    pub fn get(&self, number: usize) -> Option<Adapter> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(number)
            .copied()
    }

    /// The kinds of generators that are in one of that kind, or else the kind itself.
    pub fn within(&self, kind: usize) -> Vec<usize> {
        let of = |side: Side| match side {
            Side::Generator(kind) => self.within(kind),
            Side::Range => vec![],
        };
        match kind
            .checked_sub(ADAPTED)
            .filter(|_| kind < SHARED)
            .and_then(|number| self.get(number))
        {
            None => vec![kind],
            Some(Adapter::Enumerate(of) | Adapter::Slice(of)) => self.within(of),
            Some(Adapter::Zip(left, right)) => [of(left), of(right)].concat(),
        }
    }

    /// All of them, by number.
    pub fn all(&self) -> Vec<Adapter> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Side {
    fn gives(self, facts: &Facts) -> Option<Ty> {
        match self {
            Side::Generator(kind) => facts.kept_gives(kind),
            Side::Range => Some(Ty::Int),
        }
    }
}

impl Adapter {
    /// What it gives; nothing if the generators are not kept.
    pub fn gives(self, facts: &Facts) -> Option<Ty> {
        let is_number = |ty: &Ty| matches!(ty, Ty::Int | Ty::Float | Ty::Bool | Ty::Num);
        Some(match self {
            Adapter::Slice(kind) => facts.kept_gives(kind)?,
            Adapter::Enumerate(kind) => match facts.kept_gives(kind)? {
                Ty::Bottom => Ty::Bottom,
                item if is_number(&item) => Ty::Tuple(vec![Ty::Int, item]),
                item => Ty::Obj(Type::Tuple(vec![Type::Int, item.promise()])),
            },
            Adapter::Zip(left, right) => match [left.gives(facts)?, right.gives(facts)?] {
                [Ty::Bottom, _] | [_, Ty::Bottom] => Ty::Bottom,
                // CPython's own keeps an object that it has given until it is asked again.
                [left, right] if is_number(&left) && is_number(&right) => Ty::Tuple(vec![left, right]),
                _ => return None,
            },
        })
    }
}

/// May a call of that builtin be an adapter, with so many arguments, so many of which are generators or ranges?
pub(super) fn may_be(dotted: Option<&str>, keywords: &[String], args: usize, sides: usize) -> bool {
    match dotted {
        Some("builtins.enumerate") => true,
        Some("builtins.zip") => keywords.is_empty() && args == 2 && sides == 2,
        Some("itertools.islice") => keywords.is_empty() && (args == 2 || args == 3),
        _ => false,
    }
}

/// Plans a call of an adapter, if what it gives is consumed on the spot; nothing if it is none.
pub fn plan(keywords: &[String], types: &[Ty], facts: &Facts) -> Option<Planned> {
    let (Ty::Builtin(name), args) = types.split_first()? else {
        return None;
    };
    let kind = |ty: &Ty| match ty {
        Ty::Generator(kind) if facts.kept_gives(*kind).is_some() => Some(*kind),
        _ => None,
    };
    // Whoever else holds it holds a generator that is no other's.
    let own = |ty: &Ty| kind(ty).filter(|kind| *kind < SHARED);
    let is_plain = keywords.is_empty();
    let adapter = match (name.as_str(), args) {
        ("builtins.enumerate", [of]) if is_plain => Adapter::Enumerate(own(of)?),
        ("builtins.enumerate", [of, Ty::Int]) if is_plain || keywords == ["start"] => Adapter::Enumerate(own(of)?),
        ("itertools.islice", [of, Ty::Int] | [of, Ty::Int, Ty::Int]) if is_plain => Adapter::Slice(kind(of)?),
        ("builtins.zip", [Ty::Range, right]) if is_plain => {
            Adapter::Zip(Side::Range, Side::Generator(simple(own(right)?)?))
        }
        ("builtins.zip", [left, Ty::Range]) if is_plain => {
            Adapter::Zip(Side::Generator(simple(own(left)?)?), Side::Range)
        }
        ("builtins.zip", [left, right]) if is_plain => Adapter::Zip(
            Side::Generator(simple(own(left)?)?),
            Side::Generator(simple(own(right)?)?),
        ),
        _ => return None,
    };
    let kind = ADAPTED + facts.adapted.number(adapter);
    facts.kept_gives(kind)?;
    Some(Planned {
        plan: Plan::Adapt(kind),
        result: Ty::Generator(kind),
    })
}

/// Of which each is one object.
fn simple(kind: usize) -> Option<usize> {
    (kind < ADAPTED).then_some(kind)
}
