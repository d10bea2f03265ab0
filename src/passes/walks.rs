//! A loop over a list, tuple or string, over `enumerate` of a list or `zip` of two, or over vectors in any of these ways, needs no iterator: it walks along it, by an index of
//! its own.
//!
//! That is so where the iterator is only asked for items, or the pairs are taken apart at once (`pairs.rs`). The position is a
//! variable that is advanced; the iterator is made of it wherever native code is left (`walk.rs` and `walk_zip.rs` of the runtime).

use crate::ir::{Along, Block, Func, Inst, ObjectOp, Op, Slot, SnapshotId, Terminator, Ty, Value};
use crate::types::{LIST_ENUMERATE, LIST_ZIP, Type};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn run(func: &mut Func) {
    for block in &mut func.blocks {
        drop_idle(&mut block.insts);
    }
    let insts = || func.blocks.iter().flat_map(|block| &block.insts);
    // What a generator holds while it is suspended has to be what CPython's would hold.
    if insts().any(|inst| matches!(inst.op, Op::Suspend(..) | Op::Finish(_))) {
        return;
    }
    let candidates = insts().filter(|inst| is_candidate(func, inst));
    let mut uses: BTreeMap<Value, Option<Kind>> = candidates
        .filter_map(|inst| Some((inst.result?, Some(Kind::Unknown))))
        .collect();
    let mut made = made_of_lists(func);
    made.extend(made_of_vectors(func));
    uses.extend(made.keys().map(|value| (*value, Some(Kind::Unknown))));
    if uses.is_empty() {
        return;
    }
    let mut same = names(func, &uses);
    let numbered: BTreeSet<Value> = same
        .values()
        .copied()
        .filter(|value| is_zip_numbered(func, &same, *value))
        .collect();
    for (value, along) in &mut made {
        if let Along::Vectors(_, is_numbered) = along {
            *is_numbered |= numbered.contains(value);
        }
    }
    for block in func.reverse_postorder() {
        note_uses(func, block, &same, &mut uses);
    }
    let walked: BTreeMap<Value, Along> = uses
        .into_iter()
        .filter_map(|(value, kind)| match (kind?, made.get(&value)) {
            (Kind::Of(Sequence::List), None) => Some((value, Along::List)),
            (Kind::Of(Sequence::Tuple), None) => Some((value, Along::Tuple)),
            (Kind::Of(Sequence::Text), None) => Some((value, Along::Text)),
            (Kind::Of(Sequence::Vectors), Some(along @ Along::Vectors(..)))
            | (Kind::Of(Sequence::Numbered), Some(along @ Along::Numbered(_)))
            | (Kind::Of(Sequence::Zipped), Some(along @ Along::Zipped)) => Some((value, *along)),
            _ => None,
        })
        .collect();
    same.retain(|_, first| walked.contains_key(first));
    for block in &mut func.blocks {
        drop_second(&mut block.insts, &same);
    }
    func.substitute(|value| same.get(&value).copied().unwrap_or(value));
    for block in &mut func.blocks {
        let insts = std::mem::take(&mut block.insts).into_iter();
        block.insts = insts.flat_map(|inst| rewritten(inst, &walked)).collect();
        pass_on(&mut block.insts);
    }
    for (value, along) in &walked {
        func.values[value.0 as usize].ty = Ty::Walk(*along);
    }
}

/// What is held and given up at once is as it was: inlined generators hold what they are given.
fn drop_idle(insts: &mut Vec<Inst>) {
    let mut kept: Vec<Inst> = Vec::with_capacity(insts.len());
    for inst in std::mem::take(insts) {
        let is_idle = |held: &Inst| (&held.op, &inst.op) == (&Op::Retain, &Op::Release) && held.args == inst.args;
        if kept.last().is_some_and(is_idle) {
            kept.pop();
        } else {
            kept.push(inst);
        }
    }
    *insts = kept;
}

/// What is iterated over.
#[derive(Clone, Copy, PartialEq)]
enum Sequence {
    List,
    Tuple,
    Text,
    Numbered,
    Zipped,
    Vectors,
}

/// What is known of an iterator by what it is asked.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Unknown,
    Of(Sequence),
}

/// An iterator that is made of an object which is surely there, and may be a list, a tuple or a string.
fn is_candidate(func: &Func, inst: &Inst) -> bool {
    let is_object = |value: &Value| matches!(func.ty(*value), Ty::Obj(_));
    let is_sequence = |value: &Value| match func.ty(*value) {
        Ty::Obj(Type::Class(name, _)) => name == "list" || name == "tuple",
        Ty::Obj(Type::Tuple(_) | Type::Str) => true,
        _ => false,
    };
    inst.op == Op::Object(ObjectOp::GetIter)
        && inst.before.is_some()
        && inst.args.iter().all(is_sequence)
        && inst
            .result
            .is_some_and(|result| is_object(&result) && !func.borrowed.contains(&result))
}

