//! `BEFORE_WITH` and `LOAD_SPECIAL`: what a `with` statement takes from its context manager.

use super::refs::{release, retained, type_of};
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// The bound `__exit__`, and the result of `__enter__`: `BEFORE_WITH` of CPython up to 3.13.
#[cfg(not(Py_3_14))]
pub fn with_enter(manager: Obj) -> Option<(Obj, Obj)> {
    use super::names::Name;
    static ENTER: Name = Name::new(c"__enter__");
    static EXIT: Name = Name::new(c"__exit__");
    let enter = special(
        manager,
        &ENTER,
        c"'%.200s' object does not support the context manager protocol",
    )?;
    let missed = c"'%.200s' object does not support the context manager protocol (missed __exit__ method)";
    let Some(exit) = special(manager, &EXIT, missed) else {
        release(enter);
        return None;
    };
    let result = super::call_at_once(enter, &[]);
    release(enter);
    if result.is_null() {
        release(exit);
        return None;
    }
    Some((exit, result))
}

/// A bound method that is looked up in the type, or an exception with this text.
#[cfg(not(Py_3_14))]
fn special(object: Obj, name: &super::names::Name, missing: &std::ffi::CStr) -> Option<Obj> {
    let name = name.get();
    if name.is_null() {
        return None;
    }
    let found = match look_up(object, name) {
        (NULL, _) => NULL,
        (function, NULL) => function,
        (function, first) => bind(function, first),
    };
    if found.is_null() {
        // SAFETY: a live object, and the text asks for a name.
        unsafe {
            if ffi::PyErr_Occurred().is_null() {
                ffi::PyErr_Format(ffi::PyExc_TypeError, missing.as_ptr(), (*type_of(object)).tp_name);
            }
        }
        return None;
    }
    Some(found)
}

/// `function.__get__(object)` of a function that is one of its methods. Steals both.
#[cfg(not(Py_3_14))]
fn bind(function: Obj, object: Obj) -> Obj {
    // SAFETY: live objects; a function that wants its object first can be bound.
    unsafe {
        let bound = match (*type_of(function)).tp_descr_get {
            Some(get) => get(function, object, type_of(object).cast()),
            None => retained(function),
        };
        release(function);
        release(object);
        bound
    }
}

/// A special method to be called by [`super::call_method`], as [`super::load_method`] gives it: `__enter__` (0), `__exit__` (1),
/// `__aenter__` (2), `__aexit__` (3).
#[cfg(Py_3_14)]
pub fn load_special(o: Obj, which: u32) -> (Obj, Obj) {
    // SAFETY: CPython's own table, which has these four; the texts ask for an object.
    unsafe {
        let special = &*(&raw const _Py_SpecialMethods)
            .cast::<SpecialMethod>()
            .add(which as usize);
        let found = look_up(o, special.name);
        if found.0.is_null() && ffi::PyErr_Occurred().is_null() {
            let suggests = _PyEval_SpecialMethodCanSuggest(o, which as c_int) != 0;
            let text = if suggests {
                special.error_suggestion
            } else {
                special.error
            };
            ffi::PyErr_Format(ffi::PyExc_TypeError, text, o);
        }
        found
    }
}

/// What a type has under that name: a function and the object to pass first, or what it was bound to and null, all owned.
/// Null, perhaps without an exception, if there is none.
fn look_up(object: Obj, name: Obj) -> (Obj, Obj) {
    // SAFETY: live objects, and the GIL is held. What is found belongs to the type, so it is kept while it is asked.
    unsafe {
        let class = type_of(object);
        let found = _PyType_Lookup(class, name);
        if found.is_null() {
            return (NULL, NULL);
        }
        let found = retained(found);
        let found_type = type_of(found);
        if (*found_type).tp_flags & ffi::Py_TPFLAGS_METHOD_DESCRIPTOR != 0 {
            return (found, retained(object));
        }
        let Some(get) = (*found_type).tp_descr_get else {
            return (found, NULL);
        };
        let bound = get(found, object, class.cast());
        release(found);
        (bound, NULL)
    }
}

#[cfg(Py_3_14)]
use std::ffi::{c_char, c_int};

#[cfg(Py_3_14)]
#[repr(C)]
struct SpecialMethod {
    name: Obj,
    error: *const c_char,
    error_suggestion: *const c_char,
}

unsafe extern "C" {
    fn _PyType_Lookup(class: *mut ffi::PyTypeObject, name: Obj) -> Obj;
    #[cfg(Py_3_14)]
    static _Py_SpecialMethods: u8;
    #[cfg(Py_3_14)]
    fn _PyEval_SpecialMethodCanSuggest(object: Obj, which: c_int) -> c_int;
}
