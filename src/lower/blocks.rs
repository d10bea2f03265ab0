//! Where blocks begin, which of them are merges, and from where every path raises.

use super::handlers::{self, Cover};
use crate::bytecode::{Instruction, Op};

/// The blocks of a function, by the index of their first instruction.
pub(super) struct Shape {
    pub(super) leaders: Vec<usize>,
    /// For each instruction: does it begin a block that several edges reach?
    pub(super) is_merge: Vec<bool>,
    /// Leaders that control can reach, in reverse postorder.
    pub(super) order: Vec<usize>,
    /// For each instruction: can control reach it without an exception?
    pub(super) is_ordinary: Vec<bool>,
}

/// Instructions that may follow.
fn successors(instructions: &[Instruction], index: usize) -> Vec<usize> {
    let op = &instructions[index].op;
    let mut next = Vec::new();
    if !op.ends_flow() && index + 1 < instructions.len() {
        next.push(index + 1);
    }
    next.extend(op.target().filter(|target| *target < instructions.len()));
    next
}

impl Shape {
    pub(super) fn of(instructions: &[Instruction], covers: &[Cover]) -> Shape {
        let count = instructions.len();
        let mut starts = vec![false; count];
        let mut reached = vec![false; count];
        let mut edges = vec![0u32; count];
        let mut work = vec![0];
        if count > 0 {
            starts[0] = true;
            reached[0] = true;
            edges[0] = 1;
        }
        while let Some(index) = work.pop() {
            if let Some(handler) = thrown_to(instructions, covers, index) {
                // Several edges reach it: one for each instruction that raises.
                starts[handler] = true;
                edges[handler] = 2;
                if !std::mem::replace(&mut reached[handler], true) {
                    work.push(handler);
                }
            }
            let is_jump = instructions[index].op.target().is_some();
            for next in successors(instructions, index) {
                edges[next] += 1;
                starts[next] |= is_jump;
                if !std::mem::replace(&mut reached[next], true) {
                    work.push(next);
                }
            }
        }
        for index in 0..count {
            starts[index] |= edges[index] > 1;
        }
        let leaders: Vec<usize> = (0..count).filter(|index| starts[*index] && reached[*index]).collect();
        let order = order(instructions, &starts, covers);
        Shape {
            is_ordinary: ordinary(instructions),
            leaders,
            is_merge: edges.iter().map(|edges| *edges > 1).collect(),
            order,
        }
    }
}

/// The handler that an instruction may raise to.
fn thrown_to(instructions: &[Instruction], covers: &[Cover], index: usize) -> Option<usize> {
    covers[index]
        .target()
        .filter(|_| handlers::may_raise(&instructions[index].op))
}

/// What control can reach without an exception.
fn ordinary(instructions: &[Instruction]) -> Vec<bool> {
    let mut reached = vec![false; instructions.len()];
    let mut work = vec![0];
    while let Some(index) = work.pop() {
        if index < reached.len() && !std::mem::replace(&mut reached[index], true) {
            work.extend(successors(instructions, index));
        }
    }
    reached
}

fn order(instructions: &[Instruction], starts: &[bool], covers: &[Cover]) -> Vec<usize> {
    let next_leaders = |leader: usize| {
        let mut index = leader;
        let mut next = Vec::new();
        loop {
            next.extend(thrown_to(instructions, covers, index));
            if instructions[index].op.target().is_some() || instructions[index].op.ends_flow() {
                next.extend(successors(instructions, index));
                return next;
            }
            index += 1;
            if index >= instructions.len() {
                return next;
            }
            if starts[index] {
                next.push(index);
                return next;
            }
        }
    };
    let mut seen = vec![false; instructions.len()];
    let mut order = Vec::new();
    let mut stack = Vec::new();
    if !instructions.is_empty() {
        seen[0] = true;
        stack.push((0, next_leaders(0), 0));
    }
    while let Some((leader, next, position)) = stack.last_mut() {
        if let Some(&target) = next.get(*position) {
            *position += 1;
            if !std::mem::replace(&mut seen[target], true) {
                stack.push((target, next_leaders(target), 0));
            }
        } else {
            order.push(*leader);
            stack.pop();
        }
    }
    order.reverse();
    order
}

/// For each instruction: does every path from it raise? (A path that loops for ever does not count as raising.)
pub(super) fn raising(instructions: &[Instruction]) -> Vec<bool> {
    let count = instructions.len();
    let mut raises = vec![false; count];
    // Least fixed point, backwards: few rounds, since code mostly runs forward.
    let mut changed = true;
    while changed {
        changed = false;
        for index in (0..count).rev() {
            if raises[index] {
                continue;
            }
            let now = match &instructions[index].op {
                Op::Raise(_) | Op::Reraise(_) => true,
                Op::Return | Op::ReturnConst(_) => false,
                _ => {
                    let next = successors(instructions, index);
                    !next.is_empty() && next.iter().all(|next| raises[*next])
                }
            };
            if now {
                raises[index] = true;
                changed = true;
            }
        }
    }
    raises
}
