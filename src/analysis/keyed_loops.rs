//! Loops over dictionaries and sets of numbers that nobody but the function knows, and over the views of dictionaries that are made for them.

use super::keyed::{Keyed, lists};
use super::vector_items::{Role, role};
use super::vector_operations::Operation;
use super::vectors::Source;
use crate::ir::{Func, Inst, Op, Slot, Ty, Value};
use crate::types::{DEFAULT_DICT, Type};
use std::collections::{HashMap, HashSet};

/// What a loop over such a dictionary or set gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    Keys,
    Values,
    Items,
    Members,
}

/// The methods of dictionaries that give views.
pub(super) const VIEWS: [&str; 3] = ["keys", "values", "items"];

/// What an iterator of that class gives.
pub(super) fn gives(ty: &Ty) -> Option<Gives> {
    match ty {
        Ty::Obj(Type::Class(name, _)) | Ty::Nullable(Type::Class(name, _)) => gives_of_class(name),
        _ => None,
    }
}

pub fn gives_of_class(name: &str) -> Option<Gives> {
    match name {
        "dict_keyiterator" | "dict_keys" => Some(Gives::Keys),
        "dict_valueiterator" | "dict_values" => Some(Gives::Values),
        "dict_itemiterator" | "dict_items" => Some(Gives::Items),
        "set_iterator" => Some(Gives::Members),
        _ => None,
    }
}

/// What is said of the dictionary or set of which a value of that type is given; nothing if it can be no such.
pub(super) fn told(gives: Gives, ty: &Ty, is_apart: bool) -> Option<Type> {
    let number = |ty: &Ty| match ty {
        Ty::Int => Some(Type::Int),
        Ty::Float => Some(Type::Float),
        Ty::Bool => Some(Type::Bool),
        ty if role(ty) == Role::List => Some(lists()),
        _ => None,
    };
    let key = |ty: &Ty| match ty {
        Ty::Int => Some(Type::Int),
        Ty::Obj(Type::Tuple(items))
            if is_apart && matches!(items.len(), 2 | 3) && items.iter().all(|item| *item == Type::Int) =>
        {
            Some(Type::Tuple(items.clone()))
        }
        _ => None,
    };
    let (key, value) = match (gives, ty) {
        (Gives::Keys | Gives::Members, ty) => (key(ty)?, Type::Unknown),
        (Gives::Values, ty) => (Type::Unknown, number(ty)?),
        (Gives::Items, Ty::Obj(Type::Tuple(items))) if is_apart => match items.as_slice() {
            [Type::Int, value @ (Type::Int | Type::Float)] => (Type::Int, value.clone()),
            [Type::Int, Type::Class(name, _)] if name == "list" => (Type::Int, lists()),
            [Type::Tuple(key), value @ (Type::Int | Type::Float | Type::Bool)]
                if matches!(key.len(), 2 | 3) && key.iter().all(|item| *item == Type::Int) =>
            {
                (Type::Tuple(key.clone()), value.clone())
            }
            [Type::Tuple(key), Type::Class(name, _)]
                if name == "list" && matches!(key.len(), 2 | 3) && key.iter().all(|item| *item == Type::Int) =>
            {
                (Type::Tuple(key.clone()), lists())
            }
            _ => return None,
        },
        _ => return None,
    };
    let is_set = gives == Gives::Members;
    Some(Keyed { is_set, key, value }.class())
}

/// What is given by a loop over a dictionary or set of that class.
pub fn given(gives: Gives, class: &Type) -> Type {
    let of = match class {
        Type::Class(_, of) => of.as_slice(),
        _ => &[],
    };
    match (gives, of) {
        (Gives::Keys | Gives::Members, [key, ..]) => key.clone(),
        (Gives::Values, [_, value]) => value.clone(),
        (Gives::Items, [key, value]) => Type::Tuple(vec![key.clone(), value.clone()]),
        _ => Type::Unknown,
    }
}

/// The views of dictionaries that one loop is over and nothing else, and the methods that give them.
#[derive(Default)]
pub(super) struct Views {
    found: HashSet<Value>,
}

