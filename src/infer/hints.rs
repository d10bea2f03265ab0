//! What the hint of a local says of a value that is stored in it.

use super::facts::Facts;
use super::tower::widened;
use crate::ir::Ty;
use crate::types::{DEFAULT_DICT, Type};

/// The type of a value in a local with that hint. What is known for sure stays known; a number is unboxed.
pub(super) fn hinted(hint: &Type, value: &Ty, facts: &Facts) -> Ty {
    let Ty::Obj(known) = value else { return value.clone() };
    if !facts.objects {
        return value.clone();
    }
    match Ty::of_hint(hint) {
        Ty::Obj(Type::Class(name, _)) if name.starts_with("<module>.") && !facts.classes.contains_key(&name) => {
            value.clone()
        }
        ty @ (Ty::Int | Ty::Float | Ty::Complex | Ty::Bool)
            if matches!(known, Type::Unknown | Type::Object) || known == hint =>
        {
            ty
        }
        Ty::Obj(hint) if says_more(&hint, known) => {
            let hint = widened(&hint, known).unwrap_or(hint);
            Ty::Obj(as_made(hint, known))
        }
        _ => value.clone(),
    }
}

/// Does a hint say what is in a `defaultdict` that was just made?
fn is_default_dict(hint: &str, known: &str, hinted: &[Type]) -> bool {
    known == DEFAULT_DICT && matches!(hint, "dict" | DEFAULT_DICT) && hinted.len() == 2
}

/// What is hinted, of the class that is known to be there: a `dict` may be a `defaultdict`.
fn as_made(hint: Type, known: &Type) -> Type {
    match (hint, known) {
        (Type::Class(_, args), Type::Class(known, _)) if known == DEFAULT_DICT => Type::Class(known.clone(), args),
        (hint, _) => hint,
    }
}

/// Does a hint say more than what is known?
fn says_more(hint: &Type, known: &Type) -> bool {
    match (hint, known) {
        (_, Type::Unknown | Type::Object) => true,
        (Type::Class(hint, hinted), Type::Class(known, args)) => {
            // What was seen to be put into it may be a part of what the hint says.
            let is_vague = args.is_empty() || args.contains(&Type::Unknown) || (hint != "list" && !hinted.is_empty());
            hint == known && hint != DEFAULT_DICT && is_vague || is_default_dict(hint, known, hinted)
        }
        (Type::Tuple(_), Type::Class(known, args)) => known == "tuple" && args.is_empty(),
        (hint, Type::Union(members)) => members.contains(hint),
        _ => false,
    }
}
