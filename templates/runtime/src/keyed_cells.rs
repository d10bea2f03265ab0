//! Dictionaries and sets of numbers in variables that functions share: tables (`keyed.rs`), until Python code runs.
//!
//! A variable that native code gives a new dictionary or set, and of which it knows what is done with it, may hold a table. Each operation
//! here asks which of both it is, and does on a dictionary or set what `dict.rs` does. Before Python code runs, all tables become what they
//! stand for ([`settle_all`]), as all frames that wait are pushed then; they stay that.
//!
//! **Invariant:** while Python code runs, there is no such table.

// Generated code is safe Rust on purpose: that the pointers it passes are live objects is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::closure;
use crate::dict;
use crate::dict_values;
use crate::handover::Exception;
use crate::keyed::{self, is_class, is_dict_table, is_table};
use crate::keyed_sets::is_set_table;
use crate::value::{Dyn, NULL, Obj};
use pyo3::ffi;
use std::cell::{Cell, UnsafeCell};

/// A key, as tables and as dictionaries and sets have it.
pub trait Key: keyed::Key {
    type Plain: dict::Key<Held = Self::Held>;
}

impl Key for keyed::Int {
    type Plain = dict::Int;
}

impl Key for keyed::Pair {
    type Plain = dict::Ints<2>;
}

impl Key for keyed::Triple {
    type Plain = dict::Ints<3>;
}

/// A value, as tables and as dictionaries have it.
pub trait Value: keyed::Scalar + dict_values::Item {}
impl<T: keyed::Scalar + dict_values::Item> Value for T {}

/// The tables, those made last at the end.
struct Tables {
    count: Cell<usize>,
    all: UnsafeCell<Vec<Obj>>,
}

// SAFETY: touched only with the GIL held, and empty whenever that may change hands.
unsafe impl Sync for Tables {}

static TABLES: Tables = Tables {
    count: Cell::new(0),
    all: UnsafeCell::new(Vec::new()),
};

impl Tables {
    fn change<T>(&self, change: impl FnOnce(&mut Vec<Obj>) -> T) -> T {
        // SAFETY: the GIL is held, and what changes it does nothing else.
        let all = unsafe { &mut *self.all.get() };
        let result = change(all);
        self.count.set(all.len());
        result
    }
}

/// Is there a table that Python code must not see?
#[inline(always)]
pub(crate) fn any() -> bool {
    TABLES.count.get() != 0
}

/// Makes dictionaries and sets of all tables: Python code may run.
#[cold]
#[inline(never)]
pub(crate) fn settle_all() {
    // SAFETY: the GIL is held.
    let raised = (unsafe { !ffi::PyErr_Occurred().is_null() }).then(Exception::fetch);
    while let Some(table) = TABLES.change(Vec::pop) {
        // Nobody could be told now.
        assert!(keyed::settle(table), "no memory for the items of a dictionary or set");
    }
    if let Some(raised) = raised {
        raised.restore();
    }
}

/// Remembers a new table; without memory for that it is what it stands for at once.
fn known(table: Obj) -> Obj {
    if TABLES.change(|all| all.try_reserve(1).map(|()| all.push(table))).is_err() {
        assert!(keyed::settle(table), "no memory for an empty dictionary or set");
    }
    table
}

/// A table ends.
#[inline(always)]
pub(crate) fn forget(table: Obj) {
    if any() {
        TABLES.change(|all| {
            if let Some(index) = all.iter().rposition(|known| *known == table) {
                all.remove(index);
            }
        });
    }
}

/// Is it a table, of whatever keys and values?
#[inline(always)]
fn is_one(object: Obj) -> bool {
    // SAFETY: a live object.
    is_class(unsafe { ffi::Py_TYPE(object) })
}

/// Settles what there is when native code returns to Python code.
pub struct Settles;

impl Drop for Settles {
    #[inline(always)]
    fn drop(&mut self) {
        if any() {
            settle_all();
        }
    }
}

/// An object, unless there was no memory for it: then CPython finds out again.
fn made(object: Obj) -> Option<Obj> {
    if object.is_null() {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() }
        return None;
    }
    Some(object)
}

