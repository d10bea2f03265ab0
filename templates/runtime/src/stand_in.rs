//! What is asked of the class of an instance that was not made.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use super::{Attribute, Kind, Place, holds};
use crate::function::Function;
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::cell::UnsafeCell;
use std::mem::MaybeUninit;

/// The head of an instance, for functions that only look at its class.
pub struct StandIn(UnsafeCell<MaybeUninit<ffi::PyObject>>);

impl StandIn {
    /// Of a class.
    #[inline(always)]
    pub fn of(class: Obj) -> StandIn {
        let mut head: MaybeUninit<ffi::PyObject> = MaybeUninit::zeroed();
        // SAFETY: the place of a field; a class is a live type.
        unsafe { (&raw mut (*head.as_mut_ptr()).ob_type).write(class.cast()) };
        StandIn(UnsafeCell::new(head))
    }

    /// As long as this lives.
    #[inline(always)]
    pub fn object(&self) -> Obj {
        self.0.get().cast()
    }
}

/// The function that a method of instances of the class is, borrowed from that, if their attributes do not hide it; else null.
#[inline(always)]
pub fn method_of(site: &Attribute, class: Obj, function: &Function, name: usize) -> Obj {
    let place = site.first();
    // SAFETY: a live type; the version is compared first.
    let is_known = place.version == unsafe { (*class.cast::<ffi::PyTypeObject>()).tp_version_tag };
    if is_known && place.kind == Kind::Function {
        let found = unhidden(place);
        if !found.is_null() {
            return found;
        }
    }
    other_method_of(site, class, function, name)
}

#[inline(always)]
fn unhidden(place: &Place) -> Obj {
    if place.entries_at.is_null() || holds(place) { place.found } else { NULL }
}

#[cold]
#[inline(never)]
fn other_method_of(site: &Attribute, class: Obj, function: &Function, name: usize) -> Obj {
    let stand_in = StandIn::of(class);
    match site.find(stand_in.object(), function, name, false) {
        Some(place) if place.kind == Kind::Function => unhidden(&place),
        _ => NULL,
    }
}

/// [`method_of`], if there is one, borrowed.
#[inline(always)]
pub fn lend_method_of(site: &Attribute, class: Obj, function: &Function, name: usize) -> Option<Obj> {
    let found = method_of(site, class, function, name);
    (!found.is_null()).then_some(found)
}

/// [`method_of`], if there is one, owned.
#[inline(always)]
pub fn load_method_of(site: &Attribute, class: Obj, function: &Function, name: usize) -> Option<Obj> {
    let found = lend_method_of(site, class, function, name)?;
    crate::object::retain(found);
    Some(found)
}
