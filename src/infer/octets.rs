//! Parts of `bytes` and `bytearray`, and what is put behind one: by bounds that are no objects.

use super::lists::{guarded, is_index, of_bytes};
use super::plan::Planned;
use crate::bytecode::BinaryOp;
use crate::ir::{ObjectOp, Op, Ty};
use crate::types::Type;

/// Plans an operation on bytes; nothing if there is no form for the types at hand.
pub(super) fn plan(op: &Op, types: &[Ty]) -> Option<Planned> {
    let Ty::Obj(promise) = types.first()? else { return None };
    let class = of_bytes(promise)?;
    let bytes = || types[0].clone();
    let (name, operands) = match (op, &types[1..]) {
        (Op::Object(ObjectOp::GetSlice), [Ty::None, Ty::None]) => ("all", vec![bytes()]),
        (Op::Object(ObjectOp::GetSlice), [start, Ty::None]) if is_index(start) => ("from", vec![bytes(), Ty::Int]),
        (Op::Object(ObjectOp::GetSlice), [Ty::None, stop]) if is_index(stop) => {
            ("until", vec![bytes(), Ty::None, Ty::Int])
        }
        (Op::Object(ObjectOp::GetSlice), [start, stop]) if is_index(start) && is_index(stop) => {
            ("part", vec![bytes(), Ty::Int, Ty::Int])
        }
        (Op::Binary(BinaryOp::Add, _), [Ty::Obj(Type::Bytes)]) if class == "bytes" => {
            ("concat", vec![bytes(), types[1].clone()])
        }
        (Op::Binary(BinaryOp::Add, true), [Ty::Obj(Type::Bytes)]) => ("grow", vec![bytes(), types[1].clone()]),
        _ => return None,
    };
    let path = format!("rt::octets::{class}_{name}");
    Some(guarded(class, path, true, operands, bytes()))
}
