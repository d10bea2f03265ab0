//! Calls of small functions that only compute with numbers, in loops: their operations take the place of the call.
//!
//! Whatever would leave the callee leaves the caller before the call, which CPython does again: nothing has happened yet that
//! anybody could tell. Not where a handler waits for what the call raises: such calls are tried (`attempt.rs`).

use crate::analysis::dominators::Dominators;
use crate::analysis::loops::Loops;
use crate::analysis::ownership;
use crate::ir::{Block, BlockData, Convert, Edge, Func, Inst, Op, Raise, SnapshotId, Terminator, Ty, Value};
use std::collections::HashMap;

/// The most operations that a callee may have, apart from constants, and the most blocks.
const MOST: usize = 32;
const MOST_BLOCKS: usize = 12;

/// The most operations that are put into one function.
const ALL: usize = 160;

/// Can a value be passed to such a function, or returned by it?
pub fn is_number(ty: &Ty) -> bool {
    matches!(ty, Ty::Int | Ty::Float | Ty::Bool)
}

/// Is it a function, as it was unboxed, that can take the place of its calls?
pub fn is_small(callee: &Func) -> bool {
    let order = callee.reverse_postorder();
    let mut count = 0;
    for (position, block) in order.iter().enumerate() {
        let data = callee.block(*block);
        let goes_back = |edge: &&Edge| order[..=position].contains(&edge.target);
        let ends_well = match &data.terminator {
            Terminator::Return(value) => is_number(callee.ty(*value)),
            Terminator::Jump(_) | Terminator::Branch(..) => !data.terminator.edges().iter().any(goes_back),
            Terminator::Leave(..) | Terminator::Unreachable => false,
        };
        if !ends_well || callee.throws(*block).next().is_some() || !data.insts.iter().all(|inst| computes(callee, inst))
        {
            return false;
        }
        count += data
            .insts
            .iter()
            .filter(|inst| !matches!(inst.op, Op::Const(..) | Op::Unbound))
            .count();
    }
    count <= MOST && order.len() <= MOST_BLOCKS
}

/// Does an operation compute with numbers and do nothing else?
pub(super) fn computes(func: &Func, inst: &Inst) -> bool {
    let is_scalar = |value: &Value| match func.ty(*value) {
        Ty::Maybe(inner) => is_number(inner),
        Ty::Wide | Ty::Num | Ty::None | Ty::Unbound => true,
        ty => is_number(ty),
    };
    if !inst.args.iter().chain(&inst.result).all(is_scalar) {
        return false;
    }
    match &inst.op {
        Op::Const(..)
        | Op::Unbound
        | Op::Poll
        | Op::GuardFunction(_)
        | Op::GuardDepth(_)
        | Op::Int { .. }
        | Op::Float(_)
        | Op::FloatNeg
        | Op::Wide { .. }
        | Op::Cmp(_)
        | Op::BoolNot
        | Op::NonZero
        | Op::GuardGlobal(_)
        | Op::ReadGlobal(_) => true,
        Op::Convert(convert) => matches!(
            convert,
            Convert::BoolToInt
                | Convert::IntToFloat
                | Convert::IntToWide
                | Convert::WideToInt
                | Convert::IntToNum
                | Convert::FloatToNum
                | Convert::NumToFloat
                | Convert::ToMaybe
                | Convert::FromMaybe
        ),
        Op::Primitive { path, .. } => {
            inst.result.is_some()
                && ["rt::int::", "rt::float::", "rt::math::", "rt::wide::", "rt::num::"]
                    .iter()
                    .any(|kind| path.starts_with(kind))
        }
        _ => false,
    }
}

