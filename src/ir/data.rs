//! The graph.

use super::op::{Failing, Lent, Op};
use super::ty::Ty;
use crate::bytecode::Place;
use std::collections::{BTreeMap, BTreeSet};
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
    /// `co_names`, and behind them the names that only generator expressions have that are in its place.
    pub names: Vec<String>,
    /// How many of those are of `co_names`.
    pub own_names: usize,
    /// Parameters whose objects the caller keeps: one reference to each is not counted.
    pub borrowed: BTreeSet<Value>,
    /// Are parameters vectors that may be ones?
    pub takes_vectors: bool,
    /// Is the list that it returns a vector still?
    pub gives_vectors: bool,
    /// The results of calls of bodies that take or give vectors.
    pub vector_calls: BTreeMap<Value, Lent>,
    /// Instances that are only made by whatever leaves, and the objects that they would have.
    pub deferred: BTreeMap<Value, Vec<Value>>,
    /// Results of calls that, if they are generators, go to one consumer and nowhere else.
    pub fused: BTreeSet<Value>,
    /// Does it go on with a generator that is an object? Then its parameters are taken out of that one's frame, or are what is kept
    /// for it.
    pub resumes: bool,
    /// The code units of its `yield from`: where it asks for an iterator, and where it gives an item of that.
    pub delegates: BTreeSet<u32>,
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
    /// Control does not get here: the last operation raises.
    Unreachable,
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
            Terminator::Return(_) | Terminator::Leave(..) | Terminator::Unreachable => vec![],
        }
    }

    pub fn edges_mut(&mut self) -> Vec<&mut Edge> {
        match self {
            Terminator::Jump(edge) => vec![edge],
            Terminator::Branch(_, then, els) => vec![then, els],
            Terminator::Return(_) | Terminator::Leave(..) | Terminator::Unreachable => vec![],
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

/// What becomes of an exception.
#[derive(Clone, Debug, Default)]
pub enum Raise {
    /// Native code leaves, and CPython raises it.
    #[default]
    Leave,
    /// No handler covers the instruction: it ends the function.
    Out,
    /// The handler that covers the instruction goes on; the exception is set. Operands above the handler's are given up,
    /// from top to bottom, once the edge is taken.
    To(Edge),
}

/// Where control goes instead of to the handler when what an operation raises is known, as of a missing item, if one of the globals
/// is a class that catches that, or if there is none, because the handler catches everything.
#[derive(Clone, Debug)]
pub struct Quiet {
    pub classes: Vec<String>,
    /// Without arguments.
    pub edge: Edge,
}

/// What CPython needs to go on: the instruction, the locals, and the operand stack from bottom to top.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// What of it whatever leaves here leaves to, if that is not all of it.
    pub again: Option<Again>,
    /// Code unit.
    pub at: u32,
    /// Code unit of the instruction that counts as raising: another one if the first only prepares a call.
    pub raises_at: u32,
    pub locals: Vec<Slot>,
    pub stack: Vec<Slot>,
    pub place: Place,
    /// Does every path from the instruction raise, or lead there only an exception? Then leaving is nothing to report.
    pub raises: bool,
    /// Where an exception goes that the instruction raises.
    pub raise: Raise,
    pub quiet: Option<Quiet>,
}

/// A part of a state. The rest is native code's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// The code unit of an earlier state, in which all was as it is now as far as it goes: CPython begins again there.
    pub at: Option<u32>,
    /// How many locals there are, and how deep the operand stack is.
    pub locals: usize,
    pub stack: usize,
}

impl Snapshot {
    /// The state to which whatever leaves here leaves.
    pub fn cut(&mut self) {
        if let Some(again) = self.again {
            self.locals.truncate(again.locals);
            self.stack.truncate(again.stack);
            if let Some(at) = again.at {
                (self.at, self.raises_at) = (at, at);
            }
        }
    }
}

