//! From Rust values to objects and back.
//!
//! `new_*` return an owned reference, or null with an exception set (no memory). `get_*` look at a borrowed object and
//! never run Python code: exact types only, as a subclass may have operators of its own. `take_*` consume an owned
//! reference if the object is what was asked for, and give it back if it is not.
//!
//! All of them want the GIL, and objects that are alive.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::layout_long;
use crate::value::{Dyn, Num, Obj};
use pyo3::ffi;

/// A new `int`.
#[inline(always)]
pub fn new_int(value: i64) -> Obj {
    if let Some(small) = layout_long::small(value) {
        return new_ref(small);
    }
    // SAFETY: the GIL is held by whoever runs native code.
    unsafe {
        #[cfg(all(Py_3_13, not(Py_3_14)))]
        return annot_new_int(value);
        #[cfg(not(all(Py_3_13, not(Py_3_14))))]
        ffi::PyLong_FromLongLong(value)
    }
}

/// A new `int` of up to 128 bits.
#[inline]
pub fn new_wide(value: i128) -> Obj {
    match i64::try_from(value) {
        Ok(value) => new_int(value),
        Err(_) => new_wide_large(value),
    }
}

#[cold]
fn new_wide_large(value: i128) -> Obj {
    let bytes = value.to_le_bytes();
    // SAFETY: the GIL is held; the bytes are read before this returns: little-endian, signed.
    #[cfg(Py_3_13)]
    unsafe {
        ffi::PyLong_FromNativeBytes(bytes.as_ptr().cast(), bytes.len(), ffi::Py_ASNATIVEBYTES_LITTLE_ENDIAN)
    }
    // SAFETY: the same.
    #[cfg(not(Py_3_13))]
    unsafe {
        ffi::_PyLong_FromByteArray(bytes.as_ptr(), bytes.len(), 1, 1)
    }
}

/// A new `float`.
#[inline(always)]
pub fn new_float(value: f64) -> Obj {
    // SAFETY: the GIL is held by whoever runs native code.
    unsafe {
        #[cfg(all(Py_3_13, not(Py_3_14)))]
        return annot_new_float(value);
        #[cfg(not(all(Py_3_13, not(Py_3_14))))]
        ffi::PyFloat_FromDouble(value)
    }
}

/// `True` or `False`.
#[inline(always)]
pub fn new_bool(value: bool) -> Obj {
    // SAFETY: both live as long as the interpreter.
    new_ref(unsafe { if value { ffi::Py_True() } else { ffi::Py_False() } })
}

/// `None`.
#[inline(always)]
pub fn new_none() -> Obj {
    // SAFETY: lives as long as the interpreter.
    new_ref(unsafe { ffi::Py_None() })
}

/// An `int` or a `float`.
#[inline]
pub fn new_num(value: Num) -> Obj {
    if value.is_int {
        new_int(value.i)
    } else {
        new_float(value.f)
    }
}

/// The object itself, with one reference more, or a new one. Null, without an exception, if nothing is bound.
#[inline]
pub fn new_dyn(value: Dyn) -> Obj {
    match value {
        Dyn::Unbound => std::ptr::null_mut(),
        Dyn::None => new_none(),
        Dyn::Bool(value) => new_bool(value),
        Dyn::Int(value) => new_int(value),
        Dyn::Float(value) => new_float(value),
        Dyn::Obj(object) => new_ref(object),
    }
}

/// The same object, with one reference more.
#[inline(always)]
pub fn new_ref(object: Obj) -> Obj {
    // SAFETY: a live object, and the GIL is held.
    unsafe { ffi::Py_INCREF(object) };
    object
}

/// A tuple of owned references as the interpreter makes one, which consumes them. If one of them is null, so is the result, and its
/// exception stays.
pub fn new_tuple(items: &[Obj]) -> Obj {
    let tuple = new_seen_tuple(items);
    if !tuple.is_null() {
        // SAFETY: a new tuple with all of its items.
        unsafe { hide_tuple(tuple) };
    }
    tuple
}

/// From 3.14 on the interpreter hides a tuple from the collector if nothing in it is of a class that is collected.
///
/// # Safety
/// A new tuple with all of its items.
#[inline(always)]
pub(crate) unsafe fn hide_tuple(tuple: Obj) {
    #[cfg(Py_3_14)]
    // SAFETY: the caller's promise. The empty tuple is one for all, and is never seen.
    unsafe {
        let count = ffi::PyTuple_GET_SIZE(tuple);
        if count > 0 && !(0..count).any(|index| ffi::PyType_IS_GC(ffi::Py_TYPE(ffi::PyTuple_GET_ITEM(tuple, index))) != 0) {
            ffi::PyObject_GC_UnTrack(tuple.cast());
        }
    }
    let _ = tuple;
}

