//! Generator functions, a stretch at a time: from the beginning, or from behind a `yield`, to the next `yield`.
//!
//! A stretch is a function of what the generator's frame holds where it begins: the arguments, or locals and operands. It ends
//! with [`Op::Suspend`], which says what the frame holds there, or with [`Op::Finish`].

use super::{Builder, State, prune};
use crate::bytecode::{CodeObject, Constant, Instruction, Op as Code, Place};
use crate::ir::{Func, ObjectOp, Op, Slot, Terminator, Ty, Value};
use crate::types::Type;
use std::collections::BTreeMap;

/// What a function's generators are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No objects, but part of the loop that consumes them.
    Fused,
    /// Objects, whose state that loop keeps.
    Kept,
    /// Objects like any others.
    Resumed,
}

impl Kind {
    /// Are they objects, so that a stretch owns what it holds, and their own frames go on where it leaves?
    pub fn is_object(self) -> bool {
        self != Kind::Fused
    }
}

/// A stretch of a generator function.
pub struct Stretch {
    /// The number of the `yield` that it begins behind, from 1 in the order of the code; 0 for the beginning.
    pub number: u32,
    /// The code unit of that `yield`.
    pub unit: u32,
    /// What is on the operand stack there, below what is given: values, and NULLs.
    pub operands: Vec<bool>,
    pub func: Func,
}

/// Lowers the stretches of a generator function that control can reach; parameters as those of [`super::lower`].
pub fn lower_generator<'a>(
    code: &'a CodeObject,
    index: usize,
    instructions: &'a [Instruction],
    minor: u8,
    captured: &'a [Option<u32>],
    hinted: &BTreeMap<String, Type>,
    kind: Kind,
) -> Result<Vec<Stretch>, String> {
    let yields: Vec<usize> = (0..instructions.len())
        .filter(|at| instructions[*at].op == Code::Yield)
        .collect();
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut work: Vec<(u32, Vec<bool>)> = vec![(0, vec![])];
    while let Some((number, operands)) = work.pop() {
        if let Some(known) = stretches.iter().find(|known| known.number == number) {
            if known.operands != operands {
                return Err("a `yield` with different operand stacks".to_owned());
            }
            continue;
        }
        let mut altered = instructions.to_vec();
        for first in (0..instructions.len()).filter(|first| kind.is_object() && delegates(instructions, *first)) {
            altered[first + 2].op = Code::ForIter {
                target: first + 6,
                pops: SEND,
            };
        }
        let mut unit = 0;
        if number > 0 {
            let at = yields[number as usize - 1];
            unit = instructions[at].at;
            altered[0].op = Code::Jump {
                target: at + 1,
                backward: false,
            };
        }
        let mut builder = Builder::new(code, index, &altered, minor);
        builder.captured = captured;
        builder.hinted = hinted.clone();
        builder.generator = Some((number > 0).then(|| operands.clone()));
        builder.kind = kind;
        builder.func.resumes = kind.is_object();
        builder.run()?;
        let mut func = builder.func;
        prune(&mut func);
        if number > 0 {
            func.qualname = format!("{}.resume_{number}", func.qualname);
        }
        for inst in func.blocks.iter().flat_map(|block| &block.insts) {
            if let (Op::Suspend(_, next), Some(before)) = (&inst.op, inst.before) {
                let stack = &func.snapshot(before).stack;
                let below = stack[..stack.len().saturating_sub(1)].iter();
                work.push((*next, below.map(|slot| matches!(slot, Slot::Value(_))).collect()));
            }
        }
        stretches.push(Stretch {
            number,
            unit,
            operands,
            func,
        });
    }
    stretches.sort_by_key(|stretch| stretch.number);
    Ok(stretches)
}

/// What stands for a `SEND` of such a `yield from`: it pops nothing when the iterator is exhausted.
pub(super) const SEND: u32 = u32::MAX;

/// Does a `yield from` begin there whose result nobody wants?
pub(super) fn delegates(instructions: &[Instruction], first: usize) -> bool {
    let is = |at: usize, name: &str| {
        let found = instructions.get(at).map(|found| &found.op);
        matches!(found, Some(Code::Other(other)) if other == name)
    };
    is(first, "GET_YIELD_FROM_ITER")
        && (is(first + 2, "SEND") || matches!(instructions[first + 2].op, Code::ForIter { pops: SEND, .. }))
        && instructions[first + 3].op == Code::Yield
        && is(first + 6, "END_SEND")
        && matches!(instructions.get(first + 7).map(|found| &found.op), Some(Code::Pop(1)))
}