/// Puts functions into the places of their calls, in loops or `everywhere`. `body` gives that of a function which [`is_small`].
pub fn inline(func: &mut Func, everywhere: bool, body: &mut dyn FnMut(usize) -> Option<Func>) {
    let dominators = Dominators::of(func);
    let loops = Loops::of(func, &dominators);
    let order = func.reverse_postorder();
    let mut work: Vec<Block> = order
        .into_iter()
        .filter(|block| everywhere || loops.header_of(block.0 as usize).is_some())
        .collect();
    let mut room = ALL;
    while let Some(block) = work.pop() {
        let mut position = 0;
        while let Some(inst) = func.block(block).insts.get(position) {
            position += 1;
            let Op::CallNative(function) = inst.op else { continue };
            let Some(result) = inst.result.filter(|result| is_number(func.ty(*result))) else {
                continue;
            };
            if func.handler(inst).is_some() {
                continue;
            }
            let Some(callee) = body(function).filter(|callee| fits(func, inst, callee)) else {
                continue;
            };
            let count: usize = callee.blocks.iter().map(|block| block.insts.len()).sum();
            if count > room || !is_straight(&callee) && holds_more(func, block, position - 1) {
                continue;
            }
            room -= count;
            if let Some(rest) = put(func, (block, position - 1), function, &callee, result) {
                work.push(rest);
            }
        }
    }
}

/// Are the arguments and the result of a call what the callee takes and gives?
fn fits(func: &Func, call: &Inst, callee: &Func) -> bool {
    let params = &callee.blocks[0].params;
    params.len() == call.args.len()
        && call.before.is_some()
        && params
            .iter()
            .zip(&call.args)
            .all(|(param, arg)| callee.ty(*param) == func.ty(*arg))
        && callee
            .reverse_postorder()
            .into_iter()
            .all(|block| match callee.block(block).terminator {
                Terminator::Return(value) => call.result.is_some_and(|result| callee.ty(value) == func.ty(result)),
                _ => true,
            })
}

/// Has a function no branches?
fn is_straight(callee: &Func) -> bool {
    let order = callee.reverse_postorder();
    order
        .iter()
        .all(|block| !matches!(callee.block(*block).terminator, Terminator::Branch(..)))
}

/// Is more held before an operation than at the beginning of its block, or less? Whatever is counted within a block only should not
/// be counted across several.
fn holds_more(func: &Func, block: Block, position: usize) -> bool {
    let start = ownership::at_start(func, block);
    let mut owned = start.clone();
    for inst in &func.block(block).insts[..position] {
        ownership::apply(func, inst, &mut owned);
    }
    owned.retain(|_, count| *count != 0);
    owned.iter().any(|(value, count)| start.get(value) != Some(count))
        || start
            .iter()
            .any(|(value, count)| *count != 0 && !owned.contains_key(value))
}

/// Puts a callee into the place of one call. The block with what is behind the call, if that is another one now.
fn put(
    func: &mut Func,
    (block, position): (Block, usize),
    function: usize,
    callee: &Func,
    result: Value,
) -> Option<Block> {
    let mut insts = std::mem::take(&mut func.blocks[block.0 as usize].insts);
    let rest = insts.split_off(position + 1);
    let call = insts.pop()?;
    let before = state(func, call.before?);
    insts.push(Inst {
        op: Op::GuardFunction(function),
        args: vec![],
        result: None,
        before: Some(before),
        after: None,
        place: call.place,
    });
    // How many calls deeper it would be where it calls others, whose guards are among its operations.
    let calls = callee
        .reverse_postorder()
        .into_iter()
        .flat_map(|block| &callee.block(block).insts);
    let deeper = calls.map(|inst| match inst.op {
        Op::GuardFunction(_) => 1,
        Op::GuardDepth(more) => more,
        _ => 0,
    });
    if let Some(more @ 1..) = deeper.max() {
        insts.push(Inst {
            op: Op::GuardDepth(more + 1),
            args: vec![],
            result: None,
            before: Some(before),
            after: None,
            place: call.place,
        });
    }
    let mut copy = Copy {
        values: callee.blocks[0]
            .params
            .iter()
            .copied()
            .zip(call.args.iter().copied())
            .collect(),
        callee,
        call: &call,
        before,
    };
    if is_straight(callee) {
        let given = copy.straight(func, &mut insts)?;
        insts.extend(rest);
        func.blocks[block.0 as usize].insts = insts;
        let name = func.values[result.0 as usize].name;
        let own = &mut func.values[given.0 as usize].name;
        *own = own.or(name);
        func.substitute(|value| if value == result { given } else { value });
        return None;
    }
    let order = callee.reverse_postorder();
    // The blocks of the copy, and one for what is behind the call.
    let first = func.blocks.len() as u32;
    let behind = Block(first + order.len() as u32 - 1);
    let mut blocks: HashMap<Block, Block> = HashMap::new();
    for (number, of) in order.iter().skip(1).enumerate() {
        blocks.insert(*of, Block(first + number as u32));
    }
    for (number, of) in order.iter().enumerate() {
        let params: Vec<Value> = match number {
            0 => vec![],
            _ => callee
                .block(*of)
                .params
                .iter()
                .map(|param| copy.value(func, *param))
                .collect(),
        };
        let made = copy.insts(func, *of);
        let terminator = match &callee.block(*of).terminator {
            Terminator::Jump(to) => Terminator::Jump(copy.edge(func, to, &blocks)),
            Terminator::Branch(value, then, els) => {
                let (then, els) = (copy.edge(func, then, &blocks), copy.edge(func, els, &blocks));
                Terminator::Branch(copy.value(func, *value), then, els)
            }
            Terminator::Return(value) => Terminator::Jump(Edge {
                target: behind,
                args: vec![copy.value(func, *value)],
            }),
            other => other.clone(),
        };
        if number == 0 {
            insts.extend(made);
            let data = &mut func.blocks[block.0 as usize];
            data.insts = std::mem::take(&mut insts);
            let last = std::mem::replace(&mut data.terminator, terminator);
            // Kept for the block behind until it is there.
            func.blocks.push(BlockData {
                params: vec![result],
                insts: vec![],
                terminator: last,
                start: before,
            });
            continue;
        }
        let end = func.blocks.len() - 1;
        func.blocks.insert(
            end,
            BlockData {
                params,
                insts: made,
                terminator,
                start: before,
            },
        );
    }
    func.blocks[behind.0 as usize].insts = rest;
    Some(behind)
}

