//! Removes pairs of a retain and a release of one value within a block, where somebody else keeps the object meanwhile.
//!
//! That is the frame's local, mostly: loading it, using it and giving the operand back needs no counting. A constant is
//! kept by the function's code, an argument by the caller.

use crate::analysis::ownership::{self, Owned};
use crate::ir::{Block, Func, Op, Value};
use std::collections::{HashMap, HashSet};

pub(super) fn run(func: &mut Func) {
    let kept_elsewhere: HashSet<Value> = func
        .blocks
        .iter()
        .flat_map(|block| &block.insts)
        .filter(|inst| matches!(inst.op, Op::Const(..)))
        .filter_map(|inst| inst.result)
        .chain(func.borrowed.iter().copied())
        .collect();
    for block in func.reverse_postorder() {
        let gone = pairs(func, block, &kept_elsewhere);
        if gone.is_empty() {
            continue;
        }
        let mut position = 0;
        func.blocks[block.0 as usize].insts.retain(|_| {
            position += 1;
            !gone.contains(&(position - 1))
        });
    }
}

/// The positions of the retains and releases that cancel.
fn pairs(func: &Func, block: Block, kept_elsewhere: &HashSet<Value>) -> HashSet<usize> {
    let mut owned: Owned = ownership::at_start(func, block);
    let mut gone = HashSet::new();
    // For each value: how many references are held behind each operation that changes that, less the pairs removed.
    let mut held: HashMap<Value, Vec<(usize, i32)>> = HashMap::new();
    let mut open: HashMap<Value, Vec<usize>> = HashMap::new();
    // For each operation that may go to a handler: what is left of the references once the handler has its own.
    let mut left: Vec<(usize, Owned)> = Vec::new();
    for (position, inst) in func.block(block).insts.iter().enumerate() {
        let (taken, given) = ownership::effect(func, inst);
        if let (Op::Release, Some(&value)) = (&inst.op, inst.args.first())
            && let Some(retained) = open.entry(value).or_default().pop()
        {
            let between = held.entry(value).or_default();
            let start = between.partition_point(|(at, _)| *at < retained);
            let is_kept = between[start..].iter().all(|(_, count)| *count >= 2);
            let throws = left.partition_point(|(at, _)| *at < retained);
            let is_left = |(_, left): &(usize, Owned)| left.get(&value).is_none_or(|count| *count >= 1);
            if (is_kept || kept_elsewhere.contains(&value)) && left[throws..].iter().all(is_left) {
                for (_, left) in &mut left[throws..] {
                    left.entry(value).and_modify(|count| *count -= 1);
                }
                gone.extend([retained, position]);
                between[start..].iter_mut().for_each(|(_, count)| *count -= 1);
            }
        }
        if let (Op::Retain, Some(&value)) = (&inst.op, inst.args.first()) {
            open.entry(value).or_default().push(position);
        }
        left.extend(ownership::raised(func, inst, &owned).map(|left| (position, left)));
        ownership::apply(func, inst, &mut owned);
        for value in taken.into_iter().chain(given) {
            let count = owned.get(&value).copied().unwrap_or_default();
            held.entry(value).or_default().push((position, count));
        }
    }
    gone
}
