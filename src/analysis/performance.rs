//! What a native function could do faster: objects where numbers would do, calls of who knows what, tests inside of loops.
//!
//! Read off what the passes leave, so nothing that they got rid of is told of.

use super::dominators::Dominators;
use super::loops::Loops;
use crate::bytecode::Place;
use crate::ir::{Block, Convert, Func, Inst, ObjectOp, Op, Reason, Slot, Ty, Value};
use crate::types::Type;

/// One place that costs time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    pub reason: Reason,
    /// What would make it cheap, in the program.
    pub help: String,
    pub place: Place,
    /// How many loops it is in.
    pub loops: usize,
}

/// The places that cost most first. Outside of loops they count only where a function has no loop: it may be called in one.
pub fn costs(func: &Func) -> Vec<Cost> {
    let graph: Vec<Vec<usize>> = func
        .blocks
        .iter()
        .map(|block| {
            let edges = block.terminator.edges();
            edges.iter().map(|edge| edge.target.0 as usize).collect()
        })
        .collect();
    let loops = Loops::of(&graph, &Dominators::of(&graph));
    let least = usize::from(loops.headers().next().is_some());
    let mut found: Vec<Cost> = Vec::new();
    for block in func.reverse_postorder() {
        let depth = loops.depth(block.0 as usize);
        if depth < least {
            continue;
        }
        for (index, inst) in func.block(block).insts.iter().enumerate() {
            let Some((reason, help)) = cost(func, block, index, inst, depth) else {
                continue;
            };
            let cost = Cost {
                reason,
                help,
                place: place(func, inst),
                loops: depth,
            };
            if cost.place.line > 0 && !found.contains(&cost) {
                found.push(cost);
            }
        }
    }
    found.sort_by_key(|cost| (std::cmp::Reverse(cost.loops), cost.place));
    found
}

fn place(func: &Func, inst: &Inst) -> Place {
    match inst.before {
        Some(id) if inst.place.line == 0 => func.snapshot(id).place,
        _ => inst.place,
    }
}

fn cost(func: &Func, block: Block, index: usize, inst: &Inst, depth: usize) -> Option<(Reason, String)> {
    match &inst.op {
        Op::Object(op) => generic(func, op, inst),
        Op::Convert(Convert::Box) => boxed(func, block, index, inst),
        op if depth > 0 => guard(func, op, inst),
        _ => None,
    }
}

/// An operation that CPython's own machinery does.
fn generic(func: &Func, op: &ObjectOp, inst: &Inst) -> Option<(Reason, String)> {
    let hint = "hint what it is: a parameter, a local (`x: int = ...`), an item (`list[float]`) or a function's result";
    let known = |index: usize| inst.args.get(index).and_then(|value| known(func, *value));
    let what = match op {
        ObjectOp::Call(_) | ObjectOp::CallFound(_) | ObjectOp::CallEx => {
            let reason = match inst.args.first().and_then(|value| name(func, *value)) {
                Some(name) => format!("`{name}` is called as CPython calls anything"),
                None => "what is called is not known: CPython's calling convention is used".to_owned(),
            };
            let help =
                "call a function of this module by its name, a method of a value whose class is hinted, or a builtin";
            return Some((Reason::new("generic-call", reason), help.to_owned()));
        }
        ObjectOp::Binary(op, _) => format!("`{}`", op.method()),
        ObjectOp::Compare(op) => format!("`{}`", op.symbol()),
        ObjectOp::Unary(op) => format!("the operator {op:?}").to_lowercase(),
        ObjectOp::GetAttr(name) | ObjectOp::GetMethod(name) => format!("the attribute `{name}`"),
        ObjectOp::SetAttr(name) | ObjectOp::DelAttr(name) => format!("the attribute `{name}`, changed,"),
        ObjectOp::Contains => "`in`".to_owned(),
        ObjectOp::Truth => "the truth".to_owned(),
        ObjectOp::SetItem => "an item, stored,".to_owned(),
        ObjectOp::DelItem => "an item, deleted,".to_owned(),
        ObjectOp::Next | ObjectOp::GetIter => "iteration".to_owned(),
        ObjectOp::Append(_) => "what is appended".to_owned(),
        ObjectOp::Unpack(_) | ObjectOp::UnpackEx(..) => "unpacking".to_owned(),
        // What has no other form, and is made or looked up once.
        _ => return None,
    };
    let subject = match op {
        ObjectOp::SetItem | ObjectOp::SetAttr(_) | ObjectOp::Contains => 1,
        _ => 0,
    };
    let (message, help) = match known(subject) {
        Some(ty) => (
            format!("{what} of a value hinted as {ty} is looked up by CPython"),
            "there is no native form for it yet; move it out of the loop if it is always the same".to_owned(),
        ),
        None => (
            format!("{what} of a value of which nothing is known is looked up by CPython"),
            hint.to_owned(),
        ),
    };
    Some((Reason::new("generic-operation", message), help))
}

