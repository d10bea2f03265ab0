//! Tuples in pieces: what can be done with them without making an object.

use super::facts::Facts;
use super::lists::list_item;
use super::plan::{Plan, Planned, numeric, runtime};
use crate::bytecode::{Append, BinaryOp, CompareOp, Constant};
use crate::ir::{ObjectOp, Op, Ty};
use crate::types::Type;

/// Plans an operation on a tuple in pieces; nothing if it needs an object.
pub(super) fn plan(op: &Op, types: &[Ty], constants: &[Option<&Constant>], facts: &Facts) -> Option<Planned> {
    match (op, types) {
        (Op::Binary(BinaryOp::Subscript, _), [Ty::Tuple(items), index])
            if constants[1].and_then(Constant::as_int).is_none()
                && matches!(numeric(index), Ok(Ty::Int | Ty::Bool)) =>
        {
            let first = items.first()?;
            let path = format!("rt::pieces::get::<{}, _>", rust_name(first)?);
            (items.len() <= MOST_PIECES && items.iter().all(|item| item == first))
                .then(|| Planned::simple([types[0].clone(), Ty::Int], runtime(&path, true), first.clone()).ok())?
        }
        (Op::Compare(op, _), [left @ Ty::Tuple(items), right]) if left == right && items.iter().all(is_ordered) => {
            compare(*op, left)
        }
        (Op::Compare(op, _), [left @ Ty::Tuple(items), Ty::Obj(Type::Tuple(_))])
            if items.iter().all(is_ordered) && is_constant_like(constants[1], items) =>
        {
            compare(*op, left)
        }
        (Op::Compare(op, _), [Ty::Obj(Type::Tuple(_)), right @ Ty::Tuple(items)])
            if items.iter().all(is_ordered) && is_constant_like(constants[0], items) =>
        {
            compare(*op, right)
        }
        (Op::Object(ObjectOp::Contains), [Ty::Int | Ty::Bool, container @ Ty::Obj(_)]) => {
            let operands = [Ty::Int, container.clone()];
            Planned::simple(operands, Op::Among(ints(constants[1]?)?), Ty::Bool).ok()
        }
        (Op::Object(ObjectOp::NewSlice(true)), [_, _] | [_, _, _])
            if facts.objects && types.iter().all(|part| matches!(part, Ty::Int | Ty::None)) =>
        {
            let is_given = |index: usize| types.get(index) == Some(&Ty::Int);
            let slice = Ty::Slice([is_given(0), is_given(1), is_given(2)]);
            Planned::simple(types, Op::MakeTuple, slice).ok()
        }
        // On 3.11 the collector runs where a tuple is made.
        (Op::Binary(BinaryOp::Add, _), [tuple @ Ty::Obj(promise), value @ Ty::Tuple(items)])
            if facts.objects && facts.minor > 11 && is_tuple(promise) && has_pieces(items) =>
        {
            let result = Ty::Obj(super::objects::added(promise.clone(), value.promise(), false));
            let operands = [tuple.clone(), value.clone()];
            Planned::simple(operands, runtime("rt::pieces::behind", true), result).ok()
        }
        (Op::Binary(BinaryOp::Add, _), [value @ Ty::Tuple(items), tuple @ Ty::Obj(promise)])
            if facts.objects && facts.minor > 11 && is_tuple(promise) && has_pieces(items) =>
        {
            let result = Ty::Obj(super::objects::added(value.promise(), promise.clone(), false));
            let operands = [value.clone(), tuple.clone()];
            Planned::simple(operands, runtime("rt::pieces::before", true), result).ok()
        }
        (Op::Call(keywords, _), [Ty::Method(receiver, name), value @ Ty::Tuple(items)])
            if name == "append" && keywords.is_empty() && facts.minor > 11 && has_pieces(items) =>
        {
            list_item(receiver)?;
            let operands = [Ty::Obj(receiver.clone()), value.clone()];
            Planned::simple(operands, runtime("rt::pieces::append", true), Ty::None).ok()
        }
        (Op::Object(ObjectOp::Append(Append::ListAppend)), [list, value @ Ty::Tuple(items)])
            if facts.minor > 11 && has_pieces(items) =>
        {
            list_item(&list.promise())?;
            let operands = vec![list.clone(), value.clone()];
            Some(Planned {
                plan: Plan::Guarded(0, "list", operands, runtime("rt::pieces::append", true)),
                result: Ty::None,
            })
        }
        _ => None,
    }
}

/// Tuples of more items are no pieces to the runtime.
const MOST_PIECES: usize = 6;

fn compare(op: CompareOp, ty: &Ty) -> Option<Planned> {
    Planned::simple([ty.clone(), ty.clone()], Op::Cmp(op), Ty::Bool).ok()
}

/// Rust orders tuples as Python does, if it does so with their items.
fn is_ordered(item: &Ty) -> bool {
    match item {
        Ty::Int | Ty::Float | Ty::Bool => true,
        Ty::Tuple(items) => items.iter().all(is_ordered),
        _ => false,
    }
}

fn is_tuple(promise: &Type) -> bool {
    matches!(promise, Type::Tuple(_)) || matches!(promise, Type::Class(name, _) if name == "tuple")
}

/// Is it a constant tuple of just these numbers?
fn is_constant_like(constant: Option<&Constant>, items: &[Ty]) -> bool {
    matches!(constant, Some(Constant::Tuple(constants)) if are_like(constants, items))
}

/// Are constants of just these types of numbers?
pub fn are_like(constants: &[Constant], items: &[Ty]) -> bool {
    let fits = |(constant, item): (&Constant, &Ty)| match item {
        Ty::Int => {
            matches!(constant, Constant::Int(_)) && constant.as_int().is_some_and(|int| i64::try_from(int).is_ok())
        }
        Ty::Float => matches!(constant, Constant::Float(_)),
        Ty::Bool => matches!(constant, Constant::Bool(_)),
        _ => false,
    };
    constants.len() == items.len() && constants.iter().zip(items).all(fits)
}

fn has_pieces(items: &[Ty]) -> bool {
    (1..=MOST_PIECES).contains(&items.len()) && items.iter().all(|item| rust_name(item).is_some())
}

/// What Rust calls an item.
fn rust_name(item: &Ty) -> Option<&'static str> {
    Some(match item {
        Ty::Int => "i64",
        Ty::Float => "f64",
        Ty::Bool => "bool",
        _ => return None,
    })
}

/// Does the operation only read tuples? One that may be a constant is then as good as any other.
pub(super) fn is_read(op: &Op, types: &[Ty]) -> bool {
    match op {
        Op::Unpack(..) | Op::Binary(BinaryOp::Subscript, _) | Op::Compare(..) | Op::ToBool | Op::Unary(_) => true,
        Op::IsNone(_) | Op::Object(ObjectOp::Contains) => true,
        Op::Call(..) => {
            matches!(&types[0], Ty::Function(_)) || matches!(&types[0], Ty::Builtin(name) if name == "builtins.len")
        }
        _ => false,
    }
}

/// The ints of a constant tuple of nothing else. Those of more than 64 bits no other int equals.
fn ints(constant: &Constant) -> Option<Vec<i64>> {
    let Constant::Tuple(items) = constant else { return None };
    if !items.iter().all(|item| matches!(item, Constant::Int(_))) {
        return None;
    }
    let mut ints: Vec<i64> = items
        .iter()
        .filter_map(|item| i64::try_from(item.as_int()?).ok())
        .collect();
    ints.sort_unstable();
    ints.dedup();
    Some(ints)
}
