//! Removes what nobody uses: operations that can neither leave nor be seen, and block parameters.

use crate::ir::{Block, Edge, Func, Raise, Slot, SnapshotId, Terminator, Value};

pub(super) fn run(func: &mut Func) {
    let order = func.reverse_postorder();
    let used = used(func, &order);
    let is_used = |value: &Value| used[value.0 as usize];
    let params: Vec<Vec<Value>> = func.blocks.iter().map(|block| block.params.clone()).collect();
    let keep = |edge: &mut Edge| {
        let params = &params[edge.target.0 as usize];
        if edge.args.len() == params.len() {
            let mut kept = params.iter().map(is_used);
            edge.args.retain(|_| kept.next().unwrap_or(true));
        }
    };
    for &block in &order {
        let edges = func.blocks[block.0 as usize].terminator.edges_mut();
        edges.into_iter().for_each(keep);
    }
    for snapshot in &mut func.snapshots {
        if let Raise::To(edge) = &mut snapshot.raise {
            keep(edge);
        }
    }
    for &block in &order {
        let data = &mut func.blocks[block.0 as usize];
        if block != Block(0) {
            data.params.retain(is_used);
        }
        data.insts
            .retain(|inst| !inst.op.is_pure() || inst.result.as_ref().is_some_and(is_used));
        for inst in data.insts.iter_mut().filter(|inst| inst.op.is_pure()) {
            inst.before = None;
            inst.after = None;
        }
    }
}

/// Which values reach something that leaves, returns, branches or is seen.
fn used(func: &Func, order: &[Block]) -> Vec<bool> {
    let mut used = vec![false; func.values.len()];
    let mut work: Vec<Value> = Vec::new();
    let mut snapshots: Vec<SnapshotId> = Vec::new();
    // What makes a value: the operands of its operation, or what the edges give a parameter.
    let mut sources: Vec<Vec<Value>> = vec![vec![]; func.values.len()];
    for &block in order {
        let data = func.block(block);
        // References that a block begins with have to be given up, also those that no exit hands over.
        let start = func.snapshot(data.start);
        for slot in start.locals.iter().chain(&start.stack) {
            if let Slot::Value(value) = slot
                && func.ty(*value).is_reference()
                && data.params.contains(value)
            {
                work.push(*value);
            }
        }
        for inst in &data.insts {
            if let Some(result) = inst.result {
                sources[result.0 as usize].extend(&inst.args);
            }
            if !inst.op.is_pure() {
                work.extend(&inst.args);
                snapshots.extend(inst.before.iter().chain(&inst.after));
            }
        }
        match &data.terminator {
            Terminator::Branch(value, ..) | Terminator::Return(value) => work.push(*value),
            Terminator::Leave(id, _) => snapshots.push(*id),
            Terminator::Jump(_) | Terminator::Unreachable => {}
        }
        for edge in func.edges(block) {
            for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                sources[param.0 as usize].push(*arg);
            }
        }
    }
    for id in snapshots {
        let snapshot = func.snapshot(id);
        for slot in snapshot.locals.iter().chain(&snapshot.stack) {
            if let Slot::Value(value) = slot {
                work.push(*value);
            }
        }
    }
    while let Some(value) = work.pop() {
        if !std::mem::replace(&mut used[value.0 as usize], true) {
            work.append(&mut sources[value.0 as usize]);
        }
    }
    used
}