/// A number that becomes an object.
fn boxed(func: &Func, block: Block, index: usize, inst: &Inst) -> Option<(Reason, String)> {
    let from = func.ty(*inst.args.first()?);
    if !matches!(
        from,
        Ty::Int | Ty::Wide | Ty::Float | Ty::Complex | Ty::Num | Ty::Dyn(_)
    ) {
        return None;
    }
    let result = inst.result?;
    let user = func.block(block).insts[index + 1..]
        .iter()
        .find(|user| user.args.contains(&result));
    // Shown to CPython at an exit, or for good: it has to be an object.
    let user = user?;
    let for_what = match &user.op {
        Op::Object(ObjectOp::Call(_) | ObjectOp::CallFound(_) | ObjectOp::CallEx) => {
            "to be an argument of a call".to_owned()
        }
        Op::Object(ObjectOp::Append(_)) => "to be put into a container".to_owned(),
        Op::Object(ObjectOp::SetAttr(name)) => format!("to be the attribute `{name}`"),
        Op::Object(ObjectOp::SetItem) => "to be an item".to_owned(),
        Op::Object(ObjectOp::Binary(op, _)) => format!("for `{}` with an object", op.method()),
        Op::Retain | Op::Release => return None,
        _ => "for an operation on objects".to_owned(),
    };
    let help = "hint the other side of that operation, or keep the number in a local until the loop is over";
    let message = format!("{} becomes an object {for_what}", with_article(from));
    Some((Reason::new("boxed-value", message), help.to_owned()))
}

/// A test of what a value is, each time round.
fn guard(func: &Func, op: &Op, inst: &Inst) -> Option<(Reason, String)> {
    let into = inst
        .result
        .map(|result| func.ty(result).to_string())
        .unwrap_or_default();
    let (message, help) = match op {
        Op::Convert(Convert::FromDyn | Convert::FromObj) => {
            let name = inst.args.first().and_then(|value| name(func, *value));
            let what = name.map_or("a value".to_owned(), |name| format!("`{name}`"));
            (
                format!("{what} is tested to be {into} each time round"),
                "assign it to a local that is hinted as that type before the loop, or narrow it with `is not None` there",
            )
        }
        Op::Convert(Convert::FromMaybe | Convert::FromNullable) => (
            "a local that may be unbound is tested each time round".to_owned(),
            "assign it on every path before the loop",
        ),
        Op::ReadGlobal(_) => (
            "a global variable is read and tested each time round".to_owned(),
            "copy it into a local before the loop",
        ),
        Op::GuardTuple(_) => (
            "a tuple is tested to have that many items each time round".to_owned(),
            "unpack it before the loop",
        ),
        _ => return None,
    };
    Some((Reason::new("guard-in-loop", message), help.to_owned()))
}

/// What is known about an object, if anything is.
fn known(func: &Func, value: Value) -> Option<&Type> {
    match func.ty(value) {
        Ty::Obj(Type::Unknown) | Ty::Nullable(Type::Unknown) => None,
        Ty::Obj(ty) | Ty::Nullable(ty) => Some(ty),
        _ => None,
    }
}

/// The local that a value is bound to.
fn name(func: &Func, value: Value) -> Option<&str> {
    let slot = func.values[value.0 as usize].name.map(|slot| slot as usize);
    let held = || {
        let snapshots = func.snapshots.iter();
        snapshots
            .filter_map(|snapshot| snapshot.locals.iter().position(|slot| *slot == Slot::Value(value)))
            .next()
    };
    match slot.or_else(held).and_then(|slot| func.locals.get(slot)) {
        Some(name) if !name.is_empty() && !name.starts_with('.') => Some(name),
        _ => named_by(func, value),
    }
}

