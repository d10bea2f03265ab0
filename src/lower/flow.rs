//! Branches and loops.

use super::instruction::{pop_value, top};
use super::{Builder, State};
use crate::bytecode::Condition;
use crate::ir::{Op, Slot, Terminator};

impl Builder<'_> {
    pub(super) fn branch(
        &mut self,
        condition: Condition,
        target: usize,
        backward: bool,
        index: usize,
        state: &mut State,
    ) -> Result<Terminator, String> {
        if backward {
            self.poll(index, state);
        }
        let value = top(state, 0)?;
        let test = match condition {
            Condition::True | Condition::False => self.operation(Op::ToBool, vec![value], index, state),
            Condition::None | Condition::NotNone => self.operation(Op::IsNone(false), vec![value], index, state),
        };
        pop_value(state)?;
        self.release(value, self.instructions[index].place);
        let jump = self.edge(target, state)?;
        let next = self.edge(index + 1, state)?;
        Ok(match condition {
            Condition::True | Condition::None => Terminator::Branch(test, jump, next),
            Condition::False | Condition::NotNone => Terminator::Branch(test, next, jump),
        })
    }

    /// 3.11: the value stays where it decides.
    pub(super) fn branch_or_pop(
        &mut self,
        condition: Condition,
        target: usize,
        index: usize,
        state: &mut State,
    ) -> Result<Terminator, String> {
        let value = top(state, 0)?;
        let test = self.operation(Op::ToBool, vec![value], index, state);
        let jump = self.edge(target, state)?;
        let before = state.clone();
        pop_value(state)?;
        let next = self.edge_releasing(value, index, index + 1, &before, state)?;
        Ok(if condition == Condition::True {
            Terminator::Branch(test, jump, next)
        } else {
            Terminator::Branch(test, next, jump)
        })
    }

    pub(super) fn for_iter(
        &mut self,
        target: usize,
        pops: u32,
        index: usize,
        state: &mut State,
    ) -> Result<Terminator, String> {
        let position = state
            .stack
            .len()
            .checked_sub(if self.minor >= 15 { 2 } else { 1 })
            .ok_or("an empty stack")?;
        let Slot::Value(iterator) = state.stack[position] else {
            return Err("no iterator on the stack".to_owned());
        };
        let more = self.operation(Op::HasNext, vec![iterator], index, state);
        self.given_by_cpython(index + 1, state);
        // Both edges start from the state before the item is taken; the item is taken in a block of its own.
        let item = self.operation(Op::NextItem, vec![iterator], index, state);
        let advanced = self.operation(Op::Advance, vec![iterator], index, state);
        let mut exhausted = state.clone();
        exhausted.stack.truncate(exhausted.stack.len() - pops as usize);
        let done = if pops > 0 {
            self.edge_releasing(iterator, index, target, &state.clone(), &exhausted)?
        } else {
            self.edge(target, &exhausted)?
        };
        state.stack[position] = Slot::Value(advanced);
        state.stack.push(Slot::Value(item));
        let next = self.edge(index + 1, state)?;
        Ok(Terminator::Branch(more, next, done))
    }
}
