//! Who owns objects: how many references native code holds of each value at each operation.
//!
//! At the beginning of a block that is one for each place that the value has in the frame's state; an operation gives
//! references and takes some. On every edge what is left must be what the target expects.

use crate::ir::{Block, Convert, Edge, Func, Gives, Inst, Op, Slot, SnapshotId, Terminator, Ty, Value};
use std::collections::BTreeMap;

/// References held, by value. Only values that are references occur.
pub type Owned = BTreeMap<Value, i32>;

/// What native code holds at the beginning of a block.
pub fn at_start(func: &Func, block: Block) -> Owned {
    // Arguments are borrowed from the caller until they are retained; what a generator's frame held was taken out of it.
    if block == Block(0) {
        let params = func.blocks[0].params.iter().filter(|_| func.resumes);
        return params
            .filter(|param| func.ty(**param).is_reference())
            .map(|param| (*param, 1))
            .collect();
    }
    of_state(func, func.block(block).start)
}

/// What native code holds at the end of a block.
pub fn at_end(func: &Func, block: Block) -> Owned {
    let mut owned = at_start(func, block);
    for inst in &func.block(block).insts {
        apply(func, inst, &mut owned);
    }
    owned
}

/// One reference for each place of a value in a state, of which one may be the caller's. For an instance that is not made one to each
/// object that it would have.
pub fn of_state(func: &Func, id: SnapshotId) -> Owned {
    let mut owned = Owned::new();
    let snapshot = func.snapshot(id);
    for slot in snapshot.locals.iter().chain(&snapshot.stack) {
        let Slot::Value(value) = slot else { continue };
        let held = func
            .deferred
            .get(value)
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in held.iter().filter(|value| func.ty(**value).is_reference()) {
            *owned.entry(*value).or_default() += 1;
        }
    }
    for (_, count) in owned.iter_mut().filter(|(value, _)| func.borrowed.contains(value)) {
        *count -= 1;
    }
    owned
}

/// The values of which an operation takes a reference, and the one of which it gives one.
pub fn effect(func: &Func, inst: &Inst) -> (Vec<Value>, Option<Value>) {
    let is_reference = |value: &Value| func.ty(*value).is_reference();
    let result = inst.result.filter(is_reference);
    // What is lent is somebody else's.
    let may_lend = matches!(
        inst.op,
        Op::Primitive { .. }
            | Op::Convert(Convert::Rename)
            | Op::LoadField(_)
            | Op::LoadMethod(_)
            | Op::MethodOf(_)
            | Op::KnownGlobal(_)
    );
    if let (true, Some(value)) = (may_lend, result)
        && func.borrowed.contains(&value)
    {
        return (vec![], None);
    }
    match &inst.op {
        Op::Retain => (vec![], inst.args.first().copied()),
        Op::Release => (inst.args.clone(), None),
        Op::Suspend(..) if func.resumes => (inst.args.iter().copied().filter(is_reference).collect(), result),
        Op::Finish(_) => (vec![], result.filter(is_reference)),
        Op::Object(op) => {
            let count = inst.args.len();
            let stolen = inst
                .args
                .iter()
                .enumerate()
                .filter(|(index, _)| op.steals(*index, count));
            let taken = stolen.map(|(_, value)| *value).filter(is_reference).collect();
            let gives = matches!(op.gives(), Gives::Object | Gives::Nullable);
            (taken, result.filter(|_| gives))
        }
        Op::Stealing(_) => (inst.args.iter().take(1).copied().filter(is_reference).collect(), result),
        Op::Walk => (inst.args.iter().copied().filter(is_reference).collect(), result),
        Op::MethodSelf => (inst.args.iter().take(1).copied().filter(is_reference).collect(), result),
        Op::MakeGenerator(_) | Op::Adapt(_) => {
            let is_generator = |value: &Value| matches!(func.ty(*value), Ty::Generator(_));
            (inst.args.iter().copied().filter(is_generator).collect(), result)
        }
        Op::ObjectItem(_)
        | Op::CallNative(_)
        | Op::CallVectors(..)
        | Op::CallDirect(_)
        | Op::CallSpread(_)
        | Op::Primitive { .. }
        | Op::LoadField(_)
        | Op::LoadMethod(_)
        | Op::MethodOf(_)
        | Op::LoadSuper(_)
        | Op::NewInstance(_)
        | Op::MakeInstance(_)
        | Op::Step(_)
        | Op::Drain(..)
        | Op::KnownGlobal(_)
        | Op::Direct { .. } => (vec![], result),
        Op::Convert(Convert::Box | Convert::ToNullable) => (vec![], result),
        Op::Convert(Convert::FromNullable | Convert::Rename) => {
            (inst.args.iter().copied().filter(is_reference).collect(), result)
        }
        _ => (vec![], None),
    }
}