/// What `enumerate` of a list and `zip` of two give. The numbers that an `enumerate` begins with are so small that all that follow
/// fit.
fn made_of_lists(func: &Func) -> BTreeMap<Value, Along> {
    let insts = || func.blocks.iter().flat_map(|block| &block.insts);
    let mut ints = BTreeMap::new();
    let mut builtins = BTreeSet::new();
    for inst in insts() {
        match (&inst.op, inst.result) {
            (Op::Const(constant, _), Some(result)) => {
                let int = constant.as_int().and_then(|int| i32::try_from(int).ok());
                ints.extend(int.map(|int| (result, i64::from(int))));
            }
            (Op::GlobalObject(_), Some(result)) => {
                builtins.insert(result);
            }
            _ => {}
        }
    }
    let is_of = |value: Value, class: &str| matches!(func.ty(value), Ty::Obj(Type::Class(name, _)) if name == class);
    let found = insts().filter_map(|inst| {
        let Op::Object(ObjectOp::Call(None)) = inst.op else {
            return None;
        };
        let result = inst.result?;
        let (callee, lists, along) = match inst.args.as_slice() {
            [callee, lists @ ..] if is_of(result, LIST_ZIP) && lists.len() == 2 => (callee, lists, Along::Zipped),
            [callee, list] => (callee, std::slice::from_ref(list), Along::Numbered(0)),
            [callee, list, first] => (callee, std::slice::from_ref(list), Along::Numbered(*ints.get(first)?)),
            _ => return None,
        };
        // Nothing but the builtin gives that of lists.
        let is_fine = builtins.contains(callee)
            && (along == Along::Zipped || is_of(result, LIST_ENUMERATE))
            && lists.iter().all(|list| is_of(*list, "list"))
            && inst.before.is_some()
            && !func.borrowed.contains(&result);
        is_fine.then_some((result, along))
    });
    found.collect()
}

/// The iterators over vectors, which nobody else knows, and over `zip` and `enumerate` of them.
fn made_of_vectors(func: &Func) -> BTreeMap<Value, Along> {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    let found = insts.filter_map(|inst| {
        let result = inst.result.filter(|result| !func.borrowed.contains(result))?;
        let Op::Primitive { path, .. } = &inst.op else {
            return None;
        };
        let along = match path.strip_prefix(VECTORS)? {
            "iterate" => Along::Vectors(1, false),
            "enumerate" | "enumerate_from" => Along::Vectors(1, true),
            name => {
                let count = name.strip_prefix("zip")?.parse().ok()?;
                Along::Vectors(count, false)
            }
        };
        inst.before.is_some().then_some((result, along))
    });
    found.collect()
}

/// Is a `zip` of vectors numbered, and are the iterators over that its other names?
fn is_zip_numbered(func: &Func, same: &BTreeMap<Value, Value>, zip: Value) -> bool {
    let mut insts = func.blocks.iter().flat_map(|block| &block.insts);
    insts.any(|inst| is_numbering(inst) && inst.result.and_then(|result| same.get(&result)) == Some(&zip))
}

fn is_numbering(inst: &Inst) -> bool {
    matches!(&inst.op, Op::Primitive { path, .. } if path == "rt::vector::enumeratezip")
}

/// Iterators over what is an iterator already, and given up there: inlined comprehensions ask twice, and of a `zip` that makes three.
/// All are the first one.
fn names(func: &Func, iterators: &BTreeMap<Value, Option<Kind>>) -> BTreeMap<Value, Value> {
    let mut same = BTreeMap::new();
    for block in func.reverse_postorder() {
        let insts = &func.block(block).insts;
        for (position, pair) in insts.windows(2).enumerate() {
            let [again, of] = [pair[0].result, pair[0].args.first().copied()];
            let (Some(again), Some(of), true) = (again, of, is_second(&pair[0], &pair[1])) else {
                continue;
            };
            let first = *same.get(&of).unwrap_or(&of);
            // What leaves finds no `zip` where it is numbered already.
            let is_at_once = || {
                let before = insts[..position].iter().rev();
                let mut before = before.skip_while(|inst| matches!(inst.op, Op::Retain | Op::Release));
                before.next().is_some_and(|inst| inst.result == Some(first))
            };
            if iterators.contains_key(&first) && (!is_numbering(&pair[0]) || is_at_once()) {
                same.insert(again, first);
            }
        }
    }
    same
}

