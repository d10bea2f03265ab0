//! Items of exact builtin containers that are not there: found out without an exception, and raised only if somebody looks.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::dict::Ints;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// A key or an index, boxed or not.
pub trait Key: Copy {
    /// As an object, owned; null with an exception set.
    fn object(self) -> Obj;
    /// As an index of a sequence; nothing if it is no exact int that fits.
    fn index(self) -> Option<i64>;
    /// Is it known, without Python code, that an exact dict has no such key?
    fn is_not_in(self, dict: Obj) -> bool;
}

impl Key for i64 {
    fn object(self) -> Obj {
        crate::boxing::new_int(self)
    }

    fn index(self) -> Option<i64> {
        Some(self)
    }

    #[inline]
    fn is_not_in(self, dict: Obj) -> bool {
        <crate::dict::Int as crate::dict::Key>::find(dict, self, &mut 0).is_null()
    }
}

/// A key that is a tuple in pieces.
macro_rules! tuples_of_ints {
    ($($count:literal: ($($int:ty),*);)*) => {
        $(
            impl Key for ($($int,)*) {
                #[cold]
                fn object(self) -> Obj {
                    <Ints<$count> as crate::dict::Key>::object(self)
                }

                fn index(self) -> Option<i64> {
                    None
                }

                #[inline]
                fn is_not_in(self, dict: Obj) -> bool {
                    <Ints<$count> as crate::dict::Key>::find(dict, self, &mut 0).is_null()
                }
            }
        )*
    };
}

tuples_of_ints! {
    1: (i64);
    2: (i64, i64);
    3: (i64, i64, i64);
    4: (i64, i64, i64, i64);
}

impl Key for Obj {
    fn object(self) -> Obj {
        crate::support::retained(self)
    }

    fn index(self) -> Option<i64> {
        crate::boxing::get_i64(self)
    }

    #[inline]
    fn is_not_in(self, dict: Obj) -> bool {
        // Keys that only Python code can compare are compared once, by whoever goes on.
        is_plain(self) && crate::dict::place_of(dict, self, &mut 0).is_some_and(|place| place.is_null())
    }
}

/// `container[key]`, owned. If it is null, and the second value is true, the item of an exact builtin container is missing,
/// and no exception is set.
#[inline]
pub fn get_item(container: Obj, key: Obj) -> (Obj, bool) {
    if !is_dict(container) {
        if !is_outside(container, key) {
            return (crate::object::get_item(container, key), false);
        }
        return (NULL, true);
    }
    // SAFETY: a live dict and a live key; what is found is borrowed from the dict.
    unsafe {
        let found = ffi::PyDict_GetItemWithError(container, key);
        if found.is_null() {
            return (NULL, ffi::PyErr_Occurred().is_null());
        }
        (crate::support::retained(found), false)
    }
}

/// Is the item of an exact builtin container missing? For keys on which no Python code is run.
#[cold]
#[inline(never)]
pub fn is_missing(container: Obj, key: impl Key) -> bool {
    if !is_dict(container) {
        return is_outside(container, key);
    }
    key.is_not_in(container)
}

/// Raises what a missing item raises.
#[cold]
#[inline(never)]
pub fn raise(container: Obj, key: impl Key) {
    let object = key.object();
    if object.is_null() {
        return;
    }
    // SAFETY: live objects; what is made is given back.
    unsafe {
        if is_dict(container) {
            crate::exception::raise_new(ffi::PyExc_KeyError, &[object]);
        } else {
            ffi::Py_XDECREF(ffi::PyObject_GetItem(container, object));
        }
        ffi::Py_DECREF(object);
    }
}

/// Does a handler of those classes catch what [`raise`] raises? Consumes the classes.
#[cold]
#[inline(never)]
pub fn is_caught<const CLASSES: usize>(container: Obj, classes: [Obj; CLASSES]) -> bool {
    // SAFETY: statics of CPython's.
    let raised = unsafe {
        if is_dict(container) {
            ffi::PyExc_KeyError
        } else {
            ffi::PyExc_IndexError
        }
    };
    crate::failed::is_caught(&classes, raised)
}

/// Is it outside an exact list or tuple?
fn is_outside(container: Obj, key: impl Key) -> bool {
    // SAFETY: a live object; lists and tuples say how many items they have.
    unsafe {
        let class = ffi::Py_TYPE(container);
        if class != &raw mut ffi::PyList_Type && class != &raw mut ffi::PyTuple_Type {
            return false;
        }
        let size = (*container.cast::<ffi::PyVarObject>()).ob_size as i64;
        key.index().is_some_and(|index| index >= size || index < -size)
    }
}

fn is_dict(container: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(container) == &raw mut ffi::PyDict_Type }
}

/// Is it of a class whose hash and equality are builtin?
fn is_plain(key: Obj) -> bool {
    // SAFETY: a live object.
    let class = unsafe { ffi::Py_TYPE(key) };
    class == &raw mut ffi::PyLong_Type || class == &raw mut ffi::PyUnicode_Type
}
