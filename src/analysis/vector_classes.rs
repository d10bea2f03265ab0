//! Values that may be the same list, as one class each, and what is found out about those (`analysis::vectors` fills them).

use super::keyed;
use super::vector_items::{Role, role};
use crate::ir::{Func, Value};
use crate::types::Type;
use std::collections::{HashMap, HashSet};

/// Classes of values, and what is found out about them.
pub(super) struct Classes<'a> {
    pub(super) func: &'a Func,
    pub(super) parent: Vec<usize>,
    /// What is in the lists of a class: a value of another class.
    pub(super) inner: HashMap<usize, Value>,
    /// What the iterators of a class are over: a value of another class.
    pub(super) over: HashMap<usize, Value>,
    pub(super) items: HashMap<usize, Type>,
    pub(super) spoiled: Vec<Value>,
    /// Of which a value is spoiled, or of one that belongs to them.
    pub(super) bad: HashSet<usize>,
    /// Classes of which an operation is more than the making of a list.
    pub(super) used: HashSet<usize>,
    /// The iterators of `zip`, and the lists behind the first one of each, by their number.
    pub(super) zipped: Vec<(Value, usize, Value)>,
    /// What can only be done with numbers is done with these lists.
    pub(super) scalar: Vec<Value>,
    /// What can be done with anything but lists is done with these.
    pub(super) flat: Vec<Value>,
    /// These are equal to others if their items are, or are the same objects, which floats are not any more.
    pub(super) identical: Vec<Value>,
    /// Their items are those of another list, too.
    pub(super) doubled: Vec<Value>,
    /// What keeps only the numbers of tuples which others have, too: nobody may get it and ask which tuples they are.
    pub(super) forgetful: Vec<Value>,
    /// What can be done with anything but tuples is done with these.
    pub(super) whole: Vec<Value>,
    /// What can be done with anything but strings is done with these.
    pub(super) not_texts: Vec<Value>,
    /// Strings are made of these.
    pub(super) joined: Vec<Value>,
    /// What stands for the lists in lists that calls give, and what is in them.
    pub(super) unseen: Vec<(Value, Type)>,
}

impl Classes<'_> {
    pub(super) fn of(func: &Func) -> Classes<'_> {
        Classes {
            func,
            parent: (0..func.values.len()).collect(),
            inner: HashMap::new(),
            over: HashMap::new(),
            items: HashMap::new(),
            spoiled: Vec::new(),
            bad: HashSet::new(),
            used: HashSet::new(),
            unseen: Vec::new(),
            zipped: Vec::new(),
            scalar: Vec::new(),
            flat: Vec::new(),
            identical: Vec::new(),
            doubled: Vec::new(),
            forgetful: Vec::new(),
            whole: Vec::new(),
            not_texts: Vec::new(),
            joined: Vec::new(),
        }
    }

    pub(super) fn find(&self, value: Value) -> usize {
        let mut at = value.0 as usize;
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    pub(super) fn unite(&mut self, left: Value, right: Value) {
        let (left, right) = (self.find(left), self.find(right));
        if left == right {
            return;
        }
        self.parent[right] = left;
        if let Some(value) = self.inner.remove(&right) {
            self.link(Value(left as u32), value, false);
        }
        if let Some(value) = self.over.remove(&right) {
            self.link(Value(left as u32), value, true);
        }
    }

    /// A value is in a list, or is what an iterator is over.
    pub(super) fn link(&mut self, outer: Value, value: Value, iterates: bool) {
        let root = self.find(outer);
        let links = if iterates { &mut self.over } else { &mut self.inner };
        match links.get(&root).copied() {
            Some(known) => self.unite(known, value),
            None => {
                links.insert(root, value);
            }
        }
    }

    /// A call gives a list of such items; lists in it are stood for by values that are not the function's.
    pub(super) fn given(&mut self, mut list: Value, mut item: Type) {
        loop {
            let (outer, items) = keyed::outer(&item);
            self.unseen.push((list, outer));
            let Some(items) = items else { break };
            let inner = Value(self.parent.len() as u32);
            self.parent.push(self.parent.len());
            self.link(list, inner, false);
            (list, item) = (inner, items);
        }
    }

    pub(super) fn spoil(&mut self, value: Value) {
        self.spoiled.push(value);
    }

    /// Something is put into a list, or taken out of it; or more is known of a dictionary or set.
    pub(super) fn holds(&mut self, list: Value, item: Type) {
        let root = self.find(list);
        let known = match self.items.get(&root) {
            Some(known) if *known != item => keyed::joined(known, &item),
            _ => Some(item),
        };
        match known {
            Some(item) => drop(self.items.insert(root, item)),
            None => self.spoiled.push(list),
        }
    }

    /// The list of that number that an iterator is over; the first one is what a list is itself.
    pub(super) fn side_of(&self, value: Value, side: usize) -> Option<Value> {
        let class = self.find(value);
        match (role(self.func.ty(value)), side) {
            (Role::Iterator, 0) => self.over.get(&class).copied(),
            (Role::Iterator, _) => {
                let mut zipped = self.zipped.iter();
                let found = zipped.find(|(zip, number, _)| *number == side && self.find(*zip) == class);
                found.map(|(_, _, list)| *list)
            }
            (_, 0) => Some(value),
            _ => None,
        }
    }
}

/// How deep vectors are in vectors.
pub(super) const DEPTH: usize = 4;

/// What is in the lists of a class, if they are vectors.
pub(super) fn item(classes: &Classes, root: usize, depth: usize) -> Option<Type> {
    if depth == 0 || classes.bad.contains(&root) {
        return None;
    }
    match (classes.items.get(&root)?, classes.inner.get(&root)) {
        (outer, Some(inner)) => keyed::holding(outer, &item(classes, classes.find(*inner), depth - 1)?),
        (outer, None) if keyed::holds_lists(outer) => None,
        (item @ Type::Class(..), None) => Some(item.clone()).filter(keyed::is_keyed),
        (item, None) => Some(item.clone()),
    }
}
