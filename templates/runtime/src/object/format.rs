//! `FORMAT_VALUE`, `FORMAT_SIMPLE`, `FORMAT_WITH_SPEC` and `CONVERT_VALUE`: the parts of an f-string.

use super::refs::{is_exactly, retained};
use crate::value::Obj;
use pyo3::ffi;

/// `format(value, spec)`. Without a spec (null) a `str` is itself.
#[inline]
pub fn format(value: Obj, spec_or_null: Obj) -> Obj {
    if spec_or_null.is_null() && is_exactly(value, &raw mut ffi::PyUnicode_Type) {
        return retained(value);
    }
    // SAFETY: live objects, and the GIL is held; null stands for an empty spec.
    unsafe { ffi::PyObject_Format(value, spec_or_null) }
}

/// `str(value)` (1), `repr(value)` (2) or `ascii(value)` (3).
#[inline]
pub fn convert(value: Obj, which: u32) -> Obj {
    // SAFETY: a live object, and the GIL is held.
    unsafe {
        match which {
            1 => ffi::PyObject_Str(value),
            2 => ffi::PyObject_Repr(value),
            _ => ffi::PyObject_ASCII(value),
        }
    }
}
