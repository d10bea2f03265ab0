//! Calls of what [`crate::place::callee`] found: a method with its object, or something that is complete.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::object::type_of;
use crate::pending;
use crate::quick;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::Cell;

/// What is remembered of one call in the source: the method of `str` that ran no Python code there, or null.
pub struct Known(Cell<*mut ffi::PyMethodDef>);

// SAFETY: touched only with the GIL held.
unsafe impl Sync for Known {}

impl Default for Known {
    fn default() -> Known {
        Known::new()
    }
}

impl Known {
    /// Nothing is known yet.
    pub const fn new() -> Known {
        Known(Cell::new(std::ptr::null_mut()))
    }
}

/// The call, if it is one of what is known to run no Python code on these arguments: the result, null with an exception set.
/// `None`: that is not known, and nothing was done.
#[inline(always)]
pub fn quiet(known: &Known, callee: Obj, object: Obj, args: &[Obj]) -> Option<Obj> {
    if object.is_null() {
        return quick::call(callee, args);
    }
    if type_of(callee) == &raw mut ffi::PyFunction_Type && args.len() < MOST {
        if let Some(result) = crate::place::counting::updated(callee, object, args) {
            return Some(result);
        }
        let mut all = [object; MOST];
        all[1..args.len() + 1].copy_from_slice(args);
        return crate::started::quick(callee, &all[..args.len() + 1]);
    }
    if type_of(object) == &raw mut ffi::PyUnicode_Type && args.len() < MOST {
        return quiet_text(known, callee, object, args);
    }
    None
}

/// Up to so many arguments are passed to a method of `str` here.
const MOST: usize = 4;

#[inline(never)]
fn quiet_text(known: &Known, callee: Obj, object: Obj, args: &[Obj]) -> Option<Obj> {
    if type_of(callee) != &raw mut PyMethodDescr_Type || !quick::are_simple(args) {
        return None;
    }
    // SAFETY: a method of a builtin type, as just tested.
    let definition = unsafe { (*callee.cast::<Descriptor>()).definition };
    if known.0.get() != definition {
        if !quick::is_quiet_text_method(definition) {
            return None;
        }
        known.0.set(definition);
    }
    let mut all = [NULL; MOST + 2];
    all[1] = object;
    all[2..args.len() + 2].copy_from_slice(args);
    // SAFETY: live objects, and the GIL is held.
    Some(unsafe { annot_call_found(callee, all.as_mut_ptr().add(1), args.len() + 1, None) })
}

/// `callee(...)`: the arguments stand behind a word that may be written to and the object to call it with, or null.
#[inline(always)]
pub fn call(callee: Obj, all: &mut [Obj]) -> Obj {
    // SAFETY: live objects, and the GIL is held.
    unsafe { annot_call_found(callee, all.as_mut_ptr().add(1), all.len() - 1, Some(pending::called)) }
}

/// [`call`], where the last arguments are the values of the keyword arguments that a tuple names.
#[inline(never)]
pub fn call_with_names(callee: Obj, all: &mut [Obj], names: Obj) -> Obj {
    crate::object::call_method(callee, all[1], &all[2..], names)
}

/// The start of a `PyMethodDescrObject`.
#[repr(C)]
struct Descriptor {
    header: ffi::PyObject,
    class: *mut ffi::PyTypeObject,
    name: Obj,
    qualname: Obj,
    definition: *mut ffi::PyMethodDef,
}

unsafe extern "C" {
    static mut PyMethodDescr_Type: ffi::PyTypeObject;
    fn annot_call_found(callee: Obj, args: *mut Obj, count: usize, called: Option<extern "C" fn(Obj) -> Obj>) -> Obj;
}
