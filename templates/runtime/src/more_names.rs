//! The names that native code uses of a code object, and some that this does not have.

use crate::owned::{Owned, Raised};
use pyo3::ffi;
use std::ffi::CStr;

/// A tuple of names and some more, interned as those of code objects are.
///
/// # Safety
/// The GIL is held; `names` is a tuple.
pub(crate) unsafe fn with_more(names: Owned, more: &[&CStr]) -> Result<Owned, Raised> {
    if more.is_empty() {
        return Ok(names);
    }
    // SAFETY: the new tuple is filled before anybody sees it, each place once, with owned references.
    unsafe {
        let count = ffi::PyTuple_Size(names.get());
        let all = Owned::from_result(ffi::PyTuple_New(count + more.len() as ffi::Py_ssize_t))?;
        for index in 0..count {
            let name = Owned::from_borrowed(ffi::PyTuple_GetItem(names.get(), index));
            ffi::PyTuple_SetItem(all.get(), index, name.into_raw());
        }
        for (index, name) in more.iter().enumerate() {
            let name = Owned::from_result(ffi::PyUnicode_InternFromString(name.as_ptr()))?;
            ffi::PyTuple_SetItem(all.get(), count + index as ffi::Py_ssize_t, name.into_raw());
        }
        Ok(all)
    }
}