/// A tuple that the collector sees whatever is in it, as most that functions of CPython make.
pub fn new_seen_tuple(items: &[Obj]) -> Obj {
    // SAFETY: the GIL is held; a new tuple has room for each item and takes over its reference.
    unsafe {
        if items.iter().all(|item| !item.is_null()) {
            let kept = crate::list_parts::short_tuple(items);
            if !kept.is_null() {
                return kept;
            }
            let tuple = ffi::PyTuple_New(items.len() as ffi::Py_ssize_t);
            if !tuple.is_null() {
                for (index, &item) in items.iter().enumerate() {
                    ffi::PyTuple_SET_ITEM(tuple, index as ffi::Py_ssize_t, item);
                }
                return tuple;
            }
        }
        for &item in items {
            ffi::Py_XDECREF(item);
        }
        std::ptr::null_mut()
    }
}

/// Gives up an owned reference. May run Python code, as the object may die.
#[inline(always)]
pub fn release(object: Obj) {
    if !release_shared(object) {
        release_last(object);
    }
}

/// Gives up an owned reference if it is surely not the last one, or nobody counts them. False: nothing was done.
#[inline(always)]
pub(crate) fn release_shared(object: Obj) -> bool {
    #[cfg(not(py_sys_config = "Py_REF_DEBUG"))]
    // SAFETY: an owned reference, and the GIL is held.
    unsafe {
        #[cfg(all(Py_3_12, target_endian = "little", target_pointer_width = "64"))]
        {
            // Only the low half of the count, and in one size: what a retain has just written is there at once only for a load that is
            // no larger. Where its sign is set, the object lives as long as the interpreter.
            let count = *object.cast::<i32>();
            if count > 1 {
                *object.cast::<i32>() = count - 1;
                return true;
            }
            return count < 0;
        }
        #[cfg(not(Py_3_12))]
        {
            let shared = (*object).ob_refcnt > 1;
            if shared {
                (*object).ob_refcnt -= 1;
            }
            return shared;
        }
    }
    #[allow(
        unreachable_code,
        reason = "where the layout of counts is not known, CPython's own function counts"
    )]
    false
}

/// Gives up an owned reference that may be the last one.
#[inline(never)]
pub fn release_last(object: Obj) {
    if !ended_number(object) {
        // SAFETY: an owned reference, and the GIL is held.
        unsafe { ffi::Py_DECREF(object) }
    }
}

/// Gives up a reference if it is the only one to an exact `int`, `float` or `str`. False: nothing was done.
#[inline(always)]
pub(crate) fn ended_number(object: Obj) -> bool {
    #[cfg(all(Py_3_13, not(Py_3_14)))]
    // SAFETY: an owned reference, and the GIL is held.
    unsafe {
        if (*object).ob_type == &raw mut ffi::PyLong_Type && ffi::Py_REFCNT(object) == 1 {
            annot_end_int(object);
            return true;
        }
        if (*object).ob_type == &raw mut ffi::PyFloat_Type && ffi::Py_REFCNT(object) == 1 {
            annot_end_float(object);
            return true;
        }
        if (*object).ob_type == &raw mut ffi::PyUnicode_Type && ffi::Py_REFCNT(object) == 1 {
            annot_end_text(object);
            return true;
        }
    }
    let _ = object;
    false
}

#[cfg(all(Py_3_13, not(Py_3_14)))]
unsafe extern "C" {
    fn annot_new_int(value: i64) -> Obj;
    fn annot_end_int(object: Obj);
    fn annot_new_float(value: f64) -> Obj;
    fn annot_end_float(object: Obj);
    fn annot_end_text(object: Obj);
}

/// Is the reference to a live object the only one?
#[inline(always)]
pub(crate) fn is_only_one(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe {
        #[cfg(all(Py_3_12, target_endian = "little", target_pointer_width = "64"))]
        {
            *object.cast::<u32>() == 1
        }
        #[cfg(not(all(Py_3_12, target_endian = "little", target_pointer_width = "64")))]
        {
            ffi::Py_REFCNT(object) == 1
        }
    }
}

/// Is the object exactly of this type?
#[inline(always)]
fn is_exactly(object: Obj, class: *mut ffi::PyTypeObject) -> bool {
    // SAFETY: a live object.
    unsafe { (*object).ob_type == class }
}

/// The value of an exact `int` that fits.
#[inline(always)]
pub fn get_i64(object: Obj) -> Option<i64> {
    if !is_exactly(object, &raw mut ffi::PyLong_Type) {
        return None;
    }
    // SAFETY: an `int`, as just tested.
    unsafe { layout_long::to_i64(object) }
}

