//! Removes operations that nobody uses and that can neither leave nor be seen.

use crate::ir::{Func, Slot, SnapshotId, Terminator, Value};

pub(super) fn run(func: &mut Func) {
    let mut used = vec![false; func.values.len()];
    let mut work: Vec<Value> = Vec::new();
    let order = func.reverse_postorder();
    let mut snapshots: Vec<SnapshotId> = Vec::new();
    for &block in &order {
        let data = func.block(block);
        for inst in data.insts.iter().filter(|inst| !inst.op.is_pure()) {
            work.extend(&inst.args);
            snapshots.extend(inst.before.iter().chain(&inst.after));
        }
        match &data.terminator {
            Terminator::Branch(value, ..) | Terminator::Return(value) => work.push(*value),
            Terminator::Leave(id, _) => snapshots.push(*id),
            Terminator::Jump(_) => {}
        }
        // Parameters are pruned where they are trivial; the rest stay.
        work.extend(
            data.terminator
                .edges()
                .iter()
                .flat_map(|edge| edge.args.iter().copied()),
        );
    }
    for id in snapshots {
        let snapshot = func.snapshot(id);
        work.extend(
            snapshot
                .locals
                .iter()
                .chain(&snapshot.stack)
                .filter_map(|slot| match slot {
                    Slot::Value(value) => Some(*value),
                    Slot::Null | Slot::Result => None,
                }),
        );
    }
    let mut definition = vec![None; func.values.len()];
    for &block in &order {
        for (position, inst) in func.block(block).insts.iter().enumerate() {
            if let Some(result) = inst.result {
                definition[result.0 as usize] = Some((block, position));
            }
        }
    }
    while let Some(value) = work.pop() {
        if std::mem::replace(&mut used[value.0 as usize], true) {
            continue;
        }
        if let Some((block, position)) = definition[value.0 as usize] {
            work.extend(&func.block(block).insts[position].args);
        }
    }
    for &block in &order {
        let data = &mut func.blocks[block.0 as usize];
        data.insts
            .retain(|inst| !inst.op.is_pure() || inst.result.is_some_and(|result| used[result.0 as usize]));
        for inst in data.insts.iter_mut().filter(|inst| inst.op.is_pure()) {
            inst.before = None;
            inst.after = None;
        }
    }
}
