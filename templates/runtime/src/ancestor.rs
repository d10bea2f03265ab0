//! `super().method`, found where it was for objects of the same type; and the builtin `__init__` at the end of the chain.

use super::{Attribute, EMPTY, Kind, Place, version_of};
use crate::function::Function;
use crate::object::{release_or_null, retain, type_of};
use crate::value::{NULL, Obj};
use pyo3::ffi;
use std::ffi::c_int;

/// The function, or builtin method, above `class` that `super(class, object).name` is a bound method of, owned. `None`: it is
/// something else, or `super` is.
#[inline(always)]
pub fn load_super(
    site: &Attribute,
    super_object: Obj,
    class: Obj,
    object: Obj,
    function: &Function,
    name: usize,
) -> Option<Obj> {
    if super_object != (&raw mut ffi::PySuper_Type).cast() {
        return None;
    }
    let place = site.first();
    // SAFETY: a live object; the version is compared before what was found for it is used.
    let is_known = unsafe { (*type_of(object)).tp_version_tag } == place.version && place.offset == class as usize;
    let found = if is_known {
        place.found
    } else {
        find(site, class, object, function.name(name))
    };
    if found.is_null() {
        return None;
    }
    retain(found);
    Some(found)
}

#[cold]
#[inline(never)]
fn find(site: &Attribute, class: Obj, object: Obj, name: Obj) -> Obj {
    let mut place = EMPTY;
    // SAFETY: live objects. No reference to a place is held.
    unsafe {
        let known = &mut (*site.places.get())[0];
        let version = version_of(object);
        if known.offset == class as usize && known.is_followed(version) {
            known.version = version;
            return known.found;
        }
        annot_find_super(class, object, name, &mut place);
        if place.kind == Kind::Function && place.version != 0 {
            (*site.places.get())[0] = place;
        }
    }
    place.found
}

/// The result of `init(object, *args)`, owned, if that is `object.__init__` without arguments or the `__init__` of an exception that
/// does no more than keep them, and runs no Python code. `None`: nothing was done. `args` are made for it.
#[inline(always)]
pub fn base_init<const COUNT: usize>(init: Obj, object: Obj, args: impl FnOnce() -> [Obj; COUNT]) -> Option<Obj> {
    // SAFETY: live objects.
    let is_known = unsafe { annot_is_base_init(init, object, COUNT as ffi::Py_ssize_t) } != 0;
    if !is_known {
        return None;
    }
    let args = args();
    // SAFETY: live objects, or null where there was no memory. `object.__init__` has no arguments to keep.
    let is_done = COUNT == 0 && unsafe { !is_exception(object) }
        || unsafe { annot_keep_arguments(object, args.as_ptr(), COUNT as ffi::Py_ssize_t) } != 0;
    args.into_iter().for_each(release_or_null);
    if !is_done {
        return Some(NULL);
    }
    Some(crate::boxing::new_none())
}

/// # Safety
/// A live object.
#[inline(always)]
unsafe fn is_exception(object: Obj) -> bool {
    // SAFETY: the caller's promise.
    unsafe { ffi::PyExceptionInstance_Check(object) != 0 }
}

unsafe extern "C" {
    fn annot_find_super(class: Obj, object: Obj, name: Obj, place: *mut Place);
    fn annot_is_base_init(init: Obj, object: Obj, count: ffi::Py_ssize_t) -> c_int;
    fn annot_keep_arguments(object: Obj, args: *const Obj, count: ffi::Py_ssize_t) -> c_int;
}
