//! Attributes of classes: constants, members of enumerations, static and class methods, functions that are called with their objects.
//!
//! What a class has under a name holds for a version of the class and one of its metaclass, as in `place.rs`. What has to be bound
//! is bound anew each time, by what binds nothing but static methods, class methods and functions. Nothing in here runs Python code.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::collecting::uncollected;
use crate::function::Function;
use crate::object::{retain, type_of};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;

/// What is remembered of a load of an attribute of a class.
pub struct OfClass {
    /// The versions of the metaclass and of the class; no type has version 0.
    metaclass: Cell<u32>,
    class: Cell<u32>,
    /// What the class has under that name, borrowed from it or one of its bases.
    found: Cell<Obj>,
    /// Is that a plain value?
    is_plain: Cell<Option<bool>>,
    /// How often it was looked for in vain.
    missed: Cell<u32>,
}

// SAFETY: read and written only with the GIL held.
unsafe impl Sync for OfClass {}

/// After so many misses nothing is remembered any more.
const MOST_MISSES: u32 = 1000;

impl OfClass {
    #[allow(clippy::new_without_default)]
    pub const fn new() -> OfClass {
        OfClass {
            metaclass: Cell::new(0),
            class: Cell::new(0),
            found: Cell::new(NULL),
            is_plain: Cell::new(None),
            missed: Cell::new(0),
        }
    }

    /// Is what was found, if it is no plain value, there in another version of the class as well?
    fn is_followed(&self, class: Obj) -> bool {
        // SAFETY: a live object, which is a class if its own class has that version.
        unsafe {
            let metaclass = (*type_of(class)).tp_version_tag;
            if metaclass == 0 || metaclass != self.metaclass.get() {
                return false;
            }
            let version = (*class.cast::<ffi::PyTypeObject>()).tp_version_tag;
            let is_followed = self.is_plain.get() == Some(false) && crate::version::is_followed(self.class.get(), version);
            if is_followed {
                self.class.set(version);
            }
            is_followed
        }
    }
}

/// `class.name`, owned; null, without an exception, if it has to be looked up.
#[inline(always)]
pub fn get(site: &OfClass, class: Obj, function: &Function, name: usize) -> Obj {
    // SAFETY: a live object. Only metaclasses are remembered, so it is a class if its own class has that version.
    let is_known = unsafe {
        let metaclass = (*type_of(class)).tp_version_tag;
        metaclass != 0
            && metaclass == site.metaclass.get()
            && (*class.cast::<ffi::PyTypeObject>()).tp_version_tag == site.class.get()
    };
    let found = if is_known { site.found.get() } else { find(site, class, function, name) };
    if found.is_null() { NULL } else { bound(found, class) }
}

/// What a class gives that has this under the name; null if it has to be looked up.
#[inline(always)]
fn bound(found: Obj, class: Obj) -> Obj {
    // SAFETY: live objects; what binds is one of the three that run no Python code.
    unsafe {
        let Some(bind) = (*type_of(found)).tp_descr_get else {
            retain(found);
            return found;
        };
        if !binds_quietly(found) {
            return NULL;
        }
        let value = uncollected(|| bind(found, NULL, class));
        if value.is_null() {
            ffi::PyErr_Clear();
        }
        value
    }
}

/// Is it a static method, a class method or a function?
#[inline(always)]
fn binds_quietly(found: Obj) -> bool {
    let class = type_of(found);
    class == &raw mut PyStaticMethod_Type || class == &raw mut ffi::PyFunction_Type || class == &raw mut PyClassMethod_Type
}

/// What the class has under that name, borrowed; null if it has to be looked up.
#[inline(never)]
fn find(site: &OfClass, class: Obj, function: &Function, name: usize) -> Obj {
    if site.missed.get() >= MOST_MISSES {
        return NULL;
    }
    if site.is_followed(class) {
        return site.found.get();
    }
    let name = function.name(name);
    // SAFETY: live objects, and the GIL is held. Looking a name up in a class and its bases runs no Python code: names are exact strings.
    unsafe {
        let metaclass = type_of(class);
        if ffi::PyType_Check(class) == 0
            || (*metaclass).tp_getattro.map(|get| get as usize) != ffi::PyType_Type.tp_getattro.map(|get| get as usize)
            || !_PyType_Lookup(metaclass, name).is_null()
        {
            site.missed.set(site.missed.get() + 1);
            return NULL;
        }
        let found = _PyType_Lookup(class.cast(), name);
        if found.is_null() || (*type_of(found)).tp_descr_get.is_some() && !(binds_quietly(found) && is_of_function(found)) {
            site.missed.set(site.missed.get() + 1);
            return NULL;
        }
        // Versions are given by lookups, as long as there are any.
        let versions = ((*metaclass).tp_version_tag, (*class.cast::<ffi::PyTypeObject>()).tp_version_tag);
        if versions.0 != 0 && versions.1 != 0 {
            site.metaclass.set(versions.0);
            site.class.set(versions.1);
            site.found.set(found);
            site.is_plain.set(Some((*type_of(found)).tp_descr_get.is_none()));
        }
        found
    }
}

/// Is it a function, or a static or class method of one? Up to 3.12 a class method binds whatever it is of.
fn is_of_function(found: Obj) -> bool {
    // SAFETY: a live object of one of these three types, whose attribute is a member: no Python code runs.
    unsafe {
        if type_of(found) == &raw mut ffi::PyFunction_Type {
            return true;
        }
        let of = ffi::PyObject_GetAttrString(found, c"__func__".as_ptr());
        if of.is_null() {
            ffi::PyErr_Clear();
            return false;
        }
        let is_function = ffi::PyFunction_Check(of) != 0;
        ffi::Py_DECREF(of);
        is_function
    }
}

unsafe extern "C" {
    static mut PyStaticMethod_Type: ffi::PyTypeObject;
    static mut PyClassMethod_Type: ffi::PyTypeObject;
    fn _PyType_Lookup(class: *mut ffi::PyTypeObject, name: Obj) -> Obj;
}
