//! Which functions gain from a native engine, alone or for others that are native, and where does one leave its engine?

use crate::analysis::dominators::Dominators;
use crate::analysis::loops::Loops;
use crate::bytecode::{Instruction, Op as Code, Place};
use crate::infer::is_cached;
use crate::ir::{Block, Convert, Func, Inst, ObjectOp, Op, Reason, Terminator, Ty};
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet};

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

/// What can be said of a function that could be native.
pub(super) struct Verdict {
    /// What a call of it gains over the interpreter: about one for each of the instructions that are saved. Infinite where
    /// nobody asks.
    pub(super) gain: f64,
    /// The native bodies that it calls past the entry, or may call.
    calls: Vec<usize>,
    /// The code objects of the functions that it makes.
    makes: Vec<usize>,
}

/// Looks at a function for itself. `any_resumed`: may a generator that it asks go on natively? An error: it leaves where that is not
/// paid for.
///
/// It may leave only behind a loop that ran natively, never inside of one.
pub(super) fn judge(
    func: &Func,
    instructions: &[Instruction],
    lenient: bool,
    any_resumed: bool,
) -> Result<Verdict, Vec<(Reason, Place)>> {
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
    let refused = if lenient {
        order.len() == 1 && !all.is_empty()
    } else {
        leaves_in_loop || !all.is_empty() && !has_loop
    };
    if refused {
        return Err(all);
    }
    Ok(Verdict {
        gain: match (lenient, func.resumes) {
            (true, _) => f64::INFINITY,
            (false, true) => RESUMED + gain(func, any_resumed),
            (false, false) => gain(func, any_resumed),
        },
        calls: callees(func),
        makes: makes(func),
    })
}

/// Why a function that gains nothing stays bytecode.
pub(super) fn no_gain(instructions: &[Instruction]) -> (Reason, Place) {
    let place = instructions
        .first()
        .map(|instruction| instruction.place)
        .unwrap_or_default();
    (Reason::new("no-gain", "what it does is not faster natively"), place)
}

/// Which of the functions, by their positions, should be native: those that gain by themselves; those that native functions call
/// past the entry; and those that make functions that are native, whose variables would be anything otherwise.
pub(super) fn wanted(verdicts: &BTreeMap<usize, (usize, Verdict)>) -> BTreeSet<usize> {
    let gains = |(position, (_, verdict)): (&usize, &(usize, Verdict))| (verdict.gain > 0.0).then_some(*position);
    let mut wanted: BTreeSet<usize> = verdicts.iter().filter_map(gains).collect();
    loop {
        let native = |position: &usize| verdicts.get(position).filter(|_| wanted.contains(position));
        let called: BTreeSet<usize> = wanted
            .iter()
            .filter_map(native)
            .flat_map(|(_, verdict)| verdict.calls.iter().copied())
            .collect();
        let codes: BTreeSet<usize> = wanted.iter().filter_map(native).map(|(code, _)| *code).collect();
        let more: Vec<usize> = verdicts
            .iter()
            .filter(|(position, (_, verdict))| {
                let for_callers = if called.contains(position) { CALLED } else { 0.0 };
                let made = verdict.makes.iter().filter(|code| codes.contains(code)).count();
                !wanted.contains(position) && verdict.gain + for_callers + MADE * made as f64 > 0.0
            })
            .map(|(position, _)| *position)
            .collect();
        if more.is_empty() {
            return wanted;
        }
        wanted.extend(more);
    }
}

/// What a native caller saves where a function is native, too.
const CALLED: f64 = 4.0;

/// What a function saves whose variables are known because the function that made it is native, too.
const MADE: f64 = 10.0;

/// The functions whose native bodies a function may call.
fn callees(func: &Func) -> Vec<usize> {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    insts
        .flat_map(|inst| match &inst.op {
            Op::CallNative(callee) | Op::CallVectors(callee, _) => vec![*callee],
            Op::CallDirect(targets) | Op::CallSpread(targets) | Op::Direct { targets, .. } => targets.clone(),
            _ => vec![],
        })
        .collect()
}

/// The code objects of the functions that a function makes.
fn makes(func: &Func) -> Vec<usize> {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    insts
        .filter_map(|inst| match (&inst.op, inst.result.map(|result| func.ty(result))) {
            (Op::Object(ObjectOp::MakeFunction), Some(Ty::Obj(Type::Code(code)))) => Some(*code),
            _ => None,
        })
        .collect()
}

/// How often a loop's body is assumed to run each time that the loop is entered.
const ITERATIONS: f64 = 10.0;

/// What a call of the function gains over the interpreter: about one for each of its instructions that is saved.
fn gain(func: &Func, any_resumed: bool) -> f64 {
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
        let generators = func.block(block).insts.iter().filter(|inst| asks_generator(func, inst));
        let consumers = func
            .block(block)
            .insts
            .iter()
            .filter(|inst| any_resumed && consumes_generator(func, inst));
        total += consumers.count() as f64 * RESUMED * ITERATIONS * times;
        let kept = func
            .block(block)
            .insts
            .iter()
            .filter(|inst| matches!(inst.op, Op::Object(ObjectOp::Call(None))) && is_cached(func.ty(inst.args[0])));
        total += kept.count() as f64 * KEPT * times;
        let each = if any_resumed { -RESUMED } else { GENERATOR };
        let lost = generators.count() as f64 * each;
        total += (func.block(block).insts.iter().map(saves).sum::<f64>() - lost) * times;
    }
    total
}

