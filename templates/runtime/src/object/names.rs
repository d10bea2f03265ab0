//! The names of attributes that instructions look up by themselves, as objects.

use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::CStr;
use std::sync::atomic::{AtomicPtr, Ordering};

/// A name that is made when it is first needed, and kept.
pub(crate) struct Name {
    text: &'static CStr,
    object: AtomicPtr<ffi::PyObject>,
}

impl Name {
    pub(crate) const fn new(text: &'static CStr) -> Name {
        Name {
            text,
            object: AtomicPtr::new(NULL),
        }
    }

    /// The interned `str`, borrowed; null with an exception set if there is no memory.
    pub(crate) fn get(&self) -> Obj {
        let known = self.object.load(Ordering::Relaxed);
        if !known.is_null() {
            return known;
        }
        // SAFETY: the GIL is held by whoever runs native code, and the text ends with NUL. The reference is kept for ever.
        let made = unsafe { ffi::PyUnicode_InternFromString(self.text.as_ptr()) };
        self.object.store(made, Ordering::Relaxed);
        made
    }
}
