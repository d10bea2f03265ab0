//! The specification of the IR, as a check that runs between passes.

use super::data::{Block, Edge, Func, Slot, SnapshotId, Terminator, Value};
use std::collections::HashMap;

/// Checks that values are defined once and before use on every path, and that edges fit their targets.
pub fn verify(func: &Func) -> Result<(), String> {
    let order = func.reverse_postorder();
    let points = Points::of(func, &order);
    let nesting = nesting(&immediate_dominators(func, &order));
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
    let dominates = |above: Point, below: Point| match (nesting.get(&above), nesting.get(&below)) {
        (Some(above), Some(below)) => above.0 <= below.0 && below.1 <= above.1,
        _ => above == below,
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
            if *home != block && dominates(points.point(*home, *place), points.point(block, position)) =>
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

/// The point of each operation.
struct Points {
    /// By block: how many operations before each one may leave for a handler, and in all.
    before: HashMap<Block, Vec<usize>>,
}

impl Points {
    fn of(func: &Func, blocks: &[Block]) -> Points {
        let counts = |block: &Block| {
            let mut count = 0;
            let mut counts = vec![0];
            for inst in &func.block(*block).insts {
                count += usize::from(func.throws_of(inst).next().is_some());
                counts.push(count);
            }
            (*block, counts)
        };
        Points {
            before: blocks.iter().map(counts).collect(),
        }
    }

    fn point(&self, block: Block, position: usize) -> Point {
        (block, self.before.get(&block).map_or(0, |counts| counts[position]))
    }
}

/// When a walk over the dominator tree enters and leaves each point: one dominates those that it enters between.
fn nesting(dominators: &HashMap<Point, Option<Point>>) -> HashMap<Point, (usize, usize)> {
    let mut children: HashMap<Point, Vec<Point>> = HashMap::new();
    let mut work = Vec::new();
    for (point, above) in dominators {
        match above {
            Some(above) => children.entry(*above).or_default().push(*point),
            None => work.push((*point, false)),
        }
    }
    let mut nesting = HashMap::new();
    let mut time = 0;
    while let Some((point, is_left)) = work.pop() {
        time += 1;
        if is_left {
            nesting
                .entry(point)
                .and_modify(|(_, left): &mut (usize, usize)| *left = time);
            continue;
        }
        nesting.insert(point, (time, time));
        work.push((point, true));
        work.extend(
            children
                .remove(&point)
                .into_iter()
                .flatten()
                .map(|child| (child, false)),
        );
    }
    nesting
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
            .filter(|inst| func.throws_of(inst).next().is_some())
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
