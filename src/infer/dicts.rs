//! Dictionaries, `defaultdict` and `Counter` among them, and sets whose keys are numbers, texts and tuples of such: lookups that run no Python code.

use super::facts::Facts;
use super::plan::{Plan, Planned, runtime};
use crate::bytecode::Constant;
use crate::ir::{BlockData, DynSet, Func, Inst, ObjectOp, Op, Slot, Terminator, Ty, Value};
use crate::types::{COUNTER, Type};

/// A dictionary or set that is promised.
struct Container<'a> {
    is_set: bool,
    key: &'a Type,
    value: &'a Type,
}

/// `dict[key]`
pub(super) fn get_item(types: &[Ty], facts: &Facts) -> Option<Planned> {
    let dict = container(&types[0], facts).filter(|container| !container.is_set)?;
    let (key, marker) = key(&types[1], dict.key, facts)?;
    let (value, held) = item(dict.value);
    let path = format!("rt::dict::get_item::<{marker}, {held}>");
    Planned::simple([types[0].clone(), key], runtime(&path, true), value).ok()
}

/// Operations that are on objects elsewhere.
pub(super) fn object(op: &ObjectOp, types: &[Ty], facts: &Facts) -> Option<Planned> {
    match op {
        ObjectOp::Contains => {
            let container = container(&types[1], facts)?;
            let (key, marker) = key(&types[0], container.key, facts)?;
            let name = if container.is_set { "set_contains" } else { "contains" };
            let path = format!("rt::dict::{name}::<{marker}>");
            Planned::simple([key, types[1].clone()], runtime(&path, true), Ty::Bool).ok()
        }
        ObjectOp::SetItem => {
            let dict = container(&types[1], facts).filter(|container| !container.is_set)?;
            let (key, marker) = key(&types[2], dict.key, facts)?;
            if !is_inert(dict.value) {
                return None;
            }
            let (value, held) = match &types[0] {
                // An object stays the one that it is.
                object @ Ty::Obj(_) => (object.clone(), "rt::Obj"),
                ty @ (Ty::Int | Ty::Float | Ty::Bool) => item(&ty.promise()),
                ty @ (Ty::Tuple(_) | Ty::Kept(_)) => (Ty::Obj(ty.promise()), "rt::Obj"),
                _ => return None,
            };
            let path = format!("rt::dict::set_item::<{marker}, {held}>");
            Planned::simple([value, types[1].clone(), key], runtime(&path, true), Ty::None).ok()
        }
        ObjectOp::DelItem => {
            let dict = container(&types[0], facts).filter(|container| !container.is_set)?;
            let (key, marker) = key(&types[1], dict.key, facts)?;
            if !is_inert(dict.value) {
                return None;
            }
            let path = format!("rt::dict::del_item::<{marker}>");
            Planned::simple([types[0].clone(), key], runtime(&path, true), Ty::None).ok()
        }
        _ => None,
    }
}

/// Methods, of an object that is known to be a dictionary or set.
pub(super) fn method(receiver: &Type, name: &str, names: Option<u32>, args: &[Ty], facts: &Facts) -> Option<Planned> {
    let object = Ty::Obj(receiver.clone());
    let of = container(&object, facts).filter(|_| names.is_none())?;
    let (key, marker) = key(args.first()?, of.key, facts)?;
    let plan = |name: &str, mut operands: Vec<Ty>, result: Ty| {
        operands.insert(0, object.clone());
        Planned::simple(operands, runtime(&format!("rt::dict::{name}"), true), result).ok()
    };
    let (value, held) = item(of.value);
    match (of.is_set, name, args) {
        (true, "add" | "discard" | "remove", [_]) if !matches!(receiver, Type::Class(name, _) if name == "frozenset") => {
            plan(&format!("set_{name}::<{marker}>"), vec![key], Ty::None)
        }
        (false, "get", [_]) => match value {
            Ty::Obj(promise) => {
                let result = Ty::Obj(Type::union([promise, Type::None]));
                plan(&format!("get::<{marker}>"), vec![key], result)
            }
            value => {
                let result = Ty::Dyn(value.dyn_set()?.union(DynSet::NONE));
                plan(&format!("get_scalar::<{marker}, {held}>"), vec![key], result)
            }
        },
        (false, "get" | "pop", [_, default]) => {
            let name = if name == "get" { "get_or" } else { "pop_or" };
            let (default, result) = match (&value, default) {
                (Ty::Obj(promise), default) if default.repr().is_some() => {
                    let default = Ty::Obj(default.promise());
                    let result = Ty::Obj(promise.clone()).join(&default);
                    (default, result)
                }
                (value, default) if value == default => (value.clone(), value.clone()),
                _ => return None,
            };
            plan(&format!("{name}::<{marker}, {held}>"), vec![key, default], result)
        }
        (false, "pop", [_]) => plan(&format!("pop::<{marker}, {held}>"), vec![key], value),
        (false, "setdefault", [_, default]) => {
            let default = match (&value, default) {
                (Ty::Obj(_), Ty::Obj(_)) => default.clone(),
                (value, default) if value == default => value.clone(),
                _ => return None,
            };
            plan(&format!("set_default::<{marker}, {held}>"), vec![key, default], value)
        }
        _ => None,
    }
}

