//! One instruction: what it does to the frame, and the operation it becomes.

use super::{Builder, State};
use crate::bytecode::{Condition, Constant, NullAt, Op as Code};
use crate::ir::{Op, Reason, Slot, Terminator, Ty, Value};

impl Builder<'_> {
    /// Lowers instruction `index`. A terminator ends the block.
    pub(super) fn instruction(&mut self, index: usize, state: &mut State) -> Result<Option<Terminator>, String> {
        match self.code_at(index).clone() {
            Code::Nop => {}
            Code::LoadFast(local) => {
                let value = state.locals[local as usize];
                state.stack.push(Slot::Value(value));
            }
            Code::LoadFastCheck(local) => {
                let value = self.operation(Op::CheckBound, vec![state.locals[local as usize]], index, state);
                self.func.values[value.0 as usize].name = Some(local);
                state.locals[local as usize] = value;
                state.stack.push(Slot::Value(value));
            }
            Code::StoreFast(local) => {
                let value = pop_value(state)?;
                self.func.values[value.0 as usize].name.get_or_insert(local);
                state.locals[local as usize] = value;
            }
            Code::DeleteFast(local) => {
                self.operation(Op::CheckBound, vec![state.locals[local as usize]], index, state);
                state.locals[local as usize] = self.constant_value(Op::Unbound);
            }
            Code::LoadConst(number) => {
                let constant = self.code.constant(number);
                if matches!(constant, Constant::Code(_) | Constant::Other(_)) {
                    return Ok(Some(self.leave(
                        index,
                        state,
                        unsupported("a constant of another type than number, str, tuple"),
                    )));
                }
                let value = self.constant_value(Op::Const(constant, Some(number)));
                state.stack.push(Slot::Value(value));
            }
            Code::LoadSmallInt(int) => self.literal(Constant::Int(hexadecimal(int)), state),
            Code::LoadNone => self.literal(Constant::None, state),
            Code::LoadBool(value) => self.literal(Constant::Bool(value), state),
            Code::LoadGlobal { name, null } => {
                let value = self.operation(Op::LoadGlobal(name), vec![], index, state);
                push_with_null(state, value, null);
            }
            Code::StoreGlobal(name) => {
                let args = vec![top(state, 0)?];
                let before = self.snapshot(index, state);
                let place = self.instructions[index].place;
                pop_value(state)?;
                let after = self.snapshot(index + 1, state);
                self.push(Op::StoreGlobal(name), args, None, Some(before), Some(after), place);
            }
            Code::LoadAttr { name, method } => {
                let object = top(state, 0)?;
                let value = self.operation(Op::LoadAttr(name), vec![object], index, state);
                pop_value(state)?;
                let null = match (method, self.minor) {
                    (false, _) => NullAt::Nowhere,
                    (true, 11 | 12) => NullAt::Below,
                    (true, _) => NullAt::Above,
                };
                push_with_null(state, value, null);
            }
            Code::PushNull => state.stack.push(Slot::Null),
            Code::Pop(count) => {
                for _ in 0..count {
                    state.stack.pop().ok_or("an empty stack")?;
                }
            }
            Code::Copy(depth) => {
                let slot = state.stack[state.stack.len().checked_sub(depth as usize).ok_or("an empty stack")?];
                state.stack.push(slot);
            }
            Code::Swap(depth) => {
                let last = state.stack.len() - 1;
                let other = state.stack.len().checked_sub(depth as usize).ok_or("an empty stack")?;
                state.stack.swap(last, other);
            }
            Code::Binary { op, inplace } => self.replace_operands(Op::Binary(op, inplace), 2, index, state)?,
            Code::Unary(op) => self.replace_operands(Op::Unary(op), 1, index, state)?,
            Code::ToBool => self.replace_operands(Op::ToBool, 1, index, state)?,
            Code::Compare { op, to_bool } => {
                // The comparison of numbers is a bool already: `to_bool` adds nothing to what can be done natively.
                let _ = to_bool;
                self.replace_operands(Op::Compare(op), 2, index, state)?;
            }
            Code::Is { invert } => self.replace_operands(Op::Is(invert), 2, index, state)?,
            Code::Branch {
                condition,
                target,
                backward,
            } => return self.branch(condition, target, backward, index, state).map(Some),
            Code::BranchOrPop { condition, target } => {
                return self.branch_or_pop(condition, target, index, state).map(Some);
            }
            Code::Jump { target, backward } => {
                if backward {
                    self.poll(index, state);
                }
                return Ok(Some(Terminator::Jump(self.edge(target, state)?)));
            }
            Code::GetIter => {
                self.replace_operands(Op::GetIter, 1, index, state)?;
                if self.minor >= 15 {
                    state.stack.push(Slot::Null);
                }
            }
            Code::ForIter { target, pops } => return self.for_iter(target, pops, index, state).map(Some),
            Code::BuildTuple(count) => self.replace_operands(Op::MakeTuple, count as usize, index, state)?,
            Code::UnpackSequence(count) => {
                let tuple = top(state, 0)?;
                let items: Vec<Value> = (0..count)
                    .map(|item| self.operation(Op::Unpack(item, count), vec![tuple], index, state))
                    .collect();
                pop_value(state)?;
                state.stack.extend(items.into_iter().rev().map(Slot::Value));
            }
            Code::KwNames(number) => state.names = Some((index, names(&self.code.constant(number)))),
            Code::Call { argc, names_on_stack } => return self.call(argc as usize, names_on_stack, index, state),
            Code::Return => return Ok(Some(Terminator::Return(pop_value(state)?))),
            Code::ReturnConst(number) => {
                let value = self.constant_value(Op::Const(self.code.constant(number), Some(number)));
                return Ok(Some(Terminator::Return(value)));
            }
            Code::Raise(_) => return Ok(Some(self.leave(index, state, unsupported("raise")))),
            Code::Other(name) => return Ok(Some(self.leave(index, state, unsupported(construct(&name))))),
        }
        Ok(None)
    }

    fn constant_value(&mut self, op: Op) -> Value {
        let result = self.func.new_value(Ty::Bottom);
        self.push(op, vec![], Some(result), None, None, Default::default());
        result
    }

    fn literal(&mut self, constant: Constant, state: &mut State) {
        let value = self.constant_value(Op::Const(constant, None));
        state.stack.push(Slot::Value(value));
    }

    /// An operation that takes the operands on top and puts its result there.
    fn replace_operands(&mut self, op: Op, count: usize, index: usize, state: &mut State) -> Result<(), String> {
        let args = (0..count)
            .rev()
            .map(|depth| top(state, depth))
            .collect::<Result<Vec<_>, _>>()?;
        let result = self.operation(op, args, index, state);
        state.stack.truncate(state.stack.len() - count);
        state.stack.push(Slot::Value(result));
        Ok(())
    }

    fn poll(&mut self, index: usize, state: &State) {
        let before = self.snapshot(index, state);
        self.push(
            Op::Poll,
            vec![],
            None,
            Some(before),
            None,
            self.instructions[index].place,
        );
    }

    fn branch(
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
        let jump = self.edge(target, state)?;
        let next = self.edge(index + 1, state)?;
        Ok(match condition {
            Condition::True | Condition::None => Terminator::Branch(test, jump, next),
            Condition::False | Condition::NotNone => Terminator::Branch(test, next, jump),
        })
    }

    fn branch_or_pop(
        &mut self,
        condition: Condition,
        target: usize,
        index: usize,
        state: &mut State,
    ) -> Result<Terminator, String> {
        let value = top(state, 0)?;
        let test = self.operation(Op::ToBool, vec![value], index, state);
        let jump = self.edge(target, state)?;
        pop_value(state)?;
        let next = self.edge(index + 1, state)?;
        Ok(if condition == Condition::True {
            Terminator::Branch(test, jump, next)
        } else {
            Terminator::Branch(test, next, jump)
        })
    }

    fn for_iter(&mut self, target: usize, pops: u32, index: usize, state: &mut State) -> Result<Terminator, String> {
        let position = state
            .stack
            .len()
            .checked_sub(if self.minor >= 15 { 2 } else { 1 })
            .ok_or("an empty stack")?;
        let Slot::Value(iterator) = state.stack[position] else {
            return Err("no iterator on the stack".to_owned());
        };
        let more = self.operation(Op::HasNext, vec![iterator], index, state);
        // Both edges start from the state before the item is taken; the item is taken in a block of its own.
        let mut exhausted = state.clone();
        exhausted.stack.truncate(exhausted.stack.len() - pops as usize);
        let done = self.edge(target, &exhausted)?;
        let item = self.operation(Op::NextItem, vec![iterator], index, state);
        let advanced = self.operation(Op::Advance, vec![iterator], index, state);
        state.stack[position] = Slot::Value(advanced);
        state.stack.push(Slot::Value(item));
        let next = self.edge(index + 1, state)?;
        Ok(Terminator::Branch(more, next, done))
    }

    fn call(
        &mut self,
        argc: usize,
        names_on_stack: bool,
        index: usize,
        state: &mut State,
    ) -> Result<Option<Terminator>, String> {
        let (start, mut keywords) = state.names.take().unwrap_or((index, Vec::new()));
        let before = self.snapshot(start, state);
        let depth = state.stack.len();
        let tail = usize::from(names_on_stack);
        let base = depth.checked_sub(argc + 2 + tail).ok_or("an empty stack")?;
        if names_on_stack {
            let names_value = top(state, 0)?;
            match self.names_constant(names_value) {
                Some(found) => keywords = found,
                None => {
                    return Ok(Some(self.leave(
                        start,
                        state,
                        unsupported("a call with computed keyword names"),
                    )));
                }
            }
        }
        // Before 3.13 the NULL is below the callable, since then above.
        let (callable, null) = if self.minor <= 12 {
            (base + 1, base)
        } else {
            (base, base + 1)
        };
        let (Slot::Value(callable), Slot::Null) = (state.stack[callable], state.stack[null]) else {
            return Ok(Some(self.leave(
                start,
                state,
                Reason::new("unsupported-call", "a method call stays in CPython"),
            )));
        };
        let mut args = vec![callable];
        for slot in &state.stack[base + 2..depth - tail] {
            let Slot::Value(value) = slot else {
                return Err("NULL among the arguments".to_owned());
            };
            args.push(*value);
        }
        let result = self.func.new_value(Ty::Bottom);
        state.stack.truncate(base);
        state.stack.push(Slot::Result);
        let after = self.snapshot(index + 1, state);
        state.stack.pop();
        state.stack.push(Slot::Value(result));
        self.push(
            Op::Call(keywords),
            args,
            Some(result),
            Some(before),
            Some(after),
            self.instructions[index].place,
        );
        Ok(None)
    }

    /// The keyword names that a value, a constant tuple of strings, gives.
    fn names_constant(&self, value: Value) -> Option<Vec<String>> {
        let block = &self.func.blocks[self.current.0 as usize];
        let inst = block.insts.iter().find(|inst| inst.result == Some(value))?;
        match &inst.op {
            Op::Const(constant, _) => Some(names(constant)),
            _ => None,
        }
    }
}

