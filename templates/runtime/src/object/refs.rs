//! Reference counts.

use crate::value::Obj;
use pyo3::ffi;

/// One more reference.
#[inline(always)]
pub fn retain(object: Obj) {
    // SAFETY: a live object, and the GIL is held.
    unsafe { ffi::Py_INCREF(object) }
}

/// Gives up an owned reference. May run Python code, as the object may die.
#[inline(always)]
pub fn release(object: Obj) {
    // SAFETY: an owned reference, and the GIL is held.
    unsafe { ffi::Py_DECREF(object) }
}

/// [`retain`], if there is an object.
#[inline(always)]
pub fn retain_or_null(object: Obj) {
    if !object.is_null() {
        retain(object);
    }
}

/// [`release`], if there is an object.
#[inline(always)]
pub fn release_or_null(object: Obj) {
    if !object.is_null() {
        release(object);
    }
}

/// [`release_or_null`], where native code leaves: rare, so it stands once.
#[cold]
#[inline(never)]
pub fn give_back(object: Obj) {
    release_or_null(object);
}

/// Gives up owned references, in order.
pub(super) fn release_all(objects: &[Obj]) {
    for &object in objects {
        release(object);
    }
}

/// The same object, with one reference more.
#[inline(always)]
pub(super) fn retained(object: Obj) -> Obj {
    retain(object);
    object
}

/// The type of an object, borrowed.
#[inline(always)]
pub(crate) fn type_of(object: Obj) -> *mut ffi::PyTypeObject {
    // SAFETY: a live object.
    unsafe { (*object).ob_type }
}

/// Is the object exactly of this type?
#[inline(always)]
pub(super) fn is_exactly(object: Obj, class: *mut ffi::PyTypeObject) -> bool {
    type_of(object) == class
}
