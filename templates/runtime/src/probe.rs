//! Operations of one key of a dictionary or set, one behind the other: the key is looked up once.
//!
//! The compiler passes what the first lookup found on to the others, as long as nothing in between can have changed a table: a number
//! that is a place in a table, or says that there is none ([`ABSENT`]), or that the key has to be looked up ([`UNKNOWN`]).

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::dict::{self, Key, Place};
use crate::dict_values::Item;
use crate::no_items;
use crate::value::{Dyn, Obj};

/// Where a dictionary has no such key.
const ABSENT: i64 = 0;
/// Nothing is known.
const UNKNOWN: i64 = dict::UNKNOWN as i64;

/// Where a dictionary has the value of a key.
#[inline(always)]
pub fn find<K: Key>(dict: Obj, key: K::Held) -> i64 {
    if !dict::stores_as_dict(dict) {
        return UNKNOWN;
    }
    K::find(dict, key, &mut 0) as i64
}

/// The same, but unknown if there is no such key: `dict[key]` may be about to make a value.
#[inline(always)]
pub fn find_value<K: Key>(dict: Obj, key: K::Held) -> i64 {
    let slot = find::<K>(dict, key);
    if slot == ABSENT { UNKNOWN } else { slot }
}

/// Where a set has a key.
#[inline(always)]
pub fn find_in_set<K: Key>(set: Obj, key: K::Held) -> i64 {
    if !dict::is_set(set) {
        return UNKNOWN;
    }
    K::seek(set, key, &mut 0).0 as i64
}

/// What is known of a place in a container when another one has been changed, which may be the same.
#[inline(always)]
pub fn unless_same(slot: i64, container: Obj, changed: Obj) -> i64 {
    if container == changed { UNKNOWN } else { slot }
}

/// `key in dict`
#[inline(always)]
pub fn contains<K: Key>(key: K::Held, dict: Obj, slot: i64) -> Option<bool> {
    if slot == UNKNOWN {
        return contains_slowly::<K>(key, dict);
    }
    Some(slot != ABSENT)
}

#[cold]
#[inline(never)]
fn contains_slowly<K: Key>(key: K::Held, dict: Obj) -> Option<bool> {
    dict::contains::<K>(key, dict)
}

/// `dict[key]`
#[inline(always)]
pub fn get_item<K: Key, V: Item>(dict: Obj, key: K::Held, slot: i64) -> Option<V> {
    if slot == ABSENT || slot == UNKNOWN {
        return get_item_slowly::<K, V>(dict, key);
    }
    // SAFETY: a place in the table of a live dict, in which nothing has changed since.
    V::of(unsafe { *(slot as *const Obj) })
}

#[cold]
#[inline(never)]
fn get_item_slowly<K: Key, V: Item>(dict: Obj, key: K::Held) -> Option<V> {
    dict::get_item::<K, V>(dict, key)
}

/// `dict.get(key, default)`
#[inline(always)]
pub fn get_or<K: Key, V: Item>(dict: Obj, key: K::Held, default: V, slot: i64) -> Option<V> {
    if slot == UNKNOWN || !dict::is_dict(dict) {
        return get_or_slowly::<K, V>(dict, key, default);
    }
    if slot == ABSENT {
        return Some(default.again());
    }
    // SAFETY: a place in the table of a live dict, in which nothing has changed since.
    V::of(unsafe { *(slot as *const Obj) })
}

#[cold]
#[inline(never)]
fn get_or_slowly<K: Key, V: Item>(dict: Obj, key: K::Held, default: V) -> Option<V> {
    dict::get_or::<K, V>(dict, key, default)
}

/// `dict.get(key, ())` for a loop over lists.
#[inline(always)]
pub fn get_or_nothing<K: Key, V: Item>(dict: Obj, key: K::Held, _nothing: Obj, slot: i64) -> Option<Obj> {
    get_or::<K, Obj>(dict, key, no_items::list()?, slot)
}

/// `dict.get(key)`
#[inline(always)]
pub fn get<K: Key>(dict: Obj, key: K::Held, slot: i64) -> Option<Obj> {
    // SAFETY: `None` lives as long as the interpreter.
    get_or::<K, Obj>(dict, key, unsafe { pyo3::ffi::Py_None() }, slot)
}

/// `dict.get(key)` of values that are numbers.
#[inline(always)]
pub fn get_scalar<K: Key, V: Item>(dict: Obj, key: K::Held, slot: i64) -> Option<Dyn> {
    if slot == UNKNOWN || !dict::is_dict(dict) {
        return dict::get_scalar::<K, V>(dict, key);
    }
    if slot == ABSENT {
        return Some(Dyn::None);
    }
    // SAFETY: a place in the table of a live dict, in which nothing has changed since.
    V::of(unsafe { *(slot as *const Obj) }).map(V::tagged)
}

/// `dict[key] = value`; then where the value is.
#[inline(always)]
pub fn set_item<K: Key, V: Item>(value: V, dict: Obj, key: K::Held, slot: i64) -> Option<i64> {
    if slot == ABSENT || slot == UNKNOWN {
        return put::<K, V>(value, dict, key, slot);
    }
    dict::replace(dict, slot as *mut Obj, value, || (K::object(key), K::hash(key))).map(|done| if done { slot } else { UNKNOWN })
}

/// The same where there is no such key, or nothing is known.
#[inline(never)]
fn put<K: Key, V: Item>(value: V, dict: Obj, key: K::Held, slot: i64) -> Option<i64> {
    if slot == UNKNOWN {
        dict::set_item::<K, V>(value, dict, key)?;
    } else {
        dict::insert_new::<K, V>(value, dict, key)?;
    }
    Some(UNKNOWN)
}

/// `key in set`
#[inline(always)]
pub fn set_contains<K: Key>(key: K::Held, set: Obj, slot: i64) -> Option<bool> {
    if slot == UNKNOWN {
        return dict::set_contains::<K>(key, set);
    }
    Place(slot as usize).found()
}

/// `set.add(key)`
#[inline(always)]
pub fn set_add<K: Key>(set: Obj, key: K::Held, slot: i64) -> Option<()> {
    if slot == UNKNOWN || !dict::is_changeable_set(set) {
        return dict::set_add::<K>(set, key);
    }
    let place = Place(slot as usize);
    match place.found() {
        Some(false) => dict::add(set, place, K::object(key), K::hash(key)),
        _ => Some(()),
    }
}

/// `set.discard(key)`
#[inline(always)]
pub fn set_discard<K: Key>(set: Obj, key: K::Held, slot: i64) -> Option<()> {
    if slot == UNKNOWN || !dict::is_changeable_set(set) {
        return dict::set_discard::<K>(set, key);
    }
    let place = Place(slot as usize);
    match place.found() {
        Some(true) => dict::discard(set, place),
        _ => Some(()),
    }
}

/// `set.remove(key)`
#[inline(always)]
pub fn set_remove<K: Key>(set: Obj, key: K::Held, slot: i64) -> Option<()> {
    if slot == UNKNOWN || !dict::is_changeable_set(set) {
        return dict::set_remove::<K>(set, key);
    }
    let place = Place(slot as usize);
    if place.found()? { dict::discard(set, place) } else { None }
}
