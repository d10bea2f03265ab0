//! What stands in the place of a call that consumes ([`super::site`]): a loop, in which the instructions of a generator expression, or
//! of the functions that `map` and `filter` call, happen to each item.

use super::site::{Called, JOIN, Key, MADE, Made, Site, Stage, UNPACK, skip};
use super::splice::shift;
use crate::bytecode::{
    Append, BinaryOp, CodeObject, Condition, Constant, Instruction, NullAt, Op as Code, Reduction, carried_place,
    decode, flags,
};
use std::collections::BTreeMap;

/// Such a loop.
pub(super) struct Body {
    /// From behind what is iterated over; targets are counted from the first.
    pub(super) instructions: Vec<Instruction>,
    /// How many locals it has besides the total.
    pub(super) own: usize,
}

/// The loop of a site; its locals lie behind the `slots` of the consumer and the total. Nothing: not all of it can stand there.
pub(super) fn body(
    site: &Site,
    codes: &BTreeMap<usize, CodeObject>,
    call: &Instruction,
    minor: u8,
    slots: usize,
) -> Option<Body> {
    // Calls of methods count there.
    if (site.name == JOIN || site.name == MADE) && minor < 12 {
        return None;
    }
    let mut writer = Writer {
        name: site.name,
        unpacked: site.unpacked,
        default: site.default.clone(),
        is_truth: matches!(site.name, "any" | "all"),
        minor,
        first: (slots + 1) as u32,
        next: (slots + 1) as u32,
        body: Vec::new(),
        known: Vec::new(),
    };
    match (site.stages.as_slice(), &site.key) {
        (_, Some(key)) => writer.keyed(key, codes, call)?,
        ([Stage::Expression(made)], None) => writer.expression(made, codes.get(&made.code)?)?,
        (stages, None) => writer.stages(stages, codes, call)?,
    }
    if site.name == "sorted" && site.key.is_none() {
        writer.sort(call);
    }
    writer.end()?;
    Some(Body {
        own: writer.next as usize - slots - 1,
        instructions: writer.body,
    })
}

/// Writes a loop.
struct Writer {
    /// The consumer.
    name: &'static str,
    /// So many items are taken apart.
    unpacked: u32,
    /// What loads that which the consumer gives if there are no items.
    default: Option<Code>,
    /// Does the consumer end as soon as it knows a truth?
    is_truth: bool,
    minor: u8,
    /// The first local behind the total.
    first: u32,
    /// The next free local.
    next: u32,
    body: Vec<Instruction>,
    /// The branches by which `any` and `all` know before the end.
    known: Vec<usize>,
}

impl Writer {
    fn put(&mut self, op: Code, from: &Instruction) {
        self.body.push(Instruction { op, ..from.clone() });
    }

    /// The value on top goes to the consumer; `None` takes its place.
    fn consume(&mut self, from: &Instruction) {
        if !self.is_truth {
            return self.put(Code::Reduce(Reduction::Add(self.name)), from);
        }
        self.known.push(self.body.len());
        let condition = if self.name == "any" {
            Condition::True
        } else {
            Condition::False
        };
        let branch = Code::Branch {
            condition,
            target: 0,
            backward: false,
        };
        self.put(branch, from);
        self.put(Code::LoadNone, from);
    }

    /// Behind the end of the loop.
    fn total(&mut self, from: &Instruction) {
        if self.name == UNPACK {
            return self.unpack(from);
        }
        if let Some(load) = self.default.take() {
            self.put(load, from);
            return self.put(Code::Reduce(Reduction::Otherwise), from);
        }
        let step = match self.is_truth {
            true => Reduction::Truth(self.name == "all"),
            false => Reduction::Total(self.name),
        };
        self.put(Code::Reduce(step), from);
    }

    /// The items of the list that there is, if there are as many as there have to be; the first one is on top.
    fn unpack(&mut self, from: &Instruction) {
        self.put(Code::Reduce(Reduction::Fits(self.unpacked)), from);
        for item in (0..self.unpacked).rev() {
            self.put(Code::LoadFast(self.first - 1), from);
            self.put(Code::LoadSmallInt(item.into()), from);
            let subscript = Code::Binary {
                op: BinaryOp::Subscript,
                inplace: false,
            };
            self.put(subscript, from);
        }
        self.put(Code::Reduce(Reduction::Unpacked(self.unpacked)), from);
    }

