//! What is done with deques of numbers that nobody but the function knows: the operations that the runtime's `ring` has.

use super::vector_items::{Role, role};
use super::vector_operations::Operation;
use crate::bytecode::{BinaryOp, UnaryOp};
use crate::ir::{Func, Inst, ObjectOp, Op, Ty, Value};
use crate::types::{DEQUE, Type};

/// The methods that such deques have.
pub(super) fn has_method(class: &str, name: &str) -> bool {
    class == DEQUE
        && matches!(
            name,
            "append" | "appendleft" | "pop" | "popleft" | "clear" | "extend" | "rotate"
        )
}

fn is_method(ty: &Ty) -> bool {
    matches!(ty, Ty::Method(Type::Class(class, _), _) if class == DEQUE)
}

/// Is it an operation on a deque, or one that makes one?
pub(super) fn concerns(func: &Func, inst: &Inst) -> bool {
    let is_deque = |value: &Value| role(func.ty(*value)) == Role::Deque;
    match (&inst.op, inst.args.as_slice()) {
        (Op::Call(..), [callee, ..]) if is_method(func.ty(*callee)) => true,
        (Op::Call(..), [callee, ..]) if matches!(func.ty(*callee), Ty::Function(_)) => false,
        (Op::Call(..), [callee, rest @ ..]) => {
            inst.result.as_ref().is_some_and(is_deque) && func.ty(*callee).is_reference() || rest.iter().any(is_deque)
        }
        (Op::Binary(..) | Op::ToBool | Op::Unary(_), args) => args.iter().any(is_deque),
        (Op::Object(ObjectOp::SetItem | ObjectOp::Contains), args) => args.iter().any(is_deque),
        _ => false,
    }
}

/// The operation on a deque that an operation of Python is, if that is one of numbers.
pub(super) fn operation(func: &Func, inst: &Inst) -> Option<Operation> {
    let is_deque = |value: &Value| role(func.ty(*value)) == Role::Deque;
    let is_index = |value: &Value| matches!(func.ty(*value), Ty::Int | Ty::Bool);
    let gives_none = inst.result.is_none_or(|result| *func.ty(result) == Ty::None);
    let is = |ty| inst.result.is_some_and(|result| *func.ty(result) == ty);
    let is_item = |value: &Value| role(func.ty(*value)) == Role::Other;
    let of = |what, deque: Value, args: &[Value]| Operation {
        what,
        list: Some(deque),
        args: args.to_vec(),
        ..Operation::default()
    };
    match (&inst.op, inst.args.as_slice()) {
        (Op::ToBool, [deque]) if is(Ty::Bool) => Some(of("filled", *deque, &[*deque])),
        (Op::Unary(UnaryOp::Not), [deque]) if is(Ty::Bool) => Some(of("empty", *deque, &[*deque])),
        (Op::Binary(BinaryOp::Subscript, _), [deque, index]) if is_deque(deque) && is_index(index) => Some(Operation {
            gives: inst.result,
            ..of("get_", *deque, &inst.args)
        }),
        (Op::Object(ObjectOp::SetItem), [value, deque, index])
            if is_deque(deque) && is_index(index) && is_item(value) =>
        {
            Some(Operation {
                stores: vec![*value],
                ..of("set_", *deque, &inst.args)
            })
        }
        (Op::Object(ObjectOp::Contains), [item, deque]) if is_deque(deque) && is(Ty::Bool) => Some(Operation {
            compares: Some(*item),
            ..of("has_", *deque, &inst.args)
        }),
        (Op::Call(keywords, _), [callee, rest @ ..]) => {
            let rest = match rest {
                [first, rest @ ..] if *func.ty(*first) == Ty::NoSelf => rest,
                rest => rest,
            };
            let is_bounded = keywords == &["maxlen"];
            if !keywords.is_empty() && (!is_bounded || !func.ty(*callee).is_reference()) {
                return None;
            }
            if let Ty::Method(_, name) = func.ty(*callee) {
                return match (name.as_str(), rest) {
                    ("append" | "appendleft", [value]) if is_item(value) && gives_none => {
                        let what = if name == "append" {
                            "ring.push"
                        } else {
                            "ring.push_left"
                        };
                        Some(Operation {
                            stores: vec![*value],
                            ..of(what, *callee, &[*callee, *value])
                        })
                    }
                    ("pop" | "popleft", []) => {
                        let what = if name == "pop" {
                            "ring.pop_right"
                        } else {
                            "ring.pop_left"
                        };
                        Some(Operation {
                            gives: inst.result,
                            ..of(what, *callee, &[*callee])
                        })
                    }
                    ("clear", []) if gives_none => Some(of("ring.clear", *callee, &[*callee])),
                    ("rotate", [count]) if gives_none && *func.ty(*count) == Ty::Int => {
                        Some(of("ring.rotate", *callee, &[*callee, *count]))
                    }
                    ("extend", [list]) if gives_none && role(func.ty(*list)) == Role::List => {
                        Some(of("ring.extend", *callee, &[*callee, *list]))
                    }
                    _ => None,
                };
            }
            match (func.ty(*callee), rest) {
                (Ty::Builtin(name), [deque]) if name == "builtins.len" && is_deque(deque) && is(Ty::Int) => {
                    Some(of("len", *deque, &[*deque]))
                }
                (Ty::Builtin(_), _) => None,
                // Whether it is the class is asked there.
                (_, [most]) if is_bounded && *func.ty(*most) == Ty::Int => Some(Operation {
                    makes: true,
                    ..of("ring.new_most", inst.result.filter(is_deque)?, &[*callee, *most])
                }),
                (_, [list, most]) if is_bounded && *func.ty(*most) == Ty::Int && role(func.ty(*list)) == Role::List => {
                    inst.result.filter(is_deque)?;
                    Some(Operation {
                        makes: true,
                        ..of("ring.of_most", *list, &[*callee, *list, *most])
                    })
                }
                _ if is_bounded => None,
                (_, []) => Some(Operation {
                    makes: true,
                    ..of("ring.new", inst.result.filter(is_deque)?, &[*callee])
                }),
                (_, [range]) if *func.ty(*range) == Ty::Range => Some(Operation {
                    makes: true,
                    ..of("ring.range", inst.result.filter(is_deque)?, &[*callee, *range])
                }),
                (_, [list]) if role(func.ty(*list)) == Role::List => {
                    inst.result.filter(is_deque)?;
                    Some(Operation {
                        makes: true,
                        ..of("ring.of", *list, &[*callee, *list])
                    })
                }
                _ => None,
            }
        }
        _ => None,
    }
}
