//! Attributes in the dictionary of an object whose class keeps no shared names: of exceptions, above all.

use super::{Attribute, Kind, Place, in_values, is_plain};
use crate::function::Function;
use crate::object::release;
use crate::value::Obj;
use pyo3::ffi;
use std::ffi::c_int;

/// The value of the attribute, borrowed; null if there is none. `None`: it must be looked up.
///
/// # Safety
/// A live object, of the type for which the place was found.
pub(super) unsafe fn value(object: Obj, place: &Place, name: Obj) -> Option<Obj> {
    let mut is_known = 0;
    // SAFETY: the caller's promise; the name is alive.
    let found = unsafe { annot_value_in_dict(object, place.offset, name, &mut is_known) };
    (is_known != 0).then_some(found)
}

/// `object.name = value`, if that is in the object's dictionary, and what was there before is nothing whose end anybody hears of.
/// `None`: nothing was done. `make` gives the value, owned.
#[cold]
#[inline(never)]
pub(super) fn store(
    site: &Attribute,
    object: Obj,
    function: &Function,
    name: usize,
    make: impl FnOnce() -> Obj,
) -> Option<()> {
    // SAFETY: a live object.
    if unsafe { ffi::PyType_Check(object) } != 0 {
        return store_in_class(object, function.name(name), make);
    }
    let place = site
        .find(object, function, name, true)
        .filter(|place| matches!(place.kind, Kind::InDict | Kind::InValues))?;
    let name = function.name(name);
    // SAFETY: a live object of the type that the place is for, which stores attributes as most do.
    unsafe {
        let old = match place.kind {
            Kind::InDict => value(object, &place, name)?,
            _ => Some(in_values::in_dictionary(object, name)).filter(|old| !old.is_null())?,
        };
        if !(old.is_null() || is_plain(old)) {
            return None;
        }
        let new = make();
        let is_stored = !new.is_null() && place.kind == Kind::InDict && annot_store_in_dict(object, place.offset, name, new) != 0;
        let failed = !is_stored && (new.is_null() || ffi::PyObject_GenericSetAttr(object, name, new) != 0);
        if !new.is_null() {
            release(new);
        }
        if failed {
            // CPython tries again, and says what is wrong.
            ffi::PyErr_Clear();
            return None;
        }
    }
    Some(())
}

/// [`store`] of an attribute of a class.
#[inline(never)]
fn store_in_class(class: Obj, name: Obj, make: impl FnOnce() -> Obj) -> Option<()> {
    let value = make();
    if value.is_null() {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() };
        return None;
    }
    // SAFETY: live objects.
    let is_stored = unsafe { annot_store_in_class(class, name, value) } != 0;
    release(value);
    is_stored.then_some(())
}

unsafe extern "C" {
    fn annot_store_in_class(class: Obj, name: Obj, value: Obj) -> c_int;
    fn annot_store_in_dict(object: Obj, offset: usize, name: Obj, value: Obj) -> c_int;
    fn annot_value_in_dict(object: Obj, offset: usize, name: Obj, is_known: *mut c_int) -> Obj;
}
