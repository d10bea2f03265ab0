//! Who uses a value: for passes that rewrite an expression only if nobody else sees its parts.

use crate::ir::{Block, Func, Slot, SnapshotId, Terminator, Value};

/// An operation, by block and position; the position behind the last is the terminator.
pub(super) type Site = (Block, usize);

/// Definitions and uses of a function's values.
pub(super) struct Uses {
    pub(super) definition: Vec<Option<Site>>,
    /// Operations and terminators that take the value as an operand.
    pub(super) operands: Vec<Vec<Site>>,
    /// Those that have it in a snapshot.
    pub(super) snapshots: Vec<Vec<Site>>,
}

impl Uses {
    pub(super) fn of(func: &Func) -> Uses {
        let count = func.values.len();
        let mut uses = Uses {
            definition: vec![None; count],
            operands: vec![vec![]; count],
            snapshots: vec![vec![]; count],
        };
        for block in func.reverse_postorder() {
            let data = func.block(block);
            for (position, inst) in data.insts.iter().enumerate() {
                let site = (block, position);
                if let Some(result) = inst.result {
                    uses.definition[result.0 as usize] = Some(site);
                }
                inst.args
                    .iter()
                    .for_each(|arg| uses.operands[arg.0 as usize].push(site));
                inst.before
                    .iter()
                    .chain(&inst.after)
                    .for_each(|id| uses.snapshot(func, *id, site));
                if let Some(edge) = func.handler(inst) {
                    edge.args
                        .iter()
                        .for_each(|arg| uses.operands[arg.0 as usize].push(site));
                }
            }
            let site = (block, data.insts.len());
            match &data.terminator {
                Terminator::Branch(value, ..) | Terminator::Return(value) => uses.operands[value.0 as usize].push(site),
                Terminator::Leave(id, _) => uses.snapshot(func, *id, site),
                Terminator::Jump(_) | Terminator::Unreachable => {}
            }
            for edge in data.terminator.edges() {
                edge.args
                    .iter()
                    .for_each(|arg| uses.operands[arg.0 as usize].push(site));
            }
        }
        uses
    }

    fn snapshot(&mut self, func: &Func, id: SnapshotId, site: Site) {
        let snapshot = func.snapshot(id);
        for slot in snapshot.locals.iter().chain(&snapshot.stack) {
            if let Slot::Value(Value(number)) = slot {
                self.snapshots[*number as usize].push(site);
            }
        }
    }
}
