//! `BINARY_SUBSCR`, `STORE_SUBSCR`, `DELETE_SUBSCR`, and slices.

use super::refs::{is_exactly, release, retain};
use crate::boxing::get_i64;
use crate::value::{NULL, Obj};
use pyo3::ffi;

/// `o[key]`
#[inline]
pub fn get_item(o: Obj, key: Obj) -> Obj {
    if let Some(slot) = slot_of(o, key) {
        // SAFETY: a slot of a live list or tuple; its object becomes owned before anything can replace it.
        let item = unsafe { *slot };
        retain(item);
        return item;
    }
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PyObject_GetItem(o, key) }
}

/// `o[key] = value`
#[inline]
pub fn set_item(o: Obj, key: Obj, value: Obj) -> bool {
    if is_exactly(o, &raw mut ffi::PyList_Type)
        && let Some(slot) = slot_of(o, key)
    {
        retain(value);
        // SAFETY: a slot of a live list. The old item may run code when it dies, so it is out of the list by then.
        let old = unsafe { std::mem::replace(&mut *slot, value) };
        release(old);
        return true;
    }
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PyObject_SetItem(o, key, value) == 0 }
}

/// `del o[key]`
#[inline]
pub fn del_item(o: Obj, key: Obj) -> bool {
    // SAFETY: live objects, and the GIL is held.
    unsafe { ffi::PyObject_DelItem(o, key) == 0 }
}

/// `o[start:stop]`
pub fn get_slice(o: Obj, start: Obj, stop: Obj) -> Obj {
    let slice = new_slice(start, stop, NULL);
    if slice.is_null() {
        return NULL;
    }
    // SAFETY: live objects, and the GIL is held.
    let result = unsafe { ffi::PyObject_GetItem(o, slice) };
    release(slice);
    result
}

/// `o[start:stop] = value`
pub fn set_slice(o: Obj, start: Obj, stop: Obj, value: Obj) -> bool {
    let slice = new_slice(start, stop, NULL);
    if slice.is_null() {
        return false;
    }
    // SAFETY: live objects, and the GIL is held.
    let done = unsafe { ffi::PyObject_SetItem(o, slice, value) == 0 };
    release(slice);
    done
}

/// `slice(start, stop, step)`; without a step if that is null.
#[inline]
pub fn new_slice(start: Obj, stop: Obj, step_or_null: Obj) -> Obj {
    // SAFETY: live objects, and the GIL is held; null stands for `None`.
    unsafe { ffi::PySlice_New(start, stop, step_or_null) }
}

/// Where an exact list or tuple keeps the item of an exact, small `int`, if it has that item.
#[inline(always)]
fn slot_of(o: Obj, key: Obj) -> Option<*mut Obj> {
    // SAFETY: the type is tested before the structure is read, and the index before it is used.
    unsafe {
        let items: *mut Obj = if is_exactly(o, &raw mut ffi::PyList_Type) {
            (*o.cast::<ffi::PyListObject>()).ob_item
        } else if is_exactly(o, &raw mut ffi::PyTuple_Type) {
            (&raw mut (*o.cast::<ffi::PyTupleObject>()).ob_item).cast()
        } else {
            return None;
        };
        let size = (*o.cast::<ffi::PyVarObject>()).ob_size as i64;
        let index = get_i64(key)?;
        let index = if index < 0 { index + size } else { index };
        (0 <= index && index < size).then(|| items.add(index as usize))
    }
}
