//! How vectors of numbers grow: they have memory for more items than lists would have, so that they move less often, and long
//! arrays that nobody needs any more are used again.
//!
//! The array of a vector that has grown has room for `allocated` items and a word behind them. The word notes for how many items
//! the list would have memory, as of some time ago: what has happened since are appends, by which that is known ([`room`]).

use crate::value::Obj;
use crate::vector::{Class, Item, list};
use pyo3::ffi;
use std::cell::UnsafeCell;
use std::ptr::{NonNull, null_mut};

// The types of vectors that have grown.
static FLOATS: Class = Class::new();
static INTS: Class = Class::new();

/// Those types.
pub(crate) fn classes() -> [&'static Class; 2] {
    [&FLOATS, &INTS]
}

/// The type of vectors of floats that have grown.
#[inline(always)]
pub(crate) fn grown_floats() -> *mut ffi::PyTypeObject {
    FLOATS.object()
}

/// The type of vectors of ints that have grown.
#[inline(always)]
pub(crate) fn grown_ints() -> *mut ffi::PyTypeObject {
    INTS.object()
}

/// Is it one of those types?
#[inline(always)]
pub(crate) fn is_grown(class: *mut ffi::PyTypeObject) -> bool {
    class == FLOATS.object() || class == INTS.object()
}

/// The size of what is in the array of a vector that has grown.
const WORD: usize = size_of::<usize>();

/// How many words the array of a vector gets whose list would have memory for `room` items. Large ones grow as lists do, which
/// costs little per item.
fn words(room: usize) -> usize {
    match room {
        0..LARGE => (room + 1).next_power_of_two().max(8),
        _ => room + 1,
    }
}

/// From so many items on vectors have memory for no more than lists would have.
const LARGE: usize = 1 << 15;

/// For how many items a list gets memory that had less or much more, as in `list_resize`: some is left over.
fn list_room(size: usize, more: usize) -> usize {
    let room = (size + (size >> 3) + 6) & !3;
    match size {
        0 => 0,
        _ if more > room - size => (size + 3) & !3,
        _ => room,
    }
}

/// For how many items the list would have memory that a vector is the memory of.
///
/// # Safety
/// A vector.
#[inline(always)]
pub(crate) unsafe fn room(vector: Obj) -> usize {
    // SAFETY: only what has grown has the word.
    unsafe {
        let object = list(vector);
        let allocated = (*object).allocated as usize;
        if !is_grown(ffi::Py_TYPE(vector)) {
            return allocated;
        }
        let noted = *(*object).ob_item.cast::<usize>().add(allocated);
        if noted >= (*object).ob_base.ob_size as usize {
            return noted;
        }
        note(vector)
    }
}

/// Notes what the appends since the last time have led to.
///
/// # Safety
/// A vector that has grown.
#[inline(never)]
unsafe fn note(vector: Obj) -> usize {
    // SAFETY: the word is behind the items.
    unsafe {
        let object = list(vector);
        let word = (*object).ob_item.cast::<usize>().add((*object).allocated as usize);
        while *word < (*object).ob_base.ob_size as usize {
            *word = list_room(*word + 1, 1);
        }
        *word
    }
}

/// Sets the number of items, and gives the array room for them as CPython gives it to a list.
///
/// # Safety
/// A vector of such items; those that it has then and had not before are to be written.
#[inline(never)]
pub(crate) unsafe fn resize<T: Item>(vector: Obj, size: usize) -> Option<()> {
    // SAFETY: the array is the vector's own, and is as large as it says.
    unsafe {
        let object = list(vector);
        let before = (*object).ob_base.ob_size as usize;
        let had = room(vector);
        // What has lost all of its items keeps no room.
        let is_emptied = size == 0 && before > 0;
        let is_enough = had >= size && size >= had >> 1 && !is_emptied;
        let room = if is_enough { had } else { list_room(size, size.saturating_sub(before)) };
        if room > isize::MAX as usize / (2 * size_of::<T>().max(WORD)) {
            return None;
        }
        let Some(grown) = T::grown() else {
            if is_enough {
                (*object).ob_base.ob_size = size as ffi::Py_ssize_t;
                return Some(());
            }
            let array = match room {
                0 => {
                    ffi::PyMem_Free((*object).ob_item.cast());
                    null_mut()
                }
                _ => NonNull::new(ffi::PyMem_Realloc((*object).ob_item.cast(), room * size_of::<T>()))?.as_ptr(),
            };
            (*object).ob_item = array.cast();
            (*object).allocated = room as ffi::Py_ssize_t;
            (*object).ob_base.ob_size = size as ffi::Py_ssize_t;
            return Some(());
        };
        if room == 0 {
            free_array(vector);
            (*vector).ob_type = T::class();
            (*object).ob_base.ob_size = 0;
            return Some(());
        }
        let has = if ffi::Py_TYPE(vector) == grown { (*object).allocated as usize } else { 0 };
        let has_too_much = !is_enough && size < before && words(room) <= has;
        if size > has || has_too_much {
            move_array(vector, before.min(size), words(room.max(size)))?;
            (*vector).ob_type = grown;
        }
        // What has never grown has no word: it is so still if its only item was taken out.
        if ffi::Py_TYPE(vector) == grown {
            *(*object).ob_item.cast::<usize>().add((*object).allocated as usize) = room;
        }
        (*object).ob_base.ob_size = size as ffi::Py_ssize_t;
        Some(())
    }
}

