//! Bytes of `bytes` and `bytearray` objects: loaded by an index that is no object, stored, and those that a loop gives.
//!
//! Whatever asks wants an exact object of the class that the function's name says, which generated code has guarded
//! (`rt::class`); nothing in here runs Python code. `None` means: leave, CPython does it. Nothing has happened then.
//!
//! The layout of the iterator is private, the same in CPython 3.11 to 3.15, and compared with a real one when a module is loaded.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::new_ref;
use crate::list::len;
use crate::list_parts::{ends, open_parts};
use crate::text::or_leave;
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
    Some(i64::from(unsafe { *first_of_array(array).offset(at) }))
}

/// `bytearray[index] = value`
#[inline(always)]
pub fn set_bytearray(value: i64, array: Obj, index: i64) -> Option<()> {
    let byte = u8::try_from(value).ok()?;
    let at = position(index, len(array))?;
    // SAFETY: an exact `bytearray`; below the number of its bytes. What looks at them through a buffer sees the new one.
    unsafe { *first_of_array(array).offset(at) = byte };
    Some(())
}

/// The first byte of an exact `bytes`.
#[inline(always)]
fn first(bytes: Obj) -> *const u8 {
    // SAFETY: an exact `bytes`: its bytes follow one another.
    unsafe { (&raw const (*bytes.cast::<ffi::PyBytesObject>()).ob_sval).cast() }
}

/// The first byte of an exact `bytearray`.
#[inline(always)]
fn first_of_array(array: Obj) -> *mut u8 {
    // SAFETY: an exact `bytearray`.
    unsafe { (*array.cast::<ffi::PyByteArrayObject>()).ob_start.cast() }
}

/// `bytes[start:stop]`: the bytes themselves, if that is all of them, as in CPython.
#[inline]
pub fn bytes_part(bytes: Obj, start: i64, stop: i64) -> Option<Obj> {
    let (start, stop) = ends(len(bytes), start, stop);
    if stop - start == len(bytes) as isize {
        return Some(new_ref(bytes));
    }
    // SAFETY: an exact `bytes`; both ends are within it.
    or_leave(unsafe { ffi::PyBytes_FromStringAndSize(first(bytes).offset(start).cast(), stop - start) })
}

/// `bytearray[start:stop]`
#[inline]
pub fn bytearray_part(array: Obj, start: i64, stop: i64) -> Option<Obj> {
    let (start, stop) = ends(len(array), start, stop);
    // SAFETY: an exact `bytearray`; both ends are within it.
    or_leave(unsafe { ffi::PyByteArray_FromStringAndSize(first_of_array(array).offset(start).cast(), stop - start) })
}

open_parts!(bytes_part: bytes_from bytes_until bytes_all);
open_parts!(bytearray_part: bytearray_from bytearray_until bytearray_all);

/// Is it exactly a `bytes`?
#[inline(always)]
fn is_bytes(o: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(o) == &raw mut ffi::PyBytes_Type }
}

/// `left + right` of bytes: one of them, if there is nothing in the other, as in CPython.
#[inline(never)]
pub fn bytes_concat(left: Obj, right: Obj) -> Option<Obj> {
    if !is_bytes(right) {
        return None;
    }
    let (before, behind) = (len(left) as isize, len(right) as isize);
    if before == 0 || behind == 0 {
        return Some(new_ref(if before == 0 { right } else { left }));
    }
    let size = before.checked_add(behind)?;
    // SAFETY: both are exact `bytes`; what is made has room for both, and nobody else has it.
    unsafe {
        let made = or_leave(ffi::PyBytes_FromStringAndSize(std::ptr::null(), size))?;
        let to = first(made).cast_mut();
        std::ptr::copy_nonoverlapping(first(left), to, before as usize);
        std::ptr::copy_nonoverlapping(first(right), to.offset(before), behind as usize);
        Some(made)
    }
}

/// Makes room for so many more bytes: where the first of them is. Nothing: somebody looks at those that there are, or there is no memory.
#[inline(always)]
fn room_behind(array: Obj, more: isize) -> Option<*mut u8> {
    let size = len(array) as isize;
    // SAFETY: an exact `bytearray`, which has the size that is asked for, if that worked.
    unsafe {
        if ffi::PyByteArray_Resize(array, size.checked_add(more)?) != 0 {
            crate::text::clear();
            return None;
        }
        Some(first_of_array(array).offset(size))
    }
}

/// `bytearray += bytes`: the array, owned.
#[inline(never)]
pub fn bytearray_grow(array: Obj, bytes: Obj) -> Option<Obj> {
    if !is_bytes(bytes) {
        return None;
    }
    let to = room_behind(array, len(bytes) as isize)?;
    // SAFETY: there is room for as many; the bytes are in an object of their own.
    unsafe { std::ptr::copy_nonoverlapping(first(bytes), to, len(bytes) as usize) };
    Some(new_ref(array))
}

//@ def bytearray.append(self: bytearray, item: int) -> None
#[inline]
pub fn append(array: Obj, item: i64) -> Option<()> {
    let byte = u8::try_from(item).ok()?;
    // SAFETY: a live object.
    if unsafe { ffi::Py_TYPE(array) != &raw mut ffi::PyByteArray_Type } {
        return None;
    }
    let to = room_behind(array, 1)?;
    // SAFETY: there is room for it.
    unsafe { *to = byte };
    Some(())
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
