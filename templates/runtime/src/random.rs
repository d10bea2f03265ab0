//! `random.random()`: the next number of the generator that all share, from the function in C that gives it, without its object.

use crate::object::type_of;
use crate::owned::Owned;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;
use std::ffi::CStr;

/// The builtin method that native code calls, kept: the first that was found. Null: none yet.
struct Method(Cell<Obj>);
static METHOD: Method = Method(Cell::new(NULL));
// SAFETY: touched only with the GIL held.
unsafe impl Sync for Method {}

/// Is it the method `random` of a generator, as C defines it, and of the one that native code knows?
pub(crate) fn is_method(value: Obj) -> bool {
    // SAFETY: a live object, whose class is tested before its fields are read.
    unsafe {
        if value.is_null() || ffi::PyCFunction_CheckExact(value) == 0 {
            return false;
        }
        let known = METHOD.0.get();
        if !known.is_null() {
            // Each load of an attribute makes another one.
            let (one, other) = (value.cast::<ffi::PyCFunctionObject>(), known.cast::<ffi::PyCFunctionObject>());
            return (*one).m_self == (*other).m_self && (*one).m_ml == (*other).m_ml;
        }
        if !is_of_generator(value.cast()) {
            return false;
        }
        METHOD.0.set(Owned::from_borrowed(value).into_raw());
        true
    }
}

/// # Safety
/// A live builtin function.
unsafe fn is_of_generator(function: *mut ffi::PyCFunctionObject) -> bool {
    // SAFETY: the caller's promise; definitions have names, and those of a class end with one that has none.
    unsafe {
        let (object, definition) = ((*function).m_self, (*function).m_ml);
        if object.is_null() || CStr::from_ptr((*definition).ml_name) != c"random" || (*definition).ml_flags != ffi::METH_NOARGS {
            return false;
        }
        let mut class = type_of(object);
        while !class.is_null() {
            if CStr::from_ptr((*class).tp_name) == c"_random.Random" && !(*class).tp_methods.is_null() {
                let mut method = (*class).tp_methods;
                while !(*method).ml_name.is_null() {
                    if method == definition {
                        return true;
                    }
                    method = method.add(1);
                }
            }
            class = (*class).tp_base;
        }
        false
    }
}

/// `random.random()`, where that is the method that [`is_method`] knows. `None`: CPython does it.
#[inline(never)]
pub fn random() -> Option<f64> {
    let method = METHOD.0.get();
    if method.is_null() {
        return None;
    }
    // SAFETY: a method without arguments, of an object that it keeps. It runs no Python code, and gives a new float.
    unsafe {
        let function = method.cast::<ffi::PyCFunctionObject>();
        let result = ((*(*function).m_ml).ml_meth.PyCFunction)((*function).m_self, NULL);
        if result.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        let number = crate::boxing::get_f64(result);
        ffi::Py_DECREF(result);
        number
    }
}
