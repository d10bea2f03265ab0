//! A missing item whose exception nobody can see is no exception: control goes straight to what the handler does.
//!
//! `try: x = d[k]` / `except KeyError: x = 0` builds an exception, a traceback and a frame object, only to throw them away. Where
//! the handler ends before anything could look at them, the operation gets a second edge, for when the item of an exact
//! builtin container is missing and the class that the handler names catches that. It leads to a copy of the handler without what
//! handles the exception. If the copy has to leave before the handler's end, CPython goes on before the operation itself.

use crate::analysis::dominators::Dominators;
use crate::ir::{Block, BlockData, Edge, Func, Inst, ObjectOp, Op, Quiet, Raise, Slot, SnapshotId, Terminator, Value};
use std::collections::HashMap;

/// The most operations that are copied.
const MOST: usize = 40;

pub(super) fn run(func: &mut Func) {
    let mut sites = Vec::new();
    for block in func.reverse_postorder() {
        for inst in &func.block(block).insts {
            if inst.op.may_miss() && func.handler(inst).is_some() {
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
        if let Some((class, block)) = copy(func, before, &edge, &dominators) {
            let target = Block(func.blocks.len() as u32);
            func.blocks.push(block);
            func.snapshots[before.0 as usize].quiet = Some(Quiet {
                class,
                edge: Edge { target, args: vec![] },
            });
        }
    }
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
        let before = match (inst.before, before) {
            (None, _) => None,
            (_, Some(before)) => Some(before),
            (Some(own), None) => Some(self.snapshot(own)),
        };
        let after = inst.after.map(|after| self.snapshot(after));
        let args = inst.args.iter().map(|arg| self.value(*arg)).collect();
        let result = inst.result.map(|result| {
            let ty = self.func.ty(result).clone();
            let copied = self.func.new_value(ty);
            self.func.values[copied.0 as usize].name = self.func.values[result.0 as usize].name;
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

/// The copy, and the global by which the handler names its class, if it names one.
fn copy(
    func: &mut Func,
    before: SnapshotId,
    edge: &Edge,
    dominators: &Dominators,
) -> Option<(Option<String>, BlockData)> {
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
    let mut class = None;
    let mut terminator = head.terminator.clone();
    if let Some(Op::Object(ObjectOp::LoadGlobal(name))) = rest.first().map(|inst| &inst.op) {
        let loaded = rest[0].result?;
        let tests = rest.get(1)?.op == Op::Object(ObjectOp::ExcMatches) && rest[1].args == [caught, loaded];
        let gives_up = rest.get(2)?.op == Op::Release && rest[2].args == [loaded];
        let Terminator::Branch(test, then, _) = &head.terminator else {
            return None;
        };
        if !tests || !gives_up || rest.len() != 3 || rest[1].result != Some(*test) {
            return None;
        }
        class = Some(name.clone());
        let then = copy.edge(then);
        let body = copy.func.block(then.target).clone();
        copy.given.extend(body.params.iter().copied().zip(then.args));
        (rest, terminator) = (body.insts, body.terminator);
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
    let mut ended = false;
    for inst in &rest {
        match &inst.op {
            Op::Release if inst.args == [caught] => continue,
            Op::Object(ObjectOp::PopExcept) if inst.args == [handled] && !ended => {
                ended = true;
                continue;
            }
            _ if ended => copy.inst(inst, None),
            Op::Retain => copy.inst(inst, None),
            Op::Int { .. } if may_leave => copy.inst(inst, Some(leaving)),
            op if op.is_pure() => copy.inst(inst, Some(leaving)),
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
    let gone = |value: &Value| *value == caught || *value == handled;
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
        class,
        BlockData {
            params: vec![],
            insts: copy.insts,
            terminator,
            start,
        },
    ))
}

fn is_caught(inst: Option<&Inst>) -> bool {
    inst.is_some_and(|inst| inst.op == Op::Object(ObjectOp::Caught))
}
