//! `MAKE_FUNCTION` and `SET_FUNCTION_ATTRIBUTE`.

use super::refs::release_or_null;
use crate::value::Obj;
use pyo3::ffi;

/// Which attribute of a function, as the instructions number them.
const DEFAULTS: u32 = 1;
const KEYWORD_DEFAULTS: u32 = 2;
const ANNOTATIONS: u32 = 4;
const CLOSURE: u32 = 8;
#[cfg(Py_3_14)]
const ANNOTATE: u32 = 16;

/// A function of a code object. Without a qualified name it has that of the code object.
pub fn make_function(code: Obj, globals: Obj, qualname_or_null: Obj) -> Obj {
    // SAFETY: live objects of the right types, and the GIL is held.
    unsafe { ffi::PyFunction_NewWithQualName(code, globals, qualname_or_null) }
}

/// Sets one attribute of a new function. Steals the value. False, without an exception, if there is no such attribute.
pub fn set_function_attribute(function: Obj, flag: u32, value: Obj) -> bool {
    let object = function.cast::<ffi::PyFunctionObject>();
    // SAFETY: a live function, which is new: nobody has been told of its attributes, and so nobody is told of the change.
    // The layout was compared when the module was loaded.
    let slot: *mut Obj = unsafe {
        match flag {
            DEFAULTS => &raw mut (*object).func_defaults,
            KEYWORD_DEFAULTS => &raw mut (*object).func_kwdefaults,
            ANNOTATIONS => &raw mut (*object).func_annotations,
            CLOSURE => &raw mut (*object).func_closure,
            #[cfg(Py_3_14)]
            ANNOTATE => &raw mut (*object).func_annotate,
            _ => {
                super::release(value);
                return false;
            }
        }
    };
    // SAFETY: as above.
    let old = unsafe { std::mem::replace(&mut *slot, value) };
    release_or_null(old);
    true
}
