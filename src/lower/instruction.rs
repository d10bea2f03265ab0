//! One instruction: what it does to the frame, and the operation it becomes.

use super::generator::{Kind, SEND, SEND_ANY, delegates};
use super::{Builder, State};
use crate::bytecode::{Constant, NullAt, Op as Code, UnaryOp};
use crate::ir::{ObjectOp, Op, Reason, Slot, Terminator, Ty, Value};

impl Builder<'_> {
    /// Lowers instruction `index`. A terminator ends the block.
    pub(super) fn instruction(&mut self, index: usize, state: &mut State) -> Result<Option<Terminator>, String> {
        let place = self.instructions[index].place;
        match self.code_at(index).clone() {
            Code::Nop => {}
            Code::LoadFast(local) => {
                let value = self.operation(Op::CheckBound, vec![state.locals[local as usize]], index, state);
                self.func.values[value.0 as usize].name = Some(local);
                state.locals[local as usize] = value;
                self.retain(value, place);
                state.stack.push(Slot::Value(value));
            }
            Code::LoadFastAndClear(local) => {
                let unbound = self.constant_value(Op::Unbound);
                let value = std::mem::replace(&mut state.locals[local as usize], unbound);
                state.stack.push(Slot::Value(value));
                if let Some(mirror) = self.mirror(local) {
                    let content = std::mem::replace(&mut state.locals[mirror.content], unbound);
                    self.replace_hidden(mirror.saved, Some(content), index, state);
                }
            }
            Code::StoreFast(local) => {
                self.hinted_before(local, index, state)?;
                let value = pop_value(state)?;
                self.func.values[value.0 as usize].name.get_or_insert(local);
                let old = std::mem::replace(&mut state.locals[local as usize], value);
                self.release(old, place);
                if let Some(mirror) = self.mirror(local) {
                    let unbound = self.constant_value(Op::Unbound);
                    let content = std::mem::replace(&mut state.locals[mirror.saved], unbound);
                    self.replace_hidden(mirror.content, Some(content), index, state);
                }
            }
            Code::DeleteFast(local) => {
                let old = self.operation(Op::CheckBound, vec![state.locals[local as usize]], index, state);
                state.locals[local as usize] = self.constant_value(Op::Unbound);
                self.release(old, place);
            }
            Code::LoadConst(number) => {
                let constant = self.code.constant(number);
                let value = self.operation(Op::Const(constant, Some(number)), vec![], index, state);
                self.retain(value, place);
                state.stack.push(Slot::Value(value));
            }
            Code::Carried(constant, place_of_it) => {
                let value = self.operation(Op::Const(constant, Some(place_of_it)), vec![], index, state);
                self.retain(value, place);
                state.stack.push(Slot::Value(value));
            }
            Code::LoadSmallInt(int) => self.literal(Constant::Int(hexadecimal(int)), state),
            Code::Literal(constant) => self.literal(constant, state),
            Code::Reduce(step) => self.reduce(step, index, state)?,
            Code::LoadNone => self.literal(Constant::None, state),
            Code::LoadBool(value) => self.literal(Constant::Bool(value), state),
            Code::LoadGlobal { name, null } => {
                let next = self.instructions.get(index + 1).map(|next| &next.op);
                let attribute = matches!(next, Some(Code::LoadAttr { .. }));
                let value = self.operation(Op::LoadGlobal(name, attribute), vec![], index, state);
                push_with_null(state, value, null);
            }
            Code::StoreGlobal(name) => {
                let args = vec![top(state, 0)?];
                let before = self.snapshot(index, state);
                pop_value(state)?;
                let after = self.snapshot(index + 1, state);
                let value = args[0];
                self.push(Op::StoreGlobal(name), args, None, Some(before), Some(after), place);
                self.release(value, place);
            }
            Code::LoadAttr { name, method: true } if self.kind.is_object() && self.yields_before_call(index) => {
                // What waits on the operand stack is bound: it has to be an object like any other.
                let object = top(state, 0)?;
                let value = self.operation(Op::LoadAttr(name, false), vec![object], index, state);
                pop_value(state)?;
                self.finished_by_cpython(index, state);
                self.release(object, place);
                let null = if self.minor < 13 { NullAt::Below } else { NullAt::Above };
                push_with_null(state, value, null);
            }
            Code::LoadAttr { name, method } => {
                let object = top(state, 0)?;
                let value = self.operation(Op::LoadAttr(name, method), vec![object], index, state);
                if !method {
                    pop_value(state)?;
                    self.finished_by_cpython(index, state);
                    state.stack.push(Slot::Value(object));
                }
                let with = method.then(|| self.operation(Op::MethodSelf, vec![object, value], index, state));
                pop_value(state)?;
                self.release(object, place);
                state.stack.push(Slot::Value(value));
                state.stack.extend(with.map(Slot::Value));
            }
            Code::PushNull => state.stack.push(Slot::Null),
            Code::Pop(count) => {
                for _ in 0..count {
                    if let Slot::Value(value) = state.stack.pop().ok_or("an empty stack")? {
                        self.release(value, place);
                    }
                }
            }
            Code::Copy(depth) => {
                let slot = state.stack[state.stack.len().checked_sub(depth as usize).ok_or("an empty stack")?];
                if let Slot::Value(value) = slot {
                    self.retain(value, place);
                }
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
                self.replace_operands(Op::Compare(op, to_bool), 2, index, state)?;
                if to_bool {
                    self.replace_operands(Op::ToBool, 1, index, state)?;
                }
            }
            Code::Is { invert } => self.replace_operands(Op::Is(invert), 2, index, state)?,
            Code::Contains { invert } => {
                self.object(ObjectOp::Contains, 2, index, state)?;
                if invert {
                    self.replace_operands(Op::Unary(UnaryOp::Not), 1, index, state)?;
                }
            }
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
                match state.stack.last().and_then(|iterated| self.literals(iterated, index)) {
                    Some(iterate) => {
                        let tuple = pop_value(state)?;
                        let result = self.operation(iterate, vec![], index, state);
                        state.stack.push(Slot::Value(result));
                        self.release(tuple, place);
                    }
                    None => self.replace_operands(Op::GetIter, 1, index, state)?,
                }
                if self.minor >= 15 {
                    state.stack.push(Slot::Null);
                }
            }
            Code::ForIter { pops: SEND, .. } => return self.send(index, state).map(Some),
            Code::ForIter { pops: SEND_ANY, .. } => return self.send_any(index, state).map(Some),
            Code::ForIter { target, pops } => return self.for_iter(target, pops, index, state).map(Some),
            Code::KwNames(number) => state.names = Some((index, names(&self.code.constant(number)), number)),
            Code::Call { argc, names_on_stack } => return self.call(argc as usize, names_on_stack, index, state),
            Code::CallEx { kwargs } => self.call_ex(kwargs, index, state)?,
            _ if self.kind.is_object() && self.raises_elsewhere(index) => {
                return Ok(Some(self.leave(index, state, unsupported("the beginning of a `try`"))));
            }
            Code::Other(name)
                if self.kind.is_object()
                    && name == "GET_YIELD_FROM_ITER"
                    && (self.kind == Kind::Resumed || delegates(self.instructions, index)) =>
            {
                let iterated = top(state, 0)?;
                self.func.delegates.insert(self.instructions[index].at);
                // What is sent to may be anything.
                let get = match delegates(self.instructions, index) {
                    true => Op::GetIter,
                    false => Op::Object(ObjectOp::GetIter),
                };
                let iterator = self.operation(get, vec![iterated], index, state);
                pop_value(state)?;
                state.stack.push(Slot::Value(iterator));
                self.release(iterated, place);
            }
            Code::Other(name)
                if self.kind.is_object()
                    && name == "END_SEND"
                    && index >= 4
                    && matches!(self.instructions[index - 4].op, Code::ForIter { .. }) =>
            {
                let value = pop_value(state)?;
                let iterator = pop_value(state)?;
                self.release(iterator, place);
                state.stack.push(Slot::Value(value));
            }
            Code::Other(name) if self.kind == Kind::Resumed && name == "GET_AWAITABLE" => {
                self.replace_operands(Op::Object(ObjectOp::GetAwaitable), 1, index, state)?;
            }
            // Where it is left there, CPython returns.
            Code::Return if self.kind == Kind::Resumed => {
                let value = top(state, 0)?;
                return Ok(Some(self.finish(value, index, state)));
            }
            Code::Return => {
                let value = pop_value(state)?;
                return Ok(Some(self.give_back(value, index, state)));
            }
            Code::ReturnConst(number) => {
                let value = self.constant_value(Op::Const(self.code.constant(number), Some(number)));
                self.retain(value, place);
                return Ok(Some(self.give_back(value, index, state)));
            }
            Code::ReturnGenerator if self.generator.is_some() => self.literal(Constant::None, state),
            Code::Yield if self.generator.is_some() => return self.give(index, state).map(Some),
            Code::ReturnGenerator | Code::Yield => {
                return Ok(Some(self.leave(index, state, unsupported("a generator"))));
            }
            Code::Other(name) => return Ok(Some(self.leave(index, state, unsupported(construct(&name))))),
            _ if self.container_instruction(index, state)? || self.object_instruction(index, state)? => {}
            other => match self.handler_instruction(index, state)? {
                Some(terminator) => return Ok(terminator),
                None => return Err(format!("no lowering of {other:?}")),
            },
        }
        Ok(None)
    }

    /// Makes the operands that this instruction stores what their locals are hinted to be. One that stores two does so for both
    /// before either is stored: CPython can only go on from before the first.
    fn hinted_before(&mut self, local: u32, index: usize, state: &mut State) -> Result<(), String> {
        let at = self.instructions[index].at;
        let other = |index: Option<usize>| {
            let other = self.instructions.get(index?).filter(|other| other.at == at)?;
            match other.op {
                Code::StoreFast(local) => Some(local),
                _ => None,
            }
        };
        if other(index.checked_sub(1)).is_some() {
            return Ok(());
        }
        if let Some(second) = other(Some(index + 1)) {
            self.hinted(second, 1, index, state)?;
        }
        self.hinted(local, 0, index, state)
    }

    /// The operand at this depth becomes what the local is hinted to be.
    fn hinted(&mut self, local: u32, depth: usize, index: usize, state: &mut State) -> Result<(), String> {
        let name = self.func.locals.get(local as usize);
        let hint = name.and_then(|name| self.hinted.get(name)).cloned();
        let Some(hint) = hint.or_else(|| self.caught_class(index)) else {
            return Ok(());
        };
        let given = top(state, depth)?;
        let place = self.instructions[index].place;
        let value = self.operation(Op::Hinted(hint), vec![given], index, state);
        let position = state.stack.len() - depth - 1;
        state.stack[position] = Slot::Value(value);
        self.retain(value, place);
        self.release(given, place);
        Ok(())
    }

    pub(super) fn constant_value(&mut self, op: Op) -> Value {
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
        let place = self.instructions[index].place;
        let is_not = matches!(op, Op::Unary(UnaryOp::Not));
        let may_call = matches!(op, Op::Binary(..) | Op::Unary(_) | Op::Compare(..)) && !is_not;
        let result = self.operation(op, args.clone(), index, state);
        state.stack.truncate(state.stack.len() - count);
        if may_call {
            self.finished_by_cpython(index, state);
        }
        state.stack.push(Slot::Value(result));
        args.into_iter().for_each(|arg| self.release(arg, place));
        Ok(())
    }

    /// The last operation may be a call in disguise: the state behind it with the result that CPython has computed.
    fn finished_by_cpython(&mut self, index: usize, state: &mut State) {
        self.given_by_cpython(index + 1, state);
    }

    /// The state behind the last operation, with what CPython has given on top of this one.
    pub(super) fn given_by_cpython(&mut self, next: usize, state: &State) {
        let mut state = state.clone();
        state.stack.push(Slot::Result);
        let count = self.func.blocks[self.current.0 as usize].insts.len();
        let after = self.snapshot(next, &state);
        let insts = &mut self.func.blocks[self.current.0 as usize].insts;
        if let Some(last) = insts[..count].last_mut() {
            last.after = Some(after);
        }
    }

    /// The function returns a value: its locals are given up, first to last, and the other way round from 3.14 on.
    fn give_back(&mut self, value: Value, index: usize, state: &State) -> Terminator {
        if self.generator.is_some() {
            return self.finish(value, index, state);
        }
        let place = self.instructions[index].place;
        if self.covers.iter().any(|cover| cover.target().is_some()) {
            let before = self.snapshot(index, state);
            self.push(Op::Returning, vec![], None, Some(before), None, place);
        }
        let mut slots: Vec<usize> = (0..self.func.locals.len()).collect();
        if self.minor >= 14 {
            slots.reverse();
        }
        for slot in slots {
            // What is in a cell ends with it.
            let mirror = self.mirror(slot as u32);
            let hidden = mirror.iter().flat_map(|mirror| [mirror.saved, mirror.content]);
            hidden.for_each(|hidden| self.release(state.locals[hidden], place));
            self.release(state.locals[slot], place);
        }
        Terminator::Return(value)
    }

    pub(super) fn poll(&mut self, index: usize, state: &State) {
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

    /// The keyword names that a value, a constant tuple of strings, gives.
    pub(super) fn names_constant(&self, value: Value) -> Option<(Vec<String>, u32)> {
        let block = &self.func.blocks[self.current.0 as usize];
        let inst = block.insts.iter().find(|inst| inst.result == Some(value))?;
        match &inst.op {
            Op::Const(constant, Some(place)) => Some((names(constant), *place)),
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

pub(super) fn top(state: &State, depth: usize) -> Result<Value, String> {
    let index = state.stack.len().checked_sub(depth + 1).ok_or("an empty stack")?;
    match state.stack[index] {
        Slot::Value(value) => Ok(value),
        _ => Err("NULL where a value was expected".to_owned()),
    }
}

pub(super) fn pop_value(state: &mut State) -> Result<Value, String> {
    let value = top(state, 0)?;
    state.stack.pop();
    Ok(value)
}

pub(super) fn push_with_null(state: &mut State, value: Value, null: NullAt) {
    match null {
        NullAt::Nowhere => state.stack.push(Slot::Value(value)),
        NullAt::Below => state.stack.extend([Slot::Null, Slot::Value(value)]),
        NullAt::Above => state.stack.extend([Slot::Value(value), Slot::Null]),
    }
}

pub(super) fn unsupported(what: &str) -> Reason {
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
