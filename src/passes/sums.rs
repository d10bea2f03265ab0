//! A sum of floats that may be of nothing, and so the int 0, is the float 0.0 where nobody can tell: where it is only added to, taken
//! from or compared with floats, at once.
//!
//! **Invariant:** no snapshot has such a sum, or CPython would go on with a float; and what it meets is a float in the source, too, not an
//! int that was converted, nor another such sum.

use super::uses::Uses;
use crate::ir::{Convert, Func, Inst, Op, Ty, Value};
use std::collections::BTreeSet;

/// What leaves where there is nothing to add up, and what does not.
const SUMS: [(&str, &str); 4] = [
    ("rt::aggregate::sum_floats", "rt::aggregate::sum_floats_or_zero"),
    ("rt::reduction::total_float", "rt::reduction::total_float_or_zero"),
    ("rt::vector::sum_float", "rt::vector::sum_float_or_zero"),
    ("rt::kept::sum_float_items", "rt::kept::sum_float_items_or_zero"),
];

pub(super) fn run(func: &mut Func) {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    let sums: BTreeSet<Value> = insts
        .filter(|inst| path(inst).is_some_and(|path| or_zero(path).is_some()))
        .filter_map(|inst| inst.result)
        .collect();
    if sums.is_empty() {
        return;
    }
    let uses = Uses::of(func);
    let never_int: BTreeSet<Value> = sums
        .iter()
        .copied()
        .filter(|sum| is_never_seen(func, &uses, *sum, &sums))
        .collect();
    for inst in func.blocks.iter_mut().flat_map(|block| &mut block.insts) {
        let is_one = inst.result.is_some_and(|result| never_int.contains(&result));
        if let (true, Op::Primitive { path, .. } | Op::Drain(_, path)) = (is_one, &mut inst.op)
            && let Some(other) = or_zero(path)
        {
            *path = other.to_owned();
        }
    }
}

fn path(inst: &Inst) -> Option<&str> {
    match &inst.op {
        Op::Primitive { path, .. } | Op::Drain(_, path) => Some(path),
        _ => None,
    }
}

fn or_zero(path: &str) -> Option<&'static str> {
    SUMS.iter().find(|(one, _)| *one == path).map(|(_, other)| *other)
}

/// Does a sum only meet floats, before anything could leave?
fn is_never_seen(func: &Func, uses: &Uses, sum: Value, sums: &BTreeSet<Value>) -> bool {
    let is_float = |value: Value| {
        let made = uses.definition[value.0 as usize];
        let made = made.map(|(block, position)| &func.block(block).insts[position].op);
        let was_int = matches!(made, Some(Op::Convert(Convert::IntToFloat | Convert::NumToFloat)));
        *func.ty(value) == Ty::Float && !was_int && !sums.contains(&value)
    };
    let operands = &uses.operands[sum.0 as usize];
    let meets_floats = operands.iter().all(|(block, position)| {
        let Some(inst) = func.block(*block).insts.get(*position) else {
            return false;
        };
        let is_operation = matches!(inst.op, Op::Float(_) | Op::Cmp(_)) && inst.args.len() == 2;
        is_operation && inst.args.iter().all(|arg| *arg == sum || is_float(*arg)) && inst.args[0] != inst.args[1]
    });
    meets_floats && !operands.is_empty() && uses.snapshots[sum.0 as usize].is_empty()
}