fn names(constant: &Constant) -> Vec<String> {
    let Constant::Tuple(items) = constant else {
        return vec![];
    };
    items
        .iter()
        .filter_map(|item| match item {
            Constant::Str(name) => Some(name.clone()),
            _ => None,
        })
        .collect()
}

fn hexadecimal(value: i64) -> String {
    if value < 0 {
        format!("-{:#x}", value.unsigned_abs())
    } else {
        format!("{value:#x}")
    }
}

fn top(state: &State, depth: usize) -> Result<Value, String> {
    let index = state.stack.len().checked_sub(depth + 1).ok_or("an empty stack")?;
    match state.stack[index] {
        Slot::Value(value) => Ok(value),
        _ => Err("NULL where a value was expected".to_owned()),
    }
}

fn pop_value(state: &mut State) -> Result<Value, String> {
    let value = top(state, 0)?;
    state.stack.pop();
    Ok(value)
}

fn push_with_null(state: &mut State, value: Value, null: NullAt) {
    match null {
        NullAt::Nowhere => state.stack.push(Slot::Value(value)),
        NullAt::Below => state.stack.extend([Slot::Null, Slot::Value(value)]),
        NullAt::Above => state.stack.extend([Slot::Value(value), Slot::Null]),
    }
}

fn unsupported(what: &str) -> Reason {
    Reason::new("unsupported-instruction", format!("{what} is not native yet"))
}

