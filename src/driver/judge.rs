//! Would a function gain from a native engine, and where does it leave one?

use crate::bytecode::{Instruction, Op as Code, Place};
use crate::ir::{Block, Func, Op, Reason, Terminator};

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
/// It must do something that pays for the call; and it may leave only where that is paid for: behind a loop that ran
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
    let works = order.iter().flat_map(|block| &func.block(*block).insts).any(|inst| {
        matches!(
            inst.op,
            Op::Int { .. }
                | Op::Float(_)
                | Op::FloatNeg
                | Op::Wide { .. }
                | Op::Cmp(_)
                | Op::Primitive { .. }
                | Op::CallNative(_)
                | Op::HasNext
        )
    });
    if !works {
        let place = instructions
            .first()
            .map(|instruction| instruction.place)
            .unwrap_or_default();
        return Err(vec![(
            Reason::new("no-gain", "it does no arithmetic and has no loop"),
            place,
        )]);
    }
    Ok(())
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
