//! A missing item whose exception nobody can see is no exception: control goes straight to what the handler does.
//!
//! `try: x = d[k]` / `except KeyError: x = 0` builds an exception, a traceback and a frame object, only to throw them away. Where
//! the handler ends before anything could look at them, the operation gets a second edge, for when the item of an exact
//! builtin container is missing and the class that the handler names catches that. It leads to a copy of the handler without what
//! handles the exception. If the copy has to leave before the handler's end, CPython goes on before the operation itself.

use crate::analysis::dominators::Dominators;
use crate::ir::{
    Block, BlockData, Convert, Edge, Failing, Func, Inst, ObjectOp, Op, Quiet, Raise, Slot, SnapshotId, Terminator,
    Value,
};
use std::collections::HashMap;

/// The most operations that are copied.
const MOST: usize = 40;

pub(super) fn run(func: &mut Func) {
    let mut sites = Vec::new();
    for block in func.reverse_postorder() {
        for inst in &func.block(block).insts {
            if inst.op.failing().is_some() && func.handler(inst).is_some() {
                sites.extend(inst.before.map(|before| (inst.clone(), before)));
            }
        }
    }
    if sites.is_empty() {
        return;
    }
    let dominators = Dominators::of(&*func);
    for (inst, before) in sites {
        let Some(edge) = func.handler(&inst).cloned() else {
            continue;
        };
        if inst.op.failing() != Some(Failing::Missing) && !catches(func, edge.target) {
            // What only ends the function, by way of `finally`, is left to CPython where it is not expected.
            func.snapshots[before.0 as usize].raise = Raise::Leave;
            continue;
        }
        let first = (0, &Attributes::new());
        if let Some((classes, block)) = copy(func, (before, &edge), first, &dominators) {
            let target = Block(func.blocks.len() as u32);
            func.blocks.push(block);
            func.snapshots[before.0 as usize].quiet = Some(Quiet {
                classes,
                edge: Edge { target, args: vec![] },
            });
        }
    }
}

/// Does a handler, or the one behind a block that only converts values, catch anything?
fn catches(func: &Func, handler: Block) -> bool {
    let block = func.block(handler);
    let is_caught = |inst: &Inst| matches!(inst.op, Op::Object(ObjectOp::ExcMatches | ObjectOp::PopExcept));
    match &block.terminator {
        Terminator::Jump(next) if !block.insts.iter().any(is_taken) => {
            func.block(next.target).insts.iter().any(is_caught)
        }
        _ => block.insts.iter().any(is_caught),
    }
}

fn is_taken(inst: &Inst) -> bool {
    inst.op == Op::Object(ObjectOp::Caught)
}

/// Copies what a handler does, as it follows an operation.
struct Copy<'a> {
    func: &'a mut Func,
    /// What stands for the values of the original.
    given: HashMap<Value, Value>,
    insts: Vec<Inst>,
}

impl Copy<'_> {
    fn value(&self, value: Value) -> Value {
        self.given.get(&value).copied().unwrap_or(value)
    }

    fn edge(&self, edge: &Edge) -> Edge {
        Edge {
            target: edge.target,
            args: edge.args.iter().map(|arg| self.value(*arg)).collect(),
        }
    }

    fn snapshot(&mut self, id: SnapshotId) -> SnapshotId {
        let mut snapshot = self.func.snapshot(id).clone();
        for slot in snapshot.locals.iter_mut().chain(&mut snapshot.stack) {
            if let Slot::Value(value) = slot {
                *value = self.value(*value);
            }
        }
        if let Raise::To(edge) = &snapshot.raise {
            snapshot.raise = Raise::To(self.edge(edge));
        }
        snapshot.quiet = None;
        self.func.new_snapshot(snapshot)
    }

    /// Copies an operation that leaves, if it does, to where `before` says.
    fn inst(&mut self, inst: &Inst, before: Option<SnapshotId>) {
        let is_own = before.is_none();
        let before = match (inst.before, before) {
            (None, _) => None,
            (_, Some(before)) => Some(before),
            (Some(own), None) => Some(self.snapshot(own)),
        };
        // Behind what leaves before the handler there is nothing.
        let after = inst.after.filter(|_| is_own).map(|after| self.snapshot(after));
        let args = inst.args.iter().map(|arg| self.value(*arg)).collect();
        let result = inst.result.map(|result| {
            let ty = self.func.ty(result).clone();
            let copied = self.func.new_value(ty);
            self.func.values[copied.0 as usize].name = self.func.values[result.0 as usize].name;
            if let Some(objects) = self.func.deferred.get(&result).cloned() {
                let objects = objects.into_iter().map(|object| self.value(object)).collect();
                self.func.deferred.insert(copied, objects);
            }
            self.given.insert(result, copied);
            copied
        });
        self.insts.push(Inst {
            op: inst.op.clone(),
            args,
            result,
            before,
            after,
            place: inst.place,
        });
    }
}

