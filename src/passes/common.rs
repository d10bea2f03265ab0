//! What was computed already is not computed once more: arithmetic, and loads of which nothing has been stored since. A number that
//! was just stored in an attribute is not loaded from it.
//!
//! Known is what was done before in the same block, and in those that lead to it and to nothing else. An operation that could leave
//! does not leave where the same one did not.

use crate::ir::{Block, Convert, Func, Inst, Op, Ty, Value};
use std::collections::HashMap;

/// The most operations that are remembered.
const MOST: usize = 64;

pub(super) fn run(func: &mut Func) {
    let order = func.reverse_postorder();
    let mut edges_to: HashMap<Block, Vec<Option<Block>>> = HashMap::new();
    for &block in &order {
        let at_end = func.block(block).terminator.edges().len();
        for (index, edge) in func.edges(block).into_iter().enumerate() {
            // What is known where an operation raises is not what is known at the block's end.
            edges_to
                .entry(edge.target)
                .or_default()
                .push((index < at_end).then_some(block));
        }
    }
    let mut at_end: HashMap<Block, Vec<Inst>> = HashMap::new();
    let mut replaced: HashMap<Value, Value> = HashMap::new();
    for &block in &order {
        let mut known = match edges_to.get(&block).map(Vec::as_slice) {
            Some([Some(from)]) => at_end.get(from).cloned().unwrap_or_default(),
            _ => vec![],
        };
        let insts = std::mem::take(&mut func.blocks[block.0 as usize].insts);
        let mut kept = Vec::with_capacity(insts.len());
        for mut inst in insts {
            for arg in &mut inst.args {
                *arg = replaced.get(arg).copied().unwrap_or(*arg);
            }
            if !keeps_loads(&inst.op) {
                known.retain(|inst| !is_load(&inst.op));
            }
            match &inst.op {
                Op::StoreField(name) => {
                    known.retain(|load| !matches!(&load.op, Op::LoadField(loaded) if loaded == name));
                    // Only what was loaded from shows that it gives what is stored in it.
                    if known.iter().any(|load| loads_from(load, inst.args[1])) {
                        push(&mut known, stored(name, &inst));
                    }
                }
                op if !keeps_fields(op) => known.retain(|inst| !is_of_class(&inst.op)),
                _ => {}
            }
            if is_guard(&inst.op) {
                if known.iter().any(|other| other.op == inst.op && other.args == inst.args) {
                    continue;
                }
                push(&mut known, inst.clone());
            }
            if let Some(result) = inst.result.filter(|result| can_be_known(func, &inst.op, *result)) {
                let same = |other: &&Inst| {
                    other.op == inst.op
                        && other.args == inst.args
                        && other.result.is_some_and(|other| func.ty(other) == func.ty(result))
                };
                if let Some(value) = known.iter().rev().find(same).and_then(|same| same.result) {
                    replaced.insert(result, value);
                    continue;
                }
                push(&mut known, inst.clone());
            } else if let (Op::LoadField(_) | Op::KnownGlobal(_) | Op::MethodOf(_), Some(result)) =
                (&inst.op, inst.result)
            {
                // An object that has to be counted: it is in the attribute still.
                let same = |other: &&Inst| other.op == inst.op && other.args == inst.args;
                if let Some(value) = known.iter().rev().find(same).and_then(|same| same.result) {
                    kept.extend(again(value, result, &inst));
                    continue;
                }
                push(&mut known, inst.clone());
            }
            kept.push(inst);
        }
        func.blocks[block.0 as usize].insts = kept;
        at_end.insert(block, known);
    }
    if !replaced.is_empty() {
        func.substitute(|value| replaced.get(&value).copied().unwrap_or(value));
    }
}

fn push(known: &mut Vec<Inst>, inst: Inst) {
    if known.len() == MOST {
        known.remove(0);
    }
    known.push(inst);
}

/// Is it a load of an attribute of that object?
fn loads_from(load: &Inst, object: Value) -> bool {
    matches!(load.op, Op::LoadField(_)) && load.args == [object]
}

