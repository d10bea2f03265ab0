//! Class patterns, `case Point(x, y=0)`: the tuple of what the module's classes are asked for is promised to hold what the attributes are.

use super::DEEPEST;
use crate::bytecode::Constant;
use crate::infer::facts::Facts;
use crate::infer::plan::{Plan, Planned};
use crate::ir::{ObjectOp, Op, Ty};
use crate::types::Type;

/// A class pattern, of one of the module's classes.
pub(in crate::infer) fn plan(op: &Op, types: &[Ty], constants: &[Option<&Constant>], facts: &Facts) -> Option<Planned> {
    let (Op::Object(ObjectOp::MatchClass(positional)), [_, Ty::Obj(Type::Class(class, of)), _]) = (op, types) else {
        return None;
    };
    let ("type", [instance @ Type::Class(own, _)]) = (class.as_str(), of.as_slice()) else {
        return None;
    };
    let positional = *positional as usize;
    let mut names = facts.match_args(own, 0).unwrap_or_default();
    if !facts.classes.contains_key(own) || names.len() < positional {
        return None;
    }
    names.truncate(positional);
    let Some(Constant::Tuple(keywords)) = constants.get(2).copied().flatten() else {
        return None;
    };
    for keyword in keywords.iter() {
        let Constant::Str(name) = keyword else { return None };
        names.push(name.to_string());
    }
    let instance = Ty::Obj(instance.clone());
    let items = names.iter().map(|name| facts.promised_field(&instance, name)).collect();
    Some(Planned {
        plan: Plan::Object(ObjectOp::MatchClass(positional as u32)),
        // It is None as well: whoever takes it apart has asked.
        result: Ty::Obj(Type::Tuple(items)),
    })
}

impl Facts {
    /// The names for which class patterns ask instances of the class by position.
    fn match_args(&self, class: &str, depth: u32) -> Option<Vec<String>> {
        let known = self.classes.get(class).filter(|_| depth < DEEPEST)?;
        let above = known.bases.iter().find_map(|base| self.match_args(base, depth + 1));
        match &known.match_args {
            Some(own) if known.is_data => {
                let mut names = above.unwrap_or_default();
                names.extend(
                    own.iter()
                        .filter(|name| !names.contains(name))
                        .cloned()
                        .collect::<Vec<_>>(),
                );
                Some(names)
            }
            Some(own) => Some(own.clone()),
            None => above,
        }
    }

    /// What an attribute of an instance is promised to be.
    fn promised_field(&self, instance: &Ty, name: &str) -> Type {
        let known = self.field(instance, name).map(|field| field.ty.promise());
        known.unwrap_or(Type::Unknown)
    }
}
