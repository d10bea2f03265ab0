//! `sum`, `min`, `max`, `any`, `all` and `list` of a generator expression, or of `map` or `filter`, that is in the place of the call
//! ([`super::splice`]): loops of the function that consumes it.
//!
//! All that happens in such a region reads only (`passes::regions` says whether), so whatever leaves it begins again before it:
//! CPython makes the generator and calls the builtin. Where that cannot be said of a region, the function is lowered without it.

use super::handlers::Cover;
use super::instruction::{pop_value, top};
use super::site::{COUNTS, JOIN, MADE, UNPACK};
use super::splice::{Mirror, Region, Spliced};
use super::{Builder, State};
use crate::bytecode::Append;
use crate::bytecode::{Constant, Op as Code, Reduction};
use crate::ir::{Again, Deferral, ObjectOp, Op, Slot, Ty, Value};

impl Builder<'_> {
    /// Its instructions have generator expressions in their places, in which nothing raises: CPython does when it begins again.
    pub(super) fn enter_regions(&mut self, spliced: &Spliced) {
        self.regions = spliced.regions.clone();
        self.mirrors = spliced.mirrors.clone();
        for region in &spliced.regions {
            for instruction in &self.instructions[region.within.clone()] {
                if let Code::LoadAttr { name, .. } = &instruction.op
                    && !self.func.names.contains(name)
                {
                    self.func.names.push(name.clone());
                }
            }
            self.covers[region.within.clone()].fill(Cover::Bytecode);
        }
    }

    /// The region that an instruction lies in.
    pub(super) fn region(&self, index: usize) -> Option<&Region> {
        self.regions.iter().find(|region| region.within.contains(&index))
    }

    /// Where whatever leaves before an instruction leaves to, if that is another one: the state is cut down to that.
    pub(super) fn again(&self, index: usize) -> Option<Again> {
        let locals = self.func.locals.len();
        let Some(region) = self.region(index) else {
            return (!self.mirrors.is_empty()).then_some(Again {
                at: None,
                locals,
                stack: usize::MAX,
            });
        };
        Some(Again {
            at: Some(self.instructions[region.within.start].at),
            locals,
            stack: region.depth?,
        })
    }

    /// How many locals there are outside of regions, with what is in cells.
    fn locals(&self) -> usize {
        self.func.locals.len() + 2 * self.mirrors.len()
    }

    /// The cell in a slot, if what is in it is known.
    pub(super) fn mirror(&self, slot: u32) -> Option<Mirror> {
        self.mirrors.iter().find(|mirror| mirror.slot == slot).cloned()
    }

    /// What is in cells is nothing yet.
    pub(super) fn begin_mirrors(&mut self, locals: &mut Vec<Value>) {
        for _ in 0..2 * self.mirrors.len() {
            let unbound = self.constant_value(Op::Unbound);
            locals.push(unbound);
        }
    }

    /// What stands in a slot for a cell of which is known what is in it.
    pub(super) fn shell(&mut self, slot: u32) -> Value {
        let shell = self.constant_value(Op::Unbound);
        self.shells.insert(shell, slot);
        shell
    }

    /// The locals and operands of a state with such cells as what leaves makes them.
    pub(super) fn with_cells(&mut self, state: &State) -> (Vec<Slot>, Vec<Slot>) {
        let locals = state.locals.iter().map(|value| Slot::Value(*value));
        let (mut locals, mut stack): (Vec<Slot>, _) = (locals.collect(), state.stack.clone());
        let is_saved = stack.iter_mut().map(|operand| (operand, true));
        for (place, is_saved) in locals.iter_mut().map(|local| (local, false)).chain(is_saved) {
            let Slot::Value(value) = *place else { continue };
            let mirror = self.shells.get(&value).and_then(|slot| self.mirror(*slot));
            let Some(mirror) = mirror else { continue };
            let content = state.locals[if is_saved { mirror.saved } else { mirror.content }];
            let cell = match self.made_cells.get(&(mirror.slot, content)) {
                Some(cell) => *cell,
                None => self.deferred_cell(mirror.slot, content),
            };
            *place = Slot::Value(cell);
        }
        (locals, stack)
    }

    fn deferred_cell(&mut self, slot: u32, content: Value) -> Value {
        let cell = self.func.new_value(Ty::Bottom);
        let op = Op::Deferred(Deferral::Cell(self.variable(slot)));
        self.push(op, vec![content], Some(cell), None, None, Default::default());
        // It holds nothing: what is in it is held where that is.
        self.func.deferred.insert(cell, vec![]);
        self.made_cells.insert((slot, content), cell);
        cell
    }

    /// A place behind the locals gets another value; the one before is given up.
    pub(super) fn replace_hidden(&mut self, place: usize, value: Option<Value>, index: usize, state: &mut State) {
        let value = value.unwrap_or_else(|| self.constant_value(Op::Unbound));
        let old = std::mem::replace(&mut state.locals[place], value);
        self.release(old, self.instructions[index].place);
    }

    /// Lowers a step of a reduction.
    pub(super) fn reduce(&mut self, step: Reduction, index: usize, state: &mut State) -> Result<(), String> {
        let place = self.instructions[index].place;
        let total = self.locals();
        match step {
            Reduction::Begin(name) => {
                let depth = state.stack.len();
                let region = self.regions.iter_mut().find(|region| region.within.start == index);
                let region = region.ok_or("a reduction that begins nowhere")?;
                region.depth = Some(depth);
                let (own, calls, constants) = (region.own, region.calls, region.constants.clone());
                let is_keyed = region.is_keyed;
                let mut counter = None;
                if name == JOIN || name == MADE {
                    let method = top(state, 1)?;
                    self.operation(Op::Reduce(step), vec![method], index, state);
                } else if name == COUNTS {
                    let class = self.operation(Op::LoadGlobal(name.to_owned(), false), vec![], index, state);
                    counter = Some(self.operation(Op::Reduce(step), vec![class], index, state));
                    self.release(class, place);
                } else if name != UNPACK {
                    self.known(name, step, index, state);
                }
                // What runs in the region is a call deeper than its consumer, and tools may listen to its code.
                self.guard(Op::GuardDepth(calls), index, state);
                for constant in constants {
                    self.guard(Op::GuardUnheard(constant), index, state);
                }
                for _ in 0..own {
                    let unbound = self.constant_value(Op::Unbound);
                    state.locals.push(unbound);
                }
                if let Some(counter) = counter {
                    state.locals[total] = counter;
                }
                if matches!(name, "list" | "tuple" | JOIN | MADE | UNPACK) || name == "sorted" && !is_keyed {
                    state.locals[total] = self.operation(Op::Object(ObjectOp::List), vec![], index, state);
                }
            }
            Reduction::Known(name) => self.known(name, step, index, state),
            Reduction::Add("list" | "sorted" | "tuple" | JOIN | MADE | UNPACK) => {
                if step == Reduction::Add(MADE) {
                    let item = top(state, 0)?;
                    self.operation(Op::Reduce(step), vec![item], index, state);
                }
                if matches!(step, Reduction::Add(MADE | UNPACK)) {
                    self.reduce(Reduction::Few, index, state)?;
                }
                let args = vec![state.locals[total], top(state, 0)?];
                self.object_of(ObjectOp::Append(Append::ListAppend), args, 1, index, state)?;
                self.sent(state);
            }
            Reduction::Add(COUNTS) => {
                let value = top(state, 0)?;
                self.operation(Op::Reduce(step), vec![state.locals[total], value], index, state);
                pop_value(state)?;
                self.release(value, place);
                self.sent(state);
            }
            Reduction::Add(_) => {
                let value = top(state, 0)?;
                let before = state.locals[total];
                state.locals[total] = self.operation(Op::Reduce(step), vec![before, value], index, state);
                pop_value(state)?;
                self.release(value, place);
                self.sent(state);
            }
            Reduction::Listed(_) => {
                let iterated = top(state, 0)?;
                let list = self.operation(Op::Reduce(step), vec![iterated], index, state);
                pop_value(state)?;
                self.release(iterated, place);
                state.stack.push(Slot::Value(list));
            }
            Reduction::Better(_, best) => {
                let key = top(state, 0)?;
                let args = vec![state.locals[best as usize], key];
                let is_better = self.operation(Op::Reduce(step), args, index, state);
                pop_value(state)?;
                self.release(key, place);
                state.stack.push(Slot::Value(is_better));
            }
            Reduction::Sort(_) => {
                let keys = top(state, 0)?;
                let items = state.locals[total];
                state.locals[total] = self.operation(Op::Reduce(step), vec![items, keys], index, state);
                pop_value(state)?;
                self.release(keys, place);
                self.release(items, place);
            }
            Reduction::Found => {
                let found = pop_value(state)?;
                self.end_region(vec![found], index, state)?;
            }
            Reduction::Count => return Err("a count by itself".to_owned()),
            Reduction::Fits(_) | Reduction::Few => {
                let list = state.locals[total];
                let count = self.operation(Op::Reduce(Reduction::Count), vec![list], index, state);
                self.operation(Op::Reduce(step), vec![count], index, state);
            }
            Reduction::Unpacked(count) => {
                let values: Result<Vec<Value>, String> = (0..count).map(|_| pop_value(state)).collect();
                let values = values?.into_iter().rev().collect();
                self.end_region(values, index, state)?;
            }
            Reduction::Total("list" | "sorted" | JOIN | MADE | COUNTS) => {
                let unbound = self.constant_value(Op::Unbound);
                let list = std::mem::replace(&mut state.locals[total], unbound);
                self.end_region(vec![list], index, state)?;
            }
            Reduction::Total("tuple") => {
                let list = state.locals[total];
                let tuple = self.operation(Op::Object(ObjectOp::ListToTuple), vec![list], index, state);
                self.end_region(vec![tuple], index, state)?;
            }
            Reduction::Otherwise => {
                let value = top(state, 0)?;
                let before = state.locals[total];
                let result = self.operation(Op::Reduce(step), vec![before, value], index, state);
                self.end_region(vec![result], index, state)?;
            }
            Reduction::Total(_) => {
                let before = state.locals[total];
                let result = self.operation(Op::Reduce(step), vec![before], index, state);
                self.end_region(vec![result], index, state)?;
            }
            Reduction::Truth(truth) => {
                let result = self.constant_value(Op::Const(Constant::Bool(truth), None));
                self.end_region(vec![result], index, state)?;
            }
        }
        Ok(())
    }

    /// A global is the builtin of that name.
    fn known(&mut self, name: &str, step: Reduction, index: usize, state: &State) {
        let builtin = self.operation(Op::LoadGlobal(name.to_owned(), false), vec![], index, state);
        let builtin = self.operation(Op::Reduce(step), vec![builtin], index, state);
        self.release(builtin, self.instructions[index].place);
    }

    /// An operation that only leaves, or does not.
    fn guard(&mut self, op: Op, index: usize, state: &State) {
        let before = self.snapshot(index, state);
        self.push(op, vec![], None, Some(before), None, self.instructions[index].place);
    }

    /// What a consumer sends is `None`.
    fn sent(&mut self, state: &mut State) {
        let sent = self.constant_value(Op::Const(Constant::None, None));
        state.stack.push(Slot::Value(sent));
    }

    /// What a region holds is given up, and its results are on the stack.
    fn end_region(&mut self, results: Vec<Value>, index: usize, state: &mut State) -> Result<(), String> {
        let place = self.instructions[index].place;
        let depth = self.region(index).and_then(|region| region.depth);
        let depth = depth.ok_or("a reduction that ends before it begins")?;
        for slot in state.stack.split_off(depth).into_iter().rev() {
            if let Slot::Value(value) = slot {
                self.release(value, place);
            }
        }
        for value in state.locals.split_off(self.locals()) {
            self.release(value, place);
        }
        state.stack.extend(results.into_iter().map(Slot::Value));
        Ok(())
    }
}