    /// What is on top, and will be iterated over, becomes a list, always or where that has to be.
    fn list(&mut self, always: bool, from: &Instruction) {
        // They end as soon as they can.
        if !self.is_truth {
            self.put(Code::Reduce(Reduction::Listed(always)), from);
        }
    }

    /// The list on top is sorted.
    fn sort(&mut self, from: &Instruction) {
        let method = Code::LoadAttr {
            name: "sort".to_owned(),
            method: true,
        };
        let call = Code::Call {
            argc: 0,
            names_on_stack: false,
        };
        for op in [Code::Copy(1), method, call, Code::Pop(1)] {
            self.put(op, from);
        }
    }

    /// Where `any` and `all` know before the end.
    fn end(&mut self) -> Option<()> {
        if !self.is_truth {
            return Some(());
        }
        let end = self.body.len();
        let last = self.body.last()?.clone();
        let jump = Code::Jump {
            target: end + 2,
            backward: false,
        };
        self.put(jump, &last);
        self.put(Code::Reduce(Reduction::Truth(self.name == "any")), &last);
        for position in &self.known {
            shift(&mut self.body[*position].op, |_| end + 1);
        }
        Some(())
    }

    /// The instructions of a generator expression from behind its beginning, which leaves the iterator on the stack, to behind its end.
    fn expression(&mut self, made: &Made, code: &CodeObject) -> Option<()> {
        let is_generator = code.flags & flags::GENERATOR != 0;
        if code.name != "<genexpr>" || !is_generator || !is_plain(made, code) {
            return None;
        }
        let instructions = decode(code, self.minor);
        let op = |index: usize| instructions.get(index).map(|instruction| &instruction.op);
        let mut first = skip(&instructions, 0);
        if let Some(Code::CopyFreeVars(_)) = op(first) {
            first = skip(&instructions, first + 1);
        }
        for beginning in [Code::ReturnGenerator, Code::Pop(1), Code::LoadFast(0)] {
            (op(first) == Some(&beginning)).then_some(())?;
            first = skip(&instructions, first + 1);
        }
        let last = instructions
            .iter()
            .position(|instruction| matches!(instruction.op, Code::Return | Code::ReturnConst(_)))?;
        let yields = instructions.iter().filter(|other| other.op == Code::Yield).count();
        if yields != 1 || first > last {
            return None;
        }
        self.list(false, &instructions[first]);
        self.put(Code::GetIter, &instructions[first]);
        // The iterator's own iterator is itself.
        if op(first) == Some(&Code::GetIter) {
            first = skip(&instructions, first + 1);
        }
        let base = self.next;
        self.next += code.slots().len() as u32;
        let mut begins = vec![None; instructions.len() + 1];
        let start = self.body.len();
        for index in first..=last {
            begins[index] = Some(self.body.len());
            let instruction = &instructions[index];
            match &instruction.op {
                Code::Yield => self.consume(instruction),
                Code::Return | Code::ReturnConst(_) => self.total(instruction),
                Code::LoadFast(0) | Code::StoreFast(0) => return None,
                // Of inner loops, too.
                Code::GetIter if index > first && instructions[index - 1].op == Code::GetIter => {}
                op => {
                    let op = carried(op, made, code, base)?;
                    self.put(op, instruction);
                }
            }
        }
        self.retarget(start, &begins)
    }

    /// The head of a loop over what is on top: its position.
    fn iterate(&mut self, from: &Instruction) -> usize {
        self.put(Code::GetIter, from);
        self.put(Code::ForIter { target: 0, pops: 0 }, from);
        self.body.len() - 1
    }

    /// Where the value on top is false, the loop goes on with the next item.
    fn skip_if_false(&mut self, head: usize, from: &Instruction) {
        let branch = Code::Branch {
            condition: Condition::False,
            target: head,
            backward: true,
        };
        self.put(branch, from);
    }