/// The global or attribute that a value was loaded as.
fn named_by(func: &Func, value: Value) -> Option<&str> {
    let mut insts = func.blocks.iter().flat_map(|block| &block.insts);
    match &insts.find(|inst| inst.result == Some(value))?.op {
        Op::Object(ObjectOp::LoadGlobal(name) | ObjectOp::GetAttr(name) | ObjectOp::GetMethod(name)) => Some(name),
        _ => None,
    }
}

fn with_article(ty: &Ty) -> String {
    match ty {
        Ty::Int | Ty::Wide => "an int".to_owned(),
        Ty::Float => "a float".to_owned(),
        Ty::Complex => "a complex number".to_owned(),
        _ => "a number".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{BlockData, Edge, Snapshot, SnapshotId, Terminator, ValueData};

    fn at(line: u32) -> Place {
        Place {
            line,
            ..Place::default()
        }
    }

    fn inst(op: Op, args: &[u32], result: Option<u32>, line: u32) -> Inst {
        Inst {
            op,
            args: args.iter().map(|value| Value(*value)).collect(),
            result: result.map(Value),
            before: None,
            after: None,
            place: at(line),
        }
    }

    /// A loop whose body multiplies (line 3), boxes the product and calls a parameter (line 4); a call after it (line 5).
    fn func(in_loop: bool) -> Func {
        let object = || Ty::Obj(Type::Unknown);
        let types = [object(), Ty::Float, Ty::Float, object(), object(), Ty::Bool, object()];
        let call = |line, args: &[u32], result| inst(Op::Object(ObjectOp::Call(None)), args, Some(result), line);
        let edge = |target| Edge {
            target: Block(target),
            args: vec![],
        };
        let block = |insts, terminator| BlockData {
            params: vec![],
            insts,
            terminator,
            start: SnapshotId(0),
        };
        let back = if in_loop { 1 } else { 2 };
        Func {
            qualname: "f".to_owned(),
            borrowed: Default::default(),
            takes_vectors: false,
            gives_vectors: false,
            vector_calls: Default::default(),
            fused: Default::default(),
            resumes: false,
            delegates: Default::default(),
            deferred: Default::default(),
            code: 1,
            blocks: vec![
                block(vec![], Terminator::Jump(edge(1))),
                block(
                    vec![
                        inst(Op::Float(crate::ir::FloatOp::Mul), &[1, 1], Some(2), 3),
                        inst(Op::Convert(Convert::Box), &[2], Some(3), 4),
                        call(4, &[0, 3], 4),
                    ],
                    Terminator::Branch(Value(5), edge(back), edge(2)),
                ),
                block(vec![call(5, &[0], 6)], Terminator::Return(Value(6))),
            ],
            values: types.into_iter().map(|ty| ValueData { ty, name: None }).collect(),
            snapshots: vec![Snapshot {
                again: None,
                raise: Default::default(),
                quiet: None,
                at: 0,
                raises_at: 0,
                locals: vec![Slot::Value(Value(0))],
                stack: vec![],
                place: at(1),
                raises: false,
            }],
            locals: vec!["report".to_owned()],
            names: vec![],
            own_names: 0,
        }
    }

    #[test]
    fn what_is_in_a_loop_is_named_and_what_is_not_is_left_alone() {
        let found = costs(&func(true));
        let found: Vec<(&str, u32, usize)> = found
            .iter()
            .map(|cost| (cost.reason.code, cost.place.line, cost.loops))
            .collect();
        assert_eq!(found, [("boxed-value", 4, 1), ("generic-call", 4, 1)]);
    }

    #[test]
    fn a_function_without_loops_may_be_called_in_one() {
        let found = costs(&func(false));
        let lines: Vec<u32> = found.iter().map(|cost| cost.place.line).collect();
        assert_eq!(lines, [4, 4, 5]);
        assert_eq!(found[1].reason.message, "`report` is called as CPython calls anything");
    }
}
