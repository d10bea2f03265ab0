//! Loops over `text.split()`: the words are made one at a time, and there is no list.
//!
//! The iterator is the memory of a list's under a type of its own, known to nobody, as those of [`crate::vector`] are. It is over the
//! text, or over text and separator, and its index is that of the character behind what it gave last. Where CPython is to get it, it
//! becomes the iterator over the list that `split` makes. `None` means: leave, CPython does it; nothing has happened then.

// Generated code is safe Rust on purpose: that the pointers it passes are such iterators is what the compiler guarantees.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

use crate::boxing::{new_ref, release};
use crate::collecting::uncollected;
use crate::list_iter::{position, put, step};
use crate::text::char_isspace;
use crate::text_layout::{Characters, characters, is_plain, length};
use crate::value::{NULL, Obj};
use crate::vector;
use pyo3::ffi;
use std::ffi::{c_int, c_void};

/// An iterator over `text.split()`
#[inline(never)]
pub fn words(text: Obj) -> Option<Obj> {
    if !is_plain(text) {
        return None;
    }
    iterator(new_ref(text))
}

/// An iterator over `text.split(separator)`
#[inline(never)]
pub fn fields(text: Obj, separator: Obj) -> Option<Obj> {
    // SAFETY: live objects; a string is asked for its length.
    unsafe {
        if separator == ffi::Py_None() {
            return words(text);
        }
        if !is_plain(text) || !is_plain(separator) || length(separator) == 0 {
            return None;
        }
        let both = made(uncollected(|| ffi::PyTuple_Pack(2, text, separator)))?;
        // Nobody shall find it.
        ffi::PyObject_GC_UnTrack(both.cast());
        iterator(both)
    }
}

/// The next word, owned; null at the end.
#[inline(never)]
pub fn next(words: Obj) -> Option<Obj> {
    let (over, from) = position(words)?;
    // SAFETY: such an iterator, which is within the text.
    unsafe {
        let (text, separator) = parts(over);
        let Some((start, end, next)) = following(text, separator, from) else {
            return Some(NULL);
        };
        let word = made(crate::text_new::part(text, start, end))?;
        step(words, (next - from) as isize);
        Some(word)
    }
}

/// Makes the iterator one over the list that `split` makes, where it is. Is there memory for that? If not, an exception is set.
/// Its type is still to be changed.
pub(crate) fn settle(words: Obj) -> bool {
    let Some((over, from)) = position(words) else {
        return true;
    };
    // SAFETY: such an iterator.
    unsafe {
        let (text, separator) = parts(over);
        let list = ffi::PyUnicode_Split(text, separator, -1);
        if list.is_null() {
            return false;
        }
        let (mut count, mut at) = (0, 0);
        while at < from
            && let Some((_, _, next)) = following(text, separator, at)
        {
            count += 1;
            at = next;
        }
        put(words, list, count);
        release(over);
    }
    true
}

/// The text, and what separates, or null.
///
/// # Safety
/// What such an iterator is over.
unsafe fn parts(over: Obj) -> (Obj, Obj) {
    // SAFETY: the caller's promise.
    unsafe {
        if (*over).ob_type == &raw mut ffi::PyTuple_Type {
            return (ffi::PyTuple_GET_ITEM(over, 0), ffi::PyTuple_GET_ITEM(over, 1));
        }
    }
    (over, NULL)
}

/// Where the next word begins and ends, and where to look for the one behind it.
///
/// # Safety
/// Plain strings; the second may be null.
unsafe fn following(text: Obj, separator: Obj, from: i64) -> Option<(i64, i64, i64)> {
    // SAFETY: the caller's promise.
    unsafe {
        let length = length(text);
        if separator.is_null() {
            return match characters(text) {
                Characters::One(data) => {
                    let bytes = std::slice::from_raw_parts(data, length as usize);
                    word(from, length, |at| SPACES[usize::from(bytes[at as usize])])
                }
                other => word(from, length, |at| char_isspace(other.at(at as usize))),
            };
        }
        if from > length {
            return None;
        }
        let wide = crate::text_layout::length(separator);
        let found = match (characters(text), characters(separator)) {
            (Characters::One(data), Characters::One(separator)) if wide == 1 => {
                let first = data.add(from as usize);
                let found = memchr(first.cast(), c_int::from(*separator), (length - from) as usize);
                if found.is_null() {
                    -1
                } else {
                    found.cast::<u8>().offset_from(data) as i64
                }
            }
            // It neither fails nor runs anything.
            _ => ffi::PyUnicode_Find(text, separator, from as isize, length as isize, 1) as i64,
        };
        Some(match found {
            at if at >= 0 => (from, at, at + wide),
            _ => (from, length, length + 1),
        })
    }
}

#[inline(always)]
fn word(from: i64, length: i64, is_space: impl Fn(i64) -> bool) -> Option<(i64, i64, i64)> {
    let mut start = from;
    while start < length && is_space(start) {
        start += 1;
    }
    if start >= length {
        return None;
    }
    let mut end = start + 1;
    while end < length && !is_space(end) {
        end += 1;
    }
    Some((start, end, end))
}

/// Which of the first characters are spaces.
static SPACES: [bool; 256] = {
    let mut spaces = [false; 256];
    let mut c = 0;
    while c < 256 {
        spaces[c] = matches!(c, 9..=13 | 28..=32 | 0x85 | 0xA0);
        c += 1;
    }
    spaces
};

/// Consumes what the iterator is over.
fn iterator(over: Obj) -> Option<Obj> {
    // SAFETY: a new list, which the new iterator is over until it gets something else.
    unsafe {
        let list = made(uncollected(|| ffi::PyList_New(0)));
        let iterator = list.and_then(vector::iterate);
        if let Some(iterator) = iterator {
            (*iterator).ob_type = vector::words();
            put(iterator, over, 0);
        } else {
            release(over);
        }
        if let Some(list) = list {
            // Its other owner is the iterator, which has let go of it.
            if iterator.is_some() {
                release(list);
            }
            release(list);
        }
        iterator
    }
}

/// An object, unless there was no memory for it: then CPython finds out again.
#[inline(always)]
fn made(object: Obj) -> Option<Obj> {
    if object.is_null() {
        // SAFETY: the GIL is held.
        unsafe { ffi::PyErr_Clear() }
        return None;
    }
    Some(object)
}

unsafe extern "C" {
    fn memchr(first: *const c_void, byte: c_int, count: usize) -> *mut c_void;
}
