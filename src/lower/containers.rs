//! Containers: displays, subscripts, slices, unpacking.

use super::instruction::{pop_value, top};
use super::{Builder, State};
use crate::bytecode::{Append, BinaryOp, Op as Code};
use crate::ir::{ObjectOp, Op, Slot, Value};

impl Builder<'_> {
    /// Lowers instruction `index`, if it is one of these.
    pub(super) fn container_instruction(&mut self, index: usize, state: &mut State) -> Result<bool, String> {
        match self.code_at(index).clone() {
            Code::BuildList(count) => self.object(ObjectOp::List, count as usize, index, state)?,
            Code::BuildSet(count) => self.object(ObjectOp::Set, count as usize, index, state)?,
            Code::BuildMap(count) => self.object(ObjectOp::Dict, 2 * count as usize, index, state)?,
            Code::BuildConstKeyMap(count) => self.object(ObjectOp::ConstKeyDict, count as usize + 1, index, state)?,
            Code::BuildString(count) => self.object(ObjectOp::Str, count as usize, index, state)?,
            Code::BuildSlice(count) => {
                let is_subscript = matches!(
                    self.instructions.get(index + 1).map(|next| &next.op),
                    Some(
                        Code::Binary {
                            op: BinaryOp::Subscript,
                            ..
                        } | Code::StoreSubscript
                            | Code::DeleteSubscript
                    )
                );
                self.object(ObjectOp::NewSlice(is_subscript), count as usize, index, state)?;
            }
            Code::BinarySlice => self.object(ObjectOp::GetSlice, 3, index, state)?,
            Code::StoreSlice => self.object(ObjectOp::SetSlice, 4, index, state)?,
            Code::StoreSubscript => self.object(ObjectOp::SetItem, 3, index, state)?,
            Code::DeleteSubscript => self.object(ObjectOp::DelItem, 2, index, state)?,
            Code::ListToTuple => self.object(ObjectOp::ListToTuple, 1, index, state)?,
            Code::BuildTuple(count) => {
                let place = self.instructions[index].place;
                let before = self.snapshot(index, state);
                let depth = state.stack.len().checked_sub(count as usize).ok_or("an empty stack")?;
                let args = (0..count as usize)
                    .rev()
                    .map(|depth| top(state, depth))
                    .collect::<Result<Vec<_>, _>>()?;
                state.stack.truncate(depth);
                let failed = self.snapshot(index, state);
                let result = self.func.new_value(crate::ir::Ty::Bottom);
                self.push(Op::MakeTuple, args, Some(result), Some(before), Some(failed), place);
                state.stack.push(Slot::Value(result));
            }
            Code::Append(how, depth) => {
                let operands = if how == Append::MapAdd { 2 } else { 1 };
                let container = top(state, operands + depth as usize - 1)?;
                let mut args = vec![container];
                for operand in (0..operands).rev() {
                    args.push(top(state, operand)?);
                }
                if how == Append::DictMerge {
                    // Only for the text of errors: behind the operands, because it stays.
                    let callable = self.merging_callable(state)?;
                    args.insert(0, callable);
                }
                self.object_of(ObjectOp::Append(how), args, operands, index, state)?;
            }
            Code::UnpackSequence(count) => {
                let sequence = top(state, 0)?;
                let items: Vec<Value> = (0..count)
                    .map(|item| self.operation(Op::Unpack(item, count), vec![sequence], index, state))
                    .collect();
                if count == 0 {
                    self.operation(Op::Object(ObjectOp::Unpack(0)), vec![sequence], index, state);
                }
                pop_value(state)?;
                state.stack.extend(items.into_iter().rev().map(Slot::Value));
                self.release(sequence, self.instructions[index].place);
            }
            Code::UnpackEx(before, after) => {
                let sequence = top(state, 0)?;
                let op = Op::Object(ObjectOp::UnpackEx(before, after));
                let all = self.operation(op, vec![sequence], index, state);
                pop_value(state)?;
                for number in (0..before + 1 + after).rev() {
                    let item = self.item(all, number, index);
                    state.stack.push(Slot::Value(item));
                }
                self.release(sequence, self.instructions[index].place);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The callable whose keyword arguments are merged: below its positional arguments, the dict and the operand.
    fn merging_callable(&self, state: &State) -> Result<Value, String> {
        top(state, if self.minor <= 12 { 3 } else { 4 })
    }
}
