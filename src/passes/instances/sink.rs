//! Instances that somebody gets to see only behind the loop that they are made in: they are made there, once.
//!
//! What leaves a loop is another value from there on, a rename of it, of which `put_off` makes the instance.

use super::{class_of_instance, stores};
use crate::analysis::dominators::Dominators;
use crate::analysis::graph::predecessors;
use crate::analysis::loops::Loops;
use crate::analysis::ownership;
use crate::bytecode::Place;
use crate::infer::Facts;
use crate::ir::{Block, Convert, Func, Inst, Op, Raise, Slot, SnapshotId, Terminator, Value};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Renames them where they leave their loops. The new values.
pub(super) fn sink(func: &mut Func, facts: &Facts) -> HashSet<Value> {
    let dominators = Dominators::of(&*func);
    let loops = Loops::of(&*func, &dominators);
    let predecessors = predecessors(&*func);
    let homes = homes(func, facts);
    let mut sunk = HashSet::new();
    for exit in func.reverse_postorder() {
        // The loops that end there.
        // Nothing is made while an exception is on its way.
        let [from] = predecessors[exit.0 as usize].as_slice() else {
            continue;
        };
        let from = Block(*from as u32);
        if func.throws(from).any(|edge| edge.target == exit) {
            continue;
        }
        let left: Vec<usize> = loops
            .around(from.0 as usize)
            .filter(|header| !loops.contains(*header, exit.0 as usize))
            .collect();
        let Some(outermost) = left.last().copied() else {
            continue;
        };
        let behind: Vec<Block> = (0..func.blocks.len())
            .filter(|block| dominators.is_reachable(*block) && dominators.dominates(exit.0 as usize, *block))
            .map(|block| Block(block as u32))
            .collect();
        let owned = ownership::at_start(func, exit);
        let leaving: Vec<Value> = homes
            .iter()
            .filter(|(value, home)| {
                loops.contains(outermost, home.0 as usize)
                    && dominators.dominates(home.0 as usize, exit.0 as usize)
                    && owned.get(value) == Some(&1)
                    && behind.iter().any(|block| is_seen(func, *block, **value))
            })
            .map(|(value, _)| *value)
            .collect();
        for value in leaving {
            let made = func.new_value(func.ty(value).clone());
            replace(func, &behind, exit, value, made);
            let rename = Inst {
                op: Op::Convert(Convert::Rename),
                args: vec![value],
                result: Some(made),
                before: None,
                after: None,
                place: Place::default(),
            };
            func.blocks[exit.0 as usize].insts.insert(0, rename);
            sunk.insert(made);
        }
    }
    sunk
}

/// What may be an instance that is put off, and the block where it is one first.
fn homes(func: &Func, facts: &Facts) -> HashMap<Value, Block> {
    let mut homes = HashMap::new();
    for block in func.reverse_postorder() {
        let data = func.block(block);
        let made = data.insts.iter().filter(|inst| stores(func, inst, facts).is_some());
        let is_known =
            |value: &Value| class_of_instance(func, *value).is_some_and(|class| facts.stores(class).is_some());
        let params = data.params.iter().copied().filter(is_known);
        for value in made.filter_map(|inst| inst.result).chain(params) {
            homes.insert(value, block);
        }
    }
    homes
}

/// Is anything done with a value in a block but to load what it has?
fn is_seen(func: &Func, block: Block, value: Value) -> bool {
    let data = func.block(block);
    let in_insts = data.insts.iter().any(|inst| {
        inst.args.contains(&value)
            && !matches!(
                inst.op,
                Op::Retain | Op::Release | Op::GuardDirect(..) | Op::LoadField(_) | Op::LoadMethod(_)
            )
    });
    let is_returned = matches!(data.terminator, Terminator::Return(returned) if returned == value);
    let is_passed = func.edges(block).iter().any(|edge| edge.args.contains(&value));
    in_insts || is_returned || is_passed
}

/// Another value stands for one from the beginning of a block on.
fn replace(func: &mut Func, behind: &[Block], exit: Block, value: Value, made: Value) {
    let new = |known: &mut Value| {
        if *known == value {
            *known = made;
        }
    };
    let mut states: HashMap<SnapshotId, SnapshotId> = HashMap::new();
    let mut used: BTreeSet<SnapshotId> = BTreeSet::new();
    for block in behind {
        let data = func.block(*block);
        used.extend(data.insts.iter().flat_map(|inst| inst.before.iter().chain(&inst.after)));
        used.extend((*block != exit).then_some(data.start));
        if let Terminator::Leave(id, _) = &data.terminator {
            used.insert(*id);
        }
    }
    for id in used {
        let mut snapshot = func.snapshot(id).clone();
        let is_there = |slot: &Slot| *slot == Slot::Value(value);
        let is_raised = matches!(&snapshot.raise, Raise::To(edge) if edge.args.contains(&value));
        if !is_raised && !snapshot.locals.iter().chain(&snapshot.stack).any(is_there) {
            continue;
        }
        for slot in snapshot.locals.iter_mut().chain(&mut snapshot.stack) {
            if let Slot::Value(known) = slot {
                new(known);
            }
        }
        if let Raise::To(edge) = &mut snapshot.raise {
            edge.args.iter_mut().for_each(new);
        }
        let id_of_new = func.new_snapshot(snapshot);
        states.insert(id, id_of_new);
    }
    let state = |id: &mut SnapshotId| {
        if let Some(other) = states.get(id) {
            *id = *other;
        }
    };
    for block in behind {
        let data = &mut func.blocks[block.0 as usize];
        for inst in &mut data.insts {
            inst.args.iter_mut().for_each(new);
            inst.before.iter_mut().chain(&mut inst.after).for_each(state);
        }
        if *block != exit {
            state(&mut data.start);
        }
        match &mut data.terminator {
            Terminator::Branch(known, ..) | Terminator::Return(known) => new(known),
            Terminator::Leave(id, _) => state(id),
            Terminator::Jump(_) | Terminator::Unreachable => {}
        }
        for edge in data.terminator.edges_mut() {
            edge.args.iter_mut().for_each(new);
        }
    }
}
