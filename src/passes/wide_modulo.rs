//! `(a * b + c) % m` without overflow: the expression under the modulus is computed in 128 bits, where it cannot overflow or
//! is checked, and the remainder fits 64 bits again. Products of wide ints under a modulus are one operation of the runtime.

use super::uses::Uses;
use crate::analysis::{Interval, intervals};
use crate::ir::{Block, Convert, Func, Inst, IntOp, Op, Slot, Ty, Value, WideOp};
use std::collections::HashMap;

/// How deep an expression under a modulus is followed.
const DEPTH: u32 = 3;

pub(super) fn run(func: &mut Func) {
    for block in func.reverse_postorder() {
        let mut position = 0;
        while position < func.block(block).insts.len() {
            let inst = func.block(block).insts[position].clone();
            match &inst.op {
                Op::Primitive { path, .. } if path == "rt::int::modulo" => position = narrow(func, block, position),
                Op::Primitive { path, .. } if path == "rt::wide::modulo" => {
                    let uses = Uses::of(func);
                    if let Some(fused) = product(func, &uses, block, position, &inst) {
                        func.blocks[block.0 as usize].insts[position] = fused;
                    }
                }
                _ => {}
            }
            position += 1;
        }
    }
}

/// Parts of an expression that are to be computed in 128 bits: position in the block and operator.
type Parts = HashMap<usize, WideOp>;

/// Rewrites `expression % m` if the expression may overflow 64 bits. Returns where the remainder is now.
fn narrow(func: &mut Func, block: Block, position: usize) -> usize {
    let known = intervals(func);
    let uses = Uses::of(func);
    let mut parts = Parts::new();
    let root = func.block(block).insts[position].args[0];
    let mut overflows = false;
    collect(func, &uses, &known, block, root, DEPTH, &mut parts, &mut overflows);
    if parts.is_empty() || !overflows {
        return position;
    }
    let mut wide: HashMap<Value, Value> = HashMap::new();
    let mut out = Vec::new();
    let mut end = position;
    for (index, mut inst) in std::mem::take(&mut func.blocks[block.0 as usize].insts)
        .into_iter()
        .enumerate()
    {
        if let Some(op) = parts.get(&index) {
            let args = inst
                .args
                .iter()
                .map(|arg| widened(func, &mut wide, &mut out, *arg, &inst))
                .collect();
            let result = func.new_value(Ty::Wide);
            inst.result.map(|narrow| wide.insert(narrow, result));
            inst = Inst {
                op: Op::Wide {
                    op: *op,
                    checked: false,
                },
                args,
                result: Some(result),
                before: None,
                after: None,
                ..inst
            };
        } else if index == position {
            inst.op = Op::Primitive {
                path: "rt::wide::mod_wide".to_owned(),
                leaves: true,
            };
            inst.args[0] = wide.get(&root).copied().unwrap_or(root);
            end = out.len();
        }
        out.push(inst);
    }
    func.blocks[block.0 as usize].insts = out;
    // Who looked at a part from a snapshot sees the same number, in 128 bits.
    for snapshot in &mut func.snapshots {
        for slot in snapshot.locals.iter_mut().chain(&mut snapshot.stack) {
            if let Slot::Value(value) = slot {
                let part = uses.definition[value.0 as usize]
                    .is_some_and(|(home, at)| home == block && parts.contains_key(&at));
                if part {
                    *value = wide.get(value).copied().unwrap_or(*value);
                }
            }
        }
    }
    end
}

/// The interval of a value; its parts that only this expression takes as operands are collected, unless they could leave 128
/// bits. `overflows`: may one of them leave 64?
#[expect(clippy::too_many_arguments)]
fn collect(
    func: &Func,
    uses: &Uses,
    known: &[Option<Interval>],
    block: Block,
    value: Value,
    depth: u32,
    parts: &mut Parts,
    overflows: &mut bool,
) -> Interval {
    let own = known.get(value.0 as usize).copied().flatten().unwrap_or(Interval::FULL);
    let Some((home, position)) = uses.definition[value.0 as usize] else {
        return own;
    };
    if home != block || depth == 0 || uses.operands[value.0 as usize].len() != 1 {
        return own;
    }
    let inst = &func.block(block).insts[position];
    let op = match inst.op {
        Op::Int {
            op: IntOp::Add,
            checked: true,
        } => WideOp::Add,
        Op::Int {
            op: IntOp::Sub,
            checked: true,
        } => WideOp::Sub,
        Op::Int {
            op: IntOp::Mul,
            checked: true,
        } => WideOp::Mul,
        _ => return own,
    };
    let mut below = Parts::new();
    let mut below_overflows = false;
    let left = collect(
        func,
        uses,
        known,
        block,
        inst.args[0],
        depth - 1,
        &mut below,
        &mut below_overflows,
    );
    let right = collect(
        func,
        uses,
        known,
        block,
        inst.args[1],
        depth - 1,
        &mut below,
        &mut below_overflows,
    );
    match left.combine(op, right) {
        Some(interval) => {
            parts.extend(below);
            parts.insert(position, op);
            *overflows |= below_overflows || !interval.fits();
            interval
        }
        None => own,
    }
}

/// A value in 128 bits.
fn widened(func: &mut Func, wide: &mut HashMap<Value, Value>, out: &mut Vec<Inst>, value: Value, like: &Inst) -> Value {
    if let Some(known) = wide.get(&value) {
        return *known;
    }
    let result = func.new_value(Ty::Wide);
    let op = Op::Convert(Convert::IntToWide);
    out.push(Inst {
        op,
        args: vec![value],
        result: Some(result),
        before: None,
        after: None,
        place: like.place,
    });
    wide.insert(value, result);
    result
}

/// `a * b % m` on wide ints, as one operation that leaves before the product.
fn product(func: &mut Func, uses: &Uses, block: Block, position: usize, inst: &Inst) -> Option<Inst> {
    let product = inst.args[0];
    let number = product.0 as usize;
    let (home, at) = uses.definition.get(number).copied().flatten()?;
    let definition = func.block(block).insts.get(at).filter(|_| home == block)?.clone();
    let alone =
        uses.operands[number].len() == 1 && uses.snapshots[number].iter().all(|site| *site == (block, position));
    if !alone
        || definition.op
            != (Op::Wide {
                op: WideOp::Mul,
                checked: true,
            })
    {
        return None;
    }
    // The product itself is now dead, and with it its check.
    func.blocks[block.0 as usize].insts[at].op = Op::Wide {
        op: WideOp::Mul,
        checked: false,
    };
    Some(Inst {
        op: Op::Primitive {
            path: "rt::wide::mulmod".to_owned(),
            leaves: true,
        },
        args: vec![definition.args[0], definition.args[1], inst.args[1]],
        before: definition.before,
        ..inst.clone()
    })
}
