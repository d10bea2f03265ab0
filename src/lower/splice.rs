//! Generator expressions that builtins consume, and what `map` and `filter` call for them, are put into the place of the call.
//!
//! The instructions of the generator expression stand there, as CPython does it with comprehensions, and its locals behind those of
//! the function: [`Region`]. [`super::reduction`] lowers what is new in them.

use super::site::find;
use super::stages::body;
use crate::bytecode::{CodeObject, Instruction, Op as Code, Place, Reduction};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A reduction in the instructions of a function.
#[derive(Clone, Debug)]
pub(super) struct Region {
    /// Its instructions. The first takes the place of the one that loads the builtin.
    pub(super) within: Range<usize>,
    /// How many locals it has of its own: the total, and those of what is in its place.
    pub(super) own: usize,
    /// The places of the codes of what is in its place in the consumer's `co_consts`.
    pub(super) constants: Vec<u32>,
    /// How many calls deeper it would run.
    pub(super) calls: u32,
    /// Is there a key?
    pub(super) is_keyed: bool,
    /// The depth of the operand stack where it begins, once that is known.
    pub(super) depth: Option<usize>,
}

/// The instructions of a function with its generator expressions in their places.
pub struct Spliced {
    pub(super) instructions: Vec<Instruction>,
    pub(super) regions: Vec<Region>,
    pub(super) mirrors: Vec<Mirror>,
}

impl Spliced {
    /// The code units before which the regions begin.
    pub fn units(&self) -> Vec<u32> {
        self.regions
            .iter()
            .map(|region| self.instructions[region.within.start].at)
            .collect()
    }
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
        let body = site
            .as_ref()
            .and_then(|site| body(site, codes, &instructions[index], minor, slots));
        let (Some(site), Some(body)) = (site, body) else {
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
        let next = first + body.instructions.len();
        for instruction in body.instructions {
            let mut op = instruction.op;
            shift(&mut op, |target| first + target);
            spliced.instructions.push(put(op, instruction.place));
        }
        own.extend(begin..next);
        spliced.regions.push(Region {
            within: begin..next,
            own: body.own + 1,
            constants: site.made().map(|made| made.constant).collect(),
            calls: site.calls(minor),
            is_keyed: site.key.is_some(),
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
        if let Code::LoadFast(slot) | Code::StoreFast(slot) | Code::Reduce(Reduction::Better(_, slot)) =
            &mut spliced.instructions[*position].op
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
pub(super) fn shift(op: &mut Code, to: impl Fn(usize) -> usize) {
    if let Code::Branch { target, .. }
    | Code::BranchOrPop { target, .. }
    | Code::Jump { target, .. }
    | Code::ForIter { target, .. } = op
    {
        *target = to(*target);
    }
}