/// Does the first make an iterator of what the second gives up?
fn is_second(inst: &Inst, next: &Inst) -> bool {
    let is_again = match &inst.op {
        Op::Object(ObjectOp::GetIter) => true,
        Op::Primitive { path, .. } => path == "rt::vector::again" || is_numbering(inst),
        _ => false,
    };
    is_again && next.op == Op::Release && next.args == inst.args
}

fn drop_second(insts: &mut Vec<Inst>, same: &BTreeMap<Value, Value>) {
    let is_dropped = |inst: &Inst| inst.result.is_some_and(|result| same.contains_key(&result));
    while let Some(position) = insts.iter().position(is_dropped) {
        insts.drain(position..position + 2);
    }
}

/// Notes what is asked of iterators in a block. Nothing is left of those that anything else is done with.
fn note_uses(func: &Func, block: Block, same: &BTreeMap<Value, Value>, uses: &mut BTreeMap<Value, Option<Kind>>) {
    let data = func.block(block);
    let named = |value: &Value| *same.get(value).unwrap_or(value);
    let in_locals = |id: &SnapshotId| {
        let locals = func.snapshot(*id).locals.iter();
        locals.filter_map(|slot| match slot {
            Slot::Value(value) => Some(*value),
            _ => None,
        })
    };
    let mut other: Vec<Value> = Vec::new();
    for inst in &data.insts {
        for arg in inst.args.iter().map(named) {
            let Some(Some(kind)) = uses.get_mut(&arg) else { continue };
            let sequence = match &inst.op {
                Op::Release => continue,
                Op::Object(ObjectOp::GetIter) | Op::Primitive { .. }
                    if inst.result.is_some_and(|result| same.contains_key(&result)) =>
                {
                    continue;
                }
                Op::GuardClass(class) => of_class(class),
                Op::Primitive { path, .. } if inst.args.len() == 1 => of_path(path),
                _ => None,
            };
            match (*kind, sequence) {
                (Kind::Unknown, Some(sequence)) => *kind = Kind::Of(sequence),
                (Kind::Of(known), Some(sequence)) if known == sequence => {}
                _ => other.push(arg),
            }
        }
        other.extend(inst.before.iter().chain(&inst.after).flat_map(in_locals));
        if let Some(edge) = func.handler(inst) {
            other.extend(&edge.args);
        }
    }
    match &data.terminator {
        Terminator::Branch(value, ..) | Terminator::Return(value) => other.push(*value),
        Terminator::Leave(id, _) => other.extend(in_locals(id)),
        Terminator::Jump(_) | Terminator::Unreachable => {}
    }
    other.extend(func.edges(block).iter().flat_map(|edge| &edge.args));
    for value in other {
        if let Some(kind) = uses.get_mut(&named(&value)) {
            *kind = None;
        }
    }
}

fn of_class(class: &str) -> Option<Sequence> {
    match class {
        "list_iterator" => Some(Sequence::List),
        "tuple_iterator" => Some(Sequence::Tuple),
        "enumerate" => Some(Sequence::Numbered),
        "zip" => Some(Sequence::Zipped),
        "vector_iterator" | "vector_enumerate" | "vector_zip" => Some(Sequence::Vectors),
        _ => None,
    }
}

const VECTORS: &str = "rt::vector::";
const ITERATORS: &str = "rt::list_iter::";
const PAIRS: &str = "rt::pairs::";
const CHARACTER: &str = "rt::text::next";

fn of_path(path: &str) -> Option<Sequence> {
    if path == CHARACTER {
        return Some(Sequence::Text);
    }
    if path.starts_with(VECTORS) {
        return along_vectors(path, 1).map(|_| Sequence::Vectors);
    }
    if let Some(name) = path.strip_prefix(PAIRS) {
        let is_numbered = matches!(name, "enumerate_has" | "enumerate_step") || name.starts_with("number");
        let is_zipped = matches!(name, "zip_has" | "zip_step") || name.ends_with('>') && !name.contains('_');
        return match (is_numbered, is_zipped) {
            (true, _) => Some(Sequence::Numbered),
            (_, true) => Some(Sequence::Zipped),
            _ => None,
        };
    }
    let (sequence, _) = path.strip_prefix(ITERATORS)?.split_once('_')?;
    match sequence {
        "list" => Some(Sequence::List),
        "tuple" => Some(Sequence::Tuple),
        "enumerate" => Some(Sequence::Numbered),
        "zip" => Some(Sequence::Zipped),
        _ => None,
    }
}

