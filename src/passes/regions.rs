//! Generator expressions that were put into the places of their consumers: may all that happens there happen again?

use crate::bytecode::Append;
use crate::infer::{RANDOM, is_vector};
use crate::ir::{Convert, Func, Inst, ObjectOp, Op, SnapshotId, Terminator, Ty, Value};
use crate::types::{LIST_ENUMERATE, LIST_ZIP, TEXT_ENUMERATE, TEXT_ZIP, Type, ZIP_OF_MANY};
use std::collections::{BTreeMap, BTreeSet};

/// What is iterated over in a region is guarded to be a list, a tuple, a set, a dictionary, a string or bytes: making its iterator runs no Python code then. Small functions
/// that stand in a region are calls deeper than what is in their callers' places there.
pub(super) fn run(func: &mut Func) {
    let mut deeper: BTreeMap<u32, u32> = BTreeMap::new();
    for block in func.reverse_postorder() {
        let mut position = 0;
        while let Some(inst) = func.block(block).insts.get(position).cloned() {
            let within = region(func, inst.before);
            let mut guards = within.and_then(|_| guards(func, &inst)).unwrap_or_default();
            match (&inst.op, within.and_then(|region| deeper.get(&region))) {
                (Op::GuardDepth(calls), None) => deeper.extend(within.map(|region| (region, *calls))),
                (Op::GuardDepth(calls), Some(more)) => {
                    func.blocks[block.0 as usize].insts[position].op = Op::GuardDepth(calls + more);
                }
                (Op::GuardFunction(_) | Op::GuardDirect(..), Some(more)) => {
                    guards.push(guard(&inst, Op::GuardDepth(more + 1), vec![]))
                }
                _ => {}
            }
            let behind = position + guards.len();
            func.blocks[block.0 as usize].insts.splice(position..position, guards);
            position = behind + 1;
        }
    }
}

/// The regions of a function, as it was unboxed, of which not all may happen again, by the code unit before which they begin.
pub fn misfits(func: &Func) -> BTreeSet<u32> {
    let mut misfits = BTreeSet::new();
    for block in func.reverse_postorder() {
        for inst in &func.block(block).insts {
            if let Some(beginning) = region(func, inst.before)
                && guards(func, inst).is_none()
                && !may_happen_again(func, inst)
            {
                misfits.insert(beginning);
            }
        }
        if let Terminator::Leave(id, Some(_)) = &func.block(block).terminator {
            misfits.extend(region(func, Some(*id)));
        }
    }
    misfits
}

/// Where the region begins that an operation leaves.
fn region(func: &Func, before: Option<SnapshotId>) -> Option<u32> {
    func.snapshot(before?).again?.at
}

/// The guards with which an operation makes an iterator over lists, or one over a tuple, set, dictionary, string or bytes, and does nothing else; nothing if it is no such
/// operation.
fn guards(func: &Func, inst: &Inst) -> Option<Vec<Inst>> {
    let of = |arg: &Value| match func.ty(*arg) {
        Ty::Obj(Type::Class(name, _)) if ["list", "tuple", "set", "frozenset", "dict"].contains(&name.as_str()) => {
            Some(name.clone())
        }
        Ty::Obj(Type::Str) => Some("str".to_owned()),
        Ty::Obj(Type::Bytes) => Some("bytes".to_owned()),
        _ => None,
    };
    let iterated: Vec<(Value, String)> = match &inst.op {
        Op::Object(ObjectOp::GetIter) => vec![(inst.args[0], of(&inst.args[0])?)],
        Op::Object(ObjectOp::Call(None)) if is_of_lists(func.ty(inst.result?)) => {
            let (_, args) = inst.args.split_first()?;
            // The number that an `enumerate` begins with is no object.
            let sequences = args.iter().filter(|arg| !matches!(func.ty(**arg), Ty::Int | Ty::Bool));
            let sequences = sequences.map(|arg| Some((*arg, of(arg).filter(|class| class != "bytes")?)));
            sequences.collect::<Option<_>>()?
        }
        _ => return None,
    };
    let guards = iterated.into_iter();
    Some(
        guards
            .map(|(arg, class)| guard(inst, Op::GuardClass(class), vec![arg]))
            .collect(),
    )
}

/// A guard that leaves where an operation would.
fn guard(inst: &Inst, op: Op, args: Vec<Value>) -> Inst {
    Inst {
        op,
        args,
        result: None,
        after: None,
        ..inst.clone()
    }
}

/// Is it what `enumerate` of a list or string or `zip` of two gives?
fn is_of_lists(ty: &Ty) -> bool {
    let known = [LIST_ENUMERATE, LIST_ZIP, TEXT_ENUMERATE, TEXT_ZIP, ZIP_OF_MANY];
    matches!(ty, Ty::Obj(Type::Class(name, _)) if known.contains(&name.as_str()))
}

