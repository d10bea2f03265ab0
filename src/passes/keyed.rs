//! Operations on dictionaries and sets of numbers that are tables, or may be, become those of the runtime's `keyed` and `keyed_cells`.

use crate::analysis::vectors::Operation;
use crate::infer::{keyed_path, keyed_result};
use crate::ir::{Convert, Func, Inst, Op, Value};
use crate::types::Type;

/// The operations of a room of the runtime that one of Python becomes.
pub(super) fn operations(func: &mut Func, inst: &Inst, operation: &Operation, class: &Type, room: &str) -> Vec<Inst> {
    let mut out = Vec::new();
    let args = &operation.args;
    let mut inst = inst.clone();
    let mut boxed = None;
    // A list that becomes a vector is one under its own name.
    let natural = keyed_result(operation.what, class).filter(|natural| !natural.is_reference());
    if let (Some(result), Some(natural)) = (inst.result, natural)
        && *func.ty(result) != natural
    {
        boxed = inst.result.replace(func.new_value(natural));
    }
    let inst = &inst;
    let mut emit = |what: &str, args: Vec<Value>, result: Option<Value>| {
        let (path, leaves) = keyed_path(what, class, room);
        out.push(Inst {
            op: Op::Primitive { path, leaves },
            args,
            result,
            after: None,
            ..inst.clone()
        });
    };
    if operation.what != "of" {
        emit(operation.what, args.clone(), inst.result);
    } else if let Some(made) = inst.result {
        emit("of", vec![], Some(made));
        match class {
            Type::Class(name, _) if name == "dict" => {
                for item in args.chunks(2) {
                    emit("put", vec![item[1], made, item[0]], None);
                }
            }
            _ => args.iter().for_each(|key| emit("add", vec![made, *key], None)),
        }
    }
    if boxed.is_some() {
        out.push(Inst {
            op: Op::Convert(Convert::Box),
            args: inst.result.into_iter().collect(),
            result: boxed,
            after: None,
            ..inst.clone()
        });
    }
    out.extend(operation.consumes.iter().map(|value| Inst {
        op: Op::Release,
        args: vec![*value],
        result: None,
        before: None,
        after: None,
        place: inst.place,
    }));
    out
}
