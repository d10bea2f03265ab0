//! What is done with dictionaries and sets of numbers that nobody but the function knows (`analysis::vectors` finds which): the operations
//! that the runtime's `keyed` has, and what keys and values they are for.

use super::vectors::{Operation, Role, role};
use crate::bytecode::{Append, BinaryOp, UnaryOp};
use crate::ir::{DynSet, Func, Inst, ObjectOp, Op, Ty, Value};
use crate::types::{DEFAULT_DICT, Type};

/// The most items of a display: CPython makes more room at once for a dictionary of more.
const MOST: usize = 5;

/// The methods that such dictionaries and sets have.
pub(super) fn has_method(class: &str, name: &str) -> bool {
    match class {
        "dict" | DEFAULT_DICT => matches!(name, "get" | "setdefault") || super::keyed_loops::VIEWS.contains(&name),
        "set" => matches!(name, "add" | "discard" | "remove"),
        _ => false,
    }
}

/// What is said of a dictionary or set: what it is, and what its keys and values are, as far as that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyed {
    pub is_set: bool,
    pub key: Type,
    pub value: Type,
}

impl Keyed {
    /// As a class that is said to be in a vector.
    pub(super) fn class(&self) -> Type {
        let name = if self.is_set { "set" } else { "dict" };
        let of = if self.is_set {
            vec![self.key.clone()]
        } else {
            vec![self.key.clone(), self.value.clone()]
        };
        Type::Class(name.to_owned(), of)
    }
}

/// Is it the class of such a dictionary or set, of which keys and values are known?
pub fn is_keyed(item: &Type) -> bool {
    match item {
        Type::Class(name, of) if name == "dict" || name == "set" => !of.contains(&Type::Unknown),
        _ => false,
    }
}

/// What is said of the values of a dictionary that are lists: what is in those is known of their class.
pub(super) fn lists() -> Type {
    Type::Class("list".to_owned(), vec![])
}

/// What is said of a list, dictionary or set itself, and what is in the lists that it holds, if it holds some.
pub(super) fn outer(item: &Type) -> (Type, Option<Type>) {
    match item {
        Type::Class(name, of) if name == "dict" => match of.as_slice() {
            [key, Type::Class(_, rows)] => (
                Type::Class(name.clone(), vec![key.clone(), lists()]),
                Some(rows.first().cloned().unwrap_or(Type::Unknown)),
            ),
            _ => (item.clone(), None),
        },
        Type::Class(name, _) if name == "set" => (item.clone(), None),
        Type::Class(_, of) => (Type::Unknown, Some(of.first().cloned().unwrap_or(Type::Unknown))),
        item => (item.clone(), None),
    }
}

/// What is said of a list, dictionary or set that holds lists of such items.
pub(super) fn holding(outer: &Type, inner: &Type) -> Option<Type> {
    let list = Type::Class("list".to_owned(), vec![inner.clone()]);
    match outer {
        Type::Unknown => Some(list),
        Type::Class(name, of) if name == "dict" => match of.as_slice() {
            [key, value] if *value == lists() => Some(Type::Class(name.clone(), vec![key.clone(), list])),
            _ => None,
        },
        _ => None,
    }
}

/// Is it said of what holds lists?
pub(super) fn holds_lists(outer: &Type) -> bool {
    match outer {
        Type::Unknown => true,
        Type::Class(_, of) => of.contains(&lists()),
        _ => false,
    }
}

/// What is known of both, if that can be.
pub(super) fn joined(left: &Type, right: &Type) -> Option<Type> {
    let (Type::Class(name, left), Type::Class(other, right)) = (left, right) else {
        return None;
    };
    let of = left.iter().zip(right).map(|pair| match pair {
        (Type::Unknown, known) | (known, Type::Unknown) => Some(known.clone()),
        (left, right) => (left == right).then(|| left.clone()),
    });
    let of: Option<Vec<Type>> = of.collect();
    (name == other && left.len() == right.len()).then_some(Type::Class(name.clone(), of?))
}

