//! The iterators that loops make of sets, of dictionaries and of their values, asked for numbers without calling them: CPython's own
//! objects, so that it can go on with them at any time, as those of `list_iter.rs`.
//!
//! All are of the exact class that generated code has guarded. `None` means: leave, CPython asks for the item; nothing has happened then.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{get_bool, get_f64, get_i64};
use crate::quick::SET_ITERATOR;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::sync::atomic::Ordering;

/// An iterator over a dictionary, or over its keys, values or items.
#[repr(C)]
pub(crate) struct OverDict {
    head: ffi::PyObject,
    /// Null behind the end.
    pub(crate) dict: Obj,
    /// So many items it had.
    pub(crate) used: ffi::Py_ssize_t,
    pub(crate) position: ffi::Py_ssize_t,
    pub(crate) result: Obj,
    /// So many are still to come.
    pub(crate) left: ffi::Py_ssize_t,
}

/// An iterator over a set.
#[repr(C)]
pub(crate) struct OverSet {
    head: ffi::PyObject,
    /// Null behind the end.
    pub(crate) set: Obj,
    /// So many keys it had.
    pub(crate) used: ffi::Py_ssize_t,
    pub(crate) position: ffi::Py_ssize_t,
    /// So many are still to come.
    pub(crate) left: ffi::Py_ssize_t,
}

/// The class of iterators over sets.
pub(crate) fn set_iterator() -> *mut ffi::PyTypeObject {
    SET_ITERATOR.load(Ordering::Relaxed)
}

/// Is it an iterator over a set?
#[inline(always)]
pub fn is_set_iterator(o: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(o) == set_iterator() }
}

/// What comes next.
enum Next {
    /// An item, borrowed.
    Item(Obj),
    End,
}

/// The end of an iterator: if others know it, it is over nothing any more. Nothing, and nothing was done, if somebody could hear of that.
///
/// # Safety
/// An iterator of one of these classes, at its end; `over` is its container, of which it has a reference.
#[inline(always)]
unsafe fn end(iterator: Obj, over: *mut Obj) -> Option<Next> {
    // SAFETY: the caller's promise.
    unsafe {
        if ffi::Py_REFCNT(iterator) == 1 {
            return Some(Next::End);
        }
        if ffi::Py_REFCNT(*over) == 1 {
            return None;
        }
        ffi::Py_DECREF(std::mem::replace(&mut *over, NULL));
    }
    Some(Next::End)
}

/// The next key (0) or value (1) of an iterator over a dictionary; it does not move.
#[inline(always)]
fn of_dict(iterator: Obj, which: i32) -> Option<Next> {
    // SAFETY: an iterator of that class.
    unsafe {
        match annot_dict_iterator_at(iterator, which) {
            NULL => end(iterator, &raw mut (*iterator.cast::<OverDict>()).dict),
            UNKNOWN => None,
            item => Some(Next::Item(item)),
        }
    }
}

#[inline(always)]
fn step_dict(iterator: Obj) {
    // SAFETY: an iterator of that class, at an item.
    unsafe {
        let over = &mut *iterator.cast::<OverDict>();
        over.position += 1;
        over.left -= 1;
    }
}

/// The next key of an iterator over a set, at which the position is then.
#[inline(always)]
fn of_set(iterator: Obj) -> Option<Next> {
    // SAFETY: an iterator of that class; a set that is not null is live.
    unsafe {
        let over = iterator.cast::<OverSet>();
        let set = (*over).set.cast::<ffi::PySetObject>();
        if set.is_null() || (*over).used != (*set).used {
            return None;
        }
        let mut at = (*over).position;
        while at <= (*set).mask {
            let entry = &*(*set).table.offset(at);
            // What stands for a key that was taken out has that hash.
            if !entry.key.is_null() && entry.hash != -1 {
                (*over).position = at;
                return Some(Next::Item(entry.key));
            }
            at += 1;
        }
        end(iterator, &raw mut (*over).set)
    }
}

#[inline(always)]
fn step_set(iterator: Obj) {
    // SAFETY: an iterator of that class, at an item.
    unsafe {
        let over = &mut *iterator.cast::<OverSet>();
        over.position += 1;
        over.left -= 1;
    }
}

macro_rules! iterators {
    ($peek:expr, $step:ident: $float:ident $int:ident $bool:ident) => {
        /// Is there another item, exactly a `float`, and which?
        #[inline(always)]
        pub fn $float(iterator: Obj) -> Option<(bool, f64)> {
            let Next::Item(item) = $peek(iterator)? else { return Some((false, 0.0)) };
            let value = get_f64(item)?;
            $step(iterator);
            Some((true, value))
        }

        /// Is there another item, exactly an `int` that fits, and which?
        #[inline(always)]
        pub fn $int(iterator: Obj) -> Option<(bool, i64)> {
            let Next::Item(item) = $peek(iterator)? else { return Some((false, 0)) };
            let value = get_i64(item)?;
            $step(iterator);
            Some((true, value))
        }

        /// Is there another item, a `bool`, and which?
        #[inline(always)]
        pub fn $bool(iterator: Obj) -> Option<(bool, bool)> {
            let Next::Item(item) = $peek(iterator)? else { return Some((false, false)) };
            let value = get_bool(item)?;
            $step(iterator);
            Some((true, value))
        }
    };
}

iterators!(|iterator| of_dict(iterator, 0), step_dict: key_float key_int key_boolean);
iterators!(|iterator| of_dict(iterator, 1), step_dict: value_float value_int value_boolean);
iterators!(of_set, step_set: member_float member_int member_boolean);

/// Are iterators over sets laid out as above? Those over dictionaries are compared by `dict.c`.
///
/// # Safety
/// The GIL must be held, and the set must have more than one key.
pub(crate) unsafe fn check(set: Obj) -> bool {
    // SAFETY: the GIL is held, and the objects made here are given up here.
    unsafe {
        let iterator = ffi::PyObject_GetIter(set);
        if iterator.is_null() {
            return false;
        }
        let over = iterator.cast::<OverSet>();
        let size = ffi::PySet_Size(set);
        let mut fine = (*ffi::Py_TYPE(iterator)).tp_basicsize == size_of::<OverSet>() as ffi::Py_ssize_t
            && (*over).set == set
            && (*over).used == size
            && (*over).position == 0
            && (*over).left == size;
        for count in 1..=2 {
            let expected = if fine { of_set(iterator) } else { None };
            let at = (*over).position;
            let item = ffi::PyIter_Next(iterator);
            fine = matches!(expected, Some(Next::Item(expected)) if expected == item)
                && (*over).position == at + 1
                && (*over).left == size - count;
            ffi::Py_XDECREF(item);
        }
        ffi::Py_DECREF(iterator);
        fine
    }
}

const UNKNOWN: Obj = 1 as Obj;

unsafe extern "C" {
    fn annot_dict_iterator_at(iterator: Obj, which: i32) -> Obj;
}
