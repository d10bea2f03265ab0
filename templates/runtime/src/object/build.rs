//! `BUILD_TUPLE` and the like, and what comprehensions append to. Items are stolen.

use super::refs::{release, release_all};
use crate::boxing::hide_tuple;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// `(items[0], ...)`. Steals the items.
#[inline]
pub fn tuple(items: &[Obj]) -> Obj {
    // SAFETY: the GIL is held; a new tuple has room for each item and takes over its reference.
    unsafe {
        let made = crate::list_parts::short_tuple(items);
        if !made.is_null() {
            hide_tuple(made);
            return made;
        }
        let tuple = ffi::PyTuple_New(items.len() as ffi::Py_ssize_t);
        if tuple.is_null() {
            release_all(items);
            return NULL;
        }
        for (index, &item) in items.iter().enumerate() {
            ffi::PyTuple_SET_ITEM(tuple, index as ffi::Py_ssize_t, item);
        }
        hide_tuple(tuple);
        tuple
    }
}

/// `[items[0], ...]`. Steals the items.
#[inline]
pub fn list(items: &[Obj]) -> Obj {
    // SAFETY: the GIL is held; a new list has room for each item and takes over its reference.
    unsafe {
        let list = ffi::PyList_New(items.len() as ffi::Py_ssize_t);
        if list.is_null() {
            release_all(items);
            return NULL;
        }
        for (index, &item) in items.iter().enumerate() {
            ffi::PyList_SET_ITEM(list, index as ffi::Py_ssize_t, item);
        }
        list
    }
}

/// `{items[0], ...}`. Steals the items.
pub fn set(items: &[Obj]) -> Obj {
    // SAFETY: the GIL is held; null stands for no items.
    let set = unsafe { ffi::PySet_New(NULL) };
    if set.is_null() {
        release_all(items);
        return NULL;
    }
    let mut fine = true;
    for &item in items {
        // Each item is given up as soon as it is in the set, even behind a failure: what dies then may be seen.
        // SAFETY: a new set, and a live item that this function owns.
        fine = fine && unsafe { ffi::PySet_Add(set, item) == 0 };
        release(item);
    }
    if fine {
        return set;
    }
    release(set);
    NULL
}

/// `{items[0]: items[1], ...}`. Steals the items.
pub fn dict(items: &[Obj]) -> Obj {
    let result = dict_of(items, 2, items.get(1..).unwrap_or_default(), 2, items.len() / 2);
    release_all(items);
    result
}

/// `{keys[0]: values[0], ...}`: `BUILD_CONST_KEY_MAP`. Steals the values.
pub fn const_key_dict(keys: Obj, values: &[Obj]) -> Obj {
    // SAFETY: the compiler's own tuple of keys, one for each value; its items follow one another.
    let names = unsafe {
        let first = (&raw const (*keys.cast::<ffi::PyTupleObject>()).ob_item).cast::<Obj>();
        std::slice::from_raw_parts(first, (*keys.cast::<ffi::PyVarObject>()).ob_size as usize)
    };
    let result = dict_of(names, 1, values, 1, values.len());
    release_all(values);
    result
}

/// `"".join(pieces)` of pieces that are `str`: `BUILD_STRING`. Steals the pieces.
pub fn string(pieces: &[Obj]) -> Obj {
    // SAFETY: the GIL is held; the pieces are live, and this function owns them.
    unsafe {
        let empty = ffi::PyUnicode_New(0, 0);
        let result = _PyUnicode_JoinArray(empty, pieces.as_ptr(), pieces.len() as ffi::Py_ssize_t);
        release(empty);
        release_all(pieces);
        result
    }
}

/// `list.append(item)` of an exact list. Steals the item.
#[inline]
pub fn list_append(list: Obj, item: Obj) -> bool {
    // SAFETY: live objects, the first a list, the second owned.
    unsafe {
        let object = list.cast::<ffi::PyListObject>();
        let size = (*object).ob_base.ob_size;
        if size < (*object).allocated {
            // There is room: the list takes over the reference.
            *(*object).ob_item.offset(size) = item;
            (*object).ob_base.ob_size = size + 1;
            return true;
        }
        let done = ffi::PyList_Append(list, item) == 0;
        release(item);
        done
    }
}

/// `set.add(item)` of an exact set. Steals the item.
#[inline]
pub fn set_add(set: Obj, item: Obj) -> bool {
    // SAFETY: live objects, the first a set, the second owned.
    let done = unsafe { ffi::PySet_Add(set, item) == 0 };
    release(item);
    done
}

/// `dict[key] = value` of an exact dict. Steals key and value.
#[inline]
pub fn dict_add(dict: Obj, key: Obj, value: Obj) -> bool {
    // SAFETY: live objects, the first a dict, the others owned.
    let done = unsafe { ffi::PyDict_SetItem(dict, key, value) == 0 };
    release(key);
    release(value);
    done
}

/// A dict of `length` keys and values, each so far from the one before; borrows them.
fn dict_of(keys: &[Obj], key_step: usize, values: &[Obj], value_step: usize, length: usize) -> Obj {
    #[cfg(Py_3_13)]
    // SAFETY: the GIL is held, and both slices are long enough for these steps.
    unsafe {
        let (key_step, value_step) = (key_step as ffi::Py_ssize_t, value_step as ffi::Py_ssize_t);
        _PyDict_FromItems(
            keys.as_ptr(),
            key_step,
            values.as_ptr(),
            value_step,
            length as ffi::Py_ssize_t,
        )
    }
    #[cfg(not(Py_3_13))]
    // SAFETY: the GIL is held, and the items are live.
    unsafe {
        let dict = ffi::PyDict_New();
        if dict.is_null() {
            return NULL;
        }
        for index in 0..length {
            if ffi::PyDict_SetItem(dict, keys[index * key_step], values[index * value_step]) != 0 {
                release(dict);
                return NULL;
            }
        }
        dict
    }
}

unsafe extern "C" {
    fn _PyUnicode_JoinArray(separator: Obj, items: *const Obj, length: ffi::Py_ssize_t) -> Obj;
    #[cfg(Py_3_13)]
    fn _PyDict_FromItems(
        keys: *const Obj,
        key_step: ffi::Py_ssize_t,
        values: *const Obj,
        value_step: ffi::Py_ssize_t,
        length: ffi::Py_ssize_t,
    ) -> Obj;
}
