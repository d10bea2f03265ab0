//! Exceptions: which handler covers an instruction, and what handlers are made of.

use super::instruction::{pop_value, top};
use super::{Builder, State};
use crate::bytecode::{CodeObject, Instruction, Op as Code};
use crate::ir::{ObjectOp, Op, Raise, Slot, Terminator};
use crate::types::Type;

/// What covers an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    /// No handler: its exceptions end the function.
    Nothing,
    /// A handler that stays CPython's.
    Bytecode,
    /// A handler: its first instruction, how much of the operand stack it keeps, and whether it gets the instruction that
    /// raised.
    Handler { target: usize, depth: usize, lasti: bool },
}

impl Cover {
    /// The first instruction of the handler.
    pub(super) fn target(self) -> Option<usize> {
        match self {
            Cover::Handler { target, .. } => Some(target),
            Cover::Nothing | Cover::Bytecode => None,
        }
    }
}

/// What only those look at who want to see the locals of frames, which native code does not show.
const LOOKS_AT_FRAMES: [&str; 5] = ["__traceback__", "tb_frame", "f_locals", "exc_info", "_getframe"];

/// What covers each instruction.
pub(super) fn covers(code: &CodeObject, instructions: &[Instruction]) -> Vec<Cover> {
    let looks_at_frames = code.names.iter().any(|name| LOOKS_AT_FRAMES.contains(&name.as_str()));
    let cover = |instruction: &Instruction| {
        let mut entries = code.handlers.iter();
        let Some(entry) = entries.find(|entry| (entry.0..entry.1).contains(&instruction.at)) else {
            return Cover::Nothing;
        };
        match instructions.iter().position(|target| target.at == entry.2) {
            Some(target) if is_lowered(code, instructions, target) && !looks_at_frames => Cover::Handler {
                target,
                depth: entry.3 as usize,
                lasti: entry.4 != 0,
            },
            _ => Cover::Bytecode,
        }
    };
    let mut covers: Vec<Cover> = instructions.iter().map(cover).collect();
    // A handler into which control falls or jumps is none that any compiler makes.
    let entered = |target: usize| {
        let falls = target == 0 || !instructions[target - 1].op.ends_flow();
        falls
            || instructions
                .iter()
                .any(|instruction| instruction.op.target() == Some(target))
    };
    for cover in &mut covers {
        if cover.target().is_some_and(entered) {
            *cover = Cover::Bytecode;
        }
    }
    covers
}

/// The handler of an inlined comprehension, which only restores a local, covers too much to gain anything unless another handler
/// waits behind it.
fn is_lowered(code: &CodeObject, instructions: &[Instruction], target: usize) -> bool {
    let handler = &instructions[target];
    match handler.op {
        Code::Other(_) => false,
        Code::Swap(_) => {
            let mut entries = code.handlers.iter();
            let behind = entries.find(|entry| (entry.0..entry.1).contains(&handler.at));
            // Handlers stand behind what they cover.
            let behind = behind.filter(|entry| entry.2 > handler.at);
            let position = behind.and_then(|entry| instructions.iter().position(|other| other.at == entry.2));
            position.is_some_and(|position| is_lowered(code, instructions, position))
        }
        _ => true,
    }
}

/// May an instruction raise, other than by leaving?
pub(super) fn may_raise(op: &Code) -> bool {
    !matches!(
        op,
        Code::Nop
            | Code::LoadFast(_)
            | Code::StoreFast(_)
            | Code::DeleteFast(_)
            | Code::LoadConst(_)
            | Code::LoadSmallInt(_)
            | Code::LoadNone
            | Code::LoadBool(_)
            | Code::LoadFastAndClear(_)
            | Code::LoadDeref(_)
            | Code::PushNull
            | Code::Pop(_)
            | Code::Copy(_)
            | Code::Swap(_)
            | Code::Jump { .. }
            | Code::Return
            | Code::ReturnConst(_)
            | Code::KwNames(_)
            | Code::PushExcInfo
            | Code::PopExcept
            | Code::BuildTuple(_)
            | Code::BuildList(_)
    )
}

