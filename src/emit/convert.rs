//! Changes of representation, as Rust expressions.

use super::placeholder;
use crate::infer::is_vector;
use crate::ir::{DynSet, Func, Ty, Value};

/// An expression of another type: of the type itself, or of an `Option` where native code may have to leave.
pub(super) enum Converted {
    Always(String),
    Maybe(String),
}

/// Converts the expression `value` from one type to another.
pub(super) fn convert(value: &str, from: &Ty, to: &Ty) -> Result<Converted, String> {
    let always = |text: String| Ok(Converted::Always(text));
    let maybe = |text: String| Ok(Converted::Maybe(text));
    match (from, to) {
        _ if from == to => always(value.to_owned()),
        (Ty::Obj(_), Ty::Obj(_)) if is_vector(from) && !is_vector(to) => {
            always(format!("rt::vector::finished({value})"))
        }
        (Ty::Bool, Ty::Int) => always(format!("{value} as i64")),
        (Ty::Int, Ty::Float) => always(format!("{value} as f64")),
        (Ty::Int, Ty::Wide) => always(format!("{value} as i128")),
        (Ty::Wide, Ty::Int) => maybe(format!("i64::try_from({value}).ok()")),
        (Ty::Int, Ty::Num) => always(format!("rt::Num {{ f: {value} as f64, i: {value}, is_int: true }}")),
        (Ty::Float, Ty::Num) => always(format!("rt::Num {{ f: {value}, i: 0, is_int: false }}")),
        (Ty::Num, Ty::Float) => always(format!("{value}.f")),
        (Ty::Maybe(inner), Ty::Maybe(wanted)) => {
            let Converted::Always(item) = convert(&format!("{value}.1"), inner, wanted)? else {
                return Err(format!("no conversion from {from} to {to}"));
            };
            always(format!("({value}.0, {item}, )"))
        }
        (Ty::Maybe(inner), Ty::Dyn(_)) => {
            let Converted::Always(item) = convert(&format!("{value}.1"), inner, to)? else {
                return Err(format!("no conversion from {from} to {to}"));
            };
            always(format!("if {value}.0 {{ {item} }} else {{ rt::Dyn::Unbound }}"))
        }
        (Ty::Maybe(inner), _) if **inner == *to => maybe(format!("if {value}.0 {{ Some({value}.1) }} else {{ None }}")),
        (Ty::Unbound, Ty::Maybe(inner)) => always(format!("(false, {}, )", placeholder(inner)?)),
        (_, Ty::Maybe(inner)) => {
            let Converted::Always(item) = convert(value, from, inner)? else {
                return Err(format!("no conversion from {from} to {to}"));
            };
            always(format!("(true, {item}, )"))
        }
        (Ty::Tuple(items), Ty::Kept(kept)) if items == kept => always(format!("(rt::NULL, {value})")),
        (Ty::Kept(kept), Ty::Tuple(items)) if items == kept => always(format!("{value}.1")),
        (Ty::Tuple(items), Ty::Tuple(wanted)) if items.len() == wanted.len() => {
            let mut text = "(".to_owned();
            for (index, (item, wanted)) in items.iter().zip(wanted).enumerate() {
                let Converted::Always(item) = convert(&format!("{value}.{index}"), item, wanted)? else {
                    return Err(format!("no conversion from {from} to {to}"));
                };
                text.push_str(&item);
                text.push_str(", ");
            }
            always(text + ")")
        }
        (Ty::Unbound, Ty::Dyn(_)) => always("rt::Dyn::Unbound".to_owned()),
        (Ty::None, Ty::Dyn(_)) => always("rt::Dyn::None".to_owned()),
        (Ty::Bool, Ty::Dyn(_)) => always(format!("rt::Dyn::Bool({value})")),
        (Ty::Int, Ty::Dyn(_)) => always(format!("rt::Dyn::Int({value})")),
        (Ty::Float, Ty::Dyn(_)) => always(format!("rt::Dyn::Float({value})")),
        (Ty::Num, Ty::Dyn(_)) => always(format!("rt::num::to_dyn({value})")),
        (Ty::Obj(_), Ty::Dyn(_)) => always(format!("rt::get_dyn({value})")),
        (Ty::Dyn(_), Ty::None) => maybe(format!("rt::num::dyn_none({value})")),
        (Ty::Dyn(_), Ty::Bool) => maybe(format!("rt::num::dyn_bool({value})")),
        (Ty::Dyn(_), Ty::Int) => maybe(format!("rt::num::dyn_int({value})")),
        (Ty::Dyn(_), Ty::Float) => maybe(format!("rt::num::dyn_float({value})")),
        (Ty::Dyn(_), Ty::Num) => maybe(format!("rt::num::dyn_num({value})")),
        (Ty::Nullable(_), Ty::Obj(_)) => maybe(format!("if {value}.is_null() {{ None }} else {{ Some({value}) }}")),
        (Ty::Maybe(inner), Ty::Nullable(_)) => {
            let object = boxed(&format!("{value}.1"), inner)?;
            always(format!("if {value}.0 {{ {object} }} else {{ rt::NULL }}"))
        }
        (Ty::Dyn(_), Ty::Nullable(_)) => always(format!("rt::support::made_or_null({value})")),
        (_, Ty::Obj(_) | Ty::Nullable(_)) if !from.is_reference() => always(boxed(value, from)?),
        (Ty::Obj(_), Ty::Obj(_)) | (Ty::Dyn(_), Ty::Dyn(_)) | (Ty::Range, Ty::RangeIter) => always(value.to_owned()),
        (Ty::Obj(_), _) => maybe(get(value, to)?),
        _ => Err(format!("no conversion from {from} to {to}")),
    }
}

