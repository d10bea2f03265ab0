//! Where a function asks which object a number is. Unboxed, it is another one each time that it becomes an object.

use crate::ir::{DynSet, Func, Inst, Op, Ty};
use crate::types::Type;

/// May a comparison be of two numbers that are objects, or of one that is with one that was?
pub fn identifies_numbers(func: &Func, inst: &Inst) -> bool {
    let may_be = |ty: &Ty| is_unboxed(ty) || matches!(ty, Ty::Obj(promise) if may_be_number(promise));
    matches!(inst.op, Op::Is(_)) && inst.args.iter().all(|arg| may_be(func.ty(*arg)))
}

/// [`identifies_numbers`], of which one is none any more.
pub fn identifies_unboxed(func: &Func, inst: &Inst) -> bool {
    identifies_numbers(func, inst) && inst.args.iter().any(|arg| is_unboxed(func.ty(*arg)))
}

/// Does it load a global number that is an object, as those are that somebody asks about?
pub fn loads_number(func: &Func, inst: &Inst) -> bool {
    let is_number = |result| matches!(func.ty(result), Ty::Obj(Type::Int | Type::Float | Type::Complex));
    matches!(inst.op, Op::LoadGlobal(..)) && inst.result.is_some_and(is_number)
}

fn is_unboxed(ty: &Ty) -> bool {
    match ty {
        Ty::Int | Ty::Wide | Ty::Float | Ty::Complex | Ty::Num => true,
        Ty::Dyn(set) => set.contains(DynSet::INT) || set.contains(DynSet::FLOAT),
        Ty::Maybe(inner) => is_unboxed(inner),
        _ => false,
    }
}

fn may_be_number(promise: &Type) -> bool {
    match promise {
        Type::Unknown | Type::Object | Type::Int | Type::Float | Type::Complex => true,
        Type::Union(members) => members.iter().any(may_be_number),
        _ => false,
    }
}
