//! `isinstance(x, (A, B))` needs no tuple: each class is asked for, where nobody else gets the tuple; nor does one that was answered
//! while compiling.
//!
//! What leaves does so before the tuple is made: nothing happens between that and the question.

use super::uses::Uses;
use crate::ir::{Block, Func, Inst, ObjectOp, Op, Value};
use std::collections::BTreeSet;

/// The question whether an object is an instance of a class in a tuple.
const ASKED: &str = "rt::class::is_any_of";
/// More classes than these are asked for in their tuple.
const MOST: usize = 4;

/// A tuple of globals: where it is made, asked for perhaps, and given up, in one block.
struct Found {
    made: usize,
    asked: Option<usize>,
    given_up: usize,
}

pub(super) fn run(func: &mut Func) {
    let is_tuple = |inst: &Inst| inst.op == Op::Object(ObjectOp::Tuple);
    if !func.blocks.iter().any(|block| block.insts.iter().any(is_tuple)) {
        return;
    }
    let globals: BTreeSet<Value> = func
        .blocks
        .iter()
        .flat_map(|block| &block.insts)
        .filter(|inst| matches!(inst.op, Op::GlobalObject(_) | Op::Object(ObjectOp::LoadGlobal(_))))
        .filter_map(|inst| inst.result)
        .collect();
    let uses = Uses::of(func);
    for block in func.reverse_postorder() {
        let made = func.block(block).insts.iter().enumerate();
        let made = made.filter(|(_, inst)| is_tuple(inst) && inst.args.iter().all(|class| globals.contains(class)));
        let found: Vec<Found> = made
            .filter_map(|(made, inst)| find(func, &uses, block, made, inst))
            .collect();
        for found in found.into_iter().rev() {
            rewrite(&mut func.blocks[block.0 as usize].insts, &found);
        }
    }
}

fn find(func: &Func, uses: &Uses, block: Block, made: usize, inst: &Inst) -> Option<Found> {
    let insts = &func.block(block).insts;
    let tuple = inst.result?.0 as usize;
    let (asked, given_up) = match uses.operands[tuple].as_slice() {
        [(at, given_up)] if *at == block => (None, *given_up),
        [(at, asked), (to, given_up)] if *at == block && *to == block => (Some(*asked), *given_up),
        _ => return None,
    };
    let is_seen = uses.snapshots[tuple]
        .iter()
        .any(|site| asked.is_none_or(|asked| *site != (block, asked)));
    if is_seen || insts.get(given_up)?.op != Op::Release {
        return None;
    }
    if let Some(asked) = asked {
        let is_question = matches!(&insts[asked].op, Op::Primitive { path, .. } if path == ASKED);
        // A global that is known is nothing that happens.
        let is_idle = |inst: &Inst| matches!(inst.op, Op::GlobalObject(_) | Op::Const(..) | Op::Retain);
        if !is_question || !(1..=MOST).contains(&inst.args.len()) || !insts[made + 1..asked].iter().all(is_idle) {
            return None;
        }
    }
    Some(Found { made, asked, given_up })
}

fn rewrite(insts: &mut Vec<Inst>, found: &Found) {
    let makes = insts[found.made].clone();
    if let Some(asked) = found.asked {
        let asks = &mut insts[asked];
        asks.op = Op::Primitive {
            path: format!("rt::class::is_one_of_{}", makes.args.len()),
            leaves: true,
        };
        asks.args.truncate(1);
        asks.args.extend(&makes.args);
        (asks.before, asks.after) = (makes.before, None);
    }
    // The tuple would have taken them over.
    let gives_up = insts[found.given_up].clone();
    let releases = makes.args.iter().map(|class| Inst {
        args: vec![*class],
        ..gives_up.clone()
    });
    let releases: Vec<Inst> = releases.collect();
    insts.splice(found.given_up..found.given_up + 1, releases);
    insts.remove(found.made);
}
