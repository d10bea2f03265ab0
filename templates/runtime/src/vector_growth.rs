//! How vectors grow: those of numbers have memory for more items than lists would have, so that they move less often. What
//! `allocated` says is what that of the list would say.

use crate::value::Obj;
use crate::vector::{Class, Item, list};
use pyo3::ffi;
use std::ptr::null_mut;

// The types of vectors that have been resized: how much memory they have, [`capacity`] tells.
static FLOATS: Class = Class::new();
static INTS: Class = Class::new();

/// Those types.
pub(crate) fn classes() -> [&'static Class; 2] {
    [&FLOATS, &INTS]
}

/// The type of vectors of floats that have been resized.
#[inline(always)]
pub(crate) fn grown_floats() -> *mut ffi::PyTypeObject {
    FLOATS.object()
}

/// The type of vectors of ints that have been resized.
#[inline(always)]
pub(crate) fn grown_ints() -> *mut ffi::PyTypeObject {
    INTS.object()
}

/// Is it one of those types?
#[inline(always)]
pub(crate) fn is_grown(class: *mut ffi::PyTypeObject) -> bool {
    class == FLOATS.object() || class == INTS.object()
}

/// For how many items a vector of such a type has memory whose list would have it for `room`. Large ones grow as lists do, which
/// costs little per item.
fn capacity(room: usize) -> usize {
    match room {
        0 => 0,
        1..=LARGE => room.next_power_of_two().max(8),
        _ => room,
    }
}

/// Above so many items vectors have memory for no more than lists would have.
const LARGE: usize = 1 << 15;

/// Gives the array room for `size` items as CPython gives it to a list, and sets the number of items. As in `list_resize`: some
/// room is left over.
///
/// # Safety
/// A vector of such items.
#[inline(never)]
pub(crate) unsafe fn resize<T: Item>(vector: Obj, size: usize) -> Option<()> {
    // SAFETY: the array is the vector's own.
    unsafe {
        let object = list(vector);
        let more = size.saturating_sub((*object).ob_base.ob_size as usize);
        let mut room = (size + (size >> 3) + 6) & !3;
        if more > room - size {
            room = (size + 3) & !3;
        }
        if size == 0 {
            room = 0;
        }
        if room > isize::MAX as usize / size_of::<T>().max(size_of::<Obj>()) {
            return None;
        }
        let memory = if T::grown().is_some() { capacity(room) } else { room };
        let has = match T::grown() {
            Some(grown) if ffi::Py_TYPE(vector) == grown => capacity((*object).allocated as usize),
            _ => (*object).allocated as usize,
        };
        let array = if room == 0 {
            ffi::PyMem_Free((*object).ob_item.cast());
            null_mut()
        } else if memory == has {
            (*object).ob_item.cast()
        } else {
            let array = ffi::PyMem_Realloc((*object).ob_item.cast(), memory * size_of::<T>());
            if array.is_null() {
                return None;
            }
            array
        };
        if let Some(grown) = T::grown() {
            (*vector).ob_type = grown;
        }
        (*object).ob_item = array.cast::<Obj>();
        (*object).allocated = room as ffi::Py_ssize_t;
        (*object).ob_base.ob_size = size as ffi::Py_ssize_t;
        Some(())
    }
}

/// Gives back the memory that a list would not have. That there is none to move to is no reason to fail.
///
/// # Safety
/// A vector that has been appended to.
#[inline(never)]
pub(crate) unsafe fn fit(vector: Obj) {
    // SAFETY: the array is the vector's own, and has memory for more items than that.
    unsafe {
        let object = list(vector);
        let room = (*object).allocated as usize;
        if room < capacity(room) {
            let array = ffi::PyMem_Realloc((*object).ob_item.cast(), room * size_of::<Obj>());
            if !array.is_null() {
                (*object).ob_item = array.cast();
            }
        }
        let of_floats = ffi::Py_TYPE(vector) == grown_floats();
        (*vector).ob_type = if of_floats { f64::class() } else { i64::class() };
    }
}
