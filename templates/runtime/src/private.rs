//! Iterators that nobody finds: CPython's own objects under types of our own, unknown to the collector, until CPython may get them.

use crate::value::Obj;
use crate::vector::Class;
use pyo3::ffi;

/// Makes a new iterator, or null with an exception set, one that nobody finds and that is of another type.
///
/// # Safety
/// Nobody else knows the iterator.
pub(crate) unsafe fn private(iterator: Obj, class: &Class) -> Option<Obj> {
    // SAFETY: the caller's promise.
    unsafe {
        if iterator.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        ffi::PyObject_GC_UnTrack(iterator.cast());
        (*iterator).ob_type = class.object();
        Some(iterator)
    }
}

/// Makes it what it was made as.
///
/// # Safety
/// A private iterator that was made as one of that class; what it is over is CPython's, or the iterator ends now.
pub(crate) unsafe fn become_own(iterator: Obj, class: *mut ffi::PyTypeObject) {
    // SAFETY: the caller's promise.
    unsafe {
        (*iterator).ob_type = class;
        ffi::PyObject_GC_Track(iterator.cast());
    }
}

/// Ends it as what it was made as.
///
/// # Safety
/// As for [`become_own`], of an iterator to which nobody refers any more.
pub(crate) unsafe fn end_own(iterator: Obj, class: *mut ffi::PyTypeObject) {
    // SAFETY: the caller's promise.
    unsafe {
        become_own(iterator, class);
        if let Some(end) = (*class).tp_dealloc {
            end(iterator);
        }
    }
}
