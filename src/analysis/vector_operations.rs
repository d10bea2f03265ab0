//! What operations of Python are on lists that are vectors: those that the runtime has for them, and those by which lists escape.

use super::keyed;
use super::keyed_loops;
use super::rings;
use super::vector_items::{Role, is_container, is_lendable, role};
use super::vector_pairs::Piece;
use super::vector_wholes::whole;
use super::vectors::Source;
use crate::bytecode::{Append, BinaryOp, Constant, Reduction};
use crate::ir::{Func, Inst, ObjectOp, Op, Ty, Value};
use crate::types::Type;

/// An operation that the runtime has for vectors.
#[derive(Clone, Debug, Default)]
pub struct Operation {
    /// The runtime's name for it, to which the name of the items is added if it ends in an underscore.
    pub what: &'static str,
    pub list: Option<Value>,
    /// Its operands there.
    pub args: Vec<Value>,
    /// What it puts into the list.
    pub stores: Vec<Value>,
    /// Constants that it puts into the list, behind the operands.
    pub constants: Vec<Constant>,
    /// What it takes out of the list.
    pub gives: Option<Value>,
    /// Vectors that it gives to a function that takes them, and what has to be in them.
    pub lends: Vec<(Value, Type)>,
    /// The vector that a function gives back, and what is in it.
    pub given: Option<(Value, Type)>,
    /// May that be one of those that it takes?
    pub passes: bool,
    /// What is known of the keys and values of a dictionary or set, if it is one.
    pub keyed: Option<Type>,
    /// The lists that are values of such a dictionary, which it puts there or takes out.
    pub rows: Vec<Value>,
    /// Does it put a tuple into a dictionary or set that is an object already, of which only the ints are kept?
    pub forgets: bool,
    /// The list of which it makes another one, in the order of the keys in this one.
    pub ranks: Option<Value>,
    /// What it compares items with.
    pub compares: Option<Value>,
    /// Objects among the operands that it gives up.
    pub consumes: Vec<Value>,
    /// Of an iterator over more than one list: which one.
    pub side: usize,
    pub makes: bool,
}

fn is_index(ty: &Ty) -> bool {
    matches!(ty, Ty::Int | Ty::Bool | Ty::Obj(Type::Int))
}