/// Was an operation's first operand, an iterator, made in the same region?
fn is_made_within(func: &Func, inst: &Inst) -> bool {
    let is_call = |made: &&Inst| match &made.op {
        Op::Object(ObjectOp::Call(None)) => true,
        Op::Primitive { path, .. } => {
            path == AGAIN || path.starts_with("rt::vector::enumerate") || path.starts_with("rt::vector::zip")
        }
        _ => false,
    };
    let of = |made: &Inst| region(func, made.before);
    func.reverse_postorder()
        .into_iter()
        .flat_map(|block| &func.block(block).insts)
        .filter(is_call)
        .any(|made| made.result == inst.args.first().copied() && of(made) == of(inst))
}

/// Functions of the runtime that only read what they are given, or make a list or another one of it, or move an iterator on, append to a list or sort one that the region has made, or count with a `Counter` that it has.
const READS: [&str; 53] = [
    "rt::aggregate::",
    "rt::class::are_",
    "rt::dict::contains",
    "rt::dict::get",
    "rt::dict::len",
    "rt::dict::set_contains",
    "rt::generator::",
    "rt::keyed_iter::",
    "rt::list::field_",
    "rt::list::get_",
    "rt::list::len",
    "rt::list::tuple_",
    "rt::list_iter::",
    "rt::list_parts::list_",
    "rt::list_parts::tuple_",
    "rt::octets::get_",
    "rt::octets::len",
    "rt::octets::next",
    "rt::pairs::enumerate_text",
    "rt::pairs::zip_",
    "rt::pieces::get",
    "rt::place::counting::",
    "rt::quick::has_items_",
    "rt::reduction::",
    "rt::sorting::",
    "rt::strides::bytes",
    "rt::strides::list",
    "rt::strides::text",
    "rt::strides::tuple",
    "rt::text",
    "rt::vector::append_",
    "rt::vector::ascending_",
    "rt::vector::concat_",
    "rt::vector::copy_",
    "rt::vector::descending_",
    "rt::vector::enumerate",
    "rt::vector::from_",
    "rt::vector::get_",
    "rt::vector::iterate",
    "rt::vector::joined",
    "rt::vector::len",
    "rt::vector::greatest_",
    "rt::vector::least_",
    "rt::vector::listed_",
    "rt::vector::next",
    "rt::vector::of_",
    "rt::vector::row_",
    "rt::vector::slice_",
    "rt::vector::sort",
    "rt::vector::stride_",
    "rt::vector::sum_",
    "rt::vector::until_",
    "rt::vector::zip",
];

/// What an iterator over a vector gives that is asked for one.
const AGAIN: &str = "rt::vector::again";

/// Can an operation be done again when it has been done, and nobody can tell?
pub(super) fn may_happen_again(func: &Func, inst: &Inst) -> bool {
    match &inst.op {
        Op::Poll | Op::Retain | Op::Release | Op::Const(..) | Op::Unbound => true,
        Op::Int { .. } | Op::Float(_) | Op::FloatNeg | Op::Wide { .. } | Op::Cmp(_) | Op::BoolNot | Op::NonZero => true,
        Op::IsNone(_) | Op::NotNull | Op::MakeTuple | Op::TupleItem(_) | Op::ObjTupleItem(..) | Op::Keep => true,
        Op::GuardFunction(_)
        | Op::GuardDirect(..)
        | Op::GuardInstance(..)
        | Op::GuardGlobal(_)
        | Op::GuardClass(_)
        | Op::GuardTuple(_)
        | Op::GuardDepth(_)
        | Op::GuardUnheard(_) => true,
        Op::GlobalObject(_) | Op::ReadGlobal(_) | Op::KnownGlobal(_) | Op::Deferred(_) => true,
        // It leaves where there is no such global.
        Op::Object(ObjectOp::LoadGlobal(_)) => true,
        Op::ReadCell | Op::FreeCell(_) | Op::LoadField(_) | Op::LoadMethod(_) | Op::MethodOf(_) => true,
        Op::MakeRange | Op::Iterate(..) | Op::HasNext | Op::NextItem | Op::Advance => true,
        // Nobody can tell one object of these from another.
        Op::Convert(Convert::Box) => {
            (inst.args.iter()).all(|arg| !func.ty(*arg).is_reference() || is_vector(func.ty(*arg)))
        }
        Op::Convert(_) => true,
        // Views of dictionaries.
        Op::Object(ObjectOp::CallMethod(call)) => {
            call.class == "dict" && matches!(call.name.as_str(), "items" | "keys" | "values") && inst.args.len() == 1
        }
        // Only lists that are made in a region are appended to there.
        Op::Object(ObjectOp::List | ObjectOp::Tuple | ObjectOp::ListToTuple | ObjectOp::Str) => true,
        Op::Object(ObjectOp::Append(Append::ListAppend)) => true,
        Op::Object(ObjectOp::Next) => is_of_lists(func.ty(inst.args[0])),
        // One that was there before would be moved on twice.
        Op::Object(ObjectOp::GetIter) => is_of_lists(func.ty(inst.args[0])) && is_made_within(func, inst),
        Op::Primitive { path, .. } if path == RANDOM => false,
        Op::Primitive { path, .. } if path == AGAIN => is_made_within(func, inst),
        Op::Primitive { path, .. } => {
            !inst.args.iter().any(|arg| func.ty(*arg).is_reference()) || READS.iter().any(|read| path.starts_with(read))
        }
        _ => false,
    }
}
