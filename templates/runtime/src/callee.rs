//! Attributes that are called: a function or builtin method of the object's class, with the object as a second operand; and the
//! getters of properties.

use super::{Attribute, Kind, Place, in_dict, is_not_shadowed, own_value, version_of};
use crate::function::Function;
use crate::object::{load_method, release, retain, type_of};
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// What `object.name` is, owned, if that is in a known place, and whether it is to be called with the object; else null, with no
/// exception set. Runs no Python code.
#[inline(always)]
pub fn callee(site: &Attribute, object: Obj, function: &Function, name: usize) -> (Obj, bool) {
    let place = site.first();
    // SAFETY: a live object; the version is compared first.
    let is_method = unsafe {
        place.version == version_of(object) && is_called_with_object(place.kind) && is_not_shadowed(object, place)
    };
    if is_method {
        retain(place.found);
        return (place.found, true);
    }
    other_callee(site, object, function, name)
}

fn is_called_with_object(kind: Kind) -> bool {
    kind == Kind::Function || kind == Kind::Builtin
}

#[inline(never)]
fn other_callee(site: &Attribute, object: Obj, function: &Function, name: usize) -> (Obj, bool) {
    // SAFETY: a live object of the type that the place is for.
    let found = |place: &Place| unsafe {
        match place.kind {
            kind if is_called_with_object(kind) && is_not_shadowed(object, place) => (place.found, true),
            Kind::InType if is_not_shadowed(object, place) => (place.found, false),
            Kind::InDict => (in_dict::value(object, place, function.name(name)).unwrap_or(NULL), false),
            _ => (own_value(object, place), false),
        }
    };
    let (value, is_method) = match site.seen(object) {
        Some(place) => found(place),
        None => match site.find(object, function, name, false) {
            Some(place) => found(&place),
            None => (NULL, false),
        },
    };
    if !value.is_null() {
        retain(value);
    }
    (value, is_method)
}

/// [`callee`] of what is in no known place. May run Python code; null: an exception is set.
#[inline(never)]
pub fn look_up_callee(object: Obj, function: &Function, name: usize) -> (Obj, bool) {
    let (found, with) = load_method(object, function.name(name));
    if with.is_null() {
        return (found, false);
    }
    // The object is an operand already.
    release(with);
    (found, true)
}

/// The function that gets the property `object.name`, borrowed from that; null if it is no property, or must be looked up.
#[inline(always)]
pub fn getter(site: &Attribute, object: Obj, function: &Function, name: usize) -> Obj {
    let place = site.first();
    // SAFETY: a live object; the version is compared first.
    let place = if place.version == unsafe { version_of(object) } {
        *place
    } else {
        match site.find(object, function, name, false) {
            Some(place) => place,
            None => return NULL,
        }
    };
    if place.kind != Kind::Property {
        return NULL;
    }
    // SAFETY: a live property, which has its getter at the offset that its type says, or null.
    unsafe {
        let getter = *place.found.cast::<u8>().add(place.offset).cast::<Obj>();
        if getter.is_null() || type_of(getter) != &raw mut ffi::PyFunction_Type {
            return NULL;
        }
        getter
    }
}