/// The load that would give what is stored.
fn stored(name: &str, store: &Inst) -> Inst {
    Inst {
        op: Op::LoadField(name.to_owned()),
        args: vec![store.args[1]],
        result: Some(store.args[0]),
        before: None,
        after: None,
        place: store.place,
    }
}

/// Operations by which an object that is known gets another reference, under the name of the load that would have given it.
fn again(value: Value, result: Value, load: &Inst) -> [Inst; 2] {
    let inst = |op, result| Inst {
        op,
        args: vec![value],
        result,
        before: None,
        after: None,
        place: load.place,
    };
    [inst(Op::Retain, None), inst(Op::Convert(Convert::Rename), Some(result))]
}

/// Does the operation give the same each time, and nothing that has to be counted?
fn can_be_known(func: &Func, op: &Op, result: Value) -> bool {
    let is_counted = func.ty(result).is_reference() && !func.borrowed.contains(&result);
    match op {
        Op::Const(_, None) => matches!(func.ty(result), Ty::Int | Ty::Float | Ty::Complex | Ty::Bool),
        Op::Int { .. } | Op::Float(_) | Op::FloatNeg | Op::Cmp(_) | Op::BoolNot | Op::NonZero => true,
        Op::Convert(Convert::BoolToInt | Convert::IntToFloat) => true,
        Op::LoadField(_) | Op::KnownGlobal(_) | Op::MethodOf(_) => !is_counted,
        op => is_load(op) && !is_counted,
    }
}

/// Does it make sure of something that only Python code can change?
fn is_guard(op: &Op) -> bool {
    matches!(op, Op::GuardInstance(..) | Op::GuardDirect(..))
}

/// Does it hold only until Python code runs?
fn is_of_class(op: &Op) -> bool {
    is_guard(op) || matches!(op, Op::LoadField(_) | Op::KnownGlobal(_) | Op::MethodOf(_))
}

/// Has every object the attributes still that it had? Stores of numbers are told apart by the names of the attributes; what changes
/// a dictionary may change the attributes of the object that has it.
fn keeps_fields(op: &Op) -> bool {
    let reads = |path: &str| path.starts_with("rt::dict::get") || path.starts_with("rt::dict::contains");
    keeps_loads(op)
        || matches!(op, Op::Primitive { path, .. } if !path.starts_with("rt::dict::") || reads(path))
        || matches!(
            op,
            Op::LoadMethod(_)
                | Op::MethodOf(_)
                | Op::IsNone(_)
                | Op::NotNull
                | Op::Convert(Convert::FromObj | Convert::Rename)
        )
}

/// Does it look into a container?
fn is_load(op: &Op) -> bool {
    let Op::Primitive { path, .. } = op else { return false };
    ["rt::list::get_", "rt::list::len", "rt::vector::get_", "rt::vector::len"]
        .iter()
        .any(|load| path.starts_with(load))
}

/// Is whatever was in a container in it still?
fn keeps_loads(op: &Op) -> bool {
    match op {
        Op::Primitive { path, .. } => {
            is_load(op)
                || [
                    "rt::int::",
                    "rt::float::",
                    "rt::complex_value::",
                    "rt::math::",
                    "rt::wide::",
                    "rt::num::",
                ]
                .iter()
                .any(|kind| path.starts_with(kind))
                || matches!(path.as_str(), "rt::text::item" | "rt::text::len")
        }
        Op::Convert(convert) => matches!(
            convert,
            Convert::BoolToInt
                | Convert::IntToFloat
                | Convert::IntToWide
                | Convert::WideToInt
                | Convert::IntToNum
                | Convert::FloatToNum
                | Convert::NumToFloat
                | Convert::ToMaybe
                | Convert::FromMaybe
        ),
        Op::Iterate(..) | Op::HasNext | Op::NextItem | Op::Advance => true,
        Op::LoadField(_) | Op::StoreField(_) | Op::KnownGlobal(_) | Op::NewInstance(_) | Op::MethodOf(_) => true,
        op => op.only_computes(),
    }
}
