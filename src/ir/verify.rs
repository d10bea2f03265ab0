//! The specification of the IR, as a check that runs between passes.

use super::data::{Block, Func, Slot, SnapshotId, Terminator, Value};
use std::collections::HashMap;

/// Checks that values are defined once and before use on every path, and that edges fit their targets.
pub fn verify(func: &Func) -> Result<(), String> {
    let order = func.reverse_postorder();
    let dominators = immediate_dominators(func, &order);
    let mut defined: HashMap<Value, (Block, usize)> = HashMap::new();
    for &block in &order {
        let data = func.block(block);
        let results = data
            .insts
            .iter()
            .enumerate()
            .filter_map(|(index, inst)| Some((inst.result?, index + 1)));
        for (value, position) in data.params.iter().map(|value| (*value, 0)).chain(results) {
            if defined.insert(value, (block, position)).is_some() {
                return Err(format!("{}: {value} is defined twice", func.qualname));
            }
        }
    }
    let dominates = |above: Block, below: Block| {
        let mut at = Some(below);
        while let Some(block) = at {
            if block == above {
                return true;
            }
            at = dominators.get(&block).copied().flatten();
        }
        false
    };
    let check = |value: Value, block: Block, position: usize| match defined.get(&value) {
        // Compile-time values stand for a guarded global: nothing computes them.
        None if func.ty(value).is_compile_time() => Ok(()),
        None => Err(format!(
            "{}: {value} is used in {block} and defined nowhere",
            func.qualname
        )),
        Some((home, place)) if *home == block && *place <= position => Ok(()),
        Some((home, _)) if *home != block && dominates(*home, block) => Ok(()),
        Some((home, _)) => Err(format!(
            "{}: {value} of {home} does not dominate its use in {block}",
            func.qualname
        )),
    };
    let check_snapshot = |id: SnapshotId, block: Block, position: usize| {
        let snapshot = func.snapshot(id);
        snapshot
            .locals
            .iter()
            .chain(&snapshot.stack)
            .try_for_each(|slot| match slot {
                Slot::Value(value) => check(*value, block, position),
                Slot::Null | Slot::Result => Ok(()),
            })
    };
    for &block in &order {
        let data = func.block(block);
        for (position, inst) in data.insts.iter().enumerate() {
            inst.args.iter().try_for_each(|arg| check(*arg, block, position))?;
            inst.before
                .iter()
                .chain(&inst.after)
                .try_for_each(|id| check_snapshot(*id, block, position))?;
        }
        let end = data.insts.len();
        match &data.terminator {
            Terminator::Branch(value, ..) | Terminator::Return(value) => check(*value, block, end)?,
            Terminator::Leave(id, _) => check_snapshot(*id, block, end)?,
            Terminator::Jump(_) => {}
        }
        for edge in data.terminator.edges() {
            if edge.args.len() != func.block(edge.target).params.len() {
                return Err(format!(
                    "{}: edge from {block} does not fit {}",
                    func.qualname, edge.target
                ));
            }
            edge.args.iter().try_for_each(|arg| check(*arg, block, end))?;
        }
    }
    Ok(())
}

/// Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm.
fn immediate_dominators(func: &Func, order: &[Block]) -> HashMap<Block, Option<Block>> {
    let number: HashMap<Block, usize> = order.iter().enumerate().map(|(index, block)| (*block, index)).collect();
    let mut predecessors: HashMap<Block, Vec<Block>> = HashMap::new();
    for &block in order {
        for edge in func.block(block).terminator.edges() {
            predecessors.entry(edge.target).or_default().push(block);
        }
    }
    let mut dominator: Vec<Option<usize>> = vec![None; order.len()];
    dominator[0] = Some(0);
    let mut changed = true;
    while changed {
        changed = false;
        for (index, block) in order.iter().enumerate().skip(1) {
            let mut new: Option<usize> = None;
            for before in predecessors.get(block).into_iter().flatten() {
                let before = number[before];
                if dominator[before].is_none() {
                    continue;
                }
                new = Some(match new {
                    None => before,
                    Some(mut left) => {
                        let mut right = before;
                        while left != right {
                            while left > right {
                                left = dominator[left].unwrap_or(0);
                            }
                            while right > left {
                                right = dominator[right].unwrap_or(0);
                            }
                        }
                        left
                    }
                });
            }
            if new.is_some() && dominator[index] != new {
                dominator[index] = new;
                changed = true;
            }
        }
    }
    order
        .iter()
        .enumerate()
        .map(|(index, block)| {
            (
                *block,
                if index == 0 {
                    None
                } else {
                    dominator[index].map(|above| order[above])
                },
            )
        })
        .collect()
}