impl Builder<'_> {
    /// What the frame holds behind a `yield`, where the operand stack is as given.
    pub(super) fn state_behind_yield(&mut self, operands: &[bool]) -> State {
        let free = self.code.freevars.len();
        let own = self.func.locals.len().saturating_sub(free);
        let mut state = State {
            locals: Vec::new(),
            stack: Vec::new(),
            names: None,
        };
        for local in 0..own {
            let value = self.frame_value();
            self.func.values[value.0 as usize].name = Some(local as u32);
            state.locals.push(value);
        }
        for number in 0..free {
            let variable = self.variable((own + number) as u32);
            let cell = self.constant_value(Op::Object(ObjectOp::FreeCell(number as u32, variable)));
            state.locals.push(cell);
        }
        for is_value in operands {
            let slot = match is_value {
                true => Slot::Value(self.frame_value()),
                false => Slot::Null,
            };
            state.stack.push(slot);
        }
        let sent = self.constant_value(Op::Const(Constant::None, None));
        state.stack.push(Slot::Value(sent));
        state
    }

    fn frame_value(&mut self) -> Value {
        let value = self.func.new_value(Ty::Bottom);
        self.func.blocks[0].params.push(value);
        if !self.kind.is_object() {
            self.retain(value, Place::default());
        }
        value
    }

    /// Gives the operand on top.
    pub(super) fn give(&mut self, index: usize, state: &mut State) -> Result<Terminator, String> {
        let place = self.instructions[index].place;
        let before = self.instructions[..index].iter();
        let number = 1 + before.filter(|before| before.op == Code::Yield).count() as u32;
        let free = self.code.freevars.len();
        let own = state.locals.len().saturating_sub(free);
        let whole = state.clone();
        let value = super::instruction::pop_value(state)?;
        let mut args = vec![value];
        args.extend(&state.locals[..own]);
        args.extend(state.stack.iter().filter_map(|slot| match slot {
            Slot::Value(value) => Some(*value),
            _ => None,
        }));
        let result = self.operation(Op::Suspend(self.func.code, number), args.clone(), index, &whole);
        // An object's frame takes over what it holds, and the caller the value.
        if !self.kind.is_object() {
            args.into_iter().for_each(|value| self.release(value, place));
        }
        Ok(Terminator::Return(result))
    }

    /// May an instruction raise that has another handler than the one before it? CPython finds that of a generator in which an
    /// exception is raised by the instruction before (from 3.13 on).
    pub(super) fn raises_elsewhere(&self, index: usize) -> bool {
        let quiet = matches!(
            self.instructions[index].op,
            Code::LoadFast(_)
                | Code::StoreFast(_)
                | Code::LoadConst(_)
                | Code::Pop(_)
                | Code::Nop
                | Code::PushNull
                | Code::ReturnGenerator
                | Code::Yield
                | Code::Return
                | Code::ReturnConst(_)
        );
        let handler = |at: u32| {
            let mut entries = self.code.handlers.iter();
            entries
                .find(|entry| (entry.0..entry.1).contains(&at))
                .map(|entry| (entry.2, entry.3, entry.4))
        };
        let at = self.instructions[index].at;
        !quiet && self.minor >= 13 && at > 0 && handler(at) != handler(at - 1)
    }

    /// The next item of what is below on the operand stack, which gets nothing sent, or the end.
    pub(super) fn send(&mut self, index: usize, state: &mut State) -> Result<Terminator, String> {
        let position = state.stack.len().checked_sub(2).ok_or("an empty stack")?;
        let Slot::Value(iterator) = state.stack[position] else {
            return Err("no iterator on the stack".to_owned());
        };
        self.func.delegates.insert(self.instructions[index + 1].at);
        let more = self.operation(Op::HasNext, vec![iterator], index, state);
        let mut given = state.clone();
        given.stack.pop();
        self.given_by_cpython(index + 1, &given);
        let item = self.operation(Op::NextItem, vec![iterator], index, state);
        let advanced = self.operation(Op::Advance, vec![iterator], index, state);
        let done = self.edge(index + 4, &state.clone())?;
        state.stack[position] = Slot::Value(advanced);
        state.stack[position + 1] = Slot::Value(item);
        let next = self.edge(index + 1, state)?;
        Ok(Terminator::Branch(more, next, done))
    }

    /// The generator ends.
    pub(super) fn finish(&mut self, value: Value, index: usize, state: &State) -> Terminator {
        let place = self.instructions[index].place;
        let result = self.operation(Op::Finish(self.func.code), vec![], index, state);
        self.release(value, place);
        for local in state.locals.clone() {
            self.release(local, place);
        }
        Terminator::Return(result)
    }
}
