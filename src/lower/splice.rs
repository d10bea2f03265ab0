//! Generator expressions that `sum`, `min`, `max`, `any` and `all` consume are put into the place of the call.
//!
//! The instructions of the generator expression stand there, as CPython does it with comprehensions, and its locals behind those of
//! the function: [`Region`]. [`super::reduction`] lowers what is new in them.

use crate::bytecode::{CodeObject, Condition, Constant, Instruction, Op as Code, Place, Reduction, decode, flags};
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
    pub(super) own: usize,
    /// The place of the generator expression's code in the consumer's `co_consts`.
    pub(super) code: u32,
    /// How many calls deeper it would run. CPython 3.11 counts those of some builtins.
    pub(super) calls: u32,
    /// The depth of the operand stack where it begins, once that is known.
    pub(super) depth: Option<usize>,
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
    /// The place of its code in `co_consts`.
    constant: u32,
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
            code: site.constant,
            calls: match (minor, site.name) {
                (11, "any" | "all") => 3,
                (11, "min" | "max") => 2,
                _ => 1,
            },
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
    let constant = *constant;
    let Constant::Code(inner) = code.constant(constant) else {
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
        constant,
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