/// The operation on a vector that an operation of Python is, if the list is one.
pub fn operation(func: &Func, inst: &Inst, source: &Source<'_>) -> Option<Operation> {
    if let Some(known) = keyed::operation(func, inst).or_else(|| keyed_loops::operation(func, inst, source)) {
        return Some(known);
    }
    if rings::concerns(func, inst) {
        return rings::operation(func, inst);
    }
    let role_of = |value: &Value| role(func.ty(*value));
    let is_list = |value: &Value| role_of(value) == Role::List;
    let is_reference = |value: &Value| func.ty(*value).is_reference();
    let args = inst.args.as_slice();
    let simple = |what, list: Value| Operation {
        what,
        list: Some(list),
        args: args.to_vec(),
        ..Operation::default()
    };
    Some(match (&inst.op, args) {
        (Op::Object(ObjectOp::List), _) => Operation {
            stores: args.to_vec(),
            consumes: args.iter().copied().filter(is_reference).collect(),
            makes: true,
            ..simple("of_", inst.result.filter(is_list)?)
        },
        (Op::Binary(BinaryOp::Multiply, false), [list, count]) if is_list(list) && is_index(func.ty(*count)) => {
            Operation {
                makes: true,
                ..simple("repeat_", *list)
            }
        }
        (Op::Binary(BinaryOp::Subscript, _), [list, index]) if is_list(list) && is_index(func.ty(*index)) => {
            Operation {
                gives: inst.result,
                ..simple("get_", *list)
            }
        }
        (Op::Object(ObjectOp::SetItem), [value, list, index]) if is_list(list) && is_index(func.ty(*index)) => {
            Operation {
                stores: vec![*value],
                ..simple("set_", *list)
            }
        }
        (Op::Object(ObjectOp::Append(Append::ListAppend)), [list, value]) if is_list(list) => Operation {
            stores: vec![*value],
            consumes: Some(*value).filter(is_reference).into_iter().collect(),
            ..simple("append_", *list)
        },
        (Op::Object(ObjectOp::Append(Append::ListExtend)), [list, all]) if is_list(list) => {
            let Some(Constant::Tuple(items)) = source.constants.get(all) else {
                return None;
            };
            Operation {
                constants: items.clone(),
                args: vec![*list],
                ..simple("extend_", *list)
            }
        }
        (Op::ToBool, [list]) if is_list(list) => simple("filled", *list),
        (Op::Unary(crate::bytecode::UnaryOp::Not), [list]) if is_list(list) => simple("empty", *list),
        (Op::GetIter, [list])
            if is_list(list)
                && inst
                    .result
                    .is_some_and(|iterator| !source.handed_on.contains(&iterator)) =>
        {
            simple("iterate", *list)
        }
        (Op::GetIter, [iterator])
            if role_of(iterator) == Role::Iterator
                && inst
                    .result
                    .is_some_and(|result| role(func.ty(result)) == Role::Iterator)
                && inst.result.map(|result| keyed_loops::gives(func.ty(result)))
                    == Some(keyed_loops::gives(func.ty(*iterator))) =>
        {
            simple("again", *iterator)
        }
        // Of an iterator no list is made.
        (Op::Reduce(Reduction::Listed(false)), [iterator])
            if role_of(iterator) == Role::Iterator
                && inst.result.is_some_and(|result| func.ty(result) == func.ty(*iterator)) =>
        {
            simple("again", *iterator)
        }
        (Op::Reduce(Reduction::Count), [list]) if is_list(list) => Operation {
            args: vec![*list],
            ..simple("len", *list)
        },
        (Op::HasNext, [iterator]) if role_of(iterator) == Role::Iterator => simple("", *iterator),
        (Op::NextItem, [iterator]) if role_of(iterator) == Role::Iterator => Operation {
            gives: inst.result,
            ..simple("", *iterator)
        },
        // The key or the value of a pair that a loop over the items of a dictionary gives.
        (Op::Unpack(..), [pair]) if source.pairs.contains_key(pair) => Operation {
            gives: inst.result,
            ..simple("", source.pairs[pair])
        },
        (Op::Unpack(index, _), [pair]) if source.apart.contains_key(pair) => {
            let pair = source.apart[pair];
            let (gives, side) = match pair.piece(*index as usize) {
                Piece::Side(side) => (inst.result, side),
                Piece::Number | Piece::Inner => (None, 0),
            };
            Operation {
                gives,
                side,
                ..simple("", pair.iterator)
            }
        }
        (Op::Call(keywords, _), [callee, rest @ ..]) if keywords.is_empty() => {
            let rest = match rest {
                [first, rest @ ..] if *func.ty(*first) == Ty::NoSelf => rest,
                rest => rest,
            };
            match (func.ty(*callee), rest) {
                (Ty::Function(function), args) if func.handler(inst).is_none() => {
                    let takes = source.functions.takes.get(function);
                    let takes = takes.filter(|takes| takes.len() == args.len());
                    let lends = takes.into_iter().flat_map(|takes| args.iter().zip(takes));
                    let mut lends: Vec<(Value, Type)> =
                        lends.filter_map(|(arg, item)| Some((*arg, item.clone()?))).collect();
                    if !lends.iter().all(|(list, _)| is_lendable(func.ty(*list))) {
                        lends.clear();
                    }
                    let result = inst.result.filter(|result| is_lendable(func.ty(*result)));
                    let passed = source.functions.passes.get(function);
                    if passed.is_some() && result.is_none() {
                        return None;
                    }
                    let passed = passed.filter(|_| !lends.is_empty());
                    let given = result.zip(passed.or_else(|| source.functions.gives.get(function)));
                    let given = given.map(|(list, item)| (list, item.clone()));
                    let types = || args.iter().map(|arg| func.ty(*arg).clone()).collect::<Vec<_>>();
                    if lends.is_empty() && given.is_none() || !(source.functions.fits)(*function, &types()) {
                        return None;
                    }
                    Operation {
                        what: "call",
                        list: lends.first().map(|(list, _)| *list),
                        args: args.to_vec(),
                        lends,
                        given,
                        passes: passed.is_some(),
                        ..Operation::default()
                    }
                }
                (Ty::Builtin(name), [list]) if name == "builtins.len" && is_list(list) => Operation {
                    args: vec![*list],
                    ..simple("len", *list)
                },
                (Ty::Builtin(name), [range]) if name == "builtins.list" && *func.ty(*range) == Ty::Range => Operation {
                    args: vec![*range],
                    makes: true,
                    ..simple("range", inst.result.filter(is_list)?)
                },
                (Ty::Method(_, name), [value]) if name == "append" && role_of(callee) == Role::Method => Operation {
                    args: vec![*callee, *value],
                    stores: vec![*value],
                    ..simple("append_", *callee)
                },
                (Ty::Method(_, name), []) if name == "pop" && role_of(callee) == Role::Method => Operation {
                    args: vec![*callee],
                    gives: inst.result,
                    ..simple("pop_", *callee)
                },
                (Ty::Method(_, name), [index])
                    if name == "pop" && role_of(callee) == Role::Method && is_index(func.ty(*index)) =>
                {
                    Operation {
                        args: vec![*callee, *index],
                        gives: inst.result,
                        ..simple("take_", *callee)
                    }
                }
                _ => return whole(func, inst),
            }
        }
        _ => return whole(func, inst),
    })
}

/// Is what is iterated over a list already?
pub(super) fn is_listed(func: &Func, inst: &Inst) -> bool {
    inst.op == Op::Reduce(Reduction::Listed(false)) && role(func.ty(inst.args[0])) == Role::List
}

/// The operands that an operation gives to whoever it is, by their place.
pub fn escapes(func: &Func, inst: &Inst, known: Option<&Operation>, source: &Source<'_>) -> Vec<usize> {
    let is_neutral = is_listed(func, inst)
        || matches!(
            inst.op,
            Op::CheckBound | Op::Hinted(_) | Op::Retain | Op::Release | Op::MethodSelf | Op::Advance | Op::Deferred(_)
        )
        || inst.result.is_some_and(|result| source.is_method(func, result));
    if is_neutral || known.is_some_and(|known| known.what != "call") {
        return vec![];
    }
    // What is lent may be another argument of the call, too, and that one escapes.
    let often = |value: Value| inst.args.iter().filter(|arg| **arg == value).count();
    let lends = |value: Value, known: &Operation| known.lends.iter().filter(|(lent, _)| *lent == value).count();
    let is_lent = |value: Value| known.is_some_and(|known| lends(value, known) == often(value));
    let places = 0..inst.args.len();
    places
        .filter(|place| is_container(func.ty(inst.args[*place])) && !is_lent(inst.args[*place]))
        .collect()
}
