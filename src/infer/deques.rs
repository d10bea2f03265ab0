//! Deques: items are put in and taken out where they are kept.

use super::dicts::item;
use super::lists::guarded;
use super::plan::{Planned, runtime};
use crate::ir::Ty;
use crate::types::{DEQUE, Type};

/// `deque[index]`
pub(super) fn get_item(types: &[Ty]) -> Option<Planned> {
    let [Ty::Obj(Type::Class(class, items)), Ty::Int | Ty::Bool] = types else {
        return None;
    };
    let (value, held) = item(items.first().filter(|_| class == DEQUE)?);
    let path = format!("rt::deque::get::<{held}>");
    Some(guarded(DEQUE, path, true, vec![types[0].clone(), Ty::Int], value))
}

/// Methods, of an object that is known to be a deque.
pub(super) fn method(receiver: &Type, name: &str, names: Option<u32>, args: &[Ty]) -> Option<Planned> {
    let items = match receiver {
        Type::Class(class, items) if class == DEQUE && names.is_none() => items.as_slice(),
        _ => return None,
    };
    let promise = items.first().cloned().unwrap_or(Type::Unknown);
    let deque = Ty::Obj(receiver.clone());
    match (name, args) {
        ("append" | "appendleft", [value]) => {
            let (value, held) = match value {
                Ty::Int | Ty::Float | Ty::Bool => item(&value.promise()),
                value if value.repr().is_some() => (Ty::Obj(value.promise()), "rt::Obj"),
                _ => return None,
            };
            let name = if name == "append" { "append" } else { "append_left" };
            let path = format!("rt::deque::{name}::<{held}>");
            Planned::simple([deque, value], runtime(&path, true), Ty::None).ok()
        }
        ("pop" | "popleft", []) => {
            let (value, held) = item(&promise);
            let name = if name == "pop" { "pop" } else { "pop_left" };
            let path = format!("rt::deque::{name}::<{held}>");
            Planned::simple([deque], runtime(&path, true), value).ok()
        }
        _ => None,
    }
}