/// The unboxed value of an object, as an `Option`.
pub(super) fn get(object: &str, ty: &Ty) -> Result<String, String> {
    Ok(match ty {
        Ty::None => format!("rt::get_none({object})"),
        Ty::Bool => format!("rt::get_bool({object})"),
        Ty::Int => format!("rt::get_i64({object})"),
        Ty::Wide => format!("rt::get_i128({object})"),
        Ty::Float => format!("rt::get_f64({object})"),
        Ty::Complex => format!("rt::complex_value::get({object})"),
        Ty::Char => format!("rt::text::get_char({object})"),
        Ty::Num => format!("rt::get_num({object})"),
        Ty::Dyn(set) if set.contains(DynSet::OBJ) => format!("Some(rt::get_dyn({object}))"),
        Ty::Dyn(_) => format!("rt::num::scalar({object})"),
        Ty::Obj(_) => format!("Some({object})"),
        Ty::Kept(items) => {
            let pieces = get(object, &Ty::Tuple(items.clone()))?;
            format!("{pieces}.map(|pieces| (rt::NULL, pieces))")
        }
        Ty::Tuple(items) => {
            let pieces = items.iter().enumerate();
            let pieces = pieces.map(|(index, item)| get(&format!("items[{index}]"), item).map(|get| get + "?, "));
            let pieces = pieces.collect::<Result<String, _>>()?;
            format!(
                "rt::tuple_items({object}, {}).and_then(|items| Some(({pieces})))",
                items.len()
            )
        }
        _ => return Err(format!("an object cannot be unboxed as {ty}")),
    })
}

/// A new reference to the object that a value is.
pub(super) fn boxed(value: &str, ty: &Ty) -> Result<String, String> {
    Ok(match ty {
        Ty::None => "rt::new_none()".to_owned(),
        Ty::Bool => format!("rt::new_bool({value})"),
        Ty::Int => format!("rt::new_int({value})"),
        Ty::Wide => format!("rt::new_wide({value})"),
        Ty::Float => format!("rt::new_float({value})"),
        Ty::Complex => format!("rt::complex_value::new({value})"),
        Ty::Char => format!("rt::text::new_char({value})"),
        Ty::Num => format!("rt::new_num({value})"),
        Ty::Dyn(_) => format!("rt::new_dyn({value})"),
        Ty::Obj(_) | Ty::Cell(..) => format!("rt::new_ref({value})"),
        Ty::Range => format!("rt::support::new_range({value})"),
        Ty::Slice(_) => format!("rt::strides::object({value})"),
        Ty::Tuple(items) => {
            let items = items
                .iter()
                .enumerate()
                .map(|(index, item)| boxed(&format!("{value}.{index}"), item));
            format!("rt::new_tuple(&[{}])", items.collect::<Result<Vec<_>, _>>()?.join(", "))
        }
        Ty::Kept(items) => {
            let object = boxed(&format!("{value}.1"), &Ty::Tuple(items.clone()))?;
            format!("if {value}.0.is_null() {{ {object} }} else {{ rt::new_ref({value}.0) }}")
        }
        _ => return Err(format!("a value of type {ty} cannot be returned")),
    })
}

/// What a string is made of.
pub(super) fn pieces(func: &Func, values: &[Value], name: impl Fn(Value) -> String) -> String {
    let pieces = values.iter().map(|value| {
        let kind = match func.ty(*value) {
            Ty::Char => "Char",
            Ty::Int => "Int",
            Ty::Float => "Float",
            Ty::Piece => return name(*value),
            _ => "Text",
        };
        format!("rt::Piece::{kind}({})", name(*value))
    });
    format!("&[{}]", pieces.collect::<Vec<_>>().join(", "))
}
