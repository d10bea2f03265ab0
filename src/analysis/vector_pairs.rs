//! What `enumerate` and `zip` give of vectors, where a loop takes it apart at once: numbers are copied then, and lists are asked for
//! where they lie, behind the iterator's position.

use super::vector_items::{Role, item_of, role};
use crate::ir::{Func, Op, Slot, SnapshotId, Terminator, Ty, Value};
use crate::types::{LIST_ENUMERATE, LIST_ZIP, Type, ZIP_ENUMERATE, ZIP_OF_MANY};
use std::collections::HashMap;

/// How many tuples are in one another, and what the lists are that iterators are over: the sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A number and an item of the only side.
    Numbered,
    /// An item of each side.
    Zipped,
    /// A number and such a tuple.
    NumberedZip,
}

/// What an iterator of that type gives, if that is not the items themselves.
pub fn shape(ty: &Ty) -> Option<Shape> {
    let (Ty::Obj(Type::Class(name, _)) | Ty::Nullable(Type::Class(name, _))) = ty else {
        return None;
    };
    match name.as_str() {
        LIST_ENUMERATE => Some(Shape::Numbered),
        LIST_ZIP | ZIP_OF_MANY => Some(Shape::Zipped),
        ZIP_ENUMERATE => Some(Shape::NumberedZip),
        _ => None,
    }
}

impl Shape {
    /// What is in a tuple that such an iterator gives, for each side. Nothing: it is no such tuple.
    pub fn sides(self, given: &Ty) -> Option<Vec<Ty>> {
        let items = items(given)?;
        match (self, items.as_slice()) {
            (Shape::Zipped, _) => Some(items),
            (_, [Ty::Int | Ty::Obj(Type::Int), item]) if self == Shape::Numbered => Some(vec![item.clone()]),
            (Shape::NumberedZip, [Ty::Int | Ty::Obj(Type::Int), item]) => self::items(item),
            _ => None,
        }
    }
}

/// What is in a tuple of that type.
fn items(tuple: &Ty) -> Option<Vec<Ty>> {
    match tuple {
        Ty::Tuple(items) => Some(items.clone()),
        Ty::Obj(Type::Tuple(items)) => Some(items.iter().map(|item| Ty::Obj(item.clone())).collect()),
        _ => None,
    }
}

/// A tuple that is taken apart, and is what an iterator gives, or a `zip` within that.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    pub iterator: Value,
    pub shape: Shape,
    /// Is it that which is numbered?
    pub is_inner: bool,
}

/// What is taken out of such a tuple.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    Number,
    /// The tuple that is numbered.
    Inner,
    /// The item of a side.
    Side(usize),
}

impl Pair {
    pub fn piece(self, index: usize) -> Piece {
        match (self.shape, self.is_inner, index) {
            (Shape::Numbered | Shape::NumberedZip, false, 0) => Piece::Number,
            (Shape::Numbered, _, _) => Piece::Side(0),
            (Shape::NumberedZip, false, _) => Piece::Inner,
            _ => Piece::Side(index),
        }
    }
}

/// The tuples that are only taken apart before anything else happens, which are objects as far as types say.
pub(super) fn pairs(func: &Func) -> HashMap<Value, Pair> {
    let mut found = HashMap::new();
    let blocks = func.reverse_postorder();
    let insts = || blocks.iter().flat_map(|block| &func.block(*block).insts);
    for inst in insts() {
        let (Some(result), Some(arg)) = (inst.result, inst.args.first()) else {
            continue;
        };
        if !matches!(func.ty(result), Ty::Obj(Type::Tuple(_))) {
            continue;
        }
        match inst.op {
            Op::NextItem if role(func.ty(*arg)) == Role::Iterator => {
                let pair = shape(func.ty(*arg)).map(|shape| Pair {
                    iterator: *arg,
                    shape,
                    is_inner: false,
                });
                found.extend(
                    pair.filter(|pair| fits(pair.shape, func.ty(result)))
                        .map(|pair| (result, pair)),
                );
            }
            Op::Unpack(index, _) => {
                let outer = found
                    .get(arg)
                    .copied()
                    .filter(|pair: &Pair| pair.piece(index as usize) == Piece::Inner);
                found.extend(outer.map(|pair| (result, Pair { is_inner: true, ..pair })));
            }
            _ => {}
        }
    }
    if found.is_empty() {
        return found;
    }
    let mut others: Vec<Value> = Vec::new();
    for block in &blocks {
        for inst in &func.block(*block).insts {
            let takes_apart = match inst.op {
                Op::Unpack(_, count) => inst.args.first().is_some_and(|tuple| has_items(func.ty(*tuple), count)),
                Op::Retain | Op::Release => true,
                _ => false,
            };
            others.extend(inst.args.iter().skip(usize::from(takes_apart)));
            others.extend(func.handler(inst).iter().flat_map(|edge| &edge.args));
            // What may leave while there is one is what takes it apart: that does not.
            let is_known = takes_apart && inst.args.iter().all(|arg| found.contains_key(arg));
            if !is_known && !matches!(inst.op, Op::HasNext | Op::NextItem | Op::Advance) {
                others.extend(inst.before.iter().chain(&inst.after).flat_map(|id| operands(func, *id)));
            }
        }
        others.extend(func.edges(*block).iter().flat_map(|edge| &edge.args));
        match &func.block(*block).terminator {
            Terminator::Return(value) | Terminator::Branch(value, ..) => others.push(*value),
            Terminator::Leave(id, _) => others.extend(operands(func, *id)),
            _ => {}
        }
    }
    others.extend(func.snapshots.iter().flat_map(|snapshot| values(&snapshot.locals)));
    let mut is_changed = true;
    while is_changed {
        let before = found.len();
        found.retain(|value, _| !others.contains(value));
        // They are taken apart together.
        for inst in insts() {
            if let (Op::Unpack(index, _), Some(outer), Some(inner)) = (&inst.op, inst.args.first(), inst.result)
                && let Some(pair) = found.get(outer)
                && pair.piece(*index as usize) == Piece::Inner
                && !found.contains_key(&inner)
            {
                others.push(*outer);
            }
        }
        is_changed = found.len() < before || others.iter().any(|value| found.contains_key(value));
    }
    found
}

/// Is it a tuple of what lists can hold, of which something is no number?
fn fits(shape: Shape, given: &Ty) -> bool {
    shape
        .sides(given)
        .is_some_and(|sides| sides.iter().all(|side| item_of(side).is_some()))
}

fn has_items(tuple: &Ty, count: u32) -> bool {
    items(tuple).is_some_and(|items| items.len() == count as usize)
}

fn operands(func: &Func, id: SnapshotId) -> impl Iterator<Item = Value> + '_ {
    values(&func.snapshot(id).stack)
}

fn values(slots: &[Slot]) -> impl Iterator<Item = Value> + '_ {
    slots.iter().filter_map(|slot| match slot {
        Slot::Value(value) => Some(*value),
        _ => None,
    })
}
