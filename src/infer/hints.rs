//! What the hint of a local says of a value that is stored in it.

use super::facts::Facts;
use crate::ir::Ty;
use crate::types::Type;

/// The type of a value in a local with that hint. What is known for sure stays known; a number is unboxed.
pub(super) fn hinted(hint: &Type, value: &Ty, facts: &Facts) -> Ty {
    let Ty::Obj(known) = value else { return value.clone() };
    if !facts.objects {
        return value.clone();
    }
    match Ty::of_hint(hint) {
        ty @ (Ty::Int | Ty::Float | Ty::Bool) if matches!(known, Type::Unknown | Type::Object) || known == hint => ty,
        Ty::Obj(hint) if says_more(&hint, known) => Ty::Obj(hint),
        _ => value.clone(),
    }
}

/// Does a hint say more than what is known?
fn says_more(hint: &Type, known: &Type) -> bool {
    match (hint, known) {
        (_, Type::Unknown | Type::Object) => true,
        (Type::Class(hint, _), Type::Class(known, args)) => {
            hint == known && (args.is_empty() || args.contains(&Type::Unknown))
        }
        (Type::Tuple(_), Type::Class(known, args)) => known == "tuple" && args.is_empty(),
        (hint, Type::Union(members)) => members.contains(hint),
        _ => false,
    }
}
