//! Bytecode to IR, naively: one block for each stretch of straight-line code, a parameter for each local and operand where
//! paths meet, an operation for each instruction, a snapshot for each operation. Nothing is typed, nothing is optimised.
//!
//! Where an exception goes that an operation raises stands in the operation's snapshot: out of the function, or to a handler,
//! which begins with the exception that is set.

mod blocks;
mod call;
mod containers;
mod flow;
mod generator;
mod handlers;
mod instruction;
mod literals;
mod objects;
mod prune;
mod reduction;
mod site;
mod splice;
mod stages;

pub use generator::{Kind, Sent, Stretch, lower_generator};
use handlers::Cover;
pub use prune::prune;
pub use site::{COUNTS, MADE, OF_LISTS};
use splice::{Mirror, Region};
pub use splice::{Spliced, splice};

use crate::bytecode::{CodeObject, Instruction, Op as Code, Place};
use crate::ir::{
    Block, BlockData, Edge, Func, Inst, ObjectOp, Op, Raise, Reason, Slot, Snapshot, SnapshotId, Terminator, Ty, Value,
};
use crate::types::Type;
use std::collections::{BTreeMap, HashMap};

/// Lowers one function. `instructions` are the decoded ones of `code`; `index` is the code object's; `captured` has the number of
/// the variable that each slot's cell holds; `hinted` are the hints of its locals; `spliced` are its instructions with generator
/// expressions put into their places, if that is wanted.
pub fn lower<'a>(
    code: &'a CodeObject,
    index: usize,
    instructions: &'a [Instruction],
    minor: u8,
    captured: &'a [Option<u32>],
    hinted: &BTreeMap<String, Type>,
    spliced: Option<&'a Spliced>,
) -> Result<Func, String> {
    let instructions = spliced.map_or(instructions, |spliced| &spliced.instructions);
    let mut builder = Builder::new(code, index, instructions, minor);
    builder.captured = captured;
    builder.hinted = hinted.clone();
    if let Some(spliced) = spliced {
        builder.enter_regions(spliced);
    }
    builder.run()?;
    let mut func = builder.func;
    prune(&mut func);
    Ok(func)
}

/// What the interpreter's frame holds at a point.
#[derive(Clone, Debug)]
struct State {
    locals: Vec<Value>,
    stack: Vec<Slot>,
    /// Keyword names set for the next call, and the instruction that sets them (3.11, 3.12): CPython keeps them in a register,
    /// so it has to go on from there. Last: their place in `co_consts`.
    names: Option<(usize, Vec<String>, u32)>,
}

struct Builder<'a> {
    code: &'a CodeObject,
    instructions: &'a [Instruction],
    minor: u8,
    /// Hints of locals.
    hinted: BTreeMap<String, Type>,
    func: Func,
    /// Block that begins at an instruction.
    block_at: Vec<Option<Block>>,
    /// State at the beginning of each block, once known.
    states: Vec<Option<State>>,
    /// Does the block take its state as parameters?
    merges: Vec<bool>,
    /// Instructions from which every path raises.
    raises: Vec<bool>,
    /// What covers each instruction.
    covers: Vec<Cover>,
    current: Block,
    captured: &'a [Option<u32>],
    /// Is it a stretch of a generator function? One behind a `yield`, with so many operands?
    generator: Option<Option<Vec<bool>>>,
    /// What generators it is of, if it is a stretch of one.
    kind: Kind,
    /// Is what is sent to a generator the last parameter?
    takes_sent: bool,
    /// Generator expressions in their places.
    regions: Vec<Region>,
    /// Cells of which is known what is in them.
    mirrors: Vec<Mirror>,
    /// What stands for them in their slots, and the slot: they are made by what leaves.
    shells: HashMap<Value, u32>,
    /// Such cells in this block, by slot and content.
    made_cells: HashMap<(u32, Value), Value>,
}

impl<'a> Builder<'a> {
    fn new(code: &'a CodeObject, index: usize, instructions: &'a [Instruction], minor: u8) -> Self {
        let func = Func {
            qualname: code.qualname.clone(),
            code: index,
            blocks: Vec::new(),
            values: Vec::new(),
            snapshots: Vec::new(),
            locals: code.slots(),
            names: code.names.clone(),
            own_names: code.names.len(),
            borrowed: Default::default(),
            takes_vectors: false,
            gives_vectors: false,
            vector_calls: Default::default(),
            fused: Default::default(),
            resumes: false,
            delegates: Default::default(),
            deferred: Default::default(),
        };
        Builder {
            code,
            instructions,
            minor,
            hinted: BTreeMap::new(),
            func,
            block_at: Vec::new(),
            states: Vec::new(),
            merges: Vec::new(),
            raises: Vec::new(),
            covers: handlers::covers(code, instructions),
            current: Block(0),
            captured: &[],
            generator: None,
            kind: Kind::Fused,
            takes_sent: false,
            regions: Vec::new(),
            mirrors: Vec::new(),
            shells: HashMap::new(),
            made_cells: HashMap::new(),
        }
    }

