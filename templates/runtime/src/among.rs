//! Is a number among the items of a list or tuple?

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::get_i64;
use crate::quick::is_exactly;
use crate::text;
use crate::value::Obj;
use pyo3::ffi;

/// The items of an exact list or tuple: as long as no Python code runs.
#[inline(always)]
pub(crate) fn items<'a>(container: Obj) -> Option<&'a [Obj]> {
    // SAFETY: a live object, whose class is tested before its items are read.
    unsafe {
        let items: *const Obj = if is_exactly(container, &raw mut ffi::PyTuple_Type) {
            (&raw const (*container.cast::<ffi::PyTupleObject>()).ob_item).cast()
        } else if is_exactly(container, &raw mut ffi::PyList_Type) {
            (*container.cast::<ffi::PyListObject>()).ob_item
        } else {
            return None;
        };
        let count = ffi::Py_SIZE(container) as usize;
        // A list without items may have no array.
        Some(if count == 0 { &[] } else { std::slice::from_raw_parts(items, count) })
    }
}

/// `value in container`, of a list or tuple; nothing if Python code would be asked.
#[inline]
pub fn has_int(value: i64, container: Obj) -> Option<bool> {
    for &item in items(container)? {
        let is_it = if is_exactly(item, &raw mut ffi::PyLong_Type) { get_i64(item) == Some(value) } else { is_number(item, value)? };
        if is_it {
            return Some(true);
        }
    }
    Some(false)
}

/// Is an object the number? Of those classes only, which are compared without Python code.
#[cold]
#[inline(never)]
fn is_number(item: Obj, value: i64) -> Option<bool> {
    // SAFETY: a live object, whose class is tested; lives as long as the interpreter.
    unsafe {
        if is_exactly(item, &raw mut ffi::PyBool_Type) {
            Some(i64::from(item == ffi::Py_True()) == value)
        } else if item == ffi::Py_None() || is_exactly(item, &raw mut ffi::PyUnicode_Type) {
            Some(false)
        } else if is_exactly(item, &raw mut ffi::PyFloat_Type) {
            let float = ffi::PyFloat_AS_DOUBLE(item);
            // The float is the number if it is an integer of that range that is.
            let is_near = float >= i64::MIN as f64 && float < -(i64::MIN as f64);
            Some(is_near && float.fract() == 0.0 && float as i64 == value)
        } else {
            None
        }
    }
}

/// Are two objects of the simplest classes equal, if both are ints, or both strings? Nothing of others.
#[inline(always)]
pub(crate) fn are_equal(a: Obj, b: Obj) -> Option<bool> {
    if a == b {
        return Some(true);
    }
    if is_exactly(a, &raw mut ffi::PyLong_Type) && is_exactly(b, &raw mut ffi::PyLong_Type) {
        // Of ints that do not fit nothing is said.
        return Some(get_i64(a)? == get_i64(b)?);
    }
    text::eq(a, b)
}
