//! A sum of floats that may be of nothing, and so the int 0, is no reason to leave where nobody can tell which of both it is.
//!
//! Where it only meets floats at once, it is the float 0.0. Where it is divided, too, or its root is taken, operations take it as a
//! float, and snapshots have it as what it is: CPython goes on with the int.
//!
//! **Invariant:** no snapshot has an int as a float; and what is added to the sum is a float in the source, too, not an int that was
//! converted, nor another such sum: their sum would be an int. The quotient of ints is a float, with the same sign and the same error
//! as that of floats, if the dividend is 0.

use super::uses::{Site, Uses};
use crate::ir::{Convert, Func, Inst, Op, Slot, Ty, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What leaves where there is nothing to add up; what gives 0.0 then; and what gives a number that is the int 0.
const SUMS: [(&str, &str, Option<&str>); 4] = [
    (
        "rt::aggregate::sum_floats",
        "rt::aggregate::sum_floats_or_zero",
        Some("rt::aggregate::sum_floats_or_int"),
    ),
    (
        "rt::reduction::total_float",
        "rt::reduction::total_float_or_zero",
        Some("rt::reduction::total_float_or_int"),
    ),
    (
        "rt::vector::sum_float",
        "rt::vector::sum_float_or_zero",
        Some("rt::vector::sum_float_or_int"),
    ),
    ("rt::kept::sum_float_items", "rt::kept::sum_float_items_or_zero", None),
];

/// Functions of a float that are the same of an int, because they convert it.
const OF_FLOATS: [&str; 4] = ["rt::math::sqrt", "rt::math::exp", "rt::math::sin", "rt::math::cos"];

/// A division, and one whose dividend may be the int: what it raises tells.
const DIVISIONS: (&str, &str) = ("rt::float::truediv", "rt::num::quotient");

pub(super) fn run(func: &mut Func) {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    let sums: BTreeSet<Value> = insts
        .filter(|inst| path(inst).is_some_and(|path| found(path).is_some()))
        .filter_map(|inst| inst.result)
        .collect();
    if sums.is_empty() {
        return;
    }
    let uses = Uses::of(func);
    let (mut zeros, mut ints) = (BTreeSet::new(), BTreeSet::new());
    for sum in &sums {
        match is_taken_as_float(func, &uses, *sum, &sums) {
            true if is_unseen(func, &uses, *sum) => zeros.insert(*sum),
            true => ints.insert(*sum),
            false => continue,
        };
    }
    let mut numbers = BTreeMap::new();
    for block in 0..func.blocks.len() {
        let mut position = 0;
        while position < func.blocks[block].insts.len() {
            let inst = &mut func.blocks[block].insts[position];
            position += 1;
            let (Some(result), Op::Primitive { path, .. } | Op::Drain(_, path)) = (inst.result, &mut inst.op) else {
                continue;
            };
            let Some((_, zero, int)) = found(path) else { continue };
            if zeros.contains(&result) {
                *path = zero.to_owned();
            }
            if let Some(int) = int.filter(|_| ints.contains(&result)) {
                *path = int.to_owned();
                numbers.insert(result, keep_apart(func, block, position, result));
                position += 1;
            }
        }
    }
    if !numbers.is_empty() {
        divide(func, &numbers);
    }
}

/// Is no state made in which a value is, and none of which what is raised tells?
fn is_unseen(func: &Func, uses: &Uses, sum: Value) -> bool {
    let divides = |(block, position): &Site| path(&func.block(*block).insts[*position]) == Some(DIVISIONS.0);
    uses.snapshots[sum.0 as usize].is_empty() && !uses.operands[sum.0 as usize].iter().any(divides)
}

/// Divides the numbers that sums are, by what is an int in the source if it is one.
fn divide(func: &mut Func, numbers: &BTreeMap<Value, Value>) {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    let ints: BTreeMap<Value, Value> = insts
        .filter(|inst| inst.op == Op::Convert(Convert::IntToFloat))
        .filter_map(|inst| Some((inst.result?, inst.args[0])))
        .collect();
    for inst in func.blocks.iter_mut().flat_map(|block| &mut block.insts) {
        let Op::Primitive { path, .. } = &mut inst.op else {
            continue;
        };
        if path == DIVISIONS.0
            && let Some(number) = numbers.get(&inst.args[0])
        {
            *path = DIVISIONS.1.to_owned();
            let divisor = inst.args[1];
            inst.args = vec![*number, ints.get(&divisor).copied().unwrap_or(divisor)];
        }
    }
}

/// Lets the operation before a position give a number, of which that value is the float: snapshots have the number.
fn keep_apart(func: &mut Func, block: usize, position: usize, sum: Value) -> Value {
    let number = func.new_value(Ty::Num);
    func.values[number.0 as usize].name = func.values[sum.0 as usize].name;
    let made = &mut func.blocks[block].insts[position - 1];
    made.result = Some(number);
    let convert = Inst {
        op: Op::Convert(Convert::NumToFloat),
        args: vec![number],
        result: Some(sum),
        before: None,
        after: None,
        place: made.place,
    };
    func.blocks[block].insts.insert(position, convert);
    for snapshot in &mut func.snapshots {
        for slot in snapshot.locals.iter_mut().chain(&mut snapshot.stack) {
            if *slot == Slot::Value(sum) {
                *slot = Slot::Value(number);
            }
        }
    }
    number
}

fn path(inst: &Inst) -> Option<&str> {
    match &inst.op {
        Op::Primitive { path, .. } | Op::Drain(_, path) => Some(path),
        _ => None,
    }
}

fn found(path: &str) -> Option<(&'static str, &'static str, Option<&'static str>)> {
    SUMS.iter().copied().find(|(one, ..)| *one == path)
}

/// Is a sum only an operand of what takes the int 0 as the float 0.0?
fn is_taken_as_float(func: &Func, uses: &Uses, sum: Value, sums: &BTreeSet<Value>) -> bool {
    let is_float = |value: Value| {
        let made = uses.definition[value.0 as usize];
        let made = made.map(|(block, position)| &func.block(block).insts[position].op);
        let was_int = matches!(made, Some(Op::Convert(Convert::IntToFloat | Convert::NumToFloat)));
        *func.ty(value) == Ty::Float && !was_int && !sums.contains(&value)
    };
    let operands = &uses.operands[sum.0 as usize];
    let is_operand_only = operands.iter().all(|(block, position)| {
        let Some(inst) = func.block(*block).insts.get(*position) else {
            return false;
        };
        // An edge to a handler has it, too, or it meets itself.
        let is_once = inst.args.iter().filter(|arg| **arg == sum).count() == 1;
        let is_raised = func.handler(inst).is_some_and(|edge| edge.args.contains(&sum));
        let is_same = match &inst.op {
            Op::Float(_) | Op::Cmp(_) => inst.args.iter().all(|arg| *arg == sum || is_float(*arg)),
            Op::Primitive { path, .. } if path == DIVISIONS.0 => inst.args[0] == sum || is_float(inst.args[0]),
            Op::Primitive { path, .. } => OF_FLOATS.contains(&path.as_str()),
            _ => false,
        };
        is_once && !is_raised && is_same
    });
    is_operand_only && !operands.is_empty()
}
