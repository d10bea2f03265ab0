// Stands for what the runtime keeps of objects that have ended: nothing. For tests that compile a part of the runtime.

/// There is no memory of tuples that have ended.
mod list_parts {
    pub(crate) fn short_tuple(_: &[crate::value::Obj]) -> crate::value::Obj {
        crate::value::NULL
    }
}

/// Stands for `csrc/kept.c`: no memory of numbers and strings is kept.
#[unsafe(no_mangle)]
extern "C" fn annot_new_int(value: i64) -> value::Obj {
    // SAFETY: the GIL is held.
    unsafe { pyo3::ffi::PyLong_FromLongLong(value) }
}

#[unsafe(no_mangle)]
extern "C" fn annot_end_int(object: value::Obj) {
    // SAFETY: a number that somebody gives up.
    unsafe { pyo3::ffi::Py_DECREF(object) }
}

#[unsafe(no_mangle)]
extern "C" fn annot_new_float(value: f64) -> value::Obj {
    // SAFETY: the GIL is held.
    unsafe { pyo3::ffi::PyFloat_FromDouble(value) }
}

#[unsafe(no_mangle)]
extern "C" fn annot_new_text(count: isize) -> value::Obj {
    // SAFETY: the GIL is held.
    unsafe { pyo3::ffi::PyUnicode_New(count, 127) }
}

#[unsafe(no_mangle)]
extern "C" fn annot_end_text(object: value::Obj) {
    // SAFETY: a string that somebody gives up.
    unsafe { pyo3::ffi::Py_DECREF(object) }
}

#[unsafe(no_mangle)]
extern "C" fn annot_end_float(object: value::Obj) {
    // SAFETY: a number that somebody gives up.
    unsafe { pyo3::ffi::Py_DECREF(object) }
}
