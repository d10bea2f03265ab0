//! Loops over dictionaries and sets that nobody but native code knows (`keyed.rs`): CPython's own iterators under types of their own, as
//! those over vectors.

// Generated code is safe Rust on purpose: that the pointers it passes are such iterators is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::new_ref;
use crate::collecting::uncollected;
use crate::keyed::{Item, Key, dict_len, entry_at, is_class};
use crate::keyed_iter::{OverDict, OverSet};
use crate::keyed_sets::next_word;
use crate::value::{NULL, Obj};
use crate::private::{become_own, end_own, private};
use crate::vector::Class;
use pyo3::ffi;
use std::sync::atomic::{AtomicPtr, Ordering};

static KEYS: Class = Class::new();
static VALUES: Class = Class::new();
static ITEMS: Class = Class::new();
static MEMBERS: Class = Class::new();

/// The types, and how their objects end.
pub(crate) fn classes() -> [(&'static Class, ffi::destructor); 4] {
    [(&KEYS, end), (&VALUES, end), (&ITEMS, end), (&MEMBERS, end)]
}

/// The type that an iterator was made with; nothing for what is none of these.
fn own_class(object: Obj) -> Option<*mut ffi::PyTypeObject> {
    // SAFETY: a live object.
    let class = unsafe { ffi::Py_TYPE(object) };
    if class == KEYS.object() {
        Some(&raw mut ffi::PyDictIterKey_Type)
    } else if class == VALUES.object() {
        Some(&raw mut ffi::PyDictIterValue_Type)
    } else if class == ITEMS.object() {
        Some(&raw mut ffi::PyDictIterItem_Type)
    } else if class == MEMBERS.object() {
        Some(crate::keyed_iter::set_iterator())
    } else {
        None
    }
}

/// Is it one of these?
pub(crate) fn is_one(object: Obj) -> bool {
    own_class(object).is_some()
}

#[inline(always)]
fn is_of(object: Obj, class: &'static Class) -> bool {
    // SAFETY: a live object.
    unsafe { ffi::Py_TYPE(object) == class.object() }
}

/// Is it an iterator over the keys of a table?
#[inline(always)]
pub fn is_table_keys(object: Obj) -> bool {
    is_of(object, &KEYS)
}

/// Is it an iterator over the values of a table?
#[inline(always)]
pub fn is_table_values(object: Obj) -> bool {
    is_of(object, &VALUES)
}

/// Is it an iterator over the items of a table?
#[inline(always)]
pub fn is_table_items(object: Obj) -> bool {
    is_of(object, &ITEMS)
}

/// Is it an iterator over the table of a set?
#[inline(always)]
pub fn is_table_members(object: Obj) -> bool {
    is_of(object, &MEMBERS)
}

/// The end of an iterator to which nobody refers any more.
unsafe extern "C" fn end(iterator: Obj) {
    if let Some(class) = own_class(iterator) {
        // SAFETY: called by CPython for such an iterator; that is what it was made as.
        unsafe { end_own(iterator, class) };
    }
}

/// What one of these iterators is over; null behind the end.
#[inline(always)]
fn over(iterator: Obj) -> *mut Obj {
    // SAFETY: one of these iterators, which have that at the same place.
    unsafe { &raw mut (*iterator.cast::<OverDict>()).dict }
}

/// Makes what CPython may get of one of these iterators, and of what it is over. Is there memory for that?
pub(crate) fn settle(iterator: Obj) -> bool {
    // SAFETY: one of these iterators; what it is over is live.
    unsafe {
        let table = *over(iterator);
        let is_settled = crate::vector::settle(table);
        if let Some(class) = own_class(iterator).filter(|_| is_settled) {
            become_own(iterator, class);
        }
        is_settled
    }
}

/// What iterators over dictionaries are made of: an empty one, and its views. They live as long as the process.
static EMPTY: [AtomicPtr<ffi::PyObject>; 3] = [const { AtomicPtr::new(NULL) }; 3];

/// A new iterator of a class over a table of a dictionary.
#[inline(never)]
fn begin(table: Obj, which: usize, class: &Class) -> Option<Obj> {
    // SAFETY: the GIL is held, and nobody else knows the iterator, which was over a dictionary that lives on.
    unsafe {
        if EMPTY[which].load(Ordering::Relaxed).is_null() {
            let dict = uncollected(|| ffi::PyDict_New());
            let made = match which {
                _ if dict.is_null() => NULL,
                0 => new_ref(dict),
                1 => uncollected(|| ffi::PyObject_CallMethodNoArgs(dict, interned(c"values"))),
                _ => uncollected(|| ffi::PyObject_CallMethodNoArgs(dict, interned(c"items"))),
            };
            ffi::Py_XDECREF(dict);
            if made.is_null() {
                ffi::PyErr_Clear();
                return None;
            }
            EMPTY[which].store(made, Ordering::Relaxed);
        }
        let of = EMPTY[which].load(Ordering::Relaxed);
        let iterator = private(uncollected(|| ffi::PyObject_GetIter(of)), class)?;
        let fields = &mut *iterator.cast::<OverDict>();
        ffi::Py_DECREF(std::mem::replace(&mut fields.dict, new_ref(table)));
        fields.used = dict_len(table) as ffi::Py_ssize_t;
        fields.left = fields.used;
        Some(iterator)
    }
}

/// # Safety
/// The GIL must be held.
unsafe fn interned(name: &std::ffi::CStr) -> Obj {
    // SAFETY: the caller's promise; the name ends with a zero.
    unsafe { ffi::PyUnicode_InternFromString(name.as_ptr()) }
}

/// `iter(dict)`
pub fn each_key(table: Obj) -> Option<Obj> {
    begin(table, 0, &KEYS)
}

/// `iter(dict.values())`
pub fn each_value(table: Obj) -> Option<Obj> {
    begin(table, 1, &VALUES)
}

/// `iter(dict.items())`
pub fn each_item(table: Obj) -> Option<Obj> {
    begin(table, 2, &ITEMS)
}

/// `iter(set)`
#[inline(never)]
pub fn each_member(table: Obj) -> Option<Obj> {
    // SAFETY: a table of a set, which is told to be one meanwhile: the iterator only asks how many keys it has.
    unsafe {
        let class = (*table).ob_type;
        (*table).ob_type = &raw mut ffi::PySet_Type;
        let iterator = uncollected(|| ffi::PyObject_GetIter(table));
        (*table).ob_type = class;
        private(iterator, &MEMBERS)
    }
}

/// The end of a loop: if others know the iterator, it is over nothing any more.
#[cold]
fn ended(iterator: Obj) -> Option<()> {
    // SAFETY: one of these iterators, at its end; what it is over is kept by somebody else when it lets go of that.
    unsafe {
        if ffi::Py_REFCNT(iterator) > 1 {
            if ffi::Py_REFCNT(*over(iterator)) == 1 {
                return None;
            }
            ffi::Py_DECREF(std::mem::replace(&mut *over(iterator), NULL));
        }
    }
    Some(())
}

/// The next key and value of an iterator over a dictionary, as bits; `Some(None)` at the end.
#[inline(always)]
fn step(iterator: Obj) -> Option<Option<(i64, u64)>> {
    // SAFETY: such an iterator.
    let fields = unsafe { &mut *iterator.cast::<OverDict>() };
    let table = fields.dict;
    // SAFETY: a live object, if it is one.
    if table.is_null() || !is_class(unsafe { ffi::Py_TYPE(table) }) || fields.used as i64 != dict_len(table) {
        return None;
    }
    if fields.position >= fields.used {
        return ended(iterator).map(|()| None);
    }
    let entry = entry_at(table, fields.position as usize);
    fields.position += 1;
    fields.left -= 1;
    Some(Some(entry))
}

/// Is there another key, and which?
#[inline(always)]
pub fn next_key<K: Key>(iterator: Obj) -> Option<(bool, K::Held)> {
    Some(step(iterator)?.map_or((false, K::unpack(0)), |(key, _)| (true, K::unpack(key))))
}

/// Is there another value, and which?
#[inline(always)]
pub fn next_value<V: Item>(iterator: Obj) -> Option<(bool, V)> {
    Some(step(iterator)?.map_or((false, V::of(0)), |(_, value)| (true, V::of(value))))
}

/// The next vector among the values, owned, or null.
#[inline(always)]
pub fn next_row_value(iterator: Obj) -> Option<Obj> {
    Some(step(iterator)?.map_or(NULL, |(_, row)| Obj::of(row).shared()))
}

/// The vector that belongs to the key which was given last, owned.
#[inline(always)]
pub fn row_behind(iterator: Obj) -> Obj {
    // SAFETY: an iterator over the items of a table, which has given a key and moved on; the table is as it was.
    let fields = unsafe { &*iterator.cast::<OverDict>() };
    Obj::of(entry_at(fields.dict, fields.position as usize - 1).1).shared()
}

/// Is there another item, and which?
#[inline(always)]
pub fn next_pair<K: Key, V: Item>(iterator: Obj) -> Option<(bool, (K::Held, V))> {
    let item = step(iterator)?;
    let (key, value) = item.unwrap_or((0, 0));
    Some((item.is_some(), (K::unpack(key), V::of(value))))
}

/// Is there another key in a set, and which?
#[inline(always)]
pub fn next_member<K: Key>(iterator: Obj) -> Option<(bool, K::Held)> {
    // SAFETY: such an iterator, and the table of a set.
    unsafe {
        let fields = &mut *iterator.cast::<OverSet>();
        let table = fields.set;
        if table.is_null()
            || !is_class(ffi::Py_TYPE(table))
            || fields.used != (*table.cast::<ffi::PySetObject>()).used
        {
            return None;
        }
        let Some((at, word)) = next_word(table, fields.position as usize) else {
            return ended(iterator).map(|()| (false, K::unpack(0)));
        };
        fields.position = at as ffi::Py_ssize_t + 1;
        fields.left -= 1;
        Some((true, K::unpack(word)))
    }
}
