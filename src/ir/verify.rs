//! The specification of the IR, as a check that runs between passes.

use super::data::{Block, Edge, Func, Slot, SnapshotId, Terminator, Value};
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
    let dominates = |above: Point, below: Point| {
        let mut at = Some(below);
        while let Some(point) = at {
            if point == above {
                return true;
            }
            at = dominators.get(&point).copied().flatten();
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
        Some((home, place))
            if *home != block && dominates(point(func, *home, *place), point(func, block, position)) =>
        {
            Ok(())
        }
        Some((home, _)) => Err(format!(
            "{}: {value} of {home} does not dominate its use in {block}",
            func.qualname
        )),
    };
    let check_snapshot = |id: SnapshotId, block: Block, position: usize| {
        let snapshot = func.snapshot(id);
        if snapshot.locals.len() > func.locals.len() {
            return Err(format!("{}: what {block} leaves to has too many locals", func.qualname));
        }
        snapshot
            .locals
            .iter()
            .chain(&snapshot.stack)
            .try_for_each(|slot| match slot {
                Slot::Value(value) => check(*value, block, position),
                Slot::Null | Slot::Result => Ok(()),
            })
    };
    let check_edge = |edge: &Edge, block: Block, position: usize| {
        if edge.args.len() != func.block(edge.target).params.len() {
            return Err(format!(
                "{}: edge from {block} does not fit {}",
                func.qualname, edge.target
            ));
        }
        edge.args.iter().try_for_each(|arg| check(*arg, block, position))
    };
    for &block in &order {
        let data = func.block(block);
        for (position, inst) in data.insts.iter().enumerate() {
            inst.args.iter().try_for_each(|arg| check(*arg, block, position))?;
            inst.before
                .iter()
                .chain(&inst.after)
                .try_for_each(|id| check_snapshot(*id, block, position))?;
            func.throws_of(inst)
                .try_for_each(|edge| check_edge(edge, block, position))?;
        }
        let end = data.insts.len();
        match &data.terminator {
            Terminator::Branch(value, ..) | Terminator::Return(value) => check(*value, block, end)?,
            Terminator::Leave(id, _) => check_snapshot(*id, block, end)?,
            Terminator::Jump(_) | Terminator::Unreachable => {}
        }
        for edge in data.terminator.edges() {
            check_edge(edge, block, end)?;
        }
    }
    Ok(())
}

/// A stretch of a block that nothing leaves for a handler: the block, and how many operations before it may do so.
type Point = (Block, usize);

fn point(func: &Func, block: Block, position: usize) -> Point {
    let insts = &func.block(block).insts[..position];
    (block, insts.iter().filter(|inst| func.handler(inst).is_some()).count())
}

/// Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm.
fn immediate_dominators(func: &Func, blocks: &[Block]) -> HashMap<Point, Option<Point>> {
    let mut order: Vec<Point> = Vec::new();
    let mut predecessors: HashMap<Point, Vec<Point>> = HashMap::new();
    for &block in blocks {
        let mut at = (block, 0);
        for inst in func
            .block(block)
            .insts
            .iter()
            .filter(|inst| func.handler(inst).is_some())
        {
            order.push(at);
            for edge in func.throws_of(inst) {
                predecessors.entry((edge.target, 0)).or_default().push(at);
            }
            let next = (block, at.1 + 1);
            predecessors.entry(next).or_default().push(at);
            at = next;
        }
        order.push(at);
        for edge in func.block(block).terminator.edges() {
            predecessors.entry((edge.target, 0)).or_default().push(at);
        }
    }
    let number: HashMap<Point, usize> = order.iter().enumerate().map(|(index, point)| (*point, index)).collect();
    let mut dominator: Vec<Option<usize>> = vec![None; order.len()];
    dominator[0] = Some(0);
    let mut changed = true;
    while changed {
        changed = false;
        for (index, point) in order.iter().enumerate().skip(1) {
            let mut new: Option<usize> = None;
            for before in predecessors.get(point).into_iter().flatten() {
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
        .map(|(index, point)| {
            (
                *point,
                if index == 0 {
                    None
                } else {
                    dominator[index].map(|above| order[above])
                },
            )
        })
        .collect()
}
