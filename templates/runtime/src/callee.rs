//! Attributes that are called: a function or builtin method of the object's class, with the object as a second operand.

use super::{Attribute, Kind, Place, in_dict, is_not_shadowed, own_value, version_of};
use crate::function::Function;
use crate::object::{load_method, release, retain};
use crate::value::{NULL, Obj};

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
    // SAFETY: a live object.
    let is_first = site.first().version == unsafe { version_of(object) } && super::holds(site.first());
    let known = if is_first { Some(site.first()) } else { site.later(object) };
    let (value, is_method) = match known {
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
