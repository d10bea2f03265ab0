//! What `dict.get(key, ())` gives to a loop that takes lists: a list without items, which nobody else ever gets.

use crate::collecting::uncollected;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::sync::atomic::{AtomicPtr, Ordering};

/// It lives as long as the process.
static EMPTY: AtomicPtr<ffi::PyObject> = AtomicPtr::new(NULL);

/// The list, borrowed.
#[inline(always)]
pub(crate) fn list() -> Option<Obj> {
    let list = EMPTY.load(Ordering::Relaxed);
    if list.is_null() { make() } else { Some(list) }
}

#[cold]
#[inline(never)]
fn make() -> Option<Obj> {
    // SAFETY: the GIL is held. The collector does not know the list afterwards, so that nobody finds it there.
    unsafe {
        let list = uncollected(|| ffi::PyList_New(0));
        if list.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        ffi::PyObject_GC_UnTrack(list.cast());
        EMPTY.store(list, Ordering::Relaxed);
        Some(list)
    }
}
