//! What generated code that works on objects needs beside CPython's instructions: boxes, the function's cells, globals.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::value::{Cx, Dyn, NULL, Obj};
use pyo3::ffi;

/// A new box; null for a local that is not bound, or with an exception set.
pub fn made_or_null(value: Dyn) -> Obj {
    match value {
        Dyn::Unbound => NULL,
        value => crate::boxing::new_dyn(value),
    }
}

/// One more reference.
#[inline(always)]
pub fn retained(object: Obj) -> Obj {
    // SAFETY: a live object.
    unsafe { ffi::Py_INCREF(object) };
    object
}

/// A new `range` object, or null with an exception set. What was raised before stays so: a generator may become an object behind what failed.
pub fn new_range((start, stop, step): (i64, i64, i64)) -> Obj {
    // SAFETY: the type is called with three new ints, which are given back.
    crate::generator::undisturbed(|| unsafe {
        let parts = [start, stop, step].map(|part| crate::boxing::new_int(part));
        let class: Obj = (&raw mut ffi::PyRange_Type).cast();
        let range = if parts.contains(&NULL) {
            NULL
        } else {
            ffi::PyObject_Vectorcall(class, parts.as_ptr(), 3, NULL)
        };
        parts.into_iter().for_each(|part| ffi::Py_XDECREF(part));
        range
    })
}

/// Empties a cell; false if it was empty.
pub fn cell_clear(cell: Obj) -> bool {
    // SAFETY: a live cell; the reference that `PyCell_Get` gives is released.
    unsafe {
        let value = ffi::PyCell_Get(cell);
        if value.is_null() {
            return false;
        }
        ffi::PyCell_Set(cell, NULL);
        ffi::Py_DECREF(value);
        true
    }
}

/// One callable for a method and the object that it is of (null: it is complete already). Both are consumed; null if the
/// method is.
pub fn bound((method, object): (Obj, Obj)) -> Obj {
    if method.is_null() || object.is_null() {
        return method;
    }
    // SAFETY: two owned objects, given back once the new one holds them.
    unsafe {
        let bound = PyMethod_New(method, object);
        ffi::Py_DECREF(method);
        ffi::Py_DECREF(object);
        bound
    }
}

/// Does anyone trace, profile or monitor the thread? Asked after Python code has run, which takes far longer than a call.
#[inline(never)]
pub fn observed() -> bool {
    crate::tstate::current().observed()
}

/// [`observed`] in native code that has this context.
#[inline(always)]
pub fn observed_by(cx: Cx) -> bool {
    crate::tstate::observed_by(cx)
}

/// The dictionary of the builtins, borrowed.
pub fn builtins() -> Obj {
    crate::resolve::builtins().1
}

unsafe extern "C" {
    fn PyMethod_New(function: Obj, object: Obj) -> Obj;
}
