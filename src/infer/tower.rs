//! Where `float` is hinted, an `int` is welcome, and either where `complex` is (PEP 484, "the numeric tower"). It stays an `int`, so code that expects a `float` only
//! would leave: where a function of the module is seen to give ints, a promise of floats becomes one of either.

use crate::ir::{DynSet, Ty};
use crate::types::Type;

/// What is promised, and given, if that takes more than what is promised.
pub(super) fn widened(promised: &Type, given: &Type) -> Option<Type> {
    match (promised, given) {
        (Type::Float, given) if may_be_int(given) => Some(either()),
        (Type::Complex, given) if is_real(given) => Some(Type::union([Type::Int, Type::Float, Type::Complex])),
        (Type::Class(name, items), Type::Class(other, given)) if name == other => {
            Some(Type::Class(name.clone(), all_widened(items, given)?))
        }
        (Type::Tuple(items), Type::Tuple(given)) => Some(Type::Tuple(all_widened(items, given)?)),
        (Type::Class(name, items), Type::Tuple(given)) if name == "tuple" && items.len() == 1 => {
            let item = given.iter().find_map(|given| widened(&items[0], given))?;
            Some(Type::Class(name.clone(), vec![item]))
        }
        _ => None,
    }
}

/// As [`widened`], of a value that is held as one type and is given another.
pub(super) fn widened_value(known: &Ty, given: &Ty) -> Option<Ty> {
    match (known, given) {
        (Ty::Float, Ty::Int | Ty::Num) => Some(Ty::Num),
        (Ty::Float, Ty::Dyn(set)) if set.contains(DynSet::INT) && *set == DynSet::INT.union(DynSet::FLOAT) => {
            Some(Ty::Num)
        }
        (Ty::Float, Ty::Obj(given)) if may_be_int(given) => Some(Ty::Num),
        (Ty::Complex, given) if !matches!(given, Ty::Bottom) => widened(&Type::Complex, &given.promise()).map(Ty::Obj),
        (Ty::Obj(known), given) if !matches!(given, Ty::Bottom) => widened(known, &given.promise()).map(Ty::Obj),
        _ => None,
    }
}

/// What a parameter with that hint takes if it has such a default.
pub fn with_default(hinted: Ty, default: Option<&Type>) -> Ty {
    match default {
        Some(default) => widened_value(&hinted, &Ty::of_hint(default)).unwrap_or(hinted),
        None => hinted,
    }
}

/// What is in containers, if one of them has to take more.
fn all_widened(items: &[Type], given: &[Type]) -> Option<Vec<Type>> {
    if items.len() != given.len() {
        return None;
    }
    let both = || items.iter().zip(given);
    both().any(|(item, given)| widened(item, given).is_some()).then(|| {
        both()
            .map(|(item, given)| widened(item, given).unwrap_or_else(|| item.clone()))
            .collect()
    })
}

/// A `float` or an `int`.
fn either() -> Type {
    Type::union([Type::Int, Type::Float])
}

/// Is it known to be an `int`, a `float`, or one of them, perhaps a `complex` too?
fn is_real(given: &Type) -> bool {
    match given {
        Type::Union(members) => members
            .iter()
            .all(|member| matches!(member, Type::Int | Type::Float | Type::Complex)),
        given => matches!(given, Type::Int | Type::Float),
    }
}

/// Is it known to be an `int`, or to be one or else a `float`?
fn may_be_int(given: &Type) -> bool {
    *given == Type::Int || *given == either()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(item: Type) -> Type {
        Type::Class("list".to_owned(), vec![item])
    }

    #[test]
    fn ints_are_taken_where_floats_are_promised() {
        assert_eq!(widened(&Type::Float, &Type::Int), Some(either()));
        assert_eq!(widened(&Type::Float, &Type::Float), None);
        assert_eq!(widened(&Type::Int, &Type::Float), None);
        assert_eq!(widened(&either(), &Type::Int), None);
        assert_eq!(
            widened(&list(list(Type::Float)), &list(list(Type::Int))),
            Some(list(list(either())))
        );
        assert_eq!(widened(&list(Type::Str), &list(Type::Int)), None);
        let pair = |second: Type| Type::Tuple(vec![Type::Float, second]);
        assert_eq!(widened(&pair(Type::Float), &pair(Type::Int)), Some(pair(either())));
    }

    #[test]
    fn values_that_are_given_ints_are_held_as_either() {
        assert_eq!(widened_value(&Ty::Float, &Ty::Int), Some(Ty::Num));
        assert_eq!(widened_value(&Ty::Float, &Ty::Bool), None);
        assert_eq!(widened_value(&Ty::Int, &Ty::Float), None);
        assert_eq!(
            widened_value(&Ty::Obj(list(Type::Float)), &Ty::Obj(list(Type::Int))),
            Some(Ty::Obj(list(either())))
        );
    }
}
