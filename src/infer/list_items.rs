//! What the items of a list are that begins empty: what is appended to it.

use crate::bytecode::Append;
use crate::ir::{Func, Inst, ObjectOp, Op, Ty, Value};
use crate::types::Type;
use std::collections::HashMap;

/// The lists of a function that begin empty, and what has been seen to be appended to them.
pub(super) struct ListItems {
    /// The value that made the list, by the values that are that list.
    origin: HashMap<Value, Value>,
    items: HashMap<Value, Type>,
}

impl ListItems {
    pub(super) fn of(func: &Func) -> ListItems {
        let mut origin = HashMap::new();
        let insts = || func.blocks.iter().flat_map(|block| &block.insts);
        for inst in insts() {
            if let (Op::Object(ObjectOp::List), [], Some(result)) = (&inst.op, inst.args.as_slice(), inst.result) {
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
        }
    }

    /// Learns from an operation. Did that say something new?
    pub(super) fn note(&mut self, func: &Func, inst: &Inst) -> bool {
        let shallow = super::objects::shallow_item;
        let (list, item) = match (&inst.op, inst.args.as_slice()) {
            (Op::Object(ObjectOp::Append(Append::ListAppend)), [list, item]) => (list, shallow(func.ty(*item))),
            // A display of constants.
            (Op::Object(ObjectOp::Append(Append::ListExtend)), [list, all]) => match shallow(func.ty(*all)) {
                Type::Tuple(items) if !items.is_empty() && items.iter().all(is_known) => (list, Type::union(items)),
                _ => return false,
            },
            (Op::Call(..), [method, item]) if matches!(func.ty(*method), Ty::Method(_, name) if name == "append") => {
                (method, shallow(func.ty(*item)))
            }
            _ => return false,
        };
        let Some(made) = self.origin.get(list) else {
            return false;
        };
        let joined = match self.items.get(made) {
            Some(known) => Ty::Obj(known.clone()).join(&Ty::Obj(item)).promise(),
            None => item,
        };
        self.items.insert(*made, joined.clone()).as_ref() != Some(&joined)
    }

    /// Those lists of which is known what is in them.
    pub(super) fn known(&self) -> HashMap<Value, Type> {
        let known = self.items.iter().filter(|(_, item)| is_known(item));
        known.map(|(list, item)| (*list, item.clone())).collect()
    }

    /// Forgets what says nothing.
    pub(super) fn forget_unknown(&mut self) {
        self.items.retain(|_, item| is_known(item));
    }

    /// The type of what an operation gives, with what is known of the items.
    pub(super) fn refine(&self, inst: &Inst, ty: Ty) -> Ty {
        match inst.result.and_then(|result| self.items.get(&result)) {
            Some(item) => Ty::Obj(Type::Class("list".to_owned(), vec![item.clone()])),
            None => ty,
        }
    }
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
