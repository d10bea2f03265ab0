//! `abs(z)` of a complex number that is only compared is not computed: its square is compared, where that tells.
//!
//! **Invariant:** no snapshot has the absolute value; what stays of it where it stood is the test that it exists.

use super::uses::{Site, Uses};
use crate::bytecode::CompareOp;
use crate::ir::{Convert, Func, Inst, Op, Ty, Value};

const ABS: &str = "rt::complex_value::abs";

/// Ints up to this are floats, too.
const EXACT: i128 = 1 << 53;

pub(super) fn run(func: &mut Func) {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    let values: Vec<Value> = insts
        .filter(|inst| is_primitive(inst, ABS))
        .filter_map(|inst| inst.result)
        .collect();
    for value in values {
        let uses = Uses::of(func);
        let Some(home) = uses.definition[value.0 as usize] else {
            continue;
        };
        if let Some(comparisons) = comparisons(func, &uses, value) {
            rewrite(func, home, value, comparisons);
        }
    }
}

/// Where a value is compared with which float or int: everything that is done with it.
fn comparisons(func: &Func, uses: &Uses, value: Value) -> Option<Vec<(Site, CompareOp, Value)>> {
    let operands = &uses.operands[value.0 as usize];
    if operands.is_empty() || !uses.snapshots[value.0 as usize].is_empty() {
        return None;
    }
    operands
        .iter()
        .map(|site| {
            let inst = func.block(site.0).insts.get(site.1)?;
            let (op, limit) = comparison(func, uses, inst, value)?;
            Some((*site, op, limit))
        })
        .collect()
}

/// How a value is compared with which limit, as if it stood on the left.
fn comparison(func: &Func, uses: &Uses, inst: &Inst, value: Value) -> Option<(CompareOp, Value)> {
    let [left, right] = *inst.args.as_slice() else {
        return None;
    };
    let (limit, is_left) = if left == value { (right, true) } else { (left, false) };
    let op = match &inst.op {
        Op::Cmp(op) if limit != value && *func.ty(limit) == Ty::Float => *op,
        Op::Primitive { path, leaves: false } if is_small(func, uses, limit) => {
            let name = path.strip_prefix("rt::compare::")?;
            let name = match is_left {
                true => name.strip_prefix("float_")?.strip_suffix("_int")?,
                false => name.strip_prefix("int_")?.strip_suffix("_float")?,
            };
            CompareOp::ALL.into_iter().find(|op| op.name() == name)?
        }
        _ => return None,
    };
    Some((if is_left { op } else { op.swapped() }, limit))
}

/// Is it an int that is known, and a float as well?
fn is_small(func: &Func, uses: &Uses, value: Value) -> bool {
    let constant = uses.definition[value.0 as usize].and_then(|(block, at)| match &func.block(block).insts[at].op {
        Op::Const(constant, _) => constant.as_int(),
        _ => None,
    });
    constant.is_some_and(|int| int.abs() <= EXACT)
}

fn rewrite(func: &mut Func, home: Site, value: Value, mut comparisons: Vec<(Site, CompareOp, Value)>) {
    func.values[value.0 as usize].ty = Ty::Complex;
    func.blocks[home.0.0 as usize].insts[home.1].op = primitive("measured", true);
    // The last one first: what is put in moves what follows.
    comparisons.sort_by_key(|(site, ..)| std::cmp::Reverse(*site));
    for ((block, at), op, limit) in comparisons {
        let place = func.block(block).insts[at].place;
        let is_float = *func.ty(limit) == Ty::Float;
        let float = if is_float { limit } else { func.new_value(Ty::Float) };
        let insts = &mut func.blocks[block.0 as usize].insts;
        insts[at].op = primitive(&format!("abs_{}", op.name()), false);
        insts[at].args = vec![value, float];
        if !is_float {
            let convert = Inst {
                op: Op::Convert(Convert::IntToFloat),
                args: vec![limit],
                result: Some(float),
                before: None,
                after: None,
                place,
            };
            insts.insert(at, convert);
        }
    }
}

fn primitive(name: &str, leaves: bool) -> Op {
    Op::Primitive {
        path: format!("rt::complex_value::{name}"),
        leaves,
    }
}

fn is_primitive(inst: &Inst, name: &str) -> bool {
    matches!(&inst.op, Op::Primitive { path, .. } if path == name)
}
