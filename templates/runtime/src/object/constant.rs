//! `LOAD_COMMON_CONSTANT`, `LOAD_ASSERTION_ERROR` and `LOAD_BUILD_CLASS`.

use super::import::of_builtins;
use super::names::Name;
use super::refs::retained;
use crate::value::Obj;
use pyo3::ffi;

/// One of the objects that instructions name by number; before CPython 3.14 there is only number 0, `AssertionError`.
pub fn common_constant(index: u32) -> Obj {
    #[cfg(Py_3_14)]
    // SAFETY: the compiler of this CPython chose the number; the objects live as long as the interpreter.
    unsafe {
        retained(annot_common_constant(index as std::ffi::c_int))
    }
    #[cfg(not(Py_3_14))]
    // SAFETY: lives as long as the interpreter.
    unsafe {
        debug_assert_eq!(index, 0);
        retained(ffi::PyExc_AssertionError)
    }
}

/// `__build_class__` of a function's builtins.
pub fn build_class(builtins: Obj) -> Obj {
    static BUILD_CLASS: Name = Name::new(c"__build_class__");
    let function = of_builtins(builtins, &BUILD_CLASS);
    // SAFETY: the GIL is held.
    unsafe {
        if function.is_null() && ffi::PyErr_Occurred().is_null() {
            ffi::PyErr_SetString(ffi::PyExc_NameError, c"__build_class__ not found".as_ptr());
        }
    }
    function
}

#[cfg(Py_3_14)]
unsafe extern "C" {
    fn annot_common_constant(index: std::ffi::c_int) -> Obj;
}