/// The state before a call, to which whatever leaves in its place leaves.
pub(super) fn state(func: &mut Func, id: SnapshotId) -> SnapshotId {
    let mut snapshot = func.snapshot(id).clone();
    snapshot.raise = Raise::Leave;
    snapshot.quiet = None;
    func.new_snapshot(snapshot)
}

/// What is copied into the place of a call.
struct Copy<'a> {
    callee: &'a Func,
    call: &'a Inst,
    before: SnapshotId,
    /// The callee's values, and those of the caller that they are.
    values: HashMap<Value, Value>,
}

impl Copy<'_> {
    fn value(&mut self, func: &mut Func, value: Value) -> Value {
        let ty = self.callee.ty(value).clone();
        *self.values.entry(value).or_insert_with(|| func.new_value(ty))
    }

    /// Copies a function without branches; the value that it gives.
    fn straight(&mut self, func: &mut Func, insts: &mut Vec<Inst>) -> Option<Value> {
        let callee = self.callee;
        let mut block = Block(0);
        loop {
            insts.extend(self.insts(func, block));
            match &callee.block(block).terminator {
                Terminator::Jump(edge) => {
                    for (param, arg) in callee.block(edge.target).params.iter().zip(&edge.args) {
                        let given = self.value(func, *arg);
                        self.values.insert(*param, given);
                    }
                    block = edge.target;
                }
                Terminator::Return(value) => return Some(self.value(func, *value)),
                _ => return None,
            }
        }
    }

    fn edge(&mut self, func: &mut Func, edge: &Edge, blocks: &HashMap<Block, Block>) -> Edge {
        Edge {
            target: blocks.get(&edge.target).copied().unwrap_or(edge.target),
            args: edge.args.iter().map(|arg| self.value(func, *arg)).collect(),
        }
    }

    fn insts(&mut self, func: &mut Func, block: Block) -> Vec<Inst> {
        // The loop around it looks at signals.
        let insts = self.callee.block(block).insts.iter().filter(|inst| inst.op != Op::Poll);
        let copied = insts.map(|inst| Inst {
            op: match &inst.op {
                // A constant of the callee's code.
                Op::Const(constant, _) => Op::Const(constant.clone(), None),
                op => op.clone(),
            },
            args: inst.args.iter().map(|arg| self.value(func, *arg)).collect(),
            result: inst.result.map(|result| self.value(func, result)),
            before: inst.before.map(|_| self.before),
            after: None,
            place: self.call.place,
        });
        copied.collect()
    }
}
