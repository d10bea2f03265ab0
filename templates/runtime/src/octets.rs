//! Bytes of `bytes` and `bytearray` objects: loaded by an index that is no object, stored, and those that a loop gives.
//!
//! Whatever asks wants an exact object of the class that the function's name says, which generated code has guarded
//! (`rt::class`); nothing in here runs Python code. `None` means: leave, CPython does it. Nothing has happened then.
//!
//! The layout of the iterator is private, the same in CPython 3.11 to 3.15, and compared with a real one when a module is loaded.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::list::len;
use crate::value::Obj;
use pyo3::ffi;
use std::mem::size_of;

/// Where the byte is in an object of so many, if there is one.
#[inline(always)]
fn position(index: i64, size: i64) -> Option<isize> {
    let index = if index < 0 { index.wrapping_add(size) } else { index };
    ((index as u64) < size as u64).then_some(index as isize)
}

/// `bytes[index]`
#[inline(always)]
pub fn get_bytes(bytes: Obj, index: i64) -> Option<i64> {
    let at = position(index, len(bytes))?;
    // SAFETY: an exact `bytes`; below the number of its bytes.
    Some(i64::from(unsafe { *first(bytes).offset(at) }))
}

/// `bytearray[index]`
#[inline(always)]
pub fn get_bytearray(array: Obj, index: i64) -> Option<i64> {
    let at = position(index, len(array))?;
    // SAFETY: an exact `bytearray`; below the number of its bytes.
    Some(i64::from(unsafe { *(*array.cast::<ffi::PyByteArrayObject>()).ob_start.cast::<u8>().offset(at) }))
}

/// `bytearray[index] = value`
#[inline(always)]
pub fn set_bytearray(value: i64, array: Obj, index: i64) -> Option<()> {
    let byte = u8::try_from(value).ok()?;
    let at = position(index, len(array))?;
    // SAFETY: an exact `bytearray`; below the number of its bytes. What looks at them through a buffer sees the new one.
    unsafe { *(*array.cast::<ffi::PyByteArrayObject>()).ob_start.cast::<u8>().offset(at) = byte };
    Some(())
}

/// The first byte of an exact `bytes`.
#[inline(always)]
fn first(bytes: Obj) -> *const u8 {
    // SAFETY: an exact `bytes`: its bytes follow one another.
    unsafe { (&raw const (*bytes.cast::<ffi::PyBytesObject>()).ob_sval).cast() }
}

/// `bytes_iterator`
#[repr(C)]
struct Position {
    head: ffi::PyObject,
    index: ffi::Py_ssize_t,
    /// Null behind the end.
    sequence: Obj,
}

/// Is there another byte, and which? At the end an iterator is not told that it is, if nobody but the loop knows it.
#[inline(always)]
pub fn next(iterator: Obj) -> Option<(bool, i64)> {
    // SAFETY: an iterator of that class; a sequence that is not null is a `bytes` (or of a subclass, laid out the same), and live.
    unsafe {
        let position = iterator.cast::<Position>();
        let bytes = (*position).sequence;
        if bytes.is_null() {
            return None;
        }
        let index = (*position).index;
        if (index as i64) < len(bytes) {
            (*position).index = index + 1;
            return Some((true, i64::from(*first(bytes).offset(index))));
        }
        (ffi::Py_REFCNT(iterator) == 1).then_some((false, 0))
    }
}

/// Does the running interpreter lay the iterator out as this file says?
pub(crate) fn is_as_expected() -> bool {
    // SAFETY: the GIL is held while a module is loaded; what is made is given up, and read only if it is as large as expected.
    unsafe {
        let bytes = ffi::PyBytes_FromStringAndSize(c"ab".as_ptr(), 2);
        let iterator = if bytes.is_null() { bytes } else { ffi::PyObject_GetIter(bytes) };
        let mut right = !iterator.is_null()
            && ffi::Py_TYPE(iterator) == &raw mut ffi::PyBytesIter_Type
            && (*ffi::Py_TYPE(iterator)).tp_basicsize == size_of::<Position>() as ffi::Py_ssize_t;
        if right {
            let position = iterator.cast::<Position>();
            let starts = (*position).index == 0 && (*position).sequence == bytes;
            ffi::Py_XDECREF(ffi::PyIter_Next(iterator));
            right = starts && (*position).index == 1 && (*position).sequence == bytes;
        }
        ffi::Py_XDECREF(iterator);
        ffi::Py_XDECREF(bytes);
        ffi::PyErr_Clear();
        right
    }
}
