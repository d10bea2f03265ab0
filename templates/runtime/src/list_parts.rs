//! Parts of exact lists and tuples, and items that are put in or taken out anywhere.
//!
//! As in `list.rs`: generated code has guarded the class of the list or tuple, nothing in here runs Python code, and `None` means that
//! CPython does it; nothing has happened then.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_bool, get_f64, get_i64, new_bool, new_float, new_int, new_ref, release};
use crate::complex_value;
use crate::collecting::uncollected;
use crate::list::{len, position};
use crate::text::or_leave;
use crate::value::{Complex, Obj};
use pyo3::ffi;

/// The ends of a part of so many items.
#[inline(always)]
pub(crate) fn ends(size: i64, start: i64, stop: i64) -> (ffi::Py_ssize_t, ffi::Py_ssize_t) {
    let within = |at: i64| if at < 0 { (at + size).max(0) } else { at.min(size) };
    let (start, stop) = (within(start), within(stop));
    (start as ffi::Py_ssize_t, stop.max(start) as ffi::Py_ssize_t)
}

/// The parts of which an end is not said, by the function that gives a part.
macro_rules! open_parts {
    ($part:ident: $from:ident $until:ident $all:ident) => {
        /// `o[start:]`
        #[inline]
        pub fn $from(object: Obj, start: i64) -> Option<Obj> {
            $part(object, start, i64::MAX)
        }

        /// `o[:stop]`
        #[inline]
        pub fn $until(object: Obj, _start: (), stop: i64) -> Option<Obj> {
            $part(object, 0, stop)
        }

        /// `o[:]`
        #[inline]
        pub fn $all(object: Obj) -> Option<Obj> {
            $part(object, 0, i64::MAX)
        }
    };
}
pub(crate) use open_parts;

macro_rules! parts {
    ($get:path: $part:ident $from:ident $until:ident $all:ident) => {
        /// `o[start:stop]`
        #[inline(never)]
        pub fn $part(object: Obj, start: i64, stop: i64) -> Option<Obj> {
            let (start, stop) = ends(len(object), start, stop);
            // SAFETY: of the exact class; both ends are within it. What is made is collected later.
            or_leave(uncollected(|| unsafe { $get(object, start, stop) }))
        }

        open_parts!($part: $from $until $all);
    };
}

/// `PyList_GetSlice`, perhaps in the memory of a list that has ended.
///
/// # Safety
/// An exact list; both ends are within it.
#[inline(always)]
unsafe fn slice_of_list(list: Obj, start: ffi::Py_ssize_t, stop: ffi::Py_ssize_t) -> Obj {
    #[cfg(all(Py_3_13, not(Py_3_14)))]
    // SAFETY: the caller's promise.
    unsafe {
        let made = annot_list_part(list, start, stop - start);
        if !made.is_null() {
            return made;
        }
    }
    // SAFETY: the caller's promise.
    unsafe { ffi::PyList_GetSlice(list, start, stop) }
}

/// Ends what has one reference, if it is a list, a short tuple or a set, and nobody hears of that. False: it is still there, and what it has is to
/// be ended.
#[inline(always)]
pub(crate) fn ended(o: Obj) -> bool {
    #[cfg(all(Py_3_13, not(Py_3_14)))]
    // SAFETY: a live object, and the GIL is held. No Python code runs.
    unsafe {
        if (*o).ob_type == &raw mut ffi::PyList_Type {
            return annot_end_list(o) != 0;
        }
        if ffi::PyTuple_Check(o) != 0 {
            return annot_end_tuple(o) != 0;
        }
        if (*o).ob_type == &raw mut ffi::PySet_Type {
            return annot_end_set(o) != 0;
        }
    }
    let _ = o;
    false
}

#[cfg(all(Py_3_13, not(Py_3_14)))]
unsafe extern "C" {
    fn annot_list_part(list: Obj, start: ffi::Py_ssize_t, size: ffi::Py_ssize_t) -> Obj;
    fn annot_end_list(list: Obj) -> std::ffi::c_int;
    fn annot_end_set(set: Obj) -> std::ffi::c_int;
    fn annot_short_tuple(items: *const Obj, size: ffi::Py_ssize_t) -> Obj;
    fn annot_end_tuple(tuple: Obj) -> std::ffi::c_int;
}

