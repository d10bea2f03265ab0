//! The graph.

use super::op::Op;
use super::ty::Ty;
use crate::bytecode::Place;
use std::fmt;

/// An SSA value of a function. Prints as `v3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Value(pub u32);

/// A basic block. Prints as `block1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Block(pub u32);

/// Index into [`Func::snapshots`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SnapshotId(pub u32);

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}", self.0)
    }
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "block{}", self.0)
    }
}

/// A function in SSA form. Block 0 is the entry; its parameters are the function's.
#[derive(Clone, Debug)]
pub struct Func {
    pub qualname: String,
    /// Index of its code object in the module.
    pub code: usize,
    pub blocks: Vec<BlockData>,
    pub values: Vec<ValueData>,
    pub snapshots: Vec<Snapshot>,
    /// Names of the frame's slots: fast locals, cells, free variables.
    pub locals: Vec<String>,
    /// `co_names`.
    pub names: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct ValueData {
    pub ty: Ty,
    /// The local that it was bound to first.
    pub name: Option<u32>,
}

#[derive(Clone, Debug)]
pub struct BlockData {
    pub params: Vec<Value>,
    pub insts: Vec<Inst>,
    pub terminator: Terminator,
    /// The state at the block's first instruction, in terms of its parameters and what dominates it.
    pub start: SnapshotId,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Inst {
    pub op: Op,
    pub args: Vec<Value>,
    pub result: Option<Value>,
    /// Where to leave when the operation cannot be done natively: before it. For operations that may raise also where.
    pub before: Option<SnapshotId>,
    /// The state after the operation, for those whose result may be of another type than expected.
    pub after: Option<SnapshotId>,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub struct Edge {
    pub target: Block,
    pub args: Vec<Value>,
}

#[derive(Clone, Debug)]
pub enum Terminator {
    Jump(Edge),
    /// Goes to the first edge if the value (a bool) is true.
    Branch(Value, Edge, Edge),
    Return(Value),
    /// CPython goes on from here. There is no reason to report where that is how a raise is done.
    Leave(SnapshotId, Option<Reason>),
}

/// Why native code ends somewhere: a diagnostic code and one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub code: &'static str,
    pub message: String,
}

impl Reason {
    pub fn new(code: &'static str, message: impl Into<String>) -> Reason {
        Reason {
            code,
            message: message.into(),
        }
    }
}

impl Terminator {
    pub fn edges(&self) -> Vec<&Edge> {
        match self {
            Terminator::Jump(edge) => vec![edge],
            Terminator::Branch(_, then, els) => vec![then, els],
            Terminator::Return(_) | Terminator::Leave(..) => vec![],
        }
    }

    pub fn edges_mut(&mut self) -> Vec<&mut Edge> {
        match self {
            Terminator::Jump(edge) => vec![edge],
            Terminator::Branch(_, then, els) => vec![then, els],
            Terminator::Return(_) | Terminator::Leave(..) => vec![],
        }
    }
}

/// One local or operand of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    Value(Value),
    /// The call protocol's NULL.
    Null,
    /// The object with which the operation was finished by CPython, owned. Only in [`Inst::after`].
    Result,
}

/// What CPython needs to go on: the instruction, the locals, and the operand stack from bottom to top.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Code unit.
    pub at: u32,
    /// Code unit of the instruction that counts as raising: another one if the first only prepares a call.
    pub raises_at: u32,
    pub locals: Vec<Slot>,
    pub stack: Vec<Slot>,
    pub place: Place,
    /// Does every path from the instruction raise? Then leaving is how that is done: nothing to report.
    pub raises: bool,
}

impl Func {
    pub fn ty(&self, value: Value) -> &Ty {
        &self.values[value.0 as usize].ty
    }

    pub fn new_value(&mut self, ty: Ty) -> Value {
        self.values.push(ValueData { ty, name: None });
        Value(self.values.len() as u32 - 1)
    }

    pub fn block(&self, block: Block) -> &BlockData {
        &self.blocks[block.0 as usize]
    }

    pub fn snapshot(&self, id: SnapshotId) -> &Snapshot {
        &self.snapshots[id.0 as usize]
    }

    pub fn new_snapshot(&mut self, snapshot: Snapshot) -> SnapshotId {
        self.snapshots.push(snapshot);
        SnapshotId(self.snapshots.len() as u32 - 1)
    }

    /// Blocks that control can reach, in reverse postorder.
    pub fn reverse_postorder(&self) -> Vec<Block> {
        crate::ir::data::reverse_postorder(self)
    }

    /// Replaces values everywhere, snapshots included.
    pub fn substitute(&mut self, replace: impl Fn(Value) -> Value) {
        for block in &mut self.blocks {
            for inst in &mut block.insts {
                inst.args.iter_mut().for_each(|arg| *arg = replace(*arg));
            }
            if let Terminator::Branch(value, ..) | Terminator::Return(value) = &mut block.terminator {
                *value = replace(*value);
            }
            for edge in block.terminator.edges_mut() {
                edge.args.iter_mut().for_each(|arg| *arg = replace(*arg));
            }
        }
        for snapshot in &mut self.snapshots {
            for slot in snapshot.locals.iter_mut().chain(&mut snapshot.stack) {
                if let Slot::Value(value) = slot {
                    *value = replace(*value);
                }
            }
        }
    }
}

fn reverse_postorder(func: &Func) -> Vec<Block> {
    let mut seen = vec![false; func.blocks.len()];
    let mut order = Vec::new();
    // Explicit stack of (block, next successor): functions may have thousands of blocks.
    let mut stack = vec![(Block(0), 0)];
    seen[0] = true;
    while let Some((block, next)) = stack.last_mut() {
        let edges = func.blocks[block.0 as usize].terminator.edges();
        if let Some(edge) = edges.get(*next) {
            *next += 1;
            let target = edge.target;
            if !std::mem::replace(&mut seen[target.0 as usize], true) {
                stack.push((target, 0));
            }
        } else {
            order.push(*block);
            stack.pop();
        }
    }
    order.reverse();
    order
}
