//! Guards on what never changes of an object: out of the loops that the object comes from outside of, and then only the first
//! on each path is kept.
//!
//! A guard that fails before a loop leaves there: CPython then does the whole loop, as it may at any time. Exact built-in
//! classes are never changed, so what was found of a value once holds wherever the value is used.

use crate::analysis::dominators::Dominators;
use crate::analysis::graph::Graph;
use crate::analysis::loops::Loops;
use crate::ir::{
    Block, BlockData, Convert, Deferral, Edge, Func, Inst, ObjectOp, Op, Slot, SnapshotId, Terminator, Value,
};
use std::collections::{HashMap, HashSet};

/// What is known of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Fact {
    /// It is exactly of a builtin class.
    Is(String),
    /// It is an exact tuple of so many items.
    Tuple(u32),
}

type Facts = HashSet<(Value, Fact)>;

pub(super) fn run(func: &mut Func) {
    let has_guards = |block: &BlockData| block.insts.iter().any(|inst| fact_of(inst).is_some());
    if !func.blocks.iter().any(has_guards) {
        return;
    }
    hoist(func);
    remove_known(func);
}

/// What a guard finds out, and of what.
fn fact_of(inst: &Inst) -> Option<(Value, Fact)> {
    let fact = match &inst.op {
        Op::GuardClass(class) => Fact::Is(class.clone()),
        Op::GuardTuple(count) => Fact::Tuple(*count),
        _ => return None,
    };
    Some((*inst.args.first()?, fact))
}

impl Graph for Func {
    fn len(&self) -> usize {
        self.blocks.len()
    }

    fn successors(&self, block: usize) -> Vec<usize> {
        let edges = self.edges(Block(block as u32));
        edges.iter().map(|edge| edge.target.0 as usize).collect()
    }
}

/// Copies guards in loops to where the loop is entered.
fn hoist(func: &mut Func) {
    let dominators = Dominators::of(func);
    let loops = Loops::of(func, &dominators);
    if !loops.is_reducible() {
        return;
    }
    let home = definitions(func);
    // For each loop the guards that it is entered behind, in their order.
    let mut moved: Vec<(usize, Vec<Inst>)> = Vec::new();
    for block in func.reverse_postorder() {
        for inst in &func.block(block).insts {
            let Some((value, _)) = fact_of(inst) else { continue };
            let Some(defined) = home.get(&value) else { continue };
            let outermost = loops
                .around(block.0 as usize)
                .take_while(|header| !loops.contains(*header, defined.0 as usize))
                .last();
            let Some(header) = outermost else { continue };
            let guards = match moved.iter().position(|(known, _)| *known == header) {
                Some(position) => &mut moved[position].1,
                None => {
                    moved.push((header, vec![]));
                    let last = moved.len() - 1;
                    &mut moved[last].1
                }
            };
            if !guards.iter().any(|known| fact_of(known) == fact_of(inst)) {
                guards.push(inst.clone());
            }
        }
    }
    let inside: Vec<HashSet<usize>> = moved
        .iter()
        .map(|(header, _)| loops.body(*header).into_iter().collect())
        .collect();
    for ((header, guards), inside) in moved.into_iter().zip(inside) {
        enter_behind(func, header, &guards, &inside);
    }
}

/// The block in which each value is defined.
fn definitions(func: &Func) -> HashMap<Value, Block> {
    let mut home = HashMap::new();
    for block in func.reverse_postorder() {
        let data = func.block(block);
        let results = data.insts.iter().filter_map(|inst| inst.result);
        home.extend(data.params.iter().copied().chain(results).map(|value| (value, block)));
    }
    home
}

/// Puts guards on each edge into a loop from outside.
fn enter_behind(func: &mut Func, header: usize, guards: &[Inst], inside: &HashSet<usize>) {
    for from in func.reverse_postorder() {
        if inside.contains(&(from.0 as usize)) {
            continue;
        }
        let count = func.block(from).terminator.edges().len();
        for position in 0..count {
            let edge = func.block(from).terminator.edges()[position].clone();
            if edge.target.0 as usize != header {
                continue;
            }
            let (start, mut insts) = state_on(func, &edge);
            let leaving = func.leaving(start);
            insts.extend(guards.iter().map(|guard| Inst {
                before: Some(leaving),
                place: func.snapshot(start).place,
                ..guard.clone()
            }));
            if count == 1 {
                func.blocks[from.0 as usize].insts.extend(insts);
                continue;
            }
            func.blocks.push(BlockData {
                params: vec![],
                insts,
                terminator: Terminator::Jump(edge),
                start,
            });
            let between = Edge {
                target: Block(func.blocks.len() as u32 - 1),
                args: vec![],
            };
            *func.blocks[from.0 as usize].terminator.edges_mut()[position] = between;
        }
    }
}