    /// The loop goes on with the next item; what is written next is behind it.
    fn repeat(&mut self, head: usize, from: &Instruction) {
        let back = Code::Jump {
            target: head,
            backward: true,
        };
        self.put(back, from);
        let end = self.body.len();
        shift(&mut self.body[head].op, |_| end);
    }

    /// A loop over an iterator, in which `map` and `filter` do what they do, the last of them first.
    fn stages(&mut self, stages: &[Stage], codes: &BTreeMap<usize, CodeObject>, call: &Instruction) -> Option<()> {
        for stage in stages {
            if let Stage::Applied(name, _) = stage {
                self.put(Code::Reduce(Reduction::Known(name)), call);
            }
        }
        self.list(false, call);
        let head = self.iterate(call);
        for stage in stages.iter().rev() {
            let Stage::Applied(name, called) = stage else {
                return None;
            };
            let item = self.next;
            self.apply(called, codes, call)?;
            if *name == "filter" {
                self.put(Code::ToBool, call);
                self.skip_if_false(head, call);
                self.put(Code::LoadFast(item), call);
            }
        }
        if self.is_truth {
            self.put(Code::ToBool, call);
        }
        self.consume(call);
        self.put(Code::Pop(1), call);
        self.repeat(head, call);
        self.total(call);
        Some(())
    }

    /// A loop over an iterator that asks for the key of each item.
    fn keyed(&mut self, key: &Key, codes: &BTreeMap<usize, CodeObject>, call: &Instruction) -> Option<()> {
        let is_sorted = self.name == "sorted";
        if key.reverse && !is_sorted {
            return None;
        }
        let [item, new, best, found] = [0, 1, 2, 3].map(|number| self.next + number);
        let (keys, total) = (best, self.first - 1);
        self.next += 4;
        self.list(is_sorted, call);
        if is_sorted {
            self.put(Code::Copy(1), call);
            self.put(Code::StoreFast(total), call);
            self.put(Code::BuildList(0), call);
            self.put(Code::StoreFast(keys), call);
        }
        let head = self.iterate(call);
        self.put(Code::StoreFast(item), call);
        if is_sorted {
            self.put(Code::LoadFast(keys), call);
        }
        self.put(Code::LoadFast(item), call);
        self.apply(&key.called, codes, call)?;
        if is_sorted {
            self.put(Code::Append(Append::ListAppend, 1), call);
            self.put(Code::Pop(1), call);
        } else {
            self.put(Code::StoreFast(new), call);
            self.put(Code::LoadFast(new), call);
            self.put(Code::Reduce(Reduction::Better(self.name, best)), call);
            self.skip_if_false(head, call);
            for (from, to) in [(new, best), (item, found)] {
                self.put(Code::LoadFast(from), call);
                self.put(Code::StoreFast(to), call);
            }
        }
        self.repeat(head, call);
        if is_sorted {
            self.put(Code::LoadFast(keys), call);
            self.put(Code::Reduce(Reduction::Sort(key.reverse)), call);
            self.total(call);
        } else {
            self.put(Code::LoadFast(found), call);
            self.put(Code::Reduce(Reduction::Found), call);
        }
        Some(())
    }

    /// What is called with the value on top, which is in a local of its own then, leaves its result there.
    fn apply(&mut self, called: &Called, codes: &BTreeMap<usize, CodeObject>, call: &Instruction) -> Option<()> {
        let item = self.next;
        self.put(Code::StoreFast(item), call);
        match called {
            Called::Made(made) => self.function(made, codes.get(&made.code)?)?,
            Called::Global(function) => {
                self.next += 1;
                let load = Code::LoadGlobal {
                    name: function.clone(),
                    null: if self.minor >= 13 { NullAt::Above } else { NullAt::Below },
                };
                self.put(load, call);
                self.put(Code::LoadFast(item), call);
                let apply = Code::Call {
                    argc: 1,
                    names_on_stack: false,
                };
                self.put(apply, call);
            }
        }
        Some(())
    }

