//! What the items of a list are that begins empty: what is appended to it; and those of a dictionary or set that is made here: what
//! it is made of, and what is put into it.

use super::hints::DEFAULT_DICT;
use crate::bytecode::Append;
use crate::ir::{Func, Inst, ObjectOp, Op, Ty, Value};
use crate::types::{DEQUE, Type};
use std::collections::HashMap;

/// The lists of a function that begin empty, its dictionaries and sets, and what has been seen to be put into them.
pub(super) struct ListItems {
    /// The value that made the container, by the values that are that container.
    origin: HashMap<Value, Value>,
    /// The types of items, or of keys and values.
    items: HashMap<Value, Vec<Type>>,
    /// What is called, where a call without keywords may have made the container, and with what.
    calls: HashMap<Value, Vec<Value>>,
    /// Does a value of which nothing is known mean that nothing is known of the others in the dictionary? Not at first.
    settles: bool,
}

impl ListItems {
    pub(super) fn of(func: &Func) -> ListItems {
        let mut origin = HashMap::new();
        let mut calls = HashMap::new();
        let insts = || func.blocks.iter().flat_map(|block| &block.insts);
        for inst in insts() {
            let makes = match (&inst.op, inst.args.as_slice()) {
                (Op::Object(ObjectOp::List), args) => args.is_empty(),
                (Op::Object(ObjectOp::Dict | ObjectOp::ConstKeyDict | ObjectOp::Set), _) => true,
                (Op::Call(names, _), args) if names.is_empty() && args.len() <= 3 => {
                    calls.extend(inst.result.map(|result| (result, args.to_vec())));
                    true
                }
                _ => false,
            };
            if let (true, Some(result)) = (makes, inst.result) {
                origin.insert(result, result);
            }
        }
        let mut changed = !origin.is_empty();
        while changed {
            changed = false;
            let mut follow = |from: &Value, to: Value, origin: &mut HashMap<Value, Value>| {
                if let (Some(made), false) = (origin.get(from).copied(), origin.contains_key(&to)) {
                    origin.insert(to, made);
                    changed = true;
                }
            };
            for inst in insts() {
                if let (Op::CheckBound | Op::LoadAttr(..), [of], Some(result)) =
                    (&inst.op, inst.args.as_slice(), inst.result)
                {
                    follow(of, result, &mut origin);
                }
            }
            for edge in func.blocks.iter().flat_map(|block| block.terminator.edges()) {
                for (param, arg) in func.block(edge.target).params.iter().zip(&edge.args) {
                    follow(arg, *param, &mut origin);
                }
            }
        }
        ListItems {
            origin,
            items: HashMap::new(),
            calls,
            settles: false,
        }
    }