impl Views {
    pub(super) fn of(func: &Func) -> Views {
        let mut views = Views::default();
        let is_view = |value: &Value| match func.ty(*value) {
            Ty::Obj(Type::Class(name, _)) => VIEWS.iter().any(|view| name.strip_prefix("dict_") == Some(view)),
            _ => false,
        };
        if !func.values.iter().any(|value| is_method(&value.ty)) {
            return views;
        }
        let mut uses: HashMap<Value, usize> = HashMap::new();
        for block in func.reverse_postorder() {
            let edges = func.edges(block).into_iter().flat_map(|edge| &edge.args);
            let args = func.block(block).insts.iter().flat_map(|inst| &inst.args);
            for value in edges.chain(args) {
                *uses.entry(*value).or_default() += 1;
            }
        }
        let in_locals: HashSet<Value> = func
            .snapshots
            .iter()
            .flat_map(|snapshot| &snapshot.locals)
            .filter_map(|slot| match slot {
                Slot::Value(value) => Some(*value),
                _ => None,
            })
            .collect();
        let insts = |block| &func.block(block).insts;
        for block in func.reverse_postorder() {
            for (at, call) in insts(block).iter().enumerate() {
                let (Op::Call(..), Some(view), [method, ..]) = (&call.op, call.result, call.args.as_slice()) else {
                    continue;
                };
                if !is_view(&view) || !is_method(func.ty(*method)) || in_locals.contains(&view) {
                    continue;
                }
                // The call, the loop and what gives the view up; the method is loaded, called and given up.
                let mut behind = insts(block)[at + 1..].iter().filter(|inst| inst.op != Op::Release);
                let is_looped = behind
                    .next()
                    .is_some_and(|next| next.op == Op::GetIter && next.args == [view]);
                let is_known = insts(block)
                    .iter()
                    .any(|inst| matches!(inst.op, Op::LoadAttr(..)) && inst.result == Some(*method));
                let counted = |value: Value, op: &Op| {
                    let of_op = insts(block).iter().filter(|inst| inst.op == *op);
                    of_op.flat_map(|inst| &inst.args).filter(|arg| **arg == value).count()
                };
                let is_alone = |value: Value| {
                    let rest = uses.get(&value).copied().unwrap_or(0);
                    rest - counted(value, &Op::Release) - counted(value, &Op::Retain) - counted(value, &Op::MethodSelf)
                        == 1
                };
                if is_looped && is_known && is_alone(view) && is_alone(*method) && !in_locals.contains(method) {
                    views.found.extend([view, *method]);
                }
            }
        }
        views
    }

    pub(super) fn contains(&self, value: Value) -> bool {
        self.found.contains(&value)
    }
}

/// Is it a method that gives a view?
pub(super) fn is_method(ty: &Ty) -> bool {
    matches!(ty, Ty::Method(Type::Class(class, _), name) if (class == "dict" || class == DEFAULT_DICT) && VIEWS.contains(&name.as_str()))
}

/// The beginning of a loop over a dictionary, a set or a view.
pub(super) fn operation(func: &Func, inst: &Inst, source: &Source<'_>) -> Option<Operation> {
    let result = inst.result?;
    let gives = gives(func.ty(result))?;
    let of = |what, list: Value| {
        Some(Operation {
            what,
            list: Some(list),
            args: vec![list],
            ..Operation::default()
        })
    };
    match (&inst.op, inst.args.as_slice()) {
        (Op::GetIter, [keyed]) if role(func.ty(*keyed)) == Role::Keyed && !source.handed_on.contains(&result) => {
            match gives {
                Gives::Keys => of("each_key", *keyed),
                Gives::Members => of("each_member", *keyed),
                _ => None,
            }
        }
        (Op::Call(keywords, _), [method, ..]) if keywords.is_empty() && source.views.contains(result) => match gives {
            Gives::Keys => of("each_key", *method),
            Gives::Values => of("each_value", *method),
            Gives::Items => of("each_item", *method),
            Gives::Members => None,
        },
        _ => None,
    }
}

/// Is it an operation that begins a loop?
pub(super) fn begins(what: &str) -> bool {
    matches!(what, "each_key" | "each_member" | "each_value" | "each_item")
}
