//! `sum`, `min` and `max` of lists and tuples of numbers, without Python code.
//!
//! `None`: there is nothing in it, something else is in it, or the result does not fit. CPython finds out again.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_f64, get_i64};
use crate::num;
use crate::value::{Num, Obj};
use pyo3::ffi;

/// `sum(list)`
pub fn sum_ints(list: Obj) -> Option<i64> {
    let mut total = 0i64;
    for &item in items(list)? {
        total = total.checked_add(get_i64(item)?)?;
    }
    Some(total)
}

/// `sum(list)`, as exact as that of the running CPython.
pub fn sum_floats(list: Obj) -> Option<f64> {
    let (first, rest) = items(list)?.split_first()?;
    total_of_floats(get_f64(*first)?, rest.iter().map(|item| get_f64(*item)))
}

/// As [`sum_floats`], where the float 0.0 is as good as the int.
pub fn sum_floats_or_zero(list: Obj) -> Option<f64> {
    match items(list)? {
        [] => Some(0.0),
        _ => sum_floats(list),
    }
}

/// As [`sum_floats`], and the int where there is nothing in it.
pub fn sum_floats_or_int(list: Obj) -> Option<Num> {
    match items(list)? {
        [] => Some(num::int(0)),
        _ => sum_floats(list).map(num::float),
    }
}

/// The sum of floats, of which one that is nothing ends it.
#[inline(always)]
pub(crate) fn total_of_floats(first: f64, rest: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    // It begins with the int 0.
    let mut total = 0.0 + first;
    let mut lost = 0.0f64;
    for item in rest {
        let item = item?;
        let sum = total + item;
        if cfg!(Py_3_12) {
            lost += if total.abs() >= item.abs() {
                (total - sum) + item
            } else {
                (item - sum) + total
            };
        }
        total = sum;
    }
    Some(if lost != 0.0 && lost.is_finite() {
        total + lost
    } else {
        total
    })
}

/// `min(list)`
pub fn min_ints(list: Obj) -> Option<i64> {
    first_of(list, get_i64, |item, best| item < best)
}

/// `max(list)`
pub fn max_ints(list: Obj) -> Option<i64> {
    first_of(list, get_i64, |item, best| item > best)
}

/// `min(list)`
pub fn min_floats(list: Obj) -> Option<f64> {
    first_of(list, get_f64, |item, best| item < best)
}

/// `max(list)`
pub fn max_floats(list: Obj) -> Option<f64> {
    first_of(list, get_f64, |item, best| item > best)
}

/// The first item that no later one is better than.
#[inline(always)]
fn first_of<T: Copy>(list: Obj, get: impl Fn(Obj) -> Option<T>, is_better: impl Fn(T, T) -> bool) -> Option<T> {
    let (first, rest) = items(list)?.split_first()?;
    let mut best = get(*first)?;
    for &item in rest {
        let item = get(item)?;
        if is_better(item, best) {
            best = item;
        }
    }
    Some(best)
}

/// The items of an exact list or tuple, borrowed until anything else runs.
#[inline(always)]
fn items<'a>(object: Obj) -> Option<&'a [Obj]> {
    // SAFETY: the type is tested before the structure is read; an empty list has no items to point to.
    unsafe {
        let first: *const Obj = if (*object).ob_type == &raw mut ffi::PyList_Type {
            (*object.cast::<ffi::PyListObject>()).ob_item
        } else if (*object).ob_type == &raw mut ffi::PyTuple_Type {
            (&raw const (*object.cast::<ffi::PyTupleObject>()).ob_item).cast()
        } else {
            return None;
        };
        let size = (*object.cast::<ffi::PyVarObject>()).ob_size as usize;
        Some(if size == 0 {
            &[]
        } else {
            std::slice::from_raw_parts(first, size)
        })
    }
}