    fn run(&mut self) -> Result<(), String> {
        let shape = blocks::Shape::of(self.instructions, &self.covers);
        self.raises = blocks::raising(self.instructions);
        for (raises, is_ordinary) in self.raises.iter_mut().zip(&shape.is_ordinary) {
            *raises |= !is_ordinary;
        }
        // Block 0 is an entry of its own, so that nothing jumps to it.
        for _ in 0..=shape.leaders.len() {
            self.func.blocks.push(BlockData {
                params: Vec::new(),
                insts: Vec::new(),
                terminator: Terminator::Leave(SnapshotId(0), None),
                start: SnapshotId(0),
            });
        }
        self.block_at = vec![None; self.instructions.len() + 1];
        for (number, leader) in shape.leaders.iter().enumerate() {
            self.block_at[*leader] = Some(Block(number as u32 + 1));
        }
        self.states = vec![None; self.func.blocks.len()];
        self.merges = std::iter::once(false)
            .chain(shape.leaders.iter().map(|leader| shape.is_merge[*leader]))
            .collect();
        let entry = self.entry_state();
        self.current = Block(0);
        self.func.blocks[0].start = self.snapshot(0, &entry);
        let first = self.edge(0, &entry)?;
        self.func.blocks[0].terminator = Terminator::Jump(first);
        for leader in shape.order {
            let Some(block) = self.block_at[leader] else { continue };
            if self.states[block.0 as usize].is_some() {
                self.lower_block(block, leader)?;
            }
        }
        Ok(())
    }

    fn entry_state(&mut self) -> State {
        self.current = Block(0);
        if let Some(Some(operands)) = self.generator.clone() {
            return self.state_behind_yield(&operands);
        }
        let params = self.code.params();
        let mut locals = Vec::new();
        for local in 0..self.func.locals.len() {
            let value = if local < params {
                let value = self.func.new_value(Ty::Bottom);
                self.func.values[value.0 as usize].name = Some(local as u32);
                self.func.blocks[0].params.push(value);
                self.current = Block(0);
                if !self.kind.is_object() {
                    self.retain(value, Place::default());
                }
                value
            } else {
                let value = self.func.new_value(Ty::Bottom);
                self.current = Block(0);
                self.push(Op::Unbound, vec![], Some(value), None, None, Default::default());
                value
            };
            locals.push(value);
        }
        self.begin_mirrors(&mut locals);
        State {
            locals,
            stack: Vec::new(),
            names: None,
        }
    }

    fn lower_block(&mut self, block: Block, leader: usize) -> Result<(), String> {
        let Some(mut state) = self.states[block.0 as usize].clone() else {
            return Ok(());
        };
        self.current = block;
        self.made_cells.clear();
        self.func.blocks[block.0 as usize].start = self.whole_snapshot(leader, &state);
        if self.covers.iter().any(|cover| cover.target() == Some(leader)) {
            let exception = self.operation(Op::Object(ObjectOp::Caught), vec![], leader, &state);
            state.stack.push(Slot::Value(exception));
        }
        let mut index = leader;
        loop {
            if index >= self.instructions.len() {
                return Err("control falls off the end of the code".to_owned());
            }
            if let Some(terminator) = self.instruction(index, &mut state)? {
                self.func.blocks[block.0 as usize].terminator = terminator;
                return Ok(());
            }
            index += 1;
            if self.block_at[index].is_some() {
                let edge = self.edge(index, &state)?;
                self.func.blocks[block.0 as usize].terminator = Terminator::Jump(edge);
                return Ok(());
            }
        }
    }

    /// An edge to the block that begins at an instruction, which gets its state from here if it is the first.
    fn edge(&mut self, target: usize, state: &State) -> Result<Edge, String> {
        let block = self
            .block_at
            .get(target)
            .copied()
            .flatten()
            .ok_or("a jump into the middle of a block")?;
        let number = block.0 as usize;
        if !self.merges[number] {
            self.states[number] = Some(state.clone());
            return Ok(Edge {
                target: block,
                args: vec![],
            });
        }
        if self.states[number].is_none() {
            let mut fresh = |value: Value| {
                let name = self.func.values[value.0 as usize].name;
                let param = self.func.new_value(Ty::Bottom);
                self.func.values[param.0 as usize].name = name;
                self.func.blocks[number].params.push(param);
                param
            };
            let mut shells = Vec::new();
            let mut fresh = |value: Value| {
                let param = fresh(value);
                shells.extend(self.shells.get(&value).map(|slot| (param, *slot)));
                param
            };
            let locals: Vec<Value> = state.locals.iter().map(|value| fresh(*value)).collect();
            let stack = state
                .stack
                .iter()
                .map(|slot| match slot {
                    Slot::Value(value) => Slot::Value(fresh(*value)),
                    other => *other,
                })
                .collect();
            self.shells.extend(shells);
            for (local, value) in locals.iter().enumerate().take(self.func.locals.len()) {
                self.func.values[value.0 as usize].name = Some(local as u32);
            }
            self.states[number] = Some(State {
                locals,
                stack,
                names: None,
            });
        }
        let known = self.states[number].as_ref().ok_or("a block without a state")?;
        let is_shell = |value: &Value| self.shells.contains_key(value);
        let same_shape = known.locals.iter().map(is_shell).eq(state.locals.iter().map(is_shell))
            && known.stack.len() == state.stack.len()
            && known
                .stack
                .iter()
                .zip(&state.stack)
                .all(|(left, right)| matches!(left, Slot::Null) == matches!(right, Slot::Null));
        if !same_shape {
            return Err("paths meet with different operand stacks".to_owned());
        }
        let operands = state.stack.iter().filter_map(|slot| match slot {
            Slot::Value(value) => Some(*value),
            _ => None,
        });
        Ok(Edge {
            target: block,
            args: state.locals.iter().copied().chain(operands).collect(),
        })
    }

