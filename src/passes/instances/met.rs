//! Which of the instances that were put off Python code may meet, and where native code can ask behind it what became of their class.

use crate::ir::{Func, Inst, ObjectOp, Op, Slot, SnapshotId, Terminator, Value};
use std::collections::HashSet;

/// Those that are there while Python code runs, which may give their class a `__del__`, if nobody could ask behind that whether it has.
/// What ends meanwhile is not thought to do so.
pub(super) fn outlasting(func: &Func, known: &HashSet<Value>) -> HashSet<Value> {
    let mut outlasting = HashSet::new();
    for block in func.reverse_postorder() {
        let data = func.block(block);
        for (position, inst) in data.insts.iter().enumerate() {
            if !runs_python(inst, &|value| known.contains(value)) {
                continue;
            }
            let there = there(func, inst).into_iter().filter(|value| known.contains(value));
            // Nobody asks on the way to a handler.
            if let Some(edge) = func.handler(inst) {
                let start = held(func, func.block(edge.target).start);
                let handled = edge.args.iter().copied().chain(start);
                outlasting.extend(handled.filter(|value| known.contains(value)));
            }
            if is_native_call(inst) {
                let asked = inst
                    .after
                    .filter(|_| can_be_left(func, inst))
                    .map(|after| held(func, after));
                let asked = asked.unwrap_or_default();
                outlasting.extend(there.filter(|value| !asked.contains(value)));
                continue;
            }
            let next = data.insts[position + 1..].iter().find(|inst| leaves(inst));
            let next = next.and_then(|inst| inst.before);
            let asked: Vec<Value> = match (next, &data.terminator) {
                (Some(next), _) => held(func, next),
                (None, Terminator::Jump(edge)) => {
                    let start = held(func, func.block(edge.target).start);
                    edge.args.iter().copied().chain(start).collect()
                }
                _ => vec![],
            };
            outlasting.extend(there.filter(|value| !asked.contains(value)));
        }
    }
    outlasting
}

/// May Python code run, besides where signals are looked at and where something ends?
pub(super) fn runs_python(inst: &Inst, is_put_off: &dyn Fn(&Value) -> bool) -> bool {
    // The collector does not run where objects are made, in the versions that instances are put off in.
    let is_display = matches!(&inst.op, Op::Object(op) if op.is_display());
    (inst.op.may_run_python() && !is_display || is_native_call(inst))
        && !matches!(inst.op, Op::Release | Op::Object(ObjectOp::LoadGlobal(_)))
        && !inst.result.as_ref().is_some_and(is_put_off)
}

/// Is native code called? What that does is not known here.
pub(super) fn is_native_call(inst: &Inst) -> bool {
    matches!(inst.op, Op::CallNative(_) | Op::CallVectors(..))
}

/// Is there a state of its own behind a native call?
fn can_be_left(func: &Func, inst: &Inst) -> bool {
    inst.result.is_some() && inst.before.is_some_and(|before| func.snapshot(before).again.is_none())
}

/// The state behind a native call.
pub(super) fn behind(func: &mut Func, inst: &Inst) -> Option<SnapshotId> {
    let (after, result) = (inst.after?, inst.result?);
    let mut snapshot = func.snapshot(after).clone();
    for slot in snapshot.stack.iter_mut().filter(|slot| **slot == Slot::Result) {
        *slot = Slot::Value(result);
    }
    Some(func.new_snapshot(snapshot))
}

/// Can CPython go on before an operation, with all that is in the state there?
pub(super) fn leaves(inst: &Inst) -> bool {
    inst.before.is_some()
        && match &inst.op {
            Op::LoadField(_) | Op::LoadMethod(_) | Op::MethodOf(_) | Op::StoreField(_) | Op::KnownGlobal(_) => true,
            Op::GuardGlobal(_)
            | Op::GuardClass(_)
            | Op::GuardInstance(..)
            | Op::GuardDirect(..)
            | Op::GuardDepth(_) => true,
            Op::NewInstance(_) | Op::Poll => true,
            Op::Primitive { leaves, .. } => *leaves,
            Op::Int { checked, .. } => *checked,
            _ => false,
        }
}

/// The values in the states of an operation.
pub(super) fn there(func: &Func, inst: &Inst) -> Vec<Value> {
    let states = inst.before.iter().chain(&inst.after);
    states.flat_map(|id| held(func, *id)).collect()
}

/// The values in a state.
pub(super) fn held(func: &Func, id: SnapshotId) -> Vec<Value> {
    let snapshot = func.snapshot(id);
    let slots = snapshot.locals.iter().chain(&snapshot.stack);
    let values = slots.filter_map(|slot| match slot {
        Slot::Value(value) => Some(*value),
        _ => None,
    });
    values.collect()
}
