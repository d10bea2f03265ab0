//! `call(*args, **kwargs)` whose `**kwargs` are those of the function itself: they are passed on as they are.
//!
//! CPython merges them into a new dictionary first. Nobody can tell one from the other, if all that the function does with its own is to
//! pass them on: what is called gets what is in a dictionary, not the dictionary, and no Python code can reach the local of a function
//! that runs natively. (What takes the dictionary itself, in C, is given a copy by the runtime.)

use super::{CodeObject, Instruction, Op, flags};
use crate::bytecode::op::Append;

/// Takes the instructions out that make the copy; they become `Nop`. Nothing can leave at the load between them, nor at the second.
pub fn pass_on(code: &CodeObject, instructions: &mut [Instruction]) {
    let Some(slot) = keywords(code) else { return };
    let is_named = |op: &Op| matches!(op, Op::LoadFast(of) | Op::StoreFast(of) | Op::DeleteFast(of) | Op::LoadFastAndClear(of) if *of == slot);
    let passed: Vec<usize> = (0..instructions.len().saturating_sub(3))
        .filter(|at| is_passed_on(&instructions[*at..*at + 4], slot))
        .collect();
    if instructions.iter().filter(|inst| is_named(&inst.op)).count() != passed.len() {
        return;
    }
    for at in passed {
        instructions[at].op = Op::Nop;
        instructions[at + 2].op = Op::Nop;
    }
}

/// The slot of `**kwargs`, if the function has it and no other one can reach it.
fn keywords(code: &CodeObject) -> Option<u32> {
    let slot = code.params().checked_sub(1)?;
    let has_any = code.flags & flags::VARKEYWORDS != 0 && code.flags & flags::GENERATOR == 0;
    let is_shared = code.cellvars.contains(code.varnames.get(slot)?);
    (has_any && !is_shared).then_some(slot as u32)
}

fn is_passed_on(instructions: &[Instruction], slot: u32) -> bool {
    let [new, load, merge, call] = instructions else {
        return false;
    };
    new.op == Op::BuildMap(0)
        && load.op == Op::LoadFast(slot)
        && merge.op == Op::Append(Append::DictMerge, 1)
        && call.op == Op::CallEx { kwargs: true }
}
