//! Functions that only CPython itself computes exactly: called through the C functions under its builtins, which exist
//! whatever a program assigns to the names.

use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::{CStr, c_char};
use std::sync::atomic::{AtomicPtr, Ordering};

/// `math.gamma`.
#[inline(never)]
pub(crate) fn gamma(x: f64) -> Option<f64> {
    static FUNCTION: AtomicPtr<ffi::PyObject> = AtomicPtr::new(NULL);
    call_math(&FUNCTION, c"gamma", x)
}

/// `math.lgamma`.
#[inline(never)]
pub(crate) fn lgamma(x: f64) -> Option<f64> {
    static FUNCTION: AtomicPtr<ffi::PyObject> = AtomicPtr::new(NULL);
    call_math(&FUNCTION, c"lgamma", x)
}

/// `float.__round__(x, ndigits)`.
#[inline(never)]
pub(crate) fn float_round(x: f64, ndigits: i64) -> Option<f64> {
    // SAFETY: the GIL is held by whoever runs native code, and no exception is set; every new reference is released.
    unsafe {
        let number = ffi::PyFloat_FromDouble(x);
        let digits = ffi::PyLong_FromLongLong(ndigits);
        let name = ffi::PyUnicode_FromString(c"__round__".as_ptr());
        let result = if number.is_null() || digits.is_null() || name.is_null() {
            NULL
        } else {
            ffi::PyObject_CallMethodObjArgs(number, name, digits, NULL)
        };
        ffi::Py_XDECREF(number);
        ffi::Py_XDECREF(digits);
        ffi::Py_XDECREF(name);
        take_float(result)
    }
}

/// Calls a function of one float of the module `math`, looked up once.
fn call_math(function: &AtomicPtr<ffi::PyObject>, name: &CStr, x: f64) -> Option<f64> {
    // SAFETY: the GIL is held by whoever runs native code, and no exception is set.
    unsafe {
        let mut callable = function.load(Ordering::Relaxed);
        if callable.is_null() {
            callable = builtin_function(c"math", name)?;
            function.store(callable, Ordering::Relaxed);
        }
        let argument = ffi::PyFloat_FromDouble(x);
        if argument.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        let result = ffi::PyObject_CallOneArg(callable, argument);
        ffi::Py_DECREF(argument);
        take_float(result)
    }
}

/// A function of one object that a module of the standard library defines in C, if the name is bound to that: a new reference.
pub(crate) fn builtin_function(module: &CStr, name: &CStr) -> Option<Obj> {
    // SAFETY: the GIL is held; the module's reference is released, its function's kept.
    unsafe {
        // A program's own `__import__` is Python code.
        let _away = crate::away::Away::new();
        let module = ffi::PyImport_ImportModule(module.as_ptr());
        if module.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        let function = ffi::PyObject_GetAttrString(module, name.as_ptr());
        ffi::Py_DECREF(module);
        if function.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        if is_builtin(function, name) {
            return Some(function);
        }
        ffi::Py_DECREF(function);
        None
    }
}

/// Is this the C function of that name that takes one object?
///
/// # Safety
/// `function` must be an object, and the GIL held.
unsafe fn is_builtin(function: Obj, name: &CStr) -> bool {
    // SAFETY: the type is tested before the structure is read, and a method definition outlives its function.
    unsafe {
        if (*function).ob_type != &raw mut ffi::PyCFunction_Type {
            return false;
        }
        let definition = (*function.cast::<ffi::PyCFunctionObject>()).m_ml;
        let own: *const c_char = (*definition).ml_name;
        (*definition).ml_flags == ffi::METH_O && CStr::from_ptr(own) == name
    }
}

/// The float in an owned result; null and anything that is not a float are `None`, and leave no exception behind.
///
/// # Safety
/// `result` must be null with an exception set, or an owned reference; the GIL must be held.
unsafe fn take_float(result: Obj) -> Option<f64> {
    // SAFETY: as demanded of the caller.
    unsafe {
        if result.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        let is_float = (*result).ob_type == &raw mut ffi::PyFloat_Type;
        let value = ffi::PyFloat_AsDouble(result);
        ffi::Py_DECREF(result);
        if is_float { Some(value) } else { None }
    }
}
