//! `IMPORT_NAME` and `IMPORT_FROM`.

use super::names::Name;
use super::refs::{is_exactly, release, retain_or_null};
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// What `import name` in a function gets: the `__import__` of its builtins is called.
pub fn import_name(builtins: Obj, globals: Obj, name: Obj, fromlist: Obj, level: Obj) -> Obj {
    static IMPORT: Name = Name::new(c"__import__");
    #[cfg(Py_3_13)]
    let function = of_builtins(builtins, &IMPORT);
    #[cfg(not(Py_3_13))]
    let function = of_builtin_dict(builtins, IMPORT.get());
    if function.is_null() {
        // SAFETY: the GIL is held.
        unsafe {
            if ffi::PyErr_Occurred().is_null() {
                ffi::PyErr_SetString(ffi::PyExc_ImportError, c"__import__ not found".as_ptr());
            }
        }
        return NULL;
    }
    // A function has no namespace to show.
    // SAFETY: lives as long as the interpreter.
    let locals = unsafe { ffi::Py_None() };
    let module = super::call_at_once(function, &[name, globals, locals, fromlist, level]);
    release(function);
    module
}

/// `from module import name`
#[cfg(Py_3_14)]
pub fn import_from(module: Obj, name: Obj) -> Obj {
    // SAFETY: live objects, and the GIL is held.
    unsafe { _PyEval_ImportFrom(ffi::PyThreadState_Get(), module, name) }
}

#[cfg(not(Py_3_14))]
pub use super::import_from::import_from;

/// A builtin by its name: owned; null, perhaps without an exception, if there is none.
pub(super) fn of_builtins(builtins: Obj, name: &Name) -> Obj {
    let name = name.get();
    if name.is_null() {
        return NULL;
    }
    if is_exactly(builtins, &raw mut ffi::PyDict_Type) {
        return of_builtin_dict(builtins, name);
    }
    // SAFETY: live objects, and the GIL is held.
    unsafe {
        let found = ffi::PyObject_GetItem(builtins, name);
        if found.is_null() && ffi::PyErr_ExceptionMatches(ffi::PyExc_KeyError) != 0 {
            ffi::PyErr_Clear();
        }
        found
    }
}

/// A builtin that is looked up as if the builtins were a dict and nothing more.
fn of_builtin_dict(builtins: Obj, name: Obj) -> Obj {
    // SAFETY: live objects or no name, and the GIL is held. What is no dict is an error of its own.
    unsafe {
        let found = if name.is_null() {
            NULL
        } else {
            ffi::PyDict_GetItemWithError(builtins, name)
        };
        retain_or_null(found);
        found
    }
}

#[cfg(Py_3_14)]
unsafe extern "C" {
    fn _PyEval_ImportFrom(thread: *mut ffi::PyThreadState, module: Obj, name: Obj) -> Obj;
}
