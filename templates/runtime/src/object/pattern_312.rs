//! `MATCH_KEYS` and `MATCH_CLASS` for CPython 3.11 and 3.12, which export nothing that does it.

use super::names::Name;
use crate::boxing::new_none;
use crate::owned::{Owned, Raised};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::{CStr, c_char, c_int};

/// The values of the keys in a tuple, or `None`.
pub(super) fn match_keys(subject: Obj, keys: Obj) -> Obj {
    match values_of(subject, keys) {
        Ok(Some(values)) => values.into_raw(),
        Ok(None) => new_none(),
        Err(Raised) => NULL,
    }
}

/// The attributes in a tuple; null, perhaps without an exception, if the subject does not match.
pub(super) fn match_class(subject: Obj, class: Obj, positional: usize, names: Obj) -> Obj {
    match attributes_of(subject, class, positional, names) {
        Ok(Some(attributes)) => attributes.into_raw(),
        Ok(None) | Err(Raised) => NULL,
    }
}

/// `subject.get(key, a new object)` of each key: a mapping may make up values in `__getitem__`.
fn values_of(subject: Obj, keys: Obj) -> Result<Option<Owned>, Raised> {
    static GET: Name = Name::new(c"get");
    // SAFETY: live objects, the keys a tuple, and the GIL is held.
    unsafe {
        let count = ffi::PyTuple_GET_SIZE(keys);
        if count == 0 {
            return Owned::from_result(ffi::PyTuple_New(0)).map(Some);
        }
        let (get, first) = super::load_method(subject, GET.get());
        let get = Owned::from_result(get)?;
        let first = (!first.is_null()).then(|| Owned::from_result(first)).transpose()?;
        let first = first.as_ref().map_or(NULL, Owned::get);
        let seen = Owned::from_result(ffi::PySet_New(NULL))?;
        let absent = Owned::from_result(ffi::PyObject_CallNoArgs((&raw mut ffi::PyBaseObject_Type).cast()))?;
        let values = Owned::from_result(ffi::PyTuple_New(count))?;
        for index in 0..count {
            let key = ffi::PyTuple_GET_ITEM(keys, index);
            if !is_new(&seen, key)? {
                let text = c"mapping pattern checks duplicate key (%R)";
                ffi::PyErr_Format(ffi::PyExc_ValueError, text.as_ptr(), key);
                return Err(Raised);
            }
            let value = Owned::from_result(super::call_method(get.get(), first, &[key, absent.get()], NULL))?;
            if value.get() == absent.get() {
                return Ok(None);
            }
            ffi::PyTuple_SET_ITEM(values.get(), index, value.into_raw());
        }
        Ok(Some(values))
    }
}

fn attributes_of(subject: Obj, class: Obj, positional: usize, names: Obj) -> Result<Option<Owned>, Raised> {
    // SAFETY: live objects, the names a tuple, and the GIL is held.
    unsafe {
        if ffi::PyType_Check(class) == 0 {
            let text = if cfg!(Py_3_12) {
                c"called match pattern must be a class"
            } else {
                c"called match pattern must be a type"
            };
            ffi::PyErr_SetString(ffi::PyExc_TypeError, text.as_ptr());
            return Err(Raised);
        }
        match ffi::PyObject_IsInstance(subject, class) {
            0 => return Ok(None),
            1.. => {}
            _ => return Err(Raised),
        }
        let seen = Owned::from_result(ffi::PySet_New(NULL))?;
        let found = Owned::from_result(ffi::PyList_New(0))?;
        if positional > 0 && !add_positional(subject, class, positional, &seen, &found)? {
            return Ok(None);
        }
        for index in 0..ffi::PyTuple_GET_SIZE(names) {
            if !add_attribute(subject, class, ffi::PyTuple_GET_ITEM(names, index), &seen, &found)? {
                return Ok(None);
            }
        }
        Owned::from_result(ffi::PyList_AsTuple(found.get())).map(Some)
    }
}