/// The state in which an edge reaches its target, in terms of what the edge gives, and the operations that it takes: instances and cells that are
/// put off are so already there.
pub(super) fn state_on(func: &mut Func, edge: &Edge) -> (SnapshotId, Vec<Inst>) {
    let target = func.block(edge.target);
    let mut given: HashMap<Value, Value> = target.params.iter().copied().zip(edge.args.iter().copied()).collect();
    let start = target.start;
    let is_deferred = |inst: &&Inst| matches!(inst.op, Op::Deferred(Deferral::Instance(_) | Deferral::Cell(_)));
    let deferred: Vec<Inst> = target.insts.iter().take_while(is_deferred).cloned().collect();
    let mut insts = vec![];
    for mut inst in deferred {
        let Some(result) = inst.result else { continue };
        let value = func.new_value(func.ty(result).clone());
        let on_edge = |value: &mut Value| *value = given.get(value).copied().unwrap_or(*value);
        inst.args.iter_mut().for_each(on_edge);
        if let Some(mut objects) = func.deferred.get(&result).cloned() {
            objects.iter_mut().for_each(on_edge);
            func.deferred.insert(value, objects);
        }
        given.insert(result, value);
        insts.push(Inst {
            result: Some(value),
            ..inst
        });
    }
    let mut snapshot = func.snapshot(start).clone();
    for slot in snapshot.locals.iter_mut().chain(&mut snapshot.stack) {
        if let Slot::Value(value) = slot {
            *value = given.get(value).copied().unwrap_or(*value);
        }
    }
    (func.new_snapshot(snapshot), insts)
}

/// Removes guards that ask what is known on every path to them.
fn remove_known(func: &mut Func) {
    let order = func.reverse_postorder();
    let mut known: HashMap<Block, Facts> = HashMap::from([(Block(0), Facts::new())]);
    let mut changed = true;
    while changed {
        changed = false;
        for &block in &order {
            let Some(mut facts) = known.get(&block).cloned() else {
                continue;
            };
            for inst in &func.block(block).insts {
                for edge in func.throws_of(inst) {
                    changed |= give(func, edge, &facts, &mut known);
                }
                learn(inst, &mut facts);
            }
            for edge in func.block(block).terminator.edges() {
                changed |= give(func, edge, &facts, &mut known);
            }
        }
    }
    for block in order {
        let Some(mut facts) = known.remove(&block) else {
            continue;
        };
        func.blocks[block.0 as usize].insts.retain(|inst| {
            let is_needed = fact_of(inst).is_none_or(|fact| !facts.contains(&fact));
            learn(inst, &mut facts);
            is_needed
        });
    }
}

/// What an edge gives is known of its target, if it is so on the other edges.
fn give(func: &Func, edge: &Edge, facts: &Facts, known: &mut HashMap<Block, Facts>) -> bool {
    let mut given = facts.clone();
    for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
        given.extend(
            facts
                .iter()
                .filter(|(of, _)| of == arg)
                .map(|(_, fact)| (*param, fact.clone())),
        );
    }
    match known.get_mut(&edge.target) {
        None => {
            known.insert(edge.target, given);
            true
        }
        Some(before) => {
            let count = before.len();
            before.retain(|fact| given.contains(fact));
            before.len() != count
        }
    }
}

/// What is known behind an operation.
fn learn(inst: &Inst, facts: &mut Facts) {
    if let Some((value, fact)) = fact_of(inst) {
        if let Fact::Tuple(_) = fact {
            facts.insert((value, Fact::Is("tuple".to_owned())));
        }
        facts.insert((value, fact));
    }
    let Some(result) = inst.result else { return };
    match (&inst.op, inst.args.first()) {
        (Op::Object(ObjectOp::List), _) => {
            facts.insert((result, Fact::Is("list".to_owned())));
        }
        (Op::Object(ObjectOp::Tuple), _) => {
            facts.insert((result, Fact::Tuple(inst.args.len() as u32)));
            facts.insert((result, Fact::Is("tuple".to_owned())));
        }
        (Op::Convert(Convert::Rename | Convert::FromNullable), Some(of)) => {
            let same: Vec<Fact> = facts
                .iter()
                .filter(|(value, _)| value == of)
                .map(|(_, fact)| fact.clone())
                .collect();
            facts.extend(same.into_iter().map(|fact| (result, fact)));
        }
        _ => {}
    }
}
