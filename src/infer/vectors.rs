//! Lists that nobody but native code knows (`passes::vectors` finds them): operations on them are there already when types are
//! asked for, as functions of the runtime's `vector`. Their operands are planned here.

use super::plan::{Plan, Planned};
use crate::ir::{Convert, Op, Ty};
use crate::types::Type;

/// The class that such a list is said to be of.
pub const VECTOR: &str = "<vector>";

/// The class that a loop's iterator over one is said to be of.
pub const VECTOR_ITERATOR: &str = "<vector iterator>";

/// The classes that the iterators of `enumerate`, `zip` and `reversed` over such lists are said to be of.
pub const VECTOR_ENUMERATE: &str = "<vector enumerate>";
pub const VECTOR_ZIP: &str = "<vector zip>";
pub const VECTOR_REVERSED: &str = "<vector reversed>";

/// How such an iterator is asked for its next item, and what that is.
pub(super) fn next(class: &str, items: &[Type]) -> Option<(&'static str, String, Ty)> {
    Some(match (class, items) {
        (VECTOR_ITERATOR, [item]) => ("vector_iterator", format!("next_{}", suffix(item)), held(item)),
        (VECTOR_REVERSED, [item]) => ("vector_reversed", format!("back_{}", suffix(item)), held(item)),
        (VECTOR_ENUMERATE, [item]) => (
            "vector_enumerate",
            format!("enumerate_{}", suffix(item)),
            Ty::Tuple(vec![Ty::Int, held(item)]),
        ),
        (VECTOR_ZIP, [left, right]) => (
            "vector_zip",
            format!("zip_{}_{}", suffix(left), suffix(right)),
            Ty::Tuple(vec![held(left), held(right)]),
        ),
        _ => return None,
    })
}

/// How the items of such a list are held, as the functions of the runtime are called.
pub fn suffix(item: &Type) -> &'static str {
    match item {
        Type::Float => "float",
        Type::Int => "int",
        Type::Bool => "boolean",
        Type::Tuple(items) => match items.as_slice() {
            [Type::Float, Type::Float] => "float_float",
            [Type::Float, Type::Int] => "float_int",
            [Type::Int, Type::Float] => "int_float",
            [Type::Int, Type::Int] => "int_int",
            [Type::Float, Type::Float, Type::Float] => "float_float_float",
            [Type::Float, Type::Float, Type::Int] => "float_float_int",
            [Type::Float, Type::Int, Type::Float] => "float_int_float",
            [Type::Float, Type::Int, Type::Int] => "float_int_int",
            [Type::Int, Type::Float, Type::Float] => "int_float_float",
            [Type::Int, Type::Float, Type::Int] => "int_float_int",
            [Type::Int, Type::Int, Type::Float] => "int_int_float",
            [Type::Int, Type::Int, Type::Int] => "int_int_int",
            _ => "row",
        },
        _ => "row",
    }
}

/// How an item of such a list is held.
pub fn held(item: &Type) -> Ty {
    match item {
        Type::Float => Ty::Float,
        Type::Int => Ty::Int,
        Type::Bool => Ty::Bool,
        Type::Tuple(items) => Ty::Tuple(items.iter().map(held).collect()),
        row => Ty::Obj(row.clone()),
    }
}

/// Is it such a list?
pub fn is_vector(ty: &Ty) -> bool {
    matches!(ty, Ty::Obj(Type::Class(name, _)) if name == VECTOR)
}

/// Plans an operation that is of the runtime already; nothing for those of Python.
pub(super) fn plan(op: &Op, types: &[Ty]) -> Option<Planned> {
    let simple = |wanted: Vec<Ty>, result: Ty| {
        Some(Planned {
            plan: Plan::Simple(wanted, op.clone()),
            result,
        })
    };
    match op {
        Op::Convert(Convert::Rename | Convert::Box) => simple(types.to_vec(), Ty::object()),
        Op::BoolNot => simple(types.to_vec(), Ty::Bool),
        Op::Primitive { path, .. } => {
            let name = path.strip_prefix("rt::vector::")?;
            let (what, suffix) = name.split_once('_').unwrap_or((name, ""));
            let held = |ty: &Ty| match suffix {
                "float" => Ty::Float,
                "int" => Ty::Int,
                "boolean" => Ty::Bool,
                _ => ty.clone(),
            };
            let wanted = match (what, types) {
                ("of", values) => values.iter().map(held).collect(),
                ("set", [value, list, _]) => vec![held(value), list.clone(), Ty::Int],
                ("append" | "extend" | "heappush", [list, values @ ..]) => {
                    std::iter::once(list.clone()).chain(values.iter().map(held)).collect()
                }
                ("get" | "repeat" | "from" | "until", [list, _]) => vec![list.clone(), Ty::Int],
                ("slice", [list, _, _]) => vec![list.clone(), Ty::Int, Ty::Int],
                ("has", [value, list]) => vec![held(value), list.clone()],
                ("insert", [value, list, _]) => vec![held(value), list.clone(), Ty::Int],
                _ => types.to_vec(),
            };
            simple(wanted, Ty::None)
        }
        _ => None,
    }
}