/// What is known of an exception: values of its attributes, by their names.
pub(super) type Attributes = HashMap<String, Value>;

/// The copy of what a handler does in one of its clauses, and the globals by which that names its classes, if it names any. `before` and
/// `edge`: the state of the operation and where it raises to.
pub(super) fn copy(
    func: &mut Func,
    (before, edge): (SnapshotId, &Edge),
    (clause, attributes): (usize, &Attributes),
    dominators: &Dominators,
) -> Option<(Vec<String>, BlockData)> {
    let mut copy = Copy {
        func,
        given: HashMap::new(),
        insts: Vec::new(),
    };
    let first = copy.func.block(edge.target).clone();
    copy.given
        .extend(first.params.iter().copied().zip(edge.args.iter().copied()));
    let start = copy.snapshot(first.start);
    // An edge that converts values has a block of its own.
    let mut handler = edge.target;
    if !is_caught(first.insts.first()) {
        let Terminator::Jump(next) = &first.terminator else {
            return None;
        };
        let converts = |inst: &Inst| {
            matches!(
                inst.op,
                Op::Convert(_) | Op::Const(..) | Op::Retain | Op::GlobalObject(_)
            )
        };
        if !first.insts.iter().all(converts) {
            return None;
        }
        first.insts.iter().for_each(|inst| copy.inst(inst, None));
        let next = copy.edge(next);
        let params = copy.func.block(next.target).params.clone();
        copy.given.extend(params.into_iter().zip(next.args));
        handler = next.target;
    }
    let head = copy.func.block(handler).clone();
    let mut insts = head.insts.iter().filter(|inst| !matches!(inst.op, Op::Instruction(_)));
    let caught = insts.next().filter(|inst| is_caught(Some(inst)))?.result?;
    let pushed = insts
        .next()
        .filter(|inst| inst.op == Op::Object(ObjectOp::PushExcInfo))?;
    let handled = pushed.result?;
    let mut rest: Vec<Inst> = insts.cloned().collect();
    let mut classes = Vec::new();
    let mut terminator = head.terminator.clone();
    for number in 0..=clause {
        let Some(test) = test_of(&rest, &terminator, caught) else {
            if names(&rest).is_empty() && number == clause {
                break;
            }
            return None;
        };
        let Terminator::Branch(_, then, els) = &terminator else {
            return None;
        };
        let taken = copy.edge(if number == clause { then } else { els });
        let body = copy.func.block(taken.target).clone();
        copy.given.extend(body.params.iter().copied().zip(taken.args));
        (rest, terminator) = (body.insts, body.terminator);
        if number == clause {
            classes = test;
        } else {
            rest.retain(|inst| !matches!(inst.op, Op::Instruction(_)));
        }
    }
    if rest.len() > MOST {
        return None;
    }
    let leaving = {
        let mut snapshot = copy.func.snapshot(before).clone();
        (snapshot.raise, snapshot.quiet) = (Raise::Leave, None);
        copy.func.new_snapshot(snapshot)
    };
    // What the operation's state refers to has to be alive still.
    let kept = crate::analysis::ownership::of_state(copy.func, start);
    let state = copy.func.snapshot(before);
    let mut values = state.locals.iter().chain(&state.stack).filter_map(|slot| match slot {
        Slot::Value(value) => Some(*value),
        _ => None,
    });
    let may_leave = values.all(|value| !copy.func.ty(value).is_reference() || kept.contains_key(&value));
    let (mut ended, mut changed) = (false, false);
    let mut retained = Retained::default();
    let mut exceptions = vec![caught];
    for inst in &rest {
        let is_exception = inst.args.first().is_some_and(|arg| exceptions.contains(arg));
        match &inst.op {
            Op::Retain | Op::Release if is_exception => continue,
            Op::Convert(Convert::Rename) if is_exception => exceptions.extend(inst.result),
            Op::LoadField(name) if is_exception => {
                let (known, result) = (*attributes.get(name)?, inst.result?);
                if copy.func.ty(known) != copy.func.ty(result) {
                    return None;
                }
                copy.given.insert(result, known);
            }
            Op::Object(ObjectOp::PopExcept) if inst.args == [handled] && !ended => {
                ended = true;
                continue;
            }
            _ if ended => copy.inst(inst, None),
            Op::Retain => {
                retained.add(inst.args[0]);
                copy.inst(inst, Some(leaving));
            }
            Op::Release if retained.give_up(inst.args[0]) => copy.inst(inst, Some(leaving)),
            Op::Convert(Convert::Rename) => {
                retained.rename(inst);
                copy.inst(inst, Some(leaving));
            }
            op if op.is_pure() => copy.inst(inst, Some(leaving)),
            // If CPython goes on before the operation, nothing must have happened.
            op if may_leave && !changed && leaves_unchanged(op) => {
                changed = !only_reads(op);
                copy.inst(inst, Some(leaving));
            }
            _ => return None,
        }
    }
    let is_outside = |edge: &Edge| !dominators.dominates(handler.0 as usize, edge.target.0 as usize);
    let mut seen = vec![start];
    seen.extend(
        copy.insts
            .iter()
            .flat_map(|inst| inst.before.into_iter().chain(inst.after)),
    );
    let throws_outside = copy
        .insts
        .iter()
        .filter_map(|inst| copy.func.handler(inst))
        .all(is_outside);
    if !ended || !throws_outside || !terminator.edges().into_iter().all(is_outside) {
        return None;
    }
    match &mut terminator {
        Terminator::Branch(value, ..) | Terminator::Return(value) => *value = copy.value(*value),
        Terminator::Leave(id, _) => {
            *id = copy.snapshot(*id);
            seen.push(*id);
        }
        Terminator::Jump(_) | Terminator::Unreachable => {}
    }
    for edge in terminator.edges_mut() {
        *edge = copy.edge(edge);
    }
    // The exception is nowhere.
    let gone = |value: &Value| exceptions.contains(value) || *value == handled;
    let in_state = |id: &SnapshotId| {
        let snapshot = copy.func.snapshot(*id);
        let mut slots = snapshot.locals.iter().chain(&snapshot.stack);
        slots.any(|slot| matches!(slot, Slot::Value(value) if gone(value)))
    };
    let in_inst = |inst: &Inst| {
        let thrown = copy.func.handler(inst).is_some_and(|edge| edge.args.iter().any(gone));
        thrown || inst.args.iter().any(gone)
    };
    let at_end = match &terminator {
        Terminator::Branch(value, ..) | Terminator::Return(value) => gone(value),
        _ => false,
    };
    let on_edge = terminator.edges().iter().any(|edge| edge.args.iter().any(gone));
    if at_end || on_edge || seen.iter().any(in_state) || copy.insts.iter().any(in_inst) {
        return None;
    }
    Some((
        classes,
        BlockData {
            params: vec![],
            insts: copy.insts,
            terminator,
            start,
        },
    ))
}

