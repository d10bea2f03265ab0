//! Operations on values whose type is known only at run time: an int or a float ([`Num`]), a tagged scalar ([`Dyn`]); and
//! ranges, which are `(start, stop, step)`.
//!
//! `None` means: leave, CPython does it.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::failed::Divisor;
use crate::value::{Dyn, Num, Obj};
use pyo3::ffi;

pub(crate) fn int(i: i64) -> Num {
    Num { f: i as f64, i, is_int: true }
}

pub(crate) fn float(f: f64) -> Num {
    Num { f, i: 0, is_int: false }
}

#[inline(always)]
pub fn add(a: Num, b: Num) -> Option<Num> {
    if a.is_int && b.is_int { a.i.checked_add(b.i).map(int) } else { Some(float(a.f + b.f)) }
}

#[inline(always)]
pub fn sub(a: Num, b: Num) -> Option<Num> {
    if a.is_int && b.is_int { a.i.checked_sub(b.i).map(int) } else { Some(float(a.f - b.f)) }
}

#[inline(always)]
pub fn mul(a: Num, b: Num) -> Option<Num> {
    if a.is_int && b.is_int { a.i.checked_mul(b.i).map(int) } else { Some(float(a.f * b.f)) }
}

#[inline(always)]
pub fn truediv(a: Num, b: Num) -> Option<f64> {
    if a.is_int && b.is_int { crate::int::truediv(a.i, b.i) } else { crate::float::truediv(a.f, b.f) }
}

/// The quotient of a sum, which is a float or the int 0, and of a number.
#[inline(always)]
pub fn quotient(a: Num, b: impl Divisor) -> Option<f64> {
    (!b.is_zero()).then(|| a.f / b.as_float())
}

#[inline(always)]
pub fn neg(a: Num) -> Option<Num> {
    if a.is_int { a.i.checked_neg().map(int) } else { Some(float(-a.f)) }
}

macro_rules! comparison {
    ($name:ident, $symbol:tt, $int_float:ident, $float_int:ident) => {
        #[inline(always)]
        pub fn $name(a: Num, b: Num) -> bool {
            match (a.is_int, b.is_int) {
                (true, true) => a.i $symbol b.i,
                (true, false) => crate::compare::$int_float(a.i, b.f),
                (false, true) => crate::compare::$float_int(a.f, b.i),
                (false, false) => a.f $symbol b.f,
            }
        }
    };
}

comparison!(lt, <, int_lt_float, float_lt_int);
comparison!(le, <=, int_le_float, float_le_int);
comparison!(gt, >, int_gt_float, float_gt_int);
comparison!(ge, >=, int_ge_float, float_ge_int);
comparison!(eq, ==, int_eq_float, float_eq_int);
comparison!(ne, !=, int_ne_float, float_ne_int);

#[inline(always)]
pub fn and(a: bool, b: bool) -> bool {
    a & b
}

#[inline(always)]
pub fn or(a: bool, b: bool) -> bool {
    a | b
}

#[inline(always)]
pub fn xor(a: bool, b: bool) -> bool {
    a ^ b
}

#[inline(always)]
pub fn to_dyn(a: Num) -> Dyn {
    if a.is_int { Dyn::Int(a.i) } else { Dyn::Float(a.f) }
}

/// Truth, of scalars.
#[inline(always)]
pub fn truth(a: Dyn) -> Option<bool> {
    match a {
        Dyn::None => Some(false),
        Dyn::Bool(b) => Some(b),
        Dyn::Int(i) => Some(i != 0),
        Dyn::Float(f) => Some(f != 0.0),
        Dyn::Obj(_) | Dyn::Unbound => None,
    }
}

/// `==` of scalars, of which either may be `None`.
#[inline(always)]
pub fn is_same(a: Dyn, b: Dyn) -> bool {
    let number = |scalar| match scalar {
        Dyn::Bool(b) => Some(int(i64::from(b))),
        scalar => dyn_num(scalar),
    };
    match (number(a), number(b)) {
        (Some(a), Some(b)) => eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

/// `!=` of such.
#[inline(always)]
pub fn is_other(a: Dyn, b: Dyn) -> bool {
    !is_same(a, b)
}

/// The scalar that an object is, if it is one.
#[inline(always)]
pub fn scalar(object: Obj) -> Option<Dyn> {
    match crate::boxing::get_dyn(object) {
        Dyn::Obj(_) => None,
        scalar => Some(scalar),
    }
}

#[inline(always)]
pub fn dyn_none(a: Dyn) -> Option<()> {
    matches!(a, Dyn::None).then_some(())
}

#[inline(always)]
pub fn dyn_bool(a: Dyn) -> Option<bool> {
    if let Dyn::Bool(b) = a { Some(b) } else { None }
}

#[inline(always)]
pub fn dyn_int(a: Dyn) -> Option<i64> {
    if let Dyn::Int(i) = a { Some(i) } else { None }
}

#[inline(always)]
pub fn dyn_float(a: Dyn) -> Option<f64> {
    if let Dyn::Float(f) = a { Some(f) } else { None }
}

#[inline(always)]
pub fn dyn_num(a: Dyn) -> Option<Num> {
    match a {
        Dyn::Int(i) => Some(int(i)),
        Dyn::Float(f) => Some(float(f)),
        _ => None,
    }
}

/// A range, if none of its positions overflows: a step behind the last item is still a number.
#[inline(always)]
pub fn range(start: i64, stop: i64, step: i64) -> Option<(i64, i64, i64)> {
    (step != 0 && stop.checked_add(step).is_some()).then_some((start, stop, step))
}

/// `len(range(...))`.
#[inline(always)]
pub fn range_len((start, stop, step): (i64, i64, i64)) -> Option<i64> {
    let (low, high, stride) = if step > 0 { (start, stop, step as i128) } else { (stop, start, -(step as i128)) };
    if low >= high {
        return Some(0);
    }
    i64::try_from((high as i128 - low as i128 - 1) / stride + 1).ok()
}

/// `sum(range(...))`.
#[inline(always)]
pub fn range_sum(range: (i64, i64, i64)) -> Option<i64> {
    let count = range_len(range)? as i128;
    let (start, _, step) = range;
    // First and last item, half their sum for each of the items: below 2**64 * 2**64, so the product is checked.
    let ends = 2 * start as i128 + (count - 1) * step as i128;
    i64::try_from(ends.checked_mul(count)? / 2).ok()
}

/// `len(...)` of an exact built-in container or string.
#[inline(always)]
pub fn object_len(object: Obj) -> Option<i64> {
    // SAFETY: a live object; only exact built-in types are asked, and for them this neither fails nor runs Python.
    unsafe {
        let known = ffi::PyUnicode_CheckExact(object) != 0
            || ffi::PyTuple_CheckExact(object) != 0
            || ffi::PyList_CheckExact(object) != 0
            || ffi::PyBytes_CheckExact(object) != 0
            || ffi::PyDict_CheckExact(object) != 0
            || ffi::PyAnySet_CheckExact(object) != 0;
        known.then(|| ffi::PyObject_Size(object) as i64)
    }
}

/// An item of an exact tuple that has it: borrowed, alive as long as the tuple.
#[inline(always)]
pub fn tuple_item(tuple: Obj, index: usize) -> Obj {
    // SAFETY: generated code has checked type and length (`tuple_items`) before.
    unsafe { ffi::PyTuple_GetItem(tuple, index as ffi::Py_ssize_t) }
}