/// Gives the vector another array of so many words, with its first items; the word behind them is to be written.
///
/// # Safety
/// A vector of items of the size of a word.
unsafe fn move_array(vector: Obj, count: usize, words: usize) -> Option<()> {
    // SAFETY: both arrays have room for the items.
    unsafe {
        let object = list(vector);
        let kept = KEPT.take(words);
        let (array, words) = match kept {
            Some(Array { first, words }) => {
                if count > 0 {
                    first.as_ptr().copy_from_nonoverlapping((*object).ob_item.cast(), count);
                }
                free_array(vector);
                (first.as_ptr().cast(), words)
            }
            None => {
                let array = ffi::PyMem_Realloc((*object).ob_item.cast(), words * WORD);
                (NonNull::new(array)?.as_ptr(), words)
            }
        };
        (*object).ob_item = array.cast();
        (*object).allocated = (words - 1) as ffi::Py_ssize_t;
        Some(())
    }
}

/// Takes a vector's array away.
///
/// # Safety
/// A vector, which has no items from now on.
pub(crate) unsafe fn free_array(vector: Obj) {
    // SAFETY: the array is the vector's own, and one that has grown is as large as it says.
    unsafe {
        let object = list(vector);
        let first = (*object).ob_item.cast::<usize>();
        let words = (*object).allocated as usize + 1;
        match NonNull::new(first) {
            Some(first) if is_grown(ffi::Py_TYPE(vector)) && KEPT_SIZES.contains(&words) => {
                KEPT.put(Array { first, words });
            }
            _ => ffi::PyMem_Free(first.cast()),
        }
        (*object).ob_item = null_mut();
        (*object).allocated = 0;
    }
}

/// Makes the array what that of the list would be.
///
/// # Safety
/// A vector that has grown.
#[inline(never)]
pub(crate) unsafe fn fit(vector: Obj) {
    // SAFETY: the array is the vector's own, and has room for the items whether it can be moved or not.
    unsafe {
        let object = list(vector);
        let room = room(vector);
        let array = ffi::PyMem_Realloc((*object).ob_item.cast(), room * WORD);
        if !array.is_null() {
            (*object).ob_item = array.cast();
            (*object).allocated = room as ffi::Py_ssize_t;
        }
        let of_floats = ffi::Py_TYPE(vector) == grown_floats();
        (*vector).ob_type = if of_floats { f64::class() } else { i64::class() };
    }
}

/// Gives back what a vector that is to stay has far too much of.
///
/// # Safety
/// A vector.
#[inline(always)]
pub(crate) unsafe fn trim(vector: Obj) {
    // SAFETY: only what has grown is made fit.
    unsafe {
        let object = list(vector);
        if is_grown(ffi::Py_TYPE(vector)) && (*object).allocated >= 4 * (*object).ob_base.ob_size + 64 {
            fit(vector);
        }
    }
}

/// An array that is nobody's: of how many words.
#[derive(Clone, Copy)]
struct Array {
    first: NonNull<usize>,
    words: usize,
}

/// Some arrays of vectors that have ended.
struct Kept(UnsafeCell<[Option<Array>; 4]>);
// SAFETY: only used with the GIL held.
unsafe impl Sync for Kept {}

static KEPT: Kept = Kept(UnsafeCell::new([None; 4]));
/// Of how many words they are: CPython has small ones at hand itself.
const KEPT_SIZES: std::ops::RangeInclusive<usize> = 128..=8192;
/// An array is not used for what needs less than one part in so many of it.
const WASTE: usize = 16;

impl Kept {
    /// An array of at least so many words.
    ///
    /// # Safety
    /// The GIL is held.
    unsafe fn take(&self, words: usize) -> Option<Array> {
        // SAFETY: the caller's promise; nothing that is called here comes back.
        let arrays = unsafe { &mut *self.0.get() };
        let fits = |array: &Array| (words..=words.saturating_mul(WASTE)).contains(&array.words);
        arrays.iter_mut().find(|array| array.as_ref().is_some_and(fits))?.take()
    }

    /// Keeps an array, or gives one back to CPython.
    ///
    /// # Safety
    /// The GIL is held; the array is CPython's, and nobody's.
    unsafe fn put(&self, array: Array) {
        // SAFETY: the caller's promise; nothing that is called here comes back.
        unsafe {
            let arrays = &mut *self.0.get();
            let smallest = arrays.iter_mut().min_by_key(|array| array.map_or(0, |array| array.words));
            let left_over = match smallest {
                Some(kept) if kept.is_none_or(|kept| kept.words < array.words) => kept.replace(array),
                _ => Some(array),
            };
            if let Some(array) = left_over {
                ffi::PyMem_Free(array.first.as_ptr().cast());
            }
        }
    }
}