/// The value of an exact `int` that fits.
#[inline]
pub fn get_i128(object: Obj) -> Option<i128> {
    if !is_exactly(object, &raw mut ffi::PyLong_Type) {
        return None;
    }
    // SAFETY: an `int`, as just tested.
    unsafe { layout_long::to_i128(object) }
}

/// The value of an exact `float`.
#[inline(always)]
pub fn get_f64(object: Obj) -> Option<f64> {
    if !is_exactly(object, &raw mut ffi::PyFloat_Type) {
        return None;
    }
    // SAFETY: a `float`, as just tested.
    Some(unsafe { (*object.cast::<ffi::PyFloatObject>()).ob_fval })
}

/// `True` or `False`.
#[inline(always)]
pub fn get_bool(object: Obj) -> Option<bool> {
    // SAFETY: both live as long as the interpreter.
    let (yes, no) = unsafe { (ffi::Py_True(), ffi::Py_False()) };
    if object == yes {
        Some(true)
    } else if object == no {
        Some(false)
    } else {
        None
    }
}

/// `None`.
#[inline(always)]
pub fn get_none(object: Obj) -> Option<()> {
    // SAFETY: lives as long as the interpreter.
    if object == unsafe { ffi::Py_None() } {
        Some(())
    } else {
        None
    }
}

/// An exact `int` that fits, or an exact `float`.
#[inline]
pub fn get_num(object: Obj) -> Option<Num> {
    match get_f64(object) {
        Some(f) => Some(Num { f, i: 0, is_int: false }),
        None => get_i64(object).map(|i| Num {
            f: i as f64,
            i,
            is_int: true,
        }),
    }
}

/// The scalar in an object of an exact scalar type, else the object, borrowed.
#[inline]
pub fn get_dyn(object: Obj) -> Dyn {
    if let Some(value) = get_i64(object) {
        Dyn::Int(value)
    } else if let Some(value) = get_f64(object) {
        Dyn::Float(value)
    } else if let Some(value) = get_bool(object) {
        Dyn::Bool(value)
    } else if get_none(object).is_some() {
        Dyn::None
    } else {
        Dyn::Obj(object)
    }
}

/// The items of an exact `tuple` of that length, borrowed from it: they live as long as somebody holds the tuple.
#[inline]
pub fn tuple_items<'a>(object: Obj, length: usize) -> Option<&'a [Obj]> {
    if !is_exactly(object, &raw mut ffi::PyTuple_Type) {
        return None;
    }
    // SAFETY: a tuple, as just tested; it cannot change, and its items follow one another.
    unsafe {
        let tuple = object.cast::<ffi::PyTupleObject>();
        if (*tuple).ob_base.ob_size as usize != length {
            return None;
        }
        Some(std::slice::from_raw_parts(
            (&raw const (*tuple).ob_item).cast::<Obj>(),
            length,
        ))
    }
}

/// Releases an owned reference if its value could be taken, else gives it back. The functions below are cold: a native callee
/// that was finished by CPython has cost more than a call.
#[inline(always)]
fn take<T>(owned: Obj, value: Option<T>) -> Result<T, Obj> {
    match value {
        Some(value) => {
            release(owned);
            Ok(value)
        }
        None => Err(owned),
    }
}

/// [`get_i64`] of an owned reference.
#[cold]
#[inline(never)]
pub fn take_i64(owned: Obj) -> Result<i64, Obj> {
    take(owned, get_i64(owned))
}

/// [`get_i128`] of an owned reference.
#[cold]
#[inline(never)]
pub fn take_i128(owned: Obj) -> Result<i128, Obj> {
    take(owned, get_i128(owned))
}

/// [`get_f64`] of an owned reference.
#[cold]
#[inline(never)]
pub fn take_f64(owned: Obj) -> Result<f64, Obj> {
    take(owned, get_f64(owned))
}

/// [`get_bool`] of an owned reference.
#[cold]
#[inline(never)]
pub fn take_bool(owned: Obj) -> Result<bool, Obj> {
    take(owned, get_bool(owned))
}

/// [`get_none`] of an owned reference.
#[cold]
#[inline(never)]
pub fn take_none(owned: Obj) -> Result<(), Obj> {
    take(owned, get_none(owned))
}

/// [`get_num`] of an owned reference.
#[cold]
#[inline(never)]
pub fn take_num(owned: Obj) -> Result<Num, Obj> {
    take(owned, get_num(owned))
}

/// A scalar out of an owned reference; any other object is given back.
#[cold]
#[inline(never)]
pub fn take_scalar(owned: Obj) -> Result<Dyn, Obj> {
    let value = match get_dyn(owned) {
        Dyn::Obj(_) => None,
        scalar => Some(scalar),
    };
    take(owned, value)
}
