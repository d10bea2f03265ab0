//! Parameters whose objects the caller keeps need not be counted: the reference that the frame's local stands for is the
//! caller's.
//!
//! That is so for a parameter that no block parameter takes over, that is: of which the local is nowhere one of two. The retain
//! at the entry goes, and so does the release that would give that reference up; whoever consumes it gets one of its own.

use crate::analysis::ownership;
use crate::ir::{Func, Inst, Op, Terminator, Value};
use std::collections::{BTreeSet, HashSet};

pub(super) fn run(func: &mut Func) {
    // What a generator's frame held is owned.
    if func.resumes {
        return;
    }
    let order = func.reverse_postorder();
    let mut passed_on: HashSet<Value> = HashSet::new();
    for block in &order {
        for edge in func.edges(*block) {
            passed_on.extend(&edge.args);
        }
    }
    let borrowed: BTreeSet<Value> = func.blocks[0]
        .params
        .iter()
        .copied()
        .filter(|param| func.ty(*param).is_reference() && !passed_on.contains(param))
        .collect();
    for &block in &order {
        let mut owned = ownership::at_start(func, block);
        let data = func.block(block);
        let mut insts: Vec<Inst> = Vec::with_capacity(data.insts.len());
        for inst in &data.insts {
            let before = owned.clone();
            ownership::apply(func, inst, &mut owned);
            let count = |value: &Value| before.get(value).copied().unwrap_or_default();
            let value = inst.args.first().filter(|value| borrowed.contains(value));
            match (&inst.op, value) {
                (Op::Retain, Some(value)) if count(value) == 0 => continue,
                (Op::Release, Some(value)) if count(value) == 1 => continue,
                (Op::Retain | Op::Release, _) => {}
                _ => {
                    let (taken, _) = ownership::effect(func, inst);
                    let given_up: BTreeSet<Value> = taken
                        .into_iter()
                        .filter(|value| borrowed.contains(value) && owned.get(value).copied().unwrap_or_default() == 0)
                        .collect();
                    insts.extend(given_up.into_iter().map(|value| retain(value, inst.place)));
                }
            }
            insts.push(inst.clone());
        }
        if let Terminator::Return(value) = data.terminator
            && borrowed.contains(&value)
        {
            insts.push(retain(value, Default::default()));
        }
        func.blocks[block.0 as usize].insts = insts;
    }
    func.borrowed = borrowed;
}

fn retain(value: Value, place: crate::bytecode::Place) -> Inst {
    Inst {
        op: Op::Retain,
        args: vec![value],
        result: None,
        before: None,
        after: None,
        place,
    }
}
