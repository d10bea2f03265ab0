//! `__cached__`: an import of the source sets it (before CPython 3.15), an import of an extension module does not.

use crate::owned::{Owned, Raised, attribute, imported};
use crate::value::Obj;
use pyo3::ffi;
use std::ptr::null_mut;

/// Sets what importing the source would have set.
pub(crate) fn set_name(code: &Owned, dict: Obj) -> Result<(), Raised> {
    if cfg!(Py_3_15) {
        return Ok(());
    }
    // SAFETY: a live code object.
    let path = unsafe { attribute(code.get(), "co_filename")? };
    let function = imported("importlib._bootstrap_external", "cache_from_source")?;
    // SAFETY: live objects; the argument list ends with null. A path that cannot be cached is no error.
    unsafe {
        let name = ffi::PyObject_CallFunctionObjArgs(function.get(), path.get(), null_mut::<ffi::PyObject>());
        let Ok(name) = Owned::from_result(name) else {
            ffi::PyErr_Clear();
            return Ok(());
        };
        if ffi::PyDict_SetItemString(dict, c"__cached__".as_ptr(), name.get()) < 0 {
            return Err(Raised);
        }
    }
    Ok(())
}
