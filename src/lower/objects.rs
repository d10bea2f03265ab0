//! Attributes, globals, cells, functions, imports, patterns: instructions that have no unboxed form.

use super::instruction::{pop_value, top};
use super::{Builder, State};
use crate::bytecode::Op as Code;
use crate::ir::{Gives, ObjectOp, Op, Slot, Value};

impl Builder<'_> {
    /// Lowers instruction `index`, if it is one of these.
    pub(super) fn object_instruction(&mut self, index: usize, state: &mut State) -> Result<bool, String> {
        match self.code_at(index).clone() {
            Code::DeleteGlobal(name) => self.object(ObjectOp::DeleteGlobal(name), 0, index, state)?,
            Code::MakeCell(slot) => {
                let old = state.locals[slot as usize];
                if let Some(mirror) = self.mirror(slot).filter(|_| self.generator.is_none()) {
                    self.replace_hidden(mirror.content, Some(old), index, state);
                    state.locals[slot as usize] = self.shell(slot);
                    return Ok(true);
                }
                let cell = self.operation(
                    Op::Object(ObjectOp::NewCell(self.variable(slot))),
                    vec![old],
                    index,
                    state,
                );
                state.locals[slot as usize] = cell;
                match self.mirror(slot) {
                    Some(mirror) => self.replace_hidden(mirror.content, Some(old), index, state),
                    None => self.release(old, self.instructions[index].place),
                }
            }
            Code::CopyFreeVars(count) => {
                // Behind the locals is what is in cells.
                let slots = self.func.locals.len();
                let first = slots
                    .checked_sub(count as usize)
                    .ok_or("more free variables than slots")?;
                for number in 0..count {
                    let slot = first as u32 + number;
                    let op = Op::Object(ObjectOp::FreeCell(number, self.variable(slot)));
                    state.locals[slot as usize] = self.operation(op, vec![], index, state);
                }
            }
            Code::LoadDeref(slot) if self.mirror(slot).is_some() => {
                let content = self.mirror(slot).map_or(0, |mirror| mirror.content);
                let value = self.operation(Op::CheckBound, vec![state.locals[content]], index, state);
                // What its hint says is said of it here as where the cell is asked.
                self.func.values[value.0 as usize].name = Some(slot);
                state.locals[content] = value;
                self.retain(value, self.instructions[index].place);
                state.stack.push(Slot::Value(value));
            }
            Code::LoadDeref(slot) => {
                let cell = state.locals[slot as usize];
                let value = self.operation(Op::Object(ObjectOp::CellGet), vec![cell], index, state);
                state.stack.push(Slot::Value(value));
            }
            Code::StoreDeref(slot) => {
                let (cell, value) = (state.locals[slot as usize], top(state, 0)?);
                let mirror = self.mirror(slot);
                if let Some(mirror) = mirror.as_ref().filter(|_| self.shells.contains_key(&cell)) {
                    pop_value(state)?;
                    self.func.values[value.0 as usize].name.get_or_insert(slot);
                    self.replace_hidden(mirror.content, Some(value), index, state);
                    return Ok(true);
                }
                if mirror.is_some() {
                    self.retain(value, self.instructions[index].place);
                }
                self.object_of(ObjectOp::CellSet, vec![cell, value], 1, index, state)?;
                if let Some(mirror) = mirror {
                    self.replace_hidden(mirror.content, Some(value), index, state);
                }
            }
            Code::DeleteDeref(slot) => {
                let cell = state.locals[slot as usize];
                if let Some(mirror) = self.mirror(slot).filter(|_| self.shells.contains_key(&cell)) {
                    let content = self.operation(Op::CheckBound, vec![state.locals[mirror.content]], index, state);
                    state.locals[mirror.content] = content;
                    self.replace_hidden(mirror.content, None, index, state);
                    return Ok(true);
                }
                self.object_of(ObjectOp::CellClear, vec![cell], 0, index, state)?;
                if let Some(mirror) = self.mirror(slot) {
                    self.replace_hidden(mirror.content, None, index, state);
                }
            }
            Code::StoreAttr(name) => self.object(ObjectOp::SetAttr(name), 2, index, state)?,
            Code::DeleteAttr(name) => self.object(ObjectOp::DelAttr(name), 1, index, state)?,
            Code::LoadSuperAttr { name, method, no_args } => {
                if !method {
                    self.object(ObjectOp::SuperAttr(name, no_args), 3, index, state)?;
                    return Ok(true);
                }
                // As `LOAD_ATTR` for a call: what is called, and the object to call it with, if any.
                let args = vec![top(state, 2)?, top(state, 1)?, top(state, 0)?];
                let op = Op::Object(ObjectOp::SuperMethod(name, no_args));
                let value = self.operation(op, args.clone(), index, state);
                let with = self.operation(Op::MethodSelf, vec![args[2], value], index, state);
                for arg in args.into_iter().rev() {
                    pop_value(state)?;
                    self.release(arg, self.instructions[index].place);
                }
                state.stack.extend([Slot::Value(value), Slot::Value(with)]);
            }
            Code::MakeFunction(flags) => {
                self.object(ObjectOp::MakeFunction, 1, index, state)?;
                let function = pop_value(state)?;
                for flag in [8, 4, 2, 1] {
                    if flags & flag != 0 {
                        let value = top(state, 0)?;
                        let op = ObjectOp::SetFunctionAttribute(flag);
                        self.object_of(op, vec![function, value], 1, index, state)?;
                    }
                }
                state.stack.push(Slot::Value(function));
            }
            Code::SetFunctionAttribute(flag) => {
                let function = pop_value(state)?;
                let value = top(state, 0)?;
                let op = ObjectOp::SetFunctionAttribute(flag);
                self.object_of(op, vec![function, value], 1, index, state)?;
                state.stack.push(Slot::Value(function));
            }
            Code::Format { spec } => self.object(ObjectOp::Format, 1 + usize::from(spec), index, state)?,
            Code::ConvertValue(which) => self.object(ObjectOp::ConvertValue(which), 1, index, state)?,
            Code::ImportName(name) => self.object(ObjectOp::ImportName(name), 2, index, state)?,
            Code::ImportFrom(name) => self.peek(ObjectOp::ImportFrom(name), 1, index, state)?,
            Code::LoadBuildClass => self.object(ObjectOp::BuildClass, 0, index, state)?,
            Code::CommonConstant(number) => self.object(ObjectOp::CommonConstant(number), 0, index, state)?,
            Code::BeforeWith => {
                let manager = top(state, 0)?;
                let both = self.operation(Op::Object(ObjectOp::WithEnter), vec![manager], index, state);
                pop_value(state)?;
                for item in 0..2 {
                    let value = self.item(both, item, index);
                    state.stack.push(Slot::Value(value));
                }
                self.release(manager, self.instructions[index].place);
            }
            Code::LoadSpecial(which) => {
                let object = top(state, 0)?;
                let value = self.operation(Op::Object(ObjectOp::LoadSpecial(which)), vec![object], index, state);
                let with = self.operation(Op::MethodSelf, vec![object, value], index, state);
                pop_value(state)?;
                self.release(object, self.instructions[index].place);
                state.stack.extend([Slot::Value(value), Slot::Value(with)]);
            }
            Code::GetLen => self.peek(ObjectOp::GetLen, 1, index, state)?,
            Code::MatchMapping => self.peek(ObjectOp::IsMapping, 1, index, state)?,
            Code::MatchSequence => self.peek(ObjectOp::IsSequence, 1, index, state)?,
            Code::MatchKeys => self.peek(ObjectOp::MatchKeys, 2, index, state)?,
            Code::MatchClass(count) => self.object(ObjectOp::MatchClass(count), 3, index, state)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// An operation on the `count` operands on top, which it consumes.
    pub(super) fn object(&mut self, op: ObjectOp, count: usize, index: usize, state: &mut State) -> Result<(), String> {
        let args = (0..count)
            .rev()
            .map(|depth| top(state, depth))
            .collect::<Result<Vec<_>, _>>()?;
        self.object_of(op, args, count, index, state)
    }

    /// An operation on the operands on top, which stay.
    fn peek(&mut self, op: ObjectOp, count: usize, index: usize, state: &mut State) -> Result<(), String> {
        let args = (0..count)
            .rev()
            .map(|depth| top(state, depth))
            .collect::<Result<Vec<_>, _>>()?;
        let result = self.operation(Op::Object(op), args, index, state);
        state.stack.push(Slot::Value(result));
        Ok(())
    }

    /// An operation on some values, the last of which are the `pops` operands on top: these are consumed.
    pub(super) fn object_of(
        &mut self,
        op: ObjectOp,
        args: Vec<Value>,
        pops: usize,
        index: usize,
        state: &mut State,
    ) -> Result<(), String> {
        let place = self.instructions[index].place;
        let before = self.before(index, state);
        let depth = state.stack.len().checked_sub(pops).ok_or("an empty stack")?;
        let steals = (0..args.len()).any(|arg| op.steals(arg, args.len()));
        state.stack.truncate(depth);
        // What is stolen is gone when the operation fails.
        let failed = steals.then(|| self.snapshot(index, state));
        let result = (op.gives() != Gives::Nothing).then(|| self.func.new_value(crate::ir::Ty::Bottom));
        let released: Vec<Value> = (args.len() - pops..args.len())
            .filter(|arg| !op.steals(*arg, args.len()))
            .map(|arg| args[arg])
            .collect();
        self.push(Op::Object(op), args, result, Some(before), failed, place);
        released.into_iter().for_each(|value| self.release(value, place));
        state.stack.extend(result.map(Slot::Value));
        Ok(())
    }

    /// One of several objects that an operation gave.
    pub(super) fn item(&mut self, several: Value, number: u32, index: usize) -> Value {
        let result = self.func.new_value(crate::ir::Ty::Bottom);
        let place = self.instructions[index].place;
        self.push(Op::ObjectItem(number), vec![several], Some(result), None, None, place);
        result
    }
}
