//! `LIST_EXTEND`, `SET_UPDATE`, `DICT_UPDATE` and `DICT_MERGE`: stars in displays and calls. Nothing is stolen.

use super::refs::{release, type_of};
use crate::value::Obj;
use pyo3::ffi;
use std::ffi::c_int;

/// `[*list, *iterable]`, in place.
pub fn list_extend(list: Obj, iterable: Obj) -> bool {
    // SAFETY: live objects, the first a list; the result is `None` or null.
    unsafe {
        let none = _PyList_Extend(list, iterable);
        if !none.is_null() {
            release(none);
            return true;
        }
        if ffi::PyErr_ExceptionMatches(ffi::PyExc_TypeError) != 0 && !looks_iterable(iterable) {
            ffi::PyErr_Clear();
            ffi::PyErr_Format(
                ffi::PyExc_TypeError,
                c"Value after * must be an iterable, not %.200s".as_ptr(),
                (*type_of(iterable)).tp_name,
            );
        }
        false
    }
}

/// `{*set, *iterable}`, in place.
#[inline]
pub fn set_update(set: Obj, iterable: Obj) -> bool {
    // SAFETY: live objects, the first a set.
    unsafe { _PySet_Update(set, iterable) >= 0 }
}

/// `{**dict, **mapping}`, in place.
pub fn dict_update(dict: Obj, mapping: Obj) -> bool {
    // SAFETY: live objects, the first a dict.
    unsafe {
        if ffi::PyDict_Update(dict, mapping) >= 0 {
            return true;
        }
        if ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) != 0 {
            say_it_is_no_mapping(mapping);
        }
        false
    }
}

/// `{**dict, **mapping}`, in place, for a call of `callable`: no key may come twice.
pub fn dict_merge(dict: Obj, mapping: Obj, callable: Obj) -> bool {
    #[cfg(Py_3_15)]
    // SAFETY: live objects, the first a dict; the key that came twice is owned.
    unsafe {
        let mut twice = crate::value::NULL;
        if _PyDict_MergeUniq(dict, mapping, &mut twice) >= 0 {
            return true;
        }
        _PyEval_FormatKwargsError(ffi::PyThreadState_Get(), callable, mapping, twice);
        super::release_or_null(twice);
    }
    #[cfg(not(Py_3_15))]
    // SAFETY: live objects, the first a dict.
    unsafe {
        const KEYS_ARE_UNIQUE: c_int = 2;
        if _PyDict_MergeEx(dict, mapping, KEYS_ARE_UNIQUE) >= 0 {
            return true;
        }
        #[cfg(Py_3_13)]
        _PyEval_FormatKwargsError(ffi::PyThreadState_Get(), callable, mapping);
        #[cfg(not(Py_3_13))]
        explain_failed_merge(callable, mapping);
    }
    false
}

/// `tuple(list)` of an exact list.
#[inline]
pub fn list_to_tuple(list: Obj) -> Obj {
    // SAFETY: a live list.
    unsafe { ffi::PyList_AsTuple(list) }
}

/// Has the object something by which iterating over it could begin?
pub(super) fn looks_iterable(object: Obj) -> bool {
    // SAFETY: a live object.
    unsafe { (*type_of(object)).tp_iter.is_some() || ffi::PySequence_Check(object) != 0 }
}

/// # Safety
/// `mapping` is a live object, and an `AttributeError` is set.
#[cfg(not(Py_3_15))]
unsafe fn say_it_is_no_mapping(mapping: Obj) {
    // SAFETY: as the caller promises.
    unsafe {
        ffi::PyErr_Format(
            ffi::PyExc_TypeError,
            c"'%.200s' object is not a mapping".as_ptr(),
            (*type_of(mapping)).tp_name,
        );
    }
}

/// An error of a mapping's own passes.
///
/// # Safety
/// `mapping` is a live object, and an `AttributeError` is set.
#[cfg(Py_3_15)]
unsafe fn say_it_is_no_mapping(mapping: Obj) {
    static KEYS: super::names::Name = super::names::Name::new(c"keys");
    // SAFETY: as the caller promises; the exception is put back or released.
    unsafe {
        let raised = ffi::PyErr_GetRaisedException();
        let has_keys = ffi::PyObject_HasAttrWithError(mapping, KEYS.get());
        if has_keys == 0 {
            ffi::PyErr_Format(ffi::PyExc_TypeError, c"'%T' object is not a mapping".as_ptr(), mapping);
            release(raised);
        } else {
            _PyErr_ChainExceptions1(raised);
        }
    }
}