    /// The instructions of a function of one argument, which is in the next free local: they leave its result on the stack.
    fn function(&mut self, made: &Made, code: &CodeObject) -> Option<()> {
        let stars = flags::VARARGS | flags::VARKEYWORDS | flags::GENERATOR;
        if code.argcount != 1 || code.kwonly != 0 || code.flags & stars != 0 || !is_plain(made, code) {
            return None;
        }
        let instructions = decode(code, self.minor);
        let base = self.next;
        self.next += code.slots().len() as u32;
        let mut begins = vec![None; instructions.len() + 1];
        let start = self.body.len();
        let mut ends = Vec::new();
        for (index, instruction) in instructions.iter().enumerate() {
            begins[index] = Some(self.body.len());
            match &instruction.op {
                Code::CopyFreeVars(_) => continue,
                Code::ReturnConst(number) => {
                    self.put(constant(made, code, *number)?, instruction);
                }
                Code::Return => {}
                op => {
                    let op = carried(op, made, code, base)?;
                    self.put(op, instruction);
                    continue;
                }
            }
            ends.push(self.body.len());
            let end = Code::Jump {
                target: 0,
                backward: false,
            };
            self.put(end, instruction);
        }
        self.retarget(start, &begins)?;
        let end = self.body.len();
        for position in ends {
            shift(&mut self.body[position].op, |_| end);
        }
        Some(())
    }

    /// Targets behind `start` that are still those of the code itself become those in the loop; what `any` and `all` know stays.
    fn retarget(&mut self, start: usize, begins: &[Option<usize>]) -> Option<()> {
        for position in start..self.body.len() {
            if self.known.contains(&position) {
                continue;
            }
            if let Some(target) = self.body[position].op.target() {
                let target = begins.get(target).copied().flatten()?;
                shift(&mut self.body[position].op, |_| target);
            }
        }
        Some(())
    }
}

/// Is it neither a coroutine nor has it cells of its own, and does it capture what is known?
fn is_plain(made: &Made, code: &CodeObject) -> bool {
    let others = flags::COROUTINE | flags::ITERABLE_COROUTINE | flags::ASYNC_GENERATOR;
    code.flags & others == 0 && code.cellvars.is_empty() && code.freevars.len() == made.captured.len()
}

/// A constant that is the same wherever it stands. Others are objects, which only their own code has.
fn literal(code: &CodeObject, number: u32) -> Option<Constant> {
    match code.constant(number) {
        constant @ (Constant::None | Constant::Bool(_) | Constant::Float(_)) => Some(constant),
        constant if constant.as_int().is_some_and(|int| i64::try_from(int).is_ok()) => Some(constant),
        _ => None,
    }
}

/// The load of a constant of a function that is made in its consumer.
fn constant(made: &Made, code: &CodeObject, number: u32) -> Option<Code> {
    match code.constant(number) {
        Constant::None => Some(Code::LoadNone),
        object @ (Constant::Str(_) | Constant::Tuple(_) | Constant::Slice(_)) => {
            Some(Code::Carried(object, carried_place(made.constant, number)?))
        }
        _ => literal(code, number).map(Code::Literal),
    }
}

/// An instruction of code whose locals begin at `base` in its consumer; nothing if it cannot stand there.
fn carried(op: &Code, made: &Made, code: &CodeObject, base: u32) -> Option<Code> {
    let own = code.slots().len() - code.freevars.len();
    Some(match op {
        Code::LoadFast(slot) if (*slot as usize) < own => Code::LoadFast(base + *slot),
        Code::StoreFast(slot) => Code::StoreFast(base + *slot),
        Code::LoadDeref(slot) => {
            let captured = made.captured.get((*slot as usize).checked_sub(own)?)?;
            Code::LoadDeref(*captured)
        }
        Code::LoadConst(number) => constant(made, code, *number)?,
        Code::Nop
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
        | Code::BinarySlice
        | Code::BuildSlice(_)
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
        | Code::BuildList(_)
        | Code::BuildTuple(_)
        | Code::BuildString(_)
        | Code::ConvertValue(_)
        | Code::Format { .. }
        | Code::UnpackSequence(_)
        | Code::Call { .. } => op.clone(),
        _ => return None,
    })
}
