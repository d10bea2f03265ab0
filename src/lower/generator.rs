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
    /// What it takes of what is sent.
    pub sent: Sent,
    pub func: Func,
}

/// What a stretch takes of what is sent to the generator where it is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It gives it up, or begins where the generator does.
    Nothing,
    /// It can only go on if that is `None`.
    None,
    /// Its last parameter.
    Value,
}

/// What the stretch behind a `yield` takes of what is sent.
fn sent_behind(instructions: &[Instruction], at: usize, kind: Kind) -> Sent {
    let mut behind = instructions[at + 1..].iter();
    let next = behind.find(|next| next.op != Code::Nop).map(|next| &next.op);
    match next {
        Some(Code::Pop(1)) => Sent::Nothing,
        _ if kind != Kind::Resumed || at >= 3 && delegates(instructions, at - 3) => Sent::None,
        _ => Sent::Value,
    }
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
        for send in (0..instructions.len()).filter(|send| kind.is_object() && is_sent(instructions, *send)) {
            let quietly = send >= 2 && delegates(instructions, send - 2);
            if quietly || kind == Kind::Resumed {
                altered[send].op = Code::ForIter {
                    target: send + 4,
                    pops: if quietly { SEND } else { SEND_ANY },
                };
            }
        }
        let mut unit = 0;
        let mut takes = Sent::Nothing;
        if number > 0 {
            let at = yields[number as usize - 1];
            unit = instructions[at].at;
            takes = sent_behind(instructions, at, kind);
            altered[0].op = Code::Jump {
                target: at + 1,
                backward: false,
            };
        }
        let mut builder = Builder::new(code, index, &altered, minor);
        builder.captured = captured;
        builder.hinted = hinted.clone();
        builder.generator = Some((number > 0).then(|| operands.clone()));
        builder.takes_sent = takes == Sent::Value;
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
            sent: takes,
            func,
        });
    }
    stretches.sort_by_key(|stretch| stretch.number);
    Ok(stretches)
}

/// What stands for a `SEND` of such a `yield from`: it pops nothing when the iterator is exhausted.
pub(super) const SEND: u32 = u32::MAX;

/// As [`SEND`], of any other: what is sent matters, and what the iterator returns.
pub(super) const SEND_ANY: u32 = u32::MAX - 1;

/// Is there a `SEND` of what is lowered, with its `YIELD_VALUE` and its end?
pub(super) fn is_sent(instructions: &[Instruction], send: usize) -> bool {
    let is = |at: usize, name: &str| {
        let found = instructions.get(at).map(|found| &found.op);
        matches!(found, Some(Code::Other(other)) if other == name)
    };
    (is(send, "SEND")
        || matches!(
            instructions[send].op,
            Code::ForIter {
                pops: SEND | SEND_ANY,
                ..
            }
        ))
        && instructions[send + 1].op == Code::Yield
        && is(send + 4, "END_SEND")
}

/// Does a `yield from` begin there whose result nobody wants?
pub(super) fn delegates(instructions: &[Instruction], first: usize) -> bool {
    let is = |at: usize, name: &str| {
        let found = instructions.get(at).map(|found| &found.op);
        matches!(found, Some(Code::Other(other)) if other == name)
    };
    is(first, "GET_YIELD_FROM_ITER")
        && first + 2 < instructions.len()
        && is_sent(instructions, first + 2)
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
        let sent = match self.takes_sent {
            true => self.frame_value(),
            false => self.constant_value(Op::Const(Constant::None, None)),
        };
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

    /// Is there a `yield` between the load of a method and its call? Both begin at the same place in the source.
    pub(super) fn yields_before_call(&self, index: usize) -> bool {
        let load = self.instructions[index].place;
        let behind = self.instructions[index + 1..].iter();
        let begins_there = |other: &Instruction| {
            let (place, is_call) = (other.place, matches!(other.op, Code::Call { .. } | Code::CallEx { .. }));
            let begins = (place.line, place.column) == (load.line, load.column);
            is_call && begins && (place.end_line, place.end_column) > (load.end_line, load.end_column)
        };
        let before = behind.take_while(|other| !begins_there(other));
        before.into_iter().any(|other| other.op == Code::Yield)
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

    /// What is below on the operand stack gets what is on top, and gives something, or returns.
    pub(super) fn send_any(&mut self, index: usize, state: &mut State) -> Result<Terminator, String> {
        let position = state.stack.len().checked_sub(2).ok_or("an empty stack")?;
        let (Slot::Value(receiver), Slot::Value(sent)) = (state.stack[position], state.stack[position + 1]) else {
            return Err("nothing to send on the stack".to_owned());
        };
        self.func.delegates.insert(self.instructions[index + 1].at);
        let more = self.operation(Op::Send, vec![receiver, sent], index, state);
        let given = self.operation(Op::Sent, vec![receiver], index, state);
        let returned = self.operation(Op::Returned, vec![receiver], index, state);
        self.release(sent, self.instructions[index].place);
        let mut done = state.clone();
        done.stack[position + 1] = Slot::Value(returned);
        let done = self.edge(index + 4, &done)?;
        state.stack[position + 1] = Slot::Value(given);
        let next = self.edge(index + 1, state)?;
        Ok(Terminator::Branch(more, next, done))
    }

    /// The generator ends.
    pub(super) fn finish(&mut self, value: Value, index: usize, state: &State) -> Terminator {
        let place = self.instructions[index].place;
        let args = match self.kind {
            Kind::Resumed => vec![value],
            _ => vec![],
        };
        let result = self.operation(Op::Finish(self.func.code), args, index, state);
        self.release(value, place);
        for local in state.locals.clone() {
            self.release(local, place);
        }
        Terminator::Return(result)
    }
}
