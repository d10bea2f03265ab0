//! What vectors can hold: numbers, lists, and tuples of numbers, of which nobody asks which ones they are.

use super::keyed;
use super::vector_wholes::METHODS;
use crate::bytecode::{BinaryOp, Constant};
use crate::ir::{Block, Func, Inst, Op, Raise, Slot, Terminator, Ty, Value};
use crate::types::{LIST_ENUMERATE, LIST_ZIP, Type};
use std::collections::{HashMap, HashSet};

/// What a value is to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    List,
    /// A dictionary or set.
    Keyed,
    Method,
    Iterator,
    Other,
}

/// What a value of a type is to a list.
pub fn role(ty: &Ty) -> Role {
    match ty {
        Ty::Obj(Type::Class(name, _)) | Ty::Nullable(Type::Class(name, _)) => match name.as_str() {
            "list" => Role::List,
            "dict" | "set" => Role::Keyed,
            "list_iterator" | LIST_ENUMERATE | LIST_ZIP | "list_reverseiterator" => Role::Iterator,
            _ => Role::Other,
        },
        Ty::Method(Type::Class(class, _), name) if class == "list" && METHODS.contains(&name.as_str()) => Role::Method,
        Ty::Method(Type::Class(class, _), name) if keyed::has_method(class, name) => Role::Method,
        _ => Role::Other,
    }
}

/// Is it what can be a vector, or a dictionary or set that nobody else knows?
pub fn is_container(ty: &Ty) -> bool {
    matches!(role(ty), Role::List | Role::Keyed)
}

/// A tuple as the item of a vector: two or three numbers.
pub(super) fn tuple_of(items: Vec<Type>) -> Option<Type> {
    let are_numbers = items.iter().all(|item| matches!(item, Type::Int | Type::Float));
    (are_numbers && matches!(items.len(), 2 | 3)).then_some(Type::Tuple(items))
}

/// What a list is of that holds a value: numbers that are not mixed, or lists.
pub(super) fn item_of(ty: &Ty) -> Option<Type> {
    match ty {
        Ty::Int | Ty::Wide | Ty::Obj(Type::Int) => Some(Type::Int),
        Ty::Float | Ty::Obj(Type::Float) => Some(Type::Float),
        Ty::Bool | Ty::Obj(Type::Bool) => Some(Type::Bool),
        Ty::Tuple(items) => tuple_of(items.iter().map(Ty::promise).collect()).filter(|_| !items.contains(&Ty::Wide)),
        Ty::Obj(Type::Tuple(items)) => tuple_of(items.clone()),
        ty if role(ty) == Role::List => Some(Type::Unknown),
        _ => None,
    }
}

pub(super) fn item_of_constant(constant: &Constant) -> Option<Type> {
    match constant {
        Constant::Bool(_) => Some(Type::Bool),
        Constant::Float(_) => Some(Type::Float),
        other => other
            .as_int()
            .filter(|value| i64::try_from(*value).is_ok())
            .map(|_| Type::Int),
    }
}

/// The objects promised to be tuples of numbers that are only taken apart, there and then: they need not be objects.
pub(super) fn taken_apart(func: &Func, constants: &HashMap<Value, Constant>) -> HashSet<Value> {
    let is_tuple = |value: &Value| match func.ty(*value) {
        Ty::Obj(Type::Tuple(items)) => tuple_of(items.clone()).is_some(),
        _ => false,
    };
    let mut found: HashSet<Value> = HashSet::new();
    let mut whole: HashSet<Value> = HashSet::new();
    for block in &func.blocks {
        for inst in &block.insts {
            found.extend(inst.result.filter(is_tuple));
            let takes_apart = matches!(inst.op, Op::Retain | Op::Release) || is_part(func, constants, inst);
            let others = inst.args.iter().skip(usize::from(takes_apart));
            whole.extend(others.filter(|value| is_tuple(value)));
        }
        match &block.terminator {
            Terminator::Return(value) | Terminator::Branch(value, ..) => whole.extend(Some(*value)),
            _ => {}
        }
        whole.extend(block.params.iter());
        whole.extend(block.terminator.edges().into_iter().flat_map(|edge| &edge.args));
    }
    for snapshot in &func.snapshots {
        let mut seen: HashSet<Value> = HashSet::new();
        for slot in &snapshot.locals {
            if let Slot::Value(value) = slot {
                whole.insert(*value);
            }
        }
        for slot in &snapshot.stack {
            if let Slot::Value(value) = slot
                && !seen.insert(*value)
            {
                whole.insert(*value);
            }
        }
        if let Raise::To(edge) = &snapshot.raise {
            whole.extend(&edge.args);
        }
        if let Some(quiet) = &snapshot.quiet {
            whole.extend(&quiet.edge.args);
        }
    }
    found.retain(|value| !whole.contains(value));
    found
}

/// Does the operation take an item out of a tuple of numbers, its first operand?
fn is_part(func: &Func, constants: &HashMap<Value, Constant>, inst: &Inst) -> bool {
    let (Some(tuple), Some(result)) = (inst.args.first(), inst.result) else {
        return false;
    };
    let Ty::Obj(Type::Tuple(items)) = func.ty(*tuple) else {
        return false;
    };
    let is_of = |item: &Type| {
        let held = func.ty(result);
        matches!((item, held), (Type::Int, Ty::Int) | (Type::Float, Ty::Float))
    };
    match inst.op {
        Op::Unpack(index, count) => count as usize == items.len() && items.get(index as usize).is_some_and(is_of),
        Op::Binary(BinaryOp::Subscript, _) => {
            let index = inst.args.get(1).and_then(|index| constants.get(index)?.as_int());
            let index = index.and_then(|index| usize::try_from(index).ok());
            index.and_then(|index| items.get(index)).is_some_and(is_of)
        }
        _ => false,
    }
}

/// The blocks that control can get to from a block, itself only if it is in a loop.
pub(super) fn behind(func: &Func, block: Block) -> HashSet<Block> {
    let mut found = HashSet::new();
    let mut open = vec![block];
    while let Some(block) = open.pop() {
        for edge in func.edges(block) {
            if found.insert(edge.target) {
                open.push(edge.target);
            }
        }
    }
    found
}
