//! Calls.

use super::instruction::{top, unsupported};
use super::{Builder, State};
use crate::ir::{ObjectOp, Op, Slot, Terminator, Ty, Value};

impl Builder<'_> {
    pub(super) fn call(
        &mut self,
        argc: usize,
        names_on_stack: bool,
        index: usize,
        state: &mut State,
    ) -> Result<Option<Terminator>, String> {
        let place = self.instructions[index].place;
        let (start, mut keywords, mut names_at) = match state.names.take() {
            Some((start, names, place)) => (start, names, Some(place)),
            None => (index, Vec::new(), None),
        };
        let raise = self.raise(index, state);
        let before = self.snapshot(start, state);
        self.func.snapshots[before.0 as usize].raise = raise;
        self.func.snapshots[before.0 as usize].raises_at = self.instructions[index].at;
        let depth = state.stack.len();
        let tail = usize::from(names_on_stack);
        let base = depth.checked_sub(argc + 2 + tail).ok_or("an empty stack")?;
        if names_on_stack {
            let names_value = top(state, 0)?;
            match self.names_constant(names_value) {
                Some((names, place)) => (keywords, names_at) = (names, Some(place)),
                None => {
                    let reason = unsupported("a call with computed keyword names");
                    return Ok(Some(self.leave(start, state, reason)));
                }
            }
        }
        // One of the two below the arguments is NULL: up to 3.12 the lower one, since then the upper one. If it is not, the
        // upper one is the first argument.
        let mut args = Vec::new();
        for slot in &state.stack[base..depth - tail] {
            match slot {
                Slot::Value(value) => args.push(*value),
                Slot::Null if args.len() < 2 => {}
                _ => return Err("NULL among the arguments".to_owned()),
            }
        }
        let result = self.func.new_value(Ty::Bottom);
        let consumed: Vec<Value> = state.stack[base..]
            .iter()
            .filter_map(|slot| match slot {
                Slot::Value(value) => Some(*value),
                _ => None,
            })
            .collect();
        state.stack.truncate(base);
        state.stack.push(Slot::Result);
        let after = self.snapshot(index + 1, state);
        state.stack.pop();
        state.stack.push(Slot::Value(result));
        let op = Op::Call(keywords, names_at);
        self.push(op, args, Some(result), Some(before), Some(after), place);
        consumed.into_iter().for_each(|value| self.release(value, place));
        Ok(None)
    }

    /// A call with `*` or `**`.
    pub(super) fn call_ex(&mut self, kwargs: bool, index: usize, state: &mut State) -> Result<(), String> {
        let place = self.instructions[index].place;
        let before = self.before(index, state);
        let base = state
            .stack
            .len()
            .checked_sub(3 + usize::from(kwargs))
            .ok_or("an empty stack")?;
        let args: Vec<Value> = state.stack[base..]
            .iter()
            .filter_map(|slot| match slot {
                Slot::Value(value) => Some(*value),
                _ => None,
            })
            .collect();
        if !(2..=3).contains(&args.len()) {
            return Err("a call of another shape".to_owned());
        }
        while state.stack.len() > base {
            state.stack.pop();
        }
        let result = self.func.new_value(Ty::Bottom);
        state.stack.push(Slot::Result);
        let after = self.snapshot(index + 1, state);
        state.stack.pop();
        let op = Op::Object(ObjectOp::CallEx);
        self.push(op, args.clone(), Some(result), Some(before), Some(after), place);
        args.into_iter().for_each(|value| self.release(value, place));
        state.stack.push(Slot::Value(result));
        Ok(())
    }
}