/// `dict.get(key, ())` of which only an iterator is made, where the dictionary's values are lists: that gets a list without items, which no
/// program can tell, and the loop is one over lists.
pub(super) fn get_or_nothing(
    func: &Func,
    inst: &Inst,
    types: &[Ty],
    constants: &[Option<&Constant>],
    facts: &Facts,
) -> Option<Planned> {
    let ([Ty::Method(receiver, name), key, default], Op::Call(_, None)) = (types, &inst.op) else {
        return None;
    };
    if name != "get" || !matches!(constants[2], Some(Constant::Tuple(items)) if items.is_empty()) {
        return None;
    }
    if !is_only_iterated(func, inst.result?) {
        return None;
    }
    let mut planned = method(receiver, name, None, &[key.clone(), default.clone()], facts)?;
    let dict = Ty::Obj(receiver.clone());
    let of = container(&dict, facts)?;
    let Plan::Simple(_, Op::Primitive { path, .. }) = &mut planned.plan else {
        return None;
    };
    if !matches!(of.value, Type::Class(class, _) if class == "list") || !path.starts_with("rt::dict::get_or::<") {
        return None;
    }
    *path = path.replacen("get_or", "get_or_nothing", 1);
    planned.result = Ty::Obj(of.value.clone());
    Some(planned)
}

/// Has nobody but a loop a value, no variable either?
fn is_only_iterated(func: &Func, value: Value) -> bool {
    let is_fine =
        |inst: &Inst| matches!(inst.op, Op::GetIter | Op::Retain | Op::Release) || !inst.args.contains(&value);
    let is_passed_on = |block: &BlockData| {
        let is_asked = match &block.terminator {
            Terminator::Branch(asked, ..) | Terminator::Return(asked) => *asked == value,
            _ => false,
        };
        let thrown = block.insts.iter().flat_map(|inst| func.throws_of(inst));
        is_asked
            || thrown
                .chain(block.terminator.edges())
                .any(|edge| edge.args.contains(&value))
    };
    let is_kept = func
        .snapshots
        .iter()
        .any(|state| state.locals.contains(&Slot::Value(value)));
    !is_kept
        && func
            .blocks
            .iter()
            .all(|block| block.insts.iter().all(is_fine) && !is_passed_on(block))
}

/// What is promised of a container, if keys may be found in it without Python code.
fn container<'a>(ty: &'a Ty, facts: &Facts) -> Option<Container<'a>> {
    let Ty::Obj(Type::Class(name, args)) = ty else {
        return None;
    };
    if !facts.objects {
        return None;
    }
    match (name.as_str(), args.as_slice()) {
        ("dict" | "collections.defaultdict", [key, value]) => Some(Container {
            is_set: false,
            key,
            value,
        }),
        (COUNTER, [key]) => Some(Container {
            is_set: false,
            key,
            value: &Type::Int,
        }),
        ("set" | "frozenset", [key]) => Some(Container {
            is_set: true,
            key,
            value: &Type::None,
        }),
        _ => None,
    }
}

/// How a key is held, and the runtime's name for that. `promised`: what the container's hint says of its keys.
pub(super) fn key(ty: &Ty, promised: &Type, facts: &Facts) -> Option<(Ty, String)> {
    let promise = match ty {
        Ty::Int => return Some((Ty::Int, "rt::dict::Int".to_owned())),
        // A character is made an object for as long as that takes.
        Ty::Char => return Some((Ty::Obj(Type::Str), "rt::dict::Text".to_owned())),
        Ty::Tuple(items) if (1..=4).contains(&items.len()) && items.iter().all(|item| *item == Ty::Int) => {
            return Some((ty.clone(), format!("rt::dict::Ints<{}>", items.len())));
        }
        Ty::Obj(Type::Unknown | Type::Object) => promised,
        Ty::Obj(promise) => promise,
        _ => return None,
    };
    match promise {
        Type::Int => Some((Ty::Int, "rt::dict::Int".to_owned())),
        Type::Str => Some((Ty::Obj(Type::Str), "rt::dict::Text".to_owned())),
        promise if is_plain(promise, facts) => Some((Ty::Obj(promise.clone()), "rt::dict::Plain".to_owned())),
        _ => None,
    }
}

/// Is it compared without Python code?
fn is_plain(promise: &Type, facts: &Facts) -> bool {
    match promise {
        Type::Int | Type::Str | Type::Bytes => true,
        Type::Tuple(items) => items.iter().all(|item| is_plain(item, facts)),
        Type::Class(name, items) if name == "tuple" => {
            !items.is_empty() && items.iter().all(|item| is_plain(item, facts))
        }
        Type::Class(name, _) => facts.is_one_of_a_kind(name, 0),
        // One of them, or None.
        Type::Union(members) => members.iter().all(|member| match member {
            Type::Class(name, _) => facts.is_one_of_a_kind(name, 0),
            other => *other == Type::None,
        }),
        _ => false,
    }
}

/// Does it die without Python code?
fn is_inert(promise: &Type) -> bool {
    match promise {
        Type::Int | Type::Float | Type::Bool | Type::Str | Type::Bytes | Type::None => true,
        Type::Tuple(items) | Type::Union(items) => items.iter().all(is_inert),
        _ => false,
    }
}

/// How a value is held, and the runtime's name for that.
pub(super) fn item(promise: &Type) -> (Ty, &'static str) {
    match promise {
        Type::Int => (Ty::Int, "i64"),
        Type::Float => (Ty::Float, "f64"),
        Type::Bool => (Ty::Bool, "bool"),
        other => (Ty::Obj(other.clone()), "rt::Obj"),
    }
}