/// Is the value a dictionary or set, or a method of one?
fn is_set(ty: &Ty) -> Option<bool> {
    match ty {
        Ty::Obj(Type::Class(name, _)) | Ty::Nullable(Type::Class(name, _)) | Ty::Method(Type::Class(name, _), _) => {
            match name.as_str() {
                "dict" | DEFAULT_DICT => Some(false),
                "set" => Some(true),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Is it a `defaultdict`, which keeps the keys that it is asked for?
pub(super) fn is_default(ty: &Ty) -> bool {
    match ty {
        Ty::Obj(Type::Class(name, _)) | Ty::Nullable(Type::Class(name, _)) => name == DEFAULT_DICT,
        _ => false,
    }
}

/// Are its keys tuples?
pub(super) fn of_tuples(class: &Type) -> bool {
    matches!(class, Type::Class(_, of) if matches!(of.first(), Some(Type::Tuple(_))))
}

/// What a key is, if it can be one.
fn key(ty: &Ty) -> Option<Type> {
    match ty.in_pieces() {
        Ty::Int | Ty::Obj(Type::Int) => Some(Type::Int),
        Ty::Tuple(items) if matches!(items.len(), 2 | 3) && items.iter().all(|item| *item == Ty::Int) => {
            Some(Type::Tuple(vec![Type::Int; items.len()]))
        }
        Ty::Obj(Type::Tuple(items)) if matches!(items.len(), 2 | 3) && items.iter().all(|item| *item == Type::Int) => {
            Some(Type::Tuple(items))
        }
        _ => None,
    }
}

/// What a value is, if it can be one.
fn value(ty: &Ty) -> Option<Type> {
    match ty {
        Ty::Int | Ty::Obj(Type::Int) => Some(Type::Int),
        Ty::Float | Ty::Obj(Type::Float) => Some(Type::Float),
        Ty::Bool | Ty::Obj(Type::Bool) => Some(Type::Bool),
        ty if role(ty) == Role::List => Some(lists()),
        // What is found of a key, if it is there.
        Ty::Dyn(set) => [Ty::Int, Ty::Float, Ty::Bool]
            .iter()
            .find(|ty| ty.dyn_set().map(|found| found.union(DynSet::NONE)) == Some(*set))
            .map(Ty::promise),
        _ => None,
    }
}

/// The operation on a dictionary or set that an operation of Python is, if that is one of numbers.
pub(super) fn operation(func: &Func, inst: &Inst) -> Option<Operation> {
    let is = |value: &Value| role(func.ty(*value)) == Role::Keyed;
    let args = inst.args.as_slice();
    let raises = func.handler(inst).is_some();
    // Keys and values are known of an operation that has them.
    let of = |what: &'static str, keyed: Value, args: Vec<Value>, pairs: &[(Value, Option<Value>)]| {
        let is_set = is_set(func.ty(keyed))?;
        let mut all = Keyed {
            is_set,
            key: Type::Unknown,
            value: Type::Unknown,
        }
        .class();
        for (of_key, of_value) in pairs {
            let one = Keyed {
                is_set,
                key: key(func.ty(*of_key))?,
                value: of_value.map_or(Some(Type::Unknown), |of_value| value(func.ty(of_value)))?,
            };
            all = joined(&all, &one.class())?;
        }
        let values = pairs
            .iter()
            .flat_map(|(key, value)| std::iter::once(*key).chain(*value));
        let given = inst.result.filter(|_| !matches!(what, "of" | "zeros" | "lists"));
        let rows = pairs.iter().filter_map(|(_, value)| *value).chain(given);
        let consumes = match &inst.op {
            Op::Object(op) if what == "of" || matches!(op, ObjectOp::Append(_)) => {
                values.filter(|value| func.ty(*value).is_reference()).collect()
            }
            _ => vec![],
        };
        Some(Operation {
            what,
            list: Some(keyed),
            args,
            keyed: Some(all),
            rows: rows.filter(|value| role(func.ty(*value)) == Role::List).collect(),
            consumes,
            forgets: (matches!(what, "of" | "put" | "add" | "set_default")
                || what == "get" && is_default(func.ty(keyed)))
                && pairs
                    .iter()
                    .any(|(key, _)| matches!(func.ty(*key), Ty::Obj(Type::Tuple(_)))),
            makes: matches!(what, "of" | "zeros" | "lists"),
            ..Operation::default()
        })
    };
    match (&inst.op, args) {
        (Op::Object(ObjectOp::Dict), items) if items.len() <= 2 * MOST => {
            let pairs: Vec<_> = items.chunks(2).map(|pair| (pair[0], pair.get(1).copied())).collect();
            of("of", inst.result.filter(is)?, items.to_vec(), &pairs)
        }
        (Op::Object(ObjectOp::Set), items) if items.len() <= MOST => {
            let pairs: Vec<_> = items.iter().map(|item| (*item, None)).collect();
            of("of", inst.result.filter(is)?, items.to_vec(), &pairs)
        }
        (Op::Binary(BinaryOp::Subscript, _), [dict, item]) if is(dict) && (!raises || is_default(func.ty(*dict))) => {
            of("get", *dict, inst.args.clone(), &[(*item, Some(inst.result?))])
        }
        (Op::Object(ObjectOp::SetItem), [value, dict, item]) if is(dict) => {
            of("put", *dict, inst.args.clone(), &[(*item, Some(*value))])
        }
        (Op::Object(ObjectOp::Contains), [item, keyed]) if is(keyed) => {
            of("has", *keyed, inst.args.clone(), &[(*item, None)])
        }
        (Op::Object(ObjectOp::Append(Append::SetAdd)), [set, item]) if is(set) => {
            of("add", *set, inst.args.clone(), &[(*item, None)])
        }
        (Op::Object(ObjectOp::Append(Append::MapAdd)), [dict, item, value]) if is(dict) => {
            of("put", *dict, vec![*value, *dict, *item], &[(*item, Some(*value))])
        }
        (Op::ToBool, [keyed]) if is(keyed) => of("filled", *keyed, inst.args.clone(), &[]),
        (Op::Unary(UnaryOp::Not), [keyed]) if is(keyed) => of("empty", *keyed, inst.args.clone(), &[]),
        (Op::Call(keywords, _), [callee, rest @ ..]) if keywords.is_empty() => {
            let rest = match rest {
                [first, rest @ ..] if *func.ty(*first) == Ty::NoSelf => rest,
                rest => rest,
            };
            match (func.ty(*callee), rest) {
                (Ty::Builtin(name), []) if name == "builtins.set" || name == "builtins.dict" => {
                    of("of", inst.result.filter(is)?, vec![], &[])
                }
                // Whether it is the class is asked there.
                (Ty::Obj(_), [factory]) if inst.result.is_some_and(|made| is_default(func.ty(made))) => {
                    let Ty::Builtin(factory) = func.ty(*factory) else {
                        return None;
                    };
                    let (what, value) = match factory.as_str() {
                        "builtins.int" => ("zeros", Type::Int),
                        "builtins.float" => ("zeros", Type::Float),
                        "builtins.bool" => ("zeros", Type::Bool),
                        "builtins.list" => ("lists", lists()),
                        _ => return None,
                    };
                    let made = of(what, inst.result?, vec![*callee], &[])?;
                    let class = Keyed {
                        is_set: false,
                        key: Type::Unknown,
                        value,
                    };
                    Some(Operation {
                        keyed: Some(class.class()),
                        ..made
                    })
                }
                (Ty::Builtin(name), [keyed]) if name == "builtins.len" && is(keyed) => {
                    of("len", *keyed, vec![*keyed], &[])
                }
                (Ty::Method(_, name), [item])
                    if role(func.ty(*callee)) == Role::Method && is_set(func.ty(*callee)) == Some(true) =>
                {
                    let what = match name.as_str() {
                        "add" => "add",
                        "discard" => "discard",
                        "remove" if !raises => "remove",
                        _ => return None,
                    };
                    of(what, *callee, vec![*callee, *item], &[(*item, None)])
                }
                (Ty::Method(_, name), [item])
                    if name == "get"
                        && role(func.ty(*callee)) == Role::Method
                        && is_set(func.ty(*callee)) == Some(false) =>
                {
                    of("find", *callee, vec![*callee, *item], &[(*item, Some(inst.result?))])
                }
                (Ty::Method(_, name), [item, default])
                    if role(func.ty(*callee)) == Role::Method && is_set(func.ty(*callee)) == Some(false) =>
                {
                    let (what, result) = match name.as_str() {
                        "get" => ("get_or", inst.result?),
                        // It may be a statement of its own.
                        "setdefault" if role(func.ty(*default)) == Role::List => ("set_default", inst.result?),
                        "setdefault" => ("set_default", inst.result.unwrap_or(*default)),
                        _ => return None,
                    };
                    let is_list = role(func.ty(result)) == Role::List;
                    if value(func.ty(result)) != value(func.ty(*default)) || is_object(func.ty(result)) && !is_list {
                        return None;
                    }
                    of(
                        what,
                        *callee,
                        vec![*callee, *item, *default],
                        &[(*item, Some(*default))],
                    )
                }
                _ => None,
            }
        }
        _ => None,
    }
    .filter(|known| fits(known.what, inst.result.map(|result| func.ty(result))))
}

/// Can a result be of that type? It is boxed if it is an object.
fn fits(what: &str, result: Option<&Ty>) -> bool {
    match (what, result) {
        ("of" | "zeros" | "lists", _) => true,
        ("get", None) => false,
        ("get" | "get_or" | "set_default", Some(ty)) if role(ty) == Role::List => true,
        ("get" | "get_or" | "set_default", Some(ty)) => !is_object(ty) && !matches!(ty, Ty::Dyn(_)),
        ("find", ty) => matches!(ty, Some(Ty::Dyn(_))),
        ("has" | "filled" | "empty", Some(ty)) => *ty == Ty::Bool || matches!(ty, Ty::Obj(_)),
        ("len", Some(ty)) => *ty == Ty::Int || matches!(ty, Ty::Obj(_)),
        (_, Some(ty)) => *ty == Ty::None || matches!(ty, Ty::Obj(_)),
        (_, None) => true,
    }
}

fn is_object(ty: &Ty) -> bool {
    ty.is_reference()
}