    /// Learns from an operation. Did that say something new?
    pub(super) fn note(&mut self, func: &Func, inst: &Inst) -> bool {
        let inst = &super::without_self(inst, func);
        let shallow = |value: &Value| super::objects::shallow_item(func.ty(*value));
        let (container, items) = match (&inst.op, inst.args.as_slice()) {
            (Op::Object(ObjectOp::Append(Append::ListAppend | Append::SetAdd)), [container, item]) => {
                (container, vec![shallow(item)])
            }
            (Op::Object(ObjectOp::Append(Append::MapAdd)), [dict, key, value]) => {
                (dict, vec![shallow(key), shallow(value)])
            }
            (Op::Object(ObjectOp::SetItem), [value, dict, key]) => (dict, vec![shallow(key), shallow(value)]),
            // A display of constants.
            (Op::Object(ObjectOp::Append(Append::ListExtend | Append::SetUpdate)), [container, all]) => {
                match shallow(all) {
                    Type::Tuple(items) if !items.is_empty() && items.iter().all(is_known) => {
                        (container, vec![Type::union(items)])
                    }
                    _ => return false,
                }
            }
            (Op::Object(ObjectOp::Set), [_, ..]) => match &inst.result {
                Some(set) => (set, vec![Type::union(inst.args.iter().map(shallow))]),
                None => return false,
            },
            (Op::Object(ObjectOp::Dict), [_, _, ..]) => match &inst.result {
                Some(dict) => {
                    let keys = inst.args.iter().step_by(2).map(shallow);
                    let values = inst.args.iter().skip(1).step_by(2).map(shallow);
                    (dict, vec![Type::union(keys), Type::union(values)])
                }
                None => return false,
            },
            (Op::Object(ObjectOp::ConstKeyDict), [values @ .., keys]) => match (&inst.result, shallow(keys)) {
                (Some(dict), Type::Tuple(keys)) => {
                    (dict, vec![Type::union(keys), Type::union(values.iter().map(shallow))])
                }
                _ => return false,
            },
            (Op::Call(..), [method, args @ ..]) => match (func.ty(*method), args) {
                (Ty::Method(_, name), [item]) if matches!(name.as_str(), "append" | "appendleft" | "add") => {
                    (method, vec![shallow(item)])
                }
                (Ty::Method(_, name), [key, value]) if name == "setdefault" => {
                    (method, vec![shallow(key), shallow(value)])
                }
                _ => return false,
            },
            _ => return false,
        };
        let Some(made) = self.origin.get(container) else {
            return false;
        };
        let Some(of) = self.itself(func, *made).filter(|of| of.len() == items.len()) else {
            return false;
        };
        let is_new = !self.items.contains_key(made);
        let known = self.items.get(made).cloned().unwrap_or(of);
        let joined: Vec<Type> = known
            .iter()
            .zip(items)
            .enumerate()
            .map(|(index, (known, item))| match (known, item) {
                (Type::Unknown, item) if is_new || !self.settles && index > 0 => item,
                // Perhaps made of another value of the same dictionary.
                (known, Type::Unknown) if !self.settles && index > 0 => known.clone(),
                (known, item) => join(known, item),
            })
            .collect();
        self.items.insert(*made, joined.clone()).as_ref() != Some(&joined)
    }

    /// What is known of the items of a container by itself; nothing if that is all.
    fn itself(&self, func: &Func, made: Value) -> Option<Vec<Type>> {
        let Ty::Obj(Type::Class(name, of)) = func.ty(made) else {
            // Its display is looked at before there is a type.
            return None;
        };
        let count = match name.as_str() {
            "list" | "set" | DEQUE => 1,
            "dict" | DEFAULT_DICT => 2,
            _ => return None,
        };
        if let Some([callee, args @ ..]) = self.calls.get(&made).map(Vec::as_slice) {
            let is_empty = args.iter().all(|arg| *func.ty(*arg) == Ty::NoSelf);
            let makes = match func.ty(*callee) {
                Ty::Builtin(_) => is_empty,
                Ty::Obj(Type::Class(class, _)) => class == "type",
                _ => false,
            };
            if !makes {
                return None;
            }
        }
        Some(
            (0..count)
                .map(|index| of.get(index).cloned().unwrap_or(Type::Unknown))
                .collect(),
        )
    }

    /// Those containers of which is known what is in them.
    pub(super) fn known(&self) -> HashMap<Value, Vec<Type>> {
        let known = self.items.iter().filter(|(_, items)| is_known_first(items));
        known.map(|(made, items)| (*made, items.clone())).collect()
    }

    /// Forgets what says nothing.
    pub(super) fn forget_unknown(&mut self) {
        self.settles = true;
        self.items.retain(|_, items| is_known_first(items));
    }

    /// The type of what an operation gives, with what is known of the items.
    pub(super) fn refine(&self, inst: &Inst, ty: Ty) -> Ty {
        let items = inst.result.and_then(|result| self.items.get(&result));
        match (items, ty) {
            (Some(items), Ty::Obj(Type::Class(name, _))) => Ty::Obj(Type::Class(name, items.clone())),
            (_, ty) => ty,
        }
    }
}

/// The least promise of both.
fn join(known: &Type, item: Type) -> Type {
    if *known == item {
        return item;
    }
    Ty::Obj(known.clone()).join(&Ty::Obj(item)).promise()
}

/// Is it known what the items are, or the keys?
fn is_known_first(items: &[Type]) -> bool {
    items.first().is_some_and(is_known)
}

/// Does a promise say what everything in it is?
fn is_known(ty: &Type) -> bool {
    match ty {
        Type::Unknown | Type::Object => false,
        Type::Tuple(items) | Type::Union(items) => items.iter().all(is_known),
        Type::Class(name, items) => name != "list" || !items.is_empty() && items.iter().all(is_known),
        _ => true,
    }
}
