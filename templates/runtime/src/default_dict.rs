//! `collections.defaultdict` of a builtin type: what is not there is made without Python code.

use crate::boxing::{new_bool, new_float, new_int};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::sync::atomic::{AtomicPtr, Ordering};

/// The class, once it is known; owned.
static CLASS: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());

/// Is it exactly a `defaultdict`? Its items are found, stored and deleted as those of a `dict` are.
#[inline(always)]
pub fn is_default_dict(object: Obj) -> bool {
    let class = CLASS.load(Ordering::Relaxed);
    // SAFETY: a live object.
    !class.is_null() && unsafe { (*object).ob_type == class }
}

/// The class, or null.
pub(crate) fn class() -> *mut ffi::PyTypeObject {
    CLASS.load(Ordering::Relaxed)
}

/// The class, if that is what is called; null if not.
pub(crate) fn class_of(callee: Obj) -> *mut ffi::PyTypeObject {
    let class = CLASS.load(Ordering::Relaxed);
    if callee == class.cast() { class } else { std::ptr::null_mut() }
}

/// What a `defaultdict` makes for a key that is not there, owned: null if that has to be left to CPython.
pub(crate) fn made_for(object: Obj) -> Obj {
    if !is_default_dict(object) {
        return NULL;
    }
    // SAFETY: exactly a `defaultdict`, whose factory is an object or null. On 3.11 the collector may run Python code while a
    // container is made.
    let made = unsafe {
        let factory = annot_default_factory(object).cast::<ffi::PyTypeObject>();
        if factory == &raw mut ffi::PyLong_Type {
            new_int(0)
        } else if factory == &raw mut ffi::PyFloat_Type {
            new_float(0.0)
        } else if factory == &raw mut ffi::PyBool_Type {
            new_bool(false)
        } else if factory == &raw mut ffi::PyUnicode_Type {
            ffi::PyUnicode_New(0, 0)
        } else if cfg!(not(Py_3_12)) {
            return NULL;
        } else if factory == &raw mut ffi::PyList_Type {
            ffi::PyList_New(0)
        } else if factory == &raw mut ffi::PyDict_Type {
            ffi::PyDict_New()
        } else if factory == &raw mut ffi::PySet_Type {
            ffi::PySet_New(NULL)
        } else {
            return NULL;
        }
    };
    if made.is_null() {
        // SAFETY: the GIL is held. CPython will find out again that there is no memory.
        unsafe { ffi::PyErr_Clear() }
    }
    made
}

/// Finds the class. Without it, or if it is not stored as expected, none is known.
///
/// # Safety
/// The GIL must be held.
pub(crate) unsafe fn find() {
    if !CLASS.load(Ordering::Relaxed).is_null() {
        return;
    }
    // SAFETY: the GIL is held; what is made here is given up here, except the class.
    unsafe {
        let module = ffi::PyImport_ImportModule(c"_collections".as_ptr());
        if !module.is_null() {
            let class = ffi::PyObject_GetAttrString(module, c"defaultdict".as_ptr());
            if !class.is_null() {
                let one = ffi::PyObject_CallFunctionObjArgs(class, &raw mut ffi::PyLong_Type, NULL);
                let is_known = !one.is_null()
                    && ffi::PyDict_Check(one) != 0
                    && annot_default_factory(one) == (&raw mut ffi::PyLong_Type).cast();
                ffi::Py_XDECREF(one);
                if is_known {
                    CLASS.store(class.cast(), Ordering::Relaxed);
                } else {
                    ffi::Py_DECREF(class);
                }
            }
            ffi::Py_DECREF(module);
        }
        ffi::PyErr_Clear();
    }
}

unsafe extern "C" {
    fn annot_default_factory(dict: Obj) -> Obj;
}
