//! The module `itertools`: what its classes give, and the iterators that are asked natively.
//!
//! What a call gives is promised to be of the class, and to give what it is over. Whoever asks guards the class.

use super::objects;
use super::plan::{Plan, Planned};
use crate::bytecode::Constant;
use crate::ir::{ObjectOp, Op, Ty};
use crate::types::Type;

/// Tuples of more items than that are not told apart.
const LONGEST: usize = 8;

/// The classes of which is known what they give.
const CLASSES: [&str; 18] = [
    "accumulate",
    "batched",
    "chain",
    "combinations",
    "combinations_with_replacement",
    "compress",
    "count",
    "cycle",
    "dropwhile",
    "filterfalse",
    "islice",
    "pairwise",
    "permutations",
    "product",
    "repeat",
    "starmap",
    "takewhile",
    "zip_longest",
];

/// Is it a class of the module, of which is known what its objects give?
pub fn is_class(dotted: &str) -> bool {
    dotted
        .strip_prefix("itertools.")
        .is_some_and(|name| CLASSES.contains(&name))
}

/// Plans a call of one of the module's classes; nothing if the operation is none.
pub(super) fn plan(op: &Op, types: &[Ty], constants: &[Option<&Constant>]) -> Option<Planned> {
    let (Op::Call(keywords, names), [Ty::Builtin(class), args @ ..]) = (op, types) else {
        return None;
    };
    let plain = |ty: &Ty| {
        matches!(
            ty,
            Ty::Obj(_) | Ty::Range | Ty::Int | Ty::Float | Ty::Bool | Ty::None | Ty::Builtin(_)
        )
    };
    let name = class.strip_prefix("itertools.").filter(|_| is_class(class))?;
    if !args.iter().all(plain) {
        return None;
    }
    let items = given(name, keywords, args, &constants[1..]);
    Some(Planned {
        plan: Plan::Object(ObjectOp::Call(*names)),
        result: Ty::Obj(Type::Class(class.clone(), items.into_iter().collect())),
    })
}

/// What an iterator of that class gives that is made with such arguments, if that is known.
fn given(name: &str, keywords: &[String], args: &[Ty], constants: &[Option<&Constant>]) -> Option<Type> {
    let item = |index: usize| args.get(index).map_or(Type::Unknown, of_argument);
    let count = |index: usize| {
        let count = usize::try_from(constants.get(index)?.as_ref()?.as_int()?).ok()?;
        (1..=LONGEST).contains(&count).then_some(count)
    };
    let tuple = |of: Type| Type::Class("tuple".to_owned(), vec![of]);
    let known = match (name, args.len(), keywords) {
        ("count", 0, []) => Type::Int,
        ("count", 1 | 2, _) if args.iter().all(|arg| matches!(arg.promise(), Type::Int | Type::Bool)) => Type::Int,
        ("count", 1 | 2, _) if args.iter().all(|arg| matches!(arg.promise(), Type::Int | Type::Float)) => {
            // The first may be an int.
            match args[0].promise() {
                Type::Float => Type::Float,
                _ => Type::Unknown,
            }
        }
        ("product", 1..=LONGEST, []) => Type::Tuple(args.iter().map(of_argument).collect()),
        ("product", 2, [repeat]) if repeat == "repeat" => match count(1) {
            Some(count) => Type::Tuple(vec![item(0); count]),
            None => tuple(item(0)),
        },
        ("combinations" | "combinations_with_replacement" | "permutations", 2, []) => match count(1) {
            Some(count) => Type::Tuple(vec![item(0); count]),
            None => tuple(item(0)),
        },
        ("permutations", 1, []) | ("batched", 2, []) => tuple(item(0)),
        ("pairwise", 1, []) => Type::Tuple(vec![item(0), item(0)]),
        ("chain", 1.., []) => Type::union(args.iter().map(of_argument)),
        ("islice", 2..=4, []) | ("compress", 2, []) | ("cycle", 1, []) => item(0),
        ("accumulate", 1, []) => match item(0) {
            of @ (Type::Int | Type::Float | Type::Str) => of,
            _ => Type::Unknown,
        },
        ("accumulate", 2, []) => match &args[1] {
            Ty::Builtin(name) if matches!(name.as_str(), "builtins.max" | "builtins.min") => item(0),
            _ => Type::Unknown,
        },
        ("takewhile" | "dropwhile" | "filterfalse", 2, []) => item(1),
        ("repeat", 1 | 2, []) => args[0].promise(),
        _ => Type::Unknown,
    };
    (known != Type::Unknown).then_some(known)
}

fn of_argument(argument: &Ty) -> Type {
    match argument {
        Ty::Range => Type::Int,
        other => objects::item(&other.promise()),
    }
}

/// The runtime's function that asks such an iterator, and how it gives what comes next.
pub(super) fn next(class: &str, items: &[Type]) -> Option<(&'static str, String, Ty)> {
    let part = |item: &Type| match item {
        Type::Int => Some((Ty::Int, "i64")),
        Type::Float => Some((Ty::Float, "f64")),
        Type::Bool => Some((Ty::Bool, "bool")),
        _ => None,
    };
    let (class, function) = match (class, items) {
        ("itertools.count", [Type::Int]) => {
            return Some(("itertools.count", "rt::itertools::count".to_owned(), Ty::Int));
        }
        ("itertools.product", _) => ("itertools.product", "product"),
        ("itertools.combinations", _) => ("itertools.combinations", "combinations"),
        ("itertools.combinations_with_replacement", _) => (
            "itertools.combinations_with_replacement",
            "combinations_with_replacement",
        ),
        _ => return None,
    };
    let [Type::Tuple(parts)] = items else { return None };
    if !(2..=4).contains(&parts.len()) {
        return None;
    }
    let (held, kinds): (Vec<Ty>, Vec<&str>) = parts.iter().map(part).collect::<Option<Vec<_>>>()?.into_iter().unzip();
    let path = format!("rt::itertools::{function}::<{}, ({})>", kinds.len(), kinds.join(", "));
    Some((class, path, Ty::Tuple(held)))
}