/// The classes that a clause names with whose test a block ends, if it does nothing else.
fn test_of(insts: &[Inst], terminator: &Terminator, caught: Value) -> Option<Vec<String>> {
    let named = names(insts);
    let mut tests = insts.iter().skip(named.len());
    let mut tested = insts.first().filter(|_| !named.is_empty())?.result?;
    if let [_, _, ..] = named[..] {
        tested = tests.next()?.result?;
    }
    let matches = tests.next()?;
    let is_test = matches.op == Op::Object(ObjectOp::ExcMatches) && matches.args == [caught, tested];
    let gives_up = tests.next()?;
    let is_given_up = gives_up.op == Op::Release && gives_up.args == [tested];
    let Terminator::Branch(test, ..) = terminator else {
        return None;
    };
    let is_all = tests.all(|inst| matches!(inst.op, Op::Instruction(_)));
    (is_test && is_given_up && is_all && matches.result == Some(*test)).then_some(named)
}

/// What the clauses of a handler name, in their order, and whether an exception that none of them catches ends the function with
/// nothing else done.
pub(super) fn clauses(func: &Func, edge: &Edge) -> Option<(Vec<Vec<String>>, bool)> {
    let mut handler = edge.target;
    if !is_caught(func.block(handler).insts.first()) {
        let Terminator::Jump(next) = &func.block(handler).terminator else {
            return None;
        };
        handler = next.target;
    }
    let mut found = Vec::new();
    let mut caught = None;
    loop {
        let block = func.block(handler);
        let is_kept = |inst: &&Inst| !matches!(inst.op, Op::Instruction(_));
        let mut insts: Vec<Inst> = block.insts.iter().filter(is_kept).cloned().collect();
        let exception = match caught {
            Some(exception) => exception,
            None => {
                let is_pushed = |inst: &Inst| inst.op == Op::Object(ObjectOp::PushExcInfo);
                if !is_caught(insts.first()) || !insts.get(1).is_some_and(is_pushed) {
                    return None;
                }
                let exception = insts[0].result?;
                insts.drain(..2);
                exception
            }
        };
        caught = Some(exception);
        match (test_of(&insts, &block.terminator, exception), &block.terminator) {
            (Some(named), Terminator::Branch(_, _, els)) => {
                found.push(named);
                handler = els.target;
            }
            _ => {
                let goes_on = matches!(&insts[..], [only] if only.op == Op::Object(ObjectOp::Reraise) && only.args == [exception]);
                if !goes_on {
                    // One that names no class catches everything.
                    found.push(vec![]);
                }
                return Some((found, goes_on && only_ends(func, &insts[0])));
            }
        }
    }
}

