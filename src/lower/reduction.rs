//! `sum`, `min`, `max`, `any` and `all` of a generator expression: its body becomes a loop of the function that consumes it.
//!
//! The instructions of the generator expression are put in the place of the call, as CPython does it with comprehensions, and its
//! locals behind those of the function. All that happens in such a region reads only (`driver::regions` makes sure), so whatever
//! leaves it begins again before it: CPython makes the generator and calls the builtin. Where that cannot be said of a region, the
//! function is lowered without it.

use super::handlers::Cover;
use super::instruction::{pop_value, top};
use super::{Builder, State};
use crate::bytecode::{CodeObject, Condition, Constant, Instruction, Op as Code, Place, Reduction, decode, flags};
use crate::ir::{Again, Op, Slot, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The builtins that consume a generator expression so.
const REDUCTIONS: [&str; 5] = ["sum", "min", "max", "any", "all"];

/// A reduction in the instructions of a function.
#[derive(Clone, Debug)]
pub(super) struct Region {
    /// Its instructions. The first takes the place of the one that loads the builtin.
    pub(super) within: Range<usize>,
    /// How many locals it has of its own: the total, and those of the generator expression.
    own: usize,
    /// The depth of the operand stack where it begins, once that is known.
    depth: Option<usize>,
}

/// The instructions of a function with its generator expressions in their places.
pub struct Spliced {
    pub(super) instructions: Vec<Instruction>,
    pub(super) regions: Vec<Region>,
    pub(super) mirrors: Vec<Mirror>,
}

/// A cell that nothing but generator expressions in their places captures. What is in it is known, and lies in places behind the
/// function's locals; the cell itself is there for CPython.
#[derive(Clone, Debug)]
pub(super) struct Mirror {
    /// The slot of the cell.
    pub(super) slot: u32,
    /// Where its content is.
    pub(super) content: usize,
    /// Where the content is while the slot is a comprehension's.
    pub(super) saved: usize,
}

/// A call that could be replaced.
struct Site {
    /// From the load of the builtin to the call of it.
    within: Range<usize>,
    name: &'static str,
    /// The instructions that compute what the generator expression is over, and its iterator.
    over: Range<usize>,
    code: usize,
    /// The slots of the cells that it captures.
    captured: Vec<u32>,
}

/// Puts generator expressions into their places, save where the code unit of the builtin's load is one of `without`.
pub fn splice(
    code: &CodeObject,
    codes: &BTreeMap<usize, CodeObject>,
    instructions: &[Instruction],
    minor: u8,
    without: &BTreeSet<u32>,
) -> Option<Spliced> {
    let slots = code.slots().len();
    let mut spliced = Spliced {
        instructions: Vec::new(),
        regions: Vec::new(),
        mirrors: Vec::new(),
    };
    // Where each instruction begins from now on; what lies within a region is not jumped to.
    let mut moved = vec![0; instructions.len() + 1];
    let mut own = BTreeSet::new();
    // What is left outside of regions.
    let mut outside = Vec::new();
    let mut index = 0;
    while index < instructions.len() {
        moved[index] = spliced.instructions.len();
        let site = (!without.contains(&instructions[index].at))
            .then(|| find(code, instructions, index))
            .flatten();
        let inner = site.as_ref().and_then(|site| codes.get(&site.code));
        let body = site
            .as_ref()
            .zip(inner)
            .and_then(|(site, inner)| body(site, inner, minor, slots));
        let (Some(site), Some(inner), Some(body)) = (site, inner, body) else {
            spliced.instructions.push(instructions[index].clone());
            outside.push(&instructions[index].op);
            index += 1;
            continue;
        };
        let begin = spliced.instructions.len();
        let at = instructions[index].at;
        let place = instructions[index].place;
        let put = |op: Code, from: Place| Instruction {
            at,
            op,
            place: Place {
                unit: place.unit,
                ..from
            },
        };
        spliced
            .instructions
            .push(put(Code::Reduce(Reduction::Begin(site.name)), place));
        for instruction in &instructions[site.over.clone()] {
            spliced
                .instructions
                .push(put(instruction.op.clone(), instruction.place));
        }
        let first = spliced.instructions.len();
        let next = first + body.len();
        for instruction in body {
            let mut op = instruction.op;
            shift(&mut op, |target| first + target);
            spliced.instructions.push(put(op, instruction.place));
        }
        own.extend(begin..next);
        spliced.regions.push(Region {
            within: begin..next,
            own: inner.slots().len() + 1,
            depth: None,
        });
        index = site.within.end;
    }
    moved[instructions.len()] = spliced.instructions.len();
    if spliced.regions.is_empty() {
        return None;
    }
    spliced.mirrors = mirrors(code, &outside, slots);
    let hidden = 2 * spliced.mirrors.len() as u32;
    for position in &own {
        if let Code::LoadFast(slot) | Code::StoreFast(slot) = &mut spliced.instructions[*position].op
            && *slot as usize >= slots
        {
            *slot += hidden;
        }
    }
    for (position, instruction) in spliced.instructions.iter_mut().enumerate() {
        if !own.contains(&position) {
            shift(&mut instruction.op, |target| moved[target]);
        }
    }
    Some(spliced)
}

/// The function's own cells that nothing outside of regions captures.
fn mirrors(code: &CodeObject, outside: &[&Code], slots: usize) -> Vec<Mirror> {
    let names = code.slots();
    let is_cell = |slot: &u32| code.cellvars.contains(&names[*slot as usize]);
    let count = |is_one: &dyn Fn(&Code) -> bool| outside.iter().filter(|op| is_one(op)).count();
    let fits = |slot: &u32| {
        count(&|op| *op == Code::LoadFast(*slot)) == 0 && count(&|op| *op == Code::LoadFastAndClear(*slot)) <= 1
    };
    let cells = (0..slots - code.freevars.len()).map(|slot| slot as u32);
    cells
        .filter(|slot| is_cell(slot) && fits(slot))
        .enumerate()
        .map(|(number, slot)| Mirror {
            slot,
            content: slots + 2 * number,
            saved: slots + 2 * number + 1,
        })
        .collect()
}

/// The same instruction with another target, if it has one.
fn shift(op: &mut Code, to: impl Fn(usize) -> usize) {
    if let Code::Branch { target, .. }
    | Code::BranchOrPop { target, .. }
    | Code::Jump { target, .. }
    | Code::ForIter { target, .. } = op
    {
        *target = to(*target);
    }
}

/// The position of the next instruction that does something.
fn skip(instructions: &[Instruction], mut index: usize) -> usize {
    while instructions.get(index).is_some_and(|next| next.op == Code::Nop) {
        index += 1;
    }
    index
}

/// A call of one of the builtins with nothing but a generator expression.
fn find(code: &CodeObject, instructions: &[Instruction], index: usize) -> Option<Site> {
    let Code::LoadGlobal { name, .. } = &instructions[index].op else {
        return None;
    };
    let name = REDUCTIONS.into_iter().find(|reduction| reduction == name)?;
    let op = |index: usize| instructions.get(index).map(|instruction| &instruction.op);
    let mut at = skip(instructions, index + 1);
    if op(at) == Some(&Code::PushNull) {
        at = skip(instructions, at + 1);
    }
    let mut captured = Vec::new();
    while let Some(Code::LoadFast(slot)) = op(at) {
        captured.push(*slot);
        at = skip(instructions, at + 1);
    }
    if !captured.is_empty() {
        (op(at) == Some(&Code::BuildTuple(captured.len() as u32))).then_some(())?;
        at = skip(instructions, at + 1);
    }
    let Some(Code::LoadConst(constant)) = op(at) else {
        return None;
    };
    let Constant::Code(inner) = code.constant(*constant) else {
        return None;
    };
    at = skip(instructions, at + 1);
    match (op(at), captured.is_empty()) {
        (Some(Code::MakeFunction(0)), true) => {}
        (Some(Code::MakeFunction(8)), false) => {}
        (Some(Code::MakeFunction(0)), false) => {
            at = skip(instructions, at + 1);
            (op(at) == Some(&Code::SetFunctionAttribute(8))).then_some(())?;
        }
        _ => return None,
    }
    let start = skip(instructions, at + 1);
    let mut end = start;
    while op(end)? != &Code::GetIter {
        is_simple(op(end)?).then_some(())?;
        end += 1;
    }
    let call = |argc| {
        Some(Code::Call {
            argc,
            names_on_stack: false,
        })
    };
    at = skip(instructions, end + 1);
    (op(at) == call(0).as_ref()).then_some(())?;
    at = skip(instructions, at + 1);
    (op(at) == call(1).as_ref()).then_some(())?;
    let within = index..at + 1;
    let is_entered = instructions
        .iter()
        .filter_map(|instruction| instruction.op.target())
        .any(|target| within.contains(&target) && target != index);
    (!is_entered).then_some(Site {
        within,
        name,
        over: start..end + 1,
        code: inner,
        captured,
    })
}

/// Does an instruction of what the generator expression is over only compute a value?
fn is_simple(op: &Code) -> bool {
    matches!(
        op,
        Code::Nop
            | Code::LoadFast(_)
            | Code::LoadConst(_)
            | Code::LoadSmallInt(_)
            | Code::LoadGlobal { .. }
            | Code::LoadDeref(_)
            | Code::LoadAttr { .. }
            | Code::PushNull
            | Code::Binary { .. }
            | Code::Unary(_)
            | Code::Call { .. }
    )
}

/// The instructions of a generator expression from behind its beginning, which leaves the iterator on the stack, to behind its end;
/// targets are counted from the first. Its locals lie behind the `slots` of its consumer and the total.
fn body(site: &Site, code: &CodeObject, minor: u8, slots: usize) -> Option<Vec<Instruction>> {
    let others = flags::COROUTINE | flags::ITERABLE_COROUTINE | flags::ASYNC_GENERATOR;
    let is_plain = code.name == "<genexpr>"
        && code.flags & flags::GENERATOR != 0
        && code.flags & others == 0
        && code.cellvars.is_empty()
        && code.freevars.len() == site.captured.len();
    if !is_plain {
        return None;
    }
    let instructions = decode(code, minor);
    let op = |index: usize| instructions.get(index).map(|instruction| &instruction.op);
    let mut first = skip(&instructions, 0);
    if let Some(Code::CopyFreeVars(_)) = op(first) {
        first = skip(&instructions, first + 1);
    }
    for beginning in [Code::ReturnGenerator, Code::Pop(1), Code::LoadFast(0)] {
        (op(first) == Some(&beginning)).then_some(())?;
        first = skip(&instructions, first + 1);
    }
    // The iterator's own iterator is itself.
    if op(first) == Some(&Code::GetIter) {
        first = skip(&instructions, first + 1);
    }
    let own = code.slots().len() - code.freevars.len();
    let local = |slot: u32| (slots + 1) as u32 + slot;
    let is_truth = matches!(site.name, "any" | "all");
    let mut body = Vec::new();
    // How many instructions each has become, summed up.
    let mut begins = vec![None; instructions.len() + 1];
    let last = instructions
        .iter()
        .position(|instruction| matches!(instruction.op, Code::Return | Code::ReturnConst(_)))?;
    let yields = instructions.iter().filter(|other| other.op == Code::Yield).count();
    if yields != 1 || first > last {
        return None;
    }
    // The branches by which `any` and `all` know before the end.
    let mut known = Vec::new();
    for index in first..=last {
        begins[index] = Some(body.len());
        let is_iterated = matches!(body.last(), Some(Instruction { op: Code::GetIter, .. }));
        let mut put = |op: Code| {
            body.push(Instruction {
                op,
                ..instructions[index].clone()
            });
        };
        match op(index)? {
            Code::LoadFast(slot) if *slot > 0 && (*slot as usize) < own => put(Code::LoadFast(local(*slot))),
            Code::StoreFast(slot) if *slot > 0 => put(Code::StoreFast(local(*slot))),
            Code::LoadDeref(slot) => {
                let captured = site.captured.get((*slot as usize).checked_sub(own)?)?;
                put(Code::LoadDeref(*captured));
            }
            Code::LoadConst(number) => match code.constant(*number) {
                constant @ (Constant::None | Constant::Bool(_) | Constant::Float(_)) => put(Code::Literal(constant)),
                // Others are objects, which only their own code has.
                constant if constant.as_int().is_some_and(|int| i64::try_from(int).is_ok()) => {
                    put(Code::Literal(constant));
                }
                _ => return None,
            },
            Code::Yield if !is_truth => put(Code::Reduce(Reduction::Add(site.name))),
            Code::Yield => {
                let condition = if site.name == "any" {
                    Condition::True
                } else {
                    Condition::False
                };
                put(Code::Branch {
                    condition,
                    target: 0,
                    backward: false,
                });
                put(Code::LoadNone);
                known.push(body.len() - 2);
            }
            Code::Return | Code::ReturnConst(_) => {
                // Behind the end of the loop, what it would return is on the stack, or nothing yet.
                put(Code::Reduce(match is_truth {
                    true => Reduction::Truth(site.name == "all"),
                    false => Reduction::Total(site.name),
                }));
            }
            // The iterator's own iterator is itself.
            Code::GetIter if is_iterated => {}
            other @ (Code::Nop
            | Code::LoadSmallInt(_)
            | Code::LoadNone
            | Code::LoadBool(_)
            | Code::LoadGlobal { .. }
            | Code::LoadAttr { .. }
            | Code::PushNull
            | Code::Pop(_)
            | Code::Copy(_)
            | Code::Swap(_)
            | Code::Binary { .. }
            | Code::Unary(_)
            | Code::ToBool
            | Code::Compare { .. }
            | Code::Is { .. }
            | Code::Contains { .. }
            | Code::Branch { .. }
            | Code::BranchOrPop { .. }
            | Code::Jump { .. }
            | Code::GetIter
            | Code::ForIter { .. }
            | Code::UnpackSequence(_)
            | Code::Call { .. }) => put(other.clone()),
            _ => return None,
        }
    }
    for (position, instruction) in body.iter_mut().enumerate() {
        let Some(target) = instruction.op.target().filter(|_| !known.contains(&position)) else {
            continue;
        };
        let target = begins.get(target).copied().flatten()?;
        shift(&mut instruction.op, |_| target);
    }
    if is_truth {
        let end = body.len();
        let instruction = body.last()?.clone();
        let behind = [
            Code::Jump {
                target: end + 2,
                backward: false,
            },
            Code::Reduce(Reduction::Truth(site.name == "any")),
        ];
        body.extend(behind.map(|op| Instruction {
            op,
            ..instruction.clone()
        }));
        for position in known {
            shift(&mut body[position].op, |_| end + 1);
        }
    }
    Some(body)
}

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
                let own = region.own;
                let builtin = self.operation(Op::LoadGlobal(name.to_owned(), false), vec![], index, state);
                let builtin = self.operation(Op::Reduce(step), vec![builtin], index, state);
                self.release(builtin, place);
                for _ in 0..own {
                    let unbound = self.constant_value(Op::Unbound);
                    state.locals.push(unbound);
                }
            }
            Reduction::Add(_) => {
                let value = top(state, 0)?;
                let before = state.locals[total];
                state.locals[total] = self.operation(Op::Reduce(step), vec![before, value], index, state);
                pop_value(state)?;
                self.release(value, place);
                let sent = self.constant_value(Op::Const(Constant::None, None));
                state.stack.push(Slot::Value(sent));
            }
            Reduction::Total(_) => {
                let before = state.locals[total];
                let result = self.operation(Op::Reduce(step), vec![before], index, state);
                self.end_region(result, index, state)?;
            }
            Reduction::Truth(truth) => {
                let result = self.constant_value(Op::Const(Constant::Bool(truth), None));
                self.end_region(result, index, state)?;
            }
        }
        Ok(())
    }

    /// What a region holds is given up, and its result is on the stack.
    fn end_region(&mut self, result: Value, index: usize, state: &mut State) -> Result<(), String> {
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
        state.stack.push(Slot::Value(result));
        Ok(())
    }
}