/// `{}`
#[inline(never)]
pub fn dict<K: Key, V: Value>() -> Option<Obj> {
    // On 3.11 the garbage collector runs where memory is asked for.
    if cfg!(Py_3_12) {
        return keyed::dict::<K, V>().map(known);
    }
    // SAFETY: the GIL is held.
    made(unsafe { ffi::PyDict_New() })
}

/// `set()`
#[inline(never)]
pub fn set<K: Key>() -> Option<Obj> {
    if cfg!(Py_3_12)
        && let Some(table) = keyed::set::<K>()
    {
        return Some(known(table));
    }
    // SAFETY: the GIL is held.
    made(unsafe { ffi::PySet_New(NULL) })
}

/// What is in a cell, owned, which may be a table.
#[inline(always)]
pub fn take(cell: Obj) -> Option<Obj> {
    closure::take(cell)
}

/// What is in a cell, owned, for what knows no tables.
#[inline(always)]
pub fn take_settled(cell: Obj) -> Option<Obj> {
    if is_one(closure::content(cell)?) {
        settle_all();
    }
    closure::take(cell)
}

/// The function that made the cell ends, and with it whatever could ask for a table in there.
#[inline(always)]
pub fn end(cell: Obj) {
    if closure::content(cell).is_some_and(is_one) {
        // SAFETY: a live cell, which owns the table; the end of that runs no Python code.
        unsafe {
            let place = &raw mut (*cell.cast::<ffi::PyCellObject>()).ob_ref;
            let table = std::mem::replace(&mut *place, NULL);
            ffi::Py_DECREF(table);
        }
    }
}

/// `dict[key]`
#[inline(always)]
pub fn get<K: Key, V: Value>(dict: Obj, key: K::Held) -> Option<V> {
    match is_table::<K, V>(dict) {
        true => keyed::get::<K, V>(dict, key),
        false => plain::get::<K, V>(dict, key),
    }
}

/// `dict.get(key, default)`
#[inline(always)]
pub fn get_or<K: Key, V: Value>(dict: Obj, key: K::Held, default: V) -> Option<V> {
    match is_table::<K, V>(dict) {
        true => Some(keyed::get_or::<K, V>(dict, key, default)),
        false => plain::get_or::<K, V>(dict, key, default),
    }
}

/// `dict.get(key)`
#[inline(always)]
pub fn find<K: Key, V: Value>(dict: Obj, key: K::Held) -> Option<Dyn> {
    match is_table::<K, V>(dict) {
        true => Some(keyed::find::<K, V>(dict, key)),
        false => plain::find::<K, V>(dict, key),
    }
}

/// `dict.setdefault(key, default)`
#[inline(always)]
pub fn set_default<K: Key, V: Value>(dict: Obj, key: K::Held, default: V) -> Option<V> {
    if is_table::<K, V>(dict)
        && let Some(value) = keyed::set_default::<K, V>(dict, key, default)
    {
        return Some(value);
    }
    plain::set_default::<K, V>(dict, key, default)
}

/// `key in dict`
#[inline(always)]
pub fn contains<K: Key>(key: K::Held, dict: Obj) -> Option<bool> {
    match is_dict_table::<K>(dict) {
        true => Some(keyed::contains::<K>(key, dict)),
        false => plain::contains::<K>(key, dict),
    }
}

/// `dict[key] = value`
#[inline(always)]
pub fn put<K: Key, V: Value>(value: V, dict: Obj, key: K::Held) -> Option<()> {
    if is_table::<K, V>(dict) && keyed::put::<K, V>(value, dict, key).is_some() {
        return Some(());
    }
    plain::put::<K, V>(value, dict, key)
}

/// `len(dict)`
#[inline(always)]
pub fn dict_len(dict: Obj) -> Option<i64> {
    match is_one(dict) {
        true => Some(keyed::dict_len(dict)),
        false => plain::len(dict),
    }
}

/// `bool(dict)`
#[inline(always)]
pub fn filled_dict(dict: Obj) -> Option<bool> {
    dict_len(dict).map(|len| len > 0)
}

/// `not dict`
#[inline(always)]
pub fn is_empty_dict(dict: Obj) -> Option<bool> {
    dict_len(dict).map(|len| len == 0)
}