/// Does an exception that is raised again end the function, with nothing else done on the way?
fn only_ends(func: &Func, again: &Inst) -> bool {
    let Some(before) = again.before else { return false };
    match &func.snapshot(before).raise {
        Raise::Out => true,
        Raise::Leave => false,
        Raise::To(edge) => {
            let cleans = |inst: &&Inst| {
                matches!(
                    inst.op,
                    Op::At
                        | Op::Retain
                        | Op::Release
                        | Op::Instruction(_)
                        | Op::Const(..)
                        | Op::Unbound
                        | Op::Object(ObjectOp::Caught | ObjectOp::PopExcept)
                )
            };
            let insts = &func.block(edge.target).insts;
            let mut rest = insts.iter().skip_while(cleans);
            let is_raised = |inst: &Inst| inst.op == Op::Object(ObjectOp::Reraise);
            let Some(last) = rest.next().filter(|inst| is_raised(inst)) else {
                return false;
            };
            let is_out = last
                .before
                .is_some_and(|id| matches!(func.snapshot(id).raise, Raise::Out));
            is_out && rest.next().is_none()
        }
    }
}

/// If it leaves, has it done nothing, and if it does not, has it run no Python code?
fn leaves_unchanged(op: &Op) -> bool {
    matches!(
        op,
        Op::Int { .. } | Op::Primitive { .. } | Op::LoadField(_) | Op::StoreField(_) | Op::GuardClass(_)
    )
}

/// Does it change nothing, if it does not leave?
fn only_reads(op: &Op) -> bool {
    match op {
        Op::Primitive { path, .. } => {
            ["rt::int::", "rt::float::"].iter().any(|room| path.starts_with(room)) || op.failing().is_some()
        }
        Op::StoreField(_) => false,
        _ => true,
    }
}

/// References that a handler takes itself, by the values of which they are: to give up one of those ends nothing.
#[derive(Default)]
struct Retained {
    counts: HashMap<Value, u32>,
    renamed: HashMap<Value, Value>,
}

impl Retained {
    fn of(&self, value: Value) -> Value {
        self.renamed.get(&value).copied().unwrap_or(value)
    }

    fn add(&mut self, value: Value) {
        *self.counts.entry(self.of(value)).or_default() += 1;
    }

    fn rename(&mut self, inst: &Inst) {
        if let Some(result) = inst.result {
            self.renamed.insert(result, self.of(inst.args[0]));
        }
    }

    /// False: it was not taken here.
    fn give_up(&mut self, value: Value) -> bool {
        let value = self.of(value);
        match self.counts.get_mut(&value) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

/// The globals that a handler begins by loading: one, or those of which it makes a tuple.
fn names(insts: &[Inst]) -> Vec<String> {
    let mut names = Vec::new();
    let mut loaded = Vec::new();
    for inst in insts {
        match &inst.op {
            Op::Object(ObjectOp::LoadGlobal(name)) => {
                names.push(name.clone());
                loaded.extend(inst.result);
            }
            Op::Object(ObjectOp::Tuple) if inst.args == loaded => return names,
            _ => break,
        }
    }
    if names.len() > 1 { Vec::new() } else { names }
}

fn is_caught(inst: Option<&Inst>) -> bool {
    inst.is_some_and(is_taken)
}