/// What it costs to ask a generator for its next item: the interpreter goes on in its frame, native code calls the interpreter.
const GENERATOR: f64 = 1.4;

/// What it saves on the average that a result which is kept is found without a call.
const KEPT: f64 = 4.0;

/// May a call be of a builtin that consumes a generator?
fn consumes_generator(func: &Func, inst: &Inst) -> bool {
    let is_iterator = |arg: &crate::ir::Value| matches!(func.ty(*arg), Ty::Obj(Type::Class(name, _)) if name == "collections.abc.Iterator");
    matches!(inst.op, Op::Object(ObjectOp::Call(None)))
        && inst.args.len() == 2
        && is_iterator(&inst.args[1])
        && !matches!(func.ty(inst.args[0]), Ty::Obj(Type::Class(name, _)) if name == crate::infer::GENERATOR_FUNCTION)
}

/// What it saves that a generator goes on without the interpreter.
const RESUMED: f64 = 4.0;

/// Is an iterator asked for its next item that a hint says may be a generator?
pub(super) fn asks_generator(func: &Func, inst: &Inst) -> bool {
    let is_hinted = |name: &str| {
        ["Iterator", "Iterable", "Generator"]
            .into_iter()
            .any(|hint| name.strip_prefix("collections.abc.") == Some(hint))
    };
    inst.op == Op::Object(ObjectOp::Next)
        && matches!(func.ty(inst.args[0]), Ty::Obj(Type::Class(name, _)) if is_hinted(name))
}

/// What an operation saves. Those on objects save what the interpreter spends on finding out what to do; calls of what is not
/// known cost more than in the interpreter, which pushes no frame for C.
fn saves(inst: &Inst) -> f64 {
    match &inst.op {
        Op::MakeTuple | Op::TupleItem(_) => 1.0,
        Op::Int { .. } | Op::Float(_) | Op::FloatNeg | Op::Wide { .. } | Op::Cmp(_) | Op::NonZero => 1.0,
        Op::Primitive { .. } | Op::Stealing(_) | Op::HasNext => 1.5,
        Op::CallNative(_) | Op::CallVectors(..) | Op::Direct { .. } => 4.0,
        Op::Step(_) | Op::MakeGenerator(_) => 8.0,
        Op::Drain(..) => 8.0 * ITERATIONS,
        Op::CallDirect(_) | Op::CallSpread(_) | Op::LoadField(_) | Op::StoreField(_) => 2.0,
        Op::LoadMethod(_) | Op::MethodOf(_) | Op::LoadSuper(_) | Op::ReadCell => 1.0,
        Op::Convert(Convert::Box) => -1.5,
        Op::Object(op) => match op {
            ObjectOp::GetAttr(_) | ObjectOp::SetAttr(_) | ObjectOp::Append(_) | ObjectOp::CallMethod(_) => 0.5,
            ObjectOp::Is | ObjectOp::Truth | ObjectOp::Next | ObjectOp::LoadGlobal(_) | ObjectOp::CellGet => 0.5,
            ObjectOp::Raise | ObjectOp::ExcMatches | ObjectOp::Caught => 1.0,
            ObjectOp::Binary(..) | ObjectOp::Compare(_) | ObjectOp::Unary(_) | ObjectOp::Contains => -0.5,
            ObjectOp::SetItem => -0.5,
            // Generators and coroutines that are sent something go on without the interpreter.
            ObjectOp::Send | ObjectOp::GetAwaitable => RESUMED,
            ObjectOp::GetMethod(name) if name == "send" => RESUMED,
            ObjectOp::Call(_) | ObjectOp::CallFound(_) | ObjectOp::CallEx => -1.0,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(functions: &[(f64, &[usize], &[usize])]) -> Vec<usize> {
        let verdict = |(position, (gain, calls, makes)): (usize, &(f64, &[usize], &[usize]))| {
            let verdict = Verdict {
                gain: *gain,
                calls: calls.to_vec(),
                makes: makes.iter().map(|made| made + 100).collect(),
            };
            (position, (position + 100, verdict))
        };
        wanted(&functions.iter().enumerate().map(verdict).collect())
            .into_iter()
            .collect()
    }

    #[test]
    fn who_gains_is_native_and_who_loses_is_not() {
        assert_eq!(of(&[(1.0, &[], &[]), (0.0, &[], &[]), (-3.0, &[], &[])]), [0]);
    }

    #[test]
    fn what_native_functions_call_is_native_unless_it_loses_much() {
        assert_eq!(
            of(&[(1.0, &[1], &[]), (-2.0, &[2], &[]), (0.0, &[], &[]), (0.0, &[], &[])]),
            [0, 1, 2]
        );
        assert_eq!(of(&[(1.0, &[1], &[]), (-9.0, &[2], &[]), (0.0, &[], &[])]), [0]);
    }

    #[test]
    fn who_makes_a_function_that_is_native_is_native() {
        assert_eq!(of(&[(-5.0, &[], &[1]), (1.0, &[], &[]), (-5.0, &[], &[])]), [0, 1]);
        assert_eq!(of(&[(-5.0, &[], &[1]), (0.0, &[], &[])]), [0usize; 0]);
    }
}
