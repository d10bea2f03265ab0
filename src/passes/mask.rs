//! Arithmetic under a mask wraps: of `(h * 31 + c) & 0xFFFFFFFF` only the low bits are demanded, and those are right
//! whatever overflows above them.
//!
//! **Invariant:** a part may wrap only if nobody but the masked expression sees it, snapshots included.

use super::uses::{Site, Uses};
use crate::bytecode::Constant;
use crate::ir::{Func, IntOp, Op, Value};
use std::collections::HashSet;

pub(super) fn run(func: &mut Func) {
    let uses = Uses::of(func);
    let mut wrapping: HashSet<Site> = HashSet::new();
    for block in func.reverse_postorder() {
        for (position, inst) in func.block(block).insts.iter().enumerate() {
            if !matches!(inst.op, Op::Int { op: IntOp::And, .. }) {
                continue;
            }
            let is_mask = |value: Value| constant(func, &uses, value).is_some_and(|mask| mask >= 0);
            let expression = match (is_mask(inst.args[0]), is_mask(inst.args[1])) {
                (false, true) => inst.args[0],
                (true, false) => inst.args[1],
                _ => continue,
            };
            let mut tree = HashSet::from([(block, position)]);
            collect(func, &uses, expression, &mut tree);
            // A part seen by anything outside takes the parts below it out, too: drop until nothing changes.
            loop {
                let seen: Vec<Site> = tree
                    .iter()
                    .copied()
                    .filter(|site| *site != (block, position) && is_seen(func, &uses, *site, &tree))
                    .collect();
                if seen.is_empty() {
                    break;
                }
                seen.iter().for_each(|site| {
                    tree.remove(site);
                });
            }
            tree.remove(&(block, position));
            wrapping.extend(tree);
        }
    }
    for (block, position) in wrapping {
        if let Op::Int { checked, .. } = &mut func.blocks[block.0 as usize].insts[position].op {
            *checked = false;
        }
        let inst = &mut func.blocks[block.0 as usize].insts[position];
        inst.before = None;
        inst.after = None;
    }
}

fn constant(func: &Func, uses: &Uses, value: Value) -> Option<i128> {
    let (block, position) = uses.definition[value.0 as usize]?;
    match &func.block(block).insts[position].op {
        Op::Const(constant @ Constant::Int(_), _) => constant.as_int(),
        _ => None,
    }
}

/// Operations of which the low bits depend on nothing but the low bits of their operands.
fn collect(func: &Func, uses: &Uses, value: Value, tree: &mut HashSet<Site>) {
    let Some((block, position)) = uses.definition[value.0 as usize] else {
        return;
    };
    let inst = &func.block(block).insts[position];
    if matches!(inst.op, Op::Int { .. }) && tree.insert((block, position)) {
        inst.args.iter().for_each(|arg| collect(func, uses, *arg, tree));
    }
}

fn is_seen(func: &Func, uses: &Uses, (block, position): Site, tree: &HashSet<Site>) -> bool {
    let Some(result) = func.block(block).insts[position].result else {
        return true;
    };
    let number = result.0 as usize;
    uses.operands[number]
        .iter()
        .chain(&uses.snapshots[number])
        .any(|site| !tree.contains(site))
}