/// What CPython says instead of the error of a failed merge.
///
/// # Safety
/// Live objects, and an exception is set.
#[cfg(not(Py_3_13))]
unsafe fn explain_failed_merge(callable: Obj, mapping: Obj) {
    // SAFETY: as the caller promises.
    unsafe {
        if ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) != 0 {
            ffi::PyErr_Clear();
            let name = _PyObject_FunctionStr(callable);
            if !name.is_null() {
                ffi::PyErr_Format(
                    ffi::PyExc_TypeError,
                    c"%U argument after ** must be a mapping, not %.200s".as_ptr(),
                    name,
                    (*type_of(mapping)).tp_name,
                );
                release(name);
            }
        } else if ffi::PyErr_ExceptionMatches(ffi::PyExc_KeyError) != 0 {
            explain_key_error(callable);
        }
    }
}

/// # Safety
/// A live object, and a `KeyError` is set.
#[cfg(not(Py_3_13))]
unsafe fn explain_key_error(callable: Obj) {
    // SAFETY: as the caller promises; the exception is put back, or given up for another one.
    unsafe {
        let raised = fetch();
        let key = raised.only_argument();
        if key.is_null() {
            raised.restore();
            return;
        }
        let name = _PyObject_FunctionStr(callable);
        if !name.is_null() {
            let text = c"%U got multiple values for keyword argument '%S'";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), name, key);
            release(name);
        }
        raised.release();
    }
}

/// An exception that was taken out of the thread: one object.
#[cfg(all(Py_3_12, not(Py_3_13)))]
struct Raised(Obj);

#[cfg(all(Py_3_12, not(Py_3_13)))]
unsafe fn fetch() -> Raised {
    // SAFETY: the GIL is held.
    unsafe { Raised(ffi::PyErr_GetRaisedException()) }
}

#[cfg(all(Py_3_12, not(Py_3_13)))]
impl Raised {
    /// The only argument of the exception, borrowed; null if there are more or less.
    unsafe fn only_argument(&self) -> Obj {
        // SAFETY: an exception always has a tuple of arguments, and keeps it.
        unsafe {
            let args = PyException_GetArgs(self.0);
            release(args);
            only_item(args)
        }
    }

    unsafe fn restore(self) {
        // SAFETY: the reference is owned.
        unsafe { ffi::PyErr_SetRaisedException(self.0) }
    }

    fn release(self) {
        release(self.0);
    }
}

/// An exception that was taken out of the thread, as it was set: class, value, traceback.
#[cfg(not(Py_3_12))]
struct Raised([Obj; 3]);

#[cfg(not(Py_3_12))]
unsafe fn fetch() -> Raised {
    let mut parts = [crate::value::NULL; 3];
    let [class, value, traceback] = &mut parts;
    // SAFETY: the GIL is held.
    unsafe { ffi::PyErr_Fetch(class, value, traceback) };
    Raised(parts)
}

#[cfg(not(Py_3_12))]
impl Raised {
    /// The only argument of an exception that was not made yet, borrowed. Null for one that was, as in CPython.
    unsafe fn only_argument(&self) -> Obj {
        // SAFETY: a live object or null.
        unsafe {
            let value = self.0[1];
            if value.is_null() || ffi::PyTuple_Check(value) == 0 {
                crate::value::NULL
            } else {
                only_item(value)
            }
        }
    }

    unsafe fn restore(self) {
        let [class, value, traceback] = self.0;
        // SAFETY: the references are owned.
        unsafe { ffi::PyErr_Restore(class, value, traceback) }
    }

    fn release(self) {
        for part in self.0 {
            super::release_or_null(part);
        }
    }
}

/// # Safety
/// `items` is a live tuple.
#[cfg(not(Py_3_13))]
unsafe fn only_item(items: Obj) -> Obj {
    // SAFETY: as the caller promises.
    unsafe {
        if ffi::PyTuple_GET_SIZE(items) == 1 {
            ffi::PyTuple_GET_ITEM(items, 0)
        } else {
            crate::value::NULL
        }
    }
}

unsafe extern "C" {
    fn _PyList_Extend(list: Obj, iterable: Obj) -> Obj;
    fn _PySet_Update(set: Obj, iterable: Obj) -> c_int;
    #[cfg(not(Py_3_13))]
    fn _PyObject_FunctionStr(callable: Obj) -> Obj;
    #[cfg(not(Py_3_15))]
    fn _PyDict_MergeEx(dict: Obj, other: Obj, mode: c_int) -> c_int;
    #[cfg(Py_3_15)]
    fn _PyDict_MergeUniq(dict: Obj, other: Obj, twice: *mut Obj) -> c_int;
    #[cfg(all(Py_3_13, not(Py_3_15)))]
    fn _PyEval_FormatKwargsError(thread: *mut ffi::PyThreadState, callable: Obj, mapping: Obj);
    #[cfg(Py_3_15)]
    fn _PyEval_FormatKwargsError(thread: *mut ffi::PyThreadState, callable: Obj, mapping: Obj, twice: Obj);
    #[cfg(all(Py_3_12, not(Py_3_13)))]
    fn PyException_GetArgs(exception: Obj) -> Obj;
    #[cfg(Py_3_15)]
    fn _PyErr_ChainExceptions1(raised: Obj);
}