/// A tuple of these items, which it takes over, in the memory of one that has ended; null, with nothing taken over, if there is none.
#[inline(always)]
pub(crate) fn short_tuple(items: &[Obj]) -> Obj {
    #[cfg(all(Py_3_13, not(Py_3_14)))]
    // SAFETY: live objects, and the GIL is held. No Python code runs.
    unsafe {
        annot_short_tuple(items.as_ptr(), items.len() as ffi::Py_ssize_t)
    }
    #[cfg(not(all(Py_3_13, not(Py_3_14))))]
    {
        let _ = items;
        crate::value::NULL
    }
}

parts!(slice_of_list: list_part list_from list_until list_all);
parts!(ffi::PyTuple_GetSlice: tuple_part tuple_from tuple_until tuple_all);

/// `list.pop(index)`, owned.
#[inline(never)]
pub fn take_object(list: Obj, index: i64) -> Option<Obj> {
    let at = position(index, len(list))?;
    // SAFETY: an exact list that has this item, which is kept while the list gives up its reference.
    unsafe {
        let item = new_ref(*(*list.cast::<ffi::PyListObject>()).ob_item.offset(at));
        if ffi::PyList_SetSlice(list, at, at + 1, std::ptr::null_mut()) != 0 {
            crate::text::clear();
            release(item);
            return None;
        }
        Some(item)
    }
}

/// The item of an index, borrowed.
#[inline(always)]
fn item(list: Obj, index: i64) -> Option<Obj> {
    let at = position(index, len(list))?;
    // SAFETY: an exact list that has this item.
    Some(unsafe { *(*list.cast::<ffi::PyListObject>()).ob_item.offset(at) })
}

/// `list.pop(index)` of an item that is exactly an `int` and fits.
pub fn take_int(list: Obj, index: i64) -> Option<i64> {
    let value = get_i64(item(list, index)?)?;
    release(take_object(list, index)?);
    Some(value)
}

/// `list.pop(index)` of an item that is exactly a `float`.
pub fn take_float(list: Obj, index: i64) -> Option<f64> {
    let value = get_f64(item(list, index)?)?;
    release(take_object(list, index)?);
    Some(value)
}

/// `list.pop(index)` of an item that is exactly a `complex`.
pub fn take_complex(list: Obj, index: i64) -> Option<Complex> {
    let value = complex_value::get(item(list, index)?)?;
    release(take_object(list, index)?);
    Some(value)
}

/// `list.pop(index)` of an item that is `True` or `False`.
pub fn take_boolean(list: Obj, index: i64) -> Option<bool> {
    let value = get_bool(item(list, index)?)?;
    release(take_object(list, index)?);
    Some(value)
}

/// `list.insert(index, value)`
#[inline(never)]
pub fn insert_object(list: Obj, index: i64, value: Obj) -> Option<()> {
    // SAFETY: an exact list and a live object, of which it gets a reference of its own.
    if unsafe { ffi::PyList_Insert(list, index as ffi::Py_ssize_t, value) } != 0 {
        crate::text::clear();
        return None;
    }
    Some(())
}

/// Inserts what was made for that.
fn insert(list: Obj, index: i64, made: Obj) -> Option<()> {
    let made = or_leave(made)?;
    let done = insert_object(list, index, made);
    release(made);
    done
}

/// `list.insert(index, value)`
pub fn insert_int(list: Obj, index: i64, value: i64) -> Option<()> {
    insert(list, index, new_int(value))
}

/// `list.insert(index, value)` of a character.
pub fn insert_char(list: Obj, index: i64, value: u32) -> Option<()> {
    insert(list, index, crate::text::new_char(value))
}

/// `list.insert(index, value)`
pub fn insert_float(list: Obj, index: i64, value: f64) -> Option<()> {
    insert(list, index, new_float(value))
}

/// `list.insert(index, value)`
pub fn insert_complex(list: Obj, index: i64, value: Complex) -> Option<()> {
    insert(list, index, complex_value::new(value))
}

/// `list.insert(index, value)`
pub fn insert_boolean(list: Obj, index: i64, value: bool) -> Option<()> {
    insert(list, index, new_bool(value))
}
