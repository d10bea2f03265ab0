//! Owned references for the parts of the runtime that are not hot, and the word for "an exception is set".

use crate::value::Obj;
use pyo3::ffi;

/// An exception is set in the thread state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raised;

/// An owned reference, never null.
pub(crate) struct Owned(Obj);

impl Owned {
    /// Takes over what a CPython function returned: an owned reference, or null with an exception set.
    ///
    /// # Safety
    /// `object` is null with an exception set, or owned by the caller; the GIL is held.
    pub(crate) unsafe fn from_result(object: Obj) -> Result<Owned, Raised> {
        if object.is_null() {
            Err(Raised)
        } else {
            Ok(Owned(object))
        }
    }

    /// Makes a new reference to a live object.
    ///
    /// # Safety
    /// `object` is a live object; the GIL is held.
    pub(crate) unsafe fn from_borrowed(object: Obj) -> Owned {
        // SAFETY: the caller's promise.
        unsafe { ffi::Py_INCREF(object) };
        Owned(object)
    }

    pub(crate) fn get(&self) -> Obj {
        self.0
    }

    /// Gives the reference to the caller.
    pub(crate) fn into_raw(self) -> Obj {
        std::mem::ManuallyDrop::new(self).0
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: the reference is owned, and the runtime runs with the GIL held.
        unsafe { ffi::Py_DECREF(self.0) }
    }
}

/// A new `str`.
pub(crate) fn text(text: &str) -> Result<Owned, Raised> {
    // SAFETY: pointer and length are those of a valid UTF-8 string.
    unsafe {
        Owned::from_result(ffi::PyUnicode_FromStringAndSize(
            text.as_ptr().cast(),
            text.len() as ffi::Py_ssize_t,
        ))
    }
}

/// An interned `str`, so that names can be compared by address.
pub(crate) fn interned(name: &str) -> Result<Owned, Raised> {
    let mut object = text(name)?.into_raw();
    // SAFETY: `object` is an owned, exact `str`; the call replaces it by another owned reference.
    unsafe {
        ffi::PyUnicode_InternInPlace(&mut object);
        Owned::from_result(object)
    }
}

/// Sets an exception.
///
/// # Safety
/// `class` is an exception class.
pub(crate) unsafe fn raise(class: Obj, message: &str) -> Raised {
    if let Ok(message) = text(message) {
        // SAFETY: the caller's promise, and `message` is a live `str`.
        unsafe { ffi::PyErr_SetObject(class, message.get()) }
    }
    Raised
}

/// `getattr(object, name)`.
///
/// # Safety
/// `object` is a live object.
pub(crate) unsafe fn attribute(object: Obj, name: &str) -> Result<Owned, Raised> {
    let name = text(name)?;
    // SAFETY: both are live objects.
    unsafe { Owned::from_result(ffi::PyObject_GetAttr(object, name.get())) }
}

/// `importlib.import_module(module)` and then its attribute.
pub(crate) fn imported(module: &str, name: &str) -> Result<Owned, Raised> {
    let module = text(module)?;
    // SAFETY: `module` is a live `str`, and what is imported stays alive for the attribute lookup.
    unsafe {
        let module = Owned::from_result(ffi::PyImport_Import(module.get()))?;
        attribute(module.get(), name)
    }
}

/// Does a `str` read so? Anything that is not an exact `str` does not.
///
/// # Safety
/// `object` is a live object or null.
pub(crate) unsafe fn is_text(object: Obj, expected: &str) -> bool {
    // SAFETY: the type is tested before the text is read; the returned buffer lives as long as the `str`.
    unsafe {
        if object.is_null() || ffi::PyUnicode_CheckExact(object) == 0 {
            return false;
        }
        let mut length = 0;
        let bytes = ffi::PyUnicode_AsUTF8AndSize(object, &mut length);
        if bytes.is_null() {
            ffi::PyErr_Clear();
            return false;
        }
        std::slice::from_raw_parts(bytes.cast::<u8>(), length as usize) == expected.as_bytes()
    }
}

/// Are these two the same `str`, exact ones?
///
/// # Safety
/// Both are live objects or null.
#[cfg(not(Py_3_12))]
pub(crate) unsafe fn is_same_text(left: Obj, right: Obj) -> bool {
    // SAFETY: the types are tested before the texts are compared.
    unsafe {
        let is_text = |object: Obj| !object.is_null() && ffi::PyUnicode_CheckExact(object) != 0;
        is_text(left) && is_text(right) && ffi::PyUnicode_Compare(left, right) == 0
    }
}