    /// The state before instruction `index`, for whatever leaves there.
    fn snapshot(&mut self, index: usize, state: &State) -> SnapshotId {
        let whole = self.whole_snapshot(index, state);
        self.func.leaving(whole)
    }

    /// The state before instruction `index` with all that native code holds.
    fn whole_snapshot(&mut self, index: usize, state: &State) -> SnapshotId {
        let again = self.again(index);
        let (locals, stack) = self.with_cells(state);
        let instruction = self.instructions.get(index);
        self.func.new_snapshot(Snapshot {
            again,
            at: instruction.map_or(0, |instruction| instruction.at),
            raises_at: instruction.map_or(0, |instruction| instruction.at),
            locals,
            stack,
            place: instruction.map(|instruction| instruction.place).unwrap_or_default(),
            raises: self.raises.get(index).copied().unwrap_or_default(),
            raise: Raise::Leave,
            quiet: None,
        })
    }

    /// The state before instruction `index`, and where an exception goes that it raises.
    fn before(&mut self, index: usize, state: &State) -> SnapshotId {
        let raise = self.raise(index, state);
        let id = self.snapshot(index, state);
        self.func.snapshots[id.0 as usize].raise = raise;
        id
    }

    fn push(
        &mut self,
        op: Op,
        args: Vec<Value>,
        result: Option<Value>,
        before: Option<SnapshotId>,
        after: Option<SnapshotId>,
        place: Place,
    ) {
        self.func.blocks[self.current.0 as usize].insts.push(Inst {
            op,
            args,
            result,
            before,
            after,
            place,
        });
    }

    /// One more owner of a value.
    fn retain(&mut self, value: Value, place: Place) {
        self.push(Op::Retain, vec![value], None, None, None, place);
    }

    /// One owner less. May run Python code.
    fn release(&mut self, value: Value, place: Place) {
        self.push(Op::Release, vec![value], None, None, None, place);
    }

    /// An edge to an instruction's block that gives up an operand on the way.
    fn edge_releasing(
        &mut self,
        value: Value,
        index: usize,
        target: usize,
        before: &State,
        behind: &State,
    ) -> Result<Edge, String> {
        let block = Block(self.func.blocks.len() as u32);
        let start = self.whole_snapshot(index, before);
        self.func.blocks.push(BlockData {
            params: Vec::new(),
            insts: Vec::new(),
            terminator: Terminator::Leave(start, None),
            start,
        });
        self.states.push(None);
        self.merges.push(false);
        let current = std::mem::replace(&mut self.current, block);
        self.release(value, self.instructions[index].place);
        self.current = current;
        let edge = self.edge(target, behind)?;
        self.func.blocks[block.0 as usize].terminator = Terminator::Jump(edge);
        Ok(Edge {
            target: block,
            args: vec![],
        })
    }

    /// An operation with a result that leaves before instruction `index` if it cannot be done.
    fn operation(&mut self, op: Op, args: Vec<Value>, index: usize, state: &State) -> Value {
        let result = self.func.new_value(Ty::Bottom);
        let before = if op.may_raise() {
            self.before(index, state)
        } else {
            self.snapshot(index, state)
        };
        self.push(
            op,
            args,
            Some(result),
            Some(before),
            None,
            self.instructions[index].place,
        );
        result
    }

    /// Native code ends before instruction `index`. That is nothing to report where every path raises from there.
    fn leave(&mut self, index: usize, state: &State, reason: Reason) -> Terminator {
        let reason = if self.raises[index] { None } else { Some(reason) };
        Terminator::Leave(self.snapshot(index, state), reason)
    }

    /// The number of the variable that the cell in a slot holds.
    fn variable(&self, slot: u32) -> u32 {
        let number = self.captured.get(slot as usize).copied().flatten();
        number.unwrap_or(u32::MAX)
    }

    fn code_at(&self, index: usize) -> &'a Code {
        &self.instructions[index].op
    }
}