/// Lets an operation have its effect.
pub fn apply(func: &Func, inst: &Inst, owned: &mut Owned) {
    let (taken, given) = effect(func, inst);
    for value in taken {
        *owned.entry(value).or_default() -= 1;
    }
    if let Some(value) = given {
        *owned.entry(value).or_default() += 1;
    }
}

/// What a block expects that an edge leads to, in terms of the values that the edge gives.
pub fn expected(func: &Func, edge: &Edge) -> Owned {
    let target = func.block(edge.target);
    let mut owned = Owned::new();
    for (value, count) in of_state(func, target.start) {
        let value = match target.params.iter().position(|param| *param == value) {
            Some(position) => edge.args[position],
            None => value,
        };
        if func.ty(value).is_reference() {
            *owned.entry(value).or_default() += count;
        }
    }
    owned
}

/// What native code holds and the handler does not expect, if an operation raises to a handler. `owned`: what is held before
/// the operation.
pub fn raised(func: &Func, inst: &Inst, owned: &Owned) -> Option<Owned> {
    let edge = func.handler(inst)?;
    let mut left = owned.clone();
    for value in effect(func, inst).0 {
        *left.entry(value).or_default() -= 1;
    }
    for (value, count) in expected(func, edge) {
        *left.entry(value).or_default() -= count;
    }
    Some(left)
}

/// Checks that no reference is lost or given up twice.
pub fn verify(func: &Func) -> Result<(), String> {
    for block in func.reverse_postorder() {
        let data = func.block(block);
        let mut owned = at_start(func, block);
        for inst in &data.insts {
            // What is left over is given up on the way to the handler.
            if let Some(missing) =
                raised(func, inst, &owned).and_then(|left| left.into_iter().find(|(_, left)| *left < 0))
            {
                return Err(format!(
                    "{}: {} references of {} missing on the way to the handler from {block}",
                    func.qualname, -missing.1, missing.0
                ));
            }
            apply(func, inst, &mut owned);
        }
        // The item of an iterator that is exhausted is null.
        let items: Vec<Value> = data
            .insts
            .iter()
            .filter(|inst| matches!(inst.op, Op::Convert(Convert::Rename)))
            .filter_map(|inst| inst.result)
            .collect();
        let complain = |value: Value, left: i32, what: &str| {
            Err(format!(
                "{}: {left} references of {value} too many {what} {block}",
                func.qualname
            ))
        };
        match &data.terminator {
            Terminator::Return(value) => {
                if func.ty(*value).is_reference() {
                    *owned.entry(*value).or_default() -= 1;
                }
                if let Some((value, left)) = owned.iter().find(|(_, left)| **left != 0) {
                    return complain(*value, *left, "at the return of");
                }
            }
            Terminator::Leave(..) | Terminator::Unreachable => {}
            terminator => {
                for edge in terminator.edges() {
                    let mut left = owned.clone();
                    for (value, count) in expected(func, edge) {
                        *left.entry(value).or_default() -= count;
                    }
                    let wrong = left.iter().find(|(value, left)| **left != 0 && !items.contains(value));
                    if let Some((value, left)) = wrong {
                        return complain(*value, *left, "on an edge of");
                    }
                }
            }
        }
    }
    Ok(())
}
