//! The instructions of `match`.

use super::refs::type_of;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// `len(o)`
pub fn get_len(o: Obj) -> Obj {
    // SAFETY: a live object, and the GIL is held.
    unsafe {
        match ffi::PyObject_Size(o) {
            -1 => NULL,
            length => ffi::PyLong_FromSsize_t(length),
        }
    }
}

/// May a mapping pattern match the object?
#[inline]
pub fn is_mapping(o: Obj) -> bool {
    // SAFETY: the type of a live object.
    unsafe { (*type_of(o)).tp_flags & ffi::Py_TPFLAGS_MAPPING != 0 }
}

/// May a sequence pattern match the object?
#[inline]
pub fn is_sequence(o: Obj) -> bool {
    // SAFETY: the type of a live object.
    unsafe { (*type_of(o)).tp_flags & ffi::Py_TPFLAGS_SEQUENCE != 0 }
}

/// The values of the keys in a tuple, or `None` if one is missing.
#[inline]
pub fn match_keys(subject: Obj, keys: Obj) -> Obj {
    #[cfg(Py_3_13)]
    // SAFETY: live objects, and the GIL is held.
    unsafe {
        _PyEval_MatchKeys(ffi::PyThreadState_Get(), subject, keys)
    }
    #[cfg(not(Py_3_13))]
    super::pattern_312::match_keys(subject, keys)
}

/// The attributes that `class(...)` asks for in a tuple, or `None` if the subject is no such object.
#[inline]
pub fn match_class(subject: Obj, class: Obj, positional: usize, names: Obj) -> Obj {
    #[cfg(Py_3_13)]
    // SAFETY: live objects, and the GIL is held.
    let attributes = unsafe {
        _PyEval_MatchClass(
            ffi::PyThreadState_Get(),
            subject,
            class,
            positional as ffi::Py_ssize_t,
            names,
        )
    };
    #[cfg(not(Py_3_13))]
    let attributes = super::pattern_312::match_class(subject, class, positional, names);
    if attributes.is_null() && !super::failed() {
        return crate::boxing::new_none();
    }
    attributes
}

#[cfg(Py_3_13)]
unsafe extern "C" {
    fn _PyEval_MatchKeys(thread: *mut ffi::PyThreadState, subject: Obj, keys: Obj) -> Obj;
    fn _PyEval_MatchClass(
        thread: *mut ffi::PyThreadState,
        subject: Obj,
        class: Obj,
        positional: ffi::Py_ssize_t,
        names: Obj,
    ) -> Obj;
}