/// What a bytecode instruction is to somebody who reads the source.
fn construct(name: &str) -> &str {
    match name {
        "MAKE_FUNCTION" => "making a function or lambda",
        "LOAD_DEREF" | "STORE_DEREF" | "LOAD_CLASSDEREF" | "MAKE_CELL" | "COPY_FREE_VARS" => "a captured variable",
        "BUILD_LIST" | "LIST_APPEND" | "LIST_EXTEND" => "building a list",
        "BUILD_SET" | "SET_ADD" | "SET_UPDATE" => "building a set",
        "BUILD_MAP" | "MAP_ADD" | "DICT_UPDATE" | "DICT_MERGE" | "BUILD_CONST_KEY_MAP" => "building a dict",
        "BUILD_STRING" | "FORMAT_VALUE" | "FORMAT_SIMPLE" | "FORMAT_WITH_SPEC" | "CONVERT_VALUE" => "an f-string",
        "STORE_SUBSCR" | "DELETE_SUBSCR" | "BINARY_SLICE" | "STORE_SLICE" | "BUILD_SLICE" => "a subscript or slice",
        "STORE_ATTR" | "DELETE_ATTR" => "an attribute assignment",
        "CONTAINS_OP" => "`in`",
        "IMPORT_NAME" | "IMPORT_FROM" => "an import inside a function",
        "UNPACK_EX" => "star unpacking",
        "CALL_FUNCTION_EX" => "a call with `*` or `**`",
        "BEFORE_WITH" | "LOAD_SPECIAL" => "`with`",
        "LOAD_FAST_AND_CLEAR" => "a comprehension",
        "LOAD_SUPER_ATTR" => "`super()`",
        "MATCH_CLASS" | "MATCH_KEYS" | "MATCH_MAPPING" | "MATCH_SEQUENCE" | "GET_LEN" => "this pattern of `match`",
        "DELETE_GLOBAL" | "DELETE_NAME" => "deleting a global",
        "LOAD_BUILD_CLASS" => "a class statement",
        other => other,
    }
}