/// Adds what positional patterns are about: the attributes in `__match_args__`, or the subject itself.
///
/// # Safety
/// Live objects, the class a type; the GIL is held.
unsafe fn add_positional(
    subject: Obj,
    class: Obj,
    positional: usize,
    seen: &Owned,
    found: &Owned,
) -> Result<bool, Raised> {
    // SAFETY: as the caller promises.
    unsafe {
        let names = match_args(class)?;
        let is_self = names.is_none() && (*class.cast::<ffi::PyTypeObject>()).tp_flags & MATCH_SELF != 0;
        let allowed = match &names {
            Some(names) => ffi::PyTuple_GET_SIZE(names.get()) as usize,
            None => usize::from(is_self),
        };
        if allowed < positional {
            let plural = if allowed == 1 { c"" } else { c"s" };
            ffi::PyErr_Format(
                ffi::PyExc_TypeError,
                c"%s() accepts %d positional sub-pattern%s (%d given)".as_ptr(),
                type_name(class),
                allowed as c_int,
                plural.as_ptr(),
                positional as c_int,
            );
            return Err(Raised);
        }
        let Some(names) = names else {
            return added(found, subject);
        };
        for index in 0..positional {
            let name = ffi::PyTuple_GET_ITEM(names.get(), index as ffi::Py_ssize_t);
            if ffi::PyUnicode_CheckExact(name) == 0 {
                let text = c"__match_args__ elements must be strings (got %s)";
                ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name((*name).ob_type.cast()));
                return Err(Raised);
            }
            if !add_attribute(subject, class, name, seen, found)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// `class.__match_args__`, if there is one.
///
/// # Safety
/// A live type; the GIL is held.
unsafe fn match_args(class: Obj) -> Result<Option<Owned>, Raised> {
    static MATCH_ARGS: Name = Name::new(c"__match_args__");
    // SAFETY: as the caller promises.
    unsafe {
        let Ok(names) = Owned::from_result(ffi::PyObject_GetAttr(class, MATCH_ARGS.get())) else {
            if ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) == 0 {
                return Err(Raised);
            }
            ffi::PyErr_Clear();
            return Ok(None);
        };
        if ffi::PyTuple_CheckExact(names.get()) == 0 {
            let text: &CStr = c"%s.__match_args__ must be a tuple (got %s)";
            let got = type_name((*names.get()).ob_type.cast());
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(class), got);
            return Err(Raised);
        }
        Ok(Some(names))
    }
}

/// Adds an attribute of the subject. False if it has none.
///
/// # Safety
/// Live objects, the class a type; the GIL is held.
unsafe fn add_attribute(subject: Obj, class: Obj, name: Obj, seen: &Owned, found: &Owned) -> Result<bool, Raised> {
    // SAFETY: as the caller promises.
    unsafe {
        if !is_new(seen, name)? {
            let text = c"%s() got multiple sub-patterns for attribute %R";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(class), name);
            return Err(Raised);
        }
        match Owned::from_result(ffi::PyObject_GetAttr(subject, name)) {
            Ok(value) => added(found, value.get()),
            Err(Raised) if ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) != 0 => {
                ffi::PyErr_Clear();
                Ok(false)
            }
            Err(Raised) => Err(Raised),
        }
    }
}

fn added(list: &Owned, item: Obj) -> Result<bool, Raised> {
    // SAFETY: live objects, the first a list.
    if unsafe { ffi::PyList_Append(list.get(), item) } == 0 {
        Ok(true)
    } else {
        Err(Raised)
    }
}

/// Adds a key to a set in which it may be already.
fn is_new(seen: &Owned, key: Obj) -> Result<bool, Raised> {
    // SAFETY: live objects, the first a set.
    unsafe {
        match ffi::PySet_Contains(seen.get(), key) {
            0 if ffi::PySet_Add(seen.get(), key) == 0 => Ok(true),
            1 => Ok(false),
            _ => Err(Raised),
        }
    }
}

/// # Safety
/// A live type.
unsafe fn type_name(class: Obj) -> *const c_char {
    // SAFETY: as the caller promises.
    unsafe { (*class.cast::<ffi::PyTypeObject>()).tp_name }
}

/// The flag of types whose one positional pattern is about the object itself.
const MATCH_SELF: std::ffi::c_ulong = 1 << 22;