/// `key in set`
#[inline(always)]
pub fn has<K: Key>(key: K::Held, set: Obj) -> Option<bool> {
    match is_set_table::<K>(set) {
        true => Some(keyed::has::<K>(key, set)),
        false => plain::has::<K>(key, set),
    }
}

/// `set.add(key)`
#[inline(always)]
pub fn add<K: Key>(set: Obj, key: K::Held) -> Option<()> {
    if is_set_table::<K>(set) && keyed::add::<K>(set, key).is_some() {
        return Some(());
    }
    plain::add::<K>(set, key)
}

/// `set.discard(key)`
#[inline(always)]
pub fn discard<K: Key>(set: Obj, key: K::Held) -> Option<()> {
    match is_set_table::<K>(set) {
        true => keyed::discard::<K>(set, key),
        false => plain::discard::<K>(set, key),
    }
}

/// `set.remove(key)`
#[inline(always)]
pub fn remove<K: Key>(set: Obj, key: K::Held) -> Option<()> {
    match is_set_table::<K>(set) {
        true => keyed::remove::<K>(set, key),
        false => plain::remove::<K>(set, key),
    }
}

/// `len(set)`
#[inline(always)]
pub fn set_len(set: Obj) -> Option<i64> {
    match is_one(set) {
        true => Some(keyed::set_len(set)),
        false => plain::len(set),
    }
}

/// `bool(set)`
#[inline(always)]
pub fn filled_set(set: Obj) -> Option<bool> {
    set_len(set).map(|len| len > 0)
}

/// `not set`
#[inline(always)]
pub fn is_empty_set(set: Obj) -> Option<bool> {
    set_len(set).map(|len| len == 0)
}

/// The same of dictionaries and sets, and of tables that cannot do it.
mod plain {
    use super::{Dyn, Key, Obj, Value, dict, is_one, settle_all};

    /// It may be a table of other keys or values, or one that has no room.
    #[inline(always)]
    fn settled(object: Obj) {
        if is_one(object) {
            settle_all();
        }
    }

    #[inline(never)]
    pub(super) fn get<K: Key, V: Value>(object: Obj, key: K::Held) -> Option<V> {
        settled(object);
        dict::get_item::<K::Plain, V>(object, key)
    }

    #[inline(never)]
    pub(super) fn get_or<K: Key, V: Value>(object: Obj, key: K::Held, default: V) -> Option<V> {
        settled(object);
        dict::get_or::<K::Plain, V>(object, key, default)
    }

    #[inline(never)]
    pub(super) fn find<K: Key, V: Value>(object: Obj, key: K::Held) -> Option<Dyn> {
        settled(object);
        dict::get_scalar::<K::Plain, V>(object, key)
    }

    #[inline(never)]
    pub(super) fn set_default<K: Key, V: Value>(object: Obj, key: K::Held, default: V) -> Option<V> {
        settled(object);
        dict::set_default::<K::Plain, V>(object, key, default)
    }

    #[inline(never)]
    pub(super) fn contains<K: Key>(key: K::Held, object: Obj) -> Option<bool> {
        settled(object);
        dict::contains::<K::Plain>(key, object)
    }

    #[inline(never)]
    pub(super) fn put<K: Key, V: Value>(value: V, object: Obj, key: K::Held) -> Option<()> {
        settled(object);
        dict::set_item::<K::Plain, V>(value, object, key)
    }

    #[inline(never)]
    pub(super) fn len(object: Obj) -> Option<i64> {
        settled(object);
        dict::length(object)
    }

    #[inline(never)]
    pub(super) fn has<K: Key>(key: K::Held, object: Obj) -> Option<bool> {
        settled(object);
        dict::set_contains::<K::Plain>(key, object)
    }

    #[inline(never)]
    pub(super) fn add<K: Key>(object: Obj, key: K::Held) -> Option<()> {
        settled(object);
        dict::set_add::<K::Plain>(object, key)
    }

    #[inline(never)]
    pub(super) fn discard<K: Key>(object: Obj, key: K::Held) -> Option<()> {
        settled(object);
        dict::set_discard::<K::Plain>(object, key)
    }

    #[inline(never)]
    pub(super) fn remove<K: Key>(object: Obj, key: K::Held) -> Option<()> {
        settled(object);
        dict::set_remove::<K::Plain>(object, key)
    }
}