impl Func {
    /// The names that are not of its code.
    pub fn more_names(&self) -> impl Iterator<Item = &String> {
        self.names.iter().skip(self.own_names)
    }

    /// The state to which whatever leaves in a state leaves.
    pub fn leaving(&mut self, id: SnapshotId) -> SnapshotId {
        if self.snapshot(id).again.is_none() {
            return id;
        }
        let mut snapshot = self.snapshot(id).clone();
        snapshot.cut();
        self.new_snapshot(snapshot)
    }

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

    /// Where control goes if an operation raises, when that is a handler of the function.
    pub fn handler(&self, inst: &Inst) -> Option<&Edge> {
        let raise = &self.snapshot(inst.before.filter(|_| self.may_raise(inst))?).raise;
        match raise {
            Raise::To(edge) => Some(edge),
            Raise::Leave | Raise::Out => None,
        }
    }

    /// Can an operation raise natively?
    pub fn may_raise(&self, inst: &Inst) -> bool {
        match inst.op {
            Op::HasNext => !matches!(self.ty(inst.args[0]), Ty::RangeIter | Ty::Literals(..)),
            Op::Primitive { .. } => match inst.op.failing() {
                Some(Failing::Missing) => {
                    let key = inst.args.get(1).map(|key| self.ty(*key));
                    key.is_some_and(|key| *key == Ty::Int || key.is_reference() || is_of_ints(key))
                }
                failing => failing.is_some(),
            },
            _ => inst.op.may_raise(),
        }
    }

    /// Where control goes rather than to the handler, or than to leave, if what is raised is known.
    pub fn quiet(&self, inst: &Inst) -> Option<&Quiet> {
        let before = inst.before.filter(|_| self.may_raise(inst))?;
        self.snapshot(before).quiet.as_ref()
    }

    /// The edges from an operation: to the handler, and to where control goes if what is raised is known.
    pub fn throws_of(&self, inst: &Inst) -> impl Iterator<Item = &Edge> {
        let quiet = self.quiet(inst).map(|quiet| &quiet.edge);
        self.handler(inst).into_iter().chain(quiet)
    }

    /// The edges from within a block, in the order of its operations.
    pub fn throws(&self, block: Block) -> impl Iterator<Item = &Edge> {
        self.block(block).insts.iter().flat_map(|inst| self.throws_of(inst))
    }

    /// All edges from a block: those at its end, then those to handlers.
    pub fn edges(&self, block: Block) -> Vec<&Edge> {
        let mut edges = self.block(block).terminator.edges();
        edges.extend(self.throws(block));
        edges
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
            if let Raise::To(edge) = &mut snapshot.raise {
                edge.args.iter_mut().for_each(|arg| *arg = replace(*arg));
            }
        }
        let held = self.deferred.values_mut().flatten();
        held.for_each(|value| *value = replace(*value));
    }
}

/// Is it a tuple in pieces that a dictionary is asked for as it is?
fn is_of_ints(key: &Ty) -> bool {
    matches!(key, Ty::Tuple(items) if (1..=4).contains(&items.len()) && items.iter().all(|item| *item == Ty::Int))
}

fn reverse_postorder(func: &Func) -> Vec<Block> {
    let mut seen = vec![false; func.blocks.len()];
    let mut order = Vec::new();
    let targets = |block| {
        func.edges(block)
            .into_iter()
            .map(|edge| edge.target)
            .collect::<Vec<_>>()
    };
    // Explicit stack of (block, successors, next of them): functions may have thousands of blocks.
    let mut stack = vec![(Block(0), targets(Block(0)), 0)];
    seen[0] = true;
    while let Some((block, successors, next)) = stack.last_mut() {
        if let Some(&target) = successors.get(*next) {
            *next += 1;
            if !std::mem::replace(&mut seen[target.0 as usize], true) {
                stack.push((target, targets(target), 0));
            }
        } else {
            order.push(*block);
            stack.pop();
        }
    }
    order.reverse();
    order
}