impl Builder<'_> {
    /// Where an exception goes that instruction `index` raises in a state.
    pub(super) fn raise(&mut self, index: usize, state: &State) -> Raise {
        if self.kind.is_object() {
            // The generator's own frame goes on, which has its handlers.
            return Raise::Leave;
        }
        let (target, depth, lasti) = match self.covers[index] {
            Cover::Nothing => return Raise::Out,
            Cover::Bytecode => return Raise::Leave,
            Cover::Handler { target, depth, lasti } => (target, depth, lasti),
        };
        if state.stack.len() < depth {
            return Raise::Leave;
        }
        let mut cut = state.clone();
        cut.stack.truncate(depth);
        cut.names = None;
        if lasti {
            let raised_first = match self.code_at(index) {
                Code::Reraise(below) if *below > 0 => top(state, *below as usize).ok(),
                _ => None,
            };
            let value = match raised_first {
                Some(instruction) => instruction,
                None => self.constant_value(Op::Instruction(self.instructions[index].at)),
            };
            cut.stack.push(Slot::Value(value));
        }
        self.edge(target, &cut).map_or(Raise::Leave, Raise::To)
    }

    /// Lowers instruction `index`, if it is one of these. A terminator ends the block.
    pub(super) fn handler_instruction(
        &mut self,
        index: usize,
        state: &mut State,
    ) -> Result<Option<Option<Terminator>>, String> {
        match self.code_at(index).clone() {
            // A generator's frame in which something is raised gets into the traceback: not again where it is raised again.
            Code::Raise(0) if self.kind.is_object() => {
                return Ok(Some(Some(Terminator::Leave(self.snapshot(index, state), None))));
            }
            Code::Raise(count) => {
                self.object(ObjectOp::Raise, count as usize, index, state)?;
                return Ok(Some(Some(Terminator::Unreachable)));
            }
            Code::Reraise(depth) => {
                if depth > 0 {
                    let instruction = top(state, depth as usize)?;
                    let place = self.instructions[index].place;
                    let before = self.snapshot(index, state);
                    self.push(Op::At, vec![instruction], None, Some(before), None, place);
                }
                self.object(ObjectOp::Reraise, 1, index, state)?;
                return Ok(Some(Some(Terminator::Unreachable)));
            }
            Code::PushExcInfo => {
                let exception = top(state, 0)?;
                let op = Op::Object(ObjectOp::PushExcInfo);
                let before = self.operation(op, vec![exception], index, state);
                pop_value(state)?;
                state.stack.extend([Slot::Value(before), Slot::Value(exception)]);
            }
            Code::PopExcept => self.object(ObjectOp::PopExcept, 1, index, state)?,
            Code::CheckExcMatch => {
                let args = vec![top(state, 1)?, top(state, 0)?];
                self.object_of(ObjectOp::ExcMatches, args, 1, index, state)?;
            }
            Code::CheckGroupMatch => {
                let args = vec![top(state, 1)?, top(state, 0)?];
                let op = Op::Object(ObjectOp::SplitGroup);
                let both = self.operation(op, args.clone(), index, state);
                let parts = [0, 1].map(|item| self.item(both, item, index));
                for arg in args.into_iter().rev() {
                    pop_value(state)?;
                    self.release(arg, self.instructions[index].place);
                }
                state.stack.extend(parts.map(Slot::Value));
            }
            Code::JoinGroups => self.object(ObjectOp::JoinGroups, 2, index, state)?,
            Code::WithExceptStart => {
                let exit = top(state, if self.minor >= 14 { 4 } else { 3 })?;
                let args = vec![exit, top(state, 0)?];
                let result = self.operation(Op::Object(ObjectOp::WithExcept), args, index, state);
                state.stack.push(Slot::Value(result));
            }
            _ => return Ok(None),
        }
        Ok(Some(None))
    }

    /// The class of what an instruction stores, if that is where `except Class as name` goes on, and the module makes the class.
    pub(super) fn caught_class(&self, index: usize) -> Option<Type> {
        let ops = self.instructions[..index]
            .iter()
            .rev()
            .map(|instruction| &instruction.op);
        let mut before = ops.filter(|op| !matches!(op, Code::Nop));
        before.next()?.target()?;
        match (before.next()?, before.next()?) {
            (Code::CheckExcMatch, Code::LoadGlobal { name, .. }) => {
                Some(Type::Class(format!("<module>.{name}"), Vec::new()))
            }
            _ => None,
        }
    }
}
