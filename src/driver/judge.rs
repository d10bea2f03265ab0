//! Would a function gain from a native engine, and where does it leave one?

use crate::analysis::dominators::Dominators;
use crate::analysis::loops::Loops;
use crate::bytecode::{Instruction, Op as Code, Place};
use crate::ir::{Block, Convert, Func, Inst, ObjectOp, Op, Reason, Terminator};

/// Where a function leaves, and why; not where it leaves in order to raise.
pub(super) fn exits(func: &Func) -> Vec<(Reason, Place)> {
    let leave = |block: Block| match &func.block(block).terminator {
        Terminator::Leave(id, Some(reason)) => Some((reason.clone(), func.snapshot(*id).place)),
        _ => None,
    };
    let mut exits: Vec<(Reason, Place)> = func.reverse_postorder().into_iter().filter_map(leave).collect();
    exits.sort_by_key(|(_, place)| *place);
    exits
}

/// Would the function gain from a native engine?
///
/// What it does must be faster natively, all in all; and it may leave only where that is paid for: behind a loop that ran
/// natively, never inside of one.
pub(super) fn judge(func: &Func, instructions: &[Instruction], lenient: bool) -> Result<(), Vec<(Reason, Place)>> {
    let order = func.reverse_postorder();
    let all = exits(func);
    let leaves_in_loop = order.iter().any(|block| match &func.block(*block).terminator {
        Terminator::Leave(id, Some(_)) => is_in_loop(func.snapshot(*id).at, instructions),
        _ => false,
    });
    let mut position = vec![0; func.blocks.len()];
    order
        .iter()
        .enumerate()
        .for_each(|(index, block)| position[block.0 as usize] = index);
    let has_loop = order.iter().any(|block| {
        let edges = func.edges(*block);
        edges
            .iter()
            .any(|edge| position[edge.target.0 as usize] <= position[block.0 as usize])
    });
    if lenient {
        let leaves_at_once = order.len() == 1 && !all.is_empty();
        return if leaves_at_once { Err(all) } else { Ok(()) };
    }
    if leaves_in_loop || !all.is_empty() && !has_loop {
        return Err(all);
    }
    if gain(func) > 0.0 {
        return Ok(());
    }
    let place = instructions
        .first()
        .map(|instruction| instruction.place)
        .unwrap_or_default();
    let reason = Reason::new("no-gain", "what it does is not faster natively");
    Err(vec![(reason, place)])
}

/// How often a loop's body is assumed to run each time that the loop is entered.
const ITERATIONS: f64 = 10.0;

/// What a call of the function gains over the interpreter: about one for each of its instructions that is saved.
fn gain(func: &Func) -> f64 {
    let graph: Vec<Vec<usize>> = func
        .blocks
        .iter()
        .map(|block| {
            block
                .terminator
                .edges()
                .iter()
                .map(|edge| edge.target.0 as usize)
                .collect()
        })
        .collect();
    let loops = Loops::of(&graph, &Dominators::of(&graph));
    let mut total = 0.0;
    for block in func.reverse_postorder() {
        let times = ITERATIONS.powi(loops.depth(block.0 as usize).min(4) as i32);
        total += func.block(block).insts.iter().map(saves).sum::<f64>() * times;
    }
    total
}

/// What an operation saves. Those on objects save what the interpreter spends on finding out what to do; calls of what is not
/// known cost more than in the interpreter, which pushes no frame for C.
fn saves(inst: &Inst) -> f64 {
    match &inst.op {
        Op::Int { .. } | Op::Float(_) | Op::FloatNeg | Op::Wide { .. } | Op::Cmp(_) | Op::NonZero => 1.0,
        Op::Primitive { .. } | Op::Stealing(_) | Op::HasNext => 1.5,
        Op::CallNative(_) | Op::Direct { .. } => 4.0,
        Op::CallDirect(_) | Op::LoadField(_) | Op::StoreField(_) => 2.0,
        Op::LoadMethod(_) | Op::ReadCell => 1.0,
        Op::Convert(Convert::Box) => -1.5,
        Op::Object(op) => match op {
            ObjectOp::GetAttr(_) | ObjectOp::SetAttr(_) | ObjectOp::Append(_) | ObjectOp::CallMethod(_) => 0.5,
            ObjectOp::Is | ObjectOp::Truth | ObjectOp::Next | ObjectOp::LoadGlobal(_) | ObjectOp::CellGet => 0.5,
            ObjectOp::Raise | ObjectOp::ExcMatches | ObjectOp::Caught => 1.0,
            ObjectOp::Binary(..) | ObjectOp::Compare(_) | ObjectOp::Unary(_) | ObjectOp::Contains => -0.5,
            ObjectOp::GetMethod(_) | ObjectOp::SetItem => -0.5,
            ObjectOp::Call(_) | ObjectOp::CallEx => -1.0,
            _ => 0.0,
        },
        _ => 0.0,
    }
}

/// Does an instruction lie between the head of a loop and its last jump back?
fn is_in_loop(at: u32, instructions: &[Instruction]) -> bool {
    let Some(index) = instructions.iter().position(|instruction| instruction.at == at) else {
        return true;
    };
    instructions.iter().enumerate().any(|(last, instruction)| {
        let back = matches!(
            instruction.op,
            Code::Jump { backward: true, .. } | Code::Branch { backward: true, .. }
        );
        back && index <= last && instruction.op.target().is_some_and(|target| target <= index)
    })
}