/// The function that asks a walk along so many vectors what that one asks an iterator.
fn along_vectors(path: &str, count: usize) -> Option<String> {
    const ROOM: &str = "rt::walk_vector::";
    let name = path.strip_prefix(VECTORS)?;
    if let Some(of) = name.strip_prefix("next::<") {
        return Some(format!("{ROOM}next::<{}, {count}>", of.strip_suffix('>')?));
    }
    if name == "row_numbered" {
        return Some(format!("{ROOM}row_at::<0, {count}>"));
    }
    if let Some(side) = name
        .strip_prefix("row_zipped::<")
        .or_else(|| name.strip_prefix("row_of_zip::<"))
    {
        return Some(format!("{ROOM}row_at::<{}, {count}>", side.strip_suffix('>')?));
    }
    let items = name.strip_prefix("next_")?;
    if items == "row" {
        return Some(format!("{ROOM}row"));
    }
    let numbers = items.split('_').map(|item| match item {
        "float" => Some("f64"),
        "int" => Some("i64"),
        "boolean" => Some("bool"),
        _ => None,
    });
    let numbers = numbers.collect::<Option<Vec<&str>>>()?;
    let item = match numbers.as_slice() {
        [number] => (*number).to_owned(),
        all => format!("({})", all.join(", ")),
    };
    Some(format!("{ROOM}next::<rt::vector::Over<{item}>, {count}>"))
}

/// What is given up at once is passed on instead.
fn pass_on(insts: &mut Vec<Inst>) {
    let mut position = 0;
    while position + 2 < insts.len() {
        let [keep, walk, give] = &insts[position..position + 3] else {
            return;
        };
        if (&keep.op, &walk.op, &give.op) == (&Op::Retain, &Op::Walk, &Op::Release) && give.args == walk.args {
            insts.remove(position + 2);
            insts.remove(position);
        }
        position += 1;
    }
}

/// What stands for an operation. The class of what is iterated over is asked where the iterator was made.
fn rewritten(mut inst: Inst, walked: &BTreeMap<Value, Along>) -> Vec<Inst> {
    if let Some(along) = inst.result.and_then(|result| walked.get(&result)) {
        match along {
            Along::List | Along::Tuple | Along::Text => {}
            Along::Numbered(_) => inst.args = vec![inst.args[1]],
            Along::Zipped => inst.args = inst.args[1..].to_vec(),
            Along::Vectors(count, _) => return along_their_vectors(inst, *count),
        }
        let class = match along {
            Along::Tuple => "tuple",
            Along::Text => "str",
            _ => "list",
        };
        if matches!(along, Along::Numbered(_) | Along::Zipped) {
            inst.after = None;
        }
        let guards = inst.args.iter().map(|sequence| Inst {
            op: Op::GuardClass(class.to_owned()),
            args: vec![*sequence],
            result: None,
            ..inst.clone()
        });
        let keeps = inst.args.iter().map(|sequence| Inst {
            op: Op::Retain,
            args: vec![*sequence],
            result: None,
            before: None,
            ..inst.clone()
        });
        let mut insts: Vec<Inst> = guards.chain(keeps).collect();
        (inst.op, inst.before) = (Op::Walk, None);
        insts.push(inst);
        return insts;
    }
    let Some(along) = inst.args.first().and_then(|arg| walked.get(arg)) else {
        return vec![inst];
    };
    match (&mut inst.op, along) {
        (Op::GuardClass(_), _) => return vec![],
        (Op::Primitive { path, .. }, Along::Vectors(count, _)) => {
            *path = along_vectors(path, *count).unwrap_or_default();
        }
        (Op::Primitive { path, .. }, _) => {
            let room = if *along == Along::Zipped {
                "rt::walk_zip::"
            } else {
                "rt::walk::"
            };
            if path == CHARACTER {
                *path = "rt::walk::character".to_owned();
            }
            *path = path.replace(ITERATORS, room).replace(PAIRS, room);
        }
        _ => {}
    }
    vec![inst]
}

/// A walk along vectors, which it holds.
fn along_their_vectors(inst: Inst, count: usize) -> Vec<Inst> {
    let keeps = inst.args[..count].iter().map(|vector| Inst {
        op: Op::Retain,
        args: vec![*vector],
        result: None,
        before: None,
        after: None,
        ..inst.clone()
    });
    let mut insts: Vec<Inst> = keeps.collect();
    insts.push(Inst {
        op: Op::Walk,
        before: None,
        after: None,
        ..inst
    });
    insts
}
