//! What is given up behind a frame that has been popped.

use super::{annot_end_instance, may_run_python, show_waiting};
use crate::value::Obj;
use pyo3::ffi;
use std::ffi::c_void;
use std::ptr::null_mut;

/// Gives up an owned reference (or none) behind the frame that held it, which has been popped: as in CPython, whoever looks finds the
/// frames of its callers.
#[inline(always)]
pub fn release_behind(object: Obj) {
    if !object.is_null() && !crate::boxing::release_shared(object) {
        release_last_behind(object);
    }
}

#[inline(never)]
fn release_last_behind(object: Obj) {
    if crate::boxing::ended_number(object) {
        return;
    }
    if crate::boxing::is_only_one(object) {
        // SAFETY: a live object.
        unsafe {
            if ffi::PyType_HasFeature(ffi::Py_TYPE(object), ffi::Py_TPFLAGS_HEAPTYPE) != 0
                && annot_end_instance(object, null_mut(), 0, tell) != 0
            {
                return;
            }
        }
        if crate::list_iter::ended(object) || crate::list_parts::ended(object) || crate::resumed::ended(object) {
            return;
        }
        if may_run_python(object) {
            show_waiting();
        }
    }
    crate::boxing::release_last(object);
}

/// Python code may run behind a frame.
unsafe extern "C" fn tell(_: *mut c_void, _: u32) {
    show_waiting();
}
