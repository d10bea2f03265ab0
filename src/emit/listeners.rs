//! Whose code a tool might listen to alone: functions that run without a look at that, because their callers have no frame.

use super::Unit;
use crate::infer::Facts;
use crate::ir::{Lent, Op};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// For each unit the numbers of the functions that its body calls without asking whether a tool listens to their code: a body
/// without a frame runs no Python code that could begin to listen, so whoever calls it from outside asks for all of them.
pub fn unasked(
    units: &[Unit],
    stretches: &[Unit],
    numbers: &[Option<usize>],
    others: &BTreeMap<(usize, Lent), usize>,
    facts: &Facts,
) -> Vec<BTreeSet<usize>> {
    let number_of = |function: usize| numbers.get(function).copied().flatten();
    let called = |unit: &Unit| -> Vec<usize> {
        let insts = unit.func.blocks.iter().flat_map(|block| &block.insts);
        let called = insts.flat_map(|inst| match inst.op {
            Op::CallNative(function) | Op::GuardFunction(function) | Op::GuardDirect(function, ..) => {
                number_of(function).into_iter().collect::<Vec<_>>()
            }
            Op::CallVectors(function, lent) => others.get(&(function, lent)).copied().into_iter().collect(),
            Op::Step(code) | Op::Drain(code, _) => start(code, numbers, facts).into_iter().collect(),
            _ => vec![],
        });
        called.collect()
    };
    let mut calls: Vec<Vec<usize>> = units
        .iter()
        .map(|unit| if unit.has_frame { vec![] } else { called(unit) })
        .collect();
    for stretch in stretches {
        if let Some(calls) = calls.get_mut(stretch.number) {
            calls.extend(called(stretch));
        }
    }
    let mut found: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); units.len()];
    loop {
        let mut is_settled = true;
        for (unit, callees) in calls.iter().enumerate() {
            let mut reached = found[unit].clone();
            for callee in callees {
                let Some(called) = units.get(*callee) else { continue };
                reached.insert(called.number);
                reached.extend(found[*callee].iter().copied());
            }
            if reached.len() > found[unit].len() {
                found[unit] = reached;
                is_settled = false;
            }
        }
        if is_settled {
            return found;
        }
    }
}

/// The unit of a generator function's beginning, which has the number of all its stretches.
fn start(code: usize, numbers: &[Option<usize>], facts: &Facts) -> Option<usize> {
    let start = facts.generators.get(&code)?.stretches.get(&0)?;
    numbers.get(*start).copied().flatten()
}

/// The condition that no tool listens to the code of any of these functions, to be put behind another one.
pub(super) fn condition<'a>(functions: impl IntoIterator<Item = &'a usize>) -> String {
    let mut text = String::new();
    for number in functions {
        let _ = write!(text, " && FUNCTIONS[{number}].is_unheard()");
    }
    text
}
